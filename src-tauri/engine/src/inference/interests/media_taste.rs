//! # What they could say
//! What you watch, hear and read most, and at what hour.
//! # What gives it away
//! Titles played and viewed, by whom they are.
//! # When this is wrong
//! A television shared; curiosity.
//! # What to do
//! A profile for each person; pause the history.
//!
//! Source: inferences.md `media_taste`: fifty titles; the makers that come back most. Eight ratings with dates identify 99 % of Netflix
//! subscribers (Narayanan & Shmatikov 2008). Genres would need a catalogue of works, which isn’t bundled.

use crate::inference::evidence::{self, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{ActivityKind, Kind};
use chrono::Timelike;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "media_taste",
    facet: Facet::Interests,
    tier: Tier::T1,
    kind: ClaimKind::Observed,
    needs: &[Kind::Activity, Kind::Payment],
    feeds: &["merchant.streaming", "merchant.music"],
    half_life: None,
    cap: None,
    wrong_when: &["shared_television", "curiosity"],
    actions: &["account_each"],
    infer,
};

const TITLES: u64 = 50;
const TOLD: usize = 3;

fn infer(view: &View<'_>) -> Finding {
    let played = |i: &usize| view.deed(*i).is_some_and(|d| matches!(d.kind, ActivityKind::View | ActivityKind::Play | ActivityKind::Read));
    let rows: Vec<usize> = view.of(Kind::Activity).into_iter().filter(played).collect();
    if (rows.len() as u64) < TITLES {
        return evidence::too_few(rows.len(), TITLES);
    }
    let mut makers: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for i in &rows {
        if let Some(by) = view.event(*i).and_then(|e| e.party) {
            makers.entry(by).or_default().push(*i);
        }
    }
    let mut makers: Vec<(Name, Vec<usize>)> = makers.into_iter().filter(|(_, rows)| rows.len() >= 3).collect();
    makers.sort_by_key(|(name, rows)| (std::cmp::Reverse(rows.len()), *name));
    if makers.is_empty() {
        return evidence::too_few(0, 3);
    }
    let at = |hours: std::ops::Range<u32>| rows.iter().filter(|i| view.time(**i).is_some_and(|t| hours.contains(&t.hour()))).count();
    let slots = [("morning", at(5..12)), ("afternoon", at(12..18)), ("evening", at(18..23)), ("night", at(23..24) + at(0..5))];
    let slot = slots.iter().max_by_key(|(_, n)| *n).map_or("evening", |(slot, _)| *slot);
    let names: Vec<Param> = makers.iter().take(TOLD).map(|(name, _)| Param::Text(view.name(*name).to_owned())).collect();
    let all = Step::new(said(view, "reason.media_taste.all", &rows), Size::Decisive, "titles", rows.clone());
    let each = makers.iter().take(8).map(|(_, rows)| step(view, "reason.media_taste.maker", Size::Note, "titles", rows.clone()));
    Finding::Claims(vec![Draft {
        emphasis: "makers",
        since: view.since(&rows),
        steps: std::iter::once(all).chain(each).collect(),
        counter: vec![evidence::note("counter.media_taste.shared")],
        ..Draft::new(
            slot,
            Phrase::new("claim.media_taste").with("makers", Param::List(names)).with("slot", Param::Word(format!("slot.{slot}"))),
            0.5,
        )
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let played = |d: u64| {
            let activity = Activity {
                time: Some(at(d, 21)),
                by: Some(["某某频道", "乙"][d as usize % 2].into()),
                ..Activity::new(ActivityKind::Play, format!("第{d}集"))
            };
            row(Platform::Google, Fact::Activity(activity), &[])
        };
        let said = speaks("media_taste", every(0..80, 1, played));
        assert_eq!(said[0].value, "evening");
        silent("media_taste", every(0..20, 1, played));
        // Searches are no taste.
        silent("media_taste", every(0..80, 1, |d| did(Platform::Google, at(d, 21), ActivityKind::Search, "天气")));
    }
}
