//! # What they could say
//! Which of Tmall’s eight shopper groups is closest.
//! # What gives it away
//! Age, city tier, spending and children, as the other rules guess them.
//! # When this is wrong
//! The definitions are for panels and differ by source.
//! # What to do
//! Recommendations off changes what is shown.
//!
//! Source: inferences.md `eight_strategic_groups`: observers_and_scores.md §C1: groups by life stage, city tier and age (Tmall with
//! Bain 2019, reported). A group is told where two of its three marks are known.

use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier, first};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use std::collections::BTreeSet;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "eight_strategic_groups",
    facet: Facet::Segments,
    tier: Tier::T1,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase, Kind::Payment],
    feeds: &["place.district"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["definitions_differ", "household_shops"],
    actions: &["taobao_recommendations_off"],
    infer,
};

const PRIOR: f64 = 0.2;
/// Group, tiers, ages, and whether it is about children.
type Group = (&'static str, &'static [&'static str], (i64, i64), Option<bool>);
const GROUPS: [Group; 6] = [
    ("mothers", &["first", "new_first"], (25, 39), Some(true)),
    ("white_collar", &["first", "new_first"], (25, 39), Some(false)),
    ("gen_z", &["first", "new_first"], (16, 24), None),
    ("town_youth", &["other"], (16, 34), None),
    ("town_middle_aged", &["other"], (35, 99), None),
    ("urban_silver", &["first", "new_first"], (50, 99), None),
];

fn infer(view: &View<'_>) -> Finding {
    let (tier, age, children) = (first(view, "city_tier"), first(view, "age_band"), first(view, "children_and_ages"));
    let Some(tier) = tier else { return evidence::too_few(0, 2) };
    let band = age.as_ref().and_then(|a| a.value.split_once('-').and_then(|(f, t)| Some((f.parse::<i64>().ok()?, t.parse::<i64>().ok()?))));
    let score = |(_, tiers, ages, kids): &Group| {
        let by_tier = i32::from(tiers.contains(&tier.value.as_str()));
        let by_age = band.map_or(0, |(f, t)| if f <= ages.1 && t >= ages.0 { 1 } else { -2 });
        let by_kids = kids.map_or(0, |k| if k == children.is_some() { 1 } else { -1 });
        (by_tier * 2 + by_age + by_kids, by_tier)
    };
    let Some(best) = GROUPS.iter().max_by_key(|g| score(g)).filter(|g| score(g).1 == 1) else { return evidence::too_few(1, 2) };
    if band.is_none() && children.is_none() {
        return evidence::too_few(1, 2);
    }
    let mut steps = Vec::new();
    for (draft, id, family) in [
        (Some(&tier), "reason.eight_strategic_groups.tier", "city"),
        (age.as_ref(), "reason.eight_strategic_groups.age", "age"),
        (children.as_ref(), "reason.eight_strategic_groups.children", "children"),
    ] {
        let rows: BTreeSet<usize> = draft.into_iter().flat_map(|d| &d.steps).flat_map(|s| s.events.clone()).collect();
        if !rows.is_empty() {
            steps.push(step(view, id, Size::Moderate, family, rows.into_iter().collect()));
        }
    }
    let rows: Vec<usize> = steps.iter().flat_map(|s| s.events.clone()).collect();
    Finding::Claims(vec![Draft {
        emphasis: "group",
        since: view.since(&rows),
        steps,
        counter: vec![evidence::note("counter.eight_strategic_groups.definitions")],
        ..Draft::new(
            best.0,
            Phrase::new("claim.eight_strategic_groups").with("group", Param::Word(format!("tmall_group.{}", best.0))),
            PRIOR,
        )
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let home = || every(0..300, 10, |d| bought(at(d, 9), ME, &[HOME]));
        let born = states(Platform::Taobao, ProfileField::Birthday, "1995-05-12", &[]);
        assert_eq!(speaks("eight_strategic_groups", [home(), vec![born]].concat())[0].value, "white_collar");
        silent("eight_strategic_groups", home());
    }
}
