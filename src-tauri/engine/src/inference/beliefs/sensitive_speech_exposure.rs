//! # What they could say
//! How many of your messages contain terms of a list that you supply yourself.
//! # What gives it away
//! Exact matches, counted by month; no text is shown.
//! # When this is wrong
//! Quotations and homographs; lists age fast.
//! # What to do
//! End-to-end encryption; deleting on your phone is not deleting on others’.
//!
//! Source: inferences.md `sensitive_speech_exposure`: no list ships. Without one the rule says so; matches carry the tag
//! `words.listed`, which only a list of the person’s own gives. Measured on WeChat: Citizen Lab 2016–2020 (documented).

use crate::inference::evidence::{self, step, tagged};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "sensitive_speech_exposure",
    facet: Facet::Beliefs,
    tier: Tier::T4,
    kind: ClaimKind::ExplainOnly,
    needs: &[Kind::Message],
    feeds: &["words.listed"],
    half_life: None,
    cap: None,
    wrong_when: &["quotes_and_homographs"],
    actions: &["encrypted_chats"],
    infer,
};

fn infer(view: &View<'_>) -> Finding {
    let rows: Vec<usize> = tagged(view, "words.listed").into_iter().filter(|i| view.event(*i).is_some_and(|e| e.own)).collect();
    if rows.is_empty() {
        return Finding::Nothing { because: Because::ExplainOnly, found: 0, needed: 1 };
    }
    Finding::Claims(vec![Draft {
        emphasis: "n",
        since: view.since(&rows),
        steps: vec![step(view, "reason.sensitive_speech_exposure.matches", Size::Decisive, "records", rows.clone())],
        counter: vec![evidence::note("counter.sensitive_speech_exposure.quotes")],
        ..Draft::new("matches", Phrase::new("claim.sensitive_speech_exposure").with("n", Param::Count(rows.len() as u64)), 0.5)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        assert_eq!(
            speaks(
                "sensitive_speech_exposure",
                vec![wrote(at(3, 9), "甲", ME, &["words.listed"]), states(Platform::Whatsapp, ProfileField::Nickname, ME, &[])]
            )[0]
            .kind,
            ClaimKind::ExplainOnly
        );
        silent(
            "sensitive_speech_exposure",
            vec![wrote(at(3, 9), "甲", ME, &[]), states(Platform::Whatsapp, ProfileField::Nickname, ME, &[])],
        );
    }
}
