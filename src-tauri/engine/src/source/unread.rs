//! Kinds of file that exports hold and that no source reads yet: told by name, so that nobody takes them for damaged or unknown.
//!
//! Where this is from: formats/payments §13 (PDF statements), formats/messaging §1.1 (WeChat's backups and databases), §1.4 (WeFlow's SQL),
//! §4 (Telegram's pages) and §10 (Signal's backups), formats/shopping_and_accounts §3.4 (trips as PDF), §5 (pages in a Takeout); each by the first words its own standard prescribes.

use crate::error::Error;
use memchr::memmem::find;

/// What the file is refused for, where it is of such a kind.
pub(super) fn fault(name: &str, bytes: &[u8]) -> Option<Error> {
    kind(name, bytes).map(|found| Error::NotRead { found: found.to_owned() })
}

/// Words: `not_read.<kind>`, and what to do instead: `not_read.<kind>.instead`.
fn kind(name: &str, bytes: &[u8]) -> Option<&'static str> {
    let name = name.rsplit('/').next().unwrap_or(name);
    let text = bytes.trim_ascii_start();
    let begins = |mark: &str| text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark.as_bytes()));
    let holds = |mark: &str| find(bytes, mark.as_bytes()).is_some();
    match () {
        () if bytes.starts_with(b"%PDF") => Some("pdf"),
        () if bytes.starts_with(b"SQLite format 3\0") => Some("database"),
        () if name.ends_with(".tar.enc") => Some("wechat_backup"),
        // Both begin with bytes that say nothing.
        () if is_wechat_database(name) && bytes.contains(&0) => Some("wechat_database"),
        () if name.starts_with("signal-") && name.ends_with(".backup") && bytes.contains(&0) => Some("signal_backup"),
        () if holds("CREATE TABLE IF NOT EXISTS weflow_messages") => Some("weflow_sql"),
        () if (begins("<!doctype html") || begins("<html")) && holds("<title>Exported Data</title>") => Some("telegram_page"),
        () if begins("<!doctype html") || begins("<html") => Some("page"),
        () if begins("BEGIN:VCARD") => Some("contacts"),
        () if begins("BEGIN:VCALENDAR") => Some("calendar"),
        () if MAIL.iter().any(|mark| begins(mark)) && holds("\nSubject:") && holds("\nDate:") => Some("mail"),
        () => None,
    }
}

/// `MSG0.db`, `MicroMsg.db`, `message_0.db`: WeChat's own, which it encrypts.
fn is_wechat_database(name: &str) -> bool {
    let numbered =
        |start: &str| name.strip_prefix(start).and_then(|n| n.strip_suffix(".db")).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    name == "MicroMsg.db" || numbered("MSG") || numbered("message_")
}

/// What a mail, or a box of them, begins with.
const MAIL: [&str; 5] = ["From ", "Return-Path:", "Received:", "Delivered-To:", "X-GM-THRID:"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_first_words() {
        let of = |bytes: &str| kind("a/b", bytes.as_bytes());
        assert_eq!(of("%PDF-1.7\n"), Some("pdf"));
        assert_eq!(of("SQLite format 3\0\x10"), Some("database"));
        assert_eq!(of("\n<!DOCTYPE html><html>"), Some("page"));
        assert_eq!(of("BEGIN:VCARD\r\nVERSION:3.0"), Some("contacts"));
        assert_eq!(of("From 17@xxx Mon Jan 01\nDate: x\nSubject: y\n"), Some("mail"));
        assert_eq!((of("From here on\nall is text\n"), of("a,b\n1,2\n"), of("")), (None, None, None));
        assert_eq!(of("<!DOCTYPE html><html><head><title>Exported Data</title>"), Some("telegram_page"));
        for (name, what) in [
            ("ChatPackage/1-2.tar.enc", Some("wechat_backup")),
            ("Multi/MSG12.db", Some("wechat_database")),
            ("MicroMsg.db", Some("wechat_database")),
            ("db/message_0.db", Some("wechat_database")),
            ("signal-2024-03-01-10-00-00.backup", Some("signal_backup")),
            ("message_x.db", None),
        ] {
            assert_eq!(kind(name, b"\x01\x00\x02"), what, "{name}");
        }
        assert_eq!(kind("MSG0.db", b"just words"), None);
    }
}
