//! Containers: what is listed is in order, what comes out is under every ceiling, and twice the same; in parts it is what the whole is.

use dossier_engine::archive::{Archive, Input, Limits};
use dossier_engine::error::Error;
use std::io::Read;

/// More than the bytes themselves, so that a lone file fits.
const TOTAL: u64 = 256 << 10;

fn narrow() -> Limits {
    Limits {
        entries: 40,
        directory_bytes: 16 << 10,
        entry_bytes: 128 << 10,
        total_bytes: TOTAL,
        ratio: 20,
        ratio_free_bytes: 4 << 10,
        path_bytes: 64,
        workbook_bytes: 64 << 10,
        ..Limits::default()
    }
}

pub(crate) fn check(bytes: &[u8]) {
    let limits = narrow();
    let part = |name: &str, bytes: &[u8]| Input::Bytes { name: name.into(), bytes: bytes.into() };
    let open = |input: &Input| Archive::open(input, &["123456".to_owned()], &limits);
    let whole = open(&part("dropped.zip", bytes));
    let (one, two) = bytes.split_at(bytes.len() / 2);
    let halves = |names: [&str; 2]| Input::Parts { name: "dropped.zip".into(), parts: vec![part(names[0], one), part(names[1], two)] };
    let parts = open(&halves(["dropped.zip.001", "dropped.zip.002"]));
    // A zip that says it is one of several segments isn't whole by itself, and one that ends as none does isn't in parts.
    if let (Ok(whole), Ok(parts)) = (&whole, &parts) {
        assert_eq!((whole.entries(), whole.sha256()), (parts.entries(), parts.sha256()));
    }
    for archive in [whole, parts, open(&halves(["dropped.z01", "dropped.zip"]))] {
        match archive {
            Ok(archive) => holds(archive, bytes, &limits),
            Err(refusal) => explained(&refusal),
        }
    }
}

fn holds(mut archive: Archive, bytes: &[u8], limits: &Limits) {
    let entries = archive.entries().to_vec();
    assert!(!entries.is_empty() && entries.len() as u64 <= limits.entries);
    assert!(entries.windows(2).all(|pair| pair[0].path < pair[1].path), "in order and distinct");
    assert!(entries.iter().all(|entry| entry.path.chars().count() as u64 <= limits.path_bytes), "no path beyond its ceiling");
    assert_eq!(archive.sha256().len(), 64);
    let packed = bytes.len() as u64;
    let mut total = 0;
    for index in 0..entries.len() {
        let (content, end) = read(&mut archive, index);
        let size = content.len() as u64;
        assert!(size <= limits.entry_bytes);
        assert!(size <= limits.ratio_free_bytes.max(packed.saturating_mul(limits.ratio)), "{size} of {packed}");
        let again = read(&mut archive, index);
        assert!(again == (content, end), "read again, the same");
        total += size;
    }
    assert!(total <= TOTAL, "{total} in all");
}

fn read(archive: &mut Archive, index: usize) -> (Vec<u8>, Option<Error>) {
    let mut content = Vec::new();
    let end = match archive.read(index) {
        Ok(mut stream) => stream.read_to_end(&mut content).err().map(dossier_engine::archive::into_error),
        Err(refusal) => Some(refusal),
    };
    end.iter().for_each(explained);
    (content, end)
}

/// A refusal is one that bytes alone can earn, and a ceiling is named only where it was passed.
pub(crate) fn explained(refusal: &Error) {
    match refusal {
        Error::LimitReached { seen, max, limit, .. } => assert!(seen > max, "{limit}: {seen} of {max}"),
        Error::FileGone | Error::AccessDenied | Error::ReadFailed { .. } | Error::Cancelled | Error::VaultFailed { .. } => {
            panic!("{refusal}: of bytes in memory")
        }
        _ => {}
    }
}
