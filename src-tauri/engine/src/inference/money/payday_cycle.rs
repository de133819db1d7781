//! # What they could say
//! That your spending rises after a day of the month and falls towards its end.
//! # What gives it away
//! How much of each month is spent in the seven days after that day, month by month.
//! # When this is wrong
//! Rent or a repayment falls on the same day; sales move spending.
//! # What to do
//! Nothing hides it from whoever carries the payments; a lender can be asked to explain what it uses.
//!
//! Source: inferences.md `payday_cycle`: payday response in account data (Gelman 2014). The best of the thirty windows is judged by
//! counting in how many months it is above its share; months of the big sales (June, November) are left out. The catalogue asks for a
//! permutation test: a window chosen as the best of thirty is held against thirty times the chance instead, which needs no dice.

use crate::inference::evidence::{self, live, said};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Event, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Kind, PaymentKind};
use chrono::Datelike;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "payday_cycle",
    facet: Facet::Money,
    tier: Tier::T2,
    kind: ClaimKind::Observed,
    needs: &[Kind::Payment],
    feeds: &[],
    half_life: None,
    cap: None,
    wrong_when: &["rent_on_a_day", "wallet_sees_part"],
    actions: &["less_use"],
    infer,
};

const MONTHS: usize = 6;
const WINDOW: u32 = 7;
/// In so many of the months the window holds more than its share by half.
const OF_MONTHS: f64 = 0.8;

fn infer(view: &View<'_>) -> Finding {
    let rows: Vec<usize> =
        view.spending().into_iter().filter(|i| view.event(*i).is_some_and(|e| e.kind == Kind::Payment && discretionary(view, e))).collect();
    let Some((currency, sums)) = evidence::by_month(view, &rows) else { return evidence::too_few(0, MONTHS as u64) };
    // Sales move spending by themselves; the first and the last month are seldom whole.
    let (first, last) = (sums.keys().next().copied(), sums.keys().last().copied());
    let whole = |m: &i64| Some(*m) != first && Some(*m) != last && ![5, 10].contains(&m.rem_euclid(12));
    let mut days: BTreeMap<i64, BTreeMap<u32, i64>> = BTreeMap::new();
    let mut used = Vec::new();
    for i in rows {
        let (Some(day), Some(net)) = (view.day(i), view.event(i).and_then(|e| e.net).filter(|n| n.currency == currency)) else { continue };
        let month = evidence::month_number(day);
        if whole(&month) {
            *days.entry(month).or_default().entry(day.day()).or_default() += net.minor;
            used.push(i);
        }
    }
    if days.len() < MONTHS {
        return evidence::too_few(days.len(), MONTHS as u64);
    }
    let share = |month: &BTreeMap<u32, i64>, from: u32| {
        let all: i64 = month.values().sum();
        let here: i64 = month.iter().filter(|(d, _)| (**d + 31 - from) % 31 < WINDOW).map(|(_, s)| s).sum();
        here as f64 / all.max(1) as f64
    };
    let above = |from: u32| days.values().filter(|m| share(m, from) > 1.5 * f64::from(WINDOW) / 30.4).count();
    // Of windows that do so in as many months, the one that holds most.
    let held = |from: u32| days.values().map(|m| (share(m, from) * 1000.0) as u64).sum::<u64>();
    let Some(from) = (1..=31).max_by_key(|from| (above(*from), held(*from), std::cmp::Reverse(*from))) else {
        return evidence::too_few(0, MONTHS as u64);
    };
    let hits = above(from);
    if (hits as f64) < OF_MONTHS * days.len() as f64 {
        return Finding::Nothing { because: Because::BelowThreshold, found: hits as u64, needed: days.len() as u64 };
    }
    let before = (from + 31 - 1 - WINDOW) % 31 + 1;
    let mean = |at: u32| days.values().map(|m| share(m, at)).sum::<f64>() / days.len() as f64;
    let (after, end) = (mean(from), mean(before));
    let reason =
        said(view, "reason.payday_cycle.months", &used).with("k", Param::Count(hits as u64)).with("total", Param::Count(days.len() as u64));
    let reason = reason.with("share", Param::Percent(after));
    Finding::Claims(vec![Draft {
        emphasis: "d",
        since: view.since(&used),
        steps: vec![Step::new(reason, Size::Strong, "rhythm of spending", used.clone())],
        counter: vec![evidence::note("counter.payday_cycle.fixed_day")],
        ..Draft::new(
            format!("day-{from}"),
            Phrase::new("claim.payday_cycle")
                .with("d", Param::Count(from.into()))
                .with("share", Param::Percent((1.0 - end / after.max(1e-9)).max(0.01))),
            0.4,
        )
    }])
}

/// Rent, bills and presents keep days of their own.
fn discretionary(view: &View<'_>, e: &Event) -> bool {
    live(e)
        && e.payment == Some(PaymentKind::Merchant)
        && !["merchant.rent", "merchant.mortgage", "merchant.power", "merchant.water", "merchant.gas", "merchant.telecom", "words.rent"]
            .iter()
            .any(|t| view.has(e, t))
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let month = |after: i64, rest: i64| {
            (0..360)
                .map(move |d| {
                    let time = at(d, 12);
                    let fen = if (10..17).contains(&time.wall.day()) { after } else { rest };
                    paid(time, fen, PaymentKind::Merchant, Direction::Out, "某某超市", &[])
                })
                .collect::<Vec<_>>()
        };
        let said = speaks("payday_cycle", month(9_000, 3_000));
        assert_eq!(said[0].value, "day-10");
        silent("payday_cycle", month(3_100, 3_000));
        // Rent on a fixed day draws the same curve.
        silent(
            "payday_cycle",
            every(0..360, 30, |d| paid(at(d, 9), 300_000, PaymentKind::Merchant, Direction::Out, "自如", &["merchant.rent"])),
        );
    }
}
