//! Lists in JSON files that no source knows: found by their shape, read entry by entry.

use super::pattern::Patterns;
use super::shape::{Shape, Sort};
use super::value::Value;
use super::walk::{Met, walk};
use crate::problem::Code;
use crate::source::Reading;
use std::io::BufRead;

/// What was met in a list.
pub(in crate::source) enum Entry<'a> {
    /// An entry.
    Whole(Value<'a>),
    /// One that can't be read.
    Lost(Code),
    /// The end of the file, where none should be.
    End,
}

/// Hears each entry of the list at this place (`data.items[]`).
pub(in crate::source) fn each(
    text: &mut dyn BufRead,
    place: &str,
    into: &mut Reading<'_>,
    mut hear: impl FnMut(Entry<'_>, &mut Reading<'_>),
) {
    let ceiling = into.limits().row_bytes;
    walk(text, &Patterns::new([place]), ceiling, &mut |met, pattern, _| {
        match (met, pattern) {
            (Met::Value(value), _) => hear(Entry::Whole(value), into),
            (Met::Broken, Some(_)) => hear(Entry::Lost(Code::RowDamaged), into),
            (Met::TooLong, _) => hear(Entry::Lost(Code::RowTooLong), into),
            (Met::Cut, Some(_)) => hear(Entry::Lost(Code::CutShort), into),
            (Met::Cut, None) => hear(Entry::End, into),
            (Met::Begun | Met::Broken, _) => {}
        }
        !into.stopped()
    });
}

/// Up to `most` entries of the list at this place, from the beginning of a file.
pub(in crate::source) fn sample(text: &str, place: &str, most: usize, mut hear: impl FnMut(&Value<'_>)) {
    let mut seen = 0;
    walk(&mut text.as_bytes(), &Patterns::new([place]), u64::MAX, &mut |met, _, _| {
        if let Met::Value(value) = met {
            seen += 1;
            hear(&value);
        }
        seen < most
    });
}

/// The list whose entries have the most plain values: its place, and their keys.
pub(in crate::source) fn widest_list(shape: &Shape) -> Option<(String, Vec<String>)> {
    let lists = shape.places().filter(|(place, sorts)| place.ends_with("[]") && sorts.contains(&Sort::Object));
    let keys = |place: &str| -> Vec<String> {
        let below = |found: &str| found.strip_prefix(place)?.strip_prefix('.').filter(|k| !k.contains(['.', '['])).map(str::to_owned);
        let plain = shape.places().filter(|(_, sorts)| sorts.contains(&Sort::Text) || sorts.contains(&Sort::Number));
        plain.filter_map(|(found, _)| below(found)).collect()
    };
    let found = lists.map(|(place, _)| (place.to_owned(), keys(place)));
    found.filter(|(place, _)| !place.contains(' ')).max_by_key(|(place, keys)| (keys.len(), std::cmp::Reverse(place.len())))
}

/// Whether entries of the list at this place have such a key.
pub(in crate::source) fn holds_list(shape: &Shape, place: &str, key: &str) -> bool {
    shape.has(&format!("{place}.{key}"))
}
