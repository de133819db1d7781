//! # What they could say
//! That you moved, from where to where, and in which month.
//! # What gives it away
//! Parcels go to one district before a day and to another after it; a removal firm about then.
//! # When this is wrong
//! A long holiday at parents’; parcels for a friend.
//! # What to do
//! Change the address only with services that need it.
//!
//! Source: inferences.md `moved_home`: change-point of the binomial likelihood: log ratio above 6, at least five orders on each side,
//! the old district below a tenth afterwards.

use crate::inference::evidence::{self, live, said, step};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Size, Tier, district};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "moved_home",
    facet: Facet::Places,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase, Kind::Payment],
    feeds: &["place.district", "merchant.moving", "words.moving", "merchant.rent"],
    half_life: None,
    cap: None,
    wrong_when: &["sent_to_a_friend", "holidays_at_parents"],
    actions: &["old_recipients", "taobao_pickup"],
    infer,
};

const PRIOR: f64 = 0.1;
const SIDE: usize = 5;
const RATIO: f64 = 6.0;
/// A removal this near the change belongs to it.
const NEAR: i64 = 45;
/// What comes back within so many days was a stay.
const STAY: i64 = 60;

fn infer(view: &View<'_>) -> Finding {
    let mut sent: Vec<(NaiveDate, &str, usize)> = Vec::new();
    for i in view.of(Kind::Purchase) {
        let Some(e) = view.event(i).filter(|e| live(e) && !e.for_other) else { continue };
        if let (Some(at), Some(day)) = (district::of(view, e).filter(|p| district::within_a_country(p)), view.day(i)) {
            sent.push((day, at, i));
        }
    }
    let Some((at, old, new)) = change(&sent) else { return evidence::too_few(sent.len(), 2 * SIDE as u64) };
    let Some((day, ..)) = sent.get(at).copied() else { return evidence::too_few(0, 1) };
    let (before, after) = sent.split_at(at);
    let rows = |side: &[(NaiveDate, &str, usize)], place: &str| side.iter().filter(|s| s.1 == place).map(|s| s.2).collect::<Vec<_>>();
    let (from, to) = (rows(before, old), rows(after, new));
    let lasted = view.span(&to);
    if lasted < STAY {
        return Finding::Nothing { because: Because::PeriodMissing, found: lasted.unsigned_abs(), needed: STAY.unsigned_abs() };
    }
    let near = |tags: &[&str]| {
        evidence::any(view, tags)
            .into_iter()
            .filter(|i| view.event(*i).is_some_and(|e| e.own) && view.day(*i).is_some_and(|d| (d - day).num_days().abs() <= NEAR))
            .collect::<Vec<_>>()
    };
    let place = |p| district::spoken(p);
    let mut first = step(view, "reason.moved_home.before", Size::Strong, "parcels before", from.clone());
    first.reason = first.reason.with("place", place(old));
    let mut second = step(view, "reason.moved_home.after", Size::NearStatement, "parcels after", to.clone());
    second.reason = second.reason.with("place", place(new));
    let mut steps = vec![first, second];
    for (rows, id, size) in [
        (near(&["merchant.moving"]), "reason.moved_home.removal", Size::NearStatement),
        (near(&["words.moving"]), "reason.moved_home.words", Size::Moderate),
    ] {
        if !rows.is_empty() {
            steps.push(step(view, id, size, if id.ends_with("words") { "words" } else { "removal" }, rows));
        }
    }
    Finding::Claims(vec![Draft {
        emphasis: "month",
        since: Some(day),
        exhibit: Some(said(view, "exhibit.moved_home", &to.iter().copied().take(1).collect::<Vec<_>>()).with("place", place(new))),
        steps,
        counter: vec![evidence::note("counter.moved_home.stay")],
        ..Draft::new(
            format!("{old}>{new}@{}", day.format("%Y-%m")),
            Phrase::new("claim.moved_home").with("from", place(old)).with("to", place(new)).with("month", Param::Month(day)),
            PRIOR,
        )
    }])
}

/// The place in the list at which one district gives way to another, best by likelihood.
fn change<'v>(sent: &[(NaiveDate, &'v str, usize)]) -> Option<(usize, &'v str, &'v str)> {
    let main = |side: &[(NaiveDate, &'v str, usize)]| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        side.iter().for_each(|s| *counts.entry(s.1).or_default() += 1);
        counts.into_iter().max_by_key(|(_, n)| *n)
    };
    let mut best: Option<(f64, usize, &str, &str)> = None;
    for at in SIDE..sent.len().saturating_sub(SIDE - 1) {
        let (before, after) = sent.split_at(at);
        let (Some((old, n)), Some((new, m))) = (main(before), main(after)) else { continue };
        let left = after.iter().filter(|s| s.1 == old).count();
        if old == new || n < SIDE || m < SIDE || left * 10 >= after.len() {
            continue;
        }
        let ratio = fit(n, before.len()) + fit(left, after.len()) - fit(n + left, sent.len());
        if ratio > RATIO && best.is_none_or(|(r, ..)| r < ratio) {
            best = Some((ratio, at, old, new));
        }
    }
    best.map(|(_, at, old, new)| (at, old, new))
}

/// Log likelihood of so many of so many at their own share.
fn fit(hits: usize, of: usize) -> f64 {
    let p = hits as f64 / of.max(1) as f64;
    let term = |n: usize, p: f64| if n == 0 { 0.0 } else { n as f64 * p.max(1e-12).ln() };
    term(hits, p) + term(of - hits, 1.0 - p)
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let to = |days: std::ops::Range<u64>, place: &'static str| every(days, 8, move |d| bought(at(d, 9), ME, &[place]));
        let moved = || [to(160..360, HOME), to(0..160, WORK)].concat();
        let said = speaks("moved_home", moved());
        assert!(said[0].value.starts_with("浙江省/杭州市/西湖区>浙江省/杭州市/滨江区@2024-0"), "{}", said[0].value);
        assert_eq!(
            speaks("moved_home", [moved(), vec![shop(at(158, 9), "某某搬家", &["merchant.moving"])]].concat())[0].level,
            Level::High
        );
        // A holiday at parents’, presents to a friend, one address all along.
        silent("moved_home", [to(60..360, HOME), to(20..60, WORK), to(0..20, HOME)].concat());
        silent("moved_home", [to(0..360, HOME), every(3..360, 60, |d| bought(at(d, 9), "程二", &[WORK]))].concat());
        silent("moved_home", to(0..360, HOME));
    }
}
