//! Lexicons: terms to tags, read from data files that are compiled in, found in one pass over bytes.
//!
//! Columns of a file: term, tag, weight, contexts that void the term, value. The header of each file says who wrote it.
//! Tag `-` shields: such a term swallows its match, so that 老婆饼 is no wife. An ASCII term matches whole words only, in
//! any case, with an English plural; the longest match wins, the earlier of two that overlap.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// A compiled lexicon.
pub(super) struct Lexicon {
    finder: Option<AhoCorasick>,
    entries: Vec<Entry>,
}

/// One line of a file.
pub(super) struct Entry {
    /// What is looked for, in lower case.
    pub(super) term: &'static str,
    /// What it says; `None` shields.
    pub(super) tag: Option<&'static str>,
    /// From 0 to 1.
    pub(super) weight: f32,
    /// The column `value`, where the file has one.
    pub(super) value: Option<&'static str>,
    not: Vec<&'static str>,
    place: Anchor,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Anchor {
    Anywhere,
    /// `^`: a form of address: at the beginning, followed by a mark or a space.
    Address,
    /// `=`: the whole text.
    Whole,
}

/// A term found in a text.
pub(super) struct Hit<'l> {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// The line of the lexicon.
    pub(super) entry: &'l Entry,
}

impl Lexicon {
    /// Reads a file's text.
    pub(super) fn parse(data: &'static str) -> Lexicon {
        let entries: Vec<Entry> = data.lines().filter_map(Entry::parse).collect();
        // Small lexicons are run over chats, where a full table pays; of large ones it would take tens of megabytes.
        let kind = (entries.len() < 1000).then_some(AhoCorasickKind::DFA);
        let finder = AhoCorasick::builder().ascii_case_insensitive(true).kind(kind).build(entries.iter().map(|e| e.term)).ok();
        Lexicon { finder, entries }
    }

    /// Terms found in a text, from left to right, shields and voided terms left out.
    pub(super) fn find(&self, text: &str) -> Vec<Hit<'_>> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let mut hits: Vec<Hit<'_>> = finder
            .find_overlapping_iter(text)
            .filter_map(|m| self.entries.get(m.pattern().as_usize()).map(|entry| Hit { start: m.start(), end: m.end(), entry }))
            .filter(|hit| stands_alone(text, hit) && anchored(text, hit))
            .collect();
        if hits.is_empty() {
            return hits;
        }
        hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        let mut free_from = 0;
        hits.retain(|hit| {
            let free = hit.start >= free_from;
            if free {
                free_from = hit.end;
            }
            free
        });
        if hits.iter().any(|hit| !hit.entry.not.is_empty()) {
            let lower = text.to_lowercase();
            hits.retain(|hit| !hit.entry.not.iter().any(|context| lower.contains(context)));
        }
        hits.retain(|hit| hit.entry.tag.is_some());
        hits
    }

    /// The lines of the file.
    #[cfg(test)]
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

impl Entry {
    fn parse(line: &'static str) -> Option<Entry> {
        if line.starts_with('#') {
            return None;
        }
        let mut columns = line.split('\t');
        let printed = columns.next().filter(|t| !t.is_empty())?;
        let tag = columns.next()?;
        let weight = columns.next()?.parse().ok()?;
        let not = columns.next().unwrap_or_default().split('|').filter(|c| !c.is_empty()).collect();
        let value = columns.next().filter(|v| !v.is_empty());
        let (place, term) = match (printed.strip_prefix('^'), printed.strip_prefix('=')) {
            (Some(term), _) => (Anchor::Address, term),
            (_, Some(term)) => (Anchor::Whole, term),
            _ => (Anchor::Anywhere, printed),
        };
        Some(Entry { term, tag: (tag != "-").then_some(tag), weight, value, not, place })
    }
}

/// Whether an ASCII term isn't part of a longer word or number; a plural `s` or `es` may follow.
fn stands_alone(text: &str, hit: &Hit<'_>) -> bool {
    let bytes = text.as_bytes();
    let joins = |a: Option<&u8>, b: Option<&u8>| match (a, b) {
        (Some(a), Some(b)) => (a.is_ascii_alphabetic() && b.is_ascii_alphabetic()) || (a.is_ascii_digit() && b.is_ascii_digit()),
        _ => false,
    };
    let before = hit.start.checked_sub(1).and_then(|at| bytes.get(at));
    if joins(before, bytes.get(hit.start)) {
        return false;
    }
    let last = hit.end.checked_sub(1).and_then(|at| bytes.get(at));
    let rest = bytes.get(hit.end..).unwrap_or_default();
    if !joins(last, rest.first()) {
        return true;
    }
    let after_plural = match rest {
        [b'e' | b'E', b's' | b'S', after @ ..] | [b's' | b'S', after @ ..] => after.first(),
        _ => return false,
    };
    !after_plural.is_some_and(u8::is_ascii_alphabetic)
}

fn anchored(text: &str, hit: &Hit<'_>) -> bool {
    match hit.entry.place {
        Anchor::Anywhere => true,
        Anchor::Whole => hit.start == 0 && hit.end == text.len(),
        Anchor::Address => {
            let mark = text.get(hit.end..).and_then(|rest| rest.chars().next());
            hit.start == 0 && mark.is_some_and(|c| "，,！!。~～ 、：:…?？".contains(c))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lexicon;

    const DATA: &str = "# x\ncar\tt.car\t0.5\t\ncar seat\tt.seat\t0.5\tdog\n老婆\tt.wife\t1\n老婆饼\t-\t0\n^妈\tt.mum\t1\n=妈\tt.mum\t1\n3段\tt.three\t1\n";

    fn tags(text: &str) -> Vec<&'static str> {
        Lexicon::parse(DATA).find(text).iter().filter_map(|hit| hit.entry.tag).collect()
    }

    #[test]
    fn words_stand_alone_and_may_be_plural() {
        assert_eq!(tags("CARS, car, 给car贴膜"), ["t.car"; 3]);
        assert!(tags("scar cart cares-x carsick").iter().all(|t| *t == "t.car"));
        assert!(tags("scar cart carsick").is_empty());
        assert_eq!(tags("奶粉3段"), ["t.three"]);
        assert!(tags("第13段").is_empty());
    }

    #[test]
    fn longest_wins_shields_swallow_and_contexts_void() {
        assert_eq!(tags("car seats"), ["t.seat"]);
        assert!(tags("car seat for Dogs").is_empty());
        assert_eq!(tags("老婆爱吃老婆饼"), ["t.wife"]);
    }

    #[test]
    fn anchors_hold() {
        assert_eq!(tags("妈，到了"), ["t.mum"]);
        assert_eq!(tags("妈"), ["t.mum"]);
        assert!(tags("妈祖庙").is_empty());
        assert!(tags("大妈，你好").is_empty());
    }
}
