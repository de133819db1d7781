//! # What they could say
//! What you spend on games, and how regularly.
//! # What gives it away
//! Top-ups and payments to game companies.
//! # When this is wrong
//! A child plays on this account; a top-up for a friend.
//! # What to do
//! Guardian mode; ask for refunds of a child's payments.
//!
//! Source: inferences.md `gaming_intensity`. A manager's remark of 2015 about players (Caixin) was a hypothetical: there is no evidence
//! that a purchase lowers a score.

use crate::inference::evidence::{self, live, own_and_others, said, shared, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Amount, Direction, Kind};
use chrono::Datelike;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "gaming_intensity",
    facet: Facet::Interests,
    tier: Tier::T1,
    kind: ClaimKind::Observed,
    needs: &[Kind::Payment, Kind::Purchase],
    feeds: &["merchant.game", "goods.games.top_up", "label.gaming"],
    half_life: None,
    cap: None,
    wrong_when: &["child_plays"],
    actions: &["auto_debit_review", "less_use"],
    infer,
};

const NEEDED: u64 = 3;
const TAGS: [&str; 3] = ["merchant.game", "goods.games.top_up", "label.gaming"];

fn infer(view: &View<'_>) -> Finding {
    let rows = view.which(|e| {
        live(e) && e.direction != Some(Direction::In) && e.net.is_some_and(|n| n.minor > 0) && TAGS.iter().any(|t| view.has(e, t))
    });
    let (own, others) = own_and_others(view, rows);
    if (own.len() as u64) < NEEDED {
        return evidence::too_few(own.len(), NEEDED);
    }
    let Some((currency, sum)) = view.sums(&own).into_iter().max_by_key(|(_, sum)| *sum) else { return evidence::too_few(0, NEEDED) };
    let paid: Vec<usize> = own.into_iter().filter(|i| view.event(*i).and_then(|e| e.net).is_some_and(|n| n.currency == currency)).collect();
    let days = || paid.iter().filter_map(|i| view.day(*i));
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return evidence::too_few(0, NEEDED) };
    let months = i64::from(last.year() - first.year()) * 12 + i64::from(last.month()) - i64::from(first.month()) + 1;
    let reason = said(view, "reason.gaming_intensity.paid", &paid)
        .with("k", Param::Count(view.months(&paid).len() as u64))
        .with("total", Param::Count(months.unsigned_abs()));
    let mut counter = vec![evidence::note("counter.gaming_intensity.hours")];
    if !others.is_empty() {
        counter.push(step(view, "counter.for_others", Size::Note, "payments", others));
    }
    counter.extend(shared(view));
    Finding::Claims(vec![Draft {
        value: "games".to_owned(),
        statement: Phrase::new("claim.gaming_intensity")
            .with("amount", Param::Money(Amount::new(sum / months.max(1) / 100 * 100, currency))),
        emphasis: "amount",
        prior: 0.5,
        since: Some(first),
        steps: vec![Step::new(reason, Size::Decisive, "payments", paid)],
        counter,
        exhibit: None,
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        speaks("gaming_intensity", every(0..100, 30, |d| shop(at(d, 9), "某某游戏", &["merchant.game"])));
        silent("gaming_intensity", vec![shop(at(3, 9), "某某游戏", &["merchant.game"])]);
    }
}
