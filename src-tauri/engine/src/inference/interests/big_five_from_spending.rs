//! # What they could say
//! That spending hints, weakly, at one of five traits.
//! # What gives it away
//! Shares of travel, going out, giving, saving and fees in what is spent.
//! # When this is wrong
//! Poverty looks like a trait; nobody checked it in China.
//! # What to do
//! Nothing hides shares of spending from whoever carries the payments.
//!
//! Source: inferences.md `big_five_from_spending`: signs only: travel → openness, going out → extraversion, giving → agreeableness,
//! saving → conscientiousness. r = .15 in 2,193 UK accounts (Gladstone 2019): hardly anything for one person, which the word *low*
//! says. Shares against fixed middles (expert-set), not against a population.

use crate::inference::evidence::{self, said};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "big_five_from_spending",
    facet: Facet::Interests,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment],
    feeds: &["merchant", "label.charity"],
    half_life: None,
    cap: Some((Level::Low, "weak_science")),
    wrong_when: &["money_is_tight", "never_checked_here"],
    actions: &["ask_for_explanation", "less_use"],
    infer,
};

const PRIOR: f64 = 0.36;
const ROWS: usize = 300;
const MONTHS: usize = 12;
/// Trait, what it is read into, and a middling share of it in spending (expert-set).
const SIGNS: [(&str, &[&str], f64); 4] = [
    ("openness", &["merchant.air", "merchant.hotel", "merchant.travel_agency", "merchant.attraction"], 0.05),
    ("extraversion", &["merchant.restaurant", "merchant.bar", "merchant.ktv", "merchant.cinema"], 0.12),
    ("agreeableness", &["merchant.charity", "label.charity"], 0.01),
    ("conscientiousness", &["merchant.insurance", "merchant.fund"], 0.06),
];

fn infer(view: &View<'_>) -> Finding {
    let all: Vec<usize> = view.spending().into_iter().filter(|i| view.event(*i).is_some_and(|e| e.kind == Kind::Payment)).collect();
    let months = view.months(&all).len();
    if all.len() < ROWS || months < MONTHS {
        return evidence::too_few(months, MONTHS as u64);
    }
    let Some((currency, total)) = view.sums(&all).into_iter().max_by_key(|(_, s)| *s) else { return evidence::too_few(0, MONTHS as u64) };
    let sign = |tags: &[&str]| {
        let rows = evidence::spent(view, evidence::any(view, tags));
        let share = view.sums(&rows).get(&currency).copied().unwrap_or_default() as f64 / total.max(1) as f64;
        (rows, share)
    };
    let best = SIGNS
        .iter()
        .map(|(name, tags, usual)| {
            let (rows, share) = sign(tags);
            (name, rows, share, share / usual)
        })
        .max_by(|a, b| a.3.total_cmp(&b.3));
    let Some((name, rows, share, times)) = best.filter(|b| b.3 >= 2.0 && b.1.len() >= 5) else {
        return Finding::Nothing { because: Because::BelowThreshold, found: all.len() as u64, needed: ROWS as u64 };
    };
    let reason = said(view, "reason.big_five_from_spending.share", &rows).with("share", Param::Percent(share.clamp(0.01, 0.99)));
    Finding::Claims(vec![Draft {
        emphasis: "trait",
        since: view.since(&rows),
        steps: vec![Step::new(reason, if times >= 3.0 { Size::Weak } else { Size::Trace }, "shares", rows)],
        counter: vec![evidence::note("counter.big_five_from_spending.weak")],
        ..Draft::new(*name, Phrase::new("claim.big_five_from_spending").with("trait", Param::Word(format!("trait.{name}"))), PRIOR)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let meals = || every(0..400, 1, |d| shop(at(d, 12), "某某超市", &[]));
        let flights =
            || every(0..400, 20, |d| paid(at(d, 9), 90_000, PaymentKind::Merchant, Direction::Out, "某某航空", &["merchant.air"]));
        let said = speaks("big_five_from_spending", [meals(), flights()].concat());
        assert_eq!((said[0].value.as_str(), said[0].level), ("openness", Level::Low));
        silent("big_five_from_spending", meals());
        silent(
            "big_five_from_spending",
            every(0..100, 1, |d| paid(at(d, 9), 90_000, PaymentKind::Merchant, Direction::Out, "某某航空", &["merchant.air"])),
        );
    }
}
