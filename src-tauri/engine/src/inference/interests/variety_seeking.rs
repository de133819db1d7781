//! # What they could say
//! Whether you try new shops or stick to known ones.
//! # What gives it away
//! How many orders in the last quarters went to a shop not met before.
//! # When this is wrong
//! A marketplace splits one seller into many.
//! # What to do
//! Nothing hides it from the platform.
//!
//! Source: inferences.md `variety_seeking`: eighty orders; the share of orders at a new seller after the first ninety days, so that not
//! everything is new.

use crate::inference::evidence::{self, live, said};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use std::collections::BTreeSet;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "variety_seeking",
    facet: Facet::Interests,
    tier: Tier::T0,
    kind: ClaimKind::Observed,
    needs: &[Kind::Purchase],
    feeds: &[],
    half_life: None,
    cap: None,
    wrong_when: &["market_splits_sellers", "several_people"],
    actions: &["less_use"],
    infer,
};

const ORDERS: u64 = 80;
const LEARN: i64 = 90;

fn infer(view: &View<'_>) -> Finding {
    let orders: Vec<usize> =
        view.of(Kind::Purchase).into_iter().filter(|i| view.event(*i).is_some_and(|e| live(e) && e.party.is_some())).collect();
    if (orders.len() as u64) < ORDERS || view.reseller {
        return evidence::too_few(orders.len(), ORDERS);
    }
    let Some(first) = view.since(&orders) else { return evidence::too_few(0, ORDERS) };
    let mut known = BTreeSet::new();
    let (mut new, mut all) = (Vec::new(), 0_u64);
    for i in &orders {
        let (Some(day), Some(party)) = (view.day(*i), view.event(*i).and_then(|e| e.party)) else { continue };
        let fresh = known.insert(party);
        if (day - first).num_days() >= LEARN {
            all += 1;
            if fresh {
                new.push(*i);
            }
        }
    }
    if all < ORDERS / 4 {
        return Finding::Nothing { because: Because::PeriodMissing, found: all, needed: ORDERS / 4 };
    }
    let share = new.len() as f64 / all as f64;
    let word = if share >= 0.6 {
        "tries"
    } else if share <= 0.25 {
        "sticks"
    } else {
        "both"
    };
    let reason =
        said(view, "reason.variety_seeking.new", &orders).with("new", Param::Count(new.len() as u64)).with("total", Param::Count(all));
    Finding::Claims(vec![Draft {
        emphasis: "share",
        since: view.since(&orders),
        steps: vec![Step::new(reason, Size::Decisive, "orders", orders)],
        counter: vec![evidence::note("counter.variety_seeking.split")],
        ..Draft::new(word, Phrase::new("claim.variety_seeking").with("share", Param::Percent(share.clamp(0.01, 0.99))), 0.5)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let one = |d: u64| bought(at(d, 20), ME, &[]);
        assert_eq!(speaks("variety_seeking", every(0..300, 3, one))[0].value, "sticks");
        silent("variety_seeking", every(0..60, 3, one));
    }
}
