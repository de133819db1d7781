//! Pages (HTML) as exports write them, tag by tag in constant memory: words between tags with their entities undone, tags with their
//! attributes, styles and scripts passed over. No tree, no mending: exports of one program are all alike.

use super::Reading;
use std::io::{BufRead, Read};

/// The tags of a page.
pub struct Page<'t> {
    text: Box<dyn BufRead + 't>,
    buffer: Vec<u8>,
    /// Whether a tag has begun: its `<` is read.
    in_tag: bool,
}

/// One step.
#[derive(Debug, PartialEq, Eq)]
pub enum Token {
    /// Words between two tags; never blank.
    Words(String),
    /// A tag: name in small letters, with `/` in front where it closes, and its attributes as printed.
    Tag(String, String),
    /// Words or a tag longer than the ceiling of a row: passed over.
    TooLong,
}

impl<'t> Page<'t> {
    /// From the beginning.
    pub fn new(text: Box<dyn BufRead + 't>) -> Page<'t> {
        Page { text, buffer: Vec::new(), in_tag: false }
    }

    /// The next step; `None` at the end and where reading was stopped. A tag that the end cuts off is none.
    pub fn next(&mut self, into: &Reading<'_>) -> Option<Token> {
        while !into.stopped() {
            let in_tag = self.in_tag;
            let whole = self.read_to(if in_tag { b'>' } else { b'<' }, into.limits().row_bytes)?;
            let ended = self.buffer.pop_if(|b| *b == if in_tag { b'>' } else { b'<' }).is_some();
            self.in_tag = !in_tag && (ended || !whole);
            let text = String::from_utf8_lossy(&self.buffer);
            match (whole, in_tag) {
                (false, _) => return Some(Token::TooLong),
                (true, true) if !ended => return None,
                (true, true) => {
                    let (name, attributes) = text.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((&text, ""));
                    let name = name.trim_end_matches('/').to_ascii_lowercase();
                    let attributes = attributes.to_owned();
                    if name == "style" || name == "script" {
                        self.pass(&name, into)?;
                    }
                    return Some(Token::Tag(name, attributes));
                }
                (true, false) if text.trim().is_empty() => {}
                (true, false) => return Some(Token::Words(decoded(&text))),
            }
        }
        None
    }

    /// Fills the buffer up to a sign and with it; whether that was under the ceiling. `None` at the end.
    fn read_to(&mut self, sign: u8, ceiling: u64) -> Option<bool> {
        self.buffer.clear();
        let read = self.text.by_ref().take(ceiling).read_until(sign, &mut self.buffer).ok()?;
        if read == 0 {
            return None;
        }
        let whole = self.buffer.ends_with(&[sign]) || (read as u64) < ceiling;
        if !whole {
            self.text.skip_until(sign).ok()?;
        }
        Some(whole)
    }

    /// Up to the end of a style or script, whose words are none.
    fn pass(&mut self, name: &str, into: &Reading<'_>) -> Option<()> {
        let end = format!("/{name}");
        while !into.stopped() {
            if self.text.skip_until(b'<').ok()? == 0 {
                return Some(());
            }
            self.read_to(b'>', into.limits().row_bytes)?;
            let text = String::from_utf8_lossy(&self.buffer);
            if text.rsplit('<').next().is_some_and(|last| last.trim_end_matches('>').trim().eq_ignore_ascii_case(&end)) {
                return Some(());
            }
        }
        Some(())
    }
}

/// An attribute of a tag, its entities undone.
pub fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    while let Some((before, after)) = rest.split_once('=') {
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, more) = after.get(1..)?.split_once(quote)?;
        if before.trim().eq_ignore_ascii_case(name) {
            return Some(decoded(value));
        }
        rest = more;
    }
    None
}

/// Text with its entities undone; no-break and wide blanks become plain ones. Unknown entities stay as they are.
pub fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        // No entity is longer than this.
        let end = after.bytes().take(12).position(|b| b == b';');
        match end.and_then(|end| Some((entity(after.get(..end)?)?, after.get(end + 1..)?))) {
            Some((c, more)) => {
                out.push(c);
                rest = more;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out.replace(['\u{A0}', '\u{202F}', '\u{2003}'], " ")
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" | "emsp" | "ensp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Limits;
    use crate::record::ArchiveId;

    fn tokens(text: &str) -> Vec<String> {
        let limits = Limits { row_bytes: 40, ..Limits::default() };
        let mut keep = |_| true;
        let into = Reading::new(ArchiveId(String::new()), String::new(), &limits, &mut keep);
        let mut page = Page::new(Box::new(text.as_bytes()));
        std::iter::from_fn(|| page.next(&into))
            .map(|t| match t {
                Token::Words(words) => words,
                Token::Tag(name, attributes) => format!("<{name} {attributes}>"),
                Token::TooLong => "too long".into(),
            })
            .collect()
    }

    #[test]
    fn tags_and_words_come_one_by_one() {
        let page = "<P CLASS='a b'>Tom &amp; &#39;J&#x65;rry&#39;&emsp;x</P><br/>\n<style>a<b{}</style>end &co; &";
        assert_eq!(tokens(page), ["<p CLASS='a b'>", "Tom & 'Jerry' x", "</p >", "<br >", "<style >", "end &co; &"]);
    }

    #[test]
    fn what_is_cut_or_too_long_is_passed_over() {
        assert_eq!(tokens("a<b"), ["a"]);
        assert_eq!(tokens(&format!("{}<b>c", "x".repeat(60))), ["too long", "<b >", "c"]);
        assert_eq!(tokens(&format!("<b {}>c", "x".repeat(60))), ["too long", "c"]);
        assert_eq!(tokens("<script>if (a<b) {"), ["<script >"]);
    }

    #[test]
    fn attributes_are_found_by_name() {
        let tag = r#"class="content-cell x" href='https://example.com/?a=1&amp;b=2' id="#;
        assert_eq!(attribute(tag, "href").as_deref(), Some("https://example.com/?a=1&b=2"));
        assert_eq!((attribute(tag, "id"), attribute("checked", "checked")), (None, None));
    }
}
