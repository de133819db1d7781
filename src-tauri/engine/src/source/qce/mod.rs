//! QQ chats from qq-chat-exporter, a tool beside QQ for Windows since 2023.
//!
//! # Variants
//! [`JSON`] `v5`, `v4` (messages with `messageId` and `rawMessage`), `chunk` (JSON Lines, part of one chat), `manifest` (what the parts
//! belong to) · [`TEXT`] `txt`. HTML and spreadsheets aren't read.
//! # What gives it away
//! `metadata`, `chatInfo` and `statistics` together; in parts `sender.uid` beside `content.elements`; in text the line `[QQChatExporter`.
//! # Traps
//! A picture is a message of type 1, like words: its elements and resources tell. Inlined portraits may stand before the messages.
//! `timestamp` is a number of milliseconds or a text. The chat's number stands in the file's name only (`group_10001_…`), of parts in
//! that of their folder. `participantCount` counts those who never wrote. In text a blank line ends a message; what a message quotes and
//! whom it names follow its words.
//! # Where this is from
//! formats/messaging §2.3: the exporter's code and the published result of its own tests (one group of 7 messages), ChatLab's readers.

mod json;
mod text;

pub(super) use json::SOURCE as JSON;
pub(super) use text::SOURCE as TEXT;

/// The chat's number: from `group_10001_20240301_090000.json`, `friend_u_abc_20240301_090000.json`, `NAME(10001).json` or the like, with
/// what it is.
fn number(stem: &str) -> Option<(&str, bool)> {
    let stem = stem.strip_suffix("_chunked_jsonl").unwrap_or(stem);
    for (kind, group) in [("group_", true), ("friend_", false)] {
        if let Some(rest) = stem.strip_prefix(kind) {
            let uid = if rest.starts_with("u_") { 2 } else { 0 };
            let end = rest.get(uid..)?.find('_').map_or(rest.len(), |at| at + uid);
            return rest.get(..end).filter(|n| !n.is_empty()).map(|n| (n, group));
        }
    }
    let (_, id) = stem.strip_suffix(')')?.rsplit_once('(')?;
    (!id.is_empty() && id.bytes().all(|b| b.is_ascii_digit())).then_some((id, true))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn the_name_holds_the_number() {
        for (name, found) in [
            ("group_100001_20240301_090000", Some(("100001", true))),
            ("group_100001_样本群_20240301_090000_chunked_jsonl", Some(("100001", true))),
            ("friend_10001_20240301_090000", Some(("10001", false))),
            ("friend_u_AbC-1_20240301", Some(("u_AbC-1", false))),
            ("样本群(100001)", Some(("100001", true))),
            ("样本群(二)", None),
            ("样本", None),
        ] {
            assert_eq!(number(name), found, "{name}");
        }
    }
}
