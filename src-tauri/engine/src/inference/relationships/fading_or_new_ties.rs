//! # What they could say
//! Which contact is fading, and which is new.
//! # What gives it away
//! Weekly rows of the last ninety days against those before.
//! # When this is wrong
//! Another channel; holidays.
//! # What to do
//! Nothing hides times and counts from whoever carries them.
//!
//! Source: inferences.md `fading_or_new_ties`: ninety days against the 270 before, at least fifty rows, z of −3 and 3 under a negative
//! binomial with twice the Poisson variance.

use crate::inference::evidence::{self, said};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier, people};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "fading_or_new_ties",
    facet: Facet::Relationships,
    tier: Tier::T1,
    kind: ClaimKind::Observed,
    needs: &[Kind::Message, Kind::Payment],
    feeds: &[],
    half_life: None,
    cap: None,
    wrong_when: &["moved_channel", "holidays"],
    actions: &["encrypted_chats"],
    infer,
};

const RECENT: i64 = 90;
const BEFORE: i64 = 270;
const ROWS: usize = 50;
/// How much wider than chance weekly counts of chats scatter; expert-set.
const SPREAD: f64 = 2.0;

fn infer(view: &View<'_>) -> Finding {
    let people = people::all(view);
    let Some(end) = people.values().filter_map(|p| p.latest).max().map(|t| t.date()) else { return evidence::too_few(0, ROWS as u64) };
    let mut drafts = Vec::new();
    let mut most = 0;
    for (name, person) in people.iter().filter(|(_, p)| p.rows.len() >= ROWS) {
        most = most.max(person.rows.len());
        let ago = |i: &usize| view.day(*i).map_or(i64::MAX, |d| (end - d).num_days());
        let rows: Vec<usize> = person.rows.iter().copied().filter(|i| ago(i) < RECENT + BEFORE).collect();
        // Who was met within the year before has fewer weeks to compare with.
        let known = rows.iter().map(ago).max().unwrap_or_default();
        if known < RECENT * 2 {
            continue;
        }
        let (now, then) = (rows.iter().filter(|i| ago(i) < RECENT).count() as f64, rows.iter().filter(|i| ago(i) >= RECENT).count() as f64);
        let expected = then / (known - RECENT) as f64 * RECENT as f64;
        let z = (now - expected) / ((expected + expected * expected / then.max(1.0)).max(1.0) * SPREAD).sqrt();
        if z.abs() < 3.0 {
            continue;
        }
        let way = if z < 0.0 { "fading" } else { "growing" };
        let contact = view.name(*name).to_owned();
        let reason = said(view, "reason.fading_or_new_ties.counts", &rows)
            .with("now", Param::Count(now as u64))
            .with("expected", Param::Count(expected.round() as u64));
        drafts.push((
            z.abs(),
            Draft {
                emphasis: "contact",
                since: view.since(&rows),
                steps: vec![Step::new(reason, if z.abs() > 5.0 { Size::NearStatement } else { Size::Strong }, "weeks", rows)],
                counter: vec![evidence::note("counter.fading_or_new_ties.channel")],
                ..Draft::new(
                    format!("{contact}:{way}"),
                    Phrase::new(format!("claim.fading_or_new_ties.{way}")).with("contact", Param::Text(contact)),
                    0.5,
                )
            },
        ));
    }
    drafts.sort_by(|a, b| b.0.total_cmp(&a.0));
    if drafts.is_empty() {
        evidence::too_few(most, ROWS as u64)
    } else {
        Finding::Claims(drafts.into_iter().take(6).map(|d| d.1).collect())
    }
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let chat = |who: &'static str, days: std::ops::Range<u64>, by: usize| {
            every(days, by, move |d| wrote(at(d, 20), who, if d % 2 == 0 { ME } else { who }, &[]))
        };
        let both = |a: std::ops::Range<u64>| [chat("甲", a, 1), chat("乙", 0..360, 3), chat("丙", 0..360, 5)].concat();
        assert_eq!(speaks("fading_or_new_ties", both(100..360))[0].value, "甲:fading");
        silent("fading_or_new_ties", both(0..360));
        // The whole export ends there.
        silent("fading_or_new_ties", [chat("甲", 100..360, 1), chat("乙", 100..360, 3)].concat());
    }
}
