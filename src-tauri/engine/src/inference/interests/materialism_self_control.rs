//! # What they could say
//! That spending on luxury and jewellery beside little giving is read as materialism by one model.
//! # What gives it away
//! Sums for luxury and jewellery against sums given.
//! # When this is wrong
//! They were presents; one gives in cash.
//! # What to do
//! Nothing hides it from whoever carries the payments.
//!
//! Source: inferences.md `materialism_self_control`: log ratio of (jewellery + luxury) to (giving + 1). r = .33 for materialism
//! (Gladstone 2019): little for one person. Self-control would need fees and views and is left to `impulse_buying`.

use crate::inference::evidence::{self, step};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Amount, Kind};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "materialism_self_control",
    facet: Facet::Interests,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment, Kind::Purchase],
    feeds: &["goods.luxury", "goods.jewellery", "merchant.jewellery", "merchant.charity", "label.charity"],
    half_life: None,
    cap: Some((Level::Low, "weak_science")),
    wrong_when: &["presents", "gives_elsewhere"],
    actions: &["ask_for_explanation", "less_use"],
    infer,
};

const PRIOR: f64 = 0.36;
const BOUGHT: u64 = 4;
const MONTHS: usize = 6;

fn infer(view: &View<'_>) -> Finding {
    let dear = evidence::own(view, evidence::spent(view, evidence::any(view, &["goods.luxury", "goods.jewellery", "merchant.jewellery"])));
    let given = evidence::spent(view, evidence::any(view, &["merchant.charity", "label.charity"]));
    if (dear.len() as u64) < BOUGHT || view.months(&view.spending()).len() < MONTHS {
        return evidence::too_few(dear.len(), BOUGHT);
    }
    let Some((currency, sum)) = view.sums(&dear).into_iter().max_by_key(|(_, s)| *s) else { return evidence::too_few(0, BOUGHT) };
    let gifts = view.sums(&given).get(&currency).copied().unwrap_or_default();
    let ratio = (sum as f64 / (gifts + 100) as f64).ln();
    if ratio < 3.0 {
        return Finding::Nothing { because: Because::BelowThreshold, found: given.len() as u64, needed: 1 };
    }
    let mut counter = vec![evidence::note("counter.materialism_self_control.one_model")];
    if !given.is_empty() {
        counter.push(step(view, "counter.materialism_self_control.given", Size::Against(&Size::Trace), "giving", given));
    }
    Finding::Claims(vec![Draft {
        emphasis: "amount",
        since: view.since(&dear),
        steps: vec![step(view, "reason.materialism_self_control.dear", Size::Weak, "goods", dear)],
        counter,
        ..Draft::new(
            "materialism",
            Phrase::new("claim.materialism_self_control").with("amount", Param::Money(Amount::new(sum / 100 * 100, currency))),
            PRIOR,
        )
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let buys =
            || every(0..200, 40, |d| paid(at(d, 15), 800_000, PaymentKind::Merchant, Direction::Out, "某某珠宝", &["merchant.jewellery"]));
        let lives = || every(0..240, 10, |d| shop(at(d, 12), "某某超市", &[]));
        assert_eq!(speaks("materialism_self_control", [buys(), lives()].concat())[0].level, Level::Low);
        // As much is given away.
        let gives =
            every(0..200, 40, |d| paid(at(d, 15), 800_000, PaymentKind::Merchant, Direction::Out, "某某基金会", &["merchant.charity"]));
        silent("materialism_self_control", [buys(), lives(), gives].concat());
        silent("materialism_self_control", lives());
    }
}
