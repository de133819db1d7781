//! # What they could say
//! Who else stands in your files.
//! # What gives it away
//! The address book, recipients of parcels, senders of messages, the other side of transfers.
//! # When this is wrong
//! Shops and services that look like people; one person under two names.
//! # What to do
//! Stop the upload of the address book; delete old recipients; mind what you pass on.
//!
//! Source: inferences.md `contacts_exposed`: an exact count of third parties, with how many stand here with a phone or an address. Names
//! that a list of contacts calls a business, or that were paid as a shop, are told apart and not counted. Shadow profiles from
//! contacts: Garcia 2017 (documented).

use crate::inference::evidence::{self, said, step};
use crate::inference::people::{between_people, spoken};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{ContactKind, Kind, PaymentKind};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "contacts_exposed",
    facet: Facet::Relationships,
    tier: Tier::T2,
    kind: ClaimKind::Observed,
    needs: &[Kind::Message, Kind::Payment, Kind::Purchase, Kind::Contact],
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
    let listed = |i: usize| view.listed(i).map(|l| (l.kind, l.phone.is_some()));
    let shops: BTreeSet<Name> = view.events().iter().filter(|e| e.payment == Some(PaymentKind::Merchant)).filter_map(|e| e.party).collect();
    let businesses = view.of(Kind::Contact).into_iter().filter(|i| listed(*i).is_some_and(|l| l.0 == ContactKind::Business));
    let businesses: BTreeSet<Name> = businesses.filter_map(|i| view.event(i)?.party).collect();
    let mut others: BTreeMap<Name, Other> = BTreeMap::new();
    let mut left_out: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for (i, e) in view.events().iter().enumerate() {
        let name = match e.kind {
            Kind::Purchase => e.recipient,
            Kind::Message if spoken(e) && !e.own && !view.owner_unclear(e.platform) => e.party,
            Kind::Payment if between_people(e) => e.party,
            Kind::Contact if !e.own && listed(i).is_none_or(|l| l.0 != ContactKind::Group) => e.party,
            _ => None,
        };
        let Some(name) = name.filter(|n| !view.owner().contains(n)) else { continue };
        if businesses.contains(&name) || shops.contains(&name) {
            left_out.entry(name).or_default().push(i);
            continue;
        }
        let other = others.entry(name).or_default();
        other.rows.push(i);
        other.address = other.address.or(e.address.map(|_| i));
        let phone = view.has(e, "id.phone") && e.kind == Kind::Purchase || listed(i).is_some_and(|l| l.1);
        other.phone = other.phone.or(phone.then_some(i));
    }
    if others.is_empty() {
        return evidence::too_few(0, 1);
    }
    let rows: Vec<usize> = others.values().flat_map(|o| &o.rows).copied().collect();
    let phones: Vec<usize> = others.values().filter_map(|o| o.phone).collect();
    let addresses: Vec<usize> = others.values().filter_map(|o| o.address).collect();
    let latest = others.iter().max_by_key(|(_, o)| o.rows.iter().filter_map(|i| view.time(*i)).max()).map_or("", |(n, _)| view.name(*n));
    let dated = rows.iter().any(|i| view.time(*i).is_some());
    let reason = said(view, if dated { "reason.contacts_exposed.people" } else { "reason.contacts_exposed.listed" }, &rows)
        .with("party", Param::Text(latest.to_owned()))
        .with("k", Param::Count(others.len() as u64));
    let mut steps = vec![Step::new(reason, Size::Decisive, "contacts", rows.clone())];
    for (id, found) in [("reason.contacts_exposed.phones", phones), ("reason.contacts_exposed.addresses", addresses)] {
        if !found.is_empty() {
            steps.push(step(view, id, Size::Note, "contacts", found));
        }
    }
    let counter = if left_out.is_empty() {
        evidence::note("counter.contacts_exposed.shops")
    } else {
        let names = Param::Count(left_out.len() as u64);
        let mut one = step(view, "counter.contacts_exposed.left_out", Size::Note, "contacts", left_out.into_values().flatten().collect());
        one.reason = one.reason.with("j", names);
        one
    };
    Finding::Claims(vec![Draft {
        emphasis: "n",
        since: view.since(&rows),
        steps,
        counter: vec![counter],
        ..Draft::new("people", Phrase::new("claim.contacts_exposed").with("n", Param::Count(others.len() as u64)), 0.5)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let n = |rows: Vec<Row>| speaks("contacts_exposed", rows)[0].statement.en.clone();
        assert!(n(chats()).contains("4 other people"));
        let listed = |kind, name: &str, phone: Option<&str>| {
            let contact = Contact::new(kind, Some(format!("id {name}")), Some(name.into()));
            read(Platform::Telegram, Fact::Contact(Contact { phone: phone.map(Into::into), ..contact }))
        };
        // Of an address book only the persons; who was paid as a shop is none.
        let book = vec![
            listed(ContactKind::Person, "Lee Sample", Some("0015555550123")),
            listed(ContactKind::Group, "Choir", None),
            listed(ContactKind::Business, "Pizza Bot", None),
        ];
        assert!(n(book.clone()).contains("1 other person"), "{}", n(book));
        let pays = |kind, who| paid(at(3, 12), 5_000, kind, Direction::Out, who, &[]);
        let shops = vec![pays(PaymentKind::Transfer, "甲"), pays(PaymentKind::Transfer, "小吃店"), pays(PaymentKind::Merchant, "小吃店")];
        assert!(n(shops).contains("1 other person"));
        silent("contacts_exposed", vec![shop(at(1, 9), "某某小店", &[])]);
    }
}
