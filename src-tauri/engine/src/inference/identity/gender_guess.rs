//! # What they could say
//! Under which gender ad systems would file this account.
//! # What gives it away
//! A profile or an ID that states it; else what is bought in one’s own size.
//! # When this is wrong
//! One person shops for all; gender is not sex.
//! # What to do
//! Correct the ad profile where the platform offers it.
//!
//! Source: inferences.md `gender_guess`: a statement is decisive. Measured sizes for single goods are small (≤ 2, §0.3): menstrual
//! goods moderate, others weak, all one family, so never above medium. Where a profile states something else, nothing is guessed.

use crate::inference::evidence::{self, step, tagged};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Event, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Kind, ProfileField};
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "gender_guess",
    facet: Facet::Identity,
    tier: Tier::T1,
    kind: ClaimKind::Derived,
    needs: &[Kind::Profile, Kind::Purchase],
    feeds: &["id.cn_id", "goods.menstrual", "goods.womenswear", "goods.lingerie", "goods.cosmetics", "goods.shaving", "goods.menswear"],
    half_life: Some(730),
    cap: None,
    wrong_when: &["shops_for_family", "filed_not_known"],
    actions: &["taobao_recommendations_off", "amazon_profiles_apart"],
    infer,
};

const PRIOR: f64 = 0.5;
const ITEMS: usize = 5;
const SIGNS: [(&str, &str, Size); 6] = [
    ("goods.menstrual", "female", Size::Moderate),
    ("goods.womenswear", "female", Size::Moderate),
    ("goods.lingerie", "female", Size::Weak),
    ("goods.cosmetics", "female", Size::Weak),
    ("goods.shaving", "male", Size::Weak),
    ("goods.menswear", "male", Size::Moderate),
];

fn infer(view: &View<'_>) -> Finding {
    let stated: Vec<(usize, &str)> = view.of(Kind::Profile).into_iter().filter_map(|i| Some((i, stated(view, view.event(i)?)?))).collect();
    if let Some((_, gender)) = stated.first().copied() {
        if stated.iter().any(|(_, g)| *g != gender) {
            return Finding::Nothing { because: Because::BelowThreshold, found: stated.len() as u64, needed: 1 };
        }
        let rows: Vec<usize> = stated.iter().map(|s| s.0).collect();
        return claim(view, gender, vec![step(view, "reason.gender_guess.stated", Size::Decisive, "profile", rows)], Vec::new());
    }
    if view.reseller {
        return evidence::too_few(0, ITEMS as u64);
    }
    let mut sides: BTreeMap<&str, Vec<Step>> = BTreeMap::new();
    for (tag, side, size) in SIGNS {
        let rows = evidence::own(view, tagged(view, tag));
        if rows.len() >= 2 {
            let mut one = step(view, "reason.gender_guess.bought", size, "goods", rows);
            one.reason = one.reason.with("item", Param::Word(format!("tag.{tag}")));
            sides.entry(side).or_default().push(one);
        }
    }
    let count = |side: &str| sides.get(side).map_or(0, |s| s.iter().map(|s| s.events.len()).sum::<usize>());
    let (side, other) = if count("female") >= count("male") { ("female", "male") } else { ("male", "female") };
    // Who buys as much for the other shops for two.
    if count(side) < ITEMS || count(other) * 3 > count(side) {
        return evidence::too_few(count(side), ITEMS as u64);
    }
    let against = sides.remove(other).unwrap_or_default().into_iter().map(|s| Step { size: Size::Against(&Size::Weak), ..s });
    let mut counter: Vec<Step> = against.collect();
    counter.extend(evidence::shared(view));
    claim(view, side, sides.remove(side).unwrap_or_default(), counter)
}

fn claim(view: &View<'_>, gender: &str, steps: Vec<Step>, counter: Vec<Step>) -> Finding {
    let rows: Vec<usize> = steps.iter().flat_map(|s| s.events.clone()).collect();
    Finding::Claims(vec![Draft {
        emphasis: "gender",
        since: view.since(&rows),
        steps,
        counter,
        ..Draft::new(gender, Phrase::new("claim.gender_guess").with("gender", Param::Word(format!("filed.{gender}"))), PRIOR)
    }])
}

fn stated<'v>(view: &'v View<'_>, e: &Event) -> Option<&'v str> {
    let (field, value) = e.profile?;
    let of_id = view.seen(e, "id.cn_id").find_map(|s| view.name(s.value?).split('|').nth(3));
    let word = of_id.or_else(|| (field == ProfileField::Gender).then(|| view.name(value)))?;
    match word.trim().to_lowercase().as_str() {
        "m" | "male" | "男" | "1" | "man" => Some("male"),
        "f" | "female" | "女" | "2" | "woman" => Some("female"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        assert_eq!(speaks("gender_guess", vec![states(Platform::Google, ProfileField::Gender, "Female", &[])])[0].level, Level::High);
        let buys = |tag: &'static str| every(0..100, 12, move |d| bought(at(d, 9), ME, &[tag]));
        let said = speaks("gender_guess", [buys("goods.menstrual"), buys("goods.womenswear")].concat());
        assert!(said[0].value == "female" && said[0].level <= Level::Medium, "{:?}", said[0]);
        // One who shops for two; a profile that says something else.
        silent("gender_guess", [buys("goods.womenswear"), buys("goods.menswear")].concat());
        silent(
            "gender_guess",
            [
                buys("goods.womenswear"),
                vec![
                    states(Platform::Google, ProfileField::Gender, "male", &[]),
                    states(Platform::Alipay, ProfileField::Gender, "女", &[]),
                ],
            ]
            .concat(),
        );
    }
}
