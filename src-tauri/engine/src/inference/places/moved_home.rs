//! # What they could say
//! That you moved, from where to where and when.
//! # What gives it away
//! Parcels that go to one district up to a month and to another after it; nights of the phone likewise; movers, boxes, furniture.
//! # When this is wrong
//! A stay with parents over a holiday; a new office that receives the parcels; presents sent to a friend.
//! # What to do
//! Give the new address only where it is needed.
//!
//! Source: inferences.md `moved_home` (no accuracy published): the change that makes the order of addresses likeliest, accepted with a log
//! ratio above 6, five on either side, the old place under a tenth afterwards. The new one must have lasted 60 days, so that a holiday
//! with parents is none. Prior: one in ten moves a year (inferences.md §0.3), over the years the rows span, half at most.

use super::stays;
use crate::inference::evidence::{self, live, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier, district};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "moved_home",
    facet: Facet::Places,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase, Kind::Place],
    feeds: &["place.district", "place.foreign", "merchant.moving", "goods.moving", "words.moving", "goods.furniture", "goods.home"],
    half_life: None,
    cap: None,
    wrong_when: &["stay_with_parents", "office_receives"],
    actions: &["address_where_needed", "old_recipients"],
    infer,
};

const A_YEAR: f64 = 0.1;
const EACH_SIDE: usize = 5;
const ACCEPTED: f64 = 6.0;
/// The old place's share after the move, at most.
const LEFT: f64 = 0.1;
const LASTED: i64 = 60;
/// Days around the move in which movers and furniture belong to it.
const AROUND: i64 = 30;
/// What fits a move: tags, family, size.
const FITS: [(&[&str], &str, Size); 3] = [
    (&["merchant.moving", "goods.moving"], "movers", Size::Strong),
    (&["words.moving"], "words", Size::Weak),
    (&["goods.furniture", "goods.appliance.large", "goods.bedding", "goods.home.textile"], "goods", Size::Weak),
];

/// One order or one night, and where.
struct Point<'v> {
    day: NaiveDate,
    place: &'v str,
    rows: Vec<usize>,
}

fn infer(view: &View<'_>) -> Finding {
    let spots = stays::spots(view);
    let parcels = parcels(view);
    let nights = nights(&spots);
    let drafts: Vec<Draft> =
        [("parcels", parcels), ("nights", nights)].iter().filter_map(|(how, points)| draft(view, how, points)).collect();
    match drafts.into_iter().next() {
        Some(draft) => Finding::Claims(vec![draft]),
        None => evidence::too_few(0, EACH_SIDE as u64 * 2),
    }
}

/// Own orders with a district, each once, by time.
fn parcels<'v>(view: &'v View<'_>) -> Vec<Point<'v>> {
    let mut seen = BTreeMap::new();
    let mut points: Vec<Point<'v>> = Vec::new();
    for i in view.of(Kind::Purchase) {
        let Some(e) = view.event(i).filter(|e| live(e) && !e.for_other) else { continue };
        let (Some(place), Some(day)) = (district::of(view, e).filter(|p| district::within_a_country(p)), view.day(i)) else { continue };
        let known = e.order.and_then(|order| seen.get(&(e.platform, order)).copied());
        match known.and_then(|at: usize| points.get_mut(at)) {
            Some(point) => point.rows.push(i),
            None => {
                e.order.map(|order| seen.insert((e.platform, order), points.len()));
                points.push(Point { day, place, rows: vec![i] });
            }
        }
    }
    points
}

fn nights(spots: &[stays::Spot]) -> Vec<Point<'_>> {
    let mut by_night: BTreeMap<NaiveDate, Point<'_>> = BTreeMap::new();
    for spot in spots {
        for (day, rows) in spot.nights() {
            by_night.entry(day).or_insert(Point { day, place: &spot.name, rows });
        }
    }
    by_night.into_values().collect()
}

fn draft(view: &View<'_>, how: &'static str, points: &[Point<'_>]) -> Option<Draft> {
    let (old, new, day) = change(points)?;
    let rows = |place: &str| points.iter().filter(|p| p.place == place).flat_map(|p| &p.rows).copied().collect::<Vec<_>>();
    let of = |place: &str, after: bool| points.iter().filter(|p| p.place == place && (p.day >= day) == after).count();
    let (before, after) = (of(old, false), of(new, true));
    let size = if before.min(after) >= 2 * EACH_SIDE { Size::NearStatement } else { Size::Strong };
    let all: Vec<usize> = rows(old).into_iter().chain(rows(new)).collect::<BTreeSet<_>>().into_iter().collect();
    let reason = said(view, &format!("reason.moved_home.{how}"), &all)
        .with("old", stays::spoken(old))
        .with("new", stays::spoken(new))
        .with("before", Param::Count(before as u64))
        .with("after", Param::Count(after as u64))
        .with("month", Param::Month(day));
    let mut steps = vec![Step::new(reason, size, how, all.clone())];
    for (tags, family, size) in FITS {
        let near = |i: &usize| view.day(*i).is_some_and(|d| (d - day).num_days().abs() <= AROUND) && view.event(*i).is_some_and(|e| e.own);
        let found: Vec<usize> = evidence::own(view, evidence::any(view, tags)).into_iter().filter(near).collect();
        // A single pillow is no new flat.
        if !found.is_empty() && (family != "goods" || found.len() >= 3) {
            steps.push(step(view, &format!("reason.moved_home.{family}"), size, family, found));
        }
    }
    let mut counter = vec![evidence::note("counter.moved_home.office")];
    let back: Vec<usize> = points.iter().filter(|p| p.place == old && p.day >= day).flat_map(|p| &p.rows).copied().collect();
    if !back.is_empty() {
        counter.push(step(view, "counter.moved_home.back", Size::Against(&Size::Weak), how, back));
    }
    let statement =
        Phrase::new("claim.moved_home").with("old", stays::spoken(old)).with("new", stays::spoken(new)).with("month", Param::Month(day));
    let years = view.span(&all) as f64 / 365.0;
    Some(Draft {
        emphasis: "new",
        since: Some(day),
        exhibit: points
            .iter()
            .find(|p| p.place == new && p.day >= day)
            .map(|p| said(view, "exhibit.moved_home", &p.rows).with("new", stays::spoken(new)).with("n", Param::Count(after as u64))),
        steps,
        counter,
        ..Draft::new(format!("{old}>{new}"), statement, (A_YEAR * years.max(1.0)).min(0.5))
    })
}

/// From where to where and on which day, of the two fullest places, if the change is clear and lasted.
fn change<'v>(points: &[Point<'v>]) -> Option<(&'v str, &'v str, NaiveDate)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    points.iter().for_each(|p| *counts.entry(p.place).or_default() += 1);
    let mut places: Vec<(&str, usize)> = counts.into_iter().collect();
    places.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let [(one, _), (two, _), ..] = places.as_slice() else { return None };
    let of_two: Vec<&Point<'v>> = points.iter().filter(|p| p.place == *one || p.place == *two).collect();
    let total = of_two.iter().filter(|p| p.place == *one).count();
    let n = of_two.len();
    let (mut so_far, mut best) = (0, None::<(f64, usize, usize)>);
    for (at, point) in of_two.iter().enumerate() {
        let gain = likelihood(so_far, at) + likelihood(total - so_far, n - at) - likelihood(total, n);
        if at >= EACH_SIDE && n - at >= EACH_SIDE && best.is_none_or(|(most, ..)| gain > most) {
            best = Some((gain, at, so_far));
        }
        so_far += usize::from(point.place == *one);
    }
    let (gain, at, one_before) = best?;
    let first_is_old = one_before * 2 >= at;
    let one_after = total - one_before;
    let (old, new, old_after) = if first_is_old { (*one, *two, one_after) } else { (*two, *one, n - at - one_after) };
    let old_before = if first_is_old { one_before } else { at - one_before };
    let new_after = n - at - old_after;
    let day = of_two.get(at)?.day;
    let lasted = (of_two.last()?.day - day).num_days();
    let clear = gain > ACCEPTED && old_before >= EACH_SIDE && new_after >= EACH_SIDE && (old_after as f64) < LEFT * (n - at) as f64;
    (clear && lasted >= LASTED).then(|| {
        let spelled = |name: &str| of_two.iter().find(|p| p.place == name).map_or("", |p| p.place);
        (spelled(old), spelled(new), day)
    })
}

/// ln of the likelihood of so many of n at their own share.
fn likelihood(hits: usize, n: usize) -> f64 {
    let term = |k: usize| if k == 0 { 0.0 } else { k as f64 * (k as f64 / n as f64).ln() };
    term(hits) + term(n - hits)
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let to = |place: &'static str| move |d| bought(at(d, 11), ME, &[place]);
        let moved = || [every(150..400, 10, to(WORK)), every(0..150, 10, to(HOME))].concat();
        let said = speaks("moved_home", moved());
        assert_eq!((said[0].value.as_str(), said[0].level), ("浙江省/杭州市/滨江区>浙江省/杭州市/西湖区", Level::Medium));
        let movers = shop(at(148, 8), "某某搬家", &["merchant.moving"]);
        assert_eq!(speaks("moved_home", [moved(), vec![movers]].concat())[0].level, Level::High);
        // A month with parents and back; two places at once; a new place only since some weeks.
        let parents = [every(60..300, 10, to(HOME)), every(30..60, 4, to(WORK)), every(0..30, 4, to(HOME))].concat();
        silent("moved_home", parents);
        silent("moved_home", [every(0..300, 10, to(HOME)), every(5..300, 10, to(WORK))].concat());
        silent("moved_home", [every(40..300, 10, to(WORK)), every(0..40, 5, to(HOME))].concat());
    }
}
