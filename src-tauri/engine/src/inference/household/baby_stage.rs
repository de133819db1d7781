//! # What they could say
//! The month a baby was born in, and its age.
//! # What gives it away
//! Sizes of nappies, stages of formula and ages on packs, each at its own time after a birth.
//! # When this is wrong
//! Sizes bought ahead in sales; twins; presents.
//! # What to do
//! As with a pregnancy.
//!
//! Source: inferences.md `baby_stage`: ages printed on packs (signals `stage.*` with months) give a birth month each; the month that
//! most of them allow is told where at least three do so over 21 days. Sizes in their order, small to large, are strong by themselves.
//! A month of slack for what is bought ahead.

use crate::inference::evidence::{self, said, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "baby_stage",
    facet: Facet::Household,
    tier: Tier::T3,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase],
    feeds: &["goods.baby", "stage.newborn", "stage.infant", "stage.toddler"],
    half_life: Some(730),
    cap: None,
    wrong_when: &["presents_for_children", "works_with_children", "bought_ahead"],
    actions: &["sensitive_goods_apart", "amazon_profiles_apart", "taobao_recommendations_off"],
    infer,
};

/// A child under three; expert-set.
const PRIOR: f64 = 0.08;
const ITEMS: usize = 3;
const SPAN: i64 = 21;
const SLACK: i64 = 1;

fn infer(view: &View<'_>) -> Finding {
    if view.reseller {
        return evidence::too_few(0, ITEMS as u64);
    }
    let (own, others) = evidence::own_and_others(view, evidence::any(view, &["stage.newborn", "stage.infant", "stage.toddler"]));
    let dated: Vec<(usize, i64, (i64, i64))> =
        own.iter().filter_map(|i| Some((*i, evidence::month_number(view.day(*i)?), age(view, *i)?))).collect();
    if dated.len() < ITEMS {
        return evidence::too_few(dated.len(), ITEMS as u64);
    }
    let fits = |born: i64| {
        dated
            .iter()
            .filter(|(_, month, (from, to))| (month - to - SLACK..=month - from + SLACK).contains(&born))
            .map(|d| d.0)
            .collect::<Vec<_>>()
    };
    let months = dated.iter().flat_map(|(_, m, (from, to))| m - to - SLACK..=m - from + SLACK);
    let best = months.collect::<BTreeSet<i64>>().into_iter().map(|b| (fits(b).len(), b)).max();
    let Some((most, _)) = best else { return evidence::too_few(0, ITEMS as u64) };
    let equal: Vec<i64> = dated
        .iter()
        .flat_map(|(_, m, (from, to))| m - to - SLACK..=m - from + SLACK)
        .collect::<BTreeSet<i64>>()
        .into_iter()
        .filter(|b| fits(*b).len() == most)
        .collect();
    let Some(born) = equal.get(equal.len() / 2).copied() else { return evidence::too_few(0, ITEMS as u64) };
    let rows = fits(born);
    if rows.len() < ITEMS || view.span(&rows) < SPAN {
        return evidence::too_few(rows.len(), ITEMS as u64);
    }
    let Some(day) =
        NaiveDate::from_ymd_opt(i32::try_from(born.div_euclid(12)).unwrap_or(1970), u32::try_from(born.rem_euclid(12)).unwrap_or(0) + 1, 1)
    else {
        return evidence::too_few(0, ITEMS as u64);
    };
    let old = evidence::month_number(view.today) - born;
    let mut steps =
        vec![step(view, "reason.baby_stage.ages", if rows.len() >= 6 { Size::Strong } else { Size::Moderate }, "stage", rows.clone())];
    let growing: Vec<i64> = dated.iter().filter(|d| rows.contains(&d.0)).map(|d| d.2.0).collect();
    if growing.is_sorted() && growing.first() != growing.last() {
        steps.push(step(view, "reason.baby_stage.growing", Size::Strong, "order of sizes", rows.clone()));
    }
    let goods: Vec<usize> = evidence::own(view, tagged(view, "goods.baby")).into_iter().filter(|i| !rows.contains(i)).collect();
    if goods.len() >= ITEMS {
        steps.push(step(view, "reason.baby_stage.goods", Size::Moderate, "goods", goods));
    }
    let mut counter: Vec<Step> = evidence::shared(view).into_iter().collect();
    if !others.is_empty() {
        counter.push(step(view, "counter.for_others", Size::Against(&Size::Trace), "goods", others));
    }
    counter.push(evidence::note("counter.baby_stage.ahead"));
    let statement = if (0..36).contains(&old) { "claim.baby_stage" } else { "claim.baby_stage.grown" };
    Finding::Claims(vec![Draft {
        emphasis: "month",
        since: view.since(&rows),
        exhibit: Some(said(view, "exhibit.baby_stage", &rows)),
        steps,
        counter,
        ..Draft::new(
            format!("born-{}", day.format("%Y-%m")),
            Phrase::new(statement).with("month", Param::Month(day)).with("months", Param::Count(old.max(0).unsigned_abs())),
            PRIOR,
        )
    }])
}

/// The months of life a pack is for, as its title says, up to three years.
fn age(view: &View<'_>, row: usize) -> Option<(i64, i64)> {
    let e = view.event(row)?;
    let said = ["stage.newborn", "stage.infant", "stage.toddler"].iter().flat_map(|t| view.seen(e, t)).filter_map(|s| s.value);
    let range = |text: &str| {
        let (from, to) = text.split_once('-').unwrap_or((text, text));
        Some((from.parse::<i64>().ok()?, to.parse::<i64>().ok()?))
    };
    said.filter_map(|v| range(view.name(v))).filter(|(from, to)| from <= to && *to <= 48).min_by_key(|(from, to)| to - from)
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let pack = |d, months: &'static str| bought(at(d, 9), ME, &["goods.baby.nappies", months]);
        let sizes = || {
            vec![
                pack(200, "stage.newborn=0-1"),
                pack(170, "stage.infant=1-4"),
                pack(140, "stage.infant=1-4"),
                pack(90, "stage.infant=4-9"),
                pack(30, "stage.infant=4-9"),
                pack(10, "stage.infant=4-9"),
            ]
        };
        let said = speaks("baby_stage", sizes());
        assert!(said[0].value.starts_with("born-2024-0"), "{}", said[0].value);
        // One pack of each for a friend, one pack by a nurse, a wholesaler’s mix.
        silent(
            "baby_stage",
            [
                every(0..300, 5, |d| bought(at(d, 11), ME, &[])),
                vec![
                    bought(at(90, 9), "程二", &["stage.newborn=0-1"]),
                    bought(at(60, 9), "程二", &["stage.infant=1-4"]),
                    bought(at(30, 9), "程二", &["stage.infant=4-9"]),
                ],
            ]
            .concat(),
        );
        silent("baby_stage", vec![pack(100, "stage.newborn=0-1"), pack(99, "stage.newborn=0-1")]);
    }
}
