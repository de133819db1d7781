//! # What they could say
//! How few of your payments, by shop and day, would be enough to single you out.
//! # What gives it away
//! How rare each pair of shop and day is.
//! # When this is wrong
//! Being unique is not being identified: somebody needs the side knowledge.
//! # What to do
//! Cash; fewer wallets; deletion.
//!
//! Source: inferences.md `unicity`: no population is on the device, so it is an illustration: each payment is worth log2 of the number
//! of merchants of a large city (100,000, expert-set) less what chains give away, plus the day; the smallest number of payments whose
//! middle sum of bits exceeds log2 of ten million people and three bits. 4 points single out 90 % of 1.1 million card users (de
//! Montjoye 2015), 93 % of 60 million (Farzanehfar 2021); disputed for the completeness of that set (Sánchez 2016).

use crate::inference::evidence::{self, median, said};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Step, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Kind, PaymentKind};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "unicity",
    facet: Facet::Identity,
    tier: Tier::T3,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment],
    feeds: &["merchant"],
    half_life: None,
    cap: Some((Level::Medium, "illustration")),
    wrong_when: &["needs_side_knowledge"],
    actions: &["plain_amounts", "ask_for_explanation"],
    infer,
};

const PRIOR: f64 = 0.4;
const PAYMENTS: u64 = 50;
/// Bits that single one out among ten million, with three to spare.
const NEEDED: f64 = 26.25;
/// Bits of a chain’s name (everybody has one near) and of a shop of its own kind; expert-set.
const CHAIN: f64 = 4.0;
const SHOP: f64 = 12.0;
/// How many people one such shop serves of a city’s on a day: bits of the day itself.
const DAY: f64 = 3.0;

/// What everybody has near, or pays from anywhere.
const CHAINS: [&str; 10] = [
    "merchant.shopping_platform",
    "merchant.telecom",
    "merchant.ride_hailing",
    "merchant.metro",
    "merchant.takeaway",
    "merchant.app_store",
    "merchant.streaming",
    "merchant.rail",
    "merchant.convenience",
    "merchant.coffee",
];

fn infer(view: &View<'_>) -> Finding {
    let rows: Vec<usize> = view
        .spending()
        .into_iter()
        .filter(|i| {
            view.event(*i).is_some_and(|e| e.kind == Kind::Payment && e.payment == Some(PaymentKind::Merchant) && e.party.is_some())
        })
        .collect();
    let points: BTreeSet<(Name, NaiveDate)> = rows.iter().filter_map(|i| Some((view.event(*i)?.party?, view.day(*i)?))).collect();
    if (points.len() as u64) < PAYMENTS {
        return evidence::too_few(points.len(), PAYMENTS);
    }
    let mut bits: BTreeMap<Name, f64> = BTreeMap::new();
    for e in rows.iter().filter_map(|i| view.event(*i)) {
        let Some(party) = e.party else { continue };
        let bits = bits.entry(party).or_insert(SHOP);
        if CHAINS.iter().any(|t| view.has(e, t)) {
            *bits = CHAIN;
        }
    }
    let mut each: Vec<i64> = points.iter().filter_map(|(party, _)| Some(((bits.get(party)? + DAY) * 100.0) as i64)).collect();
    each.sort_unstable();
    let usual = median(each).unwrap_or_default() as f64 / 100.0;
    let k = (NEEDED / usual.max(0.1)).ceil().max(1.0) as u64;
    let reason = said(view, "reason.unicity.points", &rows)
        .with("points", Param::Count(points.len() as u64))
        .with("shops", Param::Count(bits.len() as u64));
    Finding::Claims(vec![Draft {
        emphasis: "k",
        since: view.since(&rows),
        steps: vec![Step::new(reason, Size::Strong, "points", rows)],
        counter: vec![evidence::note("counter.unicity.side")],
        ..Draft::new(k.to_string(), Phrase::new("claim.unicity").with("k", Param::Count(k)), PRIOR)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let said = speaks("unicity", every(0..120, 1, |d| shop(at(d, 12), &format!("某某小馆{}", d % 9), &["merchant.restaurant"])));
        assert_eq!((said[0].value.as_str(), said[0].level), ("2", Level::Medium));
        silent("unicity", every(0..20, 1, |d| shop(at(d, 12), "某某小馆", &["merchant.restaurant"])));
    }
}
