//! # What they could say
//! That a part of your orders looks unplanned.
//! # What gives it away
//! Orders late at night that were sent back or called off within a week, or for which nothing was searched.
//! # When this is wrong
//! A flash sale at midnight was planned; a night shift shops at night.
//! # What to do
//! Payment without a password off; a day’s wait.
//!
//! Source: inferences.md `impulse_buying`: two of: 22:00–03:00, given back or called off, a first order at that shop. First views and
//! live streams are in no export that is read, so the catalogue’s cap low “without views” holds. Self-control is inferable better than
//! the Big Five (Gladstone 2019; Tovanich 2021).

use crate::inference::confidence::wilson_lower;
use crate::inference::evidence::{self, said};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Kind, Status};
use chrono::Timelike;
use std::collections::BTreeSet;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "impulse_buying",
    facet: Facet::Money,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase],
    feeds: &[],
    half_life: Some(365),
    cap: Some((Level::Low, "no_views")),
    wrong_when: &["planned_at_night", "several_people"],
    actions: &["auto_debit_review", "taobao_recommendations_off"],
    infer,
};

const PRIOR: f64 = 0.3;
const ORDERS: u64 = 50;
/// Of all orders, by the lower bound.
const SHARE: f64 = 0.15;

fn infer(view: &View<'_>) -> Finding {
    if view.reseller {
        return evidence::too_few(0, ORDERS);
    }
    let orders: Vec<usize> = view
        .of(Kind::Purchase)
        .into_iter()
        .filter(|i| view.event(*i).is_some_and(|e| e.time.is_some() && !e.duplicate && !e.for_other))
        .collect();
    if (orders.len() as u64) < ORDERS {
        return evidence::too_few(orders.len(), ORDERS);
    }
    let mut known = BTreeSet::new();
    let mut unplanned = Vec::new();
    for i in &orders {
        let (Some(e), Some(time)) = (view.event(*i), view.time(*i)) else { continue };
        let first = e.party.is_some_and(|p| known.insert(p));
        let late = time.hour() >= 22 || time.hour() < 3;
        let back = matches!(e.status, Status::Cancelled | Status::Closed | Status::Refunded);
        if u8::from(first) + u8::from(late) + u8::from(back) >= 2 {
            unplanned.push(*i);
        }
    }
    let lower = wilson_lower(unplanned.len() as u64, orders.len() as u64);
    if lower < SHARE {
        return Finding::Nothing {
            because: Because::BelowThreshold,
            found: unplanned.len() as u64,
            needed: (orders.len() as f64 * SHARE) as u64,
        };
    }
    let share = Param::Percent(unplanned.len() as f64 / orders.len() as f64);
    let size = if lower > 0.3 { Size::Strong } else { Size::Moderate };
    let reason = said(view, "reason.impulse_buying.two", &unplanned).with("total", Param::Count(orders.len() as u64));
    Finding::Claims(vec![Draft {
        emphasis: "share",
        since: view.since(&unplanned),
        exhibit: Some(said(view, "exhibit.impulse_buying", &unplanned)),
        steps: vec![Step::new(reason, size, "orders", unplanned)],
        counter: evidence::shared(view).into_iter().chain([evidence::note("counter.impulse_buying.views")]).collect(),
        ..Draft::new("unplanned", Phrase::new("claim.impulse_buying").with("share", share), PRIOR)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let returned = |d| {
            let (platform, mut fact, tags) = bought(at(d, 23), ME, &[]);
            if let Fact::Purchase(p) = &mut fact {
                p.status = Status::Refunded;
            }
            (platform, fact, tags)
        };
        let calm = || every(0..300, 6, |d| bought(at(d, 15), ME, &[]));
        let said = speaks("impulse_buying", [calm(), every(1..180, 6, returned)].concat());
        assert_eq!(said[0].level, Level::Low);
        silent("impulse_buying", calm());
        // At night, but kept, from a shop known long since.
        silent("impulse_buying", every(0..300, 5, |d| bought(at(d, 23), ME, &[])));
    }
}
