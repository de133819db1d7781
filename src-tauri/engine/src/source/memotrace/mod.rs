//! 留痕 (MemoTrace, WeChatMsg): WeChat chats as tables and plain text, and the list of contacts.
//!
//! # Variants
//! [`TABLE`] `csv` (12 columns), `csv_short` (7 columns of the first versions), `contacts` · [`TEXT`] `txt`. HTML and DOCX aren't read;
//! what it calls JSON is training material for language models: shuffled, without times.
//! # What gives it away
//! The header cells; in text, lines of time and name, each behind a blank line.
//! # Traps
//! `Sender`, `Remark` and `NickName` of the owner's own rows hold the contact in some versions: only `IsSender` is believed there, so the
//! owner's rows carry no name. What isn't text is WeChat's raw XML or nothing. Real line breaks stand inside cells. Neither
//! table nor text names the chat: its file does, and in later builds its folder, with the id in brackets. In `messages.csv`, which
//! holds all chats, only the number of the tool's own tells them apart. Notices in text have no name: the words stand where it would.
//! # Where this is from
//! formats/messaging §1.2: the exporters of WeChatMsg, one importer's tests. No real file seen.

mod table;
mod text;

pub(super) use table::SOURCE as TABLE;
pub(super) use text::SOURCE as TEXT;

use super::chat;

/// Id and title of the chat that a file holds: `…/陈样(wxid_…)/陈样.csv` says both, `陈样_utf8.csv` only its name.
fn named(path: &str) -> (String, Option<String>) {
    let stem = chat::stem(path);
    let title = stem.strip_suffix("_utf8").unwrap_or(stem);
    let folder = path.rsplit(['/', '\\']).nth(1).unwrap_or_default();
    let id = folder.strip_prefix(title).and_then(|f| f.strip_prefix('(')?.strip_suffix(')'));
    match id.filter(|id| !id.is_empty()) {
        Some(id) => (id.to_owned(), Some(title.to_owned())),
        None => (title.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn the_folder_names_the_chat() {
        assert_eq!(named("聊天记录/陈样(wxid_a)/陈样.csv"), ("wxid_a".into(), Some("陈样".into())));
        assert_eq!(named("聊天记录/陈样/陈样_utf8.csv"), ("陈样".into(), None));
        assert_eq!(named("messages.csv"), ("messages".into(), None));
    }
}
