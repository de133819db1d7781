//! # What they could say
//! Which contact is which relation of yours.
//! # What gives it away
//! The name you gave them, words of address in the chat, red packets at festivals.
//! # When this is wrong
//! Words for relatives among friends; in-laws called as parents.
//! # What to do
//! End-to-end encryption; plain names.
//!
//! Source: inferences.md `family_members`: a saved name that is nothing but a word for a relative states it; as a sender’s name it is near
//! a statement, for 哥, 姨 and their like, which politeness uses too, strong. Words of address in own lines moderate; lines in a family’s
//! group moderate; money on Mother’s or Father’s Day moderate, at the Spring Festival weak. 小明妈妈 is somebody’s name for a parent of
//! the school; 我妈 in a line is talk about her. One cue alone is not told, and of several mothers by words only the best. Surname and
//! hometown are left out: names are not taken apart. Social facets of contacts were told with ≤ 90 % (Min 2013, documented).

use crate::inference::calendar::Calendar;
use crate::inference::evidence::{self, said, step};
use crate::inference::people::Person;
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier, circle, people};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "family_members",
    facet: Facet::Relationships,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Message, Kind::Payment, Kind::Contact],
    feeds: &["kin", "circle.family"],
    half_life: None,
    cap: None,
    wrong_when: &["called_so_in_jest", "in_laws"],
    actions: &["encrypted_chats", "plain_amounts"],
    infer,
};

const PRIOR: f64 = 0.15;
/// Word, and what it makes them.
const KIN: [(&str, &[&str]); 7] = [
    ("mother", &["kin.mother"]),
    ("father", &["kin.father"]),
    ("sibling", &["kin.brother", "kin.sister", "kin.sibling"]),
    ("child", &["kin.son", "kin.daughter", "kin.child"]),
    ("grandparent", &["kin.grandparent"]),
    ("spouse", &["kin.spouse_husband", "kin.spouse_wife"]),
    ("relative", &["kin.relative", "kin.in_law"]),
];
/// Words of these are politeness too.
const POLITE: [&str; 2] = ["sibling", "relative"];
/// Of these there is one.
const ONE: [&str; 3] = ["mother", "father", "spouse"];
const WORDS: usize = 3;
/// A word that is all of a name weighs 1.1 of its own weight (.7 and more), a part of one .8 (signal/kinship.rs).
const WHOLE: f32 = 0.7;

/// A contact, and what speaks for one relation.
struct Kinship {
    name: Name,
    relation: &'static str,
    /// By their name, not by words alone.
    named: bool,
    steps: Vec<Step>,
}

fn infer(view: &View<'_>) -> Finding {
    let kin = view.tagged("kin");
    let mut listed: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for i in kin.iter().filter(|i| view.event(**i).is_some_and(|e| e.kind == Kind::Contact && !e.own)) {
        view.event(*i).and_then(|e| e.party).into_iter().for_each(|p| listed.entry(p).or_default().push(*i));
    }
    let families = circle::of(view, "circle.family");
    let (calendar, nobody) = (Calendar::of(view), Person::default());
    let people = people::all(view);
    let mut found: Vec<Kinship> = Vec::new();
    for name in people.keys().chain(listed.keys().filter(|n| !people.contains_key(n))) {
        let person = people.get(name).unwrap_or(&nobody);
        let mut rows: Vec<usize> = person.rows.iter().copied().filter(|i| kin.binary_search(i).is_ok()).collect();
        rows.extend(listed.get(name).into_iter().flatten());
        let judged = KIN.iter().filter_map(|(relation, tags)| judged(view, *name, &rows, relation, tags));
        let Some(mut best) = judged.max_by(|a, b| weight(a).total_cmp(&weight(b))) else { continue };
        around(view, &mut best, person, calendar, &families);
        if best.named || best.steps.len() >= 2 {
            found.push(best);
        }
    }
    found.sort_by(|a, b| (b.named, weight(b)).partial_cmp(&(a.named, weight(a))).unwrap_or(std::cmp::Ordering::Equal));
    let mut taken: Vec<&str> = Vec::new();
    let mut drafts = Vec::new();
    for k in found {
        if ONE.contains(&k.relation) && !k.named && taken.contains(&k.relation) {
            continue;
        }
        taken.push(k.relation);
        let contact = view.name(k.name).to_owned();
        let rows: Vec<usize> = k.steps.iter().flat_map(|s| s.events.clone()).collect();
        let statement = Phrase::new("claim.family_members").with("contact", Param::Text(contact.clone()));
        drafts.push(Draft {
            emphasis: "contact",
            since: view.since(&rows),
            counter: vec![evidence::note("counter.family_members.jest")],
            steps: k.steps,
            ..Draft::new(format!("{contact}={}", k.relation), statement.with("relation", word(k.relation)), PRIOR)
        });
    }
    if drafts.is_empty() { evidence::too_few(0, 1) } else { Finding::Claims(drafts) }
}

fn word(relation: &str) -> Param {
    Param::Word(format!("family.{relation}"))
}

fn weight(k: &Kinship) -> f64 {
    k.steps.iter().map(|s| s.size.weight()).sum()
}

/// What names and words say for one relation.
fn judged(view: &View<'_>, name: Name, rows: &[usize], relation: &'static str, tags: &[&str]) -> Option<Kinship> {
    let (mut named, mut listed, mut called) = (Vec::new(), Vec::new(), Vec::new());
    for i in rows {
        let Some(e) = view.event(*i) else { continue };
        for seen in tags.iter().flat_map(|t| view.seen(e, t)) {
            let word = seen.value.map_or("", |v| view.name(v));
            match (word.chars().next(), e.kind) {
                (Some('@'), Kind::Contact) if seen.weight > WHOLE => listed.push(*i),
                (Some('@'), _) if seen.weight > WHOLE => named.push(*i),
                (Some('@' | '#' | '我' | '俺'), _) => {}
                (_, Kind::Message) if e.own && !word.starts_with("my ") => called.push(*i),
                _ => {}
            }
        }
    }
    let polite = POLITE.contains(&relation);
    let mut steps = Vec::new();
    for (mut rows, id, family, size, least) in [
        (listed, "reason.family_members.listed", "name", if polite { Size::Strong } else { Size::Decisive }, 1),
        (named, "reason.family_members.named", "name", if polite { Size::Strong } else { Size::NearStatement }, 1),
        (called, "reason.family_members.called", "kin", Size::Moderate, WORDS),
    ] {
        rows.dedup();
        if rows.len() >= least {
            let mut one = Step::new(said(view, id, &rows), size, family, rows);
            one.reason = one.reason.with("kin", word(relation));
            steps.push(one);
        }
    }
    let named = steps.iter().any(|s| s.family == "name");
    (!steps.is_empty()).then_some(Kinship { name, relation, named, steps })
}

/// What else fits: money on days for families, lines in a family’s group.
fn around(view: &View<'_>, kin: &mut Kinship, person: &Person, calendar: Calendar, families: &[circle::Circle]) {
    let on = |wanted: &dyn Fn(NaiveDate) -> bool| -> Vec<usize> {
        person.money.iter().copied().filter(|i| view.day(*i).is_some_and(wanted)).collect()
    };
    let parents = on(&|day| parents_day(day, kin.relation));
    let spring = on(&|day| calendar.spring_festival(day));
    let lines = families.iter().filter(|c| c.others.contains_key(&kin.name)).flat_map(|c| &c.rows).copied();
    let lines: Vec<usize> = lines.filter(|i| view.event(*i).and_then(|e| e.party) == Some(kin.name)).collect();
    for (rows, id, family, size) in [
        (parents, "reason.family_members.parents_day", "money", Size::Moderate),
        (spring, "reason.family_members.festival", "money", Size::Weak),
        (lines, "reason.family_members.circle", "group", Size::Moderate),
    ] {
        if !rows.is_empty() {
            let mut one = step(view, id, size, family, rows);
            one.reason = one.reason.with("kin", word(kin.relation));
            kin.steps.push(one);
        }
    }
}

/// Mother’s Day (second Sunday of May) for a mother, Father’s Day (third of June) for a father.
fn parents_day(day: NaiveDate, relation: &str) -> bool {
    day.weekday() == Weekday::Sun && matches!((day.month(), day.day(), relation), (5, 8..=14, "mother") | (6, 15..=21, "father"))
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let mum = |who: &'static str, d| {
            wrote(at(d, 20), who, if d % 2 == 0 { ME } else { who }, if d % 2 == 1 { &["kin.mother=@妈妈"] } else { &[] })
        };
        let said = speaks(
            "family_members",
            [every(0..60, 1, |d| mum("妈妈", d)), every(0..60, 3, |d| wrote(at(d, 21), "甲", if d % 2 == 0 { ME } else { "甲" }, &[]))]
                .concat(),
        );
        assert_eq!(said[0].value, "妈妈=mother");
        // The list of contacts states it.
        let listed = |name: &str| {
            read(Platform::Wechat, Fact::Contact(Contact::new(ContactKind::Person, Some(format!("id {name}")), Some(name.into()))))
        };
        let said = speaks("family_members", vec![listed("老妈"), listed("李四")]);
        assert_eq!((said[0].value.as_str(), said[0].level), ("老妈=mother", Level::High));
        // A child’s schoolmate’s mother; politeness by name is low at most.
        silent("family_members", vec![listed("小明妈妈")]);
        assert_eq!(speaks("family_members", vec![listed("阿姨")])[0].level, Level::Low);
        // Talk with a friend about one’s own mother, and a red packet at the Spring Festival.
        let about = every(0..60, 1, |d| {
            wrote(at(d, 20), "乙", if d % 2 == 0 { ME } else { "乙" }, if d % 2 == 0 { &["kin.mother=我妈"] } else { &[] })
        });
        silent("family_members", [about, vec![paid(at(325, 12), 8_800, PaymentKind::RedPacket, Direction::Out, "乙", &[])]].concat());
        // A word in jest, once.
        silent(
            "family_members",
            every(0..60, 1, |d| wrote(at(d, 20), "甲", if d % 2 == 0 { ME } else { "甲" }, if d == 2 { &["kin.mother=妈"] } else { &[] })),
        );
    }
}
