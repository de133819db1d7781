//! # What they could say
//! That some records may be read as religious. Records, no verdict.
//! # What gives it away
//! Houses of worship, books and goods.
//! # When this is wrong
//! Tourism, presents, a canteen.
//! # What to do
//! An account apart; end-to-end encryption.
//!
//! Source: inferences.md `religion_signals`: list only. Likes told Christians from Muslims .82 (Kosinski 2013); lawful religious acts
//! were flagged by IJOP (documented: HRW 2019).

use crate::inference::{ClaimKind, Facet, Finding, Inference, Tier, evidence};
use crate::observer::View;
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "religion_signals",
    facet: Facet::Beliefs,
    tier: Tier::T4,
    kind: ClaimKind::ExplainOnly,
    needs: &[Kind::Payment, Kind::Purchase],
    feeds: &["merchant.religion", "goods.religion", "goods.books.religion", "goods.food.halal"],
    half_life: None,
    cap: None,
    wrong_when: &["tourism", "canteen_choice"],
    actions: &["sensitive_goods_apart", "encrypted_chats"],
    infer,
};

const GROUPS: [&str; 4] = ["merchant.religion", "goods.religion", "goods.books.religion", "goods.food.halal"];
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
            speaks(
                "religion_signals",
                vec![shop(at(3, 9), "某某寺", &["merchant.religion"]), shop(at(33, 9), "某某寺", &["merchant.religion"])]
            )[0]
            .kind,
            ClaimKind::ExplainOnly
        );
        // A ticket to a sight.
        silent("religion_signals", vec![shop(at(3, 9), "某某景区", &["merchant.attraction"])]);
    }
}
