//! Cells as exports write them, cleaned: padding, the TAB that keeps spreadsheets from touching long numbers, the apostrophe that
//! does the same, and the many ways of saying nothing. Rules: formats/payments §0.3.

/// Without padding: spaces, TAB, U+3000, no-break space, stray byte order mark, one leading apostrophe.
pub fn clean(cell: &str) -> &str {
    let bytes = cell.as_bytes();
    let graphic = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_graphic() && *b != b'\'');
    // Of Chinese characters: the first of their three bytes.
    let han = |byte: Option<&u8>| byte.is_some_and(|b| (0xE4..=0xE9).contains(b));
    let third_last = bytes.len().checked_sub(3).and_then(|at| bytes.get(at));
    if (graphic(bytes.first()) || han(bytes.first())) && (graphic(bytes.last()) || han(third_last)) {
        return cell;
    }
    let trimmed = cell.trim_matches(blank);
    trimmed.strip_prefix('\'').map_or(trimmed, |rest| rest.trim_matches(blank))
}

/// The cleaned cell, or `None` where it says nothing: empty, `/`, `-`, dashes, `null`.
pub fn present(cell: &str) -> Option<&str> {
    let cell = clean(cell);
    let nothing = cell.bytes().all(|b| b == b'-') || cell == "/" || cell == "null";
    (!nothing).then_some(cell)
}

/// Whether a spreadsheet has rounded this number: `4.2E+27`, or more digits than a double holds and zeros in their place.
pub fn rounded(id: &str) -> bool {
    if let Some((mantissa, exponent)) = id.split_once("E+").or_else(|| id.split_once("e+")) {
        let number = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        return number(mantissa) && number(exponent);
    }
    let zeros = id.len() - id.trim_end_matches('0').len();
    id.len() >= 19 && zeros >= id.len() - 15 && id.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a platform has masked this value (`138****0000`, `*三`): then it states no fact.
pub fn masked(value: &str) -> bool {
    value.contains('*')
}

fn blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_goes_and_nothing_is_nothing() {
        assert_eq!(present(" 3985734\t"), Some("3985734"));
        assert_eq!(present("　'0012 "), Some("0012"));
        for cell in ["", " ", "/", "-", "--", "----------", "null", "\t", "'"] {
            assert_eq!(present(cell), None, "{cell:?}");
        }
    }

    #[test]
    fn rounded_numbers_are_known_by_their_tail() {
        for id in ["4.2E+27", "1e+15", "2024030222001400000", "4200000000000000000000000000"] {
            assert!(rounded(id), "{id}");
        }
        for id in ["2024030222001468815736847417", "JDX100000011234", "100000000000000000", "E+5", "", "XE+1Y"] {
            assert!(!rounded(id), "{id}");
        }
    }
}
