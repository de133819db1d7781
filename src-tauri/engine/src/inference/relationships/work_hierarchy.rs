//! # What they could say
//! Who stands above you at work.
//! # What gives it away
//! Titles in the name of a contact who also writes in work chats; who sets the pace of answers.
//! # When this is wrong
//! Politeness to everybody; a client is no boss.
//! # What to do
//! Personal devices for personal talk.
//!
//! Source: inferences.md `work_hierarchy`: a title as the contact’s own name is strong, membership in a work circle moderate, answers
//! to them quicker than theirs to you weak (coordination of power in language: Danescu-Niculescu-Mizil 2012; Gilbert 2012; Bramsen
//! 2011, English e-mail). Titles alone stay medium.

use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Tier, circle, people};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "work_hierarchy",
    facet: Facet::Relationships,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Message],
    feeds: &["circle.work", "kin.boss", "words.work"],
    half_life: Some(365),
    cap: Some((Level::Medium, "titles_are_polite")),
    wrong_when: &["polite_to_everyone", "client"],
    actions: &["encrypted_chats", "account_each"],
    infer,
};

const PRIOR: f64 = 0.15;
const ROWS: usize = 10;

fn infer(view: &View<'_>) -> Finding {
    let circles = circle::of(view, "circle.work");
    let members = circle::members(&circles);
    let mut drafts = Vec::new();
    for (name, person) in people::all(view).iter() {
        let titled: Vec<usize> = person
            .rows
            .iter()
            .copied()
            .filter(|i| {
                view.event(*i).is_some_and(|e| view.seen(e, "kin.boss").any(|s| s.value.is_some_and(|v| view.name(v).starts_with('@'))))
            })
            .collect();
        let called: Vec<usize> = person
            .rows
            .iter()
            .copied()
            .filter(|i| {
                view.event(*i).is_some_and(|e| {
                    e.own && view.seen(e, "kin.boss").any(|s| s.value.is_some_and(|v| !view.name(v).starts_with(['@', '#'])))
                })
            })
            .collect();
        if person.rows.len() < ROWS || (titled.is_empty() && called.len() < 3) {
            continue;
        }
        let mut steps = Vec::new();
        for (rows, id, family, size) in [
            (&titled, "reason.work_hierarchy.titled", "name", Size::Strong),
            (&called, "reason.work_hierarchy.called", "kin", Size::Moderate),
        ] {
            if !rows.is_empty() {
                steps.push(step(view, id, size, family, rows.clone()));
            }
        }
        if members.contains(name) {
            let rows: Vec<usize> =
                circles.iter().flat_map(|c| &c.rows).copied().filter(|i| view.event(*i).and_then(|e| e.party) == Some(*name)).collect();
            steps.push(step(view, "reason.work_hierarchy.circle", Size::Moderate, "work chats", rows));
        }
        let work: Vec<usize> = person.rows.iter().copied().filter(|i| view.event(*i).is_some_and(|e| view.has(e, "words.work"))).collect();
        if work.len() >= 3 {
            steps.push(step(view, "reason.work_hierarchy.work", Size::Weak, "words", work));
        }
        let contact = view.name(*name).to_owned();
        drafts.push(Draft {
            emphasis: "contact",
            since: view.since(&person.rows),
            counter: vec![evidence::note("counter.work_hierarchy.polite")],
            steps,
            ..Draft::new(contact.clone(), Phrase::new("claim.work_hierarchy").with("contact", Param::Text(contact)), PRIOR)
        });
    }
    if drafts.is_empty() { evidence::too_few(0, 1) } else { Finding::Claims(drafts) }
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let boss = |d: u64| {
            wrote(at(d, 15), "程总", if d % 2 == 0 { ME } else { "程总" }, if d % 2 == 1 { &["kin.boss=@总"] } else { &["words.work"] })
        };
        let rest = every(0..60, 3, |d| wrote(at(d, 21), "甲", if d % 2 == 0 { ME } else { "甲" }, &[]));
        assert_eq!(speaks("work_hierarchy", [every(0..40, 1, boss), rest.clone()].concat())[0].value, "程总");
        // 老板 to a shopkeeper, twice.
        silent(
            "work_hierarchy",
            [
                every(0..40, 1, |d| {
                    wrote(at(d, 15), "小卖部", if d % 2 == 0 { ME } else { "小卖部" }, if d == 4 { &["kin.boss=老板"] } else { &[] })
                }),
                rest,
            ]
            .concat(),
        );
    }
}
