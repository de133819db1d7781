//! # What they could say
//! With whom you often spend at the same place and time.
//! # What gives it away
//! Transfers from one person within three hours of a meal or a ticket.
//! # When this is wrong
//! Colleagues’ lunches; one who collects for a group.
//! # What to do
//! Split in cash.
//!
//! Source: inferences.md `shared_life_with_contact`: distinct days: three .6, six .8, ten .9 in the catalogue, here sizes moderate,
//! strong and near-statement. Few co-occurrences imply ties (Crandall 2010).

use crate::inference::evidence::{self, live, said};
use crate::inference::people::between_people;
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "shared_life_with_contact",
    facet: Facet::Relationships,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment],
    feeds: &["words.split", "merchant.restaurant", "merchant.cinema"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["lunch_with_colleagues", "collects_for_others"],
    actions: &["plain_amounts"],
    infer,
};

const PRIOR: f64 = 0.3;
const DAYS: usize = 3;
const HOURS: i64 = 3;
const TOGETHER: [&str; 6] =
    ["merchant.restaurant", "merchant.cinema", "merchant.ktv", "merchant.attraction", "merchant.bar", "merchant.ticketing"];

fn infer(view: &View<'_>) -> Finding {
    let mut meals: Vec<(NaiveDateTime, usize)> =
        evidence::spent(view, evidence::any(view, &TOGETHER)).into_iter().filter_map(|i| Some((view.time(i)?, i))).collect();
    meals.sort_unstable();
    let mut by_party: BTreeMap<Name, (BTreeSet<NaiveDate>, Vec<usize>)> = BTreeMap::new();
    for i in view.of(Kind::Payment) {
        let Some(e) = view.event(i).filter(|e| live(e) && between_people(e)) else { continue };
        let (Some(party), Some(time)) = (e.party, e.time) else { continue };
        let from = meals.partition_point(|(t, _)| *t < time - TimeDelta::hours(HOURS));
        // The meal before the money: who paid is paid back.
        let Some((_, meal)) = meals.get(from).filter(|(t, _)| *t <= time) else { continue };
        let (days, rows) = by_party.entry(party).or_default();
        days.insert(time.date());
        rows.extend([*meal, i]);
    }
    let most = by_party.values().map(|(d, _)| d.len()).max().unwrap_or_default();
    let mut drafts: Vec<(usize, Draft)> = Vec::new();
    for (party, (days, rows)) in by_party.into_iter().filter(|(_, (d, _))| d.len() >= DAYS) {
        let size = match days.len() {
            10.. => Size::NearStatement,
            6.. => Size::Strong,
            _ => Size::Moderate,
        };
        let contact = view.name(party).to_owned();
        let reason = said(view, "reason.shared_life_with_contact.days", &rows).with("days", Param::Count(days.len() as u64));
        drafts.push((
            days.len(),
            Draft {
                emphasis: "contact",
                since: view.since(&rows),
                exhibit: Some(said(view, "exhibit.shared_life_with_contact", &rows)),
                steps: vec![Step::new(reason, size, "meals", rows)],
                counter: vec![evidence::note("counter.shared_life_with_contact.lunch")],
                ..Draft::new(contact.clone(), Phrase::new("claim.shared_life_with_contact").with("contact", Param::Text(contact)), PRIOR)
            },
        ));
    }
    drafts.sort_by_key(|d| std::cmp::Reverse(d.0));
    if drafts.is_empty() {
        evidence::too_few(most, DAYS as u64)
    } else {
        Finding::Claims(drafts.into_iter().take(5).map(|d| d.1).collect())
    }
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let dinner = |d: u64| {
            vec![
                shop(at(d, 19), "某某火锅", &["merchant.restaurant"]),
                paid(at(d, 20), 8_000, PaymentKind::Transfer, Direction::In, "甲", &["words.split"]),
            ]
        };
        let said = speaks("shared_life_with_contact", (0..90).step_by(15).flat_map(dinner).collect());
        assert_eq!(said[0].value, "甲");
        silent("shared_life_with_contact", (0..30).step_by(15).flat_map(dinner).collect());
        // A transfer at another time of day.
        silent(
            "shared_life_with_contact",
            (0..90)
                .step_by(15)
                .flat_map(|d| {
                    vec![
                        shop(at(d, 12), "某某火锅", &["merchant.restaurant"]),
                        paid(at(d, 20), 8_000, PaymentKind::Transfer, Direction::In, "甲", &[]),
                    ]
                })
                .collect(),
        );
    }
}
