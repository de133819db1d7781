//! # What they could say
//! That some records touch on politics. Never left or right.
//! # What gives it away
//! News subscriptions, donations, searches.
//! # When this is wrong
//! Journalists and students; reading is not agreeing.
//! # What to do
//! End-to-end encryption.
//!
//! Source: inferences.md `political_interest`: a count. Likes told Democrats from Republicans .85 (Kosinski 2013).

use crate::inference::{ClaimKind, Facet, Finding, Inference, Tier, evidence};
use crate::observer::View;
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "political_interest",
    facet: Facet::Beliefs,
    tier: Tier::T4,
    kind: ClaimKind::ExplainOnly,
    needs: &[Kind::Payment, Kind::Purchase, Kind::Activity],
    feeds: &["merchant.political", "merchant.news"],
    half_life: None,
    cap: None,
    wrong_when: &["work_or_study_of_it", "reading_is_not_agreeing"],
    actions: &["sensitive_goods_apart", "encrypted_chats"],
    infer,
};

const GROUPS: [&str; 2] = ["merchant.political", "merchant.news"];
const NEEDED: u64 = 2;

fn infer(view: &View<'_>) -> Finding {
    evidence::listed(view, RULE.id, &GROUPS, NEEDED)
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        assert_eq!(
            speaks("political_interest", every(0..100, 30, |d| shop(at(d, 9), "某某报", &["merchant.news"])))[0].kind,
            ClaimKind::ExplainOnly
        );
        silent("political_interest", vec![shop(at(3, 9), "某某书店", &["merchant.books"])]);
    }
}
