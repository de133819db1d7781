//! # What they could say
//! About which part of your income you put aside.
//! # What gives it away
//! Moves into money funds, deposits and funds, less what is taken out again, against what comes in.
//! # When this is wrong
//! Cash is parked before a rent is due; income lands elsewhere.
//! # What to do
//! Keep the account that saves apart from the wallet that pays.
//!
//! Source: inferences.md `savings_rate`: conscientious people save more (Gladstone 2019, press summary). Months in which only one side
//! is seen say nothing, so six months with income are wanted.

use crate::inference::evidence::{self, live, said, step};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Direction, Kind, PaymentKind};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "savings_rate",
    facet: Facet::Money,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment],
    feeds: &["pay.money_fund", "words.withdraws"],
    half_life: None,
    cap: Some((Level::Medium, "one_account_medium")),
    wrong_when: &["parked_cash", "wallet_sees_part"],
    actions: &["salary_apart"],
    infer,
};

const PRIOR: f64 = 0.4;
const MONTHS: u64 = 6;

fn infer(view: &View<'_>) -> Finding {
    let income: Vec<usize> = view.income().into_iter().filter(|i| view.event(*i).is_some_and(live)).collect();
    let moves: Vec<usize> = view.which(|e| live(e) && e.payment == Some(PaymentKind::Savings));
    let months = view.months(&income).len() as u64;
    let Some((currency, earned)) = view.sums(&income).into_iter().max_by_key(|(_, s)| *s) else { return evidence::too_few(0, MONTHS) };
    if months < MONTHS || view.months(&moves).len() < 3 {
        return evidence::too_few(view.months(&moves).len(), MONTHS);
    }
    let (mut put, mut taken) = (0, 0);
    let (mut into, mut out) = (Vec::new(), Vec::new());
    for i in moves {
        let Some(e) = view.event(i) else { continue };
        let Some(amount) = e.net.filter(|n| n.currency == currency) else { continue };
        // The row says which way by its direction or, where it is neutral, by its words.
        if e.direction == Some(Direction::In) || view.has(e, "words.withdraws") {
            taken += amount.minor;
            out.push(i);
        } else {
            put += amount.minor;
            into.push(i);
        }
    }
    let rate = (put - taken) as f64 / earned.max(1) as f64;
    // What is put in and pays for everything afterwards is a purse, no saving.
    if !(0.02..=0.6).contains(&rate) || into.is_empty() {
        return Finding::Nothing { because: Because::BelowThreshold, found: into.len() as u64, needed: MONTHS };
    }
    let shown = Param::Percent(rate.min(0.99));
    let mut steps = vec![step(view, "reason.savings_rate.in", Size::Strong, "savings", into.clone())];
    steps.push(Step::new(
        said(view, "reason.savings_rate.income", &income).with("k", Param::Count(months)),
        Size::Weak,
        "income",
        income.clone(),
    ));
    let mut counter = vec![evidence::note("counter.savings_rate.other_accounts")];
    if !out.is_empty() {
        counter.push(step(view, "counter.savings_rate.out", Size::Note, "savings", out));
    }
    Finding::Claims(vec![Draft {
        emphasis: "share",
        since: view.since(&into),
        steps,
        counter,
        ..Draft::new(format!("{}", (rate * 20.0).round() * 5.0), Phrase::new("claim.savings_rate").with("share", shown), PRIOR)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let pay = || every(10..250, 30, |d| paid(at(d, 9), 800_000, PaymentKind::Transfer, Direction::In, "某某公司", &[]));
        let put = || every(11..250, 30, |d| paid(at(d, 9), 160_000, PaymentKind::Savings, Direction::Neutral, "余额宝", &[]));
        let said = speaks("savings_rate", [pay(), put()].concat());
        assert_eq!((said[0].value.as_str(), said[0].level), ("20", Level::Medium));
        silent("savings_rate", put());
        // What is parked and taken out again is no saving.
        let back = every(5..250, 30, |d| paid(at(d, 9), 158_000, PaymentKind::Savings, Direction::In, "余额宝", &[]));
        silent("savings_rate", [pay(), put(), back].concat());
    }
}
