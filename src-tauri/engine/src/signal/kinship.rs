//! Kinship: words for family, partners and other people (data/lexicon/kinship.tsv).
//!
//! Value: the word used; with `@` before it when the word is the other side's own name (counterparty, sender, recipient),
//! with `#` when it stands in a chat's title. Names weigh in full when the word is all there is. Traps: 老婆饼, 妈呀,
//! 外婆家 (shields in the data); 哥, 姐, 老板, 老师 as politeness (low weights; rules need more than one).

use super::lexicon::Lexicon;
use super::text::{Part, Texts};
use super::{Signal, is_between_people};
use crate::record::Fact;
use std::sync::LazyLock;

static KIN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/kinship.tsv")));

pub(super) fn extract(texts: &Texts<'_>, out: &mut Vec<Signal>) {
    let parts: &[Part] = match texts.fact {
        Fact::Message(_) => &[Part::Line, Part::Party, Part::Chat],
        Fact::Payment(p) if is_between_people(p.kind) => &[Part::Title, Part::Note, Part::Party],
        Fact::Payment(_) => &[Part::Note],
        Fact::Purchase(_) => &[Part::Person, Part::Note],
        Fact::Contact(_) => &[Part::Party, Part::Label],
        Fact::Place(_) | Fact::Activity(_) | Fact::Device(_) | Fact::Profile(_) | Fact::AdLabel(_) => return,
    };
    for (part, text) in texts.parts(parts) {
        for hit in KIN.find(text) {
            let whole = hit.end - hit.start == text.len();
            let (mark, share) = match part {
                Part::Party | Part::Person => ("@", if whole { 1.1 } else { 0.8 }),
                Part::Chat => ("#", 0.8),
                _ => ("", 0.9),
            };
            let value = format!("{mark}{}", hit.entry.term);
            out.extend(hit.entry.tag.map(|tag| Signal::new(tag, Some(&value), (hit.entry.weight * share).min(0.95))));
        }
    }
}
