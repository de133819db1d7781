//! Where a view's events are by what rules ask for: tag, kind, chat. Built once a view, so that a hundred rules don't walk a
//! million events each.

use super::base::{Base, Name};
use super::event::Event;
use super::view::below;
use crate::record::Kind;
use std::collections::{BTreeMap, HashMap};

/// Indexes of events, ascending.
#[derive(Debug, Default)]
pub(super) struct Index {
    tags: BTreeMap<String, Vec<usize>>,
    kinds: BTreeMap<Kind, Vec<usize>>,
    chats: BTreeMap<Name, Vec<usize>>,
}

impl Index {
    /// Of events in their order.
    pub(super) fn of(events: &[Event], base: &Base) -> Index {
        let mut tags: HashMap<Name, Vec<usize>> = HashMap::new();
        let mut index = Index::default();
        for (i, event) in events.iter().enumerate() {
            index.kinds.entry(event.kind).or_default().push(i);
            if let Some(chat) = event.chat {
                index.chats.entry(chat).or_default().push(i);
            }
            for seen in &event.seen {
                let rows = tags.entry(seen.tag).or_default();
                if rows.last() != Some(&i) {
                    rows.push(i);
                }
            }
        }
        index.tags = tags.into_iter().map(|(tag, rows)| (base.name(tag).to_owned(), rows)).collect();
        index
    }

    /// Events with a tag or one below it.
    pub(super) fn tagged(&self, tag: &str) -> Vec<usize> {
        let shelf = self.tags.range(tag.to_owned()..).take_while(|(t, _)| t.starts_with(tag));
        let mut lists = shelf.filter(|(t, _)| below(t, tag)).map(|(_, rows)| rows);
        let mut rows = lists.next().cloned().unwrap_or_default();
        let alone = rows.len();
        lists.for_each(|more| rows.extend(more));
        if rows.len() > alone {
            rows.sort_unstable();
            rows.dedup();
        }
        rows
    }

    /// Events of a kind.
    pub(super) fn kind(&self, kind: Kind) -> &[usize] {
        self.kinds.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Events in a chat.
    pub(super) fn chat(&self, chat: Name) -> &[usize] {
        self.chats.get(&chat).map_or(&[], Vec::as_slice)
    }

    /// Every chat.
    pub(super) fn chats(&self) -> impl Iterator<Item = (Name, &[usize])> {
        self.chats.iter().map(|(name, rows)| (*name, rows.as_slice()))
    }
}
