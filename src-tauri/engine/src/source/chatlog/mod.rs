//! chatlog: WeChat chats saved from the tool's local page, and its lists of contacts and groups.
//!
//! # Variants
//! [`JSON`] `json` · [`TABLE`] `csv`, `contacts`, `chatrooms` · [`TEXT`] `txt`.
//! # What gives it away
//! Keys `seq`, `talker`, `isChatRoom`, `isSelf` together; the header cells; in text, lines `NAME(id) TIME`.
//! # Traps
//! How much of the time stands in text depends on the range that was asked for: without a year, nothing in it can be placed, and each
//! such message is skipped. The owner's id is `我` in text. Contacts and groups aren't escaped: a comma in a name shifts what follows,
//! so only what stays certain is read. `time` has an offset, the wall clock beside it is what counts. `seq` is the second and a running
//! number, no number of WeChat's. The sender of notices is `系统消息`. Lines of a quoted message begin with `> `.
//! # Where this is from
//! formats/messaging §1.5: chatlog's own message model and routes. No real file seen.

mod json;
mod table;
mod text;

pub(super) use json::SOURCE as JSON;
pub(super) use table::SOURCE as TABLE;
pub(super) use text::SOURCE as TEXT;

/// What the tool calls the app where it speaks.
const APP: &str = "系统消息";
