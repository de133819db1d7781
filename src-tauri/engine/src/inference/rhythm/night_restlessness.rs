//! # What they could say
//! That you are up between one and five more often than before.
//! # What gives it away
//! Nights with three and more rows of your own in those hours, in the last four weeks against the three months before.
//! # When this is wrong
//! Night shifts, a newborn, jet lag, a clock in another zone.
//! # What to do
//! The phone out of the bedroom.
//!
//! Source: inferences.md `night_restlessness`: three own rows between 01:00 and 05:00 make a night; 28 days against the 90 before, two-
//! proportion z above 2.5, 118 days of history. No reading of health: late nights, nothing more. UK gamblers are more often awake at
//! night (Muggleton 2021).

use crate::inference::evidence::{self, live, said};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Step, Tier};
use crate::observer::{Event, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Direction, Kind};
use chrono::{NaiveDate, Timelike};
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "night_restlessness",
    facet: Facet::Rhythm,
    tier: Tier::T3,
    kind: ClaimKind::Observed,
    needs: &[Kind::Message, Kind::Payment, Kind::Purchase, Kind::Activity],
    feeds: &[],
    half_life: None,
    cap: Some((Level::Low, "no_reading_of_health")),
    wrong_when: &["night_shift", "newborn_or_travel"],
    actions: &["fewer_apps_at_night", "encrypted_chats"],
    infer,
};

const RECENT: i64 = 28;
const BEFORE: i64 = 90;
const ROWS: usize = 3;

fn infer(view: &View<'_>) -> Finding {
    let mut nights: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
    let mut last: Option<NaiveDate> = None;
    let mut first: Option<NaiveDate> = None;
    for (i, e) in view.events().iter().enumerate() {
        let Some(time) = e.time.filter(|_| by_hand(view, e)) else { continue };
        last = last.max(Some(time.date()));
        first = Some(first.map_or(time.date(), |f| f.min(time.date())));
        if (1..5).contains(&time.hour()) {
            nights.entry(time.date()).or_default().push(i);
        }
    }
    let (Some(first), Some(last)) = (first, last) else { return evidence::too_few(0, ROWS as u64) };
    if (last - first).num_days() < RECENT + BEFORE {
        return Finding::Nothing {
            because: Because::PeriodMissing,
            found: (last - first).num_days().unsigned_abs(),
            needed: (RECENT + BEFORE).unsigned_abs(),
        };
    }
    nights.retain(|_, rows| rows.len() >= ROWS);
    let ago = |d: NaiveDate| (last - d).num_days();
    let recent: Vec<usize> = nights.iter().filter(|(d, _)| ago(**d) < RECENT).flat_map(|(_, r)| r.clone()).collect();
    let now = nights.keys().filter(|d| ago(**d) < RECENT).count();
    let then = nights.keys().filter(|d| (RECENT..RECENT + BEFORE).contains(&ago(**d))).count();
    let (p, q) = (now as f64 / RECENT as f64, then as f64 / BEFORE as f64);
    let pooled = (now + then) as f64 / (RECENT + BEFORE) as f64;
    let error = (pooled * (1.0 - pooled) * (1.0 / RECENT as f64 + 1.0 / BEFORE as f64)).sqrt();
    if error == 0.0 || (p - q) / error <= 2.5 {
        return Finding::Nothing { because: Because::BelowThreshold, found: now as u64, needed: RECENT.unsigned_abs() };
    }
    let reason = said(view, "reason.night_restlessness.nights", &recent)
        .with("k", Param::Count(now as u64))
        .with("before", Param::Count(then as u64));
    Finding::Claims(vec![Draft {
        emphasis: "k",
        since: view.since(&recent),
        steps: vec![Step::new(reason, Size::Strong, "nights", recent)],
        counter: vec![evidence::note("counter.night_restlessness.shift")],
        ..Draft::new("late_nights", Phrase::new("claim.night_restlessness").with("k", Param::Count(now as u64)), 0.4)
    }])
}

/// What a person did, not a standing order.
fn by_hand(view: &View<'_>, e: &Event) -> bool {
    match e.kind {
        Kind::Message => e.own,
        Kind::Purchase => !e.duplicate,
        Kind::Payment => !e.duplicate && e.direction == Some(Direction::Out) && !view.has(e, "pay.auto_debit") && live(e),
        Kind::Activity => true,
        Kind::Place | Kind::Device | Kind::Profile | Kind::AdLabel | Kind::Contact => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let night = |d: u64| [1, 2, 3].map(|h| shop(at(d, h), "某某便利店", &[])).to_vec();
        let quiet = || every(0..150, 1, |d| shop(at(d, 12), "某某便利店", &[]));
        let said = speaks("night_restlessness", [quiet(), (0..28).step_by(3).flat_map(night).collect()].concat());
        assert!(said[0].level <= Level::Low, "{:?}", said[0].level);
        // As many nights all along: a night shift.
        silent("night_restlessness", [quiet(), (0..150).step_by(3).flat_map(night).collect()].concat());
        silent("night_restlessness", (0..28).step_by(3).flat_map(night).collect());
    }
}
