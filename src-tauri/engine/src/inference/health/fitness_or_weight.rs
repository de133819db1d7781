//! # What they could say
//! That you train, or try to lose weight.
//! # What gives it away
//! A gym, protein, scales or diet food, three within four months; visits again and again.
//! # When this is wrong
//! A fad of January.
//! # What to do
//! Recommendations off changes what is shown.
//!
//! Source: inferences.md `fitness_or_weight`: three in 120 days; membership with visits is a second family.

use crate::inference::evidence::{self, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "fitness_or_weight",
    facet: Facet::Health,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase, Kind::Payment],
    feeds: &["goods.sports.protein", "goods.sports.fitness", "goods.weight", "goods.food.diet", "merchant.gym"],
    half_life: Some(120),
    cap: None,
    wrong_when: &["january_fad", "for_someone_else"],
    actions: &["taobao_recommendations_off"],
    infer,
};

const PRIOR: f64 = 0.25;
const NEEDED: u64 = 3;
const WITHIN: i64 = 120;

fn infer(view: &View<'_>) -> Finding {
    if view.reseller {
        return evidence::too_few(0, NEEDED);
    }
    let of = |tags: &[&str]| evidence::own(view, evidence::spent(view, evidence::any(view, tags)));
    let (gym, train, slim) =
        (of(&["merchant.gym"]), of(&["goods.sports.protein", "goods.sports.fitness"]), of(&["goods.weight", "goods.food.diet"]));
    let all: Vec<usize> = gym.iter().chain(&train).chain(&slim).copied().collect();
    let dense = all.iter().any(|from| {
        all.iter().filter(|i| view.day(*from).zip(view.day(**i)).is_some_and(|(a, b)| (0..=WITHIN).contains(&(b - a).num_days()))).count()
            as u64
            >= NEEDED
    });
    if !dense {
        return evidence::too_few(all.len(), NEEDED);
    }
    let what = if slim.len() > gym.len() + train.len() { "weight" } else { "training" };
    let mut steps = Vec::new();
    for (rows, id, family, size) in [
        (&gym, "reason.fitness_or_weight.gym", "gym", if view.months(&gym).len() >= 3 { Size::NearStatement } else { Size::Moderate }),
        (&train, "reason.fitness_or_weight.train", "goods", evidence::repeated(view, &train, 60)),
        (&slim, "reason.fitness_or_weight.slim", "goods", evidence::repeated(view, &slim, 60)),
    ] {
        if !rows.is_empty() {
            steps.push(step(view, id, size, family, rows.clone()));
        }
    }
    let rows: Vec<usize> = steps.iter().flat_map(|s| s.events.clone()).collect();
    Finding::Claims(vec![Draft {
        emphasis: "what",
        since: view.since(&rows),
        exhibit: Some(said(view, "exhibit.fitness_or_weight", &rows)),
        steps,
        counter: evidence::shared(view).into_iter().chain([evidence::note("counter.fitness_or_weight.fad")]).collect(),
        ..Draft::new(what, Phrase::new("claim.fitness_or_weight").with("what", Param::Word(format!("fitness.{what}"))), PRIOR)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let visit = |d| shop(at(d, 19), "某某健身", &["merchant.gym"]);
        let powder = bought(at(20, 9), ME, &["goods.sports.protein"]);
        assert_eq!(speaks("fitness_or_weight", [every(0..120, 7, visit), vec![powder]].concat())[0].value, "training");
        // One tub in January.
        silent("fitness_or_weight", vec![bought(at(350, 9), ME, &["goods.sports.protein"])]);
    }
}
