//! # What they could say
//! Something about your state of mind. Dossier says nothing: it lists the records others could read something into.
//! # What gives it away
//! Counselling, sleep aids, some medicines, books; words of one's own.
//! # When this is wrong
//! Lyrics, jokes, studies, a present, somebody else's prescription.
//! # What to do
//! Such goods and such talk apart from the main accounts.
//!
//! Source: inferences.md `mental_health_signals`: explain-only, no score. `p` says that these rows exist, nothing about the person.
//! Depression from posts about 70 % (De Choudhury 2013), text against medical records AUC about 0.69 (Eichstaedt 2018).

use crate::inference::{ClaimKind, Facet, Finding, Inference, Tier, evidence};
use crate::observer::View;
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "mental_health_signals",
    facet: Facet::Health,
    tier: Tier::T3,
    kind: ClaimKind::ExplainOnly,
    needs: &[Kind::Payment, Kind::Purchase, Kind::Message],
    feeds: &["merchant.counselling", "goods.health.mental", "goods.health.sleep", "goods.books.psychology", "words.crisis"],
    half_life: None,
    cap: None,
    wrong_when: &["many_reasons", "for_someone_else"],
    actions: &["encrypted_chats", "sensitive_goods_apart"],
    infer,
};

/// One pillow says nothing to anybody.
const NEEDED: u64 = 3;
const GROUPS: [&str; 5] = ["merchant.counselling", "goods.health.mental", "goods.health.sleep", "goods.books.psychology", "words.crisis"];

fn infer(view: &View<'_>) -> Finding {
    evidence::listed(view, RULE.id, &GROUPS, NEEDED)
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let said = speaks("mental_health_signals", every(0..100, 30, |d| shop(at(d, 9), "某某咨询", &["merchant.counselling"])));
        assert_eq!(said[0].kind, ClaimKind::ExplainOnly);
        silent("mental_health_signals", vec![bought(at(3, 9), ME, &["goods.health.sleep"])]);
    }
}
