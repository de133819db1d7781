//! One JSON value in memory, read by key names. Lenient: what an exporter got wrong inside a string costs a character, not the row.

use super::window::DEPTH;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// A value, as it stands in the file. Its keys are found when first asked for.
#[derive(Debug, Default)]
pub struct Value<'a> {
    raw: &'a str,
    fields: OnceCell<Fields>,
}

/// Where the keys, without their quotes, and values of an object stand in it.
#[derive(Debug, Default)]
struct Fields {
    all: Vec<Field>,
    /// Whether some key has an escape in it.
    escaped: bool,
    /// Whether keys, colons and commas stand as they should to the end.
    sound: bool,
}

/// One of them.
#[derive(Debug)]
struct Field {
    key: Range<usize>,
    value: Range<usize>,
    print: u32,
}

/// What tells most keys apart at a glance: how long they are, and how they end.
fn print(key: &[u8]) -> u32 {
    (key.len() as u32) << 8 | u32::from(key.last().copied().unwrap_or_default())
}

impl Fields {
    /// Of the object that begins here, and where it ends if it is one to its end.
    fn of(raw: &[u8], end: fn(&[u8], usize) -> Option<usize>) -> (Fields, Option<usize>) {
        let mut all = Vec::with_capacity(16);
        let end = object(raw, end, |key, value| {
            let print = print(raw.get(key.clone()).unwrap_or_default());
            all.push(Field { key, value, print });
        });
        let escape = |bytes: Option<&[u8]>| bytes.is_some_and(|bytes| memchr::memchr(b'\\', bytes).is_some());
        let escaped = escape(raw.get(..end.unwrap_or(raw.len()))) && all.iter().any(|field| escape(raw.get(field.key.clone())));
        (Fields { all, escaped, sound: end.is_some() }, end)
    }
}

impl<'a> Value<'a> {
    /// Of the text of one value.
    pub fn new(raw: &'a str) -> Value<'a> {
        Value::of(raw.trim_ascii())
    }

    /// Of a text without blanks around it.
    fn of(raw: &'a str) -> Value<'a> {
        Value { raw, fields: OnceCell::new() }
    }

    /// The object that these bytes begin with, if it is whole and sound to the last byte, and how long it is: most are, and are gone
    /// through once.
    pub(super) fn leading(bytes: &'a [u8]) -> Option<(Value<'a>, usize)> {
        let (fields, end) = Fields::of(bytes, strict_end);
        let raw = simdutf8::basic::from_utf8(bytes.get(..end?)?).ok()?;
        Some((Value { raw, fields: fields.into() }, end?))
    }

    /// The value under a key, or under keys inside one another: `author.name`. `null` is nothing.
    pub fn get(&self, path: &str) -> Option<Value<'a>> {
        if let Some(raw) = self.under(path) {
            return (raw != "null").then(|| Value::of(raw));
        }
        let (key, rest) = path.split_once('.')?;
        Value::of(self.under(key)?).get(rest)
    }

    /// Whether there is such a key, whatever stands under it.
    pub fn has(&self, key: &str) -> bool {
        self.under(key).is_some()
    }

    /// What stands under a key.
    fn under(&self, key: &str) -> Option<&'a str> {
        let (fields, print) = (self.found(), print(key.as_bytes()));
        let found = fields.all.iter().find(|field| field.print == print && self.raw.get(field.key.clone()) == Some(key));
        let found = found.or_else(|| fields.all.iter().find(|field| fields.escaped && self.key(field) == key));
        self.raw.get(found?.value.clone())
    }

    fn key(&self, field: &Field) -> Cow<'a, str> {
        unescape(self.raw.get(field.key.clone()).unwrap_or_default())
    }

    /// Keys and values of an object, in order; of anything else none.
    pub fn entries(&self) -> impl Iterator<Item = (Cow<'a, str>, Value<'a>)> {
        self.found().all.iter().map(|field| (self.key(field), Value::of(self.raw.get(field.value.clone()).unwrap_or_default())))
    }

    /// Entries of a list; of anything else none.
    pub fn items(&self) -> Vec<Value<'a>> {
        let mut out = Vec::new();
        let mut at = 1;
        let bytes = self.raw.as_bytes();
        while self.is_list()
            && let Some(end) = value_end(bytes, blank_end(bytes, at))
        {
            out.extend(self.raw.get(at..end).map(Value::new));
            at = blank_end(bytes, end);
            match bytes.get(at) {
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
        self.written().filter(|text| !is_blank(text))
    }

    fn written(&self) -> Option<Cow<'a, str>> {
        match self.raw.as_bytes().first()? {
            b'"' => Some(unescape(self.raw.get(1..self.raw.len().saturating_sub(1))?)),
            b'-' | b'0'..=b'9' => Some(Cow::Borrowed(self.raw)),
            _ => None,
        }
    }

    /// What [`Value::as_text`] gives under a key.
    pub fn text(&self, path: &str) -> Option<Cow<'a, str>> {
        self.get(path)?.as_text()
    }

    /// As [`Value::text`], owned and trimmed.
    pub fn owned(&self, path: &str) -> Option<String> {
        self.get(path)?.written().map(trimmed).filter(|text| !text.is_empty())
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
        match value.raw.strip_prefix('"').map_or(value.raw, |r| r.strip_suffix('"').unwrap_or(r)) {
            "true" | "1" | "True" => Some(true),
            "false" | "0" | "False" => Some(false),
            _ => None,
        }
    }

    /// Whether it is an object.
    pub fn is_object(&self) -> bool {
        self.raw.starts_with('{')
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        self.raw.starts_with('[')
    }

    /// Whether it is a string.
    pub fn is_text(&self) -> bool {
        self.raw.starts_with('"')
    }

    /// Whether keys, colons and commas of an object stand as they should. What is inside the values isn't looked at.
    pub(super) fn is_sound(&self) -> bool {
        !self.is_object() || self.found().sound
    }

    /// The name of the first key, without escapes.
    pub(super) fn first_key(&self) -> Option<Cow<'a, str>> {
        self.found().all.first().map(|field| self.key(field))
    }

    fn found(&self) -> &Fields {
        self.fields.get_or_init(|| {
            if !self.is_object() {
                return Fields::default();
            }
            Fields::of(self.raw.as_bytes(), value_end).0
        })
    }
}

/// Without blanks around it, copied only where it has to be.
pub(in crate::source) fn trimmed(text: Cow<'_, str>) -> String {
    let graphic = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    if graphic(text.as_bytes().first()) && graphic(text.as_bytes().last()) {
        return text.into_owned();
    }
    match text {
        Cow::Owned(whole) if whole.trim().len() == whole.len() => whole,
        text => text.trim().to_owned(),
    }
}

/// Whether it says nothing.
fn is_blank(text: &str) -> bool {
    // Most begin with something that is plainly no blank.
    !text.as_bytes().first().is_some_and(u8::is_ascii_graphic) && text.trim().is_empty()
}

/// Hears where each key (without quotes, with escapes) and value of an object stands; where it ends, if it is one to its end. `end`
/// says where the value at a place ends.
fn object(raw: &[u8], end: impl Fn(&[u8], usize) -> Option<usize>, mut hear: impl FnMut(Range<usize>, Range<usize>)) -> Option<usize> {
    let mut at = blank_end(raw, 1);
    if raw.get(at) == Some(&b'}') {
        return Some(at + 1);
    }
    loop {
        let key_end = raw.get(at).filter(|b| **b == b'"').and_then(|_| string_end(raw, at))?;
        let colon = blank_end(raw, key_end);
        let from = raw.get(colon).filter(|b| **b == b':').map(|_| blank_end(raw, colon + 1))?;
        let to = end(raw, from)?;
        hear(at + 1..key_end - 1, from..to);
        at = blank_end(raw, to);
        match raw.get(at)? {
            b',' => at = blank_end(raw, at + 1),
            b'}' => return Some(at + 1),
            _ => return None,
        }
    }
}

/// Where the blanks that begin at `at` end.
pub(super) fn blank_end(raw: &[u8], at: usize) -> usize {
    let rest = raw.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|b| matches!(b, b' ' | b'\n' | b'\r' | b'\t')).count()
}

/// Where the string whose opening quote stands at `at` ends, behind its closing quote.
pub(super) fn string_end(raw: &[u8], at: usize) -> Option<usize> {
    let mut from = at + 1;
    loop {
        let found = from + quote_or_escape(raw.get(from..)?)?;
        match raw.get(found) {
            Some(b'"') => return Some(found + 1),
            _ => from = found + 2,
        }
    }
}

/// Where the next quote or backslash stands. Most strings are short: their first bytes are looked at eight by eight, and a search by
/// vectors, which takes a while to begin, pays behind them only.
pub(super) fn quote_or_escape(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    // The lowest byte that is zero has its highest bit set in this; above it there may be others by mistake.
    let zero = |word: u64| word.wrapping_sub(ONES) & !word & (ONES << 7);
    let mut at = 0;
    while at < 32
        && let Some((eight, _)) = bytes.get(at..).and_then(|rest| rest.split_first_chunk::<8>())
    {
        let word = u64::from_le_bytes(*eight);
        let found = zero(word ^ (ONES * u64::from(b'"'))) | zero(word ^ (ONES * u64::from(b'\\')));
        if found != 0 {
            return Some(at + (found.trailing_zeros() / 8) as usize);
        }
        at += 8;
    }
    Some(at + memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?)
}

/// What closes no value and opens none, wherever it stands outside strings: blanks, commas, colons, numbers, `true`, `NaN`.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "below 256")]
        {
            plain[byte] = matches!(
                byte as u8,
                b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' | b'0'..=b'9' | b'-' | b'+' | b'.' | b'E' | b'a'..=b'z' | b'I' | b'N'
            );
        }
        byte += 1;
    }
    plain
};

/// How many bytes of this kind stand first.
pub(super) fn plain(bytes: &[u8]) -> usize {
    bytes.iter().position(|b| !PLAIN.get(usize::from(*b)).copied().unwrap_or_default()).unwrap_or(bytes.len())
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
                from += plain(raw.get(from..)?);
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

/// As [`value_end`], of a value that is followed by more, is nothing but JSON and not nested too deep inside its object.
fn strict_end(raw: &[u8], at: usize) -> Option<usize> {
    match raw.get(at)? {
        b'"' => string_end(raw, at),
        b'{' | b'[' => {
            let (mut depth, mut from) = (1u32, at);
            loop {
                match raw.get(from)? {
                    b'"' => from = string_end(raw, from)? - 1,
                    b'{' | b'[' if depth < DEPTH => depth += 1,
                    b'}' | b']' => depth -= 1,
                    _ => return None,
                }
                from += 1;
                if depth == 1 {
                    return Some(from);
                }
                from += plain(raw.get(from..)?);
            }
        }
        b',' | b':' | b'}' | b']' => None,
        _ => {
            let rest = raw.get(at..)?;
            let length = rest.iter().position(|b| matches!(b, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t'))?;
            (plain(rest.get(..length)?) == length).then_some(at + length)
        }
    }
}

/// The words between two quotes. A broken escape stays as it is written.
pub(super) fn unescape(raw: &str) -> Cow<'_, str> {
    let escape = |rest: &str| memchr::memchr(b'\\', rest.as_bytes());
    let mut next = escape(raw);
    if next.is_none() {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((plain, behind)) = next.and_then(|at| rest.split_at_checked(at)) {
        out.push_str(plain);
        let (c, length) = escaped(behind.as_bytes());
        out.push(c);
        rest = behind.get(length..).unwrap_or_default();
        next = escape(rest);
    }
    out.push_str(rest);
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
        let v = Value::new(r#" {"a": {"b" : [1, "x,]\"", null, {}]}, "n": "12", "f": 1.9e3, "t": true, "one": 1, "e": "", "no": null} "#);
        assert!(v.is_sound() && v.is_object());
        let list = v.list("a.b");
        assert_eq!(
            list.iter().map(|i| i.as_text().map(Cow::into_owned)).collect::<Vec<_>>(),
            [Some("1".into()), Some("x,]\"".into()), None, None]
        );
        assert_eq!((v.int("n"), v.int("f"), v.number("f"), v.int("t")), (Some(12), Some(1900), Some(1900.0), None));
        assert_eq!((v.flag("t"), v.flag("one"), v.flag("n")), (Some(true), Some(true), None));
        assert_eq!((v.text("e"), v.get("no").is_none(), v.has("no"), v.has("a.b")), (None, true, true, false));
        assert_eq!(v.first_key().as_deref(), Some("a"));
        assert_eq!(v.int("f").unwrap(), 1900);
        assert_eq!(Value::new("19999999999999999999").as_int(), None, "no digits are made up");
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
            assert_eq!(unescape(raw), text, "{raw}");
        }
    }

    #[test]
    fn unsound_objects_are_noticed() {
        for raw in [r#"{"a":1"#, r#"{"a" 1}"#, r#"{"a":1 "b":2}"#, r#"{a:1}"#, r#"{"a":}"#, "{"] {
            assert!(!Value::new(raw).is_sound(), "{raw}");
        }
        assert!(Value::new("{}").is_sound());
    }
}
