//! # What they could say
//! That assistive items were bought again and again for oneself.
//! # What gives it away
//! Hearing-aid batteries, walking aids and the like, repeated, under one’s own name.
//! # When this is wrong
//! They are for one’s parents.
//! # What to do
//! An account apart.
//!
//! Source: inferences.md `disability_or_assistive_needs`: repeat and own recipient; the word stays low.

use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "disability_or_assistive_needs",
    facet: Facet::Health,
    tier: Tier::T3,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase],
    feeds: &["goods.hearing_aid", "goods.mobility_aid", "goods.incontinence"],
    half_life: Some(730),
    cap: Some((Level::Low, "whose_use")),
    wrong_when: &["for_parents", "for_someone_else"],
    actions: &["sensitive_goods_apart"],
    infer,
};

const PRIOR: f64 = 0.1;
const TIMES: usize = 3;

fn infer(view: &View<'_>) -> Finding {
    let (own, others) = evidence::own_and_others(view, evidence::any(view, RULE.feeds));
    if own.len() < TIMES || view.span(&own) < 60 || view.reseller {
        return evidence::too_few(own.len(), TIMES as u64);
    }
    let mut counter = vec![evidence::note("counter.disability_or_assistive_needs.parents")];
    if !others.is_empty() {
        counter.push(step(view, "counter.for_others", Size::Against(&Size::Weak), "goods", others));
    }
    counter.extend(evidence::shared(view));
    Finding::Claims(vec![Draft {
        emphasis: "n",
        since: view.since(&own),
        steps: vec![step(
            view,
            "reason.disability_or_assistive_needs.repeated",
            if own.len() >= 6 { Size::NearStatement } else { Size::Measured(1.7) },
            "goods",
            own.clone(),
        )],
        counter,
        ..Draft::new("assistive", Phrase::new("claim.disability_or_assistive_needs").with("n", Param::Count(own.len() as u64)), PRIOR)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let battery = |who: &'static str| every(0..240, 40, move |d| bought(at(d, 9), who, &["goods.hearing_aid"]));
        assert_eq!(speaks("disability_or_assistive_needs", battery(ME))[0].level, Level::Low);
        silent("disability_or_assistive_needs", [every(0..300, 5, |d| bought(at(d, 11), ME, &[])), battery("程父")].concat());
    }
}
