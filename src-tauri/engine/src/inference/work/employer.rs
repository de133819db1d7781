//! # What they could say
//! Who employs you.
//! # What gives it away
//! Who pays the payroll; a profile; a work chat that carries the same name.
//! # When this is wrong
//! A staffing agency pays; a client is named.
//! # What to do
//! Work on a work account.
//!
//! Source: inferences.md `employer`: a payer of pay in three months is near a statement; the same name in a profile or in the title of
//! a work chat is a second family.

use crate::inference::evidence::{self, live, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier, circle};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Kind, ProfileField};
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "employer",
    facet: Facet::Work,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment, Kind::Profile, Kind::Message],
    feeds: &["words.payday", "label.income", "circle.work"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["staffing_agency", "client"],
    actions: &["account_each", "salary_apart"],
    infer,
};

const PRIOR: f64 = 0.25;
const MONTHS: usize = 3;

fn infer(view: &View<'_>) -> Finding {
    let pay: Vec<usize> = view
        .income()
        .into_iter()
        .filter(|i| view.event(*i).is_some_and(|e| live(e) && (view.has(e, "words.payday") || view.has(e, "label.income"))))
        .collect();
    let mut payers: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    pay.iter().for_each(|i| {
        if let Some(p) = view.event(*i).and_then(|e| e.party) {
            payers.entry(p).or_default().push(*i)
        }
    });
    let stated: Vec<(usize, Name)> = view
        .of(Kind::Profile)
        .into_iter()
        .filter_map(|i| Some((i, view.event(i)?.profile?)))
        .filter(|(_, (f, _))| *f == ProfileField::Employer)
        .map(|(i, (_, n))| (i, n))
        .collect();
    let mut drafts = Vec::new();
    payers.retain(|_, rows| {
        view.months(rows).len() >= MONTHS && !rows.iter().any(|i| view.event(*i).is_some_and(|e| view.has(e, "merchant.social_security")))
    });
    let latest = payers.into_iter().max_by_key(|(_, rows)| rows.iter().filter_map(|i| view.day(*i)).max());
    if let Some((payer, rows)) = latest {
        let name = view.name(payer).to_owned();
        let mut steps = vec![step(view, "reason.employer.payer", Size::NearStatement, "payroll", rows)];
        let core: String = name.chars().filter(|c| !"()（）".contains(*c)).take(6).collect();
        let same = |other: &str| core.chars().count() >= 3 && (other.contains(&core) || name.contains(other) && other.chars().count() >= 3);
        let chats: Vec<usize> = circle::of(view, "circle.work")
            .into_iter()
            .filter(|c| same(view.title(c.chat)) || view.title(c.chat).contains(&core))
            .flat_map(|c| c.rows)
            .collect();
        if !chats.is_empty() {
            steps.push(step(view, "reason.employer.chat", Size::Strong, "work chats", chats));
        }
        let profile: Vec<usize> = stated.iter().filter(|(_, n)| same(view.name(*n))).map(|(i, _)| *i).collect();
        if !profile.is_empty() {
            steps.push(step(view, "reason.employer.profile", Size::Decisive, "profile", profile));
        }
        drafts.push(draft(view, name, steps));
    } else if let Some((_, name)) = stated.first().copied() {
        let rows = stated.iter().filter(|(_, n)| *n == name).map(|(i, _)| *i).collect();
        drafts.push(draft(view, view.name(name).to_owned(), vec![step(view, "reason.employer.profile", Size::Decisive, "profile", rows)]));
    }
    if drafts.is_empty() { evidence::too_few(view.months(&pay).len(), MONTHS as u64) } else { Finding::Claims(drafts) }
}

fn draft(view: &View<'_>, name: String, steps: Vec<Step>) -> Draft {
    let rows: Vec<usize> = steps.iter().flat_map(|s| s.events.clone()).collect();
    Draft {
        emphasis: "org",
        since: view.since(&rows),
        steps,
        counter: vec![evidence::note("counter.employer.agency")],
        ..Draft::new(name.clone(), Phrase::new("claim.employer").with("org", Param::Text(name)), PRIOR)
    }
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let pay =
            || every(5..150, 30, |d| paid(at(d, 9), 800_000, PaymentKind::Transfer, Direction::In, "样例科技有限公司", &["words.payday"]));
        let chat = every(0..60, 2, |d| wrote(at(d, 10), "样例科技有限公司项目组", ["甲", "乙", ME][d as usize % 3], &[]));
        let said = speaks("employer", [pay(), chat, vec![states(Platform::Whatsapp, ProfileField::Nickname, ME, &[])]].concat());
        assert_eq!((said[0].value.as_str(), said[0].level), ("样例科技有限公司", Level::High));
        assert_eq!(speaks("employer", pay())[0].level, Level::Medium);
        // A benefit is no pay from an employer; a friend who pays rent.
        silent(
            "employer",
            every(5..150, 30, |d| {
                paid(at(d, 9), 200_000, PaymentKind::Transfer, Direction::In, "社会保险中心", &["merchant.social_security", "label.income"])
            }),
        );
        silent("employer", every(5..150, 30, |d| paid(at(d, 9), 200_000, PaymentKind::Transfer, Direction::In, "甲", &[])));
    }
}
