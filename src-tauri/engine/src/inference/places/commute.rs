//! # What they could say
//! From where to where you travel on workdays, at what time, and how.
//! # What gives it away
//! Fares with the names of stops, or taps on the same kind of ride, in the same half hour of many workdays.
//! # When this is wrong
//! Only the fare at the exit is billed; the ride is for somebody else.
//! # What to do
//! A stored-value card without a name; cash.
//!
//! Source: inferences.md `commute`: peaks with at least a quarter of twelve days, origin and destination from pairs of stops. Potential
//! predictability of movement 93 % (Song 2010), which is of hourly phone cells and not comparable.

use crate::inference::calendar::Calendar;
use crate::inference::evidence::{self, median, said, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::{NaiveDate, NaiveTime, Timelike};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "commute",
    facet: Facet::Places,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment],
    feeds: &["station", "merchant.metro", "merchant.bus", "merchant.bike", "merchant.ride_hailing", "merchant.toll"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["exit_fare", "works_from_home"],
    actions: &["location_approximate", "less_use"],
    infer,
};

const PRIOR: f64 = 0.4;
const DAYS: u64 = 12;
const NEAR: i64 = 30;
const MODES: [&str; 5] = ["merchant.metro", "merchant.bus", "merchant.bike", "merchant.ride_hailing", "merchant.toll"];

/// One ride: minute of the day, day, row, and the stops where they are named.
struct Ride<'v> {
    at: i64,
    day: NaiveDate,
    row: usize,
    stops: Option<(&'v str, &'v str)>,
}

fn infer(view: &View<'_>) -> Finding {
    let calendar = Calendar::of(view);
    let mut best: Option<(usize, Draft)> = None;
    let mut most = 0;
    for mode in MODES {
        let rides: Vec<Ride<'_>> = evidence::spent(view, tagged(view, mode))
            .into_iter()
            .filter_map(|row| ride(view, row))
            .filter(|r| calendar.workday(r.day))
            .collect();
        let of = |hours: std::ops::Range<i64>| rides.iter().filter(|r| hours.contains(&(r.at / 60))).collect::<Vec<_>>();
        let (out, back) = (peak(&of(5..12)), peak(&of(15..24)));
        most = most.max(days(&out));
        if days(&out) < DAYS as usize || days(&out) * 4 < days(&of(5..12)) {
            continue;
        }
        if let Some(draft) = draft(view, mode, &out, &back)
            && best.as_ref().is_none_or(|(n, _)| *n < out.len())
        {
            best = Some((out.len(), draft));
        }
    }
    best.map_or_else(|| evidence::too_few(most, DAYS), |(_, draft)| Finding::Claims(vec![draft]))
}

fn ride<'v>(view: &'v View<'_>, row: usize) -> Option<Ride<'v>> {
    let e = view.event(row)?;
    let time = e.time?;
    let stop = |tag| view.seen(e, tag).find_map(|s| s.value).map(|v| view.name(v));
    let at = i64::from(time.num_seconds_from_midnight() / 60);
    Some(Ride { at, day: time.date(), row, stops: stop("station.from").zip(stop("station.to")) })
}

/// Rides near their own middle.
fn peak<'a, 'v>(rides: &[&'a Ride<'v>]) -> Vec<&'a Ride<'v>> {
    let Some(middle) = median(rides.iter().map(|r| r.at).collect()) else { return Vec::new() };
    rides.iter().copied().filter(|r| (r.at - middle).abs() <= NEAR).collect()
}

fn days(rides: &[&Ride<'_>]) -> usize {
    rides.iter().map(|r| r.day).collect::<BTreeSet<_>>().len()
}

fn draft(view: &View<'_>, mode: &str, out: &[&Ride<'_>], back: &[&Ride<'_>]) -> Option<Draft> {
    let rows = |rides: &[&Ride<'_>]| rides.iter().map(|r| r.row).collect::<Vec<_>>();
    let clock = |rides: &[&Ride<'_>]| {
        let middle = median(rides.iter().map(|r| r.at).collect())?;
        Some(Param::Time(NaiveTime::from_num_seconds_from_midnight_opt(u32::try_from(middle / 10 * 600).ok()?, 0)?))
    };
    let mut pairs: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    out.iter().filter_map(|r| r.stops).for_each(|p| *pairs.entry(p).or_default() += 1);
    let pair = pairs.into_iter().max_by_key(|(_, n)| *n).filter(|(_, n)| *n * 2 >= out.len()).map(|(p, _)| p);
    let size = if days(out) >= 20 { Size::NearStatement } else { Size::Strong };
    let mut steps = vec![step(view, "reason.commute.out", size, "morning", rows(out))];
    if days(back) >= DAYS as usize / 2 {
        steps.push(step(view, "reason.commute.back", Size::Moderate, "evening", rows(back)));
    }
    let by = Param::Word(format!("tag.{mode}"));
    let statement = match pair {
        Some((from, to)) => Phrase::new("claim.commute").with("from", Param::Text(from.to_owned())).with("to", Param::Text(to.to_owned())),
        None => Phrase::new("claim.commute.unnamed"),
    };
    let value = pair.map_or_else(|| mode.trim_start_matches("merchant.").to_owned(), |(a, b)| format!("{a}-{b}"));
    let all = rows(out);
    Some(Draft {
        emphasis: "out",
        since: view.since(&all),
        exhibit: Some(said(view, "exhibit.commute", &all).with("days", Param::Count(days(out) as u64))),
        steps,
        counter: vec![evidence::note("counter.commute.exit")],
        ..Draft::new(value, statement.with("out", clock(out)?).with("by", by), PRIOR)
    })
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let ride = |d: u64, hour: u32, stops: [&str; 2]| {
            let tags = [format!("station.from={}", stops[0]), format!("station.to={}", stops[1]), "merchant.metro".to_owned()];
            shop(at(d, hour), "某某地铁", &tags.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let week = |d: u64| vec![ride(d, 8, ["甲站", "乙站"]), ride(d, 19, ["乙站", "甲站"])];
        let said = speaks("commute", (0..60).flat_map(week).collect());
        assert_eq!((said[0].value.as_str(), said[0].level), ("甲站-乙站", Level::High));
        // A week's visit, and rides at any hour.
        silent("commute", (0..7).flat_map(week).collect());
        silent("commute", (0..60).map(|d| ride(d, 5 + (d * 7 % 18) as u32, ["甲站", "乙站"])).collect());
    }
}
