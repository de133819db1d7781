//! Payment instruments: where the money came from (data/lexicon/pay.tsv), and tails of cards (`id.card_tail`, value
//! `招商银行|1234`).
//!
//! Traps: 零钱通 is no 零钱, 余额宝 no 余额 (longest match); one cell may name two (`花呗&红包`, `Gift Certificate/Card and
//! Visa - 1234`); 招商银行(1234) doesn't say whether debit or credit, so it weighs less.

use super::Signal;
use super::lexicon::Lexicon;
use super::text::{Part, Texts};
use regex::Regex;
use std::sync::LazyLock;

static PAY: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/pay.tsv")));
static TAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"([^&;；,，/()（）0-9]{2,20}?)\s*(?:[（(]|-\s*|尾号|ending in(?: -)?\s*)([0-9]{3,4})(?:[）)]|(?-u:\b))").ok()
});

pub(super) fn extract(texts: &Texts<'_>, out: &mut Vec<Signal>) {
    for (_, text) in texts.parts(&[Part::Method]) {
        let hits = PAY.find(text);
        let credit = hits.iter().any(|hit| hit.entry.tag == Some("pay.credit_card"));
        for hit in &hits {
            let bank_of_credit = credit && hit.entry.tag == Some("pay.debit_card") && hit.entry.weight < 0.7;
            if let Some(tag) = hit.entry.tag.filter(|_| !bank_of_credit) {
                out.push(Signal::new(tag, Some(hit.entry.term), hit.entry.weight));
            }
        }
        for found in TAIL.iter().flat_map(|tail| tail.captures_iter(text)) {
            let part = |n| found.get(n).map_or("", |m| m.as_str().trim());
            let name = part(1).rsplit(" and ").next().unwrap_or_default();
            out.push(Signal::new("id.card_tail", Some(&format!("{name}|{}", part(2))), 0.9));
        }
    }
    let paid_by_itself = |tag: &str| tag == "pay.auto_debit" || tag == "pay.family_card";
    for (_, text) in texts.parts(&[Part::Title, Part::Note, Part::Label]) {
        if !matches!(texts.fact, crate::record::Fact::Payment(_)) {
            continue;
        }
        for hit in PAY.find(text) {
            out.extend(
                hit.entry.tag.filter(|tag| paid_by_itself(tag)).map(|tag| Signal::new(tag, Some(hit.entry.term), hit.entry.weight * 0.9)),
            );
        }
    }
}
