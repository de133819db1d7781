//! # What they could say
//! Where an open scorecard in the manner of Sesame would place you.
//! # What gives it away
//! The rows behind the scorecard’s points.
//! # When this is wrong
//! What is missing is not bad.
//! # What to do
//! An explanation and refusal under PIPL 24.
//!
//! Source: inferences.md `creditworthiness_proxy`: the interval of `zhima_open_v1` is printed under scores; here is said on which rows
//! it rests. MyBank’s 3-1-0 is the company’s own claim about small-business loans (reported, 2019).

use crate::inference::evidence::{self, live, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Kind, PaymentKind};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "creditworthiness_proxy",
    facet: Facet::Credit,
    tier: Tier::T3,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment, Kind::Purchase],
    feeds: &[],
    half_life: None,
    cap: Some((Level::Medium, "open_scorecard")),
    wrong_when: &["missing_is_not_bad", "credit_for_cashback"],
    actions: &["ask_for_explanation", "huabei_close"],
    infer,
};

const PRIOR: f64 = 0.4;
const ROWS: usize = 50;

fn infer(view: &View<'_>) -> Finding {
    let rows: Vec<usize> = view.spending().into_iter().filter(|i| view.event(*i).is_some_and(live)).collect();
    let repaid: Vec<usize> = view
        .of(Kind::Payment)
        .into_iter()
        .filter(|i| view.event(*i).is_some_and(|e| live(e) && e.payment == Some(PaymentKind::Repayment)))
        .collect();
    if rows.len() < ROWS || view.months(&rows).len() < 6 {
        return evidence::too_few(rows.len(), ROWS as u64);
    }
    let late: Vec<usize> =
        tagged(view, "words.late").into_iter().filter(|i| view.event(*i).is_some_and(|e| e.kind == Kind::Payment)).collect();
    let mut steps = vec![step(view, "reason.creditworthiness_proxy.rows", Size::Moderate, "spending", rows.clone())];
    if !repaid.is_empty() {
        steps.push(step(view, "reason.creditworthiness_proxy.repaid", Size::Moderate, "repayments", repaid));
    }
    let mut counter = vec![evidence::note("counter.creditworthiness_proxy.missing")];
    if !late.is_empty() {
        counter.push(step(view, "reason.creditworthiness_proxy.late", Size::Against(&Size::Weak), "repayments", late));
    }
    Finding::Claims(vec![Draft {
        emphasis: "months",
        since: view.since(&rows),
        steps,
        counter,
        ..Draft::new(
            "scorecard",
            Phrase::new("claim.creditworthiness_proxy").with("months", Param::Count(view.months(&rows).len() as u64)),
            PRIOR,
        )
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        speaks("creditworthiness_proxy", every(0..300, 3, |d| shop(at(d, 12), "某某超市", &[])));
        silent("creditworthiness_proxy", every(0..60, 3, |d| shop(at(d, 12), "某某超市", &[])));
    }
}
