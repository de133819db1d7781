//! # What they could say
//! What you searched for most, and what it would be sold as.
//! # What gives it away
//! Searches that come back within a week.
//! # When this is wrong
//! Curiosity; somebody else on the account.
//! # What to do
//! Delete the history, pause it, or have it delete itself.
//!
//! Source: inferences.md `search_intents`: the same words three times within seven days are an intent; no clustering by head noun.
//! Searches that carry a tag of health, religion or the like are left to their folded rules. The AOL release of 2006 identified user
//! 4417749 (documented: NYT).

use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::{Event, Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{ActivityKind, Kind};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "search_intents",
    facet: Facet::Devices,
    tier: Tier::T2,
    kind: ClaimKind::Observed,
    needs: &[Kind::Activity],
    feeds: &["search.goods"],
    half_life: None,
    cap: None,
    wrong_when: &["curiosity", "several_people"],
    actions: &["history_off"],
    infer,
};

const TIMES: usize = 3;
const WEEK: i64 = 7;
/// Told, if at all, where it is folded: words a search holds, and goods it looks for.
const FOLDED: [&str; 4] = ["words.crisis", "words.pregnancy", "words.illness", "words.bereavement"];
const FOLDED_GOODS: [&str; 12] = [
    "goods.health",
    "goods.religion",
    "goods.books.religion",
    "goods.books.psychology",
    "goods.funeral",
    "goods.lingerie",
    "goods.incontinence",
    "goods.mobility_aid",
    "goods.hearing_aid",
    "goods.maternity",
    "goods.baby",
    "goods.food.halal",
];

fn infer(view: &View<'_>) -> Finding {
    let rows: Vec<usize> =
        view.of(Kind::Activity).into_iter().filter(|i| view.deed(*i).is_some_and(|d| d.kind == ActivityKind::Search)).collect();
    let mut words: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for i in &rows {
        let Some(e) = view.event(*i).filter(|e| !folded(view, e)) else { continue };
        if let Some(item) = e.item {
            words.entry(item).or_default().push(*i);
        }
    }
    let near = |rows: &[usize]| {
        let days: Vec<NaiveDate> = rows.iter().filter_map(|i| view.day(*i)).collect();
        days.iter().zip(days.iter().skip(TIMES - 1)).any(|(a, b)| (*b - *a).num_days() <= WEEK)
    };
    let mut intents: Vec<(Name, Vec<usize>)> = words.into_iter().filter(|(_, rows)| near(rows)).collect();
    if intents.is_empty() {
        return evidence::too_few(rows.len(), TIMES as u64);
    }
    intents.sort_by_key(|(name, rows)| (std::cmp::Reverse(rows.len()), *name));
    let said_words: Vec<Param> = intents.iter().take(5).map(|(name, _)| Param::Text(view.name(*name).to_owned())).collect();
    let all: Vec<usize> = intents.iter().flat_map(|(_, rows)| rows.clone()).collect();
    let first = step(view, "reason.search_intents.all", Size::Decisive, "searches", all.clone());
    let each = intents.iter().take(10).map(|(name, rows)| {
        let mut one = step(view, "reason.search_intents.one", Size::Note, "searches", rows.clone());
        one.reason = one.reason.with("words", Param::Text(view.name(*name).to_owned()));
        one
    });
    Finding::Claims(vec![Draft {
        emphasis: "words",
        since: view.since(&all),
        steps: std::iter::once(first).chain(each).collect(),
        counter: vec![evidence::note("counter.search_intents.curious")],
        ..Draft::new(
            "searches",
            Phrase::new("claim.search_intents").with("n", Param::Count(intents.len() as u64)).with("words", Param::List(said_words)),
            0.5,
        )
    }])
}

fn folded(view: &View<'_>, e: &Event) -> bool {
    let sought =
        |goods: &str| FOLDED_GOODS.iter().any(|f| goods.strip_prefix(f).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')));
    FOLDED.iter().any(|t| view.has(e, t)) || view.seen(e, "search.goods").filter_map(|s| s.value).any(|v| sought(view.name(v)))
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let search = |d, words: &str| did(Platform::Google, at(d, 21), ActivityKind::Search, words);
        let said = speaks("search_intents", vec![search(9, "儿童自行车"), search(8, "儿童自行车"), search(5, "儿童自行车")]);
        assert!(said[0].statement.zh_cn.contains("儿童自行车"));
        silent("search_intents", vec![search(90, "天气"), search(50, "天气"), search(5, "天气")]);
        // What is folded elsewhere isn’t printed here.
        silent("search_intents", every(5..9, 1, |d| search(d, "产检 怀孕")));
        silent("search_intents", every(5..9, 1, |d| search(d, "血压计 家用")));
    }
}
