//! # What they could say
//! What goes to lotteries and betting, a month and as a share of spending.
//! # What gives it away
//! Merchants whose names say so, in at least three months.
//! # When this is wrong
//! A pool at the office, a scratch card as a present, mahjong among friends.
//! # What to do
//! Pay such things in cash; banks can block the category.
//!
//! Source: inferences.md `gambling_or_lottery`: share of outgoings from 3.6 % on goes with noticeably more hardship, 10 % and more with
//! twice the missed mortgage payments, in 6.5 million UK bank customers (Muggleton 2021; bands as reported): an association, not a
//! cause; bursts matter more than sums (Håkansson 2020). Shown as a share, without any word on what it means.

use crate::inference::evidence::{self, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::Datelike;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "gambling_or_lottery",
    facet: Facet::Money,
    tier: Tier::T3,
    kind: ClaimKind::Observed,
    needs: &[Kind::Payment, Kind::Purchase],
    feeds: &["merchant.lottery", "merchant.betting", "label.lottery"],
    half_life: None,
    cap: None,
    wrong_when: &["office_pool", "for_someone_else"],
    actions: &["less_use", "sensitive_goods_apart"],
    infer,
};

const MONTHS: u64 = 3;
const TAGS: [&str; 3] = ["merchant.lottery", "merchant.betting", "label.lottery"];

fn infer(view: &View<'_>) -> Finding {
    let (own, others) = evidence::own_and_others(view, evidence::spent(view, evidence::any(view, &TAGS)));
    let months = view.months(&own).len();
    if (months as u64) < MONTHS {
        return evidence::too_few(months, MONTHS);
    }
    let Some(a_month) = evidence::a_month(view, &own) else { return evidence::too_few(0, MONTHS) };
    // Beside what was spent in the same months.
    let during = view.months(&own);
    let spending: Vec<usize> =
        view.spending().into_iter().filter(|i| view.day(*i).is_some_and(|d| during.contains(&(d.year(), d.month())))).collect();
    let all = view.sums(&spending).get(&a_month.currency).copied().unwrap_or_default();
    let here = view.sums(&own).get(&a_month.currency).copied().unwrap_or_default();
    let share = (here as f64 / all.max(1) as f64).clamp(0.0, 1.0);
    let reason =
        said(view, "reason.gambling_or_lottery.paid", &own).with("k", Param::Count(months as u64)).with("share", Param::Percent(share));
    let mut counter = vec![evidence::note("counter.gambling_or_lottery.whose")];
    if !others.is_empty() {
        counter.push(step(view, "counter.for_others", Size::Note, "payments", others));
    }
    Finding::Claims(vec![Draft {
        emphasis: "amount",
        since: view.since(&own),
        steps: vec![Step::new(reason, Size::Decisive, "payments", own)],
        counter,
        ..Draft::new("stakes", Phrase::new("claim.gambling_or_lottery").with("amount", Param::Money(a_month)), 0.5)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let ticket = |d| shop(at(d, 19), "某某彩票站", &["merchant.lottery"]);
        speaks("gambling_or_lottery", every(0..120, 15, ticket));
        // A pool at the office twice a year.
        silent("gambling_or_lottery", vec![ticket(10), ticket(200)]);
        silent("gambling_or_lottery", every(0..120, 15, |d| shop(at(d, 19), "某某游戏", &["merchant.game"])));
    }
}
