//! # What they could say
//! How many people share your home, at least.
//! # What gives it away
//! Other names that receive parcels at the address most of yours go to.
//! # When this is wrong
//! Flatmates, an office desk, parents' parcels.
//! # What to do
//! An account of their own for each.
//!
//! Source: inferences.md `household_size`: names with at least three parcels to the home address in twelve months. Priors: shares of
//! household sizes (published_weights.md §2: one 23.9 %, two 31.6 %, three 19.6 %, four or more 25.0 %; the census of China 2020 has one 25.4 %).

use crate::inference::evidence::{self, live, repeated, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "household_size",
    facet: Facet::Household,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase],
    feeds: &["goods.bedding.single", "goods.baby"],
    half_life: Some(365),
    cap: Some((Level::Medium, "household_open")),
    wrong_when: &["flatmates_or_office"],
    actions: &["account_each"],
    infer,
};

const NEEDED: u64 = 3;
/// At least two, three, four people.
const PRIORS: [f64; 3] = [0.761, 0.446, 0.25];

fn infer(view: &View<'_>) -> Finding {
    if view.reseller {
        return evidence::too_few(0, NEEDED);
    }
    let recent = view.which(|e| live(e) && e.recipient.is_some() && e.time.is_some_and(|t| (view.today - t.date()).num_days() <= 365));
    let mut by_address: BTreeMap<Name, (usize, BTreeMap<Name, Vec<usize>>)> = BTreeMap::new();
    for i in recent {
        if let Some((address, recipient)) = view.event(i).and_then(|e| e.address.zip(e.recipient)) {
            let home = by_address.entry(address).or_default();
            home.0 += usize::from(view.owner().contains(&recipient));
            home.1.entry(recipient).or_default().push(i);
        }
    }
    // Home is where the owner's own parcels go; without any there is no telling.
    let Some((own, names)) = by_address.into_values().filter(|(own, _)| *own > 0).max_by_key(|(own, _)| *own) else {
        return evidence::too_few(0, NEEDED);
    };
    let others: Vec<Vec<usize>> = names.into_iter().filter(|(n, _)| !view.owner().contains(n)).map(|(_, r)| r).collect();
    let most = others.iter().map(Vec::len).max().unwrap_or(0);
    let living: Vec<Vec<usize>> = others.into_iter().filter(|r| r.len() >= NEEDED as usize).collect();
    if own < NEEDED as usize || living.is_empty() {
        return evidence::too_few(most.min(own), NEEDED);
    }
    let rows: Vec<usize> = living.iter().flatten().copied().collect();
    let people = living.len() + 1;
    let prior = PRIORS.get(living.len() - 1).or(PRIORS.last()).copied().unwrap_or(0.25);
    let mut steps: Vec<_> = living
        .into_iter()
        .map(|r| {
            let name = r.first().and_then(|i| view.event(*i)?.recipient).map_or("", |n| view.name(n)).to_owned();
            let mut s = step(view, "reason.household_size.name", repeated(view, &r, 60), "parcels", r);
            s.reason = s.reason.with("name", Param::Text(name));
            s
        })
        .collect();
    let children = tagged(view, "goods.baby");
    if !children.is_empty() {
        steps.push(step(view, "reason.household_size.baby", Size::Weak, "goods", children));
    }
    let single = tagged(view, "goods.bedding.single");
    let mut counter = Vec::new();
    if !single.is_empty() {
        counter.push(step(view, "counter.household_size.single", Size::Against(&Size::Trace), "goods", single));
    }
    counter.push(evidence::note("counter.household_size.alike"));
    Finding::Claims(vec![Draft {
        value: format!("{people}+"),
        statement: Phrase::new("claim.household_size").with("n", Param::Count(people as u64)),
        emphasis: "n",
        prior,
        since: view.since(&rows),
        steps,
        counter,
        exhibit: None,
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let mine = || every(0..300, 10, |d| bought(at(d, 9), ME, &[]));
        speaks("household_size", [mine(), every(0..200, 30, |d| bought(at(d, 11), "程二", &[]))].concat());
        silent("household_size", mine());
    }
}
