//! The shape of a JSON document: which keys stand where and what sort of value they hold; never a value. Sources are recognised by it.

use super::value::{blank_end, string_end, unescape, value_end};
use crate::source::text::lossy;
use std::collections::{BTreeMap, BTreeSet};

/// Bytes of a document that are looked at: signatures may stand behind inlined pictures (formats/messaging §0.4).
pub(in crate::source) const LOOK: usize = 1 << 20;

/// Steps down that are looked at.
const DEPTH: u32 = 6;
/// Keys of one object and entries of one list that are looked at.
const KEYS: usize = 64;
const ENTRIES: usize = 24;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// `{…}`
    Object,
    /// `[…]`
    List,
    /// `"…"`
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
    /// `null`
    Null,
}

/// Places such as `messages[].sender_name` and the sorts of value met there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    places: BTreeMap<String, BTreeSet<Sort>>,
    /// One object at the root, which may be a file of JSON Lines with one line.
    lone: bool,
}

impl Shape {
    /// Of the beginning of a document; `None` where it isn't JSON. JSON Lines count as one list.
    pub fn of(text: &str) -> Option<Shape> {
        let start = begin(text)?;
        let raw = text.as_bytes().get(start..)?;
        let lines = value_end(raw, 0).is_some_and(|end| raw.get(blank_end(raw, end)) == Some(&b'{')) && raw.starts_with(b"{");
        let mut sight = Sight { raw, shape: Shape { lone: !lines && raw.starts_with(b"{"), ..Shape::default() } };
        if lines {
            let mut at = 0;
            for _ in 0..ENTRIES {
                let Some(end) = sight.value(at, "[]", 1) else { break };
                at = blank_end(raw, end);
            }
        } else {
            sight.value(0, "", 0);
        }
        // Braces alone are no document: an object shows a key, a list an entry.
        (sight.shape.places.len() > 1 || matches!(raw.trim_ascii(), b"{}" | b"[]")).then_some(sight.shape)
    }

    /// Whether something stands at this place; `*` in it is any key.
    pub fn has(&self, place: &str) -> bool {
        self.at(place).next().is_some()
    }

    /// Whether a value of this sort stands at this place.
    pub fn has_sort(&self, place: &str, sort: Sort) -> bool {
        self.at(place).any(|sorts| sorts.contains(&sort))
    }

    /// Every place with its sorts, in order.
    pub fn places(&self) -> impl Iterator<Item = (&str, &BTreeSet<Sort>)> {
        self.places.iter().map(|(place, sorts)| (place.as_str(), sorts))
    }

    fn at(&self, place: &str) -> impl Iterator<Item = &BTreeSet<Sort>> {
        let lone = self.lone.then(|| place.strip_prefix("[].")).flatten();
        let place = lone.unwrap_or(place).to_owned();
        let exact = self.places.get(&place);
        let wild = place.contains('*').then(|| {
            let fits = move |found: &str| {
                let (a, b) = (place.split('.'), found.split('.'));
                a.clone().count() == b.clone().count()
                    && a.zip(b).all(|(want, is)| want == is || want.strip_prefix('*').is_some_and(|lists| lists == lists_of(is)))
            };
            self.places.iter().filter(move |(found, _)| fits(found)).map(|(_, sorts)| sorts)
        });
        exact.into_iter().chain(wild.into_iter().flatten())
    }
}

/// The `[]`s behind a key.
fn lists_of(segment: &str) -> &str {
    segment.strip_prefix(segment.trim_end_matches("[]")).unwrap_or_default()
}

/// Where the document begins: behind blanks, or behind `window.YTD.tweets.part0 =` as X writes it.
pub(in crate::source) fn begin(text: &str) -> Option<usize> {
    let blanks = |s: &str| s.len() - s.trim_start().len();
    let mut start = blanks(text);
    let rest = text.get(start..)?;
    if rest.starts_with("window.") {
        let after = rest.lines().next()?.find('=')? + 1;
        start += after + blanks(rest.get(after..)?);
    }
    text.get(start..)?.starts_with(['{', '[']).then_some(start)
}

struct Sight<'r> {
    raw: &'r [u8],
    shape: Shape,
}

impl Sight<'_> {
    /// Takes in the value that begins here; where it ends, if it does.
    fn value(&mut self, at: usize, place: &str, depth: u32) -> Option<usize> {
        let sort = match self.raw.get(at)? {
            b'{' => Sort::Object,
            b'[' => Sort::List,
            b'"' => Sort::Text,
            b't' | b'f' => Sort::Flag,
            b'n' => Sort::Null,
            b'-' | b'0'..=b'9' if self.is_number(at) => Sort::Number,
            _ => return None,
        };
        self.shape.places.entry(place.to_owned()).or_default().insert(sort);
        match sort {
            Sort::Object if depth < DEPTH => self.object(at, place, depth),
            Sort::List if depth < DEPTH => self.list(at, place, depth),
            _ => value_end(self.raw, at),
        }
    }

    /// A date in brackets is none.
    fn is_number(&self, at: usize) -> bool {
        let token = value_end(self.raw, at).and_then(|end| self.raw.get(at..end));
        token.and_then(|t| std::str::from_utf8(t).ok()).is_some_and(|t| t.parse::<f64>().is_ok())
    }

    fn object(&mut self, at: usize, place: &str, depth: u32) -> Option<usize> {
        let mut at = blank_end(self.raw, at + 1);
        for n in 0.. {
            if self.raw.get(at) == Some(&b'}') {
                return Some(at + 1);
            }
            let end = self.raw.get(at).filter(|b| **b == b'"').and_then(|_| string_end(self.raw, at))?;
            let colon = blank_end(self.raw, end);
            let from = blank_end(self.raw, colon + 1);
            let to = if n < KEYS {
                let written = lossy(self.raw.get(at + 1..end - 1)?);
                let key = unescape(&written);
                let below = if place.is_empty() { key.into_owned() } else { format!("{place}.{key}") };
                self.value(from, &below, depth + 1)?
            } else {
                value_end(self.raw, from)?
            };
            at = blank_end(self.raw, to);
            if self.raw.get(at) == Some(&b',') {
                at = blank_end(self.raw, at + 1);
            }
        }
        None
    }

    fn list(&mut self, at: usize, place: &str, depth: u32) -> Option<usize> {
        let below = format!("{place}[]");
        let mut at = blank_end(self.raw, at + 1);
        for n in 0.. {
            if self.raw.get(at) == Some(&b']') {
                return Some(at + 1);
            }
            let to = if n < ENTRIES { self.value(at, &below, depth + 1)? } else { value_end(self.raw, at)? };
            at = blank_end(self.raw, to);
            if self.raw.get(at) == Some(&b',') {
                at = blank_end(self.raw, at + 1);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_a_head_that_is_cut() {
        let shape = Shape::of(r#"{"a":{"x":[1,{"k":"v"},null]},"Chat with Kim:":[{"From":"a"#).unwrap();
        assert!(shape.has("a.x[].k") && shape.has_sort("a.x[]", Sort::Null) && !shape.has("a.y"));
        assert!(shape.has("*[].From") && shape.has("*.x") && !shape.has("*.From"));
    }

    #[test]
    fn lines_are_a_list_and_x_has_a_prefix() {
        let lines = Shape::of("{\"_type\":\"header\"}\n{\"_type\":\"message\",\"sender\":1}\n").unwrap();
        assert!(lines.has("[]._type") && lines.has_sort("[].sender", Sort::Number) && !lines.has("_type"));
        assert!(Shape::of("{\"_type\":\"header\"}\n").unwrap().has("[]._type"), "one line may be all there is");
        assert!(Shape::of("window.YTD.account.part0 = [ {\"account\":{}} ]").unwrap().has("[].account"));
        assert!(["", "plain", "{plain}", "[2024-01-02, 15:04] Kim: {}"].iter().all(|t| Shape::of(t).is_none()));
    }
}
