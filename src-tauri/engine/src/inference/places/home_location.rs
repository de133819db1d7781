//! # What they could say
//! The district you live in.
//! # What gives it away
//! Where your own parcels go; meals and groceries of evenings and weekends; bills for power, water, gas, heating.
//! # When this is wrong
//! Parcels go to the office, a dorm, parents, a pick-up point.
//! # What to do
//! Collect parcels elsewhere; delete old addresses.
//!
//! Source: inferences.md `home_location`. Never finer than a district, whatever the files hold.

use crate::inference::confidence::{logit, wilson_lower};
use crate::inference::evidence::{self, live, repeated, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier, district};
use crate::observer::{Event, Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Kind, Platform};
use chrono::{Datelike, Timelike, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "home_location",
    facet: Facet::Places,
    tier: Tier::T3,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase, Kind::Payment],
    feeds: &["place.district", "place.foreign", "merchant.takeaway", "merchant.grocery", "merchant.power", "merchant.property_fee"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["parcels_elsewhere", "old_address"],
    actions: &["taobao_pickup", "location_approximate"],
    infer,
};

/// No base rate is known for a given district being home: here or elsewhere.
const PRIOR: f64 = 0.5;
const NEEDED: u64 = 3;
const BILLS: [&str; 7] = [
    "merchant.power",
    "merchant.water",
    "merchant.gas",
    "merchant.heating",
    "merchant.utilities",
    "merchant.property_fee",
    "merchant.rent",
];

/// Rows that name one district, by what they are.
#[derive(Default)]
struct Traces {
    /// Every line of the orders sent there.
    parcels: Vec<usize>,
    /// Those orders; each counts once, whatever it held.
    orders: BTreeSet<(Platform, Option<Name>, usize)>,
    evenings: Vec<usize>,
    bills: Vec<usize>,
}

fn infer(view: &View<'_>) -> Finding {
    let mut by_place: BTreeMap<&str, Traces> = BTreeMap::new();
    for (i, e) in view.events().iter().enumerate().filter(|(_, e)| live(e) && !e.for_other) {
        let Some(at) = district::of(view, e).filter(|p| district::within_a_country(p)) else { continue };
        let traces = by_place.entry(at).or_default();
        if BILLS.iter().any(|b| view.has(e, b)) {
            traces.bills.push(i);
        } else if (view.has(e, "merchant.takeaway") || view.has(e, "merchant.grocery")) && at_home_hours(e) {
            traces.evenings.push(i);
        } else if e.kind == Kind::Purchase {
            traces.parcels.push(i);
            // A line without an order number is an order of its own.
            traces.orders.insert((e.platform, e.order, if e.order.is_some() { 0 } else { i }));
        }
    }
    let count = |t: &Traces| t.orders.len() + t.evenings.len() + t.bills.len();
    let Some((at, best)) = by_place.iter().max_by_key(|(_, t)| count(t)) else { return evidence::too_few(0, NEEDED) };
    if count(best) < NEEDED as usize {
        return evidence::too_few(count(best), NEEDED);
    }
    let mut steps = Vec::new();
    let mut counter = Vec::new();
    let elsewhere: Vec<usize> = by_place.iter().filter(|(p, _)| *p != at).flat_map(|(_, t)| &t.parcels).copied().collect();
    if !best.parcels.is_empty() {
        let all: usize = by_place.values().map(|t| t.orders.len()).sum();
        let share = wilson_lower(best.orders.len() as u64, all as u64);
        let mut parcels =
            step(view, "reason.home_location.parcels", Size::Measured(logit(share) - logit(PRIOR)), "parcels", best.parcels.clone());
        let (n, total) = (Param::Count(best.orders.len() as u64), Param::Count(all as u64));
        parcels.reason = parcels.reason.with("n", n).with("total", total);
        steps.push(parcels);
    }
    if !best.evenings.is_empty() {
        let size = repeated(view, &best.evenings, 30);
        steps.push(step(view, "reason.home_location.evenings", size, "evenings", best.evenings.clone()));
    }
    if !best.bills.is_empty() {
        // A bill for water or power in two months is hard to explain otherwise.
        let size = if view.months(&best.bills).len() >= 2 { Size::NearStatement } else { Size::Moderate };
        steps.push(step(view, "reason.home_location.bills", size, "bills", best.bills.clone()));
    }
    if !elsewhere.is_empty() {
        // Already in the share above.
        counter.push(step(view, "counter.home_location.elsewhere", Size::Note, "parcels", elsewhere));
    }
    if best.bills.is_empty() {
        counter.push(evidence::note("counter.home_location.no_bills"));
    }
    let rows: Vec<usize> = [&best.parcels, &best.evenings, &best.bills].into_iter().flatten().copied().collect();
    let district = district::spoken(at);
    Finding::Claims(vec![Draft {
        value: (*at).to_owned(),
        statement: Phrase::new("claim.home_location").with("district", district.clone()),
        emphasis: "district",
        prior: PRIOR,
        since: view.since(&rows),
        exhibit: Some(said(view, "exhibit.home_location", &rows).with("district", district)),
        steps,
        counter,
    }])
}

/// Evenings from five, and weekends.
fn at_home_hours(e: &Event) -> bool {
    e.time.is_some_and(|t| t.hour() >= 17 || matches!(t.weekday(), Weekday::Sat | Weekday::Sun))
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let rows = || every(0..300, 10, |d| bought(at(d, 9), ME, &[HOME]));
        let bills = every(5..200, 30, |d| shop(at(d, 10), "某某供电", &["merchant.power", HOME]));
        let one = speaks("home_location", rows());
        assert_eq!((one[0].level, one[0].value.as_str()), (Level::Medium, "浙江省/杭州市/西湖区"));
        let two = speaks("home_location", [rows(), bills].concat());
        assert_eq!(two[0].level, Level::High);
        silent("home_location", every(0..300, 200, |d| bought(at(d, 9), ME, &[HOME])));
    }
}
