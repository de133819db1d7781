//! # What they could say
//! That some records concern contraception, tests or clinics. A count, nothing else.
//! # What gives it away
//! Goods and searches of that kind.
//! # When this is wrong
//! For a partner; a pharmacy’s bundle.
//! # What to do
//! An account apart; delete the order.
//!
//! Source: inferences.md `reproductive_and_sexual_health`: count and list only. Location brokers sold visits to clinics (documented:
//! FTC v. Kochava 2022).

use crate::inference::{ClaimKind, Facet, Finding, Inference, Tier, evidence};
use crate::observer::View;
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "reproductive_and_sexual_health",
    facet: Facet::Health,
    tier: Tier::T4,
    kind: ClaimKind::ExplainOnly,
    needs: &[Kind::Purchase, Kind::Payment, Kind::Activity],
    feeds: &["goods.health.reproductive", "goods.health.test"],
    half_life: None,
    cap: None,
    wrong_when: &["for_a_partner", "bundled"],
    actions: &["sensitive_goods_apart", "encrypted_chats"],
    infer,
};

const GROUPS: [&str; 2] = ["goods.health.reproductive", "goods.health.test"];
const NEEDED: u64 = 1;

fn infer(view: &View<'_>) -> Finding {
    evidence::listed(view, RULE.id, &GROUPS, NEEDED)
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        assert_eq!(
            speaks("reproductive_and_sexual_health", vec![bought(at(3, 9), ME, &["goods.health.reproductive"])])[0].kind,
            ClaimKind::ExplainOnly
        );
        silent("reproductive_and_sexual_health", vec![bought(at(3, 9), ME, &["goods.health.vitamins"])]);
    }
}
