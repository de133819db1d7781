//! Bank cards: 13 to 19 digits, in one run or in groups, that pass Luhn (ISO/IEC 7812-1 annex B) and begin like a known
//! issuer or scheme (data/lexicon/card_prefixes.tsv). Value: `number|issuer`.
//!
//! Traps: one order number in ten passes Luhn, so the prefix must be known too; an ID number is none.

use super::{Run, digits};
use crate::signal::Signal;
use std::sync::LazyLock;

static PREFIXES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let data = include_str!("../../../data/lexicon/card_prefixes.tsv");
    data.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')).collect()
});

pub(super) fn read(text: &str, groups: &[&[Run]], out: &mut Vec<Signal>) {
    for group in groups {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let fours = group.len() > 2 && group.iter().rev().skip(1).all(|run| (4..=6).contains(&run.len()));
        let whole = Run { start: first.start, end: last.end };
        let number = digits(whole.of(text));
        if !(group.len() == 1 || fours) || !(13..=19).contains(&number.len()) || !whole.stands_alone(text) || !luhn(&number) {
            continue;
        }
        if let Some(issuer) = issuer(&number) {
            let weight = if issuer.is_ascii() { 0.75 } else { 0.9 };
            out.push(Signal::new("id.card", Some(&format!("{number}|{issuer}")), weight));
        }
    }
}

/// Issuer or scheme by the longest known prefix; lengths that the scheme doesn't use are none.
fn issuer(number: &str) -> Option<&'static str> {
    let (_, name) = PREFIXES.iter().filter(|(p, _)| number.starts_with(p)).max_by_key(|(p, _)| p.len())?;
    let fits = match *name {
        "American Express" => number.len() == 15,
        "Diners Club" => number.len() == 14,
        "Visa" => matches!(number.len(), 13 | 16 | 19),
        "Mastercard" | "Discover" | "JCB" => number.len() == 16,
        _ => number.len() >= 16,
    };
    fits.then_some(name)
}

fn luhn(number: &str) -> bool {
    let sum = number.chars().rev().filter_map(|c| c.to_digit(10)).zip([false, true].into_iter().cycle()).fold(0, |sum, (d, twice)| {
        sum + match (twice, d) {
            (true, 5..) => d * 2 - 9,
            (true, _) => d * 2,
            (false, _) => d,
        }
    });
    sum % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_test_numbers_pass_and_their_neighbours_do_not() {
        for (number, name) in [
            ("4242424242424242", "Visa"),
            ("5555555555554444", "Mastercard"),
            ("378282246310005", "American Express"),
            ("6200000000000005", "UnionPay"),
            ("3566002020360505", "JCB"),
        ] {
            assert!(luhn(number), "{number}");
            assert_eq!(issuer(number), Some(name));
        }
        assert!(!luhn("4242424242424243"));
        assert_eq!(issuer("1234567890123456"), None);
        assert_eq!(issuer("6225880000000000"), Some("招商银行"));
    }
}
