//! # What they could say
//! What your working week looks like.
//! # What gives it away
//! The first and the last line written in work chats, day by day.
//! # When this is wrong
//! Answering from home is not being at work; the day starts before the first message.
//! # What to do
//! A separate account or device for work.
//!
//! Source: inferences.md `work_schedule`: median span of eleven hours on five and a half days a week is called 996-like; two clusters
//! of starting hours four hours apart and more are called shifts. The catalogue’s k-means is a split at the largest gap between
//! starting hours.

use crate::inference::circle;
use crate::inference::evidence::{self, median, said};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "work_schedule",
    facet: Facet::Rhythm,
    tier: Tier::T1,
    kind: ClaimKind::Derived,
    needs: &[Kind::Message],
    feeds: &["circle.work", "words.work", "kin.boss", "kin.colleague"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["answers_from_home", "work_chats"],
    actions: &["encrypted_chats", "account_each"],
    infer,
};

const PRIOR: f64 = 0.4;
const DAYS: u64 = 20;

fn infer(view: &View<'_>) -> Finding {
    let mut days: BTreeMap<NaiveDate, Vec<(i64, usize)>> = BTreeMap::new();
    for i in rows(view) {
        if let Some(time) = view.time(i) {
            days.entry(time.date()).or_default().push((i64::from(time.num_seconds_from_midnight() / 60), i));
        }
    }
    // One line a day says when it was written, not how long the day was.
    days.retain(|_, lines| lines.len() >= 2);
    if (days.len() as u64) < DAYS {
        return evidence::too_few(days.len(), DAYS);
    }
    let edges: Vec<(i64, i64, [usize; 2])> =
        days.values().filter_map(|l| Some((l.iter().min()?.0, l.iter().max()?.0, [l.iter().min()?.1, l.iter().max()?.1]))).collect();
    let starts: Vec<i64> = edges.iter().map(|e| e.0).collect();
    let (Some(from), Some(to)) = (median(starts.clone()), median(edges.iter().map(|e| e.1).collect())) else {
        return evidence::too_few(0, DAYS);
    };
    let span = view.span(&edges.iter().flat_map(|e| e.2).collect::<Vec<_>>()).max(7);
    // A few hours in a chat are no working day.
    if to - from < 6 * 60 {
        return Finding::Nothing { because: Because::BelowThreshold, found: days.len() as u64, needed: DAYS };
    }
    let a_week = days.len() as f64 * 7.0 / span as f64;
    let pattern = if shifts(starts) {
        "shifts"
    } else if to - from >= 11 * 60 && a_week >= 5.2 {
        "long"
    } else if from >= 18 * 60 {
        "nights"
    } else {
        "days"
    };
    let used: Vec<usize> = days.values().flatten().map(|(_, i)| *i).collect();
    let clock = |minutes: i64| Param::Time((NaiveDateTime::default() + TimeDelta::minutes(minutes / 15 * 15)).time());
    let reason = said(view, "reason.work_schedule.days", &used)
        .with("days", Param::Count(days.len() as u64))
        .with("from", clock(from))
        .with("to", clock(to));
    Finding::Claims(vec![Draft {
        emphasis: "pattern",
        since: view.since(&used),
        exhibit: Some(said(view, "exhibit.work_schedule", &used)),
        steps: vec![Step::new(reason, if days.len() >= 60 { Size::Strong } else { Size::Moderate }, "work chats", used)],
        counter: vec![evidence::note("counter.work_schedule.home")],
        ..Draft::new(
            pattern,
            Phrase::new("claim.work_schedule")
                .with("pattern", Param::Word(format!("schedule.{pattern}")))
                .with("from", clock(from))
                .with("to", clock(to)),
            PRIOR,
        )
    }])
}

/// The owner's lines in work chats: groups whose title says so, and chats in which work is spoken of often.
fn rows(view: &View<'_>) -> Vec<usize> {
    let mut rows: Vec<usize> = circle::of(view, "circle.work").into_iter().flat_map(|c| c.own).collect();
    let spoken: BTreeSet<usize> = evidence::any(view, &["words.work", "kin.boss", "kin.colleague"]).into_iter().collect();
    for (chat, lines) in view.chats() {
        let work = lines.iter().filter(|i| spoken.contains(i)).count();
        if view.circle(chat).is_none() && work >= 10 && work * 5 >= lines.len() {
            rows.extend(lines.iter().copied().filter(|i| view.event(*i).is_some_and(|e| e.own)));
        }
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Starts that fall into two lumps, each with a quarter of the days and four hours apart.
fn shifts(mut starts: Vec<i64>) -> bool {
    starts.sort_unstable();
    let widest = starts.iter().zip(starts.iter().skip(1)).enumerate().max_by_key(|(_, (a, b))| *b - *a);
    widest.is_some_and(|(at, (a, b))| b - a >= 240 && (at + 1) * 4 >= starts.len() && (starts.len() - at - 1) * 4 >= starts.len())
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let line = |d: u64, hour: u32, own: bool| wrote(at(d, hour), "某某项目组", if own { ME } else { "甲" }, &[]);
        let day = |from: u32, to: u32| move |d: u64| vec![line(d, from, true), line(d, 13, false), line(d, 14, true), line(d, to, true)];
        let known = |rows: Vec<Row>| [rows, vec![states(Platform::Whatsapp, ProfileField::Nickname, ME, &[])]].concat();
        let week = |d: &u64| !matches!(at(*d, 9).wall.weekday(), Weekday::Sat | Weekday::Sun);
        let said = speaks("work_schedule", known((0..60).filter(week).flat_map(day(9, 18)).collect()));
        assert_eq!((said[0].value.as_str(), said[0].level), ("days", Level::Medium));
        assert_eq!(
            speaks("work_schedule", known((0..80).filter(|d| at(*d, 9).wall.weekday() != Weekday::Sun).flat_map(day(9, 21)).collect()))[0]
                .value,
            "long"
        );
        silent("work_schedule", known((0..10).flat_map(day(9, 18)).collect()));
        // Friends write at such hours too.
        silent(
            "work_schedule",
            known((0..60).flat_map(|d| vec![wrote(at(d, 9), "小甲", ME, &[]), wrote(at(d, 18), "小甲", "甲", &[])]).collect()),
        );
    }
}
