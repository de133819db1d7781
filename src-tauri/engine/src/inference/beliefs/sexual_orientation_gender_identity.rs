//! # What they could say
//! Nothing: this is not inferred. Which kinds of record others have used is listed.
//! # What gives it away
//! Likes, follows and ties have been used in studies.
//! # When this is wrong
//! At a base rate of 4 % an “AUC of .88” flags mostly the wrong people.
//! # What to do
//! Ad settings of Meta and Google; an account apart.
//!
//! Source: inferences.md `sexual_orientation_gender_identity`: not computed. Likes .88 of men (Kosinski 2013), friends’ statements
//! (Jernigan & Mistree 2009); a potentially sensitive interest on 73 % of Facebook’s EU users before GDPR (Cabañas 2018).

use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{ActivityKind, Kind};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "sexual_orientation_gender_identity",
    facet: Facet::Beliefs,
    tier: Tier::T4,
    kind: ClaimKind::ExplainOnly,
    needs: &[Kind::Activity, Kind::AdLabel, Kind::Message],
    feeds: &[],
    half_life: None,
    cap: None,
    wrong_when: &["not_computed"],
    actions: &["ask_for_explanation", "encrypted_chats"],
    infer,
};

fn infer(view: &View<'_>) -> Finding {
    let liked = |i: &usize| view.deed(*i).is_some_and(|d| matches!(d.kind, ActivityKind::Like | ActivityKind::Follow));
    let rows: Vec<usize> = view.of(Kind::Activity).into_iter().filter(liked).chain(view.of(Kind::AdLabel)).collect();
    if rows.is_empty() {
        return evidence::too_few(0, 1);
    }
    Finding::Claims(vec![Draft {
        emphasis: "n",
        steps: vec![step(view, "reason.sexual_orientation_gender_identity.kinds", Size::Decisive, "records", rows.clone())],
        ..Draft::new(
            "not_computed",
            Phrase::new("claim.sexual_orientation_gender_identity").with("n", Param::Count(rows.len() as u64)),
            0.5,
        )
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let told = speaks(
            "sexual_orientation_gender_identity",
            every(0..30, 3, |d| did(Platform::Facebook, at(d, 9), ActivityKind::Like, "某某主页")),
        );
        assert_eq!((told[0].value.as_str(), told[0].kind), ("not_computed", ClaimKind::ExplainOnly));
        silent("sexual_orientation_gender_identity", every(0..30, 3, |d| did(Platform::Google, at(d, 9), ActivityKind::Search, "天气")));
    }
}
