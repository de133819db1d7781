//! Which words of a name may be shown. Nobody can tell a name of a field from a name of a person by its looks, so the question is turned
//! round: shown is what is made of words that stand in formats we know or in a list of general ones (`data/drift/words.txt`); of the rest
//! only that something stood there.

use crate::source;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

/// In place of what isn't shown.
const HIDDEN: char = '…';
/// Names longer than this are none.
const LONGEST: usize = 60;

struct Words {
    /// Names that our formats have, as they are.
    whole: HashSet<String>,
    /// In small letters.
    tokens: HashSet<String>,
    /// Chinese words, the longer first.
    han: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { whole: HashSet::new(), tokens: HashSet::new(), han: Vec::new() };
    for marks in source::ALL.iter().flat_map(|s| s.marks()) {
        let printed = marks.renamed.iter().map(|(printed, _)| *printed);
        for name in marks.needs.iter().chain(&marks.knows).copied().chain(printed) {
            let parts: Vec<&str> = if marks.columns { vec![name] } else { name.split('.').map(|key| key.trim_end_matches("[]")).collect() };
            parts.into_iter().filter(|part| !part.is_empty() && *part != "*").for_each(|part| words.learn(part));
        }
    }
    let columns: HashMap<String, Vec<String>> = toml::from_str(include_str!("../../data/columns.toml")).unwrap_or_default();
    columns.values().flatten().for_each(|name| words.learn(name));
    let general = include_str!("../../data/drift/words.txt").lines().filter(|l| !l.starts_with('#'));
    general.flat_map(str::split_whitespace).for_each(|word| words.learn(word));
    let longer_first: BTreeSet<(std::cmp::Reverse<usize>, String)> = words.han.drain(..).map(|w| (std::cmp::Reverse(w.len()), w)).collect();
    words.han = longer_first.into_iter().map(|(_, w)| w).collect();
    words
});

impl Words {
    fn learn(&mut self, name: &str) {
        self.whole.insert(name.to_owned());
        for piece in pieces(name) {
            match piece {
                Piece::Letters(word) if word.chars().count() > 1 => drop(self.tokens.insert(word.to_lowercase())),
                Piece::Han(word) if word.chars().count() > 1 => self.han.push(word.to_owned()),
                _ => {}
            }
        }
    }
}

/// A name with what may be shown of it; `None` where nothing may.
pub(super) fn shown(name: &str) -> Option<String> {
    let name = name.trim();
    if WORDS.whole.contains(name) {
        return Some(name.to_owned());
    }
    if name.chars().count() > LONGEST || name.contains('@') || name.contains("://") {
        return None;
    }
    let mut out = String::new();
    let mut known = false;
    for piece in pieces(name) {
        match piece {
            Piece::Letters(word) if WORDS.tokens.contains(&word.to_lowercase()) => {
                out.push_str(word);
                known = true;
            }
            Piece::Han(run) => known |= in_han(run, &mut out),
            Piece::Joint(c) => out.push(c),
            Piece::Letters(_) | Piece::Other => hide(&mut out),
        }
    }
    known.then_some(out)
}

/// Whether a name is one that [`shown`] could have given.
pub(super) fn is_shown(name: &str) -> bool {
    shown(name).is_some_and(|again| again == name)
}

fn hide(out: &mut String) {
    if !out.ends_with(HIDDEN) {
        out.push(HIDDEN);
    }
}

/// The known words in a run of Chinese; whether there is one.
fn in_han(run: &str, out: &mut String) -> bool {
    let (mut rest, mut known) = (run, false);
    while let Some(first) = rest.chars().next() {
        let word = WORDS.han.iter().find(|word| rest.starts_with(word.as_str()));
        match word {
            Some(word) => {
                out.push_str(word);
                known = true;
            }
            None => hide(out),
        }
        rest = rest.get(word.map_or(first.len_utf8(), String::len)..).unwrap_or_default();
    }
    known
}

/// What a name is made of.
enum Piece<'n> {
    /// One word of letters: `sender` and `Name` of `senderName`.
    Letters(&'n str),
    Han(&'n str),
    /// What joins words.
    Joint(char),
    /// Digits and everything else.
    Other,
}

fn pieces(name: &str) -> Vec<Piece<'_>> {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut pieces = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let run = |of: &dyn Fn(char) -> bool| rest.find(|c| !of(c)).unwrap_or(rest.len());
        let (piece, length) = if is_han(first) {
            let length = run(&is_han);
            (Piece::Han(rest.get(..length).unwrap_or_default()), length)
        } else if first.is_alphabetic() {
            let length = word_end(rest.get(..run(&|c| c.is_alphabetic() && !is_han(c))).unwrap_or_default());
            (Piece::Letters(rest.get(..length).unwrap_or_default()), length)
        } else if matches!(first, '_' | '-' | ' ' | '/' | '(' | ')' | '（' | '）') {
            (Piece::Joint(first), first.len_utf8())
        } else {
            (Piece::Other, first.len_utf8())
        };
        pieces.push(piece);
        rest = rest.get(length.max(first.len_utf8())..).unwrap_or_default();
    }
    pieces
}

/// Where the first word of a run of letters ends: `user` of `userName`, `URL` of `URLName`.
fn word_end(letters: &str) -> usize {
    let mut chars = letters.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let next_is_small = chars.peek().is_some_and(|(_, next)| next.is_lowercase());
        if at > 0 && c.is_uppercase() && (before.is_lowercase() || (before.is_uppercase() && next_is_small)) {
            return at;
        }
        before = c;
    }
    letters.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_are_shown_and_nothing_else_is() {
        let cases = [
            ("sender_name", Some("sender_name")),
            ("chatKim", Some("chat…")),
            ("Chat with Kim:", Some("Chat with …")),
            ("user12345", Some("user…")),
            ("MessageURLKey", Some("MessageURLKey")),
            ("交易建立时间", Some("交易…时间")),
            ("张三的备注", Some("…备注")),
            ("Kim", None),
            ("张三", None),
            ("kim.chat@example.com", None),
            ("13800000000", None),
            ("wxid_qwertz", Some("wxid_…")),
            ("", None),
        ];
        for (name, wanted) in cases {
            assert_eq!(shown(name).as_deref(), wanted, "{name}");
            assert!(shown(name).is_none_or(|s| is_shown(&s)), "{name}");
        }
        assert!(is_shown("latitudeE7") && !is_shown("chatKim"));
    }
}
