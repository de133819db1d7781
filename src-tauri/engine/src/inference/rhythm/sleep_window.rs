//! # What they could say
//! When you sleep on workdays, and on days off.
//! # What gives it away
//! The longest silence of each night between your own messages, searches, orders and payments.
//! # When this is wrong
//! Phone-free time in bed counts as sleep; travel; several people on one account; automatic payments (left out where marked).
//! # What to do
//! Nothing hides the times of messages from who carries them; fewer apps at night.
//!
//! Source: inferences.md `sleep_window`: at least 14 workday nights (8 before days off) with ten own events; phone events give
//! usable estimates of sleep (Cuttone 2017, Abdullah 2014: from memory). Time in bed without the phone counts, so it is *at most*.

use crate::inference::calendar::Calendar;
use crate::inference::confidence::{logit, wilson_lower};
use crate::inference::evidence::{self, live, median, said, step};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Event, View};
use crate::phrase::{Param, Phrase};
use crate::record::{ActivityKind, Direction, Kind};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "sleep_window",
    facet: Facet::Rhythm,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Message, Kind::Payment, Kind::Purchase, Kind::Activity],
    feeds: &["pay.auto_debit"],
    half_life: None,
    cap: None,
    wrong_when: &["phone_away", "several_people"],
    actions: &["fewer_apps_at_night"],
    infer,
};

/// No base rate is known for a given window.
const PRIOR: f64 = 0.5;
/// The catalogue asks for ten rows a day. That leaves out whoever writes little, and what it guards against, edges that wander,
/// is in the share of nights that fit already: with fewer rows it falls, and `p` with it.
const EVENTS_A_DAY: usize = 4;
pub(super) const WORKDAYS: usize = 14;
pub(super) const FREE_DAYS: usize = 8;
/// An edge this near the median fits (minutes).
const NEAR: i64 = 60;

/// A night: minutes from noon at which silence begins and ends, and the rows at its edges.
pub(super) struct Night {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) edges: [usize; 2],
}

/// Own events by noon-to-noon day: minutes from noon, row.
type Days = BTreeMap<NaiveDate, Vec<(i64, usize)>>;

fn infer(view: &View<'_>) -> Finding {
    let days = days(view);
    let [work, off] = silences(view, &days);
    let found = work.len();
    let drafts: Vec<Draft> =
        [draft(view, work, "workdays", WORKDAYS, &days), draft(view, off, "days_off", FREE_DAYS, &days)].into_iter().flatten().collect();
    match drafts.is_empty() {
        true if found == 0 => Finding::Nothing { because: Because::PeriodMissing, found: 0, needed: WORKDAYS as u64 },
        true => evidence::too_few(found, WORKDAYS as u64),
        false => Finding::Claims(drafts),
    }
}

/// Nights before workdays and before days off, each by its longest silence.
pub(super) fn nights(view: &View<'_>) -> [Vec<Night>; 2] {
    silences(view, &days(view))
}

fn days(view: &View<'_>) -> Days {
    let mut days = Days::new();
    for (i, e) in view.events().iter().enumerate().filter(|(i, e)| by_hand(view, *i, e)) {
        if let Some(time) = e.time {
            let noon = time - TimeDelta::hours(12);
            days.entry(noon.date()).or_default().push((i64::from(noon.num_seconds_from_midnight() / 60), i));
        }
    }
    days
}

fn silences(view: &View<'_>, days: &Days) -> [Vec<Night>; 2] {
    let calendar = Calendar::of(view);
    let mut nights: [Vec<Night>; 2] = [Vec::new(), Vec::new()];
    for (day, events) in days.iter().filter(|(_, events)| events.len() >= EVENTS_A_DAY) {
        let free = before_a_day_off(*day, calendar);
        if let (Some(night), [work, off]) = (longest_silence(events), &mut nights) {
            (if free { off } else { work }).push(night);
        }
    }
    nights
}

/// What a person did, not a standing order.
pub(super) fn by_hand(view: &View<'_>, row: usize, e: &Event) -> bool {
    match e.kind {
        Kind::Message => e.own,
        Kind::Purchase => !e.duplicate,
        Kind::Payment => !e.duplicate && e.direction == Some(Direction::Out) && !view.has(e, "pay.auto_debit") && live(e),
        // What was shown to the person was not done by them.
        Kind::Activity => !e.duplicate && view.deed(row).is_none_or(|d| d.kind != ActivityKind::Advert),
        Kind::Place | Kind::Device | Kind::Profile | Kind::AdLabel | Kind::Contact => false,
    }
}

/// The longest gap of 3 to 12 hours that begins between 20:00 and 05:00.
fn longest_silence(events: &[(i64, usize)]) -> Option<Night> {
    let gaps = events.iter().zip(events.iter().skip(1));
    gaps.filter(|((from, _), (to, _))| (480..=1020).contains(from) && (180..=720).contains(&(to - from)))
        .max_by_key(|((from, _), (to, _))| to - from)
        .map(|((from, a), (to, b))| Night { from: *from, to: *to, edges: [*a, *b] })
}

fn draft(view: &View<'_>, nights: Vec<Night>, days: &'static str, needed: usize, all: &Days) -> Option<Draft> {
    let calendar = Calendar::of(view);
    if nights.len() < needed {
        return None;
    }
    let from = median(nights.iter().map(|n| n.from).collect())?;
    let to = median(nights.iter().map(|n| n.to).collect())?;
    let fits = |n: &&Night| (n.from - from).abs() <= NEAR && (n.to - to).abs() <= NEAR;
    let rows: Vec<usize> = nights.iter().filter(fits).flat_map(|n| n.edges).collect();
    let (hits, total) = (nights.iter().filter(fits).count() as u64, nights.len() as u64);
    let share = wilson_lower(hits, total);
    let reason = said(view, "reason.sleep_window.nights", &rows)
        .with("n", Param::Count(hits))
        .with("total", Param::Count(total))
        .with("from", clock(from))
        .with("to", clock(to));
    let awake: Vec<usize> = all
        .iter()
        .filter(|(d, _)| before_a_day_off(**d, calendar) == (days == "days_off"))
        .flat_map(|(_, events)| events)
        .filter(|(t, _)| *t > from + NEAR && *t < to - NEAR)
        .map(|(_, i)| *i)
        .collect();
    let counter = if awake.is_empty() { Vec::new() } else { vec![step(view, "counter.sleep_window.awake", Size::Note, "nights", awake)] };
    Some(Draft {
        value: format!("{days}:{}-{}", spelled(from), spelled(to)),
        statement: Phrase::new(format!("claim.sleep_window.{days}")).with("from", clock(from)).with("to", clock(to)),
        emphasis: "from",
        prior: PRIOR,
        since: view.since(&rows),
        steps: vec![Step::new(reason, Size::Measured(logit(share) - logit(PRIOR)), "nights", rows)],
        counter,
        exhibit: None,
    })
}

/// Whether nobody has to get up for work on the morning after this night.
fn before_a_day_off(night: NaiveDate, calendar: Calendar) -> bool {
    night.succ_opt().is_some_and(|morning| !calendar.workday(morning))
}

/// Minutes from noon as a time of day, to the quarter of an hour: nobody's sleep is known to the minute.
fn time(minutes: i64) -> NaiveTime {
    let quarter = (minutes + 7) / 15 * 15;
    (NaiveDateTime::default() + TimeDelta::minutes(quarter + 720)).time()
}

pub(super) fn clock(minutes: i64) -> Param {
    Param::Time(time(minutes))
}

fn spelled(minutes: i64) -> String {
    time(minutes).format("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let hours = [7, 8, 9, 12, 13, 15, 17, 19, 20, 21, 22, 23];
        let day = |d: u64| hours.iter().map(|h| shop(at(d, *h), "某某便利店", &[])).collect::<Vec<_>>();
        let said = speaks("sleep_window", (0..40).flat_map(day).collect());
        assert!(said.iter().any(|c| c.value == "workdays:23:00-07:00"), "{:?}", said.iter().map(|c| &c.value).collect::<Vec<_>>());
        silent("sleep_window", (0..10).flat_map(day).collect());
        // What pays by itself has no nights; neither has what was only shown.
        let by_itself = |d: u64| hours.iter().map(|h| shop(at(d, *h), "某某视频", &["pay.auto_debit"])).collect::<Vec<_>>();
        silent("sleep_window", (0..40).flat_map(by_itself).collect());
        let shown = |d: u64| hours.iter().map(|h| did(Platform::Google, at(d, *h), ActivityKind::Advert, "x")).collect::<Vec<_>>();
        silent("sleep_window", (0..40).flat_map(shown).collect());
    }
}
