//! # What they could say
//! That you link circles that otherwise don’t meet.
//! # What gives it away
//! Who writes in which of your groups: circles that share nobody but you.
//! # When this is wrong
//! From your own files nobody sees whether the others know each other.
//! # What to do
//! Nothing; it is the shape of a life.
//!
//! Source: inferences.md `broker_position`: Burt’s constraint (Burt 2004) over the people of one’s groups, ties by shared groups weighted
//! 1 / (size − 1); below .15 with twenty people. The circles are communities of people, not chats: three chats with the same people are
//! one circle. In place of a bootstrap the constraint must stay below .15 without the group that holds the most people. Ego files miss
//! ties among others: the word is medium at most. Network diversity goes with prosperity of areas, r = .78 (Eagle, Macy & Claxton
//! 2010), not of persons.

use crate::inference::circle::Circle;
use crate::inference::communities::{self, Graph};
use crate::inference::evidence::{self, said};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Step, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

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
/// Circles that don’t meet.
const APART: usize = 3;

fn infer(view: &View<'_>) -> Finding {
    let known = communities::all(view);
    let (circles, apart, people) = (&known.groups, &known.apart, known.graph.names.len());
    if (people as u64) < TIES {
        return evidence::too_few(people, TIES);
    }
    if apart.len() < APART {
        return Finding::Nothing { because: Because::BelowThreshold, found: apart.len() as u64, needed: APART as u64 };
    }
    let largest = (0..circles.len()).max_by_key(|at| circles.get(*at).map(|c| c.others.len()));
    let fewer: Vec<Circle> = circles.iter().enumerate().filter(|(at, _)| Some(*at) != largest).map(|(_, c)| c.clone()).collect();
    let (low, without) = (constraint(&known.graph, circles), constraint(&communities::graph(&fewer), &fewer));
    if low >= LOW || without >= LOW {
        return Finding::Nothing { because: Because::BelowThreshold, found: people as u64, needed: TIES };
    }
    let rows: Vec<usize> = circles.iter().flat_map(|c| c.rows.clone()).collect();
    let reason = said(view, "reason.broker_position.circles", &rows)
        .with("k", Param::Count(apart.len() as u64))
        .with("people", Param::Count(people as u64));
    Finding::Claims(vec![Draft {
        since: view.since(&rows),
        steps: vec![Step::new(reason, if low < LOW / 2.0 { Size::Strong } else { Size::Moderate }, "groups", rows)],
        counter: vec![evidence::note("counter.broker_position.ego")],
        ..Draft::new("broker", Phrase::new("claim.broker_position").with("k", Param::Count(apart.len() as u64)), PRIOR)
    }])
}

/// Burt’s: Σ over people of (the share of the owner’s ties that go to them, straight or through others)². p(i, j) is the share of i’s
/// ties that go to j; the owner is tied to everybody in their groups. 1 where there is nobody.
fn constraint(graph: &Graph<Name>, circles: &[Circle]) -> f64 {
    let mut own = vec![0.0; graph.names.len()];
    for c in circles {
        let weight = 1.0 / c.others.len().max(1) as f64;
        for at in c.others.keys().filter_map(|n| graph.names.binary_search(n).ok()) {
            own.get_mut(at).into_iter().for_each(|w| *w += weight);
        }
    }
    let all: f64 = own.iter().sum();
    if all <= 0.0 {
        return 1.0;
    }
    let mut reached: Vec<f64> = own.iter().map(|w| w / all).collect();
    for (ties, w) in graph.ties.iter().zip(&own) {
        let sum = ties.iter().map(|(_, tie)| tie).sum::<f64>() + w;
        for (to, tie) in ties {
            reached.get_mut(*to).into_iter().for_each(|r| *r += w / all * tie / sum);
        }
    }
    reached.iter().map(|r| r * r).sum()
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
        // Six chats with the same people are one circle.
        let again = |g: u64| {
            (0..90)
                .map(move |n| wrote(at(n, 15), &format!("群{g}"), &if n % 23 == 22 { ME.to_owned() } else { format!("人{}", n % 23) }, &[]))
                .collect::<Vec<_>>()
        };
        silent("broker_position", [(0..6).flat_map(again).collect::<Vec<_>>(), vec![me()]].concat());
        // One large circle.
        silent("broker_position", [group(0, 30), vec![me()]].concat());
    }
}
