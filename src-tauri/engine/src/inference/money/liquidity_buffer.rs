//! # What they could say
//! How soon after money comes in most of it is gone again.
//! # What gives it away
//! The share of each month’s income that is spent within five days.
//! # When this is wrong
//! Other accounts hold the cushion; rent and repayments are due right after payday.
//! # What to do
//! Nothing hides it from whoever carries both; a second account does from each.
//!
//! Source: inferences.md `liquidity_buffer`: no balances are read, so the catalogue’s second way is used: the share of what comes in
//! that goes out within five days. Buffers as such: JPMorgan Chase Institute (Farrell 2019). One account is seen: the word stays low.

use crate::inference::evidence::{self, live, median, said};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::NaiveDate;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "liquidity_buffer",
    facet: Facet::Money,
    tier: Tier::T3,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment],
    feeds: &[],
    half_life: Some(365),
    cap: Some((Level::Low, "one_account")),
    wrong_when: &["wallet_sees_part", "other_accounts"],
    actions: &["ask_for_explanation", "salary_apart"],
    infer,
};

const PRIOR: f64 = 0.3;
const MONTHS: u64 = 6;
const DAYS: i64 = 5;
/// Of what came in.
const MOST: f64 = 0.6;

fn infer(view: &View<'_>) -> Finding {
    let income: Vec<usize> = view.income().into_iter().filter(|i| view.event(*i).is_some_and(live)).collect();
    let Some((currency, months)) = evidence::by_month(view, &income) else { return evidence::too_few(0, MONTHS) };
    let spending = view.spending();
    let out = |from: NaiveDate| {
        let within = |i: &&usize| view.day(**i).is_some_and(|d| (0..DAYS).contains(&(d - from).num_days()));
        let rows: Vec<usize> = spending.iter().filter(within).copied().collect();
        (view.sums(&rows).get(&currency).copied().unwrap_or_default(), rows)
    };
    let (mut shares, mut rows) = (Vec::new(), Vec::new());
    for (month, sum) in &months {
        let here = income.iter().filter(|i| view.day(**i).is_some_and(|d| evidence::month_number(d) == *month));
        let Some(largest) = here.max_by_key(|i| view.event(**i).and_then(|e| e.net).map_or(0, |n| n.minor)) else { continue };
        let Some(day) = view.day(*largest) else { continue };
        let (spent, their) = out(day);
        shares.push((spent as f64 / (*sum).max(1) as f64 * 1000.0) as i64);
        rows.push(*largest);
        rows.extend(their);
    }
    let found = shares.len();
    let Some(usual) = median(shares).map(|s| s as f64 / 1000.0).filter(|_| found as u64 >= MONTHS) else {
        return evidence::too_few(found, MONTHS);
    };
    if usual < MOST {
        return Finding::Nothing { because: Because::BelowThreshold, found: found as u64, needed: MONTHS };
    }
    rows.sort_unstable();
    rows.dedup();
    let reason = said(view, "reason.liquidity_buffer.soon", &rows)
        .with("months", Param::Count(found as u64))
        .with("share", Param::Percent(usual.min(0.99)));
    Finding::Claims(vec![Draft {
        emphasis: "share",
        since: view.since(&rows),
        steps: vec![Step::new(reason, Size::Moderate, "flow", rows.clone()).aged(view.age(&rows))],
        counter: vec![evidence::note("counter.liquidity_buffer.elsewhere")],
        ..Draft::new("thin", Phrase::new("claim.liquidity_buffer").with("share", Param::Percent(usual.min(0.99))), PRIOR)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let lives = |spent: i64| {
            let pay = every(10..250, 30, |d| paid(at(d, 9), 800_000, PaymentKind::Transfer, Direction::In, "某某公司", &[]));
            let out = every(8..250, 30, move |d| paid(at(d, 12), spent, PaymentKind::Merchant, Direction::Out, "某某商场", &[]));
            [pay, out].concat()
        };
        assert_eq!(speaks("liquidity_buffer", lives(700_000))[0].level, Level::Low);
        silent("liquidity_buffer", lives(200_000));
        silent(
            "liquidity_buffer",
            every(10..250, 30, |d| paid(at(d, 12), 700_000, PaymentKind::Merchant, Direction::Out, "某某商场", &[])),
        );
    }
}
