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
//! strong and near-statement. A share comes back to whoever paid: money in, within three hours after the meal and no more than the bill,
//! or a transfer whose note talks of splitting. Rent after lunch is none. Where most days are workday lunches, that weighs against.
//! Few co-occurrences imply ties (Crandall 2010, documented).

use crate::inference::calendar::Calendar;
use crate::inference::evidence::{self, live, said};
use crate::inference::people::between_people;
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Direction, Kind};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Timelike};
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

/// Days, rows, and other days, as counted below.
type Shared = (BTreeSet<NaiveDate>, Vec<usize>, BTreeSet<NaiveDate>);

fn infer(view: &View<'_>) -> Finding {
    let mut meals: Vec<(NaiveDateTime, usize)> =
        evidence::spent(view, evidence::any(view, &TOGETHER)).into_iter().filter_map(|i| Some((view.time(i)?, i))).collect();
    meals.sort_unstable();
    let split: BTreeSet<usize> = evidence::tagged(view, "words.split").into_iter().collect();
    let mut by_party: BTreeMap<Name, Shared> = BTreeMap::new();
    let calendar = Calendar::of(view);
    for i in view.of(Kind::Payment) {
        let Some(e) = view.event(i).filter(|e| live(e) && between_people(e)) else { continue };
        let (Some(party), Some(time), Some(share)) = (e.party, e.time, e.net) else { continue };
        let (from, to) = (meals.partition_point(|(t, _)| *t < time - TimeDelta::hours(HOURS)), meals.partition_point(|(t, _)| *t <= time));
        let near = meals.get(from..to).unwrap_or_default().iter().rev();
        let back = e.direction == Some(Direction::In);
        let meal = near.map(|(_, m)| *m).find(|m| {
            let bill = view.event(*m).and_then(|e| e.net);
            back && bill.is_some_and(|b| b.currency == share.currency && b.minor >= share.minor)
        });
        if meal.is_none() && !split.contains(&i) {
            continue;
        }
        let (days, rows, lunches) = by_party.entry(party).or_default();
        days.insert(time.date());
        rows.extend(meal);
        rows.push(i);
        let at = meal.and_then(|m| view.time(m)).unwrap_or(time);
        if (11..14).contains(&at.hour()) && calendar.workday(at.date()) {
            lunches.insert(at.date());
        }
    }
    let most = by_party.values().map(|(d, ..)| d.len()).max().unwrap_or_default();
    let mut drafts: Vec<(usize, Draft)> = Vec::new();
    for (party, (days, mut rows, lunches)) in by_party.into_iter().filter(|(_, (d, ..))| d.len() >= DAYS) {
        rows.sort_unstable();
        rows.dedup();
        let size = match days.len() {
            10.. => Size::NearStatement,
            6.. => Size::Strong,
            _ => Size::Moderate,
        };
        let contact = view.name(party).to_owned();
        let at_lunch: Vec<usize> = rows.iter().copied().filter(|i| view.day(*i).is_some_and(|d| lunches.contains(&d))).collect();
        let counter = if lunches.len() * 2 > days.len() {
            let mut one =
                evidence::step(view, "counter.shared_life_with_contact.lunches", Size::Against(&Size::Moderate), "lunch", at_lunch);
            one.reason = one.reason.with("days", Param::Count(lunches.len() as u64));
            one
        } else {
            evidence::note("counter.shared_life_with_contact.lunch")
        };
        let reason = said(view, "reason.shared_life_with_contact.days", &rows).with("days", Param::Count(days.len() as u64));
        drafts.push((
            days.len(),
            Draft {
                emphasis: "contact",
                since: view.since(&rows),
                exhibit: Some(said(view, "exhibit.shared_life_with_contact", &rows)),
                steps: vec![Step::new(reason, size, "meals", rows)],
                counter: vec![counter],
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
        let meal =
            |d: u64, hour: u32| paid(at(d, hour), 16_000, PaymentKind::Merchant, Direction::Out, "某某火锅", &["merchant.restaurant"]);
        let dinner = |d: u64| vec![meal(d, 19), paid(at(d, 20), 8_000, PaymentKind::Transfer, Direction::In, "甲", &["words.split"])];
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
        // Money out, or more than the bill.
        let after = |fen, way| {
            (0..90).step_by(15).flat_map(move |d| vec![meal(d, 19), paid(at(d, 20), fen, PaymentKind::Transfer, way, "甲", &[])]).collect()
        };
        silent("shared_life_with_contact", after(8_000, Direction::Out));
        silent("shared_life_with_contact", after(250_000, Direction::In));
        // Lunch on workdays: three of them are no sign.
        let lunch = |d: u64| vec![meal(d, 12), paid(at(d, 13), 8_000, PaymentKind::Transfer, Direction::In, "甲", &[])];
        let (vault, base) = base((0..5).flat_map(lunch).collect());
        assert!(claims(&look(&vault, &base, Default::default()), "shared_life_with_contact").is_empty());
    }
}
