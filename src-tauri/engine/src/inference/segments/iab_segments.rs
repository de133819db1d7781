//! # What they could say
//! How many standard audience labels would fit you, and which.
//! # What gives it away
//! Three rows of one shelf within four months.
//! # When this is wrong
//! Presents; shopping for a household.
//! # What to do
//! Ad settings of the platforms.
//!
//! Source: inferences.md `iab_segments`: labels of IAB Audience Taxonomy 1.1 (CC BY 3.0, see NOTICE) by a table from tags; three events
//! in 120 days. Where a platform’s own interests are in the files, how many of ours are among them is counted: an honest number of
//! one’s own. Health and finance labels are left out.

use crate::inference::evidence::{self, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Kind, LabelKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "iab_segments",
    facet: Facet::Segments,
    tier: Tier::T1,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase, Kind::Payment, Kind::Activity, Kind::AdLabel],
    feeds: &["goods", "merchant"],
    half_life: Some(120),
    cap: None,
    wrong_when: &["presents", "household_shops"],
    actions: &["taobao_recommendations_off", "history_off"],
    infer,
};

const EVENTS: usize = 3;
const WITHIN: u32 = 120;
/// Our tag, the taxonomy's name, and words by which a platform's own interest is the same.
type Row = (&'static str, &'static str, Vec<&'static str>);

static LABELS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/iab_labels.tsv").lines().filter(|l| !l.starts_with('#'));
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()?, cells.next()?.split('|').collect()))
    };
    lines.filter_map(row).collect()
});

fn infer(view: &View<'_>) -> Finding {
    if view.reseller {
        return evidence::too_few(0, EVENTS as u64);
    }
    let mut fits: BTreeMap<&str, (Vec<usize>, &[&str])> = BTreeMap::new();
    for (tag, label, words) in LABELS.iter() {
        let rows: Vec<usize> = evidence::own(view, tagged(view, tag));
        let dense = rows.iter().any(|from| {
            rows.iter()
                .filter(|i| view.day(*from).zip(view.day(**i)).is_some_and(|(a, b)| (0..=i64::from(WITHIN)).contains(&(b - a).num_days())))
                .count()
                >= EVENTS
        });
        if dense {
            fits.entry(label).or_insert_with(|| (Vec::new(), words.as_slice())).0.extend(rows);
        }
    }
    if fits.is_empty() {
        return evidence::too_few(0, EVENTS as u64);
    }
    let theirs: Vec<(usize, String)> = view
        .of(Kind::AdLabel)
        .into_iter()
        .filter(|i| view.label(*i).is_some_and(|l| l.kind == LabelKind::Interest))
        .filter_map(|i| Some((i, view.name(view.event(i)?.item?).to_lowercase())))
        .collect();
    let hits: Vec<usize> =
        fits.values().filter_map(|(_, words)| theirs.iter().find(|(_, l)| words.iter().any(|w| l.contains(w))).map(|(i, _)| *i)).collect();
    let rows: BTreeSet<usize> = fits.values().flat_map(|(r, _)| r.clone()).collect();
    let rows: Vec<usize> = rows.into_iter().collect();
    let names: Vec<Param> = fits.keys().map(|l| Param::Text((*l).to_owned())).collect();
    let mut steps = vec![step(view, "reason.iab_segments.rows", Size::NearStatement, "goods", rows.clone())];
    let mut counter = Vec::new();
    if !hits.is_empty() {
        let mut agree = step(view, "reason.iab_segments.agree", Size::Strong, "label", hits.clone());
        agree.reason = agree.reason.with("k", Param::Count(hits.len() as u64)).with("total", Param::Count(fits.len() as u64));
        steps.push(agree);
    } else if !theirs.is_empty() {
        let rows = theirs.into_iter().map(|(i, _)| i).collect();
        counter.push(step(view, "counter.iab_segments.none", Size::Against(&Size::Moderate), "label", rows));
    }
    Finding::Claims(vec![Draft {
        emphasis: "labels",
        since: view.since(&rows),
        steps,
        counter,
        ..Draft::new(
            "labels",
            Phrase::new("claim.iab_segments").with("n", Param::Count(fits.len() as u64)).with("labels", Param::List(names)),
            0.3,
        )
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let food = || every(0..100, 20, |d| bought(at(d, 9), ME, &["goods.pet.cat_food"]));
        assert!(speaks("iab_segments", food())[0].statement.en.contains("Pets"));
        let own = row(
            Platform::Google,
            Fact::AdLabel(AdLabel { kind: LabelKind::Interest, label: "Cats".into(), value: None, origin: None, time: None }),
            &[],
        );
        assert_eq!(speaks("iab_segments", [food(), vec![own]].concat())[0].level, Level::High);
        silent("iab_segments", vec![bought(at(3, 9), ME, &["goods.pet.cat_food"])]);
    }
}
