//! Where in a JSON document something stands: `messages[]`, `chats.list[].messages[]`, `[]`, `Chat History.*[]`.
//! A segment is a key, `*` for any key, or `[]` for each entry of a list. Keys hold no dots.

/// One step down.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Segment {
    Key(String),
    AnyKey,
    Entry,
}

/// Some patterns, followed all at once on the way down. A set of patterns still possible is a bit mask.
pub(super) struct Patterns {
    all: Vec<Vec<Segment>>,
}

impl Patterns {
    /// At most 64 of them.
    pub(super) fn new<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Patterns {
        Patterns { all: patterns.into_iter().take(64).map(segments).collect() }
    }

    /// A list with a place for each of them.
    pub(super) fn none_each<T>(&self) -> Vec<Option<T>> {
        self.all.iter().map(|_| None).collect()
    }

    /// All of them, at the root.
    pub(super) fn every(&self) -> u64 {
        if self.all.len() >= 64 { u64::MAX } else { (1 << self.all.len()) - 1 }
    }

    /// Whether any begins with the entries of a list.
    pub(super) fn list_at_root(&self) -> bool {
        self.all.iter().any(|p| p.first() == Some(&Segment::Entry))
    }

    /// Those still possible below a key.
    pub(super) fn key(&self, mask: u64, depth: usize, key: &str) -> u64 {
        self.narrow(mask, depth, |s| match s {
            Segment::Key(k) => k == key,
            Segment::AnyKey => true,
            Segment::Entry => false,
        })
    }

    /// Those still possible at the entries of a list.
    pub(super) fn entry(&self, mask: u64, depth: usize) -> u64 {
        self.narrow(mask, depth, |s| *s == Segment::Entry)
    }

    /// Whether a pattern still possible wants the name of the key here.
    pub(super) fn names_key(&self, mask: u64, depth: usize) -> bool {
        self.alive(mask).any(|(_, p)| p.get(depth) == Some(&Segment::AnyKey))
    }

    /// The pattern that ends at this depth, if one does.
    pub(super) fn complete(&self, mask: u64, depth: usize) -> Option<usize> {
        self.alive(mask).find(|(_, p)| p.len() == depth).map(|(i, _)| i)
    }

    /// Whether any goes further down.
    pub(super) fn deeper(&self, mask: u64, depth: usize) -> bool {
        self.alive(mask).any(|(_, p)| p.len() > depth)
    }

    fn alive(&self, mask: u64) -> impl Iterator<Item = (usize, &Vec<Segment>)> {
        self.all.iter().enumerate().filter(move |(i, _)| mask & (1 << i) != 0)
    }

    fn narrow(&self, mask: u64, depth: usize, fits: impl Fn(&Segment) -> bool) -> u64 {
        self.alive(mask).filter(|(_, p)| p.get(depth).is_some_and(&fits)).fold(0, |m, (i, _)| m | (1 << i))
    }
}

fn segments(pattern: &str) -> Vec<Segment> {
    let mut out = Vec::new();
    for part in pattern.split('.') {
        let key = part.trim_end_matches("[]");
        match key {
            "" => {}
            "*" => out.push(Segment::AnyKey),
            key => out.push(Segment::Key(key.to_owned())),
        }
        out.extend(std::iter::repeat_n(Segment::Entry, (part.len() - key.len()) / 2));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_followed_together() {
        let p = Patterns::new(["chats.list[].messages[]", "chats.list[].name", "*[]"]);
        let chats = p.key(p.every(), 0, "chats");
        assert_eq!(chats, 0b111);
        assert!(p.names_key(p.every(), 0));
        let list = p.key(chats, 1, "list");
        assert_eq!((list, p.entry(chats, 1)), (0b011, 0b100));
        let entry = p.entry(list, 2);
        assert_eq!((p.complete(entry, 3), p.deeper(entry, 3)), (None, true));
        let name = p.key(entry, 3, "name");
        assert_eq!((p.complete(name, 4), p.deeper(name, 4)), (Some(1), false));
        assert!(!p.list_at_root() && Patterns::new(["[]", "a"]).list_at_root());
    }
}
