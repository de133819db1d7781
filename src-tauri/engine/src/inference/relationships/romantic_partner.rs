//! # What they could say
//! Which contact is your partner.
//! # What gives it away
//! 520, 1314 and the like sent on days couples mark; pet names; the late-night chat.
//! # When this is wrong
//! Pet names as a joke or for a child; 5.20 as a shop's price; several people.
//! # What to do
//! Plain amounts; talk of that kind where it is encrypted and disappears.
//!
//! Source: inferences.md `romantic_partner`; what the amounts mean is common knowledge, no accuracy was ever published.

use crate::inference::evidence::{self, said, step};
use crate::inference::people::{self, Person};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "romantic_partner",
    facet: Facet::Relationships,
    tier: Tier::T3,
    kind: ClaimKind::Derived,
    needs: &[Kind::Message, Kind::Payment],
    feeds: &["amount.love_520", "amount.love_521", "amount.love_1314", "amount.love_long", "kin", "words.love"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["pet_names_in_jest", "several_contacts"],
    actions: &["plain_amounts", "encrypted_chats"],
    infer,
};

/// That a given one of the five closest is the partner (inferences.md §0.3).
const PRIOR: f64 = 0.15;
const NEEDED: u64 = 2;
const AMOUNTS: [&str; 4] = ["amount.love_520", "amount.love_521", "amount.love_1314", "amount.love_long"];
const NAMES: [&str; 4] = ["kin.partner", "kin.spouse_husband", "kin.spouse_wife", "words.love"];
const RELATIVES: [&str; 9] =
    ["kin.mother", "kin.father", "kin.parents", "kin.brother", "kin.sister", "kin.sibling", "kin.grandparent", "kin.son", "kin.daughter"];
/// 七夕, the seventh day of the seventh lunar month, 2012 to 2030.
const QIXI: [(i32, u32, u32); 19] = [
    (2012, 8, 23),
    (2013, 8, 13),
    (2014, 8, 2),
    (2015, 8, 20),
    (2016, 8, 9),
    (2017, 8, 28),
    (2018, 8, 17),
    (2019, 8, 7),
    (2020, 8, 25),
    (2021, 8, 14),
    (2022, 8, 4),
    (2023, 8, 22),
    (2024, 8, 10),
    (2025, 8, 29),
    (2026, 8, 19),
    (2027, 8, 8),
    (2028, 8, 26),
    (2029, 8, 16),
    (2030, 8, 5),
];

/// What speaks for one contact.
struct Candidate {
    name: Name,
    steps: Vec<Step>,
    counter: Vec<Step>,
}

fn infer(view: &View<'_>) -> Finding {
    let people = people::all(view);
    // With one or two chats the files hold, half of the nights in one of them is no sign.
    let several = people.values().filter(|p| p.messages > 0).count() >= 3;
    let late: u64 = if several { people.values().map(|p| p.late).sum() } else { 0 };
    let mut candidates: Vec<Candidate> =
        people.iter().map(|(name, p)| candidate(view, *name, p, late)).filter(|c| !c.steps.is_empty()).collect();
    candidates.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    let mut candidates = candidates.into_iter();
    let Some(mut best) = candidates.next() else { return evidence::too_few(0, NEEDED) };
    let mut families: Vec<_> = best.steps.iter().map(|s| s.family).collect();
    families.dedup();
    // A pet name alone, or an amount alone, is ambiguous: two kinds of trace are needed.
    if (families.len() as u64) < NEEDED {
        return evidence::too_few(families.len(), NEEDED);
    }
    if let Some(second) = candidates.next() {
        let rows: Vec<usize> = second.steps.iter().flat_map(|s| &s.events).copied().collect();
        let size = if weight(&second) * 2.0 >= weight(&best) { Size::Against(&Size::Moderate) } else { Size::Against(&Size::Trace) };
        let mut rival = step(view, "counter.romantic_partner.another", size, "rival", rows);
        rival.reason = rival.reason.with("other", Param::Text(view.name(second.name).to_owned()));
        best.counter.push(rival);
    }
    let contact = view.name(best.name).to_owned();
    let rows: Vec<usize> = best.steps.iter().flat_map(|s| &s.events).copied().collect();
    Finding::Claims(vec![Draft {
        statement: Phrase::new("claim.romantic_partner").with("contact", Param::Text(contact.clone())),
        value: contact,
        emphasis: "contact",
        prior: PRIOR,
        since: view.since(&rows),
        steps: best.steps,
        counter: best.counter,
        exhibit: None,
    }])
}

fn weight(c: &Candidate) -> f64 {
    c.steps.iter().chain(&c.counter).map(|s| s.size.weight()).sum()
}

fn candidate(view: &View<'_>, name: Name, person: &Person, late: u64) -> Candidate {
    let has = |rows: &[usize], tags: &[&str]| -> Vec<usize> {
        rows.iter().copied().filter(|i| view.event(*i).is_some_and(|e| tags.iter().any(|t| view.has(e, t)))).collect()
    };
    let (mut steps, mut counter) = (Vec::new(), Vec::new());
    let amounts = has(&person.money, &AMOUNTS);
    if !amounts.is_empty() {
        let marked = amounts.iter().filter(|i| view.day(**i).is_some_and(couples_day)).count();
        let size = if marked > 0 { Size::Strong } else { Size::Weak };
        let id = if marked > 0 { "reason.romantic_partner.amounts_marked" } else { "reason.romantic_partner.amounts" };
        let mut s = step(view, id, size, "amount", amounts);
        s.reason = s.reason.with("k", Param::Count(marked as u64));
        steps.push(s);
    }
    let names = has(&person.rows, &NAMES);
    let called = names.len();
    if !names.is_empty() {
        steps.push(step(view, "reason.romantic_partner.names", Size::Moderate, "kin", names));
    }
    if person.late * 2 >= late && late >= 20 {
        let rows: Vec<usize> = person.rows.iter().copied().filter(|i| view.time(*i).is_some_and(at_night)).collect();
        let reason = said(view, "reason.romantic_partner.late", &rows).with("total", Param::Count(late));
        steps.push(Step::new(reason, Size::Moderate, "nights", rows.clone()).aged(view.age(&rows)));
    }
    let relative = relatives(view, &has(&person.rows, &RELATIVES));
    // Where words between partners come more often, those for relatives are talk about somebody else.
    if relative.len() > called {
        counter.push(step(view, "counter.romantic_partner.relative", Size::Against(&Size::Strong), "kin", relative));
    }
    Candidate { name, steps, counter }
}

/// Words for a relative, where one and the same word comes up again and again: once could be talk about somebody else.
fn relatives(view: &View<'_>, rows: &[usize]) -> Vec<usize> {
    let mut by_tag: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for i in rows {
        for seen in view.event(*i).into_iter().flat_map(|e| view.seen(e, "kin")) {
            by_tag.entry(seen.tag).or_default().push(*i);
        }
    }
    by_tag
        .into_iter()
        .filter(|(tag, _)| RELATIVES.contains(&view.name(*tag)))
        .map(|(_, r)| r)
        .max_by_key(Vec::len)
        .filter(|r| r.len() >= 3)
        .unwrap_or_default()
}

fn at_night(t: chrono::NaiveDateTime) -> bool {
    use chrono::Timelike;
    t.hour() >= 22 || t.hour() < 2
}

/// 14 February, 20 and 21 May, 七夕, 25 December.
fn couples_day(day: NaiveDate) -> bool {
    matches!((day.month(), day.day()), (2, 14) | (5, 20 | 21) | (12, 25)) || QIXI.contains(&(day.year(), day.month(), day.day()))
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let love = || wrote(at(40, 22), "甲", "甲", &["kin.partner"]);
        let packet = |who, tag| paid(at(225, 12), 52_000, PaymentKind::RedPacket, Direction::Out, who, &[tag]);
        let said = speaks("romantic_partner", [chats(), vec![love(), packet("甲", "amount.love_520")]].concat());
        assert_eq!(said[0].value, "甲");
        silent("romantic_partner", [chats(), vec![packet("乙", "amount.round")]].concat());
    }
}
