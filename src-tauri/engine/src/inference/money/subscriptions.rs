//! # What they could say
//! What you pay for again and again by itself.
//! # What gives it away
//! The same sum to the same service about a month or a year apart, or payments marked as automatic.
//! # When this is wrong
//! A plan is paid for the family, or was cancelled since.
//! # What to do
//! Cancel mandates in the wallet: they list every subscription.
//!
//! Source: inferences.md `subscriptions`: not in the catalogue’s list; its money group asks for subscriptions. Three payments a month
//! apart, equal within a twentieth, the last within 45 days of the file’s last payment.

use crate::inference::evidence::{self, live, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Amount, Direction, Kind};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "subscriptions",
    facet: Facet::Money,
    tier: Tier::T1,
    kind: ClaimKind::Observed,
    needs: &[Kind::Payment],
    feeds: &["pay.auto_debit"],
    half_life: None,
    cap: None,
    wrong_when: &["shared_plan", "cancelled_since"],
    actions: &["auto_debit_review"],
    infer,
};

const TIMES: usize = 3;
const KINDS: [&str; 6] =
    ["merchant.streaming", "merchant.music", "merchant.cloud", "merchant.telecom", "merchant.app_store", "merchant.vpn"];

fn infer(view: &View<'_>) -> Finding {
    let mut by_party: BTreeMap<(Name, i64), Vec<usize>> = BTreeMap::new();
    for i in view.of(Kind::Payment) {
        let Some(e) = view.event(i).filter(|e| live(e) && e.direction == Some(Direction::Out)) else { continue };
        let by_itself = view.has(e, "pay.auto_debit") || KINDS.iter().any(|t| view.has(e, t));
        if let (true, Some(party), Some(net)) = (by_itself, e.party, e.net) {
            by_party.entry((party, net.minor)).or_default().push(i);
        }
    }
    let last = view.of(Kind::Payment).into_iter().filter_map(|i| view.day(i)).max();
    let running: Vec<Vec<usize>> = by_party
        .into_values()
        .filter(|rows| monthly(view, rows) && view.day(*rows.last().unwrap_or(&0)).zip(last).is_some_and(|(d, l)| (l - d).num_days() <= 45))
        .collect();
    if running.is_empty() {
        return evidence::too_few(0, TIMES as u64);
    }
    let rows: Vec<usize> = running.concat();
    let latest: Vec<usize> = running.iter().filter_map(|r| r.last().copied()).collect();
    let Some((currency, sum)) = view.sums(&latest).into_iter().max_by_key(|(_, s)| *s) else { return evidence::too_few(0, TIMES as u64) };
    let all = Step::new(said(view, "reason.subscriptions.all", &rows), Size::Decisive, "payments", rows.clone());
    let each = running.iter().map(|r| step(view, "reason.subscriptions.one", Size::Note, "payments", r.clone()));
    Finding::Claims(vec![Draft {
        emphasis: "amount",
        since: view.since(&rows),
        steps: std::iter::once(all).chain(each).collect(),
        counter: vec![evidence::note("counter.subscriptions.cancelled")],
        ..Draft::new(
            "running",
            Phrase::new("claim.subscriptions")
                .with("n", Param::Count(running.len() as u64))
                .with("amount", Param::Money(Amount::new(sum, currency))),
            0.5,
        )
    }])
}

/// About a month apart.
fn monthly(view: &View<'_>, rows: &[usize]) -> bool {
    let days: Vec<NaiveDate> = rows.iter().filter_map(|i| view.day(*i)).collect();
    days.len() >= TIMES && days.iter().zip(days.iter().skip(1)).all(|(a, b)| (26..=36).contains(&(*b - *a).num_days()))
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let film = |d| paid(at(d, 9), 2_500, PaymentKind::Merchant, Direction::Out, "某某视频", &["merchant.streaming"]);
        let said = speaks("subscriptions", every(2..130, 30, film));
        assert!(said[0].statement.en.contains("1 running subscription"), "{}", said[0].statement.en);
        // Cancelled long since, and films bought one by one.
        silent("subscriptions", [every(200..330, 30, film), vec![shop(at(1, 9), "某某小店", &[])]].concat());
        silent("subscriptions", every(2..130, 13, film));
    }
}
