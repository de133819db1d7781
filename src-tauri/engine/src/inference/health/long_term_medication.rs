//! # What they could say
//! That purchases of one group of medicine repeat, which advertisers may label.
//! # What gives it away
//! The same group three times, three weeks to three months apart, for oneself.
//! # When this is wrong
//! The medicine cabinet of a family: the first explanation.
//! # What to do
//! A pharmacy offline, in cash; an account apart.
//!
//! Source: inferences.md `long_term_medication`: three buys, middle gap of 20 to 100 days, not for others; a device beside what it
//! consumes is a second kind. “You buy”, never “you have”. Over-the-counter purchases differ months before an ovarian-cancer diagnosis,
//! AUC .65–.68 (CLOCS 2023): useless for one person. Broker labels such as diabetes interest: FTC 2014 (documented).

use crate::inference::evidence::{self, median, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "long_term_medication",
    facet: Facet::Health,
    tier: Tier::T3,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase],
    feeds: &[
        "goods.health.chronic_diabetes",
        "goods.health.chronic_blood_pressure",
        "goods.health.chronic_thyroid",
        "goods.health.chronic_respiratory",
        "goods.health.chronic_heart",
        "goods.health.chronic_gout",
        "goods.health.chronic_liver",
    ],
    half_life: Some(365),
    cap: Some((Level::Medium, "buys_not_has")),
    wrong_when: &["family_medicine_cabinet", "stocked_once"],
    actions: &["sensitive_goods_apart", "ask_for_explanation"],
    infer,
};

const PRIOR: f64 = 0.15;
const TIMES: usize = 3;

fn infer(view: &View<'_>) -> Finding {
    if view.reseller {
        return evidence::too_few(0, TIMES as u64);
    }
    let (mut drafts, mut most) = (Vec::new(), 0);
    for group in RULE.feeds {
        let (own, others) = evidence::own_and_others(view, tagged(view, group));
        most = most.max(own.len());
        let days: BTreeSet<NaiveDate> = own.iter().filter_map(|i| view.day(*i)).collect();
        let gap = median(days.iter().zip(days.iter().skip(1)).map(|(a, b)| (*b - *a).num_days()).collect());
        if days.len() < TIMES || !gap.is_some_and(|g| (15..=100).contains(&g)) {
            continue;
        }
        let short = group.trim_start_matches("goods.health.");
        let word = Param::Word(format!("tag.{group}"));
        let mut counter = vec![evidence::note("counter.long_term_medication.family")];
        if !others.is_empty() {
            counter.push(step(view, "counter.for_others", Size::Against(&Size::Weak), "goods", others));
        }
        counter.extend(evidence::shared(view));
        let size = if days.len() >= 6 { Size::NearStatement } else { Size::Strong };
        drafts.push(Draft {
            emphasis: "group",
            since: view.since(&own),
            steps: vec![step(view, "reason.long_term_medication.repeated", size, "goods", own)],
            counter,
            ..Draft::new(short, Phrase::new("claim.long_term_medication").with("group", word), PRIOR)
        });
    }
    if drafts.is_empty() { evidence::too_few(most, TIMES as u64) } else { Finding::Claims(drafts) }
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let strips = |who: &'static str, days: std::ops::Range<u64>| {
            every(days, 30, move |d| bought(at(d, 9), who, &["goods.health.chronic_diabetes"]))
        };
        let said = speaks("long_term_medication", strips(ME, 0..240));
        assert!(said[0].value == "chronic_diabetes" && said[0].level <= Level::Medium, "{:?}", said[0]);
        // For a mother elsewhere; one large order.
        silent("long_term_medication", [every(0..300, 5, |d| bought(at(d, 11), ME, &[])), strips("程母", 0..240)].concat());
        silent("long_term_medication", strips(ME, 0..31));
    }
}
