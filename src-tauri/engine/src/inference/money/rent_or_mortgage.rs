//! # What they could say
//! That you pay rent or a mortgage, and about how much.
//! # What gives it away
//! A fixed sum to one side once a month or once a quarter; words and names that say what it is for.
//! # When this is wrong
//! A loan to a friend is repaid in such sums; tuition; rent for family.
//! # What to do
//! Words in notes are read; a transfer without them still has its rhythm.
//!
//! Source: inferences.md `rent_or_mortgage`: fixed outflow (CV ≤ .05), 30 ± 3 or 91 ± 5 days apart, at least three times; the
//! catalogue’s shares of income are left out: a wallet sees too little of it.

use crate::inference::evidence::{self, live, median, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::{Event, Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Direction, Kind, PaymentKind};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "rent_or_mortgage",
    facet: Facet::Money,
    tier: Tier::T3,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment],
    feeds: &["merchant.rent", "merchant.mortgage", "words.rent"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["loan_to_a_friend", "paid_for_family"],
    actions: &["salary_apart", "ask_for_explanation"],
    infer,
};

const PRIOR: f64 = 0.5;
const TIMES: usize = 3;
/// A rent is no price of a subscription: in hundredths of the currency’s unit, from 300 yuan or dollars on.
const LEAST: i64 = 30_000;

fn infer(view: &View<'_>) -> Finding {
    let mut by_party: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    let out =
        |e: &Event| live(e) && e.kind == Kind::Payment && e.direction != Some(Direction::In) && e.net.is_some_and(|n| n.minor >= LEAST);
    for i in view.of(Kind::Payment) {
        if let Some(party) = view.event(i).filter(|e| out(e)).and_then(|e| e.party) {
            by_party.entry(party).or_default().push(i);
        }
    }
    let mut best: Option<Draft> = None;
    let mut found = 0;
    for rows in by_party.values() {
        let named = |tags: &[&str]| {
            rows.iter().copied().filter(|i| view.event(*i).is_some_and(|e| tags.iter().any(|t| view.has(e, t)))).collect::<Vec<_>>()
        };
        let (rent, mortgage) = (named(&["merchant.rent", "words.rent"]), named(&["merchant.mortgage"]));
        let Some(regular) = regular(view, rows) else { continue };
        found = found.max(regular.len());
        let what = if mortgage.len() > rent.len() { "mortgage" } else { "rent" };
        let words = if what == "rent" { rent } else { mortgage };
        // A loan named as such that isn’t for a home is none of this.
        if words.is_empty() && regular.iter().any(|i| view.event(*i).is_some_and(|e| other_purpose(view, e))) {
            continue;
        }
        let Some(amount) = regular.last().and_then(|i| view.event(*i)?.net) else { continue };
        let mut steps = vec![step(view, "reason.rent_or_mortgage.regular", Size::Moderate, "rhythm", regular.clone())];
        if !words.is_empty() {
            let size = if words.len() >= TIMES { Size::NearStatement } else { Size::Strong };
            steps.push(step(view, "reason.rent_or_mortgage.words", size, "merchant", words));
        }
        let id = format!("claim.rent_or_mortgage.{what}");
        let draft = Draft {
            emphasis: "amount",
            since: view.since(&regular),
            exhibit: Some(said(view, "exhibit.rent_or_mortgage", &regular)),
            steps,
            counter: vec![evidence::note("counter.rent_or_mortgage.friend")],
            ..Draft::new(what, Phrase::new(id).with("amount", Param::Money(amount)), if what == "rent" { PRIOR * 0.5 } else { PRIOR * 0.4 })
        };
        let weight = |d: &Draft| (d.steps.len(), d.steps.iter().map(|s| s.events.len()).sum::<usize>());
        if best.as_ref().is_none_or(|b| weight(b) < weight(&draft)) {
            best = Some(draft);
        }
    }
    best.map_or_else(|| evidence::too_few(found, TIMES as u64), |draft| Finding::Claims(vec![draft]))
}

/// Of the payments to one side, those of the sum that comes back once a month or quarter.
fn regular(view: &View<'_>, rows: &[usize]) -> Option<Vec<usize>> {
    let sum = |i: &usize| view.event(*i).and_then(|e| e.net).map_or(0, |n| n.minor);
    let usual = median(rows.iter().map(sum).collect())?;
    let same: Vec<usize> = rows.iter().copied().filter(|i| (sum(i) - usual).abs() * 20 <= usual).collect();
    let days: Vec<NaiveDate> = same.iter().filter_map(|i| view.day(*i)).collect();
    let gaps: Vec<i64> = days.iter().zip(days.iter().skip(1)).map(|(a, b)| (*b - *a).num_days()).collect();
    let fits = |gap: &i64| (27..=34).contains(gap) || (86..=96).contains(gap);
    // One month left out or paid twice is still a rhythm.
    (same.len() >= TIMES && gaps.iter().filter(|g| fits(g)).count() * 5 >= gaps.len() * 4).then_some(same)
}

fn other_purpose(view: &View<'_>, e: &Event) -> bool {
    [
        "merchant.training",
        "merchant.school",
        "merchant.kindergarten",
        "merchant.insurance",
        "merchant.telecom",
        "merchant.gym",
        "merchant.lender",
        "words.borrow",
        "merchant.university",
    ]
    .iter()
    .any(|t| view.has(e, t))
        || matches!(e.payment, Some(PaymentKind::Repayment | PaymentKind::Savings | PaymentKind::TopUp | PaymentKind::Withdraw))
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let rent = |tags: &'static [&str]| {
            every(3..200, 30, move |d| paid(at(d, 20), 280_000, PaymentKind::Transfer, Direction::Out, "程房东", tags))
        };
        let stated = speaks("rent_or_mortgage", rent(&["words.rent"]));
        assert_eq!((stated[0].value.as_str(), stated[0].level), ("rent", Level::High));
        assert!(speaks("rent_or_mortgage", rent(&[]))[0].p < stated[0].p);
        let loan =
            every(3..200, 30, |d| paid(at(d, 9), 520_000, PaymentKind::Repayment, Direction::Neutral, "某某银行", &["merchant.mortgage"]));
        assert_eq!(speaks("rent_or_mortgage", loan)[0].value, "mortgage");
        // Lessons, a loan among friends, and sums that wander.
        silent(
            "rent_or_mortgage",
            every(3..200, 30, |d| paid(at(d, 9), 280_000, PaymentKind::Merchant, Direction::Out, "某某培训", &["merchant.training"])),
        );
        silent(
            "rent_or_mortgage",
            every(3..200, 30, |d| paid(at(d, 9), 280_000, PaymentKind::Transfer, Direction::Out, "甲", &["words.borrow"])),
        );
        silent(
            "rent_or_mortgage",
            every(3..200, 30, |d| paid(at(d, 9), 100_000 + 9_000 * d as i64, PaymentKind::Transfer, Direction::Out, "甲", &[])),
        );
    }
}
