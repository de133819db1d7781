//! # What they could say
//! What sort of customer you are to a platform: how recent, how often, for how much.
//! # What gives it away
//! Dates and sums of your orders there.
//! # When this is wrong
//! You moved to another platform.
//! # What to do
//! Ask the platform what it holds.
//!
//! Source: inferences.md `customer_value_rfm`: fixed bands: recent within 14, 45, 120, 365 days; 52, 24, 12, 4 orders a year. Lapsing:
//! longer since the last order than three middle gaps.

use crate::inference::evidence::{self, median, said};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Amount, Kind, Platform, Status};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "customer_value_rfm",
    facet: Facet::Segments,
    tier: Tier::T0,
    kind: ClaimKind::Observed,
    needs: &[Kind::Purchase],
    feeds: &[],
    half_life: None,
    cap: None,
    wrong_when: &["moved_platform"],
    actions: &["less_use", "ask_for_explanation"],
    infer,
};

const ORDERS: u64 = 4;

fn infer(view: &View<'_>) -> Finding {
    let mut platforms: BTreeMap<Platform, Vec<usize>> = BTreeMap::new();
    for i in view.of(Kind::Purchase) {
        if let Some(e) = view.event(i).filter(|e| e.time.is_some() && !matches!(e.status, Status::Cancelled)) {
            platforms.entry(e.platform).or_default().push(i);
        }
    }
    let most = platforms.values().map(Vec::len).max().unwrap_or_default();
    let drafts: Vec<Draft> = platforms.into_iter().filter_map(|(platform, rows)| draft(view, platform, rows)).collect();
    if drafts.is_empty() { evidence::too_few(most, ORDERS) } else { Finding::Claims(drafts) }
}

fn draft(view: &View<'_>, platform: Platform, rows: Vec<usize>) -> Option<Draft> {
    let days: BTreeSet<NaiveDate> = rows.iter().filter_map(|i| view.day(*i)).collect();
    let last = *days.last()?;
    if (days.len() as u64) < ORDERS {
        return None;
    }
    let years = ((last - *days.first()?).num_days().max(30) as f64) / 365.0;
    let a_year = days.len() as f64 / years.max(1.0);
    let since = (view.today - last).num_days();
    let gap = median(days.iter().zip(days.iter().skip(1)).map(|(a, b)| (*b - *a).num_days()).collect())?;
    let kind = match () {
        () if since > 365 => "lapsed",
        () if since > 3 * gap.max(10) && since > 45 => "at_risk",
        () if a_year >= 24.0 && since <= 45 => "champion",
        () if a_year >= 8.0 => "loyal",
        () => "occasional",
    };
    let (currency, sum) = view.sums(&rows).into_iter().max_by_key(|(_, s)| *s)?;
    let worth = Amount::new((sum as f64 / years.max(1.0)) as i64 / 100 * 100, currency);
    let reason = said(view, "reason.customer_value_rfm.orders", &rows).with("days", Param::Count(days.len() as u64));
    let word = Param::Word(format!("platform.{}", platform.id()));
    Some(Draft {
        emphasis: "kind",
        since: view.since(&rows),
        steps: vec![Step::new(reason, Size::Decisive, "orders", rows)],
        counter: vec![evidence::note("counter.customer_value_rfm.elsewhere")],
        ..Draft::new(
            format!("{}:{kind}", platform.id()),
            Phrase::new("claim.customer_value_rfm")
                .with("platform", word)
                .with("kind", Param::Word(format!("customer.{kind}")))
                .with("amount", Param::Money(worth)),
            0.5,
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let order = |d| bought(at(d, 9), ME, &[]);
        assert_eq!(speaks("customer_value_rfm", every(0..360, 10, order))[0].value, "taobao:champion");
        assert_eq!(speaks("customer_value_rfm", every(200..360, 10, order))[0].value, "taobao:at_risk");
        silent("customer_value_rfm", vec![order(3), order(4)]);
    }
}
