//! Goods: words of product titles to shelves (data/lexicon/goods.tsv).
//!
//! Value: the word that gave it away. Titles are written to be found, so one title may stand on several shelves; rules
//! count shelves per record. Traps: accessories name the device they fit (voided by context in the data), shops print
//! their own name as the title of a payment (payments weigh less). A search is no purchase: it leaves `search.goods`, whose
//! value is the shelf, so that no rule takes what was looked for as bought.

use super::lexicon::Lexicon;
use super::text::{Part, Texts};
use super::{Signal, is_between_people};
use crate::record::{ActivityKind, Fact};
use std::sync::LazyLock;

static GOODS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/goods.tsv")));

pub(super) fn extract(texts: &Texts<'_>, out: &mut Vec<Signal>) {
    if let Fact::Activity(a) = texts.fact {
        if a.kind == ActivityKind::Search {
            sought(texts, out);
        }
        return;
    }
    let part_weight = match texts.fact {
        Fact::Purchase(_) => 1.0,
        Fact::Payment(p) if !is_between_people(p.kind) => 0.8,
        _ => return,
    };
    for (_, text) in texts.parts(&[Part::Title]) {
        for hit in GOODS.find(text) {
            out.extend(hit.entry.tag.map(|tag| Signal::new(tag, Some(hit.entry.term), hit.entry.weight * part_weight)));
        }
    }
}

fn sought(texts: &Texts<'_>, out: &mut Vec<Signal>) {
    for (_, text) in texts.parts(&[Part::Title]) {
        for hit in GOODS.find(text) {
            out.extend(hit.entry.tag.map(|tag| Signal::new("search.goods", Some(tag), hit.entry.weight * 0.8)));
        }
    }
}
