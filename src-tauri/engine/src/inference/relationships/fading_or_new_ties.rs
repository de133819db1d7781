//! # What they could say
//! Which contact is fading, and which is new.
//! # What gives it away
//! Weekly rows of the last ninety days against those before.
//! # When this is wrong
//! Another channel; holidays.
//! # What to do
//! Nothing hides times and counts from whoever carries them.
//!
//! Source: inferences.md `fading_or_new_ties`: ninety days against the 270 before, at least fifty rows, z of −3 and 3 under a negative
//! binomial with twice the Poisson variance. New is who first appears in the last ninety days, with fifty rows, where the files of the
//! same archive reach back half a year. Days are counted back from the end of the archive a chat stands in: chats are exported one by
//! one, and an export that ends is no tie that fades. No published accuracy found.

use crate::inference::evidence::{self, said};
use crate::inference::people::{self, People};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{ArchiveId, Kind};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "fading_or_new_ties",
    facet: Facet::Relationships,
    tier: Tier::T1,
    kind: ClaimKind::Observed,
    needs: &[Kind::Message, Kind::Payment],
    feeds: &[],
    half_life: None,
    cap: None,
    wrong_when: &["moved_channel", "holidays"],
    actions: &["encrypted_chats"],
    infer,
};

const RECENT: i64 = 90;
const BEFORE: i64 = 270;
const ROWS: usize = 50;
const TOLD: usize = 6;
/// How much wider than chance weekly counts of chats scatter; expert-set.
const SPREAD: f64 = 2.0;

fn infer(view: &View<'_>) -> Finding {
    let people = people::all(view);
    let spans = spans(view, &people);
    let mut drafts = Vec::new();
    let mut most = 0;
    for (name, person) in people.iter() {
        most = most.max(person.rows.len());
        let Some((start, end)) = spans.get(name).copied().filter(|_| person.rows.len() >= ROWS) else { continue };
        let ago = |i: &usize| view.day(*i).map_or(i64::MAX, |d| (end - d).num_days());
        let rows: Vec<usize> = person.rows.iter().copied().filter(|i| ago(i) < RECENT + BEFORE).collect();
        let known = person.rows.iter().map(ago).max().unwrap_or_default();
        let now = rows.iter().filter(|i| ago(i) < RECENT).count();
        let then = rows.len() - now;
        let (way, z, expected) = if known < RECENT && (end - start).num_days() >= RECENT * 2 {
            ("new", f64::INFINITY, 0.0)
        } else if known >= RECENT * 2 {
            // Who was met within the year before has fewer weeks to compare with.
            let expected = then as f64 / (known.min(RECENT + BEFORE) - RECENT) as f64 * RECENT as f64;
            let z = (now as f64 - expected) / ((expected + expected * expected / (then as f64).max(1.0)).max(1.0) * SPREAD).sqrt();
            (if z < 0.0 { "fading" } else { "growing" }, z, expected)
        } else {
            continue;
        };
        if z.abs() < 3.0 || rows.len() < ROWS {
            continue;
        }
        let contact = view.name(*name).to_owned();
        let reason = if way == "new" { "reason.fading_or_new_ties.first" } else { "reason.fading_or_new_ties.counts" };
        let mut reason = said(view, reason, &rows).with("now", Param::Count(now as u64));
        reason = match view.since(&rows).filter(|_| way == "new") {
            Some(first) => reason.with("first", Param::Day(first)),
            None => reason.with("expected", Param::Count(expected.round() as u64)),
        };
        drafts.push((
            z.abs(),
            rows.len(),
            Draft {
                emphasis: "contact",
                since: view.since(&rows),
                steps: vec![Step::new(reason, if z.abs() > 5.0 { Size::NearStatement } else { Size::Strong }, "weeks", rows)],
                counter: vec![evidence::note("counter.fading_or_new_ties.channel")],
                ..Draft::new(
                    format!("{contact}:{way}"),
                    Phrase::new(format!("claim.fading_or_new_ties.{way}")).with("contact", Param::Text(contact)),
                    0.5,
                )
            },
        ));
    }
    drafts.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    if drafts.is_empty() {
        evidence::too_few(most, ROWS as u64)
    } else {
        Finding::Claims(drafts.into_iter().take(TOLD).map(|d| d.2).collect())
    }
}

/// For each, the first and the last day of anybody in the archives their latest row stands in.
fn spans(view: &View<'_>, people: &People) -> BTreeMap<Name, (NaiveDate, NaiveDate)> {
    let mut archives: BTreeMap<ArchiveId, (NaiveDate, NaiveDate)> = BTreeMap::new();
    let mut of: Vec<(Name, Vec<ArchiveId>)> = Vec::new();
    for (name, person) in people {
        let Some((first, last)) = person.days.first().copied().zip(person.days.last().copied()) else { continue };
        let latest = person.rows.last().and_then(|i| view.event(*i));
        let stands: Vec<ArchiveId> = latest.map(|e| view.base().origins(e.record)).into_iter().flatten().map(|o| o.archive).collect();
        for archive in &stands {
            let span = archives.entry(archive.clone()).or_insert((first, last));
            *span = (span.0.min(first), span.1.max(last));
        }
        of.push((name.to_owned(), stands));
    }
    let widest = |stands: &[ArchiveId]| {
        let spans = || stands.iter().filter_map(|a| archives.get(a));
        Some((spans().map(|s| s.0).min()?, spans().map(|s| s.1).max()?))
    };
    of.iter().filter_map(|(name, stands)| Some((*name, widest(stands)?))).collect()
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let chat = |who: &'static str, days: std::ops::Range<u64>, by: usize| {
            every(days, by, move |d| wrote(at(d, 20), who, if d % 2 == 0 { ME } else { who }, &[]))
        };
        let both = |a: std::ops::Range<u64>| [chat("甲", a, 1), chat("乙", 0..360, 3), chat("丙", 0..360, 5)].concat();
        assert_eq!(speaks("fading_or_new_ties", both(100..360))[0].value, "甲:fading");
        silent("fading_or_new_ties", both(0..360));
        assert!(speaks("fading_or_new_ties", both(0..80)).iter().any(|c| c.value == "甲:new"));
        // Everybody is new where the files begin.
        silent("fading_or_new_ties", [chat("甲", 0..80, 1), chat("乙", 0..80, 1)].concat());
        // A chat that was exported on its own, a quarter of a year earlier.
        let (vault, base) = base_of(vec![("one chat", chat("甲", 100..360, 1)), ("others", both(0..360)[360..].to_vec())]);
        let report = look(&vault, &base, Default::default());
        assert!(claims(&report, "fading_or_new_ties").is_empty(), "{:?}", claims(&report, "fading_or_new_ties"));
        // The whole export ends there.
        silent("fading_or_new_ties", [chat("甲", 100..360, 1), chat("乙", 100..360, 3)].concat());
    }
}
