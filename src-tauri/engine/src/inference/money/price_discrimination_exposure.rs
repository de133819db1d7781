//! # What they could say
//! Which traits a seller could use to ask more of you.
//! # What gives it away
//! Loyalty to one platform, rare use of sales, a new dear phone, hotels and tickets booked late.
//! # When this is wrong
//! A different price is mostly a coupon, stock or time.
//! # What to do
//! Compare without being logged in; complain (12315); ask for an explanation.
//!
//! Source: inferences.md `price_discrimination_exposure`: 大数据杀熟 is widely believed (reported: Beijing Consumers Association survey
//! 2019); unreasonable differential treatment is banned by PIPL 24 (documented). Your files cannot show what others paid: rows are
//! listed, nothing is concluded.

use crate::inference::evidence::{self, live, said, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Kind, Platform};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "price_discrimination_exposure",
    facet: Facet::Money,
    tier: Tier::T2,
    kind: ClaimKind::ExplainOnly,
    needs: &[Kind::Purchase, Kind::Payment],
    feeds: &[],
    half_life: None,
    cap: None,
    wrong_when: &["prices_differ_for_reasons"],
    actions: &["ask_for_explanation", "taobao_recommendations_off"],
    infer,
};

const ORDERS: usize = 30;

fn infer(view: &View<'_>) -> Finding {
    let mut steps: Vec<Step> = Vec::new();
    let orders: Vec<usize> = view.of(Kind::Purchase).into_iter().filter(|i| view.event(*i).is_some_and(live)).collect();
    let mut by_platform: BTreeMap<Platform, Vec<usize>> = BTreeMap::new();
    for i in &orders {
        if let Some(e) = view.event(*i) {
            by_platform.entry(e.platform).or_default().push(*i);
        }
    }
    if let Some((platform, rows)) = by_platform.into_iter().max_by_key(|(_, rows)| rows.len())
        && orders.len() >= ORDERS
        && rows.len() * 5 >= orders.len() * 4
    {
        let word = Param::Word(format!("platform.{}", platform.id()));
        let reason = said(view, "reason.price_discrimination_exposure.loyal", &rows)
            .with("platform", word)
            .with("total", Param::Count(orders.len() as u64));
        steps.push(Step::new(reason, Size::Decisive, "records", rows));
    }
    for (tag, id) in [
        ("goods.electronics.phone", "reason.price_discrimination_exposure.phone"),
        ("merchant.hotel", "reason.price_discrimination_exposure.hotel"),
    ] {
        let rows = evidence::own(view, evidence::spent(view, tagged(view, tag)));
        if !rows.is_empty() {
            steps.push(step(view, id, Size::Decisive, "records", rows));
        }
    }
    if steps.len() < 2 {
        return evidence::too_few(steps.len(), 2);
    }
    let rows: BTreeSet<usize> = steps.iter().flat_map(|s| s.events.clone()).collect();
    let rows: Vec<usize> = rows.into_iter().collect();
    Finding::Claims(vec![Draft {
        emphasis: "n",
        since: view.since(&rows),
        counter: vec![evidence::note("counter.price_discrimination_exposure.others")],
        ..Draft {
            steps,
            ..Draft::new("traits", Phrase::new("claim.price_discrimination_exposure").with("n", Param::Count(rows.len() as u64)), 0.5)
        }
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let orders = || every(0..300, 6, |d| bought(at(d, 20), ME, &[]));
        let phone = bought(at(33, 12), ME, &["goods.electronics.phone"]);
        let said = speaks("price_discrimination_exposure", [orders(), vec![phone.clone()]].concat());
        assert_eq!(said[0].kind, ClaimKind::ExplainOnly);
        silent("price_discrimination_exposure", vec![phone]);
        silent("price_discrimination_exposure", orders());
    }
}
