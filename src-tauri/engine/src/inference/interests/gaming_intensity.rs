//! # What they could say
//! What you spend on games, and how regularly.
//! # What gives it away
//! Top-ups and payments to game companies.
//! # When this is wrong
//! A child plays on this account; a top-up for a friend.
//! # What to do
//! Guardian mode; ask for refunds of a child's payments.
//!
//! Source: inferences.md `gaming_intensity`: months with payments, net of refunds; hours only where a log states them (seconds of what was
//! used or played that names a game). A manager's remark of 2015 about players (Caixin, reported) was a hypothetical: there is no
//! evidence that a purchase lowers a score.

use crate::inference::evidence::{self, live, months_spanned, own_and_others, said, shared, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Amount, Direction, Kind};

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
/// What in a log of use or play names a game.
const PLAYED: [&str; 2] = ["goods.games", "merchant.game"];
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
    let months = months_spanned(view, &paid);
    let reason = said(view, "reason.gaming_intensity.paid", &paid)
        .with("k", Param::Count(view.months(&paid).len() as u64))
        .with("total", Param::Count(months.unsigned_abs()));
    let mut steps = vec![Step::new(reason, Size::Decisive, "payments", paid.clone())];
    let seconds = |i: usize| view.deed(i).and_then(|d| d.seconds);
    let played: Vec<usize> = evidence::any(view, &PLAYED).into_iter().filter(|i| seconds(*i).is_some()).collect();
    let mut counter = Vec::new();
    if played.is_empty() {
        counter.push(evidence::note("counter.gaming_intensity.hours"));
    } else {
        let hours = played.iter().filter_map(|i| seconds(*i)).map(u64::from).sum::<u64>() / 3600;
        let mut one = Step::new(said(view, "reason.gaming_intensity.played", &played), Size::Note, "log", played);
        one.reason = one.reason.with("hours", Param::Count(hours));
        steps.push(one);
    }
    let dearest = paid.iter().copied().max_by_key(|i| (view.event(*i).and_then(|e| e.net).map(|n| n.minor), *i));
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
        since: view.since(&paid),
        steps,
        counter,
        exhibit: dearest.map(|i| said(view, "exhibit.gaming_intensity", &[i])),
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        speaks("gaming_intensity", every(0..100, 30, |d| shop(at(d, 9), "某某游戏", &["merchant.game"])));
        // Hours where they are logged.
        let log = |d: u64| {
            let used = Activity { time: Some(at(d, 21)), seconds: Some(5_400), ..Activity::new(ActivityKind::Use, "某某游戏") };
            row(Platform::Google, Fact::Activity(used), &["goods.games"])
        };
        let said = speaks(
            "gaming_intensity",
            [every(0..100, 30, |d| shop(at(d, 9), "某某游戏", &["merchant.game"])), every(0..8, 1, log)].concat(),
        );
        assert!(said[0].evidence.steps.iter().any(|s| s.reason.en.contains("12 hours")), "{:?}", said[0].evidence.steps);
        // Money back, and a board game, which isn’t played on an account.
        let refund = |d: u64| paid(at(d, 9), 3_000, PaymentKind::Refund, Direction::In, "某某游戏", &["merchant.game"]);
        silent("gaming_intensity", every(0..100, 30, refund));
        silent("gaming_intensity", every(0..100, 30, |d| bought(at(d, 9), ME, &["goods.games.board"])));
        silent("gaming_intensity", vec![shop(at(3, 9), "某某游戏", &["merchant.game"])]);
    }
}
