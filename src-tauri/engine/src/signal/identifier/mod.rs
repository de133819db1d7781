//! Identifiers: strings that name one person, device, account or place among all others.
//!
//! Digits are scanned once per text; each kind looks at the runs. A run inside a longer one, or glued to letters, is an
//! order number until proven otherwise.

pub(super) mod address;
mod bank_card;
mod cn_id;
mod email;
mod phone;
mod plate;

use super::Signal;
use super::text::{Part, Texts};

const FREE: &[Part] =
    &[Part::Title, Part::Variant, Part::Note, Part::Party, Part::Account, Part::Person, Part::Address, Part::Line, Part::Profile];

/// A stretch of digits, from byte to byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    start: usize,
    end: usize,
}

impl Run {
    fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    fn len(&self) -> usize {
        self.end - self.start
    }

    /// The bytes on either side; `None` at the ends of the text.
    fn sides(&self, text: &str) -> (Option<u8>, Option<u8>) {
        let bytes = text.as_bytes();
        let before = self.start.checked_sub(1).and_then(|at| bytes.get(at));
        (before.copied(), bytes.get(self.end).copied())
    }

    /// Whether neither side is an ASCII letter, `_` or `*`.
    fn stands_alone(&self, text: &str) -> bool {
        let glued = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'*';
        let (before, after) = self.sides(text);
        !before.is_some_and(glued) && !after.is_some_and(glued)
    }
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, byte) in text.bytes().enumerate() {
        match (start, byte.is_ascii_digit()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                runs.push(Run { start: from, end: at });
                start = None;
            }
            _ => {}
        }
    }
    runs.extend(start.map(|from| Run { start: from, end: text.len() }));
    runs
}

/// Runs that follow each other with one space or hyphen between, as people group long numbers.
fn groups<'r>(text: &str, runs: &'r [Run]) -> Vec<&'r [Run]> {
    let joined = |a: &Run, b: &Run| b.start == a.end + 1 && matches!(text.as_bytes().get(a.end), Some(b' ' | b'-'));
    runs.chunk_by(joined).collect()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Identifiers in all texts that people or platforms fill in.
pub(super) fn extract(texts: &Texts<'_>, out: &mut Vec<Signal>) {
    for (part, text) in texts.parts(FREE) {
        let runs = runs(text);
        let groups = groups(text, &runs);
        if !runs.is_empty() {
            cn_id::read(text, &runs, out);
            phone::read(text, &runs, &groups, out);
            bank_card::read(text, &groups, out);
            plate::read(text, out);
        }
        email::read(text, out);
        if part == Part::Person {
            out.push(Signal::new("id.order_alias", Some(text), 0.7));
        }
    }
    address::extract(texts, out);
}
