//! # What they could say
//! Where you come from.
//! # What gives it away
//! The region of an ID number; the same other city at two Spring Festivals; money and parcels to it.
//! # When this is wrong
//! It is the partner’s home; a registration moved long since.
//! # What to do
//! Nothing hides a region code from who checks an ID.
//!
//! Source: inferences.md `hometown`: region of an own ID number that isn’t the home city strong; the same city in two Spring Festival
//! windows strong; presents and parcels there moderate. Mobility is anchored (González 2008).

use crate::inference::calendar::Calendar;
use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier, district, first};
use crate::observer::View;
use crate::phrase::Phrase;
use crate::record::Kind;
use chrono::Datelike;
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "hometown",
    facet: Facet::Identity,
    tier: Tier::T1,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment, Kind::Purchase, Kind::Profile],
    feeds: &["place.district", "id.cn_id"],
    half_life: Some(1825),
    cap: None,
    wrong_when: &["home_of_partner", "hukou_elsewhere"],
    actions: &["tickets_apart", "ask_for_explanation"],
    infer,
};

const PRIOR: f64 = 0.15;

/// Rows that name one city.
#[derive(Default)]
struct Traces {
    festival: Vec<usize>,
    parcels: Vec<usize>,
    id: Vec<usize>,
}

fn infer(view: &View<'_>) -> Finding {
    let calendar = Calendar::of(view);
    let home = first(view, "home_location").map(|d| district::city(&d.value).to_owned());
    let mut cities: BTreeMap<&str, Traces> = BTreeMap::new();
    for i in evidence::any(view, &["place.district", "id.cn_id"]).into_iter().chain(view.of(Kind::Profile)) {
        let Some(e) = view.event(i) else { continue };
        if e.kind == Kind::Profile {
            if let Some(region) = view.seen(e, "id.cn_id").find_map(|s| view.name(s.value?).split('|').nth(1)) {
                cities.entry(district::city(region)).or_default().id.push(i);
            }
            continue;
        }
        let Some(city) = district::of(view, e).map(district::city).filter(|c| district::within_a_country(c)) else { continue };
        let on_the_spot = e.kind == Kind::Payment
            && ["merchant.restaurant", "merchant.convenience", "merchant.grocery", "merchant.snack_shop", "merchant.market"]
                .iter()
                .any(|t| view.has(e, t));
        if on_the_spot && view.day(i).is_some_and(|d| calendar.spring_festival(d)) {
            cities.entry(city).or_default().festival.push(i);
        } else if e.kind == Kind::Purchase && e.for_other {
            cities.entry(city).or_default().parcels.push(i);
        }
    }
    cities.retain(|city, _| home.as_deref() != Some(*city));
    let years = |rows: &[usize]| rows.iter().filter_map(|i| view.day(*i)).map(|d| d.year()).collect::<BTreeSet<_>>().len();
    let weight = |t: &Traces| years(&t.festival) * 10 + t.parcels.len() + t.id.len() * 100;
    let Some((city, best)) = cities.into_iter().max_by_key(|(_, t)| weight(t)) else { return evidence::too_few(0, 1) };
    let mut steps = Vec::new();
    let twice = years(&best.festival) >= 2;
    for (rows, id, family, size) in [
        (best.id, "reason.hometown.id", "id", Size::NearStatement),
        (best.festival, "reason.hometown.festival", "festivals", if twice { Size::Strong } else { Size::Moderate }),
        (best.parcels, "reason.hometown.parcels", "parcels", Size::Moderate),
    ] {
        if !rows.is_empty() {
            steps.push(step(view, id, size, family, rows));
        }
    }
    let firm = steps.iter().any(|s| s.family == "id") || twice || steps.len() >= 2;
    let Some(_) = steps.first().filter(|_| firm) else { return evidence::too_few(steps.len(), 2) };
    let rows: Vec<usize> = steps.iter().flat_map(|s| s.events.clone()).collect();
    Finding::Claims(vec![Draft {
        emphasis: "place",
        since: view.since(&rows),
        steps,
        counter: vec![evidence::note("counter.hometown.partner")],
        ..Draft::new(city, Phrase::new("claim.hometown").with("place", district::spoken(city)), PRIOR)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        // Two Spring Festivals: 10 February 2024 and 22 January 2023.
        let meal = |ago| shop(at(ago, 12), "老街面馆", &["merchant.restaurant", "place.district=江西省/上饶市/信州区"]);
        let sent = || every(0..200, 50, |d| bought(at(d, 9), "程母", &["place.district=江西省/上饶市/信州区"]));
        let home = || every(0..300, 5, |d| bought(at(d, 9), ME, &[HOME]));
        let said = speaks("hometown", [home(), vec![meal(325), meal(324), meal(709)], sent()].concat());
        assert_eq!(said[0].value, "江西省/上饶市");
        // A holiday once, in summer.
        silent("hometown", [home(), vec![meal(150), meal(149)]].concat());
        silent("hometown", home());
    }
}
