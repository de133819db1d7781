//! One line of an exported chat: does it start a record, and what stands in its head.
//!
//! ```text
//! iOS      [DATE, TIME[ AMPM]] REST
//! Android  DATE, TIME[ AMPM] - REST
//! ```
//! The comma may be missing, the dash may be `–` or ` ,`, or a colon right after the time. A scanner rather than a regex:
//! most lines of a chat are decided by their first byte.

use super::order::Written;
use chrono::NaiveTime;

/// Which app wrote the line, told by its brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `[date, time] rest`
    Ios,
    /// `date, time - rest`
    Android,
}

/// The start of a record.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Start<'a> {
    pub(super) style: Style,
    pub(super) date: Written,
    /// `None` when the numbers are no time of day.
    pub(super) time: Option<NaiveTime>,
    /// `NAME: text`, or a notice.
    pub(super) rest: &'a str,
}

/// Invisible marks WhatsApp puts around names, dates and its own words.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Reads the head of a record; `None` for a line that continues the one before.
pub(super) fn start(line: &str) -> Option<Start<'_>> {
    // Most lines are decided by their first byte.
    let mut c = match line.as_bytes().first()? {
        b'[' | b'0'..=b'9' => Cursor(line),
        0x80.. => Cursor(line.trim_start_matches(is_mark)),
        _ => return None,
    };
    let style = if c.eat("[") { Style::Ios } else { Style::Android };
    let date = c.date()?;
    let comma = c.eat(",");
    if !(c.space() || comma) {
        return None;
    }
    if !c.at_digit() && CLOCK_WORDS.iter().any(|w| c.eat(w)) {
        c.space();
    }
    let before = if c.at_digit() { None } else { c.half() };
    c.space();
    let (hour, minute, second) = c.clock()?;
    let spaced = c.space();
    let half = before.or_else(|| c.half());
    let time = NaiveTime::from_hms_opt(half.map_or(hour, |h| h.of_24(hour)), minute, second);
    match style {
        Style::Ios => {
            c.space();
            if !c.eat("]") {
                return None;
            }
        }
        Style::Android => {
            let spaced = c.space() || spaced;
            if !(c.eat(":") || spaced && (c.eat(DASH) || DASHES.iter().any(|d| c.eat(d)))) {
                return None;
            }
            if !(c.space() || c.0.is_empty()) {
                return None;
            }
        }
    }
    // A U+200E right here belongs to the text: it says that WhatsApp is speaking. Only blanks go.
    Some(Start { style, date, time, rest: c.0.trim_start_matches(is_blank) })
}

/// Whether a file's last line, without a line break, is a head that breaks off: `[28/02/24, 10:0`.
pub(super) fn is_cut(line: &str) -> bool {
    let mut c = Cursor(line.trim_start_matches(is_mark));
    let begins = c.eat("[") || c.date().is_some() && c.eat(",");
    begins && !line.is_empty() && c.0.chars().all(|c| c.is_ascii_digit() || is_blank(c) || ",:/.-".contains(c))
}

/// Words between date and time (Finnish).
const CLOCK_WORDS: &[&str] = &["klo"];
/// Between the time and the rest, after a blank.
const DASHES: &[&str] = &["–", "—", ","];
/// The usual one.
const DASH: &str = "-";
/// Between the parts of a date.
const DATE_MARKS: &[&str] = &["/", ".", "-", "年", "月"];

/// Half of the day, before or after the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
    /// 中午: around twelve.
    Noon,
}

const HALVES: &[(&str, Half)] = &[
    ("上午", Half::Am),
    ("凌晨", Half::Am),
    ("清晨", Half::Am),
    ("早上", Half::Am),
    ("中午", Half::Noon),
    ("下午", Half::Pm),
    ("傍晚", Half::Pm),
    ("晚上", Half::Pm),
    ("午前", Half::Am),
    ("午後", Half::Pm),
    ("오전", Half::Am),
    ("오후", Half::Pm),
];

impl Half {
    /// `00:08 a. m.` stays 00:08, `13:00 pm` stays 13:00.
    fn of_24(self, hour: u32) -> u32 {
        match self {
            Half::Am if hour == 12 => 0,
            Half::Pm if hour < 12 => hour + 12,
            Half::Noon if hour < 11 => hour + 12,
            _ => hour,
        }
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

struct Cursor<'a>(&'a str);

impl Cursor<'_> {
    fn at_digit(&self) -> bool {
        self.0.as_bytes().first().is_some_and(u8::is_ascii_digit)
    }

    #[inline]
    fn eat(&mut self, word: &str) -> bool {
        match self.0.strip_prefix(word) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    /// Blanks, and marks between them; whether there was a blank.
    #[inline]
    fn space(&mut self) -> bool {
        let before = self.0;
        match before.as_bytes() {
            [b'!'..=b'~', ..] => false,
            [b' ', b'!'..=b'~', ..] => {
                self.0 = before.get(1..).unwrap_or_default();
                true
            }
            _ => self.odd_space(),
        }
    }

    fn odd_space(&mut self) -> bool {
        let before = self.0;
        let after = before.trim_start_matches(|c| is_blank(c) || is_mark(c));
        let eaten = before.get(..before.len() - after.len()).unwrap_or_default();
        if eaten.contains(is_blank) {
            self.0 = after;
            return true;
        }
        false
    }

    /// A number of at most four digits, and how many it has.
    #[inline]
    fn number(&mut self) -> Option<(u16, u8)> {
        let (mut value, mut len) = (0, 0);
        for digit in self.0.bytes().take_while(u8::is_ascii_digit) {
            if len == 4 {
                return None;
            }
            (value, len) = (value * 10 + u16::from(digit - b'0'), len + 1);
        }
        self.0 = self.0.get(usize::from(len)..)?;
        (len > 0).then_some((value, len))
    }

    fn date(&mut self) -> Option<Written> {
        let (a, a_digits) = self.number()?;
        self.date_mark()?;
        let (b, b_digits) = self.number()?;
        self.date_mark()?;
        let (c, c_digits) = self.number()?;
        let _ = self.eat(".") || self.eat("日");
        Some(Written { parts: [a, b, c], digits: [a_digits, b_digits, c_digits] })
    }

    /// A separator with an optional blank after it (`13. 6. 2018.`).
    fn date_mark(&mut self) -> Option<()> {
        match self.0.as_bytes() {
            [b'/' | b'.' | b'-', b'0'..=b'9', ..] => self.0 = self.0.get(1..)?,
            _ => {
                self.0 = self.0.trim_start_matches(is_mark);
                if !DATE_MARKS.iter().any(|m| self.eat(m)) {
                    return None;
                }
                self.0 = self.0.trim_start_matches(|c| c == ' ' || is_mark(c));
            }
        }
        Some(())
    }

    /// `H:MM`, `HH:MM:SS`, `21.25.15`.
    fn clock(&mut self) -> Option<(u32, u32, u32)> {
        let hour = self.two_digits()?;
        let mark = if self.eat(":") {
            ":"
        } else if self.eat(".") {
            "."
        } else {
            return None;
        };
        let minute = self.two_digits()?;
        let back = self.0;
        if self.eat(mark) {
            if let Some(second) = self.two_digits() {
                return Some((hour, minute, second));
            }
            self.0 = back;
        }
        Some((hour, minute, 0))
    }

    fn two_digits(&mut self) -> Option<u32> {
        let back = self.0;
        match self.number() {
            Some((value, 1 | 2)) => Some(u32::from(value)),
            _ => {
                self.0 = back;
                None
            }
        }
    }

    /// `AM pm a.m. "p. m."` with any blank inside, or a word of [`HALVES`].
    fn half(&mut self) -> Option<Half> {
        if self.0.as_bytes().first().is_some_and(|b| !b.is_ascii()) {
            return HALVES.iter().find(|(word, _)| self.eat(word)).map(|(_, half)| *half);
        }
        let back = self.0;
        let half = if self.eat("a") || self.eat("A") {
            Half::Am
        } else if self.eat("p") || self.eat("P") {
            Half::Pm
        } else {
            return None;
        };
        self.eat(".");
        self.space();
        if self.eat("m") || self.eat("M") {
            self.eat(".");
            return Some(half);
        }
        self.0 = back;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_head_that_was_seen_in_the_wild() {
        for (line, parts, time, rest) in [
            ("[04.01.18, 11:53:57] A: x", [4, 1, 18], "11:53:57", "A: x"),
            ("\u{200e}[2020-06-01, 12:00:06] A: \u{200e}x", [2020, 6, 1], "12:00:06", "A: \u{200e}x"),
            ("[13/11/2025, 12:25:55\u{202f}PM] A:", [13, 11, 2025], "12:25:55", "A:"),
            ("[15-01-20 02:22:56] A: x", [15, 1, 20], "02:22:56", "A: x"),
            ("[2024/1/2 下午3:04:05] A: x", [2024, 1, 2], "15:04:05", "A: x"),
            ("2/11/19, 14:18 - A: x", [2, 11, 19], "14:18:00", "A: x"),
            ("2/11/19, 14:48 - A:", [2, 11, 19], "14:48:00", "A:"),
            ("06/20/2020, 00:08 a. m. - x", [6, 20, 2020], "00:08:00", "x"),
            ("12/20/2021, 12:10 p. m. - x", [12, 20, 2021], "12:10:00", "x"),
            ("12/30/21, 10:01\u{202f}PM - x", [12, 30, 21], "22:01:00", "x"),
            ("2023-12-20, 5:46 p.m. - x", [2023, 12, 20], "17:46:00", "x"),
            ("2023/12/20, 12:46\u{a0}am – x", [2023, 12, 20], "00:46:00", "x"),
            ("2024/1/2 中午12:04 - A: x", [2024, 1, 2], "12:04:00", "A: x"),
            ("2024년", [0, 0, 0], "", ""),
            ("2024. 1. 2. 오후 3:04 - A: x", [2024, 1, 2], "15:04:00", "A: x"),
            ("2017年1月2日 上午12:04 - A: x", [2017, 1, 2], "00:04:00", "A: x"),
            ("13. 6. 2018. 21:25 - A: x", [13, 6, 2018], "21:25:00", "A: x"),
            ("13.6.2018 klo 21.25.15 - A: x", [13, 6, 2018], "21:25:15", "A: x"),
            ("13.06.18 21.25.15: A: x", [13, 6, 18], "21:25:15", "A: x"),
            ("1/2/19, 14:18 , A: x", [1, 2, 19], "14:18:00", "A: x"),
            ("\u{200f}1\u{200f}/2\u{200f}/2019, 14:18 - A: x", [1, 2, 2019], "14:18:00", "A: x"),
            ("2/11/19: Arrival", [0, 0, 0], "", ""),
            ("2/11/19, 14:48 A: no dash", [0, 0, 0], "", ""),
            ("[2/11/19, 14:48 - A: x", [0, 0, 0], "", ""),
            ("2021. 12. 29. 오후 8:36, A : another app", [0, 0, 0], "", ""),
            ("2/11/19, 14:48-15:00", [0, 0, 0], "", ""),
            ("", [0, 0, 0], "", ""),
            ("12345/1/2, 1:00 - x", [0, 0, 0], "", ""),
        ] {
            let got = start(line);
            if time.is_empty() {
                assert_eq!(got, None, "{line}");
                continue;
            }
            let got = got.unwrap_or_else(|| panic!("no record: {line}"));
            assert_eq!((got.date.parts, got.rest), (parts, rest), "{line}");
            assert_eq!(got.time.map(|t| t.to_string()).as_deref(), Some(time), "{line}");
        }
    }

    #[test]
    fn a_head_that_breaks_off_is_told_from_text() {
        for line in ["[28/02/24, 10:0", "[2", "28.02.24, 1", "28.02.24, 10:00 -"] {
            assert!(is_cut(line), "{line}");
        }
        for line in ["", "28/02/24", "28/02/24 to 29/02/24", "[not a date", "28.02.24, at ten", "12"] {
            assert!(!is_cut(line), "{line}");
        }
    }

    #[test]
    fn a_time_that_is_none_is_still_a_head() {
        assert_eq!(start("2/11/19, 25:61 - A: x").map(|s| s.time), Some(None));
    }
}
