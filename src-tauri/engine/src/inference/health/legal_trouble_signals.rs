//! # What they could say
//! That some payments went to courts, lawyers or fines. Their meaning is not scored.
//! # What gives it away
//! Merchants of that kind.
//! # When this is wrong
//! Lawyers and staff of companies; the case of somebody else.
//! # What to do
//! Nothing hides a payment to a court.
//!
//! Source: inferences.md `legal_trouble_signals`: payment certain, meaning none. Fines are listed apart.

use crate::inference::{ClaimKind, Facet, Finding, Inference, Tier, evidence};
use crate::observer::View;
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "legal_trouble_signals",
    facet: Facet::Health,
    tier: Tier::T4,
    kind: ClaimKind::ExplainOnly,
    needs: &[Kind::Payment, Kind::Purchase],
    feeds: &["merchant.court", "merchant.fine"],
    half_life: None,
    cap: None,
    wrong_when: &["lawyer_or_staff", "case_of_another"],
    actions: &["sensitive_goods_apart", "encrypted_chats"],
    infer,
};

const GROUPS: [&str; 2] = ["merchant.court", "merchant.fine"];
const NEEDED: u64 = 1;

fn infer(view: &View<'_>) -> Finding {
    evidence::listed(view, RULE.id, &GROUPS, NEEDED)
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        assert_eq!(speaks("legal_trouble_signals", vec![shop(at(3, 9), "某某法院", &["merchant.court"])])[0].kind, ClaimKind::ExplainOnly);
        silent("legal_trouble_signals", vec![bought(at(3, 9), ME, &["goods.books.law"])]);
    }
}
