//! # What they could say
//! What these files do not hold for this observer, and what would fill the gap.
//! # What gives it away
//! Kinds of record that are missing, and months without any.
//! # When this is wrong
//! A file that isn’t here isn’t missing there.
//! # What to do
//! Nothing: it is the antidote to believing too much.
//!
//! Source: inferences.md `what_they_cannot_see`: coverage by kind and month; told for whoever looks. Cash, other cards, deleted chats
//! and friends met in person are in no export.

use crate::inference::evidence::{self, said};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "what_they_cannot_see",
    facet: Facet::Devices,
    tier: Tier::T0,
    kind: ClaimKind::Observed,
    needs: &[
        Kind::Payment,
        Kind::Purchase,
        Kind::Message,
        Kind::Place,
        Kind::Activity,
        Kind::Device,
        Kind::Profile,
        Kind::AdLabel,
        Kind::Contact,
    ],
    feeds: &[],
    half_life: None,
    cap: None,
    wrong_when: &["absence_of_a_file"],
    actions: &["less_use"],
    infer,
};

fn infer(view: &View<'_>) -> Finding {
    let rows: Vec<usize> = (0..view.events().len()).filter(|i| view.day(*i).is_some()).collect();
    if rows.is_empty() {
        return evidence::too_few(0, 1);
    }
    let absent: Vec<Param> = [Kind::Purchase, Kind::Payment, Kind::Message, Kind::Place, Kind::Activity, Kind::Device]
        .into_iter()
        .filter(|k| view.of(*k).is_empty())
        .map(|k| Param::Word(format!("kind.{}", k.id())))
        .collect();
    let silent = evidence::months_spanned(view, &rows) - view.months(&rows).len() as i64;
    let reason = said(view, "reason.what_they_cannot_see.rows", &rows).with("silent", Param::Count(silent.max(0).unsigned_abs()));
    let statement = if absent.is_empty() {
        Phrase::new("claim.what_they_cannot_see.months")
    } else {
        Phrase::new("claim.what_they_cannot_see").with("kinds", Param::List(absent))
    };
    Finding::Claims(vec![Draft {
        emphasis: "kinds",
        since: view.since(&rows),
        steps: vec![Step::new(reason, Size::Decisive, "coverage", rows)],
        counter: vec![evidence::note("counter.what_they_cannot_see.elsewhere")],
        ..Draft::new("gaps", statement.with("silent", Param::Count(silent.max(0).unsigned_abs())), 0.5)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let said = speaks("what_they_cannot_see", vec![shop(at(3, 9), "某某小店", &[]), shop(at(200, 9), "某某小店", &[])]);
        assert!(said[0].statement.en.contains("months"), "{}", said[0].statement.en);
        silent("what_they_cannot_see", vec![states(Platform::Alipay, ProfileField::Nickname, ME, &[])]);
    }
}
