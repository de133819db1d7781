//! Names as people see them. A name in an archive is bytes in no sure encoding, and may be chosen to deceive:
//! it is decoded without ever failing and made safe to print, and is never used as a path on this machine.

use encoding_rs::GB18030;
use std::collections::HashMap;
use std::path::Path;

/// Decodes a raw zip name: UTF-8 where it is valid (whatever the flag says: GBK Chinese practically never is),
/// then GB18030. `None` when it is neither; the caller falls back to the format's own code page.
pub(super) fn decode(raw: &[u8]) -> Option<String> {
    if let Ok(name) = std::str::from_utf8(raw) {
        return Some(name.to_owned());
    }
    GB18030.decode_without_bom_handling_and_without_replacement(raw).map(std::borrow::Cow::into_owned)
}

/// Parts divided by `/`, nothing that a terminal or a page would obey: control characters and
/// direction overrides become U+FFFD.
pub(super) fn tidy(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            '\\' => '/',
            c if c.is_control() => '\u{fffd}',
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// At most `max` bytes, cut between characters.
pub(super) fn cut(mut name: String, max: u64) -> String {
    let mut end = usize::try_from(max).unwrap_or(usize::MAX).min(name.len());
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name.truncate(end);
    name
}

/// Whether a path is a system's own by-product that no export contains on purpose.
pub(super) fn is_clutter(path: &str) -> bool {
    path.split('/').any(|part| part == "__MACOSX" || part == ".DS_Store")
}

/// Base name of a path on this machine.
pub(super) fn base(path: &Path) -> String {
    let own = path.file_name().map(|n| n.to_string_lossy().into_owned());
    // `.` and `..` have no name of their own.
    let name = own.or_else(|| path.canonicalize().ok()?.file_name().map(|n| n.to_string_lossy().into_owned()));
    tidy(&name.unwrap_or_else(|| "/".into()))
}

/// Base name of a name that may carry a path.
pub(super) fn base_of(name: &str) -> String {
    let tidy = tidy(name);
    tidy.rsplit('/').find(|part| !part.is_empty()).unwrap_or("/").to_owned()
}

/// Keeps paths apart, so that an origin names one entry: a second `a.csv` becomes `a (2).csv`.
#[derive(Default)]
pub(super) struct Distinct {
    /// Every path given out, and how many times it was asked for.
    taken: HashMap<String, u64>,
}

impl Distinct {
    pub(super) fn path(&mut self, wanted: String) -> String {
        let Some(times) = self.taken.get(&wanted).copied() else {
            self.taken.insert(wanted.clone(), 1);
            return wanted;
        };
        let mut number = times;
        let path = loop {
            number += 1;
            let path = numbered(&wanted, number);
            if !self.taken.contains_key(&path) {
                break path;
            }
        };
        self.taken.insert(wanted, number);
        self.taken.insert(path.clone(), 1);
        path
    }
}

fn numbered(path: &str, number: u64) -> String {
    let file_at = path.rfind('/').map_or(0, |at| at + 1);
    match path.rfind('.').filter(|dot| *dot > file_at).and_then(|dot| path.split_at_checked(dot)) {
        Some((stem, extension)) => format!("{stem} ({number}){extension}"),
        None => format!("{path} ({number})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_utf8_then_gb18030_then_gives_up() {
        assert_eq!(decode("账单.csv".as_bytes()).as_deref(), Some("账单.csv"));
        let (gbk, _, _) = encoding_rs::GBK.encode("支付宝交易明细.csv");
        assert_eq!(decode(&gbk).as_deref(), Some("支付宝交易明细.csv"));
        assert_eq!(decode(b"caf\x82.csv"), None);
    }

    #[test]
    fn nothing_in_a_name_is_obeyed() {
        assert_eq!(tidy("a\\b\x1b[31m\u{202e}gpj.exe\0"), "a/b\u{fffd}[31m\u{fffd}gpj.exe\u{fffd}");
        assert_eq!(base_of("C:\\Users\\x\\bill.zip"), "bill.zip");
        assert_eq!(base_of("///"), "/");
    }

    #[test]
    fn cuts_between_characters() {
        assert_eq!(cut("账单".into(), 4), "账");
        assert_eq!(cut("ab".into(), 9), "ab");
    }

    #[test]
    fn equal_paths_are_told_apart() {
        let mut distinct = Distinct::default();
        let given: Vec<_> = ["d.x/a.csv", "d.x/a.csv", "d.x/a (3).csv", "d.x/a.csv", "d.x/b", "d.x/b", ".rc", ".rc"]
            .map(|p| distinct.path(p.into()))
            .into();
        assert_eq!(given, ["d.x/a.csv", "d.x/a (2).csv", "d.x/a (3).csv", "d.x/a (4).csv", "d.x/b", "d.x/b (2)", ".rc", ".rc (2)"]);
    }

    #[test]
    fn clutter_is_known_by_its_parts() {
        assert!(is_clutter("__MACOSX/a/._b.csv") && is_clutter("a/.DS_Store"));
        assert!(!is_clutter("my__MACOSX.csv"));
    }
}
