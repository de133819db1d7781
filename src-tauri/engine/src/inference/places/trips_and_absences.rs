//! # What they could say
//! When you were away, and where.
//! # What gives it away
//! Tickets and hotels; payments on the spot in another city; nights of the phone far from where it mostly sleeps.
//! # When this is wrong
//! A ticket for somebody else; a shop's registered city; a ticket bought long before the ride.
//! # What to do
//! Tickets for others from their own account; cash on the way.
//!
//! Source: inferences.md `trips_and_absences`: an interval of at least two payments on the spot in another city, or one and a
//! ticket to it. A ticket alone is no stay. By points: nights more than 100 km from home (our line: no commute is as long).

use super::stays;
use crate::inference::evidence::{self, live, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier, district};
use crate::observer::{Event, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "trips_and_absences",
    facet: Facet::Places,
    tier: Tier::T2,
    kind: ClaimKind::Observed,
    needs: &[Kind::Payment, Kind::Purchase, Kind::Place],
    feeds: &["place.district", "place.foreign", "merchant.rail", "merchant.air", "merchant.hotel"],
    half_life: None,
    cap: None,
    wrong_when: &["ticket_for_another", "shop_registered_elsewhere"],
    actions: &["tickets_apart", "less_use"],
    infer,
};

const TICKETS: [&str; 5] = ["merchant.rail", "merchant.air", "merchant.coach", "merchant.ferry", "merchant.hotel"];
/// Places one has to be at to pay there; a web shop's city says nothing.
const ON_THE_SPOT: [&str; 12] = [
    "merchant.restaurant",
    "merchant.coffee",
    "merchant.convenience",
    "merchant.metro",
    "merchant.bus",
    "merchant.ride_hailing",
    "merchant.attraction",
    "merchant.parking",
    "merchant.fuel",
    "merchant.snack_shop",
    "merchant.bike",
    "merchant.cinema",
];
/// Rows further apart belong to different trips.
const GAP: i64 = 3;
/// A ticket is bought at most this many days before the trip.
const BOOKED_AHEAD: i64 = 60;
/// Kilometres from home that nobody goes to work.
const FAR: f64 = 100.0;
/// Trips told one by one.
const TOLD: usize = 12;

/// One stay in another city.
struct Trip<'v> {
    city: &'v str,
    /// Paid there.
    there: Vec<usize>,
    /// Tickets to it, bought before.
    tickets: Vec<usize>,
}

fn infer(view: &View<'_>) -> Finding {
    let drafts: Vec<Draft> = by_payments(view).into_iter().chain(by_nights(view)).collect();
    if drafts.is_empty() { evidence::too_few(0, 1) } else { Finding::Claims(drafts) }
}

/// Trips on which a night was spent far from home, by the phone's points.
fn by_nights(view: &View<'_>) -> Option<Draft> {
    let spots = stays::spots(view);
    let (home, _) = stays::home(&spots)?;
    let mut nights: BTreeMap<NaiveDate, (&str, Vec<usize>)> = BTreeMap::new();
    for spot in spots.iter().filter(|s| stays::kilometres(s.point, home.point) > FAR) {
        for (night, rows) in spot.nights() {
            nights.entry(night).or_insert((&spot.name, Vec::new())).1.extend(rows);
        }
    }
    let mut trips: Vec<(NaiveDate, &str, Vec<usize>)> = Vec::new();
    for (night, (name, rows)) in nights {
        match trips.last_mut().filter(|(last, ..)| (night - *last).num_days() <= GAP) {
            Some((last, _, all)) => {
                *last = night;
                all.extend(rows);
            }
            None => trips.push((night, name, rows)),
        }
    }
    let mut rows: Vec<usize> = trips.iter().flat_map(|(.., rows)| rows).copied().collect();
    rows.dedup();
    if trips.is_empty() {
        return None;
    }
    let all = Step::new(
        Phrase::new("reason.trips_and_absences.nights").with("n", Param::Count(rows.len() as u64)),
        Size::Decisive,
        "away",
        rows.clone(),
    );
    let one = |(_, name, rows): &(NaiveDate, &str, Vec<usize>)| {
        let told = with_days(view, said(view, "reason.trips_and_absences.trip", rows), rows);
        Step::new(told.with("place", stays::spoken(name)), Size::Note, "away", rows.clone())
    };
    let statement = with_days(view, Phrase::new("claim.trips_and_absences.nights"), &rows).with("n", Param::Count(trips.len() as u64));
    Some(Draft {
        emphasis: "n",
        since: view.since(&rows),
        steps: std::iter::once(all).chain(trips.iter().rev().take(TOLD).map(one)).collect(),
        counter: vec![evidence::note("counter.trips_and_absences.phone")],
        ..Draft::new("nights", statement, 0.5)
    })
}

/// Trips by what was paid elsewhere.
fn by_payments(view: &View<'_>) -> Option<Draft> {
    let home = home_city(view)?;
    let trips = trips(view, home);
    if trips.is_empty() {
        return None;
    }
    let rows: Vec<usize> = trips.iter().flat_map(|t| t.there.iter().chain(&t.tickets)).copied().collect();
    let there: Vec<usize> = trips.iter().flat_map(|t| &t.there).copied().collect();
    let mut steps = vec![step(view, "reason.trips_and_absences.rows", Size::Decisive, "away", rows.clone())];
    for trip in trips.iter().rev().take(TOLD) {
        let told = with_days(view, said(view, "reason.trips_and_absences.trip", &trip.there), &trip.there);
        let rows: Vec<usize> = trip.there.iter().chain(&trip.tickets).copied().collect();
        let count = Param::Count(rows.len() as u64);
        steps.push(Step::new(told.with("place", district::spoken(trip.city)).with("n", count), Size::Note, "away", rows));
    }
    let statement = with_days(view, Phrase::new("claim.trips_and_absences"), &there)
        .with("n", Param::Count(trips.len() as u64))
        .with("city", district::spoken(home));
    Some(Draft {
        value: home.to_owned(),
        statement,
        emphasis: "n",
        prior: 0.5,
        steps,
        counter: vec![evidence::note("counter.trips_and_absences.no_name")],
        since: view.since(&there),
        exhibit: None,
    })
}

/// Runs of rows paid in one other city: two at least, or one and a ticket to it. A ticket alone is no stay: nothing says it was used.
fn trips<'v>(view: &'v View<'_>, home: &str) -> Vec<Trip<'v>> {
    let mut trips: Vec<Trip<'v>> = Vec::new();
    let mut tickets: Vec<(usize, Option<&str>)> = Vec::new();
    for (i, e) in view.events().iter().enumerate().filter(|(_, e)| live(e)) {
        let at = district::of(view, e).map(district::city);
        if ticket(view, e) {
            tickets.push((i, at));
            continue;
        }
        let Some(city) = at.filter(|at| *at != home && on_the_spot(view, e)) else { continue };
        let open = trips.last_mut().filter(|t| t.city == city && t.there.last().is_some_and(|last| days(view, *last, i) <= GAP));
        match open {
            Some(trip) => trip.there.push(i),
            None => trips.push(Trip { city, there: vec![i], tickets: Vec::new() }),
        }
    }
    for trip in &mut trips {
        let Some(first) = trip.there.first().copied() else { continue };
        let leads = |(i, to): &(usize, Option<&str>)| *to == Some(trip.city) && (0..=BOOKED_AHEAD).contains(&days(view, *i, first));
        trip.tickets = tickets.iter().filter(|t| leads(t)).map(|(i, _)| *i).collect();
    }
    trips.retain(|t| t.there.len() >= 2 || !t.tickets.is_empty());
    trips
}

/// Days from one row to a later one.
fn days(view: &View<'_>, from: usize, to: usize) -> i64 {
    view.day(from).zip(view.day(to)).map_or(i64::MAX, |(a, b)| (b - a).num_days())
}

fn with_days(view: &View<'_>, phrase: Phrase, rows: &[usize]) -> Phrase {
    let days = || rows.iter().filter_map(|i| view.day(*i));
    match days().min().zip(days().max()) {
        Some((from, to)) => phrase.with("from", Param::Day(from)).with("to", Param::Day(to)),
        None => phrase,
    }
}

/// The city most placed rows name, parcels before payments: each counts once.
fn home_city<'v>(view: &'v View<'_>) -> Option<&'v str> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for e in view.events().iter().filter(|e| live(e) && !e.for_other && !ticket(view, e)) {
        if let Some(at) = district::of(view, e) {
            *counts.entry(district::city(at)).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, n)| *n >= 3).max_by_key(|(_, n)| *n).map(|(city, _)| city)
}

fn ticket(view: &View<'_>, e: &Event) -> bool {
    TICKETS.iter().any(|t| view.has(e, t))
}

fn on_the_spot(view: &View<'_>, e: &Event) -> bool {
    ON_THE_SPOT.iter().any(|t| view.has(e, t))
}

#[cfg(test)]
mod tests {
    use super::super::stays::tests::visit;
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let home = || every(0..100, 10, |d| bought(at(d, 9), ME, &[HOME]));
        let ticket = |d| shop(at(d, 8), "某某铁路", &["merchant.rail", "place.district=湖南省/长沙市"]);
        let meal = |d| shop(at(d, 12), "某某餐馆", &["merchant.restaurant", "place.district=湖南省/长沙市/岳麓区"]);
        // One meal with a ticket to it, two meals without one, and a ticket that was not used.
        let said = speaks("trips_and_absences", [home(), vec![ticket(60), meal(50), meal(21), meal(20), ticket(10)]].concat());
        assert!(said[0].statement.en.contains("2 trips"), "{}", said[0].statement.en);
        silent("trips_and_absences", [home(), vec![ticket(50), meal(120)]].concat());
        silent("trips_and_absences", home());
        let (hangzhou, changsha) = ((30.26, 120.12), (28.20, 112.90));
        let nights = || every(0..40, 1, |d| visit(d, 22, 9, if (10..13).contains(&d) { changsha } else { hangzhou }));
        let far = speaks("trips_and_absences", nights());
        assert!(far[0].statement.en.contains("1 trip "), "{}", far[0].statement.en);
        // A day out of town, without a night.
        let day_out = vec![visit(5, 11, 4, changsha)];
        silent("trips_and_absences", [every(0..40, 1, |d| visit(d, 22, 9, hangzhou)), day_out].concat());
    }
}
