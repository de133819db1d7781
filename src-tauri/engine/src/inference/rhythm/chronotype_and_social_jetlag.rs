//! # What they could say
//! Whether your body clock runs early or late, and how far your days off are from your workdays.
//! # What gives it away
//! The middle of the night's silence on workdays and before days off.
//! # When this is wrong
//! An alarm on days off, which no file shows; the phone lies elsewhere; the far west on Beijing time; small children.
//! # What to do
//! Nothing hides the times of messages from who carries them; fewer apps at night.
//!
//! Source: inferences.md `chronotype_and_social_jetlag`: the formula of the Munich questionnaire (Roenneberg 2012, as coded in rOpenSci
//! `mctq`: documented; Wittmann 2006: reported from memory), with medians of the nights instead of answers; social jet lag from
//! times of posts (Leypunskiy 2018, from memory). Early before 3:30, late after 5:30: our lines. The questionnaire itself calls the
//! corrected middle not computable with an alarm on days off, so the word is never above *medium*.

use super::sleep_window::{self, Night};
use crate::inference::confidence::{logit, wilson_lower};
use crate::inference::evidence::{self, median, said, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "chronotype_and_social_jetlag",
    facet: Facet::Rhythm,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Message, Kind::Payment, Kind::Purchase, Kind::Activity],
    feeds: &["pay.auto_debit", "place.district"],
    half_life: None,
    cap: Some((Level::Medium, "alarm_unknown")),
    wrong_when: &["alarm_on_days_off", "phone_away", "western_clock"],
    actions: &["fewer_apps_at_night"],
    infer,
};

/// No base rate is known for a given type and distance.
const PRIOR: f64 = 0.5;
/// Minutes from noon: 3:30 and 5:30.
const EARLY: i64 = 930;
const LATE: i64 = 1050;
/// A middle of the night this near the median fits (minutes).
const NEAR: i64 = 60;

fn infer(view: &View<'_>) -> Finding {
    let [work, off] = sleep_window::nights(view);
    let needed = (sleep_window::WORKDAYS + sleep_window::FREE_DAYS) as u64;
    if work.len() < sleep_window::WORKDAYS || off.len() < sleep_window::FREE_DAYS {
        return evidence::too_few(work.len() + off.len(), needed);
    }
    let length = |nights: &[Night]| median(nights.iter().map(|n| n.to - n.from).collect());
    let middle = |nights: &[Night]| median(nights.iter().map(|n| (n.to + n.from) / 2).collect());
    let (Some(sleep_work), Some(sleep_off), Some(mid_work), Some(mid_off)) = (length(&work), length(&off), middle(&work), middle(&off))
    else {
        return evidence::too_few(0, needed);
    };
    // The person's own share of workdays among the nights seen, so that six days a week count as six.
    let (w, f) = (work.len() as i64, off.len() as i64);
    let average = (w * sleep_work + f * sleep_off) / (w + f);
    let corrected = if sleep_off > sleep_work { mid_off - (sleep_off - average) / 2 } else { mid_off };
    let apart = (mid_off - mid_work).abs();
    let kind = match corrected {
        c if c < EARLY => "early",
        c if c > LATE => "late",
        _ => "middle",
    };
    let mut steps = Vec::new();
    for (nights, middle, family, id) in [(&work, mid_work, "workdays", "work"), (&off, mid_off, "days_off", "off")] {
        let fits = |n: &&Night| ((n.from + n.to) / 2 - middle).abs() <= NEAR;
        let rows: Vec<usize> = nights.iter().filter(fits).flat_map(|n| n.edges).collect();
        let (hits, total) = (nights.iter().filter(fits).count() as u64, nights.len() as u64);
        let reason = said(view, &format!("reason.chronotype_and_social_jetlag.{id}"), &rows)
            .with("middle", sleep_window::clock(middle))
            .with("n", Param::Count(hits))
            .with("total", Param::Count(total));
        // Half the steps' worth each: both kinds of night say one thing together.
        let size = Size::Measured((logit(wilson_lower(hits, total)) - logit(PRIOR)) / 2.0);
        steps.push(Step::new(reason, size, family, rows));
    }
    let rows: Vec<usize> = steps.iter().flat_map(|s| &s.events).copied().collect();
    let mut counter = vec![evidence::note("counter.chronotype_and_social_jetlag.alarm")];
    let in_the_west = |i: &usize| {
        view.event(*i).is_some_and(|e| view.seen(e, "place.district").any(|s| s.value.is_some_and(|v| view.name(v).starts_with("新疆"))))
    };
    let west: Vec<usize> = tagged(view, "place.district").into_iter().filter(in_the_west).collect();
    if west.len() >= 3 {
        counter.push(evidence::step(view, "counter.chronotype_and_social_jetlag.west", Size::Against(&Size::Moderate), "place", west));
    }
    Finding::Claims(vec![Draft {
        emphasis: "type",
        since: view.since(&rows),
        exhibit: Some(
            Phrase::new("exhibit.chronotype_and_social_jetlag")
                .with("work", sleep_window::clock(mid_work))
                .with("off", sleep_window::clock(mid_off))
                .with("n", Param::Count(rows.len() as u64 / 2)),
        ),
        steps,
        counter,
        ..Draft::new(
            kind,
            Phrase::new("claim.chronotype_and_social_jetlag")
                .with("type", Param::Word(format!("chronotype.{kind}")))
                .with("n", Param::Count(u64::try_from((apart + 7) / 15 * 15).unwrap_or(0))),
            PRIOR,
        )
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::calendar::tests::days_off;
    use crate::inference::trial::*;

    /// A day with rows through from one hour to another, past midnight too.
    fn day(d: u64, from: u32, to: u32) -> Vec<Row> {
        (from..=to).map(|h| shop(at(if h < 24 { d } else { d - 1 }, h % 24), "某某便利店", &[])).collect()
    }

    #[test]
    fn speaks_and_is_silent() {
        // Up from 8 to 23 before workdays; until 2, and from 11, around days off.
        let rows = |late: bool| -> Vec<Row> {
            let off = days_off(90);
            let hours = |d: u64| (if off.contains(&d) && late { 11 } else { 8 }, if off.contains(&(d - 1)) && late { 26 } else { 23 });
            (1..90).flat_map(|d| day(d, hours(d).0, hours(d).1)).collect()
        };
        let said = speaks("chronotype_and_social_jetlag", rows(true));
        assert!(said[0].statement.en.contains("180 minutes"), "{}", said[0].statement.en);
        assert!(said[0].level <= Level::Medium);
        let west = every(1..80, 8, |d| shop(at(d, 12), "某某饭馆", &["place.district=新疆维吾尔自治区/喀什地区/喀什市"]));
        let there = speaks("chronotype_and_social_jetlag", [rows(true), west].concat());
        assert!(there[0].p < said[0].p);
        silent("chronotype_and_social_jetlag", (1..12).flat_map(|d| day(d, 8, 23)).collect());
    }
}
