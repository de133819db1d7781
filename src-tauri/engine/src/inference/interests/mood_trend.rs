//! # What they could say
//! In which weeks your words turned darker or brighter.
//! # What gives it away
//! Words of mood in your own messages, week by week.
//! # When this is wrong
//! 哈哈 is filler; stickers carry the mood; lyrics and jokes.
//! # What to do
//! End-to-end encryption.
//!
//! Source: inferences.md `mood_trend`: own lines only, fifty a week; the share of dark (or bright) words in four weeks on end against the
//! rest, z above 3, with ten such lines in at least three of the weeks, so that one bad evening is no trend. Words are phrases
//! (好难过, so tired), which negation seldom touches; 哈哈 and 笑死 are none of them. Lexicon sentiment is weak for short ironic chat: the
//! word stays low, and nothing is said of the person.

use crate::inference::evidence::{self, step, tagged};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "mood_trend",
    facet: Facet::Interests,
    tier: Tier::T3,
    kind: ClaimKind::Derived,
    needs: &[Kind::Message],
    feeds: &["words.mood_up", "words.mood_down"],
    half_life: None,
    cap: Some((Level::Low, "weak_science")),
    wrong_when: &["laughs_as_filler", "lyrics_and_jokes"],
    actions: &["encrypted_chats"],
    infer,
};

const PRIOR: f64 = 0.3;
const WEEKS: usize = 8;
const LINES: usize = 50;
const WINDOW: usize = 4;
/// Lines with such words in the window.
const WORDS: f64 = 10.0;

/// Lines and words of mood of one week.
#[derive(Default)]
struct Week {
    number: i64,
    lines: usize,
    up: Vec<usize>,
    down: Vec<usize>,
}

fn infer(view: &View<'_>) -> Finding {
    let mut weeks: BTreeMap<i64, Week> = BTreeMap::new();
    let number = |day: NaiveDate| day.signed_duration_since(NaiveDate::MIN).num_weeks();
    let (up, down): (BTreeSet<usize>, BTreeSet<usize>) =
        (tagged(view, "words.mood_up").into_iter().collect(), tagged(view, "words.mood_down").into_iter().collect());
    for i in view.own_messages() {
        let Some(day) = view.day(i) else { continue };
        let week = weeks.entry(number(day)).or_default();
        week.number = number(day);
        week.lines += 1;
        if up.contains(&i) {
            week.up.push(i);
        }
        if down.contains(&i) {
            week.down.push(i);
        }
    }
    let weeks: Vec<Week> = weeks.into_values().filter(|w| w.lines >= LINES).collect();
    if weeks.len() < WEEKS {
        return evidence::too_few(weeks.len(), WEEKS as u64);
    }
    let total = |f: &dyn Fn(&Week) -> usize, weeks: &[Week]| weeks.iter().map(f).sum::<usize>() as f64;
    let mut best: Option<(f64, bool, Vec<usize>)> = None;
    let on_end = |window: &[Week]| window.first().zip(window.last()).is_some_and(|(a, b)| b.number - a.number == WINDOW as i64 - 1);
    for window in weeks.windows(WINDOW).filter(|w| on_end(w)) {
        for dark in [true, false] {
            let of = |w: &Week| if dark { w.down.len() } else { w.up.len() };
            let (here, n) = (total(&of, window), total(&|w| w.lines, window));
            let (all, m) = (total(&of, &weeks), total(&|w| w.lines, &weeks));
            let (p, q) = (here / n, (all - here) / (m - n).max(1.0));
            let pooled = all / m;
            let z = (p - q) / (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / (m - n).max(1.0))).sqrt().max(1e-9);
            let several = window.iter().filter(|w| of(w) > 0).count() >= 3;
            if z > 3.0 && here >= WORDS && several && best.as_ref().is_none_or(|b| b.0 < z) {
                best = Some((z, dark, window.iter().flat_map(|w| if dark { w.down.clone() } else { w.up.clone() }).collect()));
            }
        }
    }
    let Some((_, dark, rows)) = best else {
        return Finding::Nothing { because: Because::BelowThreshold, found: weeks.len() as u64, needed: WEEKS as u64 };
    };
    let Some(from) = view.since(&rows) else { return evidence::too_few(0, WEEKS as u64) };
    let way = if dark { "darker" } else { "brighter" };
    Finding::Claims(vec![Draft {
        emphasis: "from",
        since: Some(from),
        steps: vec![step(view, "reason.mood_trend.words", Size::Moderate, "words", rows)],
        counter: vec![evidence::note("counter.mood_trend.irony")],
        ..Draft::new(
            format!("{way}-{}", from.format("%Y-%m")),
            Phrase::new(format!("claim.mood_trend.{way}")).with("from", Param::Month(from)),
            PRIOR,
        )
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let me = || states(Platform::Whatsapp, ProfileField::Nickname, ME, &[]);
        let lines = |dark: std::ops::Range<u64>| {
            (0..100_u64)
                .flat_map(move |d| {
                    let dark = dark.contains(&d);
                    (0..9).map(move |h| {
                        wrote(
                            at(d, 10 + h),
                            if h % 2 == 0 { "甲" } else { "乙" },
                            ME,
                            if dark && h < 2 { &["words.mood_down"] } else { &[] },
                        )
                    })
                })
                .collect::<Vec<_>>()
        };
        let said = speaks("mood_trend", [lines(40..62), vec![me()]].concat());
        assert!(said[0].value.starts_with("darker-") && said[0].level == Level::Low, "{:?}", said[0]);
        silent("mood_trend", [lines(0..0), vec![me()]].concat());
        // One bad evening.
        silent(
            "mood_trend",
            [lines(40..41), vec![me()], (0..12).map(|_| wrote(at(45, 20), "甲", ME, &["words.mood_down"])).collect()].concat(),
        );
        // As dark all along: a way of talking.
        silent("mood_trend", [lines(0..100), vec![me()]].concat());
    }
}
