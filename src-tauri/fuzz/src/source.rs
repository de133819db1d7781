//! Each source, on bytes it was never asked to recognise.

use super::reading::{adds_up, read, read_in_crumbs};
use dossier_engine::archive::Limits;
use dossier_engine::source::ALL;

/// Narrow, so that short files reach them.
pub(crate) fn narrow() -> Limits {
    Limits { entries: 40, workbook_bytes: 128 << 10, row_bytes: 512, columns: 24, ratio_free_bytes: 32 << 10, ..Limits::default() }
}

pub(crate) fn check(id: &str, bytes: &[u8]) {
    let source = *ALL.iter().find(|source| source.card().id == id).unwrap_or_else(|| panic!("{id} is no target"));
    // Chats take their title from the name.
    let name = if id.starts_with("whatsapp") { "WhatsApp Chat with Ann.txt" } else { "file.csv" };
    let limits = narrow();
    let whole = read(source, name, bytes, &limits, usize::MAX);
    adds_up(source, name, &whole);
    // By turns, since each costs another reading.
    if bytes.len().is_multiple_of(2) {
        if let Some(crumbs) = read_in_crumbs(source, name, bytes, &limits) {
            crumbs.is(&whole, "in crumbs, the same");
        }
    } else if whole.records.len() > 1 {
        let stopped = read(source, name, bytes, &limits, 1);
        assert_eq!(stopped.records[..], whole.records[..1], "stopped, the beginning of the same");
    }
}
