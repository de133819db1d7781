//! Amounts as exports write them: text in, whole hundredths out, without floats on the way.
//!
//! Signs and currency marks before or after, thousands separators, decimal comma, the annotations JD and WeChat put behind the
//! figure, and the long tails of spreadsheet doubles (rounded half to even). Rules: formats/payments §0.4.

/// An amount with what its cell says was given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Annotated {
    /// Gross, in hundredths.
    pub minor: i64,
    /// Given back, in hundredths, where an annotation says so.
    pub refunded: Option<i64>,
}

/// Hundredths of `¥1,234.50`, `￥2，000.00`, `- $220.00`, `1.234,56`, `27元`, `28.160000000000001`.
pub fn minor(text: &str) -> Option<i64> {
    let mut rest = text.trim_matches(blank);
    let mut negative = false;
    while let Some(first) = rest.chars().next() {
        match first {
            '-' | '−' => negative = !negative,
            '+' | '¥' | '￥' | '$' | '€' | '£' => {}
            c if blank(c) => {}
            _ => break,
        }
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
    let rest = rest.trim_end_matches(|c| blank(c) || "元¥￥$€£".contains(c));
    let (whole, fraction) = split_decimal(rest)?;
    let value = hundredths(&whole, fraction)?;
    Some(if negative { -value } else { value })
}

/// As [`minor`], with an annotation in brackets: `448.32(已退款70.48)`, `468.32(已全额退款)`, `已退款(￥39.93)` is not one.
pub fn annotated(text: &str) -> Option<Annotated> {
    let Some((figure, note)) = text.split_once(['(', '（']) else {
        return minor(text).map(|minor| Annotated { minor, refunded: None });
    };
    let gross = minor(figure)?;
    let note = note.trim_end_matches(|c| blank(c) || c == ')' || c == '）');
    let refunded = match note.strip_prefix("已退款") {
        Some(part) => Some(minor(part.trim_start_matches(['(', '（', ':', '：']))?),
        None => note.contains("全额退款").then_some(gross),
    };
    Some(Annotated { minor: gross, refunded })
}

fn blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}'
}

/// Digits before and after the decimal mark, thousands separators gone.
fn split_decimal(text: &str) -> Option<(String, &str)> {
    let comma = |c: char| c == ',' || c == '，';
    let decimal = match (text.rfind('.'), text.rfind(comma)) {
        (Some(dot), Some(c)) => Some(dot.max(c)),
        (Some(dot), None) => (text.matches('.').count() == 1).then_some(dot),
        // A lone comma is a decimal mark unless three digits follow it.
        (None, Some(c)) => {
            let after = text.get(c..)?.chars().count() - 1;
            (text.matches(comma).count() == 1 && after != 3).then_some(c)
        }
        (None, None) => None,
    };
    let (whole, fraction) = match decimal {
        Some(at) => {
            let mark = text.get(at..)?.chars().next()?;
            (text.get(..at)?, text.get(at + mark.len_utf8()..)?)
        }
        None => (text, ""),
    };
    let mut groups = whole.split(|c| comma(c) || c == '.' || c == '\'' || c == '\u{A0}' || c == '\u{202F}');
    let mut digits = groups.next().unwrap_or_default().to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    Some((digits, fraction))
}

fn hundredths(whole: &str, fraction: &str) -> Option<i64> {
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let units: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let mut digits = fraction.bytes().map(|b| i64::from(b - b'0'));
    let cents = digits.next().unwrap_or(0) * 10 + digits.next().unwrap_or(0);
    let value = units.checked_mul(100)?.checked_add(cents)?;
    let next = digits.next().unwrap_or(0);
    let more = digits.any(|d| d != 0);
    let up = next > 5 || (next == 5 && (more || value % 2 == 1));
    value.checked_add(i64::from(up))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_every_dress() {
        for (text, expected) in [
            ("¥28.16", 2816),
            ("￥2，000.00", 200_000),
            ("¥50.0", 5000),
            ("27", 2700),
            ("27元", 2700),
            ("- $220.00", -22_000),
            ("+ $50.00", 5000),
            ("-$2.90", -290),
            ("1.234,56", 123_456),
            ("1,234.56", 123_456),
            ("1,234", 123_400),
            ("1,234,567", 123_456_700),
            ("4,99 €", 499),
            (" 0.1 ", 10),
            (".5", 50),
            ("28.160000000000001", 2816),
            ("0.30000000000000004", 30),
            ("0.125", 12),
            ("0.135", 14),
        ] {
            assert_eq!(minor(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn nonsense_is_no_amount() {
        for text in ["", "/", "¥", "--", "abc", "1.2.3", "1,23,456", "4.2E+27", "99999999999999999999", "12a", "支出"] {
            assert_eq!(minor(text), None, "{text}");
        }
    }

    #[test]
    fn annotations_tell_what_came_back() {
        let is = |minor, refunded| Some(Annotated { minor, refunded });
        assert_eq!(annotated("448.32(已退款70.48)"), is(44_832, Some(7048)));
        assert_eq!(annotated("468.32（已全额退款）"), is(46_832, Some(46_832)));
        assert_eq!(annotated("60.90"), is(6090, None));
        assert_eq!(annotated("60.90(含税)"), is(6090, None));
        assert_eq!(annotated("60.90(已退款x)"), None);
    }
}
