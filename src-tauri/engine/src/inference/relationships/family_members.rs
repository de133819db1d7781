//! # What they could say
//! Which contact is which relation of yours.
//! # What gives it away
//! The name you gave them, words of address in the chat, red packets at festivals.
//! # When this is wrong
//! Words for relatives among friends; in-laws called as parents.
//! # What to do
//! End-to-end encryption; plain names.
//!
//! Source: inferences.md `family_members`: a name that is a word for a relative is near a statement; words of address in own messages
//! moderate; money at the Spring Festival, Mother’s or Father’s Day moderate. One cue alone is not told.

use crate::inference::calendar::Calendar;
use crate::inference::evidence::{self, step};
use crate::inference::people::Person;
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier, people};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::{Datelike, NaiveDate, Weekday};

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
const WORDS: usize = 3;

fn infer(view: &View<'_>) -> Finding {
    let calendar = Calendar::of(view);
    let people = people::all(view);
    let mut drafts = Vec::new();
    for (name, person) in people.iter() {
        let best = KIN
            .iter()
            .filter_map(|(relation, tags)| judged(view, calendar, person, relation, tags))
            .max_by_key(|steps| (steps.len(), steps.iter().map(|s| s.events.len()).sum::<usize>()));
        let Some(steps) = best else { continue };
        let Some(relation) = steps.first().and_then(|s| s.reason.with.get("kin").cloned()) else { continue };
        let Param::Word(word) = &relation else { continue };
        let contact = view.name(*name).to_owned();
        let rows: Vec<usize> = steps.iter().flat_map(|s| s.events.clone()).collect();
        drafts.push(Draft {
            emphasis: "contact",
            since: view.since(&rows),
            counter: vec![evidence::note("counter.family_members.jest")],
            ..Draft {
                steps,
                ..Draft::new(
                    format!("{contact}={}", word.trim_start_matches("family.")),
                    Phrase::new("claim.family_members").with("contact", Param::Text(contact)).with("relation", relation.clone()),
                    PRIOR,
                )
            }
        });
    }
    if drafts.is_empty() { evidence::too_few(0, 1) } else { Finding::Claims(drafts) }
}

/// What speaks for one relation, if more than one cue or the name itself does.
fn judged(view: &View<'_>, calendar: Calendar, person: &Person, relation: &str, tags: &[&str]) -> Option<Vec<Step>> {
    let (mut named, mut called) = (Vec::new(), Vec::new());
    for i in &person.rows {
        let Some(e) = view.event(*i) else { continue };
        for seen in tags.iter().flat_map(|t| view.seen(e, t)) {
            let word = seen.value.map_or("", |v| view.name(v));
            if word.starts_with('@') {
                named.push(*i);
            } else if !word.starts_with('#') && e.own && e.kind == Kind::Message {
                called.push(*i);
            }
        }
    }
    named.dedup();
    called.dedup();
    let kin = Param::Word(format!("family.{relation}"));
    let mut steps = Vec::new();
    for (rows, id, family, size, least) in [
        (&named, "reason.family_members.named", "name", Size::NearStatement, 1),
        (&called, "reason.family_members.called", "kin", Size::Moderate, WORDS),
    ] {
        if rows.len() >= least {
            let mut one = step(view, id, size, family, rows.clone());
            one.reason = one.reason.with("kin", kin.clone());
            steps.push(one);
        }
    }
    let gifts: Vec<usize> =
        person.money.iter().copied().filter(|i| view.day(*i).is_some_and(|d| calendar.spring_festival(d) || parents_day(d))).collect();
    if !steps.is_empty() && !gifts.is_empty() {
        let mut one = step(view, "reason.family_members.festival", Size::Moderate, "money", gifts);
        one.reason = one.reason.with("kin", kin);
        steps.push(one);
    }
    (!named.is_empty() || steps.len() >= 2).then_some(steps)
}

/// Mother’s Day (second Sunday of May) and Father’s Day (third of June).
fn parents_day(day: NaiveDate) -> bool {
    day.weekday() == Weekday::Sun && matches!((day.month(), day.day()), (5, 8..=14) | (6, 15..=21))
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
        // A word in jest, once; a word about somebody else.
        silent(
            "family_members",
            every(0..60, 1, |d| wrote(at(d, 20), "甲", if d % 2 == 0 { ME } else { "甲" }, if d == 2 { &["kin.mother=妈"] } else { &[] })),
        );
    }
}
