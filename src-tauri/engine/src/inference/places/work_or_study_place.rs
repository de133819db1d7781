//! # What they could say
//! The district you spend your workdays in.
//! # What gives it away
//! Small payments between ten and five, Monday to Friday, that name a place; canteens.
//! # When this is wrong
//! A gym or a partner's flat; work from home; make-up days and holidays are taken for what the calendar says.
//! # What to do
//! Keep location off for apps that don't need it.
//!
//! Source: inferences.md `work_or_study_place`: at least 10 workdays and 30 % of the workdays with a payment.

use crate::inference::calendar::Calendar;
use crate::inference::confidence::{logit, wilson_lower};
use crate::inference::evidence::{self, live, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier, district};
use crate::observer::{Event, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::{NaiveDate, Timelike};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "work_or_study_place",
    facet: Facet::Places,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment, Kind::Purchase],
    feeds: &["place.district", "place.foreign", "merchant.canteen"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["gym_or_partner", "works_from_home"],
    actions: &["location_approximate"],
    infer,
};

/// No base rate is known for a given district: here or elsewhere.
const PRIOR: f64 = 0.5;
const NEEDED: u64 = 10;

fn infer(view: &View<'_>) -> Finding {
    let calendar = Calendar::of(view);
    let mut by_place: BTreeMap<&str, (BTreeSet<NaiveDate>, Vec<usize>)> = BTreeMap::new();
    let mut days = BTreeSet::new();
    for (i, e) in view.events().iter().enumerate().filter(|(_, e)| live(e) && at_work_hours(e, calendar)) {
        // A parcel ordered at lunch goes home: only what is bought on the spot places the person.
        let (Some(at), Some(time), Kind::Payment) = (district::of(view, e).filter(|p| district::within_a_country(p)), e.time, e.kind)
        else {
            continue;
        };
        days.insert(time.date());
        let (here, rows) = by_place.entry(at).or_default();
        here.insert(time.date());
        rows.push(i);
    }
    let Some((at, (here, rows))) = by_place.iter().max_by_key(|(_, (d, _))| d.len()) else { return evidence::too_few(0, NEEDED) };
    if here.len() < NEEDED as usize || here.len() * 10 < days.len() * 3 {
        return evidence::too_few(here.len(), NEEDED);
    }
    let share = wilson_lower(here.len() as u64, days.len() as u64);
    let total = Param::Count(days.len() as u64);
    let mut first = step(view, "reason.work_or_study_place.days", Size::Measured(logit(share) - logit(PRIOR)), "workdays", rows.clone());
    first.reason = first.reason.with("n", Param::Count(here.len() as u64)).with("total", total);
    let mut steps = vec![first];
    let canteen: Vec<usize> = rows.iter().copied().filter(|i| view.event(*i).is_some_and(|e| view.has(e, "merchant.canteen"))).collect();
    if !canteen.is_empty() {
        steps.push(step(view, "reason.work_or_study_place.canteen", Size::Moderate, "canteen", canteen));
    }
    let elsewhere: Vec<usize> = by_place.iter().filter(|(p, _)| *p != at).flat_map(|(_, (_, r))| r).copied().collect();
    let counter = if elsewhere.is_empty() {
        vec![evidence::note("counter.work_or_study_place.unpaid")]
    } else {
        vec![step(view, "counter.work_or_study_place.elsewhere", Size::Note, "workdays", elsewhere)]
    };
    Finding::Claims(vec![Draft {
        value: (*at).to_owned(),
        statement: Phrase::new("claim.work_or_study_place").with("district", district::spoken(at)),
        emphasis: "district",
        prior: PRIOR,
        since: view.since(rows),
        exhibit: Some(said(view, "exhibit.work_or_study_place", rows)),
        steps,
        counter,
    }])
}

/// Ten to five on workdays.
fn at_work_hours(e: &Event, calendar: Calendar) -> bool {
    e.time.is_some_and(|t| calendar.workday(t.date()) && (10..17).contains(&t.hour()))
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        speaks("work_or_study_place", every(0..60, 1, |d| shop(at(d, 12), "某某饭堂", &["merchant.canteen", WORK])));
        silent("work_or_study_place", every(0..60, 1, |d| shop(at(d, 20), "某某面馆", &["merchant.restaurant", WORK])));
    }
}
