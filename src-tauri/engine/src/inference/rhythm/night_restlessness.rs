//! # What they could say
//! That you have been up between one and five more often of late than before.
//! # What gives it away
//! Your own messages, searches and payments in these hours, night by night.
//! # When this is wrong
//! A new night shift, a newborn, another time zone; clocks that a file states wrongly.
//! # What to do
//! Keep the phone out of the night.
//!
//! Source: inferences.md `night_restlessness`: a night counts with three own events between one and five; the last 28 days against the 90
//! before, two proportions, z above 2.5. Gamblers in UK bank data are up more at night (Muggleton 2021: documented, abstract). Late
//! nights are counted; nothing about health follows, so the word is *low* at most. Where most of somebody's own events fall into
//! these hours, a clock is likelier to be wrong than a person to live so: then nothing is said.

use super::sleep_window::by_hand;
use crate::inference::evidence::{self, said};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::{NaiveDate, Timelike};
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "night_restlessness",
    facet: Facet::Rhythm,
    tier: Tier::T3,
    kind: ClaimKind::Observed,
    needs: &[Kind::Message, Kind::Payment, Kind::Purchase, Kind::Activity],
    feeds: &["pay.auto_debit"],
    half_life: None,
    cap: Some((Level::Low, "late_nights_only")),
    wrong_when: &["night_shift_or_newborn", "other_time_zone", "several_people"],
    actions: &["fewer_apps_at_night"],
    infer,
};

const LATE: i64 = 28;
const BEFORE: i64 = 90;
const A_NIGHT: usize = 3;
const Z: f64 = 2.5;
/// With more of the own events in these four hours than this, the clock is doubted.
const DOUBTFUL: f64 = 0.4;

fn infer(view: &View<'_>) -> Finding {
    // Days with an own event, and which of their events fall between one and five.
    let mut days: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
    let (mut all, mut at_night) = (0_u64, 0_u64);
    for (i, e) in view.events().iter().enumerate().filter(|(i, e)| by_hand(view, *i, e)) {
        let Some(time) = e.time else { continue };
        let night = days.entry(time.date()).or_default();
        all += 1;
        if (1..5).contains(&time.hour()) {
            at_night += 1;
            night.push(i);
        }
    }
    let needed = (LATE + BEFORE) as u64;
    let Some((last, first)) = days.keys().next_back().copied().zip(days.keys().next().copied()) else {
        return evidence::too_few(0, needed);
    };
    let covered = (last - first).num_days() + 1;
    if covered < LATE + BEFORE {
        return Finding::Nothing { because: Because::PeriodMissing, found: covered as u64, needed };
    }
    let share = |from: i64, to: i64| {
        let within = |d: &NaiveDate| (from..to).contains(&(last - *d).num_days());
        let nights: Vec<&Vec<usize>> = days.iter().filter(|(d, _)| within(d)).map(|(_, n)| n).collect();
        let active: Vec<usize> = nights.iter().filter(|n| n.len() >= A_NIGHT).flat_map(|n| n.iter()).copied().collect();
        (nights.iter().filter(|n| n.len() >= A_NIGHT).count() as u64, nights.len() as u64, active)
    };
    let (late, of_late, rows) = share(0, LATE);
    let (before, of_before, earlier) = share(LATE, LATE + BEFORE);
    let doubted = at_night as f64 > DOUBTFUL * all as f64;
    // Half the days at least must have something in them, or the share is of a few days only.
    let covered = of_late * 2 >= LATE as u64 && of_before * 2 >= BEFORE as u64;
    if doubted || !covered || z(late, of_late, before, of_before) <= Z {
        return evidence::too_few(late as usize, (before * of_late / of_before.max(1)).max(A_NIGHT as u64) + 1);
    }
    let reason = said(view, "reason.night_restlessness.late", &rows).with("k", Param::Count(late)).with("total", Param::Count(of_late));
    let mut counter = vec![evidence::note("counter.night_restlessness.why")];
    if !earlier.is_empty() {
        let was = said(view, "counter.night_restlessness.before", &earlier)
            .with("k", Param::Count(before))
            .with("total", Param::Count(of_before));
        counter.push(Step::new(was, Size::Note, "nights", earlier));
    }
    Finding::Claims(vec![Draft {
        emphasis: "n",
        since: view.since(&rows),
        steps: vec![Step::new(reason, Size::Decisive, "nights", rows)],
        counter,
        ..Draft::new(
            "more",
            Phrase::new("claim.night_restlessness")
                .with("n", Param::Count(late))
                .with("total", Param::Count(of_late))
                .with("before", Param::Percent(before as f64 / of_before.max(1) as f64))
                .with("share", Param::Percent(late as f64 / of_late.max(1) as f64)),
            0.5,
        )
    }])
}

/// Two proportions: how many standard errors the first is above the second.
fn z(a: u64, of_a: u64, b: u64, of_b: u64) -> f64 {
    let (a, n, b, m) = (a as f64, of_a.max(1) as f64, b as f64, of_b.max(1) as f64);
    let pooled = (a + b) / (n + m);
    let error = (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt();
    if error > 0.0 { (a / n - b / m) / error } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let days = || every(0..130, 1, |d| shop(at(d, 12), "某某面馆", &[]));
        let night =
            |d: u64| -> Vec<Row> { [1, 2, 3].iter().map(|h| did(Platform::Google, at(d, *h), ActivityKind::Search, "天气")).collect() };
        let nights = |days: std::ops::Range<u64>, by: usize| -> Vec<Row> { days.step_by(by).flat_map(night).collect() };
        let said = speaks("night_restlessness", [days(), nights(0..27, 3)].concat());
        assert_eq!(said[0].level, Level::Low);
        // A night worker all along; one bad night; a file whose clock is hours off.
        silent("night_restlessness", [days(), nights(0..130, 3)].concat());
        silent("night_restlessness", [days(), night(4)].concat());
        let by_itself = |d: u64| -> Vec<Row> { [1, 2, 3].iter().map(|h| shop(at(d, *h), "某某视频", &["pay.auto_debit"])).collect() };
        silent("night_restlessness", [days(), (0..27).step_by(3).flat_map(by_itself).collect()].concat());
        let off: Vec<Row> = [every(30..130, 1, |d| shop(at(d, 12), "某某面馆", &[])), nights(0..28, 1), nights(30..60, 1)].concat();
        silent("night_restlessness", off);
    }
}
