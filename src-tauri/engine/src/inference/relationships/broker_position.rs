//! # What they could say
//! That you link circles that otherwise don’t meet.
//! # What gives it away
//! Who writes in which of your groups: circles that share nobody but you.
//! # When this is wrong
//! From your own files nobody sees whether the others know each other.
//! # What to do
//! Nothing; it is the shape of a life.
//!
//! Source: inferences.md `broker_position`: Burt’s constraint over the people of one’s groups, ties by shared groups weighted 1 / (size
//! − 1); below .15 with twenty people and three circles. Ego files miss ties among others: the word is medium at most. Network
//! diversity goes with prosperity of areas, r = .78 (Eagle, Macy & Claxton 2010), not of persons.

use crate::inference::evidence::{self, said};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Step, Tier, circle};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "broker_position",
    facet: Facet::Relationships,
    tier: Tier::T1,
    kind: ClaimKind::Derived,
    needs: &[Kind::Message],
    feeds: &["circle"],
    half_life: None,
    cap: Some((Level::Medium, "ego_files")),
    wrong_when: &["ego_view"],
    actions: &["less_use"],
    infer,
};

const PRIOR: f64 = 0.3;
const TIES: u64 = 20;
const LOW: f64 = 0.15;

fn infer(view: &View<'_>) -> Finding {
    let circles: Vec<_> = circle::all(view).iter().cloned().filter(|c| !c.own.is_empty() && (2..=100).contains(&c.others.len())).collect();
    let people: BTreeSet<Name> = circle::members(&circles);
    if (people.len() as u64) < TIES || circles.len() < 3 {
        return evidence::too_few(people.len(), TIES);
    }
    // p(i, j): the share of i’s ties that go to j; the owner is tied to everybody in their groups.
    let mut ties: BTreeMap<Name, BTreeMap<Name, f64>> = BTreeMap::new();
    let mut own: BTreeMap<Name, f64> = BTreeMap::new();
    for c in &circles {
        let weight = 1.0 / c.others.len() as f64;
        for a in c.others.keys() {
            *own.entry(*a).or_default() += weight;
            for b in c.others.keys().filter(|b| *b != a) {
                *ties.entry(*a).or_default().entry(*b).or_default() += weight;
            }
        }
    }
    let all: f64 = own.values().sum();
    let share = |from: Name, to: Name| {
        let their = ties.get(&from);
        let sum: f64 = their.map_or(0.0, |t| t.values().sum()) + own.get(&from).copied().unwrap_or_default();
        their.and_then(|t| t.get(&to)).copied().unwrap_or_default() / sum.max(1e-9)
    };
    let constraint: f64 = own
        .iter()
        .map(|(j, w)| {
            let direct = w / all;
            let through: f64 = own.iter().filter(|(q, _)| *q != j).map(|(q, v)| v / all * share(*q, *j)).sum();
            (direct + through).powi(2)
        })
        .sum();
    if constraint >= LOW {
        return Finding::Nothing { because: Because::BelowThreshold, found: people.len() as u64, needed: TIES };
    }
    let rows: Vec<usize> = circles.iter().flat_map(|c| c.rows.clone()).collect();
    let reason = said(view, "reason.broker_position.circles", &rows)
        .with("k", Param::Count(circles.len() as u64))
        .with("people", Param::Count(people.len() as u64));
    Finding::Claims(vec![Draft {
        since: view.since(&rows),
        steps: vec![Step::new(reason, if constraint < LOW / 2.0 { Size::Strong } else { Size::Moderate }, "groups", rows)],
        counter: vec![evidence::note("counter.broker_position.ego")],
        ..Draft::new("broker", Phrase::new("claim.broker_position").with("k", Param::Count(circles.len() as u64)), PRIOR)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let me = || states(Platform::Whatsapp, ProfileField::Nickname, ME, &[]);
        let group = |g: u64, people: u64| {
            (0..people * 3)
                .map(move |n| {
                    wrote(
                        at(n, 15),
                        &format!("群{g}"),
                        &if n % (people + 1) == people { ME.to_owned() } else { format!("人{g}-{}", n % (people + 1)) },
                        &[],
                    )
                })
                .collect::<Vec<_>>()
        };
        speaks("broker_position", [(0..6).flat_map(|g| group(g, 6)).collect::<Vec<_>>(), vec![me()]].concat());
        // One large circle.
        silent("broker_position", [group(0, 30), vec![me()]].concat());
    }
}
