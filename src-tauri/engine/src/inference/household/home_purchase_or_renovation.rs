//! # What they could say
//! That you were fitting out a home, and when.
//! # What gives it away
//! Four and more kinds of building goods, furniture and large appliances within half a year, at many times the usual.
//! # When this is wrong
//! A landlord’s repairs; a flat of one’s parents.
//! # What to do
//! Buy such things from an account apart.
//!
//! Source: inferences.md `home_purchase_or_renovation`: four kinds in 180 days with a sum five times the middle month’s spending on a
//! home. Deed tax names a purchase.

use crate::inference::evidence::{self, median, said, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "home_purchase_or_renovation",
    facet: Facet::Household,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase, Kind::Payment],
    feeds: &[
        "goods.home.renovation",
        "goods.furniture",
        "goods.appliance.large",
        "merchant.renovation",
        "merchant.furniture",
        "merchant.hardware",
        "merchant.tax",
    ],
    half_life: None,
    cap: None,
    wrong_when: &["landlord_repairs", "parents_flat"],
    actions: &["sensitive_goods_apart"],
    infer,
};

const PRIOR: f64 = 0.05;
const KINDS: [&str; 6] =
    ["goods.home.renovation", "merchant.renovation", "goods.furniture", "merchant.furniture", "goods.appliance.large", "merchant.hardware"];
const WITHIN: i64 = 180;
const NEEDED: u64 = 4;
const DEAR: i64 = 500_000;

fn infer(view: &View<'_>) -> Finding {
    let mut rows = evidence::spent(view, evidence::any(view, &KINDS));
    rows.sort_by_key(|i| (view.time(*i), *i));
    let best = rows
        .iter()
        .map(|from| {
            rows.iter()
                .copied()
                .filter(|i| view.day(*from).zip(view.day(*i)).is_some_and(|(a, b)| (0..=WITHIN).contains(&(b - a).num_days())))
                .collect::<Vec<_>>()
        })
        .max_by_key(Vec::len)
        .unwrap_or_default();
    let sum = view.sums(&best).values().max().copied().unwrap_or_default();
    let kinds = KINDS.iter().filter(|k| best.iter().any(|i| view.event(*i).is_some_and(|e| view.has(e, k)))).count();
    // Somebody who furnishes always spends so: against the rest of the files.
    let rest: Vec<usize> = rows.iter().copied().filter(|i| !best.contains(i)).collect();
    let usual = evidence::by_month(view, &rest).and_then(|(_, m)| median(m.into_values().collect())).unwrap_or_default();
    if (best.len() as u64) < NEEDED || kinds < 2 || sum < DEAR || sum < usual * 5 {
        return evidence::too_few(best.len(), NEEDED);
    }
    let size = if kinds >= 3 && best.len() >= 6 { Size::NearStatement } else { Size::Strong };
    let mut steps = vec![step(view, "reason.home_purchase_or_renovation.goods", size, "goods", best.clone())];
    let firm: Vec<usize> = best.iter().copied().filter(|i| view.event(*i).is_some_and(|e| view.has(e, "merchant.renovation"))).collect();
    if !firm.is_empty() {
        steps.push(step(view, "reason.home_purchase_or_renovation.firm", Size::NearStatement, "merchant", firm));
    }
    let tax: Vec<usize> = evidence::spent(view, tagged(view, "merchant.tax"))
        .into_iter()
        .filter(|i| view.event(*i).and_then(|e| e.net).is_some_and(|n| n.minor >= DEAR))
        .collect();
    if !tax.is_empty() {
        steps.push(step(view, "reason.home_purchase_or_renovation.tax", Size::Strong, "tax", tax));
    }
    let days = || best.iter().filter_map(|i| view.day(*i));
    let (Some(from), Some(to)) = (days().min(), days().max()) else { return evidence::too_few(0, NEEDED) };
    Finding::Claims(vec![Draft {
        emphasis: "from",
        since: Some(from),
        exhibit: Some(said(view, "exhibit.home_purchase_or_renovation", &best)),
        steps,
        counter: vec![evidence::note("counter.home_purchase_or_renovation.whose")],
        ..Draft::new(
            from.format("%Y-%m").to_string(),
            Phrase::new("claim.home_purchase_or_renovation").with("from", Param::Month(from)).with("to", Param::Month(to)),
            PRIOR,
        )
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let buys = |d, fen, tag: &'static str| paid(at(d, 14), fen, PaymentKind::Merchant, Direction::Out, "某某家居", &[tag]);
        let works = || {
            vec![
                buys(150, 2_000_000, "merchant.renovation"),
                buys(120, 300_000, "goods.home.renovation"),
                buys(110, 260_000, "goods.home.renovation"),
                buys(90, 420_000, "goods.appliance.large"),
                buys(80, 380_000, "goods.furniture"),
                buys(70, 90_000, "merchant.hardware"),
            ]
        };
        assert_eq!(speaks("home_purchase_or_renovation", works())[0].level, Level::High);
        // A lamp and a repair; a sofa a year.
        silent("home_purchase_or_renovation", vec![buys(90, 20_000, "merchant.hardware"), buys(60, 30_000, "goods.furniture")]);
        silent("home_purchase_or_renovation", every(0..360, 90, |d| buys(d, 90_000, "goods.furniture")));
    }
}
