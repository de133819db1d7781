//! Pages (HTML) and markup (XML): which elements there are, and how many.

use super::{KEY, words};
use crate::source::page::attribute;
use std::collections::BTreeMap;

/// Elements that differ, of one page.
const ELEMENTS: usize = 500;

/// Elements by name and class (`div.outer-cell`), the most frequent first.
pub(super) fn elements(text: &str) -> (Vec<(String, u64)>, u64) {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut more = 0;
    for tag in text.split('<').skip(1).filter_map(|t| t.split('>').next()) {
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (name, attributes) = tag.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((tag.trim_end_matches('/'), ""));
        let mut element = one(name);
        for class in attribute(attributes, "class").unwrap_or_default().split_whitespace().take(2) {
            element = format!("{element}.{}", one(class));
        }
        if counts.len() < ELEMENTS || counts.contains_key(&element) {
            *counts.entry(element).or_default() += 1;
        } else {
            more += 1;
        }
    }
    let mut found: Vec<(String, u64)> = counts.into_iter().collect();
    found.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    let (found, beyond) = super::under_ceiling(found, |(name, _)| name.len());
    (found, more + beyond)
}

fn one(name: &str) -> String {
    words::shown(name).filter(|n| !n.contains('.')).unwrap_or_else(|| KEY.to_owned())
}

/// Whether an element names only what may be shown.
pub(super) fn is_sound(element: &str) -> bool {
    element.split('.').all(|part| part == KEY || words::is_shown(part))
}
