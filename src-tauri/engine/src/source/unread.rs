//! Kinds of file that exports hold and that no source reads yet: told by name, so that nobody takes them for damaged or unknown.
//!
//! Where this is from: formats/payments §13 (PDF statements), formats/messaging §1.1 (WeChat's backups and databases) and §1.4 (WeFlow's SQL),
//! formats/shopping_and_accounts §3.4 (trips as PDF), §5 (pages in a Takeout); each by the first words its own standard prescribes.

use crate::error::Error;
use memchr::memmem::find;

/// What the file is refused for, where it is of such a kind.
pub(super) fn fault(name: &str, bytes: &[u8]) -> Option<Error> {
    kind(name, bytes).map(|found| Error::NotRead { found: found.to_owned() })
}

/// Words: `not_read.<kind>`, and what to do instead: `not_read.<kind>.instead`.
fn kind(name: &str, bytes: &[u8]) -> Option<&'static str> {
    let text = bytes.trim_ascii_start();
    let begins = |mark: &str| text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark.as_bytes()));
    let holds = |mark: &str| find(bytes, mark.as_bytes()).is_some();
    match () {
        () if bytes.starts_with(b"%PDF") => Some("pdf"),
        () if bytes.starts_with(b"SQLite format 3\0") => Some("database"),
        () if name.ends_with(".tar.enc") => Some("wechat_backup"),
        () if holds("CREATE TABLE IF NOT EXISTS weflow_messages") => Some("weflow_sql"),
        () if begins("<!doctype html") || begins("<html") => Some("page"),
        () if begins("BEGIN:VCARD") => Some("contacts"),
        () if begins("BEGIN:VCALENDAR") => Some("calendar"),
        () if MAIL.iter().any(|mark| begins(mark)) && holds("\nSubject:") && holds("\nDate:") => Some("mail"),
        () => None,
    }
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
        assert_eq!(kind("ChatPackage/1-2.tar.enc", b"\x01\x02"), Some("wechat_backup"));
    }
}
