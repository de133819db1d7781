//! # What they could say
//! How many delivered meals a week you order, when, and for how much.
//! # What gives it away
//! Payments at food-delivery services.
//! # When this is wrong
//! Orders for a group; somebody else eats.
//! # What to do
//! Order by phone, pay in cash.
//!
//! Source: inferences.md `takeaway_dependence`: weekly mean over at least eight active weeks; portions for one are sums up to 1.3 of
//! the middle sum.

use crate::inference::evidence::{self, median, said, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Amount, Kind};
use chrono::{Datelike, Timelike};
use std::collections::BTreeSet;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "takeaway_dependence",
    facet: Facet::Rhythm,
    tier: Tier::T1,
    kind: ClaimKind::Observed,
    needs: &[Kind::Payment, Kind::Purchase],
    feeds: &["merchant.takeaway"],
    half_life: None,
    cap: None,
    wrong_when: &["group_orders", "several_people"],
    actions: &["less_use"],
    infer,
};

const WEEKS: u64 = 8;

fn infer(view: &View<'_>) -> Finding {
    let (own, others) = evidence::own_and_others(view, evidence::spent(view, tagged(view, "merchant.takeaway")));
    let weeks: BTreeSet<(i32, u32)> = own.iter().filter_map(|i| view.day(*i)).map(|d| (d.iso_week().year(), d.iso_week().week())).collect();
    if (weeks.len() as u64) < WEEKS {
        return evidence::too_few(weeks.len(), WEEKS);
    }
    let usual = median(own.iter().filter_map(|i| Some(view.event(*i)?.net?.minor)).collect()).unwrap_or_default();
    let Some(currency) = own.iter().find_map(|i| Some(view.event(*i)?.net?.currency)) else { return evidence::too_few(0, WEEKS) };
    let at = |hours: std::ops::Range<u32>| own.iter().filter(|i| view.time(**i).is_some_and(|t| hours.contains(&t.hour()))).count();
    let (lunch, dinner, late) = (at(10..14), at(16..21), at(21..24) + at(0..4));
    let slot = if late > lunch && late > dinner {
        "late"
    } else if lunch > dinner {
        "lunch"
    } else {
        "dinner"
    };
    let tenths = own.len() as u64 * 10 / weeks.len() as u64;
    let reason = said(view, "reason.takeaway_dependence.weeks", &own).with("weeks", Param::Count(weeks.len() as u64));
    let mut counter = vec![evidence::note("counter.takeaway_dependence.group")];
    if !others.is_empty() {
        counter.push(step(view, "counter.for_others", Size::Note, "payments", others));
    }
    Finding::Claims(vec![Draft {
        emphasis: "x",
        since: view.since(&own),
        exhibit: Some(said(view, "exhibit.takeaway_dependence", &own)),
        steps: vec![Step::new(reason, Size::Decisive, "payments", own)],
        counter,
        ..Draft::new(
            slot,
            Phrase::new("claim.takeaway_dependence")
                .with("x", Param::Text(format!("{}.{}", tenths / 10, tenths % 10)))
                .with("slot", Param::Word(format!("meal.{slot}")))
                .with("amount", Param::Money(Amount::new(usual, currency))),
            0.5,
        )
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let meal = |d| shop(at(d, 19), "某某外卖", &["merchant.takeaway"]);
        let said = speaks("takeaway_dependence", every(0..90, 2, meal));
        assert_eq!(said[0].value, "dinner");
        silent("takeaway_dependence", every(0..30, 2, meal));
        silent("takeaway_dependence", every(0..90, 2, |d| shop(at(d, 19), "某某餐馆", &["merchant.restaurant"])));
    }
}
