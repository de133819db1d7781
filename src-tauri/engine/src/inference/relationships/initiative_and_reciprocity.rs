//! # What they could say
//! Who begins your talks, and who answers sooner.
//! # What gives it away
//! Which side writes first after six hours of silence.
//! # When this is wrong
//! Calls and meetings end a talk unseen.
//! # What to do
//! Nothing hides times from whoever carries them.
//!
//! Source: inferences.md `initiative_and_reciprocity`: a talk begins after a gap of six hours; thirty talks; who begins is told as a way
//! only where Wilson’s interval excludes one half, else as even. Answers count within six hours, so that nights are no answers; the
//! middle one of each side, from ten. The closest five are looked at. No published accuracy found.

use crate::inference::confidence::wilson_lower;
use crate::inference::evidence::{self, said};
use crate::inference::people::{ANSWERED, Person};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier, people};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "initiative_and_reciprocity",
    facet: Facet::Relationships,
    tier: Tier::T1,
    kind: ClaimKind::Observed,
    needs: &[Kind::Message],
    feeds: &[],
    half_life: None,
    cap: None,
    wrong_when: &["calls_end_chats", "met_in_person"],
    actions: &["encrypted_chats"],
    infer,
};

const TALKS: u64 = 30;
const TOLD: usize = 5;

fn infer(view: &View<'_>) -> Finding {
    let people = people::all(view);
    let mut busiest: Vec<(&Name, &Person)> = people.iter().filter(|(_, p)| p.messages > 0).collect();
    busiest.sort_by_key(|(name, p)| (std::cmp::Reverse(p.messages), **name));
    let (mut drafts, mut most) = (Vec::new(), 0);
    for (name, person) in busiest.into_iter().take(TOLD) {
        let (mut begun, mut talks, mut last) = (Vec::new(), Vec::new(), None);
        for i in &person.rows {
            let Some((time, e)) = view.time(*i).zip(view.event(*i)).filter(|(_, e)| e.kind == Kind::Message) else { continue };
            if last.is_none_or(|l| (time - l) > ANSWERED) {
                talks.push(*i);
                if e.own {
                    begun.push(*i);
                }
            }
            last = Some(time);
        }
        most = most.max(talks.len());
        let (n, own) = (talks.len() as u64, begun.len() as u64);
        if n < TALKS {
            continue;
        }
        let way = match (wilson_lower(own, n) > 0.5, wilson_lower(n - own, n) > 0.5) {
            (true, _) => "you",
            (_, true) => "they",
            _ => "even",
        };
        let contact = view.name(*name).to_owned();
        let share = Param::Percent((own as f64 / n as f64).clamp(0.01, 0.99));
        let reason = said(view, "reason.initiative_and_reciprocity.talks", &talks)
            .with("own", Param::Count(own))
            .with("least", Param::Percent(wilson_lower(own, n).clamp(0.01, 0.99)))
            .with("most", Param::Percent((1.0 - wilson_lower(n - own, n)).clamp(0.01, 0.99)));
        let lines: Vec<usize> = person.rows.iter().copied().filter(|i| view.event(*i).is_some_and(|e| e.kind == Kind::Message)).collect();
        let mut steps = vec![Step::new(reason, Size::Decisive, "talks", lines.clone())];
        if let Some((yours, theirs)) = person.reply_of(true).zip(person.reply_of(false)) {
            let minutes = |m: i64| Param::Count(m.unsigned_abs());
            let reason = said(view, "reason.initiative_and_reciprocity.answers", &lines);
            steps.push(Step::new(reason.with("yours", minutes(yours)).with("theirs", minutes(theirs)), Size::Note, "talks", lines));
        }
        drafts.push(Draft {
            emphasis: "share",
            since: view.since(&talks),
            steps,
            counter: vec![evidence::note("counter.initiative_and_reciprocity.calls")],
            ..Draft::new(
                format!("{contact}:{way}"),
                Phrase::new("claim.initiative_and_reciprocity").with("contact", Param::Text(contact)).with("share", share),
                0.5,
            )
        });
    }
    if drafts.is_empty() { evidence::too_few(most, TALKS) } else { Finding::Claims(drafts) }
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let talk = |d: u64| vec![wrote(at(d, 19), "甲", ME, &[]), wrote(at(d, 20), "甲", "甲", &[])];
        let rest = every(0..60, 3, |d| wrote(at(d, 21), "乙", if d.is_multiple_of(2) { ME } else { "乙" }, &[]));
        assert!(
            speaks("initiative_and_reciprocity", [(0..60).flat_map(talk).collect(), rest.clone()].concat())
                .iter()
                .any(|c| c.value == "甲:you" && c.evidence.steps[0].count == 120)
        );
        // Each begins every other day.
        let turns = |d: u64| vec![wrote(at(d, 19), "甲", if d.is_multiple_of(2) { ME } else { "甲" }, &[])];
        let said = speaks("initiative_and_reciprocity", [(0..60).flat_map(turns).collect(), rest.clone()].concat());
        assert!(said.iter().any(|c| c.value == "甲:even"));
        silent("initiative_and_reciprocity", [(0..10).flat_map(talk).collect(), rest].concat());
    }
}
