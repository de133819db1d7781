//! # What they could say
//! Which kind of brand you lean to.
//! # What gives it away
//! Luxury, sports or outdoor names in orders and payments.
//! # When this is wrong
//! They were presents, copies or bought second-hand.
//! # What to do
//! Recommendations off changes what is shown.
//!
//! Source: inferences.md `status_brands`: five items a year and more; luxury from one of 3,000 yuan on. Materialism read into spending:
//! r = .33 (Gladstone 2019), which is little. 国潮 has no lexicon of ours and is left out.

use crate::inference::evidence::{self, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Currency, Kind};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "status_brands",
    facet: Facet::Money,
    tier: Tier::T1,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase, Kind::Payment],
    feeds: &["goods.luxury", "goods.jewellery", "goods.outdoor", "goods.sports", "merchant.jewellery"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["presents", "copies"],
    actions: &["taobao_recommendations_off"],
    infer,
};

const PRIOR: f64 = 0.3;
const NEEDED: u64 = 5;
const DEAR: i64 = 300_000;
const STYLES: [(&str, &[&str]); 3] = [
    ("luxury", &["goods.luxury", "goods.jewellery", "merchant.jewellery"]),
    ("sport", &["goods.sports", "merchant.sports_shop"]),
    ("outdoor", &["goods.outdoor", "goods.camping"]),
];

fn infer(view: &View<'_>) -> Finding {
    if view.reseller {
        return evidence::too_few(0, NEEDED);
    }
    let (mut drafts, mut most) = (Vec::new(), 0);
    for (style, tags) in STYLES {
        let (own, others) = evidence::own_and_others(view, evidence::spent(view, evidence::any(view, tags)));
        most = most.max(own.len());
        let dear = own
            .iter()
            .filter(|i| view.event(**i).and_then(|e| e.net).is_some_and(|n| n.currency == Currency::CNY && n.minor >= DEAR))
            .count();
        let enough = own.len() as u64 >= NEEDED || (style == "luxury" && dear > 0);
        if !enough {
            continue;
        }
        let size = match own.len() {
            15.. => Size::NearStatement,
            5.. => Size::Strong,
            _ => Size::Moderate,
        };
        let mut counter = vec![evidence::note("counter.status_brands.presents")];
        if !others.is_empty() {
            counter.push(step(view, "counter.for_others", Size::Against(&Size::Trace), "goods", others));
        }
        counter.extend(evidence::shared(view));
        drafts.push(Draft {
            emphasis: "style",
            since: view.since(&own),
            exhibit: Some(said(view, "exhibit.status_brands", &own)),
            steps: vec![step(view, "reason.status_brands.bought", size, "goods", own)],
            counter,
            ..Draft::new(style, Phrase::new("claim.status_brands").with("style", Param::Word(format!("style.{style}"))), PRIOR)
        });
    }
    if drafts.is_empty() { evidence::too_few(most, NEEDED) } else { Finding::Claims(drafts) }
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let said = speaks("status_brands", every(0..300, 30, |d| bought(at(d, 20), ME, &["goods.outdoor"])));
        assert_eq!((said[0].value.as_str(), said[0].level), ("outdoor", Level::Medium));
        silent("status_brands", every(0..90, 30, |d| bought(at(d, 20), ME, &["goods.outdoor"])));
        // Presents for somebody else.
        silent(
            "status_brands",
            [every(0..300, 5, |d| bought(at(d, 11), ME, &[])), every(0..200, 20, |d| bought(at(d, 9), "程二", &["goods.luxury"]))].concat(),
        );
    }
}
