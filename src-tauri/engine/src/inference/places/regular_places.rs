//! # What they could say
//! Of which places you are a regular.
//! # What gives it away
//! The same merchant six times and more over three months, never long apart.
//! # When this is wrong
//! A chain has many branches; a subscription; a vending machine at home.
//! # What to do
//! Cash, or another wallet.
//!
//! Source: inferences.md `regular_places`: six visits over three months, middle gap at most 21 days. Hospitals, houses of worship and
//! courts are left to their own folded rules. Web shops and services that come to the door are no places.

use crate::inference::evidence::{self, median, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "regular_places",
    facet: Facet::Places,
    tier: Tier::T2,
    kind: ClaimKind::Observed,
    needs: &[Kind::Payment],
    feeds: &["merchant"],
    half_life: None,
    cap: None,
    wrong_when: &["chain_shop", "machine_at_home"],
    actions: &["plain_amounts", "less_use"],
    infer,
};

const VISITS: usize = 6;
const SPAN: i64 = 90;
const GAP: i64 = 21;
const TOLD: usize = 8;
/// One has to be there to pay there.
const PLACES: [&str; 19] = [
    "merchant.restaurant",
    "merchant.coffee",
    "merchant.convenience",
    "merchant.snack_shop",
    "merchant.grocery",
    "merchant.market",
    "merchant.bakery",
    "merchant.milk_tea",
    "merchant.bar",
    "merchant.gym",
    "merchant.sports_club",
    "merchant.hairdresser",
    "merchant.cinema",
    "merchant.canteen",
    "merchant.parking",
    "merchant.ktv",
    "merchant.internet_cafe",
    "merchant.fuel",
    "merchant.massage",
];

fn infer(view: &View<'_>) -> Finding {
    let mut by_party: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for i in evidence::spent(view, evidence::any(view, &PLACES)) {
        if let Some(party) =
            view.event(i).filter(|e| !view.has(e, "merchant.hospital") && !view.has(e, "merchant.religion")).and_then(|e| e.party)
        {
            by_party.entry(party).or_default().push(i);
        }
    }
    let most = by_party.values().map(Vec::len).max().unwrap_or_default();
    let mut regular: Vec<Vec<usize>> = by_party.into_values().filter(|rows| often(view, rows)).collect();
    if regular.is_empty() {
        return evidence::too_few(most, VISITS as u64);
    }
    regular.sort_by_key(|rows| std::cmp::Reverse(rows.len()));
    let rows: Vec<usize> = regular.concat();
    let names: Vec<Param> =
        regular.iter().take(3).filter_map(|r| Some(Param::Text(view.party(view.event(*r.first()?)?).to_owned()))).collect();
    let all = Step::new(said(view, "reason.regular_places.all", &rows), Size::Decisive, "visits", rows.clone());
    let each = regular.iter().take(TOLD).map(|r| step(view, "reason.regular_places.one", Size::Note, "visits", r.clone()));
    Finding::Claims(vec![Draft {
        emphasis: "places",
        since: view.since(&rows),
        exhibit: regular.first().map(|r| said(view, "exhibit.regular_places", r)),
        steps: std::iter::once(all).chain(each).collect(),
        counter: vec![evidence::note("counter.regular_places.branches")],
        ..Draft::new(
            "places",
            Phrase::new("claim.regular_places").with("n", Param::Count(regular.len() as u64)).with("places", Param::List(names)),
            0.5,
        )
    }])
}

fn often(view: &View<'_>, rows: &[usize]) -> bool {
    let days: BTreeSet<NaiveDate> = rows.iter().filter_map(|i| view.day(*i)).collect();
    let gaps = days.iter().zip(days.iter().skip(1)).map(|(a, b)| (*b - *a).num_days()).collect();
    days.len() >= VISITS && view.span(rows) >= SPAN && median(gaps).is_some_and(|gap| gap <= GAP)
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let visit = |d| shop(at(d, 12), "巷口某某面馆", &["merchant.restaurant"]);
        let said = speaks("regular_places", every(0..120, 7, visit));
        assert!(said[0].statement.zh_cn.contains("巷口某某面馆"), "{}", said[0].statement.zh_cn);
        // A fortnight’s holiday, and a web shop.
        silent("regular_places", every(0..14, 2, visit));
        silent("regular_places", every(0..120, 7, |d| shop(at(d, 12), "某某超市网店", &["merchant.shopping_platform"])));
    }
}
