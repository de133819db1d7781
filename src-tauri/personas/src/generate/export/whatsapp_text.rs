//! WhatsApp's "Export chat": a German phone's dates; Android writes a lone text file, iOS a zip with `_chat.txt`.

use super::pack::pack;
use crate::life::talk::Message;

const NOTICE: &str = "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them.";

/// Android's text. `notices` come before the first message, as the phone wrote them.
pub fn android(messages: &[Message], notices: &[&str]) -> Vec<u8> {
    let mut out = String::new();
    let first = messages.first().expect("a chat has messages").at.format("%d.%m.%y, %H:%M");
    for notice in std::iter::once(&format!("{NOTICE} Learn more.").as_str()).chain(notices) {
        out += &format!("{first} - {notice}\n");
    }
    for m in messages {
        out += &format!("{} - {}: {}\n", m.at.format("%d.%m.%y, %H:%M"), m.who, m.text);
    }
    out.into_bytes()
}

/// iOS's zip. Where the phone speaks, the text starts with a left-to-right mark.
pub fn ios(messages: &[Message], title: &str) -> Vec<u8> {
    let first = messages.first().expect("a chat has messages").at.format("%d.%m.%y, %H:%M:%S");
    let mut out = format!("[{first}] {title}: \u{200e}{NOTICE}\r\n");
    for m in messages {
        let mark = if m.text.starts_with('\u{200e}') { "\u{200e}" } else { "" };
        out += &format!("{mark}[{}] {}: {}\r\n", m.at.format("%d.%m.%y, %H:%M:%S"), m.who, m.text);
    }
    pack(&[("_chat.txt", out.into_bytes())])
}
