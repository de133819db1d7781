//! WeFlow, EchoTrace and their forks: WeChat chats, one file a chat, in many forms; and the list of contacts.
//!
//! # Variants
//! Each form has a reader of its own: [`JSON`] `json`, `arkme` (senders once, by number), `echotrace` (without the tool's name),
//! `contacts`; [`TABLE`] `weclone` (CSV), `excel`, `excel_compact`, `contacts`; [`TEXT`] `txt`, `markdown`.
//! Its `chatlab` forms are [`super::chatlab`]; its SQL isn't read, HTML neither.
//! # What gives it away
//! `session` with an id beside `messages` with `senderUsername` or `senderID`; the header cells; `2024-03-01 09:00:00 '我'` with quotes
//! about the name; `- 导出工具: WeFlow` above a line of dashes.
//! # Traps
//! Inlined pictures may stand before the messages. `localId` counts rows of this file, it is no number of WeChat's; `localType` can't be
//! trusted, the Chinese type can. Red packets stand under links and begin with `[红包]`. The receipt of a transfer repeats its amount.
//! Older files say `isSend` null of notices. The id is `wxid` in most versions, `accountId` in the latest. In text and the compact
//! sheet the owner is `我` in chats of two; in groups nothing marks the owner. WeClone's times are UTC, those of other
//! text Beijing's.
//! # Where this is from
//! formats/messaging §1.4: WeFlow's exporters, ChatLab's readers of both. No real file seen.

mod json;
mod table;
mod text;

pub(super) use json::SOURCE as JSON;
pub(super) use table::SOURCE as TABLE;
pub(super) use text::SOURCE as TEXT;

/// The chat's title, from a file called `陈样_全部时间` or `陈样_20240301-20240331`.
fn title(path: &str) -> &str {
    let stem = super::chat::stem(path);
    let Some((title, span)) = stem.rsplit_once('_').filter(|(title, _)| !title.is_empty()) else { return stem };
    let days = span.len() == 17 && span.bytes().enumerate().all(|(i, b)| if i == 8 { b == b'-' } else { b.is_ascii_digit() });
    if span == "全部时间" || days { title } else { stem }
}

/// What the owner is called where nothing else marks the owner.
const SELF: &str = "我";

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn the_span_of_time_is_no_part_of_the_title() {
        for (name, found) in
            [("陈样_全部时间.txt", "陈样"), ("a/b_20240301-20240331.csv", "b"), ("b_2024.csv", "b_2024"), ("_全部时间.csv", "_全部时间")]
        {
            assert_eq!(title(name), found);
        }
    }
}
