//! Number plates (GA 36): province character, letter, five letters or digits; six on new-energy cars, whose first or last
//! is D or F and the rest digits. Letters I and O are not used. Value: `京A12345|北京市/北京市`.
//!
//! Traps: model numbers after a province's short name; so a plate needs two digits and a letter that is given out there.

use crate::signal::Signal;
use regex::Regex;
use std::sync::LazyLock;

static PLATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼])([A-HJ-NP-Z])[·. ]?([A-HJ-NP-Z0-9]{5,6})(?-u:\b)").ok()
});

static PLACES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let data = include_str!("../../../data/lexicon/plates.tsv");
    data.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')).collect()
});

pub(super) fn read(text: &str, out: &mut Vec<Signal>) {
    for found in PLATE.iter().flat_map(|plate| plate.captures_iter(text)) {
        let part = |n| found.get(n).map_or("", |m| m.as_str());
        let (province, letter, rest) = (part(1), part(2), part(3));
        let digits = rest.bytes().filter(u8::is_ascii_digit).count();
        let electric = |b: Option<u8>| matches!(b, Some(b'A'..=b'H' | b'J' | b'K'));
        let shape =
            if rest.len() == 6 { digits >= 4 && (electric(rest.bytes().next()) || electric(rest.bytes().last())) } else { digits >= 2 };
        if let Some(place) = place(province, letter).filter(|_| shape) {
            out.push(Signal::new("id.plate", Some(&format!("{province}{letter}{rest}|{place}")), 0.85));
        }
    }
}

/// Where plates of this beginning are given out. The table writes `京*` for any letter and `黑[AL]` for either.
fn place(province: &str, letter: &str) -> Option<&'static str> {
    let given = |code: &str| code.strip_prefix(province).is_some_and(|set| set == "*" || set.contains(letter));
    PLACES.iter().find(|(code, _)| given(code)).map(|(_, place)| *place)
}
