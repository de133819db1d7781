//! # What they could say
//! Who you are closest to, going by how often and when you write, call and send money.
//! # What gives it away
//! Times and directions alone; no word needs to be read.
//! # When this is wrong
//! The closest people are met in person or on another app; work fills the chats; chats were deleted.
//! # What to do
//! Talk where the times aren't kept.
//!
//! Source: inferences.md `closest_ties` (its seven shares, ranked within the person's own contacts); layers of about 5, 15, 50
//! (Dunbar; MacCarron 2016); strong and weak ties told apart (Gilbert & Karahalios 2009).

use crate::inference::evidence::{self, said};
use crate::inference::people::{self, Person};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

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
    let drafts = order.into_iter().take(layer).filter_map(|at| two_way.get(at));
    Finding::Claims(drafts.map(|(name, person)| draft(view, **name, person, size, (layer as u64, two_way.len() as u64), period)).collect())
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
        silent("closest_ties", every(0..90, 1, |d| wrote(at(d, 21), "甲", if d % 2 == 0 { ME } else { "甲" }, &[])));
    }
}
