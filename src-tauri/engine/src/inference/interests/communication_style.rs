//! # What they could say
//! How you write: short or long, with voice and pictures or without, laughing, thanking.
//! # What gives it away
//! Lengths and kinds of your own messages beside those of the people you write with.
//! # When this is wrong
//! An input method writes for one; text is copied.
//! # What to do
//! End-to-end encryption; the lengths and kinds remain.
//!
//! Source: inferences.md `communication_style`: three hundred own lines; middle length beside the middle line of the people written with,
//! so that no script or language is long by itself (a third more or less, expert-set); share of voice, pictures and calls, of lines that
//! laugh or thank. Who doesn’t see lengths is told nothing. Style matching (Ireland 2011, English) would need function words of every
//! line and is left out.

use crate::inference::evidence::{self, median, said, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Kind, MessageKind};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "communication_style",
    facet: Facet::Interests,
    tier: Tier::T1,
    kind: ClaimKind::Observed,
    needs: &[Kind::Message],
    feeds: &["words.laugh", "words.thanks"],
    half_life: None,
    cap: None,
    wrong_when: &["dialect_or_keyboard", "copied_text"],
    actions: &["encrypted_chats"],
    infer,
};

const LINES: u64 = 300;

fn infer(view: &View<'_>) -> Finding {
    let own = view.own_messages();
    if (own.len() as u64) < LINES {
        return evidence::too_few(own.len(), LINES);
    }
    let lengths = |rows: &mut dyn Iterator<Item = usize>| -> Vec<i64> {
        let seen = rows.filter_map(|i| view.event(i)).filter(|e| e.message == Some(MessageKind::Text) && !e.bare);
        seen.map(|e| i64::from(e.chars)).filter(|c| *c > 0).collect()
    };
    let (mine, theirs) = (
        lengths(&mut own.iter().copied()),
        lengths(&mut view.of(Kind::Message).into_iter().filter(|i| view.event(*i).is_some_and(|e| !e.own))),
    );
    let few = mine.len().min(theirs.len());
    let Some((mine, theirs)) = median(mine).zip(median(theirs)).filter(|_| few as u64 >= LINES / 3) else {
        return evidence::too_few(few, LINES / 3);
    };
    let share = |rows: usize| Param::Percent((rows as f64 / own.len() as f64).clamp(0.01, 0.99));
    let media =
        own.iter().filter(|i| view.event(**i).is_some_and(|e| matches!(e.message, Some(MessageKind::Media | MessageKind::Call)))).count();
    let of = |tag: &str| {
        tagged(view, tag).into_iter().filter(|i| view.event(*i).is_some_and(|e| e.own && e.kind == Kind::Message)).collect::<Vec<_>>()
    };
    let length = if mine * 4 <= theirs * 3 {
        "short"
    } else if mine * 3 >= theirs * 4 {
        "long"
    } else {
        "middling"
    };
    let reason = said(view, "reason.communication_style.lines", &own)
        .with("mine", Param::Count(mine.unsigned_abs()))
        .with("theirs", Param::Count(theirs.unsigned_abs()))
        .with("media", share(media));
    let mut steps = vec![Step::new(reason, Size::Decisive, "lines", own.clone())];
    for (tag, id) in [("words.laugh", "reason.communication_style.laugh"), ("words.thanks", "reason.communication_style.thanks")] {
        let rows = of(tag);
        if rows.len() >= 5 {
            let mut one = step(view, id, Size::Note, "lines", rows.clone());
            one.reason = one.reason.with("share", share(rows.len()));
            steps.push(one);
        }
    }
    Finding::Claims(vec![Draft {
        emphasis: "length",
        since: view.since(&own),
        steps,
        counter: vec![evidence::note("counter.communication_style.input")],
        ..Draft::new(
            length,
            Phrase::new("claim.communication_style").with("length", Param::Word(format!("lines.{length}"))).with("media", share(media)),
            0.5,
        )
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let me = || states(Platform::Whatsapp, ProfileField::Nickname, ME, &[]);
        let lines = |n: u64, mine: &'static str, theirs: &'static str| {
            let line = move |i: u64, who, text| said(at(i % 90, 10 + (i / 90) as u32), "甲", who, MessageKind::Text, text);
            let both = (0..n).flat_map(move |i| [line(i, ME, mine), line(i, "甲", theirs)]);
            both.chain([me()]).collect::<Vec<_>>()
        };
        let length = |rows| speaks("communication_style", rows)[0].value.clone();
        assert_eq!(length(lines(400, "好的", "那我们明天下午三点见吧")), "short");
        assert_eq!(length(lines(400, "okay, see you tomorrow at the station then", "fine, see you tomorrow")), "long");
        assert_eq!(length(lines(400, "see you tomorrow", "bye, till tomorrow")), "middling");
        silent("communication_style", lines(100, "好的", "那我们明天下午三点见吧"));
        // Nobody to be compared with.
        silent("communication_style", (0..400).map(|i| wrote(at(i % 90, 10 + (i / 90) as u32), "甲", ME, &[])).chain([me()]).collect());
    }
}
