//! # What they could say
//! That some records are of a kind linked to mourning. Nothing about whom.
//! # What gives it away
//! Funeral services, and many words of condolence from others within a week.
//! # When this is wrong
//! Visits to graves at Qingming; condolences one sent oneself.
//! # What to do
//! End-to-end encryption.
//!
//! Source: inferences.md `bereavement`: rows within ten days of 4 April are left out (清明); ten and more messages of others within seven
//! days. No name, no conclusion.

use crate::inference::evidence::{self, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::{Datelike, NaiveDate};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "bereavement",
    facet: Facet::Household,
    tier: Tier::T3,
    kind: ClaimKind::ExplainOnly,
    needs: &[Kind::Payment, Kind::Purchase, Kind::Message],
    feeds: &["merchant.funeral", "goods.funeral", "words.bereavement"],
    half_life: None,
    cap: None,
    wrong_when: &["yearly_visit", "condolences_sent"],
    actions: &["encrypted_chats"],
    infer,
};

const WISHES: usize = 10;
const WEEK: i64 = 7;

fn infer(view: &View<'_>) -> Finding {
    let qingming =
        |i: &usize| view.day(*i).is_some_and(|d| NaiveDate::from_ymd_opt(d.year(), 4, 4).is_some_and(|q| (d - q).num_days().abs() <= 10));
    let mut rows: Vec<usize> = evidence::any(view, &["merchant.funeral", "goods.funeral"]).into_iter().filter(|i| !qingming(i)).collect();
    let wishes: Vec<usize> = tagged(view, "words.bereavement")
        .into_iter()
        .filter(|i| view.event(*i).is_some_and(|e| e.kind == Kind::Message && !e.own))
        .collect();
    let near = |i: usize| {
        wishes
            .iter()
            .copied()
            .filter(|j| view.day(i).zip(view.day(*j)).is_some_and(|(a, b)| (0..=WEEK).contains(&(b - a).num_days())))
            .collect::<Vec<_>>()
    };
    rows.extend(wishes.iter().map(|i| near(*i)).max_by_key(Vec::len).filter(|w| w.len() >= WISHES).unwrap_or_default());
    rows.sort_unstable();
    if rows.is_empty() {
        return evidence::too_few(0, 1);
    }
    Finding::Claims(vec![Draft {
        emphasis: "n",
        since: view.since(&rows),
        steps: vec![step(view, "reason.bereavement.listed", Size::Decisive, "records", rows.clone())],
        counter: vec![evidence::note("counter.bereavement.reasons")],
        ..Draft::new("records", Phrase::new("claim.bereavement").with("n", Param::Count(rows.len() as u64)), 0.5)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        assert_eq!(speaks("bereavement", vec![shop(at(60, 9), "某某殡仪服务", &["merchant.funeral"])])[0].kind, ClaimKind::ExplainOnly);
        // Flowers for a grave in April: 2024-04-04 is 271 days before the last day of the year.
        silent("bereavement", vec![shop(at(270, 9), "某某陵园", &["merchant.funeral"])]);
        silent("bereavement", vec![wrote(at(30, 9), "甲", ME, &["words.bereavement"])]);
    }
}
