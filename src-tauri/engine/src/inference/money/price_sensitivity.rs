//! # What they could say
//! That you wait for sales, or that price moves you little.
//! # What gives it away
//! Orders in the weeks of the big sales against the share of the year these weeks are, and lines paid below their list price.
//! # When this is wrong
//! Staples are stocked up; gifts fall on sale days.
//! # What to do
//! Compare prices without being logged in.
//!
//! Source: inferences.md `price_sensitivity`: the catalogue’s coupon share, unit-price ranks and cart delays are in no export that is
//! read; what is: sale weeks (1–20 June, 20 October–11 November, 12 December, expert-set from the shops’ own calendars) and paid
//! against listed price. Wilson’s lower bound against the share of the calendar.

use crate::inference::confidence::wilson_lower;
use crate::inference::evidence::{self, live, said};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::{Datelike, NaiveDate};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "price_sensitivity",
    facet: Facet::Money,
    tier: Tier::T1,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase],
    feeds: &["shelf.discounted"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["stocks_staples", "household_shops"],
    actions: &["taobao_recommendations_off"],
    infer,
};

const PRIOR: f64 = 0.35;
const ORDERS: u64 = 50;

fn infer(view: &View<'_>) -> Finding {
    if view.reseller {
        return evidence::too_few(0, ORDERS);
    }
    let orders: Vec<usize> =
        evidence::own(view, view.of(Kind::Purchase)).into_iter().filter(|i| view.event(*i).is_some_and(live)).collect();
    if (orders.len() as u64) < ORDERS {
        return evidence::too_few(orders.len(), ORDERS);
    }
    let in_sales: Vec<usize> = orders.iter().copied().filter(|i| view.day(*i).is_some_and(sale)).collect();
    let (Some(first), Some(last)) = (orders.iter().filter_map(|i| view.day(*i)).min(), orders.iter().filter_map(|i| view.day(*i)).max())
    else {
        return evidence::too_few(0, ORDERS);
    };
    let days = first.iter_days().take_while(|d| *d <= last);
    let (all, sales) = days.fold((0_u32, 0_u32), |(n, s), d| (n + 1, s + u32::from(sale(d))));
    let share = wilson_lower(in_sales.len() as u64, orders.len() as u64);
    let expected = f64::from(sales) / f64::from(all.max(1));
    let listed: Vec<usize> = orders.iter().copied().filter(|i| view.goods(*i).is_some_and(|g| g.unit_price.is_some())).collect();
    let below: Vec<usize> = listed.iter().copied().filter(|i| discounted(view, *i)).collect();
    let mut steps = Vec::new();
    if sales > 0 && share > expected * 1.2 {
        let size = Size::Measured((share / expected.max(0.01)).ln().min(1.39));
        let reason = said(view, "reason.price_sensitivity.sales", &in_sales)
            .with("share", Param::Percent(in_sales.len() as f64 / orders.len() as f64))
            .with("expected", Param::Percent(expected));
        steps.push(Step::new(reason, size, "sales", in_sales));
    }
    let lower = wilson_lower(below.len() as u64, listed.len() as u64);
    if lower > 0.3 {
        let size = if lower > 0.6 { Size::Strong } else { Size::Moderate };
        let reason =
            said(view, "reason.price_sensitivity.below", &below).with("share", Param::Percent(below.len() as f64 / listed.len() as f64));
        steps.push(Step::new(reason, size, "prices", below));
    }
    if steps.is_empty() {
        return Finding::Nothing { because: Because::BelowThreshold, found: orders.len() as u64, needed: ORDERS };
    }
    let rows: Vec<usize> = steps.iter().flat_map(|s| s.events.clone()).collect();
    Finding::Claims(vec![Draft {
        since: view.since(&rows),
        exhibit: Some(said(view, "exhibit.price_sensitivity", &rows)),
        steps,
        counter: evidence::shared(view).into_iter().chain([evidence::note("counter.price_sensitivity.staples")]).collect(),
        ..Draft::new("waits_for_sales", Phrase::new("claim.price_sensitivity"), PRIOR)
    }])
}

/// Weeks of the big sales.
fn sale(day: NaiveDate) -> bool {
    matches!((day.month(), day.day()), (6, 1..=20) | (10, 20..=31) | (11, 1..=11) | (12, 12))
}

/// Whether a line cost less than its pieces at list price, by a twentieth at least.
fn discounted(view: &View<'_>, row: usize) -> bool {
    let (Some(e), Some(unit)) = (view.event(row), view.goods(row).and_then(|g| g.unit_price)) else { return false };
    e.gross.is_some_and(|paid| paid.currency == unit.currency && paid.minor * 20 <= unit.minor * i64::from(e.quantity.max(1)) * 19)
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        // Sales are in November and June: 20 of 60 orders in a tenth of the year.
        let sales = || (0..24).map(|n| bought(at(50 + n, 22), ME, &[])).collect::<Vec<_>>();
        let rest = || every(75..255, 5, |d| bought(at(d, 20), ME, &[]));
        let said = speaks("price_sensitivity", [sales(), rest()].concat());
        assert!(said[0].p > 0.35 && said[0].level <= Level::Medium);
        silent("price_sensitivity", every(0..360, 6, |d| bought(at(d, 20), ME, &[])));
        silent("price_sensitivity", sales());
    }
}
