//! Chats in plain text: a line that starts each message, then the lines of its body. What starts one, each format says itself.

use super::Reading;
use super::lines::Lines;
use crate::problem::Code;
use crate::record::Spot;
use std::io::BufRead;

/// What a line is.
pub(super) enum Sign<H> {
    /// It starts a message.
    Starts(H),
    /// It belongs to the body of the message before it.
    Body,
    /// It belongs to no message, and ends the one before it.
    Aside,
}

/// How the chats of one format are written.
pub(super) trait Blocks {
    /// What the line that starts a message says.
    type Head;

    /// What this line is. `blank`: the line before it says nothing, or there is none.
    fn sign(&mut self, line: &str, blank: bool) -> Sign<Self::Head>;

    /// A message with its body, whose blank ends are gone.
    fn give(&mut self, head: Self::Head, body: &str, spot: Spot, into: &mut Reading<'_>);

    /// Whether a file's last line, which starts nothing, is the beginning of one that would.
    fn breaks_off(&self, line: &str) -> bool {
        breaks_off(line)
    }
}

/// Reads a whole chat. Words before the first message, where they aren't told to be an aside, are the rest of one whose beginning is
/// missing; a last line that breaks off inside a time is a message whose end is.
pub(super) fn read<B: Blocks>(text: Box<dyn BufRead + '_>, chat: &mut B, into: &mut Reading<'_>) {
    let ceiling = into.limits().row_bytes;
    let mut lines = Lines::new(text);
    let mut open: Option<(B::Head, Spot)> = None;
    let mut body = String::new();
    let (mut begun, mut blank, mut stray, mut cut) = (false, true, None, None);
    while let Some(line) = lines.next(into) {
        let (spot, text) = (line.spot(), line.text);
        match chat.sign(text, blank) {
            Sign::Starts(head) => {
                if let Some((head, spot)) = open.replace((head, spot)) {
                    chat.give(head, body.trim(), spot, into);
                }
                body.clear();
                begun = true;
            }
            Sign::Aside => {
                if let Some((head, spot)) = open.take() {
                    chat.give(head, body.trim(), spot, into);
                }
                body.clear();
            }
            Sign::Body if line.last && chat.breaks_off(text) => cut = Some(spot),
            Sign::Body if open.is_none() => stray = stray.or((!begun && !text.trim().is_empty()).then_some(spot)),
            Sign::Body if (body.len() + text.len()) as u64 >= ceiling => into.problem(spot, Code::RowTooLong, ""),
            Sign::Body => {
                body.push_str(text);
                body.push('\n');
            }
        }
        blank = text.trim().is_empty();
    }
    if let Some(spot) = stray {
        into.skip(spot, Code::RowDamaged, "");
    }
    if let Some((head, spot)) = open {
        chat.give(head, body.trim(), spot, into);
    }
    if let Some(spot) = cut {
        into.skip(spot, Code::CutShort, "");
    }
}

/// Whether a line is the beginning of `2024-03-01 09:00:00` and no more.
fn breaks_off(line: &str) -> bool {
    const TIME: &[u8] = b"0000-00-00 00:00:00";
    let fits = |(byte, mark): (u8, &u8)| if *mark == b'0' { byte.is_ascii_digit() } else { byte == *mark };
    (5..=TIME.len()).contains(&line.len()) && line.bytes().zip(TIME).all(fits)
}

/// The two halves of a line that begins with `2024-03-01 09:00:00` (hours may have one digit) and a blank: the time, and what follows.
pub(super) fn time_first(line: &str) -> Option<(&str, &str)> {
    let (date, rest) = line.split_once(' ')?;
    let (time, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let day = date.len() == 10 && date.bytes().zip(b"0000-00-00").all(|(b, m)| if *m == b'0' { b.is_ascii_digit() } else { b == *m });
    let clock = time.bytes().all(|b| b.is_ascii_digit() || b == b':') && time.matches(':').count() == 2;
    (day && clock).then(|| (line.get(..date.len() + 1 + time.len()).unwrap_or_default(), rest))
}

/// A file's name without folders and its last ending: the title of a chat that has no other.
pub(super) fn stem(path: &str) -> &str {
    let base = path.rsplit(['/', '\\']).next().unwrap_or_default();
    base.rsplit_once('.').map_or(base, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_from_other_words() {
        assert_eq!(time_first("2024-03-01 09:00:00 陈 样"), Some(("2024-03-01 09:00:00", "陈 样")));
        assert_eq!(time_first("2024-03-01 9:00:00"), Some(("2024-03-01 9:00:00", "")));
        assert_eq!((time_first("2024-03-01 早上好"), time_first("2024-03 09:00:00 x"), time_first("")), (None, None, None));
        assert!(breaks_off("2024-03-01 09") && !breaks_off("2024") && !breaks_off("2024-03-01 09:00:00 x"));
    }
}
