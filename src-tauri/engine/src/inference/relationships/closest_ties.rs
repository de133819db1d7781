//! # What they could say
//! Who you are closest to, going by how often and when you write, call and send money.
//! # What gives it away
//! Times and directions alone; no word needs to be read.
//! # When this is wrong
//! The closest people are met in person or on another app; work fills the chats; chats were deleted.
//! # What to do
//! Talk where the times aren't kept.
//!
//! Source: inferences.md `closest_ties` (its seven shares, ranked within the person's own contacts; all of the files in place of twelve
//! months, since recency is a share of its own); layers of about 5, 15, 50 (Dunbar; MacCarron 2016); strong and weak ties told apart
//! (Gilbert & Karahalios 2009); who is close stays so over time, a “social signature” (Saramäki 2014; all documented). In place of a
//! bootstrap over weeks: in how many quarters of a year the contact was in the same layer by active days; four in five is stable.

use crate::inference::evidence::{self, said};
use crate::inference::people::{self, Person};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "closest_ties",
    facet: Facet::Relationships,
    tier: Tier::T2,
    kind: ClaimKind::Observed,
    needs: &[Kind::Message, Kind::Payment],
    feeds: &[],
    half_life: None,
    cap: None,
    wrong_when: &["met_in_person", "work_chats"],
    actions: &["encrypted_chats"],
    infer,
};

/// With fewer people, naming the first would rank nobody.
const PEOPLE: u64 = 3;
const LAYER: usize = 5;
/// Share of the quarters that makes a rank stable.
const STABLE: f64 = 0.8;
/// From here on ranks were stable enough to be said without reserve.
const ENOUGH_ROWS: usize = 300;
const ENOUGH_PEOPLE: usize = 20;

fn infer(view: &View<'_>) -> Finding {
    let all = people::all(view);
    let two_way: Vec<(&Name, &Person)> = all.iter().filter(|(_, p)| p.sent > 0 && p.received > 0 && p.days.len() >= 3).collect();
    if (two_way.len() as u64) < PEOPLE {
        return evidence::too_few(two_way.len(), PEOPLE);
    }
    let scores = scores(view, &two_way);
    let mut order: Vec<usize> = (0..two_way.len()).collect();
    order.sort_by(|a, b| scores.get(*b).partial_cmp(&scores.get(*a)).unwrap_or(std::cmp::Ordering::Equal).then(a.cmp(b)));
    // A layer that held most of them would rank nobody either.
    let layer = LAYER.min(two_way.len() / 2);
    let rows: usize = two_way.iter().map(|(_, p)| p.rows.len()).sum();
    // Fewer rows or people: the same count, but its order could easily be another.
    let size = if rows >= ENOUGH_ROWS && two_way.len() >= ENOUGH_PEOPLE { Size::Decisive } else { Size::NearStatement };
    let period = u64::try_from(view.span(&two_way.iter().flat_map(|(_, p)| p.rows.iter().copied()).collect::<Vec<_>>())).unwrap_or(0) + 1;
    let quarters = quarters(&two_way, layer);
    let drafts = order.into_iter().take(layer).filter_map(|at| two_way.get(at));
    Finding::Claims(
        drafts
            .map(|(name, person)| {
                let held = quarters.iter().filter(|q| q.contains(*name)).count();
                let stable = held as f64 >= STABLE * quarters.len() as f64;
                let size = if stable { size } else { Size::NearStatement };
                let mut draft = draft(view, **name, person, size, (layer as u64, two_way.len() as u64), period);
                if quarters.len() >= 2 {
                    let reason = Phrase::new("reason.closest_ties.quarters")
                        .with("held", Param::Count(held as u64))
                        .with("quarters", Param::Count(quarters.len() as u64))
                        .with("layer", Param::Count(layer as u64));
                    draft.steps.push(Step::new(reason, Size::Note, "metadata", person.rows.clone()));
                }
                draft
            })
            .collect(),
    )
}

/// Of each quarter of a year in which enough people were in touch: who was in the layer, by active days.
fn quarters<'p>(people: &[(&'p Name, &Person)], layer: usize) -> Vec<BTreeSet<&'p Name>> {
    let mut active: BTreeMap<i64, BTreeMap<&Name, usize>> = BTreeMap::new();
    for (name, person) in people {
        for day in &person.days {
            *active.entry(evidence::month_number(*day) / 3).or_default().entry(name).or_default() += 1;
        }
    }
    let ranked = active.into_values().filter(|q| q.len() as u64 >= PEOPLE).map(|q| {
        let mut order: Vec<(&Name, usize)> = q.into_iter().collect();
        order.sort_by_key(|(name, days)| (std::cmp::Reverse(*days), *name));
        order.into_iter().take(layer).map(|(name, _)| name).collect()
    });
    ranked.collect()
}

fn draft(view: &View<'_>, name: Name, person: &Person, size: Size, (layer, all): (u64, u64), period: u64) -> Draft {
    let by_money = person.messages == 0;
    let reason = if by_money { "reason.closest_ties.money" } else { "reason.closest_ties.days" };
    let claim = match (layer, by_money) {
        (1, false) => "claim.closest_ties.first",
        (1, true) => "claim.closest_ties.money_first",
        (_, false) => "claim.closest_ties",
        (_, true) => "claim.closest_ties.money",
    };
    let reason = said(view, reason, &person.rows).with("d", Param::Count(person.days.len() as u64)).with("total", Param::Count(period));
    let mut steps = vec![Step::new(reason, size, "metadata", person.rows.clone())];
    if !by_money && !person.money.is_empty() {
        steps.push(Step::new(said(view, "reason.closest_ties.transfers", &person.money), Size::Weak, "money", person.money.clone()));
    }
    Draft {
        value: view.name(name).to_owned(),
        statement: Phrase::new(claim)
            .with("contact", Param::Text(view.name(name).to_owned()))
            .with("n", Param::Count(if layer == 1 { all } else { layer })),
        emphasis: "contact",
        prior: 0.5,
        since: view.since(&person.rows),
        steps,
        counter: vec![evidence::note("counter.closest_ties.elsewhere")],
        exhibit: None,
    }
}

/// Per person Σ weight × rank among all (0 to 1), in the shares of the catalogue.
fn scores(view: &View<'_>, people: &[(&Name, &Person)]) -> Vec<f64> {
    let recency = |p: &Person| p.latest.map_or(0.0, |t| 0.5_f64.powf((view.today - t.date()).num_days().max(0) as f64 / 30.0));
    type Measure<'m> = (f64, &'m dyn Fn(&Person) -> f64);
    let measures: [Measure<'_>; 7] = [
        (0.25, &|p| p.days.len() as f64),
        (0.20, &|p| (p.sent as f64 * p.received as f64).sqrt()),
        (0.15, &recency),
        (0.10, &|p| p.reply().map_or(0.0, |m| 1.0 / (1.0 + m as f64))),
        (0.10, &|p| p.leisure as f64 / p.rows.len().max(1) as f64),
        (0.10, &|p| p.calls as f64),
        (0.10, &|p| p.money.len() as f64),
    ];
    let mut total = vec![0.0; people.len()];
    for (weight, measure) in measures {
        let values: Vec<f64> = people.iter().map(|(_, p)| measure(p)).collect();
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        for (score, value) in total.iter_mut().zip(&values) {
            *score += weight * sorted.partition_point(|v| v < value) as f64 / people.len() as f64;
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let said = speaks("closest_ties", chats());
        assert!(said.iter().any(|c| c.value == "甲"));
        // Over three quarters of a year; 丙 only in the last one, though most often.
        let chat = |who: &'static str, days, by| every(days, by, move |d| wrote(at(d, 21), who, if d % 2 == 0 { ME } else { who }, &[]));
        let rows = [chat("甲", 0..270, 3), chat("乙", 0..270, 7), chat("丁", 0..270, 11), chat("丙", 0..80, 1)].concat();
        let said = speaks("closest_ties", rows);
        let held = |who| {
            let claim = said.iter().find(|c| c.value == who).unwrap();
            claim.evidence.steps.iter().map(|s| s.reason.en.clone()).find(|r| r.starts_with("In ")).unwrap()
        };
        assert!(held("甲").starts_with("In 3 of 3 quarters"), "{}", held("甲"));
        assert!(held("丙").starts_with("In 1 of 3 quarters"), "{}", held("丙"));
        silent("closest_ties", every(0..90, 1, |d| wrote(at(d, 21), "甲", if d % 2 == 0 { ME } else { "甲" }, &[])));
    }
}
