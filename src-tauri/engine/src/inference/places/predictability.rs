//! # What they could say
//! How many of your next places follow from the one before.
//! # What gives it away
//! The order in which places come in the files.
//! # When this is wrong
//! Payments show routine places more often than rare ones.
//! # What to do
//! Keep location off for apps that don't need it.
//!
//! Source: inferences.md `predictability`: a guess from the last place alone, falling back on the most frequent one, tested as one would use
//! it: each of the last 30 % of the moves is guessed from all before it. At least 60 days and 200 moves. Shown beside the guess
//! “the most frequent place”. The 93 % of Song 2010 (from memory) are hourly phone cells and a bound in theory: not comparable.

use super::stays;
use crate::inference::evidence::{self, live};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Direction, Kind};
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "predictability",
    facet: Facet::Places,
    tier: Tier::T1,
    kind: ClaimKind::Observed,
    needs: &[Kind::Place, Kind::Payment],
    feeds: &["merchant.restaurant", "merchant.coffee", "merchant.convenience", "merchant.canteen", "merchant.metro"],
    half_life: None,
    cap: Some((Level::Medium, "routine_places_only")),
    wrong_when: &["routine_places_only"],
    actions: &["location_approximate", "cash_on_the_spot"],
    infer,
};

const DAYS: i64 = 60;
const MOVES: usize = 200;
/// Of the moves, in tenths: learnt from before the first guess is counted.
const LEARNT: usize = 7;
const PAID: [&str; 8] = [
    "merchant.restaurant",
    "merchant.coffee",
    "merchant.convenience",
    "merchant.canteen",
    "merchant.metro",
    "merchant.bus",
    "merchant.snack_shop",
    "merchant.grocery",
];

fn infer(view: &View<'_>) -> Finding {
    let mut moves = stayed(view);
    if moves.len() <= MOVES {
        moves = paid(view);
    }
    let rows: Vec<usize> = moves.iter().map(|(_, row)| *row).collect();
    if moves.len() <= MOVES || view.span(&rows) < DAYS {
        return evidence::too_few(moves.len().saturating_sub(1), MOVES as u64);
    }
    let (right, plain, tried) = guesses(&moves.iter().map(|(place, _)| *place).collect::<Vec<_>>());
    let share = |n: u64| Param::Percent(n as f64 / tried.max(1) as f64);
    let reason = Phrase::new("reason.predictability.moves")
        .with("n", Param::Count(rows.len() as u64))
        .with("right", Param::Count(right))
        .with("total", Param::Count(tried))
        .with("plain", share(plain));
    Finding::Claims(vec![Draft {
        emphasis: "share",
        since: view.since(&rows),
        steps: vec![Step::new(reason, Size::Decisive, "moves", rows)],
        counter: vec![evidence::note("counter.predictability.routine")],
        ..Draft::new("next_place", Phrase::new("claim.predictability").with("share", share(right)).with("plain", share(plain)), 0.5)
    }])
}

/// Places by number in the order of visits; staying isn't a move.
fn stayed(view: &View<'_>) -> Vec<(usize, usize)> {
    let spots = stays::spots(view);
    let mut visits: Vec<(chrono::NaiveDateTime, usize, usize)> =
        spots.iter().enumerate().flat_map(|(spot, s)| s.stays.iter().filter(|s| s.visit).map(move |s| (s.from, spot, s.row))).collect();
    visits.sort_unstable();
    moves(visits.into_iter().map(|(_, spot, row)| (spot, row)))
}

/// Shops by number in the order of payments on the spot.
fn paid(view: &View<'_>) -> Vec<(usize, usize)> {
    let mut numbers = BTreeMap::new();
    let rows = evidence::own(view, evidence::any(view, &PAID)).into_iter().filter_map(|i| {
        let e = view.event(i).filter(|e| e.kind == Kind::Payment && e.direction == Some(Direction::Out) && live(e))?;
        let next = numbers.len();
        Some((*numbers.entry(e.party?).or_insert(next), i))
    });
    moves(rows)
}

fn moves(rows: impl Iterator<Item = (usize, usize)>) -> Vec<(usize, usize)> {
    let mut moves: Vec<(usize, usize)> = rows.collect();
    moves.dedup_by_key(|(place, _)| *place);
    moves
}

/// Guesses that came right from the last place, those of the most frequent place alone, and how many were tried.
fn guesses(places: &[usize]) -> (u64, u64, u64) {
    let mut after: BTreeMap<usize, BTreeMap<usize, u64>> = BTreeMap::new();
    let mut all: BTreeMap<usize, u64> = BTreeMap::new();
    let (mut right, mut plain, mut tried) = (0, 0, 0);
    let mut most: Option<usize> = None;
    for (i, (before, next)) in places.iter().zip(places.iter().skip(1)).enumerate() {
        if i * 10 >= places.len() * LEARNT {
            // Of equals the first place met.
            let likeliest =
                |counts: &BTreeMap<usize, u64>| counts.iter().max_by_key(|(p, n)| (**n, std::cmp::Reverse(**p))).map(|(p, _)| *p);
            tried += 1;
            right += u64::from(after.get(before).and_then(likeliest).or(most) == Some(*next));
            plain += u64::from(most == Some(*next));
        }
        *after.entry(*before).or_default().entry(*next).or_default() += 1;
        let seen = all.entry(*next).or_default();
        *seen += 1;
        let seen = *seen;
        if most.is_none_or(|m| all.get(&m).is_none_or(|n| seen > *n)) {
            most = Some(*next);
        }
    }
    (right, plain, tried)
}

#[cfg(test)]
mod tests {
    use super::guesses;
    use crate::inference::trial::*;

    #[test]
    fn a_walk_in_a_ring_is_guessed_and_the_most_frequent_place_is_not() {
        let ring: Vec<usize> = (0..300).map(|i| i % 3).collect();
        let (right, plain, tried) = guesses(&ring);
        assert!(right == tried && tried == 89 && plain < tried / 2, "{right} {plain} {tried}");
    }

    #[test]
    fn speaks_and_is_silent() {
        let day = |d: u64| {
            let stops =
                [(8, "某某地铁", "merchant.metro"), (12, "某某食堂", "merchant.canteen"), (19, "某某便利店", "merchant.convenience")];
            stops.iter().map(|(h, party, tag)| shop(at(d, *h), party, &[tag])).collect::<Vec<_>>()
        };
        let said = speaks("predictability", (0..90).flat_map(day).collect());
        assert!(said[0].statement.en.contains("99%"), "{}", said[0].statement.en);
        assert_eq!(said[0].level, Level::Medium);
        silent("predictability", (0..40).flat_map(day).collect());
        silent("predictability", every(0..300, 1, |d| shop(at(d, 12), "某某食堂", &["merchant.canteen"])));
    }
}
