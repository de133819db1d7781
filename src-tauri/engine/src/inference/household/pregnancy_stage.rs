//! # What they could say
//! That records look like a pregnancy, and in which month a birth would be due.
//! # What gives it away
//! Maternity goods, antenatal visits and newborn things, each at its own time before a birth.
//! # When this is wrong
//! Presents; a nurse; a friend’s pregnancy talked about; a loss. A trail that stops says nothing.
//! # What to do
//! Buy such things from an account that isn’t the main one, or offline; the ad settings of Google limit pregnancy and parenting.
//!
//! Source: inferences.md `pregnancy_stage`: a grid over the week of birth with a window for each category (weeks before birth; expert-
//! set), Bayes factor above 20, three items, two categories, 21 days. Target’s due-date score is reported (Duhigg 2012); the story of
//! the teenager rests on one unnamed clerk and is doubted (Fraser 2020). Where no newborn follows a due month that is past, the rule is
//! silent: loss is nobody’s inference.

use crate::inference::evidence::{self, said, step, tagged};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::{NaiveDate, TimeDelta};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "pregnancy_stage",
    facet: Facet::Household,
    tier: Tier::T3,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase, Kind::Payment, Kind::Message, Kind::Activity],
    feeds: &["goods.maternity", "stage.pregnancy", "words.pregnancy", "merchant.maternity_centre", "stage.newborn", "goods.baby"],
    half_life: Some(365),
    cap: Some((Level::Medium, "before_birth")),
    wrong_when: &["presents_for_children", "works_with_children", "pregnancy_of_another"],
    actions: &["sensitive_goods_apart", "taobao_recommendations_off", "ask_for_explanation"],
    infer,
};

/// A pregnancy in eighteen months of somebody’s records; expert-set from .02 a year of all adults and who buys for a household.
const PRIOR: f64 = 0.04;
const ITEMS: usize = 3;
const SPAN: i64 = 21;
const FACTOR: f64 = 20.0;
/// Category, family, size once and repeated, and when before a birth it comes, in weeks.
const SIGNS: [(&str, &str, Size, (i64, i64)); 8] = [
    ("words.pregnancy", "visits and words", Size::NearStatement, (-34, 0)),
    ("merchant.maternity_centre", "merchant", Size::NearStatement, (-24, 4)),
    ("goods.maternity", "goods", Size::Strong, (-32, 0)),
    ("stage.pregnancy", "stage", Size::Moderate, (-34, 0)),
    ("stage.newborn", "stage", Size::Moderate, (-10, 4)),
    ("goods.baby.pram", "goods", Size::Moderate, (-14, 8)),
    ("goods.baby.cot", "goods", Size::Moderate, (-14, 8)),
    ("goods.baby.bottle", "goods", Size::Weak, (-10, 12)),
];

fn infer(view: &View<'_>) -> Finding {
    if view.reseller {
        return evidence::too_few(0, ITEMS as u64);
    }
    let mut seen: Vec<(usize, NaiveDate, (i64, i64))> = Vec::new();
    let (mut steps, mut counter) = (Vec::new(), Vec::new());
    for (tag, family, size, weeks) in SIGNS {
        // Of messages only the person’s own; of goods only those for themselves.
        let rows: Vec<usize> = tagged(view, tag).into_iter().filter(|i| view.event(*i).is_some_and(|e| e.own)).collect();
        let (own, others) = evidence::own_and_others(view, rows);
        if !others.is_empty() {
            counter.push(step(view, "counter.for_others", Size::Against(&Size::Weak), family, others));
        }
        let own = if tag == "words.pregnancy" { firm(view, own) } else { own };
        if own.is_empty() {
            continue;
        }
        seen.extend(own.iter().filter_map(|i| Some((*i, view.day(*i)?, weeks))));
        let size = if own.len() >= 2 { size } else { Size::Weak };
        let mut one = step(view, "reason.pregnancy_stage.sign", size, family, own);
        one.reason = one.reason.with("item", Param::Word(format!("tag.{tag}")));
        steps.push(one);
    }
    let rows: Vec<usize> = seen.iter().map(|s| s.0).collect();
    if rows.len() < ITEMS || steps.len() < 2 || view.span(&rows) < SPAN {
        return evidence::too_few(rows.len(), ITEMS as u64);
    }
    let Some((due, factor)) = due(&seen) else { return evidence::too_few(rows.len(), ITEMS as u64) };
    // Past, and nothing for a newborn since: whatever happened is nobody’s inference.
    let born = tagged(view, "goods.baby").into_iter().any(|i| view.day(i).is_some_and(|d| d > due));
    if factor < FACTOR || (view.today - due).num_days() > 56 && !born {
        return Finding::Nothing { because: Because::BelowThreshold, found: rows.len() as u64, needed: ITEMS as u64 };
    }
    counter.extend(evidence::shared(view));
    counter.push(evidence::note("counter.pregnancy_stage.whose"));
    Finding::Claims(vec![Draft {
        emphasis: "month",
        since: view.since(&rows),
        exhibit: Some(said(view, "exhibit.pregnancy_stage", &rows)),
        steps,
        counter,
        ..Draft::new(format!("due-{}", due.format("%Y-%m")), Phrase::new("claim.pregnancy_stage").with("month", Param::Month(due)), PRIOR)
    }])
}

/// Words count where money went with them, or where one says them again and again: once is talk about somebody.
fn firm(view: &View<'_>, rows: Vec<usize>) -> Vec<usize> {
    let paid = |i: &usize| view.event(*i).is_some_and(|e| e.kind != Kind::Message);
    if rows.len() >= 4 { rows } else { rows.into_iter().filter(paid).collect() }
}

/// The day of birth that explains the signs best, among all weeks around them, and by how much better than none.
fn due(seen: &[(usize, NaiveDate, (i64, i64))]) -> Option<(NaiveDate, f64)> {
    let first = seen.iter().map(|s| s.1).min()?;
    let weeks = 0..=(seen.iter().map(|s| s.1).max()? - first).num_weeks() + 44;
    let likelihood = |birth: NaiveDate| {
        seen.iter()
            .map(|(_, day, (from, to))| {
                let inside = (*from..=*to).contains(&(*day - birth).num_weeks());
                let width = (to - from + 1) as f64;
                (0.9 * f64::from(u8::from(inside)) / width + 0.1 / 104.0).ln() - (1.0_f64 / 104.0).ln()
            })
            .sum::<f64>()
    };
    let all: Vec<(NaiveDate, f64)> = weeks.map(|w| first + TimeDelta::weeks(w)).map(|b| (b, likelihood(b))).collect();
    let best = all.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let mean = all.iter().map(|(_, l)| l.exp()).sum::<f64>() / all.len() as f64;
    // Of weeks that explain as well, the middle one.
    let equal: Vec<NaiveDate> = all.iter().filter(|(_, l)| (l - best.1).abs() < 1e-9).map(|(b, _)| *b).collect();
    Some((*equal.get(equal.len() / 2)?, mean))
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let buys = |d, tag: &'static str| bought(at(d, 9), ME, &[tag]);
        let visit = |d| {
            paid(
                at(d, 9),
                30_000,
                PaymentKind::Merchant,
                Direction::Out,
                "某某妇幼保健院",
                &["merchant.hospital_special", "words.pregnancy"],
            )
        };
        let trail = || {
            vec![
                visit(150),
                buys(140, "goods.maternity"),
                visit(110),
                buys(100, "goods.maternity"),
                visit(60),
                buys(30, "stage.newborn"),
                buys(20, "goods.baby.pram"),
            ]
        };
        let said = speaks("pregnancy_stage", trail());
        assert!(said[0].value.starts_with("due-202") && said[0].level <= Level::Medium, "{:?}", said[0]);
        // Presents for a friend; one pack for a nurse; a trail that stopped a year ago.
        silent(
            "pregnancy_stage",
            [
                every(0..300, 5, |d| bought(at(d, 11), ME, &[])),
                vec![
                    bought(at(90, 9), "程二", &["goods.baby.pram"]),
                    bought(at(60, 9), "程二", &["stage.newborn"]),
                    bought(at(30, 9), "程二", &["goods.baby.cot"]),
                ],
            ]
            .concat(),
        );
        silent("pregnancy_stage", vec![buys(100, "goods.maternity"), buys(10, "goods.maternity")]);
        silent("pregnancy_stage", vec![visit(700), buys(690, "goods.maternity"), visit(660), buys(650, "goods.maternity")]);
    }
}
