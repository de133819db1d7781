//! # What they could say
//! How much one of your weeks is like the next.
//! # What gives it away
//! At which hours of the week there are rows of your own, week against week.
//! # When this is wrong
//! Few rows look irregular.
//! # What to do
//! Nothing hides the times from whoever carries them.
//!
//! Source: inferences.md `routine_regularity`: 168 hours of the week as a vector, mean cosine of one week and the next × 100; weeks
//! with fewer than 40 rows are left out, eight weeks are wanted. Temporal regularity feeds models of personality and credit (de
//! Montjoye 2013b; Tovanich 2021).

use crate::inference::evidence::{self, live, said};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Direction, Kind};
use chrono::{Datelike, Timelike};
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "routine_regularity",
    facet: Facet::Rhythm,
    tier: Tier::T1,
    kind: ClaimKind::Observed,
    needs: &[Kind::Message, Kind::Payment, Kind::Purchase],
    feeds: &[],
    half_life: None,
    cap: None,
    wrong_when: &["sparse_rows"],
    actions: &["less_use"],
    infer,
};

const WEEKS: u64 = 8;
const ROWS: usize = 40;

fn infer(view: &View<'_>) -> Finding {
    let mut weeks: BTreeMap<(i32, u32), Vec<(usize, usize)>> = BTreeMap::new();
    for (i, e) in view.events().iter().enumerate() {
        let own = match e.kind {
            Kind::Message => e.own,
            Kind::Payment | Kind::Purchase => live(e) && e.direction != Some(Direction::In),
            Kind::Place | Kind::Activity | Kind::Device | Kind::Profile | Kind::AdLabel | Kind::Contact => false,
        };
        if let Some(time) = e.time.filter(|_| own) {
            let hour = time.weekday().num_days_from_monday() as usize * 24 + time.hour() as usize;
            let week = time.date().iso_week();
            weeks.entry((week.year(), week.week())).or_default().push((hour, i));
        }
    }
    weeks.retain(|_, rows| rows.len() >= ROWS);
    if (weeks.len() as u64) < WEEKS {
        return evidence::too_few(weeks.len(), WEEKS);
    }
    let counted: Vec<BTreeMap<usize, f64>> = weeks
        .values()
        .map(|rows| {
            let mut hours = BTreeMap::new();
            rows.iter().for_each(|(hour, _)| *hours.entry(*hour).or_insert(0.0) += 1.0);
            hours
        })
        .collect();
    let pairs: Vec<f64> = counted.iter().zip(counted.iter().skip(1)).map(|(a, b)| cosine(a, b)).collect();
    let score = (100.0 * pairs.iter().sum::<f64>() / pairs.len().max(1) as f64).round() as u64;
    let word = if score >= 70 {
        "regular"
    } else if score >= 45 {
        "partly"
    } else {
        "irregular"
    };
    let rows: Vec<usize> = weeks.values().flatten().map(|(_, i)| *i).collect();
    let reason = said(view, "reason.routine_regularity.weeks", &rows).with("weeks", Param::Count(weeks.len() as u64));
    Finding::Claims(vec![Draft {
        emphasis: "score",
        since: view.since(&rows),
        steps: vec![Step::new(reason, Size::Decisive, "weeks", rows)],
        counter: vec![evidence::note("counter.routine_regularity.sparse")],
        ..Draft::new(
            word,
            Phrase::new("claim.routine_regularity")
                .with("score", Param::Count(score))
                .with("word", Param::Word(format!("regularity.{word}"))),
            0.5,
        )
    }])
}

fn cosine(a: &BTreeMap<usize, f64>, b: &BTreeMap<usize, f64>) -> f64 {
    let length = |v: &BTreeMap<usize, f64>| v.values().map(|x| x * x).sum::<f64>().sqrt();
    let dot: f64 = a.iter().filter_map(|(hour, x)| Some(x * b.get(hour)?)).sum();
    dot / (length(a) * length(b)).max(1e-9)
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let day = |d: u64| [7, 8, 12, 13, 18, 19, 21, 22].map(|h| shop(at(d, h), "某某便利店", &[])).to_vec();
        assert_eq!(speaks("routine_regularity", (0..90).flat_map(day).collect())[0].value, "regular");
        silent("routine_regularity", (0..30).flat_map(day).collect());
        // Two rows a day would look like chaos.
        silent("routine_regularity", (0..90).flat_map(|d| day(d).into_iter().take(2)).collect());
    }
}
