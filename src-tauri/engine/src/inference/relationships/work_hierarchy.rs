//! # What they could say
//! Who stands above you at work.
//! # What gives it away
//! Titles in the name of a contact who also writes in work chats; who sets the pace of answers.
//! # When this is wrong
//! Politeness to everybody; a client is no boss.
//! # What to do
//! Personal devices for personal talk.
//!
//! Source: inferences.md `work_hierarchy`: a title in the contact’s own name is strong, your addressing them by it moderate, membership
//! in a work circle moderate, that you answer three times as fast as they do moderate (the catalogue’s ratio), talk of work weak. A
//! title is politeness to shopkeepers and clients: without a second cue of work nothing is told. The catalogue’s 200 messages are 30
//! here: the word stays medium at most. 收到 and 您 are no tags. Power shows in language (Danescu-Niculescu-Mizil 2012; Gilbert 2012, about 70 %;
//! Bramsen 2011, English e-mail; documented, not for Chinese chat).

use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Tier, circle, people};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use std::collections::BTreeSet;

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
const ROWS: usize = 30;
/// How many times longer they let you wait.
const SLOWER: i64 = 3;

fn infer(view: &View<'_>) -> Finding {
    let circles = circle::of(view, "circle.work");
    let members = circle::members(&circles);
    let mut drafts = Vec::new();
    let titles: BTreeSet<usize> = view.tagged("kin.boss").into_iter().collect();
    let mut most = 0;
    for (name, person) in people::all(view).iter().filter(|(_, p)| p.messages > 0) {
        let marked = |i: &usize, marks: fn(&str) -> bool| {
            view.event(*i).is_some_and(|e| view.seen(e, "kin.boss").any(|s| s.value.is_some_and(|v| marks(view.name(v)))))
        };
        let seen: Vec<usize> = person.rows.iter().copied().filter(|i| titles.contains(i)).collect();
        let titled: Vec<usize> = seen.iter().copied().filter(|i| marked(i, |v| v.starts_with('@'))).collect();
        let own = |i: &usize| view.event(*i).is_some_and(|e| e.own);
        let called: Vec<usize> = seen.iter().copied().filter(|i| own(i) && marked(i, address)).collect();
        if titled.is_empty() && called.len() < 3 {
            continue;
        }
        most = most.max(person.rows.len());
        if person.rows.len() < ROWS {
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
        if let Some((yours, theirs)) = person.reply_of(true).zip(person.reply_of(false))
            && theirs >= SLOWER * yours.max(1)
        {
            let mut one = step(view, "reason.work_hierarchy.pace", Size::Moderate, "pace", person.rows.clone());
            one.reason = one.reason.with("yours", Param::Count(yours.unsigned_abs())).with("theirs", Param::Count(theirs.unsigned_abs()));
            steps.push(one);
        }
        // A title alone is what shopkeepers and clients are called.
        if !steps.iter().any(|s| ["work chats", "words", "pace"].contains(&s.family)) {
            continue;
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
    if drafts.is_empty() { evidence::too_few(most, ROWS as u64) } else { Finding::Claims(drafts) }
}

/// Not the other side’s name, not a chat’s title, not talk about one’s own boss.
fn address(word: &str) -> bool {
    !word.starts_with(['@', '#']) && !word.starts_with("my ") && !word.starts_with('我')
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let boss = |d: u64| {
            wrote(
                at(d, 15),
                "程总",
                if d.is_multiple_of(2) { ME } else { "程总" },
                if d % 2 == 1 { &["kin.boss=@总"] } else { &["words.work"] },
            )
        };
        let rest = every(0..60, 3, |d| wrote(at(d, 21), "甲", if d.is_multiple_of(2) { ME } else { "甲" }, &[]));
        assert_eq!(speaks("work_hierarchy", [every(0..40, 1, boss), rest.clone()].concat())[0].value, "程总");
        // 老板 to a shopkeeper, twice.
        silent(
            "work_hierarchy",
            [
                every(0..40, 1, |d| {
                    wrote(
                        at(d, 15),
                        "小卖部",
                        if d.is_multiple_of(2) { ME } else { "小卖部" },
                        if d == 4 { &["kin.boss=老板"] } else { &[] },
                    )
                }),
                rest.clone(),
            ]
            .concat(),
        );
        // A shopkeeper goes by it, and nothing else is of work.
        let keeper = |d: u64| {
            wrote(at(d, 15), "李老板", if d.is_multiple_of(2) { ME } else { "李老板" }, if d % 2 == 1 { &["kin.boss=@老板"] } else { &[] })
        };
        silent("work_hierarchy", [every(0..60, 1, keeper), rest.clone()].concat());
        // One’s own boss, talked about with a friend.
        let friend = |d: u64| {
            wrote(
                at(d, 15),
                "丙",
                if d.is_multiple_of(2) { ME } else { "丙" },
                if d.is_multiple_of(4) { &["kin.boss=my boss", "words.work"] } else { &[] },
            )
        };
        silent("work_hierarchy", [every(0..60, 1, friend), rest].concat());
    }
}
