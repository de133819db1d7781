//! # What they could say
//! That you share a home and its costs with somebody.
//! # What gives it away
//! Parcels for one other name at the address of most parcels; transfers both ways with one person, month after month; family pay;
//! bedding for two.
//! # When this is wrong
//! Flatmates and siblings share costs too.
//! # What to do
//! An account each; no joint pay links.
//!
//! Source: inferences.md `lives_with_partner`: five parcels for another name at home; both ways twice a month over four months; family-
//! pay links. Sizes are those of §0.3.

use crate::inference::evidence::{self, live, step, tagged};
use crate::inference::people::between_people;
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::{Name, View};
use crate::phrase::Phrase;
use crate::record::{Direction, Kind, PaymentKind};
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "lives_with_partner",
    facet: Facet::Household,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase, Kind::Payment],
    feeds: &["goods.bedding.double", "goods.couple", "pay.family_card", "label.family_pay"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["flatmates_or_office", "siblings"],
    actions: &["account_each", "plain_amounts"],
    infer,
};

const PRIOR: f64 = 0.35;
const PARCELS: usize = 5;
const MONTHS: usize = 4;

fn infer(view: &View<'_>) -> Finding {
    let (mut steps, mut counter) = (Vec::new(), Vec::new());
    if let Some(rows) = housemate(view) {
        steps.push(step(view, "reason.lives_with_partner.parcels", Size::Strong, "parcels", rows));
    }
    if let Some(rows) = shared_costs(view) {
        steps.push(step(view, "reason.lives_with_partner.transfers", Size::Moderate, "transfers", rows));
    }
    let pay = view.which(|e| live(e) && (e.payment == Some(PaymentKind::Family) || view.has(e, "pay.family_card")));
    if !pay.is_empty() {
        steps.push(step(view, "reason.lives_with_partner.family_pay", Size::Moderate, "family pay", pay));
    }
    let double = evidence::own(view, evidence::any(view, &["goods.bedding.double", "goods.couple"]));
    if !double.is_empty() {
        steps.push(step(view, "reason.lives_with_partner.double", Size::Weak, "goods", double));
    }
    let single = evidence::own(view, tagged(view, "goods.bedding.single"));
    if !single.is_empty() {
        counter.push(step(view, "counter.household_size.single", Size::Against(&Size::Weak), "goods", single));
    }
    if steps.len() < 2 {
        return evidence::too_few(steps.len(), 2);
    }
    counter.push(evidence::note("counter.lives_with_partner.flatmates"));
    let rows: Vec<usize> = steps.iter().flat_map(|s| s.events.clone()).collect();
    Finding::Claims(vec![Draft {
        since: view.since(&rows),
        steps,
        counter,
        ..Draft::new("together", Phrase::new("claim.lives_with_partner"), PRIOR)
    }])
}

/// Parcels for the one other name that gets most at the address of most parcels.
fn housemate(view: &View<'_>) -> Option<Vec<usize>> {
    let parcels = view.which(|e| live(e) && e.kind == Kind::Purchase && e.address.is_some());
    let mut homes: BTreeMap<Name, usize> = BTreeMap::new();
    parcels.iter().filter_map(|i| view.event(*i)?.address).for_each(|a| *homes.entry(a).or_default() += 1);
    let (home, _) = homes.into_iter().max_by_key(|(_, n)| *n)?;
    let mut names: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for i in parcels {
        let Some(e) = view.event(i).filter(|e| e.address == Some(home)) else { continue };
        if let Some(name) = e.recipient.filter(|n| !view.owner().contains(n)) {
            names.entry(name).or_default().push(i);
        }
    }
    names.into_values().filter(|rows| rows.len() >= PARCELS).max_by_key(Vec::len)
}

/// Transfers both ways with one person in four months and more.
fn shared_costs(view: &View<'_>) -> Option<Vec<usize>> {
    let mut by_party: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for i in view.of(Kind::Payment) {
        if let Some(party) = view.event(i).filter(|e| live(e) && between_people(e)).and_then(|e| e.party) {
            by_party.entry(party).or_default().push(i);
        }
    }
    let way = |rows: &[usize], way: Direction| {
        let rows: Vec<usize> = rows.iter().copied().filter(|i| view.event(*i).is_some_and(|e| e.direction == Some(way))).collect();
        view.months(&rows)
    };
    let both = |rows: &Vec<usize>| way(rows, Direction::In).intersection(&way(rows, Direction::Out)).count();
    by_party.into_values().filter(|rows| both(rows) >= MONTHS).max_by_key(|rows| both(rows))
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let mine = || every(0..300, 10, |d| bought(at(d, 9), ME, &[]));
        let other = || every(2..300, 40, |d| bought(at(d, 9), "程二", &[]));
        let costs = || {
            every(0..180, 15, |d| {
                paid(at(d, 20), 60_000, PaymentKind::Transfer, if d % 30 == 0 { Direction::In } else { Direction::Out }, "程二", &[])
            })
        };
        let said = speaks("lives_with_partner", [mine(), other(), costs()].concat());
        assert!(said[0].level >= Level::Medium, "{:?}", said[0]);
        // Parcels of a flatmate alone; costs shared with somebody who lives elsewhere.
        silent("lives_with_partner", [mine(), other()].concat());
        silent("lives_with_partner", costs());
    }
}
