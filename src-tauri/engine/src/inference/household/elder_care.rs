//! # What they could say
//! That you help or support older relatives.
//! # What gives it away
//! Aids and goods for old age sent to another address; money to a parent every month; a home for the elderly.
//! # When this is wrong
//! The goods are for oneself; presents once a year.
//! # What to do
//! Send such things from an account apart.
//!
//! Source: inferences.md `elder_care`: goods for old age count only where they go to somebody else; transfers to a contact called by a
//! word for a parent in three months and more.

use crate::inference::evidence::{self, said, step, tagged};
use crate::inference::people::between_people;
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::{Name, View};
use crate::phrase::Phrase;
use crate::record::{Direction, Kind};
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "elder_care",
    facet: Facet::Household,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase, Kind::Payment],
    feeds: &[
        "goods.incontinence",
        "goods.mobility_aid",
        "goods.hearing_aid",
        "goods.glasses_reading",
        "stage.senior",
        "merchant.elder_home",
        "kin.mother",
        "kin.father",
        "kin.parents",
        "kin.grandparent",
    ],
    half_life: Some(365),
    cap: None,
    wrong_when: &["own_health", "presents"],
    actions: &["sensitive_goods_apart", "old_recipients"],
    infer,
};

const PRIOR: f64 = 0.2;
const MONTHS: usize = 3;
const GOODS: [&str; 5] = ["goods.incontinence", "goods.mobility_aid", "goods.hearing_aid", "goods.glasses_reading", "stage.senior"];
const PARENTS: [&str; 4] = ["kin.mother", "kin.father", "kin.parents", "kin.grandparent"];

fn infer(view: &View<'_>) -> Finding {
    let mut steps = Vec::new();
    let (own, sent) = evidence::own_and_others(view, evidence::any(view, &GOODS));
    if sent.len() >= 2 {
        steps.push(step(view, "reason.elder_care.sent", evidence::repeated(view, &sent, 60), "goods", sent));
    }
    let mut money: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for i in evidence::any(view, &PARENTS) {
        if let Some(party) = view.event(i).filter(|e| between_people(e) && e.direction == Some(Direction::Out)).and_then(|e| e.party) {
            money.entry(party).or_default().push(i);
        }
    }
    if let Some(rows) = money.into_values().max_by_key(|rows| view.months(rows).len()).filter(|rows| view.months(rows).len() >= MONTHS) {
        let months = view.months(&rows).len();
        steps.push(step(view, "reason.elder_care.money", if months >= 6 { Size::Strong } else { Size::Moderate }, "transfers", rows));
    }
    let homes = tagged(view, "merchant.elder_home");
    if !homes.is_empty() {
        steps.push(step(
            view,
            "reason.elder_care.home",
            if view.months(&homes).len() >= 2 { Size::NearStatement } else { Size::Strong },
            "merchant",
            homes,
        ));
    }
    if steps.is_empty() {
        return evidence::too_few(0, 1);
    }
    let mut counter = vec![evidence::note("counter.elder_care.presents")];
    if !own.is_empty() {
        counter.push(step(view, "counter.elder_care.own", Size::Against(&Size::Weak), "goods", own));
    }
    let rows: Vec<usize> = steps.iter().flat_map(|s| s.events.clone()).collect();
    Finding::Claims(vec![Draft {
        since: view.since(&rows),
        exhibit: Some(said(view, "exhibit.elder_care", &rows)),
        steps,
        counter,
        ..Draft::new("support", Phrase::new("claim.elder_care"), PRIOR)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let mine = || every(0..300, 5, |d| bought(at(d, 11), ME, &[]));
        let aid = |who: &'static str| every(0..180, 40, move |d| bought(at(d, 9), who, &["goods.incontinence"]));
        let money =
            || every(0..240, 30, |d| paid(at(d, 20), 100_000, PaymentKind::Transfer, Direction::Out, "妈妈", &["kin.mother=@妈妈"]));
        assert_eq!(speaks("elder_care", [mine(), aid("程母"), money()].concat())[0].level, Level::Medium);
        // Aids for oneself, a present on a mother’s day.
        silent("elder_care", [mine(), aid(ME)].concat());
        silent("elder_care", vec![paid(at(200, 20), 52_000, PaymentKind::RedPacket, Direction::Out, "妈妈", &["kin.mother=@妈妈"])]);
    }
}
