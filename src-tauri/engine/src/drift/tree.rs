//! JSON: what stands where, counted. Read value by value into a tree without values; what breaks off was counted until there.

use super::text::Kind;
use super::{KEY, words};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Steps down that are looked at, and places that are kept apart.
const DEPTH: u32 = 10;
const PLACES: usize = 2000;
/// So many unknown keys, being more than the known ones, make an object one that is keyed by data.
const KEYED: u64 = 3;

/// What stands at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// `messages[].sender`; empty is the whole.
    pub place: String,
    /// What was met there, and how often.
    pub kinds: BTreeMap<Kind, u64>,
    /// Entries of the longest list there.
    pub longest: u64,
}

/// A place of the tree.
#[derive(Default)]
struct Node {
    kinds: BTreeMap<Kind, u64>,
    longest: u64,
    keys: BTreeMap<String, Node>,
    known: u64,
    unknown: u64,
    items: Option<Box<Node>>,
}

/// The places of a document, or of the lines of a document.
pub(super) fn places(text: &str) -> (Vec<Place>, u64) {
    let document = if text.trim_start().starts_with("window.") { text.split_once('=').map_or(text, |(_, rest)| rest) } else { text };
    let mut root = Node::default();
    let mut room = PLACES;
    let mut stream = serde_json::Deserializer::from_str(document);
    let mut values = 0u64;
    while (Look { node: &mut root, room: &mut room, depth: 0 }).deserialize(&mut stream).is_ok() {
        values += 1;
    }
    if values > 1 {
        // JSON Lines are a list.
        let lines = Node { kinds: BTreeMap::from([(Kind::List, 1)]), longest: values, items: Some(Box::new(root)), ..Node::default() };
        root = lines;
    }
    let mut found = Vec::new();
    root.settled().list(String::new(), &mut found);
    super::under_ceiling(found, |p| p.place.len() + 1)
}

/// Whether a place names only what may be shown.
pub(super) fn is_sound(place: &Place) -> bool {
    place.place.split('.').all(|key| {
        let key = key.trim_end_matches("[]");
        key.is_empty() || key == KEY || words::is_shown(key)
    })
}

impl Node {
    fn met(&mut self, kind: Kind) {
        *self.kinds.entry(kind).or_default() += 1;
    }

    /// As it is to be shown: an object that is keyed by data shows none of its keys, not even such as look harmless.
    fn settled(mut self) -> Node {
        self.items = self.items.map(|items| Box::new(items.settled()));
        let keyed = self.unknown >= KEYED && self.unknown > self.known;
        let mut keys: BTreeMap<String, Node> = BTreeMap::new();
        for (key, node) in std::mem::take(&mut self.keys) {
            let key = if keyed { KEY.to_owned() } else { key };
            keys.entry(key).or_default().join(node);
        }
        self.keys = keys.into_iter().map(|(key, node)| (key, node.settled())).collect();
        self
    }

    fn join(&mut self, other: Node) {
        other.kinds.into_iter().for_each(|(kind, n)| *self.kinds.entry(kind).or_default() += n);
        self.longest = self.longest.max(other.longest);
        self.known += other.known;
        self.unknown += other.unknown;
        if let Some(items) = other.items {
            self.items.get_or_insert_default().join(*items);
        }
        other.keys.into_iter().for_each(|(key, node)| self.keys.entry(key).or_default().join(node));
    }

    fn list(self, place: String, found: &mut Vec<Place>) {
        found.push(Place { place: place.clone(), kinds: self.kinds, longest: self.longest });
        if let Some(items) = self.items {
            items.list(format!("{place}[]"), found);
        }
        for (key, node) in self.keys {
            node.list(if place.is_empty() { key } else { format!("{place}.{key}") }, found);
        }
    }
}

/// Takes one value into a node.
struct Look<'n> {
    node: &'n mut Node,
    room: &'n mut usize,
    depth: u32,
}

impl<'de> DeserializeSeed<'de> for Look<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Look<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.node.met(Kind::Flag);
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        self.node.met(Kind::Number);
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        self.node.met(Kind::Number);
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.node.met(Kind::Number);
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.node.met(Kind::of(text));
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.node.met(Kind::Empty);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Look { node, room, depth } = self;
        node.met(Kind::List);
        let mut length = 0u64;
        loop {
            let more = if depth < DEPTH {
                let node = &mut **node.items.get_or_insert_default();
                entries.next_element_seed(Look { node, room, depth: depth + 1 })?.is_some()
            } else {
                entries.next_element::<IgnoredAny>()?.is_some()
            };
            if !more {
                return Ok(());
            }
            length += 1;
            node.longest = node.longest.max(length);
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Look { node, room, depth } = self;
        node.met(Kind::Object);
        while let Some(key) = entries.next_key::<String>()? {
            // What joins keys to places stands in none of them.
            let shown = words::shown(&key).filter(|key| !key.contains(['.', '[']));
            *(if shown.is_some() { &mut node.known } else { &mut node.unknown }) += 1;
            let key = shown.unwrap_or_else(|| KEY.to_owned());
            let fresh = !node.keys.contains_key(&key);
            if depth >= DEPTH || (fresh && *room == 0) {
                entries.next_value::<IgnoredAny>()?;
                continue;
            }
            *room -= usize::from(fresh);
            let node = node.keys.entry(key).or_default();
            entries.next_value_seed(Look { node, room, depth: depth + 1 })?;
        }
        Ok(())
    }
}
