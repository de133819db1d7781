//! Phone numbers: Chinese mobiles and landlines, masked mobiles, international numbers in E.164's form.
//!
//! Value: mobiles as 11 digits, landlines `010-12345678`, international `+` and digits, masked as printed.
//! Traps: mobiles inside order numbers (a run stands alone or it isn't one); `+86` is no foreign number.

use super::{Run, digits};
use crate::signal::Signal;
use regex::Regex;
use std::sync::LazyLock;

static MASKED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?-u:\b)1[3-9][0-9]\*{4,6}[0-9]{2,4}(?-u:\b)").ok());

pub(super) fn read(text: &str, runs: &[Run], groups: &[&[Run]], out: &mut Vec<Signal>) {
    for group in groups {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let whole = Run { start: first.start, end: last.end };
        let number = digits(whole.of(text));
        let plus = whole.sides(text).0 == Some(b'+');
        let lengths: Vec<usize> = group.iter().map(Run::len).collect();
        let grouped = matches!(lengths.as_slice(), [11] | [3, 4, 4] | [2, 11] | [2, 3, 4, 4] | [13]);
        let mobile = number.strip_prefix("86").filter(|n| n.len() == 11).unwrap_or(&number);
        if grouped && is_mobile(mobile) && whole.stands_alone(text) {
            out.push(Signal::new("id.phone", Some(mobile), 0.95));
        } else if plus && (8..=15).contains(&number.len()) && !number.starts_with("86") && !number.starts_with('0') {
            out.push(Signal::new("id.phone", Some(&format!("+{number}")), 0.9));
        } else if let ([3 | 4, 7 | 8], true) = (lengths.as_slice(), number.starts_with('0') && whole.stands_alone(text)) {
            out.push(Signal::new("id.landline", Some(&whole.of(text).replace(' ', "-")), 0.8));
        }
    }
    // A mobile that stands beside another number, as in an address before a postcode.
    for run in runs {
        let has_neighbours = groups.iter().any(|group| group.len() > 1 && group.contains(run));
        if has_neighbours && run.len() == 11 && is_mobile(run.of(text)) && run.stands_alone(text) {
            out.push(Signal::new("id.phone", Some(run.of(text)), 0.9));
        }
    }
    if text.contains("**") {
        for found in MASKED.iter().flat_map(|masked| masked.find_iter(text)) {
            out.push(Signal::new("id.phone_masked", Some(found.as_str()), 0.6));
        }
    }
}

fn is_mobile(number: &str) -> bool {
    number.len() == 11 && matches!(number.as_bytes(), [b'1', b'3'..=b'9', ..])
}
