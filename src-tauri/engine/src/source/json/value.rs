//! One JSON value in memory, read by key names. Lenient: what an exporter got wrong inside a string costs a character, not the row.

use std::borrow::Cow;
use std::cell::OnceCell;

/// A value, as it stands in the file. Its keys are found when first asked for.
#[derive(Debug, Default)]
pub struct Value<'a> {
    raw: &'a [u8],
    fields: OnceCell<Vec<(Cow<'a, str>, &'a [u8])>>,
}

impl<'a> Value<'a> {
    /// Of the bytes of one value.
    pub fn new(raw: &'a [u8]) -> Value<'a> {
        Value { raw: raw.trim_ascii(), fields: OnceCell::new() }
    }

    /// The value under a key, or under keys inside one another: `author.name`. `null` is nothing.
    pub fn get(&self, path: &str) -> Option<Value<'a>> {
        let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
        let raw = self.fields().iter().find(|(name, _)| name == key).map(|(_, raw)| *raw)?;
        let value = Value::new(raw);
        match rest {
            Some(rest) => value.get(rest),
            None => (value.raw != b"null").then_some(value),
        }
    }

    /// Whether there is such a key, whatever stands under it.
    pub fn has(&self, key: &str) -> bool {
        self.fields().iter().any(|(name, _)| name == key)
    }

    /// Keys and values of an object, in order; of anything else none.
    pub fn entries(&self) -> impl Iterator<Item = (&str, Value<'a>)> {
        self.fields().iter().map(|(key, raw)| (key.as_ref(), Value::new(raw)))
    }

    /// Entries of a list; of anything else none.
    pub fn items(&self) -> Vec<Value<'a>> {
        let mut out = Vec::new();
        let mut at = 1;
        while self.raw.starts_with(b"[")
            && let Some(end) = value_end(self.raw, blank_end(self.raw, at))
        {
            out.extend(self.raw.get(at..end).map(Value::new));
            at = blank_end(self.raw, end);
            match self.raw.get(at) {
                Some(b',') => at += 1,
                _ => break,
            }
        }
        out
    }

    /// Entries of the list under a key.
    pub fn list(&self, path: &str) -> Vec<Value<'a>> {
        self.get(path).map(|v| v.items()).unwrap_or_default()
    }

    /// A string without its quotes and escapes, or a number as it is written. Nothing, empty and blank are `None`.
    pub fn as_text(&self) -> Option<Cow<'a, str>> {
        let text = match self.raw.first()? {
            b'"' => unescape(self.raw.get(1..self.raw.len().saturating_sub(1))?),
            b'-' | b'0'..=b'9' => String::from_utf8_lossy(self.raw),
            _ => return None,
        };
        (!text.trim().is_empty()).then_some(text)
    }

    /// What [`Value::as_text`] gives under a key.
    pub fn text(&self, path: &str) -> Option<Cow<'a, str>> {
        self.get(path)?.as_text()
    }

    /// As [`Value::text`], owned and trimmed.
    pub fn owned(&self, path: &str) -> Option<String> {
        self.text(path).map(|t| t.trim().to_owned())
    }

    /// A whole number, written as one or as a string; fractions are dropped.
    pub fn as_int(&self) -> Option<i64> {
        let text = self.as_text()?;
        let text = text.trim();
        // Beyond the digits an `f64` holds, only plain digits are exact.
        #[expect(clippy::cast_possible_truncation, reason = "bounded")]
        text.parse().ok().or_else(|| text.parse::<f64>().ok().filter(|n| n.abs() < 9e15).map(|n| n.trunc() as i64))
    }

    /// What [`Value::as_int`] gives under a key.
    pub fn int(&self, path: &str) -> Option<i64> {
        self.get(path)?.as_int()
    }

    /// A number with fractions, written as one or as a string.
    pub fn number(&self, path: &str) -> Option<f64> {
        self.text(path)?.trim().parse().ok().filter(|n: &f64| n.is_finite())
    }

    /// `true`, `1` or `"true"` and their opposites.
    pub fn flag(&self, path: &str) -> Option<bool> {
        let value = self.get(path)?;
        match value.raw.trim_ascii_start().strip_prefix(b"\"").map_or(value.raw, |r| r.strip_suffix(b"\"").unwrap_or(r)) {
            b"true" | b"1" | b"True" => Some(true),
            b"false" | b"0" | b"False" => Some(false),
            _ => None,
        }
    }

    /// Whether it is an object.
    pub fn is_object(&self) -> bool {
        self.raw.starts_with(b"{")
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        self.raw.starts_with(b"[")
    }

    /// Whether it is a string.
    pub fn is_text(&self) -> bool {
        self.raw.starts_with(b"\"")
    }

    /// Whether keys, colons and commas of an object stand as they should. What is inside the values isn't looked at.
    pub(super) fn is_sound(&self) -> bool {
        !self.is_object() || object(self.raw, |_, _| {})
    }

    /// The name of the first key, without escapes.
    pub(super) fn first_key(&self) -> Option<&str> {
        self.fields().first().map(|(key, _)| key.as_ref())
    }

    fn fields(&self) -> &[(Cow<'a, str>, &'a [u8])] {
        self.fields.get_or_init(|| {
            let mut fields = Vec::new();
            if self.is_object() {
                object(self.raw, |key, raw| fields.push((unescape(key), raw)));
            }
            fields
        })
    }
}

/// Hears each key (without quotes, with escapes) and value of an object; whether it is one to its end.
fn object<'a>(raw: &'a [u8], mut hear: impl FnMut(&'a [u8], &'a [u8])) -> bool {
    let mut at = blank_end(raw, 1);
    if raw.get(at) == Some(&b'}') {
        return true;
    }
    loop {
        let Some(key_end) = raw.get(at).filter(|b| **b == b'"').and_then(|_| string_end(raw, at)) else { return false };
        let colon = blank_end(raw, key_end);
        if raw.get(colon) != Some(&b':') {
            return false;
        }
        let from = blank_end(raw, colon + 1);
        let Some(to) = value_end(raw, from) else { return false };
        let (Some(key), Some(value)) = (raw.get(at + 1..key_end - 1), raw.get(from..to)) else { return false };
        hear(key, value);
        at = blank_end(raw, to);
        match raw.get(at) {
            Some(b',') => at = blank_end(raw, at + 1),
            Some(b'}') => return true,
            _ => return false,
        }
    }
}

/// Where the blanks that begin at `at` end.
pub(super) fn blank_end(raw: &[u8], at: usize) -> usize {
    let rest = raw.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|b| b.is_ascii_whitespace()).count()
}

/// Where the string whose opening quote stands at `at` ends, behind its closing quote.
pub(super) fn string_end(raw: &[u8], at: usize) -> Option<usize> {
    let mut from = at + 1;
    loop {
        let found = from + memchr::memchr2(b'"', b'\\', raw.get(from..)?)?;
        match raw.get(found) {
            Some(b'"') => return Some(found + 1),
            _ => from = found + 2,
        }
    }
}

/// Where the value that begins at `at` ends.
pub(super) fn value_end(raw: &[u8], at: usize) -> Option<usize> {
    match raw.get(at)? {
        b'"' => string_end(raw, at),
        b'{' | b'[' => {
            let (mut depth, mut from) = (0u32, at);
            loop {
                match raw.get(from)? {
                    b'"' => {
                        from = string_end(raw, from)?;
                        continue;
                    }
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => depth -= 1,
                    _ => {}
                }
                from += 1;
                if depth == 0 {
                    return Some(from);
                }
            }
        }
        b',' | b':' | b'}' | b']' => None,
        _ => {
            let rest = raw.get(at..)?;
            let length = rest.iter().position(|b| matches!(b, b',' | b'}' | b']') || b.is_ascii_whitespace());
            Some(at + length.unwrap_or(rest.len()))
        }
    }
}

/// The words between two quotes. A broken escape stays as it is written.
pub(super) fn unescape(raw: &[u8]) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'\\', raw) else { return String::from_utf8_lossy(raw) };
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    let mut next = Some(first);
    while let Some(at) = next {
        let (plain, escape) = rest.split_at(at);
        out.push_str(&String::from_utf8_lossy(plain));
        let (c, length) = escaped(escape);
        out.push(c);
        rest = escape.get(length..).unwrap_or_default();
        next = memchr::memchr(b'\\', rest);
    }
    out.push_str(&String::from_utf8_lossy(rest));
    Cow::Owned(out)
}

/// The character that an escape stands for, and the bytes it takes.
fn escaped(escape: &[u8]) -> (char, usize) {
    let simple = |c| (c, 2);
    match escape.get(1) {
        Some(b'n') => simple('\n'),
        Some(b't') => simple('\t'),
        Some(b'r') => simple('\r'),
        Some(b'b') => simple('\u{8}'),
        Some(b'f') => simple('\u{C}'),
        Some(b'u') => match (unit(escape), unit(escape.get(6..).unwrap_or_default())) {
            (Some(high @ 0xD800..=0xDBFF), Some(low @ 0xDC00..=0xDFFF)) => {
                let code = 0x10000 + ((u32::from(high) - 0xD800) << 10) + (u32::from(low) - 0xDC00);
                (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 12)
            }
            (Some(unit), _) => (char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER), 6),
            (None, _) => ('\\', 1),
        },
        Some(b) if b.is_ascii_punctuation() => simple(char::from(*b)),
        _ => ('\\', 1),
    }
}

/// The four digits of `\uXXXX`.
fn unit(escape: &[u8]) -> Option<u16> {
    let digits = escape.strip_prefix(b"\\u")?.get(..4)?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_by_key() {
        let v = Value::new(br#" {"a": {"b" : [1, "x,]\"", null, {}]}, "n": "12", "f": 1.9e3, "t": true, "one": 1, "e": "", "no": null} "#);
        assert!(v.is_sound() && v.is_object());
        let list = v.list("a.b");
        assert_eq!(
            list.iter().map(|i| i.as_text().map(Cow::into_owned)).collect::<Vec<_>>(),
            [Some("1".into()), Some("x,]\"".into()), None, None]
        );
        assert_eq!((v.int("n"), v.int("f"), v.number("f"), v.int("t")), (Some(12), Some(1900), Some(1900.0), None));
        assert_eq!((v.flag("t"), v.flag("one"), v.flag("n")), (Some(true), Some(true), None));
        assert_eq!((v.text("e"), v.get("no").is_none(), v.has("no"), v.has("a.b")), (None, true, true, false));
        assert_eq!(v.first_key(), Some("a"));
        assert_eq!(v.int("f").unwrap(), 1900);
        assert_eq!(Value::new(b"19999999999999999999").as_int(), None, "no digits are made up");
    }

    #[test]
    fn escapes_are_undone_and_broken_ones_kept() {
        for (raw, text) in [
            (r"a\n\u4f60\ud83d\ude00\/\\", "a\n你😀/\\"),
            (r"\ud83d x", "\u{FFFD} x"),
            (r"\u12", "\\u12"),
            (r"\q", "\\q"),
            (r"end\", "end\\"),
        ] {
            assert_eq!(unescape(raw.as_bytes()), text, "{raw}");
        }
    }

    #[test]
    fn unsound_objects_are_noticed() {
        for raw in [&br#"{"a":1"#[..], br#"{"a" 1}"#, br#"{"a":1 "b":2}"#, br#"{a:1}"#, br#"{"a":}"#, b"{"] {
            assert!(!Value::new(raw).is_sound(), "{}", String::from_utf8_lossy(raw));
        }
        assert!(Value::new(b"{}").is_sound());
    }
}
