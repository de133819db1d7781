//! # What they could say
//! What goes to tobacco and drink a month.
//! # What gives it away
//! Goods and shops of that kind over four months and more.
//! # When this is wrong
//! Liquor given at festivals; one who keeps a shop.
//! # What to do
//! Cash.
//!
//! Source: inferences.md `tobacco_alcohol`: rows within fifteen days before the Spring Festival and of 1 September to 5 October with a
//! gift word or a box are presents; four months are wanted. Likes tell drinkers .70 and smokers .73 (Kosinski 2013).

use crate::inference::evidence::{self, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "tobacco_alcohol",
    facet: Facet::Health,
    tier: Tier::T3,
    kind: ClaimKind::Observed,
    needs: &[Kind::Purchase, Kind::Payment],
    feeds: &["goods.tobacco", "goods.alcohol", "merchant.tobacco", "merchant.liquor"],
    half_life: None,
    cap: None,
    wrong_when: &["gift_liquor", "shop_owner"],
    actions: &["plain_amounts", "sensitive_goods_apart"],
    infer,
};

const MONTHS: u64 = 4;

fn infer(view: &View<'_>) -> Finding {
    if view.reseller {
        return evidence::too_few(0, MONTHS);
    }
    let present = |i: &usize| view.event(*i).is_some_and(|e| view.has(e, "goods.gift_box") || view.has(e, "words.gift"));
    let (own, others) = evidence::own_and_others(view, evidence::spent(view, evidence::any(view, RULE.feeds)));
    let (gifts, own): (Vec<usize>, Vec<usize>) = own.into_iter().partition(present);
    let months = view.months(&own).len();
    let Some(amount) = evidence::a_month(view, &own).filter(|_| months as u64 >= MONTHS) else { return evidence::too_few(months, MONTHS) };
    let reason = said(view, "reason.tobacco_alcohol.paid", &own).with("k", Param::Count(months as u64));
    let mut counter = vec![evidence::note("counter.tobacco_alcohol.shared")];
    let away: Vec<usize> = gifts.into_iter().chain(others).collect();
    if !away.is_empty() {
        counter.push(step(view, "counter.for_others", Size::Note, "goods", away));
    }
    let size = if months >= 8 { Size::Decisive } else { Size::Measured(1.2) };
    Finding::Claims(vec![Draft {
        emphasis: "amount",
        since: view.since(&own),
        steps: vec![Step::new(reason, size, "goods", own)],
        counter,
        ..Draft::new("tobacco_alcohol", Phrase::new("claim.tobacco_alcohol").with("amount", Param::Money(amount)), 0.5)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let pack = |d| shop(at(d, 18), "某某烟酒店", &["merchant.tobacco"]);
        assert_eq!(speaks("tobacco_alcohol", every(0..150, 10, pack))[0].level, Level::Medium);
        // Liquor in a box for two festivals.
        silent(
            "tobacco_alcohol",
            vec![
                bought(at(110, 9), ME, &["goods.alcohol.baijiu", "goods.gift_box"]),
                bought(at(340, 9), ME, &["goods.alcohol.baijiu", "goods.gift_box"]),
            ],
        );
        silent("tobacco_alcohol", every(0..60, 10, pack));
    }
}
