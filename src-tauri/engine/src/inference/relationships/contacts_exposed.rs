//! # What they could say
//! Who else stands in your files.
//! # What gives it away
//! Recipients of parcels, senders of messages, the other side of transfers.
//! # When this is wrong
//! Shops and services that look like people; one person under two names.
//! # What to do
//! Stop the upload of the address book; delete old recipients; mind what you pass on.
//!
//! Source: inferences.md `contacts_exposed`; shadow profiles from contacts (Garcia 2017).

use crate::inference::evidence::{self, said, step};
use crate::inference::people::{between_people, spoken};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "contacts_exposed",
    facet: Facet::Relationships,
    tier: Tier::T2,
    kind: ClaimKind::Observed,
    needs: &[Kind::Message, Kind::Payment, Kind::Purchase],
    feeds: &["id.phone"],
    half_life: None,
    cap: None,
    wrong_when: &["shops_as_people", "two_names"],
    actions: &["address_book_off", "old_recipients"],
    infer,
};

#[derive(Default)]
struct Other {
    rows: Vec<usize>,
    phone: Option<usize>,
    address: Option<usize>,
}

fn infer(view: &View<'_>) -> Finding {
    let mut others: BTreeMap<Name, Other> = BTreeMap::new();
    for (i, e) in view.events().iter().enumerate() {
        let name = match e.kind {
            Kind::Purchase => e.recipient,
            Kind::Message if spoken(e) && !e.own && !view.owner_unclear(e.platform) => e.party,
            Kind::Payment if between_people(e) => e.party,
            _ => None,
        };
        let Some(name) = name.filter(|n| !view.owner().contains(n)) else { continue };
        let other = others.entry(name).or_default();
        other.rows.push(i);
        if e.kind == Kind::Purchase {
            other.address = other.address.or(e.address.map(|_| i));
            other.phone = other.phone.or_else(|| view.has(e, "id.phone").then_some(i));
        }
    }
    if others.is_empty() {
        return evidence::too_few(0, 1);
    }
    let rows: Vec<usize> = others.values().flat_map(|o| &o.rows).copied().collect();
    let phones: Vec<usize> = others.values().filter_map(|o| o.phone).collect();
    let addresses: Vec<usize> = others.values().filter_map(|o| o.address).collect();
    let reason = said(view, "reason.contacts_exposed.people", &rows).with("k", Param::Count(others.len() as u64));
    let mut steps = vec![Step::new(reason, Size::Decisive, "contacts", rows.clone())];
    for (id, found) in [("reason.contacts_exposed.phones", phones), ("reason.contacts_exposed.addresses", addresses)] {
        if !found.is_empty() {
            steps.push(step(view, id, Size::Note, "contacts", found));
        }
    }
    Finding::Claims(vec![Draft {
        value: "people".to_owned(),
        statement: Phrase::new("claim.contacts_exposed").with("n", Param::Count(others.len() as u64)),
        emphasis: "n",
        prior: 0.5,
        since: view.since(&rows),
        steps,
        counter: vec![evidence::note("counter.contacts_exposed.shops")],
        exhibit: None,
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        speaks("contacts_exposed", chats());
        silent("contacts_exposed", vec![shop(at(1, 9), "某某小店", &[])]);
    }
}
