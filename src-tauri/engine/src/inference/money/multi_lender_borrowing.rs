//! # What they could say
//! With how many lending services money moves.
//! # What gives it away
//! Payments from and to services whose names lend money, and a loan from one shortly before another is repaid.
//! # When this is wrong
//! A loan was taken or repaid for family; the service is also a shop or a wallet.
//! # What to do
//! Cancel mandates; ask a lender to explain what it uses.
//!
//! Source: inferences.md `multi_lender_borrowing`: “multi-head borrowing” (多头借贷) is a stock risk variable of Chinese lenders
//! (reported). Two services are wanted, and money both ways with one of them, so that a fee paid to a comparison site says nothing.

use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Direction, Kind};
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "multi_lender_borrowing",
    facet: Facet::Money,
    tier: Tier::T3,
    kind: ClaimKind::Observed,
    needs: &[Kind::Payment],
    feeds: &["merchant.lender", "pay.credit_jiebei"],
    half_life: None,
    cap: None,
    wrong_when: &["repaid_for_another", "lender_is_a_shop"],
    actions: &["ask_for_explanation", "auto_debit_review"],
    infer,
};

const LENDERS: u64 = 2;
/// A repayment this soon after another lender’s loan: rolled over.
const SOON: i64 = 3;

fn infer(view: &View<'_>) -> Finding {
    let rows: Vec<usize> = evidence::any(view, &["merchant.lender", "pay.credit_jiebei"]);
    let rows: Vec<usize> =
        rows.into_iter().filter(|i| view.event(*i).is_some_and(|e| e.kind == Kind::Payment && e.party.is_some())).collect();
    let lent = |i: &usize| view.event(*i).is_some_and(|e| e.direction == Some(Direction::In));
    let mut lenders: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for i in &rows {
        if let Some(party) = view.event(*i).and_then(|e| e.party) {
            lenders.entry(party).or_default().push(*i);
        }
    }
    let both = lenders.values().any(|rows| rows.iter().any(lent) && !rows.iter().all(lent));
    if (lenders.len() as u64) < LENDERS || !both {
        return evidence::too_few(lenders.len(), LENDERS);
    }
    let steps = lenders.values().map(|rows| step(view, "reason.multi_lender_borrowing.one", Size::Note, "lenders", rows.clone()));
    let all = step(view, "reason.multi_lender_borrowing.all", Size::Decisive, "lenders", rows.clone());
    let mut steps: Vec<Step> = std::iter::once(all).chain(steps).collect();
    let rolled: Vec<usize> = rows
        .iter()
        .copied()
        .filter(|i| {
            !lent(i)
                && rows.iter().any(|j| {
                    let other = view.event(*i).and_then(|e| e.party) != view.event(*j).and_then(|e| e.party);
                    other && lent(j) && view.day(*i).zip(view.day(*j)).is_some_and(|(a, b)| (0..=SOON).contains(&(a - b).num_days()))
                })
        })
        .collect();
    if !rolled.is_empty() {
        steps.push(step(view, "reason.multi_lender_borrowing.rolled", Size::Note, "lenders", rolled));
    }
    Finding::Claims(vec![Draft {
        emphasis: "n",
        since: view.since(&rows),
        steps,
        counter: vec![evidence::note("counter.multi_lender_borrowing.family")],
        ..Draft::new("lenders", Phrase::new("claim.multi_lender_borrowing").with("n", Param::Count(lenders.len() as u64)), 0.5)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let loan = |d, who: &str| paid(at(d, 9), 500_000, PaymentKind::Other, Direction::In, who, &["merchant.lender"]);
        let back = |d, who: &str| paid(at(d, 9), 90_000, PaymentKind::Repayment, Direction::Out, who, &["merchant.lender"]);
        let said = speaks("multi_lender_borrowing", vec![loan(90, "甲贷"), back(60, "甲贷"), loan(31, "乙贷"), back(30, "甲贷")]);
        assert!(said[0].statement.en.contains("2 lending"), "{}", said[0].statement.en);
        // One lender is credit, not several; fees to comparison sites bring no money.
        silent("multi_lender_borrowing", vec![loan(90, "甲贷"), back(60, "甲贷")]);
        silent("multi_lender_borrowing", vec![back(60, "甲贷"), back(50, "乙贷")]);
    }
}
