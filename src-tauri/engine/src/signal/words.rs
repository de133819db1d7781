//! Words: what a note or a chat line talks about (data/lexicon/words.tsv), and the stops of metro rides.
//!
//! Value: the word used. Titles of shops' payments are read for money words only: product titles talk of love and gifts
//! all day. Traps: 还有 and 借口 (shields in the data); "late night" is no late payment.

use super::lexicon::Lexicon;
use super::text::{Part, Texts};
use super::{Signal, is_between_people};
use crate::record::Fact;
use regex::Regex;
use std::sync::LazyLock;

static WORDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/words.tsv")));
/// 地铁-西二旗站-国贸站, 地铁出行 西二旗→国贸, Tube: Bank to Angel are each operator's own; stops end in 站 or flank an arrow.
static RIDE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"([^\s\-－—→>:：,，()（）]{2,16}?)(?:站)?\s*(?:-->|->|→|至|—|－|-|~)\s*([^\s\-－—→>:：,，()（）]{2,16}?)(?:站|[\s,，()（）]|$)",
    )
    .ok()
});

const OF_SHOPS: &[&str] = &["words.payday", "words.rent", "words.instalment", "words.late", "words.business"];

pub(super) fn extract(texts: &Texts<'_>, out: &mut Vec<Signal>) {
    let (parts, only): (&[Part], Option<&[&str]>) = match texts.fact {
        Fact::Message(_) => (&[Part::Line], None),
        Fact::Payment(p) if is_between_people(p.kind) => (&[Part::Title, Part::Note], None),
        Fact::Payment(_) => (&[Part::Title, Part::Note], Some(OF_SHOPS)),
        Fact::Purchase(_) => (&[Part::Note], None),
        Fact::Activity(_) => (&[Part::Title], None),
        Fact::Place(_) | Fact::Device(_) | Fact::Profile(_) | Fact::AdLabel(_) | Fact::Contact(_) => return,
    };
    for (part, text) in texts.parts(parts) {
        for hit in WORDS.find(text) {
            let tag = hit.entry.tag.filter(|tag| only.is_none_or(|only| part == Part::Note || only.contains(tag)));
            out.extend(tag.map(|tag| Signal::new(tag, Some(hit.entry.term), hit.entry.weight)));
        }
        if out.iter().any(|signal| matches!(signal.tag.as_str(), "merchant.metro" | "merchant.rail")) && part == Part::Title {
            stops(text, out);
        }
    }
}

fn stops(text: &str, out: &mut Vec<Signal>) {
    let Some(found) = RIDE.as_ref().and_then(|ride| {
        let after_operator = text.split_once(['：', ':', ' ', '-', '_']).map_or(text, |(_, rest)| rest);
        ride.captures(after_operator).or_else(|| ride.captures(text))
    }) else {
        return;
    };
    for (group, tag) in [(1, "station.from"), (2, "station.to")] {
        if let Some(stop) = found.get(group) {
            let name = stop.as_str().trim_end_matches('站');
            if !name.bytes().all(|b| b.is_ascii_digit()) {
                out.push(Signal::new(tag, Some(name), 0.8));
            }
        }
    }
}
