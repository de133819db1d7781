//! Each source, on bytes it was never asked to recognise.

use crate::reading::{Crumbs, adds_up, read};
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
    let whole = read(source, name, &mut &bytes[..], &limits, usize::MAX);
    adds_up(source, name, &whole);
    let crumbs = read(source, name, &mut Crumbs::of(bytes), &limits, usize::MAX);
    assert_eq!(whole.told(), crumbs.told(), "in crumbs, the same");
    if whole.records.len() > 1 {
        let stopped = read(source, name, &mut &bytes[..], &limits, 1);
        assert_eq!(stopped.records[..], whole.records[..1], "stopped, the beginning of the same");
    }
}
