//! # What they could say
//! What you would be in the families of tags that Tencent Ads offers.
//! # What gives it away
//! City, work and spending as other rules guess them.
//! # When this is wrong
//! Advertisers’ tags may not be attached to you.
//! # What to do
//! Ad settings of WeChat and QQ.
//!
//! Source: inferences.md `tencent_style_tags`: observers_and_scores.md §C2: places lived and visited, marital and work state, education
//! and spending capacity are targeting options on Tencent’s own help pages (documented). Inherits from other rules; two of them are
//! wanted.

use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier, first};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use std::collections::BTreeSet;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "tencent_style_tags",
    facet: Facet::Segments,
    tier: Tier::T1,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment, Kind::Message, Kind::Purchase],
    feeds: &["place.district"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["definitions_differ", "tags_of_advertisers"],
    actions: &["wechat_add_me_off"],
    infer,
};

const PRIOR: f64 = 0.3;
const FAMILIES: [(&str, &str); 5] = [
    ("home_location", "place"),
    ("education_or_student", "education"),
    ("occupation_type", "work"),
    ("spending_power_band", "spending"),
    ("children_and_ages", "life_stage"),
];

fn infer(view: &View<'_>) -> Finding {
    let mut steps = Vec::new();
    for (id, family) in FAMILIES {
        let rows: BTreeSet<usize> = first(view, id).iter().flat_map(|d| &d.steps).flat_map(|s| s.events.clone()).collect();
        if !rows.is_empty() {
            let mut one = step(view, "reason.tencent_style_tags.family", Size::Moderate, family, rows.into_iter().collect());
            one.reason = one.reason.with("family", Param::Word(format!("ad_family.{family}")));
            steps.push(one);
        }
    }
    if steps.len() < 2 {
        return evidence::too_few(steps.len(), 2);
    }
    let names: Vec<Param> = steps.iter().map(|s| Param::Word(format!("ad_family.{}", s.family))).collect();
    let rows: Vec<usize> = steps.iter().flat_map(|s| s.events.clone()).collect();
    Finding::Claims(vec![Draft {
        emphasis: "families",
        since: view.since(&rows),
        counter: vec![evidence::note("counter.tencent_style_tags.attached")],
        ..Draft { steps, ..Draft::new("families", Phrase::new("claim.tencent_style_tags").with("families", Param::List(names)), PRIOR) }
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let home = || every(0..300, 10, |d| bought(at(d, 9), ME, &[HOME]));
        let month = || every(10..200, 30, |d| paid(at(d, 12), 200_000, PaymentKind::Merchant, Direction::Out, "某某超市", &[]));
        let phone = paid(at(50, 12), 250_000, PaymentKind::Merchant, Direction::Out, "某某手机店", &["goods.electronics.phone"]);
        speaks("tencent_style_tags", [home(), month(), vec![phone]].concat());
        silent("tencent_style_tags", month());
    }
}
