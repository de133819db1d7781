//! # What they could say
//! That you drive a car, and what it takes a month.
//! # What gives it away
//! Fuel or charging month after month, tolls, parking, insurance, fines, parts.
//! # When this is wrong
//! A ride-hailing driver; a company car; a motorbike.
//! # What to do
//! Cash, or another card.
//!
//! Source: inferences.md `car_owner`: fuel or charging in three months; insurance or a fine raise it. More than eight tanks a month are
//! told by `occupation_type`.

use crate::inference::evidence::{self, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "car_owner",
    facet: Facet::Household,
    tier: Tier::T1,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment, Kind::Purchase],
    feeds: &[
        "merchant.fuel",
        "merchant.ev_charging",
        "merchant.toll",
        "merchant.parking",
        "merchant.fine",
        "merchant.car_service",
        "goods.car",
        "label.car",
        "id.plate",
    ],
    half_life: Some(365),
    cap: None,
    wrong_when: &["drives_for_a_living", "company_car"],
    actions: &["plain_amounts", "less_use"],
    infer,
};

const PRIOR: f64 = 0.35;
const MONTHS: u64 = 3;
/// In hundredths of the currency’s unit.
const TANK: i64 = 3_000;

fn infer(view: &View<'_>) -> Finding {
    let of = |tags: &[&str]| evidence::own(view, evidence::spent(view, evidence::any(view, tags)));
    // A scooter or a phone is charged for less.
    let tank = |i: &usize| view.event(*i).and_then(|e| e.net).is_some_and(|n| n.minor >= TANK);
    let fuel: Vec<usize> = of(&["merchant.fuel", "merchant.ev_charging"]).into_iter().filter(tank).collect();
    let months = view.months(&fuel).len();
    let firm: Vec<usize> = of(&["merchant.insurance", "label.insurance"])
        .into_iter()
        .filter(|i| view.event(*i).is_some_and(|e| view.has(e, "goods.car") || view.has(e, "label.car")))
        .collect();
    let fines = of(&["merchant.fine"]);
    let care = of(&["merchant.car_service", "goods.car"]);
    let ways = of(&["merchant.toll", "merchant.parking"]);
    if (months as u64) < MONTHS && (firm.is_empty() || fines.len() + care.len() + ways.len() < 3) {
        return evidence::too_few(months, MONTHS);
    }
    let mut steps = Vec::new();
    let fuelled = if months >= MONTHS as usize { Size::Strong } else { Size::Weak };
    for (rows, id, family, size) in [
        (&fuel, "reason.car_owner.fuel", "fuel", fuelled),
        (&ways, "reason.car_owner.ways", "ways", Size::Weak),
        (&care, "reason.car_owner.care", "goods", Size::Moderate),
        (&fines, "reason.car_owner.fines", "papers", Size::Strong),
        (&firm, "reason.car_owner.insurance", "papers", Size::NearStatement),
    ] {
        if !rows.is_empty() {
            steps.push(step(view, id, size, family, rows.clone()));
        }
    }
    let rows: Vec<usize> = steps.iter().flat_map(|s| s.events.clone()).collect();
    let statement = match evidence::a_month(view, &fuel).filter(|_| months >= MONTHS as usize) {
        Some(amount) => Phrase::new("claim.car_owner").with("amount", Param::Money(amount)),
        None => Phrase::new("claim.car_owner.bare"),
    };
    Finding::Claims(vec![Draft {
        emphasis: "amount",
        since: view.since(&rows),
        exhibit: Some(said(view, "exhibit.car_owner", &rows)),
        steps,
        counter: vec![evidence::note("counter.car_owner.whose")],
        ..Draft::new("car", statement, PRIOR)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let fuel = |d| shop(at(d, 18), "某某加油站", &["merchant.fuel"]);
        let said = speaks("car_owner", every(0..200, 20, fuel));
        assert!(said[0].level == Level::Medium);
        let fine = shop(at(50, 12), "交警罚款", &["merchant.fine"]);
        assert_eq!(speaks("car_owner", [every(0..200, 20, fuel), vec![fine]].concat())[0].level, Level::High);
        // A tank for a rented car.
        silent("car_owner", vec![fuel(30), fuel(28)]);
    }
}
