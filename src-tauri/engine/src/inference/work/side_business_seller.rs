//! # What they could say
//! That you sell things: to how many, for how much.
//! # What gives it away
//! Money in from many strangers a month; goods bought in bulk; parcels sent.
//! # When this is wrong
//! A treasurer collects the same sum from a group on one day.
//! # What to do
//! A merchant account apart from the private one.
//!
//! Source: inferences.md `side_business_seller`: eight distinct payers a month for two months; collections (equal sums on one day) are
//! left out. Bulk orders (five and more of equal goods) moderate.

use crate::inference::evidence::{self, live, said, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "side_business_seller",
    facet: Facet::Work,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment, Kind::Purchase],
    feeds: &["merchant.shopping_platform", "merchant.courier"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["treasurer_of_a_group", "family_pooling"],
    actions: &["account_each"],
    infer,
};

const PRIOR: f64 = 0.05;
const BUYERS: usize = 8;

fn infer(view: &View<'_>) -> Finding {
    let income: Vec<usize> = view
        .income()
        .into_iter()
        .filter(|i| {
            view.event(*i)
                .is_some_and(|e| live(e) && e.party.is_some() && !view.has(e, "words.payday") && !view.has(e, "words.bride_price"))
        })
        .collect();
    // Equal sums on one day are a collection.
    let mut equal: BTreeMap<(Option<NaiveDate>, i64), usize> = BTreeMap::new();
    let key = |i: &usize| (view.day(*i), view.event(*i).and_then(|e| e.net).map_or(0, |n| n.minor));
    income.iter().for_each(|i| *equal.entry(key(i)).or_default() += 1);
    let sales: Vec<usize> = income.into_iter().filter(|i| equal.get(&key(i)).is_none_or(|n| *n < 4)).collect();
    let mut months: BTreeMap<i64, BTreeSet<Name>> = BTreeMap::new();
    for i in &sales {
        if let Some((day, party)) = view.day(*i).zip(view.event(*i).and_then(|e| e.party)) {
            months.entry(evidence::month_number(day)).or_default().insert(party);
        }
    }
    let busy = months.values().filter(|p| p.len() >= BUYERS).count();
    let many = months.values().filter(|p| p.len() > 15).count();
    let bulk = view.which(|e| live(e) && e.kind == Kind::Purchase && e.quantity >= 5);
    let sent = evidence::spent(view, tagged(view, "merchant.courier"));
    let mut steps = Vec::new();
    if busy >= 2 {
        let size = if many >= 3 { Size::Measured(5.3) } else { Size::NearStatement };
        let reason = said(view, "reason.side_business_seller.buyers", &sales).with("k", Param::Count(busy as u64));
        steps.push(Step::new(reason, size, "buyers", sales.clone()));
    }
    if view.reseller {
        steps.push(step(view, "reason.side_business_seller.bulk", Size::Strong, "stock", bulk));
    }
    if sent.len() >= 10 && !steps.is_empty() {
        steps.push(step(view, "reason.side_business_seller.sent", Size::Strong, "parcels sent", sent));
    }
    if steps.is_empty() {
        return evidence::too_few(months.values().map(BTreeSet::len).max().unwrap_or_default(), BUYERS as u64);
    }
    let rows: Vec<usize> = steps.iter().flat_map(|s| s.events.clone()).collect();
    let statement = match evidence::a_month(view, &sales).filter(|_| busy >= 2) {
        Some(amount) => Phrase::new("claim.side_business_seller").with("amount", Param::Money(amount)),
        None => Phrase::new("claim.side_business_seller.stock"),
    };
    Finding::Claims(vec![Draft {
        emphasis: "amount",
        since: view.since(&rows),
        exhibit: Some(said(view, "exhibit.side_business_seller", &rows)),
        steps,
        counter: vec![evidence::note("counter.side_business_seller.collects")],
        ..Draft::new("sells", statement, PRIOR)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let sale = |d: u64| {
            paid(at(d, 10 + (d % 9) as u32), 2_000 + d as i64 * 37, PaymentKind::Transfer, Direction::In, &format!("客{}", d % 40), &[])
        };
        let sent = every(0..90, 5, |d| shop(at(d, 16), "某某快递", &["merchant.courier"]));
        assert_eq!(speaks("side_business_seller", [every(0..90, 2, sale), sent].concat())[0].level, Level::Medium);
        // The treasurer of a club; friends who pay back.
        let club = (0..4)
            .flat_map(|m| {
                (0..20).map(move |n| paid(at(m * 30 + 5, 20), 5_000, PaymentKind::Transfer, Direction::In, &format!("友{n}"), &[]))
            })
            .collect();
        silent("side_business_seller", club);
        silent("side_business_seller", every(0..90, 10, |d| paid(at(d, 20), 6_600, PaymentKind::Transfer, Direction::In, "甲", &[])));
    }
}
