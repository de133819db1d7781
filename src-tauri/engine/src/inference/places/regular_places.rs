//! # What they could say
//! Where you are a regular.
//! # What gives it away
//! The same café, canteen, shop or gym paid on many days over months; a place the phone returns to.
//! # When this is wrong
//! A chain that prints one name for all its branches; a shop that delivers.
//! # What to do
//! Cash, or a second wallet.
//!
//! Source: inferences.md `regular_places` (no accuracy published): six days at least over three months, a median gap of 21 days at most;
//! sureness visits/(visits+3). Only kinds of shop one has to be at. Hospitals, places of worship, counselling, courts and the like are
//! left to rules of their own and listed here by no name.

use super::stays;
use crate::inference::confidence::logit;
use crate::inference::evidence::{self, live, median, said};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier, district};
use crate::observer::{Event, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Direction, Kind};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "regular_places",
    facet: Facet::Places,
    tier: Tier::T2,
    kind: ClaimKind::Observed,
    needs: &[Kind::Payment, Kind::Place],
    feeds: &["merchant.restaurant", "merchant.coffee", "merchant.convenience", "merchant.canteen", "merchant.gym", "pay.auto_debit"],
    half_life: None,
    cap: None,
    wrong_when: &["one_name_many_branches", "shop_delivers"],
    actions: &["cash_on_the_spot", "location_approximate"],
    infer,
};

const VISITS: usize = 6;
const SPAN: i64 = 90;
const GAP: i64 = 21;
/// Named in the statement; all are counted.
const TOLD: usize = 5;
/// Shops one has to be at.
const ON_THE_SPOT: [&str; 17] = [
    "merchant.bakery",
    "merchant.bar",
    "merchant.books",
    "merchant.canteen",
    "merchant.cinema",
    "merchant.coffee",
    "merchant.convenience",
    "merchant.grocery",
    "merchant.gym",
    "merchant.hairdresser",
    "merchant.internet_cafe",
    "merchant.ktv",
    "merchant.market",
    "merchant.milk_tea",
    "merchant.restaurant",
    "merchant.snack_shop",
    "merchant.sports_club",
];
/// Not the visit of a place, or a place that would say too much.
const NOT: [&str; 9] = [
    "pay.auto_debit",
    "merchant.takeaway",
    "merchant.vending",
    "merchant.hospital",
    "merchant.hospital_special",
    "merchant.clinic",
    "merchant.counselling",
    "merchant.religion",
    "merchant.court",
];

/// A place, as it may be shown, with its days and rows.
struct Regular {
    name: Param,
    days: BTreeSet<NaiveDate>,
    rows: Vec<usize>,
}

fn infer(view: &View<'_>) -> Finding {
    let mut regulars: Vec<Regular> = paid(view).into_iter().chain(stayed(view)).collect();
    let most = regulars.iter().map(|r| r.days.len()).max().unwrap_or(0);
    regulars.retain(|r| often(&r.days));
    regulars.sort_by_key(|r| std::cmp::Reverse(r.days.len()));
    let Some(first) = regulars.first() else { return evidence::too_few(most, VISITS as u64) };
    let rows: Vec<usize> = regulars.iter().flat_map(|r| &r.rows).copied().collect::<BTreeSet<_>>().into_iter().collect();
    let visits = first.days.len() as f64;
    let size = Size::Measured(logit(visits / (visits + 3.0)));
    let top = said(view, "reason.regular_places.top", &first.rows)
        .with("place", first.name.clone())
        .with("days", Param::Count(first.days.len() as u64))
        .with("n", Param::Count(rows.len() as u64));
    let each = regulars.iter().take(TOLD * 2).map(|r| {
        let reason = said(view, "reason.regular_places.one", &r.rows).with("place", r.name.clone());
        Step::new(reason.with("n", Param::Count(r.days.len() as u64)), Size::Note, "visits", r.rows.clone())
    });
    let names: Vec<Param> = regulars.iter().take(TOLD).map(|r| r.name.clone()).collect();
    let statement = Phrase::new("claim.regular_places").with("n", Param::Count(regulars.len() as u64)).with("places", Param::List(names));
    Finding::Claims(vec![Draft {
        emphasis: "places",
        since: view.since(&rows),
        exhibit: Some(
            said(view, "exhibit.regular_places", &first.rows)
                .with("place", first.name.clone())
                .with("n", Param::Count(first.days.len() as u64)),
        ),
        steps: std::iter::once(Step::new(top, size, "visits", rows.clone())).chain(each).collect(),
        counter: vec![evidence::note("counter.regular_places.cash")],
        ..Draft::new("regular", statement, 0.5)
    }])
}

/// By what was paid: one shop, in one city.
fn paid(view: &View<'_>) -> Vec<Regular> {
    let mut shops: BTreeMap<(&str, &str), Regular> = BTreeMap::new();
    for i in evidence::own(view, evidence::any(view, &ON_THE_SPOT)) {
        let Some(e) = view.event(i).filter(|e| on_the_spot(view, e)) else { continue };
        let (Some(day), name) = (view.day(i), view.party(e)) else { continue };
        let city = district::of(view, e).map_or("", district::city);
        let shop = shops.entry((name, city)).or_insert_with(|| Regular {
            name: Param::Text(name.to_owned()),
            days: BTreeSet::new(),
            rows: Vec::new(),
        });
        shop.days.insert(day);
        shop.rows.push(i);
    }
    shops.into_iter().filter(|((name, _), _)| !name.is_empty()).map(|(_, shop)| shop).collect()
}

fn on_the_spot(view: &View<'_>, e: &Event) -> bool {
    e.kind == Kind::Payment && e.direction == Some(Direction::Out) && live(e) && !NOT.iter().any(|t| view.has(e, t))
}

/// By where the phone came back to, but for where it sleeps. Points are shown rounded, without the names of what is there.
fn stayed(view: &View<'_>) -> Vec<Regular> {
    let spots = stays::spots(view);
    let home = stays::home(&spots).map(|(spot, _)| spot.name.clone());
    let mut named: BTreeMap<&str, Regular> = BTreeMap::new();
    for spot in spots.iter().filter(|s| Some(&s.name) != home.as_ref()) {
        let visits: Vec<&stays::Stay> = spot.stays.iter().filter(|s| s.visit).collect();
        let sensitive = visits.iter().filter_map(|s| view.event(s.row)).any(|e| NOT.iter().any(|t| view.has(e, t)));
        if visits.is_empty() || sensitive {
            continue;
        }
        let place =
            named.entry(&spot.name).or_insert_with(|| Regular { name: stays::spoken(&spot.name), days: BTreeSet::new(), rows: Vec::new() });
        place.days.extend(visits.iter().map(|s| s.from.date()));
        place.rows.extend(visits.iter().map(|s| s.row));
    }
    named.into_values().collect()
}

/// Six days over three months, seldom more than three weeks apart.
fn often(days: &BTreeSet<NaiveDate>) -> bool {
    let gaps = days.iter().zip(days.iter().skip(1)).map(|(a, b)| (*b - *a).num_days()).collect();
    let span = days.first().zip(days.last()).map_or(0, |(a, b)| (*b - *a).num_days());
    days.len() >= VISITS && span >= SPAN && median(gaps).is_some_and(|gap| gap <= GAP)
}

#[cfg(test)]
mod tests {
    use super::super::stays::tests::visit;
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let cafe = |days, by| every(days, by, |d| shop(at(d, 8), "某某咖啡", &["merchant.coffee"]));
        let said = speaks("regular_places", cafe(0..120, 7));
        assert!(said[0].statement.en.contains("某某咖啡"), "{}", said[0].statement.en);
        let stays = every(0..120, 1, |d| if d % 9 == 0 { visit(d, 15, 2, (30.301, 120.201)) } else { visit(d, 22, 9, (30.26, 120.12)) });
        assert!(speaks("regular_places", stays)[0].statement.en.contains("30.30, 120.20"));
        // A month of it, now and then, delivered, by itself, and a hospital.
        silent("regular_places", cafe(0..60, 3));
        silent("regular_places", cafe(0..360, 60));
        for tags in
            [["merchant.coffee", "merchant.takeaway"], ["merchant.gym", "pay.auto_debit"], ["merchant.canteen", "merchant.hospital"]]
        {
            silent("regular_places", every(0..120, 7, |d| shop(at(d, 8), "某某", &tags)));
        }
    }
}
