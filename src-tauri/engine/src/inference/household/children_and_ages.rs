//! # What they could say
//! That a child lives in your household, and about how old.
//! # What gives it away
//! Things made for children; the months or school years their titles state; payments to kindergartens and schools.
//! # When this is wrong
//! Nieces and nephews, presents, teachers.
//! # What to do
//! Sensitive goods from another account; household profiles apart.
//!
//! Source: inferences.md `children_and_ages`: at least three items of two kinds over 60 days; nappies alone have a ratio of 1.9
//! on a measured panel (bench/households), so goods stay small.

use crate::inference::evidence::{self, own_and_others, repeated, said, shared, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::Datelike;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "children_and_ages",
    facet: Facet::Household,
    tier: Tier::T3,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase, Kind::Payment],
    feeds: &["goods.baby", "goods.childrenswear", "goods.toys", "goods.books.children", "goods.school", "stage", "merchant.kindergarten"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["presents_for_children", "works_with_children"],
    actions: &["sensitive_goods_apart", "amazon_profiles_apart", "taobao_recommendations_off"],
    infer,
};

/// Households with a child under 15 (inferences.md §0.3).
const PRIOR: f64 = 0.35;
const NEEDED: u64 = 3;
const SPAN: i64 = 60;
const GOODS: [&str; 5] = ["goods.baby", "goods.childrenswear", "goods.toys", "goods.books.children", "goods.school"];
/// Months of life a stage covers where the title states none: kindergarten from 3, school from 6, lower secondary from 12.
const STAGES: [(&str, i32, i32); 6] = [
    ("stage.newborn", 0, 3),
    ("stage.infant", 0, 12),
    ("stage.toddler", 12, 36),
    ("stage.preschool", 36, 72),
    ("stage.primary", 72, 144),
    ("stage.secondary", 144, 216),
];

fn infer(view: &View<'_>) -> Finding {
    if view.reseller {
        return evidence::too_few(0, NEEDED);
    }
    let (mut steps, mut for_others, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let mut add = |tag: &str, family: &'static str, size: &dyn Fn(&[usize]) -> Size| {
        let (own, others) = own_and_others(view, tagged(view, tag));
        for_others.extend(others);
        if !own.is_empty() {
            let mut found: Step = step(view, "reason.children_and_ages.items", size(&own), family, own.clone());
            found.reason = found.reason.with("item", Param::Word(format!("shelf.{tag}")));
            steps.push(found);
            rows.extend(own);
        }
    };
    let items = |rows: &[usize]| repeated(view, rows, SPAN);
    for tag in GOODS {
        add(tag, "goods", &items);
    }
    // A shop for babies sells the same goods: no second family of evidence.
    add("merchant.baby_shop", "goods", &items);
    add("merchant.childcare", "fees", &|r| fee(view, r));
    add("merchant.kindergarten", "fees", &|r| fee(view, r));
    // A stage is read off the same rows as the goods: correlated, so of one family.
    for (tag, _, _) in STAGES {
        add(tag, "goods", &items);
    }
    rows.sort_unstable();
    rows.dedup();
    if rows.len() < NEEDED as usize || steps.len() < 2 || view.span(&rows) < SPAN {
        return evidence::too_few(rows.len(), NEEDED);
    }
    let mut counter = Vec::new();
    if !for_others.is_empty() {
        for_others.sort_unstable();
        for_others.dedup();
        counter.push(step(view, "counter.for_others", Size::Against(&Size::Trace), "goods", for_others));
    }
    if !steps.iter().any(|s| s.family == "fees") {
        counter.push(evidence::note("counter.children_and_ages.no_fees"));
    }
    // Who has a child at home buys month after month; presents come once in a while.
    let (with, spanned) = (view.months(&rows).len() as u64, months_spanned(view, &rows));
    if with * 2 < spanned {
        let mut gaps = step(view, "counter.children_and_ages.gaps", Size::Against(&Size::Moderate), "rhythm", rows.clone());
        gaps.reason = gaps.reason.with("k", Param::Count(spanned - with)).with("total", Param::Count(spanned));
        counter.push(gaps);
    }
    counter.extend(shared(view));
    let born = birth_month(view, &rows);
    let years = born.map(|b| (month_of(view.today.year(), view.today.month0()) - b).max(0) / 12);
    let statement = match years {
        Some(y) if y >= 2 => Phrase::new("claim.children_and_ages").with("age", Param::Count(u64::from(y.unsigned_abs()))),
        Some(_) => Phrase::new("claim.children_and_ages.small"),
        None => Phrase::new("claim.children_and_ages.ageless"),
    };
    Finding::Claims(vec![Draft {
        value: born.map_or_else(|| "child".to_owned(), |b| format!("born-{}", b.div_euclid(12))),
        statement,
        emphasis: "age",
        prior: PRIOR,
        since: view.since(&rows),
        exhibit: Some(said(view, "exhibit.children_and_ages", &rows).with("months", Param::Count(view.months(&rows).len() as u64))),
        steps,
        counter,
    }])
}

/// Fees paid in two months or more are hard to explain otherwise.
fn fee(view: &View<'_>, rows: &[usize]) -> Size {
    if view.months(rows).len() >= 2 { Size::NearStatement } else { Size::Strong }
}

/// Calendar months from the first of these rows to the last.
fn months_spanned(view: &View<'_>, rows: &[usize]) -> u64 {
    let months = view.months(rows);
    let edge = |m: Option<&(i32, u32)>| m.map_or(0, |(y, m)| i64::from(*y) * 12 + i64::from(*m));
    (edge(months.last()) - edge(months.first()) + 1).unsigned_abs()
}

fn month_of(year: i32, month0: u32) -> i32 {
    year * 12 + month0 as i32
}

/// The month of birth that fits most staged rows; of several the middle one. Each row has one vote, shared
/// out over the months it allows: a newborn's size says more than a school bag.
fn birth_month(view: &View<'_>, rows: &[usize]) -> Option<i32> {
    let mut edges: Vec<(i32, f64)> = Vec::new();
    for event in rows.iter().filter_map(|i| view.event(*i)) {
        let Some(day) = event.time else { continue };
        let now = month_of(day.year(), day.month0());
        for (tag, from, to) in STAGES {
            for seen in view.seen(event, tag) {
                let stated = seen.value.and_then(|v| range(view.name(v)));
                let (from, to) = stated.unwrap_or((from, to));
                let vote = f64::from((to - from).max(1)).recip();
                edges.push((now - to, vote));
                edges.push((now - from + 1, -vote));
            }
        }
    }
    edges.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let (mut open, mut best, mut span) = (0.0, 0.0, None);
    for (at, (month, change)) in edges.iter().enumerate() {
        open += change;
        if open > best + 1e-9 {
            best = open;
            span = Some((*month, edges.get(at + 1).map_or(*month, |(end, _)| *end)));
        }
    }
    span.map(|(from, to)| from + (to - 1 - from).max(0) / 2)
}

/// `6-12` as months.
fn range(value: &str) -> Option<(i32, i32)> {
    let (from, to) = value.split_once('-')?;
    Some((from.trim().parse().ok()?, to.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let nappies = || every(10..120, 20, |d| bought(at(d, 9), ME, &["goods.baby.nappies", "stage.toddler=12-24"]));
        let fees = every(10..120, 30, |d| shop(at(d, 9), "某某幼儿园", &["merchant.kindergarten"]));
        let said = speaks("children_and_ages", [nappies(), fees].concat());
        assert!(said[0].value.starts_with("born-202"), "{}", said[0].value);
        silent("children_and_ages", every(10..120, 20, |d| bought(at(d, 9), ME, &["goods.toys.blocks"])));
    }
}
