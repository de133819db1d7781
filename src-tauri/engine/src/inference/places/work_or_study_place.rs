//! # What they could say
//! The district you spend your workdays in.
//! # What gives it away
//! Small payments between ten and five on workdays that name a place; canteens; where the phone spends these hours, if it isn't where it
//! spends its nights; what the platform itself calls work.
//! # When this is wrong
//! A gym or a partner's flat; work from home.
//! # What to do
//! Keep location off for apps that don't need it.
//!
//! Source: inferences.md `work_or_study_place`: at least 10 workdays and 30 % of the workdays with a payment.

use super::stays;
use crate::inference::calendar::Calendar;
use crate::inference::confidence::{logit, wilson_lower};
use crate::inference::evidence::{self, live, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier, district};
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
    needs: &[Kind::Payment, Kind::Place],
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
    let (paid, stayed) = (by_payments(view), by_points(view));
    let found = paid.as_ref().err().copied().unwrap_or_default();
    let drafts = stays::together(paid.ok(), stayed);
    if drafts.is_empty() { evidence::too_few(found, NEEDED) } else { Finding::Claims(drafts) }
}

/// Where the phone spends working hours, if that isn't where it spends the nights, and what the platform calls work.
fn by_points(view: &View<'_>) -> Option<Draft> {
    let spots = stays::spots(view);
    let home = stays::home(&spots).map(|(spot, _)| spot.name.as_str());
    let all: BTreeSet<NaiveDate> = spots.iter().flat_map(|s| s.workdays(view).into_keys()).collect();
    let (spot, days) = stays::fullest(&spots, |s| s.workdays(view))?;
    if Some(spot.name.as_str()) == home || days.len() < NEEDED as usize || days.len() * 10 < all.len() * 3 {
        return None;
    }
    let rows: Vec<usize> = days.values().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let size = Size::Measured(logit(wilson_lower(days.len() as u64, all.len() as u64)) - logit(PRIOR));
    let mut first = step(view, "reason.work_or_study_place.points", size, "points", rows.clone());
    first.reason = first.reason.with("n", Param::Count(days.len() as u64)).with("total", Param::Count(all.len() as u64));
    let mut steps = vec![first];
    if let Some(rows) = stays::called(view, "WORK").remove(&spot.name) {
        let platform = rows.first().and_then(|i| view.event(*i)).map(|e| evidence::party(view, e))?;
        let reason = Phrase::new("reason.work_or_study_place.called").with("platform", platform).with("n", Param::Count(rows.len() as u64));
        let age = view.age(&rows);
        steps.push(Step::new(reason, Size::NearStatement, "platform", rows).aged(age));
    }
    Some(Draft {
        emphasis: "district",
        since: view.since(&rows),
        steps,
        ..Draft::new(spot.name.clone(), Phrase::new("claim.work_or_study_place").with("district", stays::spoken(&spot.name)), PRIOR)
    })
}

/// Where is paid in working hours.
fn by_payments(view: &View<'_>) -> Result<Draft, usize> {
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
    let Some((at, (here, rows))) = by_place.iter().max_by_key(|(_, (d, _))| d.len()) else { return Err(0) };
    if here.len() < NEEDED as usize || here.len() * 10 < days.len() * 3 {
        return Err(here.len());
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
    Ok(Draft {
        value: (*at).to_owned(),
        statement: Phrase::new("claim.work_or_study_place").with("district", district::spoken(at)),
        emphasis: "district",
        prior: PRIOR,
        since: view.since(rows),
        exhibit: Some(said(view, "exhibit.work_or_study_place", rows)),
        steps,
        counter,
    })
}

/// Ten to five on a workday.
fn at_work_hours(e: &Event, calendar: Calendar) -> bool {
    e.time.is_some_and(|t| (10..17).contains(&t.hour()) && calendar.workday(t.date()))
}

#[cfg(test)]
mod tests {
    use super::super::stays::tests::visit;
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        speaks("work_or_study_place", every(0..60, 1, |d| shop(at(d, 12), "某某饭堂", &["merchant.canteen", WORK])));
        silent("work_or_study_place", every(0..60, 1, |d| shop(at(d, 20), "某某面馆", &["merchant.restaurant", WORK])));
        let (home, office) = ((30.26, 120.12), (30.19, 120.20));
        let nights = || every(0..40, 1, |d| visit(d, 22, 9, home));
        let said = speaks("work_or_study_place", [nights(), every(0..40, 1, |d| visit(d, 9, 8, office))].concat());
        assert_eq!(said[0].value, "30.19, 120.20");
        // Work at home.
        silent("work_or_study_place", [nights(), every(0..40, 1, |d| visit(d, 9, 8, home))].concat());
    }
}
