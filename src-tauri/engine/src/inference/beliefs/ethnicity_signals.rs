//! # What they could say
//! That a file states an ethnicity. Nothing is guessed.
//! # What gives it away
//! A field of that name in a profile.
//! # When this is wrong
//! Names and food say nothing reliable.
//! # What to do
//! Watermark photos of IDs; delete them from chats.
//!
//! Source: inferences.md `ethnicity_signals`: never computed; the presence of a 民族 field only. PRC ID cards print it; likes told it .95
//! in the US (Kosinski 2013).

use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "ethnicity_signals",
    facet: Facet::Beliefs,
    tier: Tier::T4,
    kind: ClaimKind::ExplainOnly,
    needs: &[Kind::Profile, Kind::AdLabel],
    feeds: &[],
    half_life: None,
    cap: None,
    wrong_when: &["field_of_another"],
    actions: &["ask_for_explanation"],
    infer,
};

fn infer(view: &View<'_>) -> Finding {
    let rows: Vec<usize> = view
        .of(Kind::AdLabel)
        .into_iter()
        .filter(|i| {
            view.event(*i)
                .and_then(|e| e.item)
                .is_some_and(|l| ["民族", "ethnicity", "race"].contains(&view.name(l).to_lowercase().as_str()))
        })
        .collect();
    if rows.is_empty() {
        return evidence::too_few(0, 1);
    }
    Finding::Claims(vec![Draft {
        emphasis: "n",
        since: view.since(&rows),
        steps: vec![step(view, "reason.ethnicity_signals.stated", Size::Decisive, "records", rows.clone())],
        ..Draft::new("stated", Phrase::new("claim.ethnicity_signals").with("n", Param::Count(rows.len() as u64)), 0.5)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let label = |name: &str| {
            row(
                Platform::Google,
                Fact::AdLabel(AdLabel {
                    kind: LabelKind::Attribute,
                    label: name.into(),
                    value: Some("x".into()),
                    origin: None,
                    time: None,
                }),
                &[],
            )
        };
        assert_eq!(speaks("ethnicity_signals", vec![label("民族")])[0].kind, ClaimKind::ExplainOnly);
        // Food, names and labels of other things say nothing.
        silent("ethnicity_signals", vec![label("Noodles"), bought(at(3, 9), ME, &["goods.food.halal"])]);
    }
}
