//! The time of day as phones print it: with seconds or without, with halves of the day before or behind it, in several languages.

use chrono::NaiveTime;

/// A clock at the beginning of a text (`15:04`, `3:04 PM`, `9:30AM`, `오후 3:04`, `下午03:04`), and what follows it. Where its numbers are no
/// time of day, the time is `None`.
pub(super) fn clock(text: &str) -> Option<(Option<NaiveTime>, &str)> {
    let before = HALVES.iter().find_map(|(word, late)| Some((text.strip_prefix(word)?.trim_start_matches(blank), *late)));
    let (text, mut late) = before.map_or((text, None), |(text, late)| (text, Some(late)));
    let numbers = text.get(..text.bytes().take_while(|b| b.is_ascii_digit() || *b == b':').count())?;
    // A colon may part the clock from what follows.
    let numbers = numbers.strip_suffix(':').unwrap_or(numbers);
    let mut rest = text.get(numbers.len()..)?;
    let mut parts = numbers.split(':');
    let (hour, minute) = (parts.next().filter(|h| (1..=2).contains(&h.len()))?, parts.next().filter(|m| m.len() == 2)?);
    let second = parts.next().unwrap_or("00");
    if second.len() != 2 || parts.next().is_some() {
        return None;
    }
    let behind = rest.trim_start_matches(blank);
    for (word, is_late) in [("AM", false), ("PM", true)] {
        let half = behind.get(..2).filter(|half| half.eq_ignore_ascii_case(word));
        if let Some(after) = half.and_then(|_| behind.get(2..)).filter(|a| !a.starts_with(|c: char| c.is_alphanumeric())) {
            (rest, late) = (after, Some(is_late));
        }
    }
    let number = |text: &str| text.parse::<u32>().ok();
    let hour = match (number(hour)?, late) {
        // `오후 0:05` and `오후 13:05` are written too.
        (12, Some(false)) => 0,
        (hour @ 0..12, Some(true)) => hour + 12,
        (hour, _) => hour,
    };
    Some((NaiveTime::from_hms_opt(hour, number(minute)?, number(second)?), rest))
}

/// Halves of the day that stand before the clock; whether it is the later one.
const HALVES: [(&str, bool); 6] = [("오전", false), ("오후", true), ("上午", false), ("下午", true), ("午前", false), ("午後", true)];

fn blank(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_read_with_their_halves() {
        let told = |text| clock(text).map(|(t, rest)| format!("{} {rest:?}", t.map_or("none".into(), |t| t.to_string())));
        for (text, found) in [
            ("15:04", "15:04:00 \"\""),
            ("07:33\tX", "07:33:00 \"\\tX\""),
            ("9:30AM\tX", "09:30:00 \"\\tX\""),
            ("10:00 pm, X", "22:00:00 \", X\""),
            ("12:05\u{202F}AM", "00:05:00 \"\""),
            ("5:29:42 PM (Read)", "17:29:42 \" (Read)\""),
            ("오후 3:04, X", "15:04:00 \", X\""),
            ("오전 12:04", "00:04:00 \"\""),
            ("下午03:04\tX", "15:04:00 \"\\tX\""),
            ("午後3:04 X", "15:04:00 \" X\""),
            ("19:12: X", "19:12:00 \": X\""),
            ("25:70 X", "none \" X\""),
            ("10:00 AMX", "10:00:00 \" AMX\""),
        ] {
            assert_eq!(told(text).as_deref(), Some(found), "{text}");
        }
        for text in ["", "오후", "15", "15:4", "1:2:3:4", "150:04", "12:00:00:00", "x 12:00"] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
