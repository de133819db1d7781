//! # What they could say
//! How much one of your weeks is like the next.
//! # What gives it away
//! At which hours of the week you write, search, buy and pay.
//! # When this is wrong
//! A few rows a week look irregular; a job that writes and pays at fixed hours looks regular by itself.
//! # What to do
//! Nothing needs doing: it says little about anybody.
//!
//! Source: inferences.md `routine_regularity`: the mean cosine of consecutive weeks over the 168 hours, at least eight weeks with 40 own events
//! each. Such features feed models of credit and personality (Tovanich 2021: documented; de Montjoye 2013b: from memory). The plain cosine
//! grows with the number of rows alone, so what rows strewn evenly over the hours would give is taken out: 0 is chance, 1 the same week.

use super::sleep_window::by_hand;
use crate::inference::evidence;
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::{Datelike, Timelike};
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "routine_regularity",
    facet: Facet::Rhythm,
    tier: Tier::T1,
    kind: ClaimKind::Observed,
    needs: &[Kind::Message, Kind::Payment, Kind::Purchase, Kind::Activity],
    feeds: &["pay.auto_debit"],
    half_life: None,
    cap: None,
    wrong_when: &["few_rows_a_week", "several_people"],
    actions: &["less_use"],
    infer,
};

const WEEKS: usize = 8;
const A_WEEK: usize = 40;
const HOURS: usize = 168;
/// Our lines between the words.
const REGULAR: f64 = 0.5;
const IRREGULAR: f64 = 0.2;

fn infer(view: &View<'_>) -> Finding {
    let mut weeks: BTreeMap<i32, (Vec<f64>, Vec<usize>)> = BTreeMap::new();
    for (i, e) in view.events().iter().enumerate().filter(|(i, e)| by_hand(view, *i, e)) {
        let Some(time) = e.time else { continue };
        let days = time.date().num_days_from_ce() - 1;
        let (hours, rows) = weeks.entry(days.div_euclid(7)).or_insert_with(|| (vec![0.0; HOURS], Vec::new()));
        let hour = days.rem_euclid(7) as usize * 24 + time.hour() as usize;
        if let Some(h) = hours.get_mut(hour) {
            *h += 1.0;
        }
        rows.push(i);
    }
    weeks.retain(|_, (_, rows)| rows.len() >= A_WEEK);
    let pairs = || weeks.iter().zip(weeks.iter().skip(1)).filter(|((a, _), (b, _))| **b - **a == 1);
    let alike: Vec<f64> = pairs().map(|((_, (a, _)), (_, (b, _)))| beyond_chance(a, b)).collect();
    if weeks.len() < WEEKS || alike.len() + 1 < WEEKS {
        return evidence::too_few(weeks.len(), WEEKS as u64);
    }
    let score = alike.iter().sum::<f64>() / alike.len() as f64;
    let word = match score {
        s if s >= REGULAR => "regular",
        s if s < IRREGULAR => "irregular",
        _ => "between",
    };
    let rows: Vec<usize> = weeks.values().flat_map(|(_, rows)| rows).copied().collect();
    let reason = Phrase::new("reason.routine_regularity.weeks")
        .with("n", Param::Count(rows.len() as u64))
        .with("weeks", Param::Count(weeks.len() as u64))
        .with("share", Param::Percent(score));
    let mut step = Step::new(reason, Size::Decisive, "weeks", rows.clone());
    if let Some((hour, n)) = fullest_hour(&weeks) {
        step.reason = step.reason.with("weekday", Param::Word(format!("weekday.{}", hour / 24))).with("k", Param::Count(n));
        step.reason = step.reason.with("hour", Param::Text(format!("{:02}:00", hour % 24)));
    }
    Finding::Claims(vec![Draft {
        emphasis: "share",
        since: view.since(&rows),
        steps: vec![step],
        counter: vec![evidence::note("counter.routine_regularity.fixed_hours")],
        ..Draft::new(word, Phrase::new(format!("claim.routine_regularity.{word}")).with("share", Param::Percent(score)), 0.5)
    }])
}

/// The hour of the week in which something was done in most weeks, and in how many.
fn fullest_hour(weeks: &BTreeMap<i32, (Vec<f64>, Vec<usize>)>) -> Option<(usize, u64)> {
    let busy = |hour: &usize| weeks.values().filter(|(hours, _)| hours.get(*hour).is_some_and(|h| *h > 0.0)).count() as u64;
    (0..HOURS).map(|hour| (hour, busy(&hour))).max_by_key(|(hour, n)| (*n, std::cmp::Reverse(*hour)))
}

/// The cosine of two weeks, less what as many rows strewn evenly would give, of what is left above that.
fn beyond_chance(a: &[f64], b: &[f64]) -> f64 {
    let dot = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(p, q)| p * q).sum::<f64>();
    let sum = |x: &[f64]| x.iter().sum::<f64>();
    let length = (dot(a, a) * dot(b, b)).sqrt();
    let (alike, chance) = (dot(a, b) / length, sum(a) * sum(b) / HOURS as f64 / length);
    if length > 0.0 && chance < 1.0 { ((alike - chance) / (1.0 - chance)).max(0.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let paid_at = |d: u64, hour: u64| shop(at(d, (hour % 24) as u32), "某某便利店", &[]);
        let said = speaks("routine_regularity", (0..80).flat_map(|d| [8, 9, 12, 13, 18, 20, 22].map(|h| paid_at(d, h))).collect());
        assert_eq!(said[0].value, "regular");
        // Seven hours a day that are others each week.
        let strewn = (0..80).flat_map(|d| (0..7).map(move |h| paid_at(d, d * d * 7 + h * 5 + d * h))).collect();
        assert_eq!(speaks("routine_regularity", strewn)[0].value, "irregular");
        // Sparse rows would look irregular.
        silent("routine_regularity", every(0..80, 2, |d| paid_at(d, 9)));
    }
}
