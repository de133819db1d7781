//! # What they could say
//! How often your next place could be guessed from the places before.
//! # What gives it away
//! Payments on the spot in their order: which place follows which.
//! # When this is wrong
//! Payments show routine more than life.
//! # What to do
//! Nothing hides the order of payments from whoever carries them.
//!
//! Source: inferences.md `predictability`: order-1 Markov with back-off to the most frequent place, judged on the last three tenths
//! only; beside the baseline of always guessing the most frequent. The 93 % of Song 2010 is of hourly phone cells and not comparable.

use crate::inference::evidence::{self, said};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "predictability",
    facet: Facet::Places,
    tier: Tier::T1,
    kind: ClaimKind::Observed,
    needs: &[Kind::Payment],
    feeds: &["merchant"],
    half_life: None,
    cap: None,
    wrong_when: &["routine_rows_only"],
    actions: &["location_approximate", "less_use"],
    infer,
};

const MOVES: u64 = 200;
const DAYS: i64 = 60;
const ON_THE_SPOT: [&str; 12] = [
    "merchant.restaurant",
    "merchant.coffee",
    "merchant.convenience",
    "merchant.snack_shop",
    "merchant.grocery",
    "merchant.metro",
    "merchant.bus",
    "merchant.canteen",
    "merchant.bakery",
    "merchant.fuel",
    "merchant.parking",
    "merchant.milk_tea",
];

fn infer(view: &View<'_>) -> Finding {
    let mut rows = evidence::spent(view, evidence::any(view, &ON_THE_SPOT));
    rows.sort_by_key(|i| (view.time(*i), *i));
    let places: Vec<Name> = rows.iter().filter_map(|i| view.event(*i)?.party).collect();
    let moves = places.len().saturating_sub(1);
    if (moves as u64) < MOVES || view.span(&rows) < DAYS {
        return evidence::too_few(moves, MOVES);
    }
    let learn = moves * 7 / 10;
    let mut next: BTreeMap<Name, BTreeMap<Name, u32>> = BTreeMap::new();
    let mut often: BTreeMap<Name, u32> = BTreeMap::new();
    let top = |counts: &BTreeMap<Name, u32>| counts.iter().max_by_key(|(name, n)| (**n, std::cmp::Reverse(**name))).map(|(name, _)| *name);
    let (mut hits, mut base, mut tried) = (0_u64, 0_u64, 0_u64);
    for (at, pair) in places.iter().zip(places.iter().skip(1)).enumerate() {
        let (here, there) = pair;
        if at >= learn {
            tried += 1;
            let guess = next.get(here).and_then(&top).or_else(|| top(&often));
            hits += u64::from(guess == Some(*there));
            base += u64::from(top(&often) == Some(*there));
        }
        *next.entry(*here).or_default().entry(*there).or_default() += 1;
        *often.entry(*there).or_default() += 1;
    }
    let share = |n: u64| Param::Percent((n as f64 / tried.max(1) as f64).clamp(0.01, 0.99));
    let reason = said(view, "reason.predictability.tried", &rows).with("tried", Param::Count(tried)).with("base", share(base));
    Finding::Claims(vec![Draft {
        emphasis: "share",
        since: view.since(&rows),
        steps: vec![Step::new(reason, Size::Decisive, "moves", rows)],
        counter: vec![evidence::note("counter.predictability.routine")],
        ..Draft::new(format!("{}", hits * 20 / tried.max(1) * 5), Phrase::new("claim.predictability").with("share", share(hits)), 0.5)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let day = |d: u64| {
            [8, 12, 19]
                .into_iter()
                .zip(["早点铺", "食堂", "超市"])
                .map(|(h, p)| shop(at(d, h), p, &["merchant.restaurant"]))
                .collect::<Vec<_>>()
        };
        let said = speaks("predictability", (0..100).flat_map(day).collect());
        assert!(said[0].value.parse::<u32>().unwrap() >= 95, "{}", said[0].value);
        silent("predictability", (0..20).flat_map(day).collect());
    }
}
