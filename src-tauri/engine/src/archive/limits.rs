//! Ceilings on what we are willing to read. One list (`data/limits.toml`, shown by `LIMITS.md`), passed down, each reached limit
//! an error of its own name.

use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// The ceilings. `Default` gives the shipped ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Entries in one archive, those of zips inside it included.
    pub entries: u64,
    /// Bytes of the central directories of a zip and of the zips inside it, which are held in memory.
    pub directory_bytes: u64,
    /// Bytes one entry may unpack to.
    pub entry_bytes: u64,
    /// Bytes all entries read may unpack to.
    pub total_bytes: u64,
    /// Unpacked to packed, per entry, beyond [`Limits::ratio_free_bytes`].
    pub ratio: u64,
    /// Bytes an entry may unpack to before the ratio counts.
    pub ratio_free_bytes: u64,
    /// Levels of zips inside one another, below the outermost.
    pub nesting: u64,
    /// Bytes of a zip that has to be unpacked in memory, being packed or locked inside another.
    pub nested_bytes: u64,
    /// Bytes of all zips unpacked in memory at once.
    pub nested_total_bytes: u64,
    /// Bytes of one path.
    pub path_bytes: u64,
    /// Parts of a divided zip.
    pub parts: u64,
    /// Files in a folder.
    pub folder_files: u64,
    /// Depth of folders.
    pub folder_depth: u64,
    /// Depth of JSON and XML.
    pub depth: u64,
    /// Bytes of one text, tag or attribute of XML.
    pub string_bytes: u64,
    /// Bytes of one row of text.
    pub row_bytes: u64,
    /// Columns of one row.
    pub columns: u64,
    /// Bytes of all unpacked parts of a spreadsheet.
    pub workbook_bytes: u64,
    /// Bytes a reader must hold at once: a packed spreadsheet, its shared strings, rows that can't be given on yet.
    pub held_bytes: u64,
    /// Bytes of memory the process that reads may hold.
    pub worker_bytes: u64,
    /// Seconds within which a hostile file is refused.
    pub refusal_seconds: u64,
}

/// One ceiling as the list has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceiling {
    /// The name a refusal gives.
    pub id: String,
    /// The most that is allowed.
    pub value: u64,
    /// Of what, e.g. `bytes`.
    pub unit: String,
    /// Why it is there, in English.
    pub en: String,
    /// The same in Chinese.
    pub zh: String,
}

#[derive(Deserialize)]
struct List {
    ceiling: Vec<Ceiling>,
}

/// A list that can't be read allows nothing: a test holds that it can.
static CEILINGS: LazyLock<Vec<Ceiling>> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/limits.toml")).map_or_else(|_| Vec::new(), |list: List| list.ceiling));

static SHIPPED: LazyLock<Limits> = LazyLock::new(|| {
    let value = |id: &str| CEILINGS.iter().find(|c| c.id == id).map_or(0, |c| c.value);
    Limits {
        entries: value("entries"),
        directory_bytes: value("directory_bytes"),
        entry_bytes: value("entry_bytes"),
        total_bytes: value("total_bytes"),
        ratio: value("ratio"),
        ratio_free_bytes: value("ratio_free_bytes"),
        nesting: value("nesting"),
        nested_bytes: value("nested_bytes"),
        nested_total_bytes: value("nested_total_bytes"),
        path_bytes: value("path_bytes"),
        parts: value("parts"),
        folder_files: value("folder_files"),
        folder_depth: value("folder_depth"),
        depth: value("depth"),
        string_bytes: value("string_bytes"),
        row_bytes: value("row_bytes"),
        columns: value("columns"),
        workbook_bytes: value("workbook_bytes"),
        held_bytes: value("held_bytes"),
        worker_bytes: value("worker_bytes"),
        refusal_seconds: value("refusal_seconds"),
    }
});

impl Default for Limits {
    fn default() -> Self {
        *SHIPPED
    }
}

impl Limits {
    /// The list of ceilings as shipped, in its order.
    pub fn ceilings() -> &'static [Ceiling] {
        &CEILINGS
    }

    /// The error for having met `seen` at `spot`, where `max` is the most that `limit` allows.
    pub(crate) fn reached(limit: &str, seen: u64, max: u64, spot: &str) -> Error {
        Error::LimitReached { limit: limit.into(), seen, max, spot: spot.into() }
    }

    /// Fails when `seen` is more than `max`.
    pub(crate) fn check(limit: &str, seen: u64, max: u64, spot: &str) -> Result<(), Error> {
        if seen > max { Err(Limits::reached(limit, seen, max, spot)) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_and_the_struct_name_the_same_ceilings() {
        let serde_json::Value::Object(fields) = serde_json::to_value(Limits::default()).unwrap() else { panic!("a struct") };
        let mut listed: Vec<&str> = CEILINGS.iter().map(|c| c.id.as_str()).collect();
        listed.sort_unstable();
        let mut named: Vec<&str> = fields.keys().map(String::as_str).collect();
        named.sort_unstable();
        assert_eq!(listed, named);
        assert!(CEILINGS.iter().all(|c| c.value > 0 && fields[&c.id] == c.value));
    }
}
