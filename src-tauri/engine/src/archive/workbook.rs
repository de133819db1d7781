//! The checks an XLSX passes before a spreadsheet reader sees it: it is a zip too, read whole into memory by a library
//! that trusts it more than we do.

use super::SeekRead;
use super::bounded::{Bounded, Spent};
use super::directory::{self, Part, Taken};
use super::limits::Limits;
use super::markup::Markup;
use crate::error::Error;
use std::collections::HashSet;
use std::io::{self, Cursor};

/// Checks an XLSX held in memory: number of parts, no part twice, none locked, and what they really unpack to.
///
/// # Errors
/// `limit_reached` (`entries`, `ratio`, `workbook_bytes`, `held_bytes`, `depth`, `string_bytes`), `damaged_archive`, `encryption_unsupported`, `compression_unsupported`.
pub fn check_workbook(bytes: &[u8], limits: &Limits) -> Result<(), Error> {
    Limits::check("workbook_bytes", bytes.len() as u64, limits.workbook_bytes, &format!("@{}", limits.workbook_bytes))?;
    let mut reader = Cursor::new(bytes);
    let parts = directory::read(&mut reader, limits, "", &mut Taken::default())?;
    check(&mut reader, &parts, limits)
}

/// Whether a zip with these parts is an Office Open XML spreadsheet (ECMA-376 part 2 §10, part 1 §12).
pub(super) fn is_workbook(parts: &[Part]) -> bool {
    let has = |name: &str| parts.iter().any(|p| p.entry.name_raw().eq_ignore_ascii_case(name.as_bytes()));
    has("[Content_Types].xml") && has("xl/workbook.xml")
}

/// Whether a zip with these parts is a document, which is one file to people (Office Open XML; OpenDocument and EPUB begin with
/// `mimetype`).
pub(super) fn is_document(parts: &[Part]) -> bool {
    let named = |part: &Part, name: &str| part.entry.name_raw().eq_ignore_ascii_case(name.as_bytes());
    parts.iter().any(|p| named(p, "[Content_Types].xml")) || parts.first().is_some_and(|p| named(p, "mimetype"))
}

/// As [`check_workbook`], of parts already listed.
pub(super) fn check<R: SeekRead>(reader: &mut R, parts: &[Part], limits: &Limits) -> Result<(), Error> {
    let mut names = HashSet::new();
    let ceilings = Limits { entry_bytes: u64::MAX, total_bytes: limits.workbook_bytes, ..*limits };
    let mut spent = Spent::new(parts.len());
    for (index, part) in parts.iter().enumerate() {
        // Part names are compared without case (ECMA-376 part 2 §9.1.1).
        if !names.insert(part.entry.name_raw().to_ascii_lowercase()) {
            return Err(Error::DamagedArchive { spot: part.spot.clone() });
        }
        if let Some(fault) = &part.fault {
            return Err(fault.clone());
        }
        if part.entry.encrypted() {
            return Err(Error::EncryptionUnsupported { method: "zip".into() });
        }
        let stream = part.stream(reader, None)?;
        let name = part.entry.name_raw().to_ascii_lowercase();
        // The library holds these from the beginning to the end.
        let shared = name.ends_with(b"sharedstrings.xml");
        let entry_bytes = if shared { limits.held_bytes } else { u64::MAX };
        let ceilings = Limits { entry_bytes, ..ceilings };
        let mut stream = Bounded::new(stream, index, part.spot.clone(), part.held(), &ceilings, &mut spent);
        let done = if name.ends_with(b".xml") || name.ends_with(b".rels") {
            io::copy(&mut stream, &mut Markup::new(&part.spot, limits))
        } else {
            io::copy(&mut stream, &mut io::sink())
        };
        done.map_err(|e| match super::into_error(e) {
            Error::LimitReached { limit, seen, max, spot } if limit == "entry_bytes" => {
                Error::LimitReached { limit: "held_bytes".into(), seen, max, spot }
            }
            Error::LimitReached { limit, seen, max, spot } if limit == "total_bytes" => {
                Error::LimitReached { limit: "workbook_bytes".into(), seen, max, spot }
            }
            e => e,
        })?;
    }
    Ok(())
}
