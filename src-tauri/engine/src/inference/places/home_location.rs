//! # What they could say
//! The district you live in.
//! # What gives it away
//! Where your own parcels go; meals and groceries of evenings and weekends; bills for power, water, gas, heating; where the phone
//! spends its nights; the platform's own answer.
//! # When this is wrong
//! Parcels go to the office, a dorm, parents, a pick-up point; nights at a partner's.
//! # What to do
//! Collect parcels elsewhere; delete old addresses.
//!
//! Source: inferences.md `home_location`: home from GPS within 61 m in the median (Krumm 2007, from memory: reported), here by the nights
//! between midnight and six, at least five. Never finer than a district or two decimals of a degree, whatever the files hold.

use super::stays;
use crate::inference::confidence::{logit, wilson_lower};
use crate::inference::evidence::{self, live, repeated, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier, district};
use crate::observer::{Event, Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Kind, Platform};
use chrono::{Datelike, NaiveDate, Timelike, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "home_location",
    facet: Facet::Places,
    tier: Tier::T3,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase, Kind::Payment, Kind::Place],
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
    match drafts(view) {
        Ok(drafts) => Finding::Claims(drafts),
        Err(found) => evidence::too_few(found, NEEDED),
    }
}

/// Where home could be, by parcels and bills and by nights; or how many traces of it there are, if too few.
pub(in crate::inference) fn drafts(view: &View<'_>) -> Result<Vec<Draft>, usize> {
    let (parcels, nights) = (by_parcels(view), by_nights(view));
    let found = parcels.as_ref().err().copied().unwrap_or_default();
    let drafts = stays::together(parcels.ok(), nights);
    if drafts.is_empty() { Err(found) } else { Ok(drafts) }
}

/// Where the phone spends its nights, and what the platform itself calls home.
fn by_nights(view: &View<'_>) -> Option<Draft> {
    let spots = stays::spots(view);
    let mut called = stays::called(view, "HOME");
    let slept = stays::home(&spots);
    let at = slept.as_ref().map(|(spot, _)| spot.name.clone());
    let at = at.or_else(|| called.iter().max_by_key(|(_, rows)| rows.len()).map(|(name, _)| name.clone()))?;
    let mut steps = Vec::new();
    if let Some((_, nights)) = slept {
        let all: BTreeSet<NaiveDate> = spots.iter().flat_map(|s| s.nights().into_keys()).collect();
        let share = wilson_lower(nights.len() as u64, all.len() as u64);
        let rows: BTreeSet<usize> = nights.values().flatten().copied().collect();
        let size = Size::Measured(logit(share) - logit(PRIOR));
        let mut step = step(view, "reason.home_location.nights", size, "nights", rows.into_iter().collect());
        step.reason = step.reason.with("n", Param::Count(nights.len() as u64)).with("total", Param::Count(all.len() as u64));
        steps.push(step);
    }
    if let Some(rows) = called.remove(&at) {
        let first = rows.first().and_then(|i| view.event(*i)).map(|e| evidence::party(view, e))?;
        let reason = Phrase::new("reason.home_location.called").with("platform", first).with("n", Param::Count(rows.len() as u64));
        let age = view.age(&rows);
        steps.push(Step::new(reason, Size::NearStatement, "platform", rows).aged(age));
    }
    let rows: Vec<usize> = steps.iter().flat_map(|s| &s.events).copied().collect();
    Some(Draft {
        emphasis: "district",
        since: view.since(&rows),
        steps,
        counter: vec![evidence::note("counter.home_location.elsewhere_asleep")],
        ..Draft::new(at.clone(), Phrase::new("claim.home_location").with("district", stays::spoken(&at)), PRIOR)
    })
}

/// Where parcels, evening meals and household bills go.
fn by_parcels(view: &View<'_>) -> Result<Draft, usize> {
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
    let Some((at, best)) = by_place.iter().max_by_key(|(_, t)| count(t)) else { return Err(0) };
    if count(best) < NEEDED as usize {
        return Err(count(best));
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
    Ok(Draft {
        value: (*at).to_owned(),
        statement: Phrase::new("claim.home_location").with("district", district.clone()),
        emphasis: "district",
        prior: PRIOR,
        since: view.since(&rows),
        exhibit: Some(said(view, "exhibit.home_location", &rows).with("district", district)),
        steps,
        counter,
    })
}

/// Evenings from five, and weekends.
fn at_home_hours(e: &Event) -> bool {
    e.time.is_some_and(|t| t.hour() >= 17 || matches!(t.weekday(), Weekday::Sat | Weekday::Sun))
}

#[cfg(test)]
mod tests {
    use super::super::stays::tests::visit;
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
        // Nights by points, shown to a kilometre; the platform's own answer beside them; days elsewhere are no nights.
        let home = (30.261_11, 120.123_45);
        let asleep = || every(0..20, 1, |d| visit(d, 22, 9, home));
        let nights = speaks("home_location", asleep());
        assert_eq!((nights[0].value.as_str(), nights[0].level), ("30.26, 120.12", Level::Medium));
        let frequent = Place { point: Point::degrees(home.0, home.1), label: Some("TYPE_HOME".into()), ..Place::new(PlaceKind::Frequent) };
        let called = speaks("home_location", [asleep(), vec![(Platform::Google, Fact::Place(frequent), Vec::new())]].concat());
        assert_eq!(called[0].level, Level::High);
        silent("home_location", every(0..20, 1, |d| visit(d, 10, 6, home)));
    }
}
