//! # What they could say
//! What you give in a year, and to whom.
//! # What gives it away
//! Payments to charities.
//! # When this is wrong
//! Rounding up at a checkout; a company’s matching.
//! # What to do
//! Give anonymously.
//!
//! Source: inferences.md `charity_and_causes`: merchant certain; of the latest year with gifts. Causes by the charity’s name only.

use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Amount, Kind};
use chrono::Datelike;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "charity_and_causes",
    facet: Facet::Beliefs,
    tier: Tier::T1,
    kind: ClaimKind::Observed,
    needs: &[Kind::Payment],
    feeds: &["merchant.charity", "label.charity"],
    half_life: None,
    cap: None,
    wrong_when: &["rounded_up", "given_for_others"],
    actions: &["plain_amounts"],
    infer,
};

fn infer(view: &View<'_>) -> Finding {
    let rows = evidence::spent(view, evidence::any(view, RULE.feeds));
    let Some(year) = rows.iter().filter_map(|i| view.day(*i)).map(|d| d.year()).max() else { return evidence::too_few(0, 1) };
    let of_year: Vec<usize> = rows.iter().copied().filter(|i| view.day(*i).is_some_and(|d| d.year() == year)).collect();
    let Some((currency, sum)) = view.sums(&of_year).into_iter().max_by_key(|(_, s)| *s) else { return evidence::too_few(0, 1) };
    let mut names: BTreeMap<Name, i64> = BTreeMap::new();
    for e in of_year.iter().filter_map(|i| view.event(*i)) {
        if let Some((party, net)) = e.party.zip(e.net) {
            *names.entry(party).or_default() += net.minor;
        }
    }
    let cause = names.into_iter().max_by_key(|(_, s)| *s).map(|(n, _)| view.name(n).to_owned()).unwrap_or_default();
    let small: Vec<usize> = rows.iter().copied().filter(|i| view.event(*i).and_then(|e| e.net).is_some_and(|n| n.minor < 100)).collect();
    let mut counter = Vec::new();
    if !small.is_empty() {
        counter.push(step(view, "counter.charity_and_causes.rounded", Size::Note, "payments", small));
    }
    Finding::Claims(vec![Draft {
        emphasis: "amount",
        since: view.since(&rows),
        steps: vec![step(view, "reason.charity_and_causes.given", Size::Decisive, "payments", rows)],
        counter,
        ..Draft::new(
            year.to_string(),
            Phrase::new("claim.charity_and_causes")
                .with("amount", Param::Money(Amount::new(sum / 100 * 100, currency)))
                .with("year", Param::Year(year))
                .with("cause", Param::Text(cause)),
            0.5,
        )
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let said = speaks("charity_and_causes", every(0..200, 30, |d| shop(at(d, 9), "某某基金会", &["merchant.charity"])));
        assert_eq!(said[0].value, "2024");
        silent("charity_and_causes", vec![shop(at(3, 9), "某某寺", &["merchant.religion"])]);
    }
}
