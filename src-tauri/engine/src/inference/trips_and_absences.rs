//! # What they could say
//! When you were away, and where.
//! # What gives it away
//! Tickets and hotels; payments on the spot in another city.
//! # When this is wrong
//! A ticket for somebody else; a shop's registered city; a ticket bought long before the ride.
//! # What to do
//! Tickets for others from their own account; cash on the way.
//!
//! Source: inferences.md `trips_and_absences`: an interval of rows away from the home city with a ticket or hotel, or at least two local payments.

use super::evidence::{self, live, said};
use super::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier, place};
use crate::observer::{Event, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use std::collections::BTreeMap;

/// The rule.
pub(super) static RULE: Inference = Inference {
    id: "trips_and_absences",
    facet: Facet::Places,
    tier: Tier::T2,
    kind: ClaimKind::Observed,
    needs: &[Kind::Payment, Kind::Purchase],
    feeds: &["place.district", "place.foreign", "station.to", "merchant.rail", "merchant.air", "merchant.hotel"],
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
/// Trips told one by one.
const TOLD: usize = 12;

fn infer(view: &View<'_>) -> Finding {
    let home = home_city(view);
    let away: Vec<usize> = view.which(|e| {
        let at = place::of(view, e).map(place::city);
        let elsewhere = at.is_some() && home.is_some() && at != home;
        live(e) && ((ticket(view, e) && (at.is_none() || at != home)) || (elsewhere && on_the_spot(view, e)))
    });
    let mut trips: Vec<Vec<usize>> = Vec::new();
    for i in away {
        let near =
            trips.last().and_then(|t| t.last()).and_then(|last| Some(view.day(i)? - view.day(*last)?)).is_some_and(|d| d.num_days() <= GAP);
        match trips.last_mut() {
            Some(trip) if near => trip.push(i),
            _ => trips.push(vec![i]),
        }
    }
    trips.retain(|t| t.len() >= 2 || t.iter().filter_map(|i| view.event(*i)).any(|e| ticket(view, e)));
    if trips.is_empty() {
        return evidence::too_few(0, 1);
    }
    let rows: Vec<usize> = trips.iter().flatten().copied().collect();
    let mut steps = vec![counted(view, "reason.trips_and_absences.rows", Size::Decisive, rows.clone())];
    for trip in trips.iter().rev().take(TOLD) {
        steps.push(counted(view, "reason.trips_and_absences.trip", Size::Note, trip.clone()));
    }
    let id = if home.is_some() { "claim.trips_and_absences" } else { "claim.trips_and_absences.unplaced" };
    let statement = with_days(view, Phrase::new(id).with("n", Param::Count(trips.len() as u64)), &rows)
        .with("city", home.map_or(Param::Text(String::new()), place::spoken));
    Finding::Claims(vec![Draft {
        value: home.unwrap_or("trips").to_owned(),
        statement,
        emphasis: "n",
        prior: 0.5,
        steps,
        counter: vec![evidence::note("counter.trips_and_absences.no_name")],
        since: view.since(&rows),
        exhibit: None,
    }])
}

fn counted(view: &View<'_>, id: &str, size: Size, rows: Vec<usize>) -> Step {
    let to = rows.iter().filter_map(|i| view.event(*i)).find_map(|e| destination(view, e));
    let reason = with_days(view, said(view, id, &rows), &rows);
    let reason = match to {
        Some(to) => reason.with("place", to),
        None => {
            let party = reason.with.get("party").cloned().unwrap_or(Param::Text(String::new()));
            reason.with("place", party)
        }
    };
    Step::new(reason, size, "away", rows)
}

fn destination(view: &View<'_>, e: &Event) -> Option<Param> {
    let station = view.seen(e, "station.to").find_map(|s| s.value).map(|v| Param::Text(view.name(v).to_owned()));
    station.or_else(|| place::of(view, e).map(|p| place::spoken(place::city(p))))
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
        if let Some(at) = place::of(view, e) {
            *counts.entry(place::city(at)).or_default() += 1;
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
