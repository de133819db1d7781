//! # What they could say
//! Whom you lend to or borrow from.
//! # What gives it away
//! Notes that speak of lending, and a transfer back of the same sum within a year.
//! # When this is wrong
//! Shared bills; games of red packets; the note is a joke.
//! # What to do
//! Notes without such words; the sums remain.
//!
//! Source: inferences.md `private_lending_network`: a word in the note, or within ten minutes in the chat of that name, and a matching
//! return (± 2 %, 365 days). A return alone is no loan.

use crate::inference::evidence::{self, live, step};
use crate::inference::people::between_people;
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Amount, Direction, Kind};
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "private_lending_network",
    facet: Facet::Money,
    tier: Tier::T3,
    kind: ClaimKind::Observed,
    needs: &[Kind::Payment],
    feeds: &["words.borrow"],
    half_life: None,
    cap: None,
    wrong_when: &["split_bills", "red_packet_games"],
    actions: &["plain_amounts", "encrypted_chats"],
    infer,
};

const YEAR: i64 = 365;

fn infer(view: &View<'_>) -> Finding {
    let transfers: Vec<usize> = view.which(|e| live(e) && between_people(e));
    let mut by_party: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for i in &transfers {
        if let Some(party) = view.event(*i).and_then(|e| e.party) {
            by_party.entry(party).or_default().push(*i);
        }
    }
    let mut drafts = Vec::new();
    for (party, rows) in by_party {
        let worded: Vec<usize> = rows.iter().copied().filter(|i| view.event(*i).is_some_and(|e| view.has(e, "words.borrow"))).collect();
        if worded.is_empty() {
            continue;
        }
        let returned: Vec<usize> = rows.iter().copied().filter(|i| worded.iter().any(|j| answers(view, *j, *i))).collect();
        let net: i64 = rows
            .iter()
            .filter(|i| worded.contains(i) || returned.contains(i))
            .filter_map(|i| {
                let e = view.event(*i)?;
                Some(if e.direction == Some(Direction::In) { e.net?.minor } else { -e.net?.minor })
            })
            .sum();
        let Some(currency) = worded.iter().find_map(|i| Some(view.event(*i)?.net?.currency)) else { continue };
        let mut steps = vec![step(view, "reason.private_lending_network.word", Size::NearStatement, "words of notes", worded.clone())];
        if !returned.is_empty() {
            steps.push(step(view, "reason.private_lending_network.returned", Size::Strong, "transfers", returned));
        }
        let name = view.name(party).to_owned();
        drafts.push(Draft {
            emphasis: "contact",
            since: view.since(&worded),
            steps,
            counter: vec![evidence::note("counter.private_lending_network.split")],
            ..Draft::new(
                name.clone(),
                Phrase::new(if net < 0 { "claim.private_lending_network" } else { "claim.private_lending_network.settled" })
                    .with("contact", Param::Text(name))
                    .with("amount", Param::Money(Amount::new(net.abs(), currency))),
                0.3,
            )
        });
    }
    if drafts.is_empty() { evidence::too_few(0, 1) } else { Finding::Claims(drafts) }
}

/// Whether a later transfer the other way gives back what the first one lent, two hundredths up or down.
fn answers(view: &View<'_>, lent: usize, back: usize) -> bool {
    let (Some(a), Some(b)) = (view.event(lent), view.event(back)) else { return false };
    let (Some(x), Some(y)) = (a.net, b.net) else { return false };
    let days = view.day(lent).zip(view.day(back)).map(|(a, b)| (b - a).num_days());
    a.direction != b.direction
        && x.currency == y.currency
        && (x.minor - y.minor).abs() * 50 <= x.minor
        && days.is_some_and(|d| (0..=YEAR).contains(&d))
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let lend = |d, tags: &[&str]| paid(at(d, 20), 200_000, PaymentKind::Transfer, Direction::Out, "程三", tags);
        let back = |d| paid(at(d, 20), 200_000, PaymentKind::Transfer, Direction::In, "程三", &[]);
        let said = speaks("private_lending_network", vec![lend(100, &["words.borrow"]), back(40)]);
        assert_eq!((said[0].value.as_str(), said[0].level), ("程三", Level::High));
        assert!(speaks("private_lending_network", vec![lend(100, &["words.borrow"])])[0].level < Level::High);
        // A dinner that is shared comes back too.
        silent("private_lending_network", vec![lend(100, &["words.split"]), back(99)]);
    }
}
