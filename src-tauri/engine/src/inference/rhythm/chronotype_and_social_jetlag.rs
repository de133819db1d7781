//! # What they could say
//! Whether your body clock is early or late, and how far workdays are from it.
//! # What gives it away
//! The middles of the nights before days off and before workdays.
//! # When this is wrong
//! An alarm on days off; holidays; one time zone over a wide country.
//! # What to do
//! Nothing hides the times of messages from who carries them.
//!
//! Source: inferences.md `chronotype_and_social_jetlag`: MCTQ (Roenneberg 2003/2012): middle of sleep on free days, corrected for sleep
//! debt; social jet lag is the distance between the middles (Wittmann 2006). Cut-offs 3:30 and 5:30 are ours. The questionnaire calls
//! it not computable where an alarm is used on free days, which no export shows: the word is medium at most. Work days from the
//! calendar, make-up days included.

use super::sleep_window;
use crate::inference::evidence::{self, said};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::{NaiveDateTime, TimeDelta};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "chronotype_and_social_jetlag",
    facet: Facet::Rhythm,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Message, Kind::Payment, Kind::Purchase],
    feeds: &["pay.auto_debit"],
    half_life: None,
    cap: Some((Level::Medium, "alarm_unknown")),
    wrong_when: &["phone_away", "alarm_on_days_off"],
    actions: &["fewer_apps_at_night"],
    infer,
};

const PRIOR: f64 = 0.4;

fn infer(view: &View<'_>) -> Finding {
    let Some(sleep) = sleep_window::found(view) else { return evidence::too_few(0, 14) };
    let length = |(from, to): (i64, i64)| (to - from) as f64;
    let middle = |window: (i64, i64)| window.0 as f64 + length(window) / 2.0;
    let (work, free) = (length(sleep.work), length(sleep.free));
    let week = (5.0 * work + 2.0 * free) / 7.0;
    let debt = if free > work { 0.5 * (free - week) } else { 0.0 };
    // Minutes from noon; midnight is 720.
    let corrected = middle(sleep.free) - debt;
    let kind = match corrected {
        m if m < 720.0 + 210.0 => "early",
        m if m > 720.0 + 330.0 => "late",
        _ => "middle",
    };
    let lag = (middle(sleep.free) - middle(sleep.work)).abs();
    let reason = said(view, "reason.chronotype_and_social_jetlag.nights", &sleep.rows)
        .with("middle", clock(middle(sleep.free)))
        .with("workday", clock(middle(sleep.work)));
    Finding::Claims(vec![Draft {
        emphasis: "kind",
        since: view.since(&sleep.rows),
        steps: vec![Step::new(reason, Size::Strong, "nights", sleep.rows)],
        counter: vec![evidence::note("counter.chronotype_and_social_jetlag.alarm")],
        ..Draft::new(
            kind,
            Phrase::new("claim.chronotype_and_social_jetlag")
                .with("kind", Param::Word(format!("chronotype.{kind}")))
                .with("lag", Param::Count((lag / 15.0).round() as u64 * 15)),
            PRIOR,
        )
    }])
}

fn clock(minutes: f64) -> Param {
    let quarter = (minutes / 15.0).round() as i64 * 15 + 720;
    Param::Time((NaiveDateTime::default() + TimeDelta::minutes(quarter)).time())
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let hours = |from: u32, to: u32| move |d: u64| (from..=to).map(move |h| shop(at(d, h), "某某便利店", &[])).collect::<Vec<_>>();
        let said = speaks("chronotype_and_social_jetlag", (0..70).flat_map(hours(7, 22)).collect());
        assert_eq!((said[0].value.as_str(), said[0].level), ("early", Level::Medium));
        assert_eq!(speaks("chronotype_and_social_jetlag", (0..70).flat_map(hours(11, 23)).collect())[0].value, "middle");
        silent("chronotype_and_social_jetlag", (0..12).flat_map(hours(7, 22)).collect());
    }
}
