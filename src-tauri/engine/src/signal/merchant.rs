//! Merchants: names and words of shops and services to categories (data/lexicon/merchant.tsv), and the platform's own
//! category as a hint of its own (data/lexicon/label.tsv).
//!
//! A chain's name beats a generic word; of two generic words the later is the head noun (儿童医院停车场 is parking); the
//! others stay at half weight. Traps: the branch in brackets says where, not what (瑞幸咖啡（人民医院店）); people's names
//! (transfers are left alone); sellers on marketplaces sell goods, so they weigh less.

use super::identifier::address::branch;
use super::lexicon::{Hit, Lexicon};
use super::text::{Part, Texts};
use super::{Signal, is_between_people};
use crate::record::Fact;
use std::sync::LazyLock;

static MERCHANTS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/merchant.tsv")));
static LABELS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/label.tsv")));

/// Titles of more bytes than this (some twenty characters) describe goods, whose words are no shop's.
const LONG: usize = 60;

pub(super) fn extract(texts: &Texts<'_>, out: &mut Vec<Signal>) {
    for (_, text) in texts.parts(&[Part::Label]) {
        // JD prints several categories of one order in one cell.
        for hit in LABELS.find(text) {
            let whole = hit.end - hit.start == text.len();
            out.extend(hit.entry.tag.map(|tag| Signal::new(tag, Some(text), hit.entry.weight * if whole { 1.0 } else { 0.7 })));
        }
    }
    let parts: &[(Part, f32)] = match texts.fact {
        Fact::Purchase(_) => &[(Part::Party, 0.6)],
        Fact::Payment(p) if !is_between_people(p.kind) => &[(Part::Party, 1.0), (Part::Title, 0.8)],
        _ => return,
    };
    for &(part, part_weight) in parts {
        for (_, text) in texts.parts(&[part]) {
            let name = branch(text).map_or(text, |(name, _)| name);
            let hits = MERCHANTS.find(name);
            let Some(best) = hits.iter().max_by(|a, b| rank(a).total_cmp(&rank(b)).then(a.start.cmp(&b.start))) else { continue };
            for hit in &hits {
                let share = if hit.entry.tag == best.entry.tag { 1.0 } else { 0.5 };
                let share = if part == Part::Title && name.len() > LONG && rank(hit) == 0.0 { share * 0.3 } else { share };
                out.extend(hit.entry.tag.map(|tag| Signal::new(tag, Some(hit.entry.term), hit.entry.weight * part_weight * share)));
            }
        }
    }
}

/// Names of chains (0.95 in the data) before generic words, which are equals.
fn rank(hit: &Hit<'_>) -> f32 {
    if hit.entry.weight >= 0.94 { hit.entry.weight } else { 0.0 }
}
