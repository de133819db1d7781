//! # What they could say
//! That habits of writing could link anonymous posts to you.
//! # What gives it away
//! Lengths, kinds, laughter and thanks in your own lines beside those of others.
//! # When this is wrong
//! Copied text; voice to text.
//! # What to do
//! Rewrite or translate before you post anonymously.
//!
//! Source: inferences.md `writing_style_fingerprint`: ten thousand own characters; habits that differ from the pooled others by three
//! standard errors are listed. No attribution is run. One in five of 100,000 bloggers was named first (Narayanan 2012).

use crate::inference::evidence::{self, said, step};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "writing_style_fingerprint",
    facet: Facet::Identity,
    tier: Tier::T2,
    kind: ClaimKind::ExplainOnly,
    needs: &[Kind::Message],
    feeds: &["words.laugh", "words.thanks"],
    half_life: None,
    cap: None,
    wrong_when: &["copied_text", "dialect_or_keyboard"],
    actions: &["encrypted_chats"],
    infer,
};

const CHARS: u64 = 10_000;

fn infer(view: &View<'_>) -> Finding {
    let own = view.own_messages();
    let chars: u64 = own.iter().filter_map(|i| view.event(*i)).map(|e| u64::from(e.chars)).sum();
    if chars < CHARS {
        return evidence::too_few(usize::try_from(chars).unwrap_or(usize::MAX), CHARS);
    }
    let others: Vec<usize> = view.of(Kind::Message).into_iter().filter(|i| view.event(*i).is_some_and(|e| !e.own)).collect();
    let habits: [(&str, &dyn Fn(usize) -> bool); 4] = [
        ("short", &|i| view.event(i).is_some_and(|e| (1..=3).contains(&e.chars))),
        ("long", &|i| view.event(i).is_some_and(|e| e.chars >= 40)),
        ("laugh", &|i| view.event(i).is_some_and(|e| view.has(e, "words.laugh"))),
        ("thanks", &|i| view.event(i).is_some_and(|e| view.has(e, "words.thanks"))),
    ];
    let mut steps = Vec::new();
    for (habit, has) in habits {
        let mine: Vec<usize> = own.iter().copied().filter(|i| has(*i)).collect();
        let theirs = others.iter().filter(|i| has(**i)).count();
        let (p, q) = (mine.len() as f64 / own.len() as f64, theirs as f64 / others.len().max(1) as f64);
        let pooled = (mine.len() + theirs) as f64 / (own.len() + others.len()) as f64;
        let error = (pooled * (1.0 - pooled) * (1.0 / own.len() as f64 + 1.0 / others.len().max(1) as f64)).sqrt().max(1e-9);
        if (p - q) / error > 3.0 {
            let share = |s: f64| Param::Percent(s.clamp(0.01, 0.99));
            let reason =
                said(view, &format!("reason.writing_style_fingerprint.{habit}"), &mine).with("mine", share(p)).with("theirs", share(q));
            steps.push(Step::new(reason, Size::Note, "habits", mine));
        }
    }
    if steps.is_empty() {
        return Finding::Nothing { because: Because::BelowThreshold, found: own.len() as u64, needed: 1 };
    }
    let n = steps.len() as u64;
    steps.insert(0, step(view, "reason.writing_style_fingerprint.lines", Size::Decisive, "lines", own.clone()));
    Finding::Claims(vec![Draft {
        emphasis: "n",
        since: view.since(&own),
        steps,
        counter: vec![evidence::note("counter.writing_style_fingerprint.copied")],
        ..Draft::new("habits", Phrase::new("claim.writing_style_fingerprint").with("n", Param::Count(n)), 0.5)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let me = || states(Platform::Whatsapp, ProfileField::Nickname, ME, &[]);
        let line = |n: u64, who: &str, text: &str| said(at(n % 90, 10 + (n % 10) as u32), "甲", who, MessageKind::Text, text);
        let mine = || (0..600).map(|n| line(n, ME, "哈哈哈今天真是有意思的一天呀我跟你讲这件事情")).collect::<Vec<_>>();
        let theirs = || (0..600).map(|n| line(n, "甲", "那家店的面条味道还可以就是排队的人有点多")).collect::<Vec<_>>();
        let told = speaks("writing_style_fingerprint", [mine(), theirs(), vec![me()]].concat());
        assert_eq!(told[0].kind, ClaimKind::ExplainOnly);
        silent("writing_style_fingerprint", [mine().into_iter().take(50).collect(), vec![me()]].concat());
    }
}
