//! Signals: what extractors saw in one record when it came in. They are the only thing that rules know about text.
//!
//! A signal is a tag from the tag list, sometimes with a value, and a weight from 0 to 1 (how sure the extractor is of
//! what it saw; what it *means* is the rules' business). The tag's first part is its family; [`tags`] says what values are.

mod amount;
mod circle;
mod goods;
mod identifier;
mod kinship;
mod lexicon;
mod merchant;
mod pay;
mod regions;
mod shelf;
mod stage;
pub mod tags;
mod text;
mod words;

pub use circle::circle;

use crate::record::{Fact, PaymentKind};
use serde::{Deserialize, Serialize};
use text::{Part, Texts};

/// Something seen in one record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signal {
    /// From the tag list, e.g. `goods.pet.cat_food`.
    pub tag: String,
    /// What exactly, where the tag needs it: an identifier (normalised), a district, an age in months.
    pub value: Option<String>,
    /// From 0 to 1.
    pub weight: f32,
}

impl Signal {
    fn new(tag: &str, value: Option<&str>, weight: f32) -> Signal {
        Signal { tag: tag.to_owned(), value: value.map(str::to_owned), weight }
    }
}

type Extractor = fn(&Texts<'_>, &mut Vec<Signal>);

/// Read of every record.
const ALWAYS: &[Extractor] = &[identifier::extract, kinship::extract, words::extract];

/// Read of orders and payments besides, in this order: stages look at goods, stops at merchants.
const OF_MONEY: &[Extractor] = &[amount::extract, pay::extract, merchant::extract, goods::extract, shelf::extract, stage::extract];

/// All that can be seen in one record, sorted by tag and value, each pair once with its greatest weight.
pub fn extract(fact: &Fact) -> Vec<Signal> {
    of_texts(&Texts::of(fact))
}

fn of_texts(texts: &Texts<'_>) -> Vec<Signal> {
    let mut signals = Vec::new();
    if !texts.is_message() {
        OF_MONEY.iter().for_each(|extractor| extractor(texts, &mut signals));
    }
    ALWAYS.iter().for_each(|extractor| extractor(texts, &mut signals));
    signals.sort_by(|a, b| (&a.tag, &a.value).cmp(&(&b.tag, &b.value)).then(b.weight.total_cmp(&a.weight)));
    signals.dedup_by(|later, first| later.tag == first.tag && later.value == first.value);
    signals
}

/// All that can be seen in one record, each with whether its bare who-when-how-much (title, note and text left out) gives it away too.
pub fn seen(fact: &Fact) -> Vec<(Signal, bool)> {
    let texts = Texts::of(fact);
    let signals = of_texts(&texts);
    if signals.is_empty() {
        return Vec::new();
    }
    // Of a message it is the same without its words: no copy is needed.
    let bare = if texts.is_message() { of_texts(&texts.without(Part::Line)) } else { extract(&fact.bare()) };
    let given_away = |s: Signal| {
        let bare = bare.contains(&s);
        (s, bare)
    };
    signals.into_iter().map(given_away).collect()
}

/// Whether money went between people, so that the other side's name is a person's and the sum may mean something.
fn is_between_people(kind: PaymentKind) -> bool {
    matches!(kind, PaymentKind::Transfer | PaymentKind::RedPacket | PaymentKind::Family)
}

#[cfg(test)]
mod tests {
    use super::lexicon::Lexicon;
    use super::tags;
    use std::collections::HashMap;

    const LEXICONS: &[(&str, &str)] = &[
        ("circle", include_str!("../../data/lexicon/circle.tsv")),
        ("goods", include_str!("../../data/lexicon/goods.tsv")),
        ("kinship", include_str!("../../data/lexicon/kinship.tsv")),
        ("label", include_str!("../../data/lexicon/label.tsv")),
        ("merchant", include_str!("../../data/lexicon/merchant.tsv")),
        ("pay", include_str!("../../data/lexicon/pay.tsv")),
        ("stage", include_str!("../../data/lexicon/stage.tsv")),
        ("words", include_str!("../../data/lexicon/words.tsv")),
    ];

    #[test]
    fn every_line_of_a_lexicon_is_read_and_its_tag_exists() {
        for (name, data) in LEXICONS {
            let lines = data.lines().filter(|line| !line.starts_with('#')).count();
            let lexicon = Lexicon::parse(data);
            assert_eq!(lexicon.entries().len(), lines, "{name}");
            for entry in lexicon.entries() {
                assert!(entry.tag.is_none_or(|tag| tags::known(tag).is_some()), "{name}: {}", entry.term);
                assert!((0.0..=1.0).contains(&entry.weight), "{name}: {}", entry.term);
                assert_eq!(entry.term, entry.term.to_lowercase(), "{name}");
            }
        }
    }

    #[test]
    fn no_term_has_two_tags() {
        for (name, data) in LEXICONS {
            let mut seen: HashMap<&str, Option<&str>> = HashMap::new();
            for entry in Lexicon::parse(data).entries() {
                let before = seen.insert(entry.term, entry.tag);
                assert!(before.is_none_or(|tag| tag == entry.tag), "{name}: {}", entry.term);
            }
        }
    }

    #[test]
    fn every_tag_has_words_in_both_languages() {
        for words in [include_str!("../../locales/en/signals.toml"), include_str!("../../locales/zh-CN/signals.toml")] {
            let words: toml::Table = words.parse().unwrap();
            for tag in tags::TAGS {
                let said = words.get(&format!("tag.{tag}")).and_then(|word| word.as_str());
                assert!(said.is_some_and(|word| !word.is_empty()), "{tag}");
            }
            assert_eq!(words.len(), tags::TAGS.len());
        }
    }
}
