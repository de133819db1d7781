//! Drift: what a file that no source knows is shaped like, and which format it comes nearest to. Platforms move keys and headers; a person
//! may want to tell us which, without telling us anything of theirs. So a description holds names, types, counts and nesting, never a
//! value; and of names only such words as stand in formats we know or in a list of general ones (words.rs), since objects may be keyed by
//! persons. [`Drift::is_sound`] checks exactly that, for a description that comes from a process which may have been taken over.

mod near;
mod page;
mod table;
mod text;
mod tree;
mod words;

pub use near::Near;
pub use table::{Column, Sheet};
pub use text::{Kind, LineShape};
pub use tree::Place;

use crate::source::Peek;
use serde::{Deserialize, Serialize};

/// Bytes that the names and line shapes of one description have together; what is beyond is only counted.
pub const CEILING: usize = 16 << 10;

/// In place of a name that isn't shown.
const KEY: &str = "{key}";

/// A description of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drift {
    /// Its number in the archive, from 1.
    pub number: u64,
    /// Its path, with what may be shown of it.
    pub file: String,
    /// How much of its beginning was looked at, in bytes.
    pub bytes: u64,
    /// What it looks like.
    pub looks: Looks,
    /// Things beyond the ceiling, not listed.
    pub more: u64,
    /// Formats it comes near to, the nearest first.
    pub near: Vec<Near>,
}

/// What a file looks like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Looks {
    /// JSON or JSON Lines: what stands where.
    Json(Vec<Place>),
    /// Rows and columns; a workbook has several sheets.
    Table(Vec<Sheet>),
    /// HTML or XML: elements with how many there are.
    Page(Vec<(String, u64)>),
    /// Other text: shapes of lines.
    Text(Vec<LineShape>),
    /// No text.
    Binary,
}

/// Describes a file from its beginning.
pub fn of(peek: &Peek, number: u64) -> Drift {
    let (looks, more) = looks(peek);
    let file: Vec<String> = peek.name.split('/').map(file_name).collect();
    Drift { number, file: file.join("/"), bytes: peek.bytes.len() as u64, looks, more, near: near::of(peek) }
}

fn looks(peek: &Peek) -> (Looks, u64) {
    if !peek.sheets.is_empty() {
        let (sheets, more) = table::sheets(peek.sheets.iter().map(Vec::as_slice));
        return (Looks::Table(sheets), more);
    }
    let Some(text) = &peek.text else { return (Looks::Binary, 0) };
    if peek.json.is_some() {
        let (places, more) = tree::places(text);
        return (Looks::Json(places), more);
    }
    if text.trim_start().starts_with('<') {
        let (elements, more) = page::elements(text);
        return (Looks::Page(elements), more);
    }
    if let Some(rows) = table::rows(text) {
        let (sheets, more) = table::sheets([rows.as_slice()].into_iter());
        return (Looks::Table(sheets), more);
    }
    let (lines, more) = text::lines(text);
    (Looks::Text(lines), more)
}

/// A part of a path: an extension tells the format.
fn file_name(part: &str) -> String {
    const ENDINGS: [&str; 10] = [".json", ".jsonl", ".csv", ".tsv", ".txt", ".html", ".xml", ".xlsx", ".xls", ".js"];
    let ending = ENDINGS.iter().find(|e| part.ends_with(**e)).copied().unwrap_or_default();
    let stem = part.strip_suffix(ending).unwrap_or(part);
    format!("{}{ending}", words::shown(stem).unwrap_or_else(|| "…".to_owned()))
}

impl Drift {
    /// Whether it holds nothing but what a description may hold.
    pub fn is_sound(&self) -> bool {
        let file = self.file.split('/').all(|part| file_name(part) == part);
        let size = match &self.looks {
            Looks::Json(places) => places.iter().map(|p| p.place.len()).sum(),
            Looks::Table(sheets) => sheets.iter().flat_map(|s| &s.columns).map(|c| c.name.as_ref().map_or(0, String::len)).sum(),
            Looks::Page(elements) => elements.iter().map(|(name, _)| name.len()).sum(),
            Looks::Text(lines) => lines.iter().map(|l| l.shape.len()).sum(),
            Looks::Binary => 0,
        };
        let looks = match &self.looks {
            Looks::Json(places) => places.iter().all(tree::is_sound),
            Looks::Table(sheets) => {
                sheets.iter().flat_map(|s| &s.columns).filter_map(|c| c.name.as_deref()).all(|n| n == KEY || words::is_shown(n))
            }
            Looks::Page(elements) => elements.iter().all(|(name, _)| page::is_sound(name)),
            Looks::Text(lines) => lines.iter().all(|l| text::shape(&l.shape) == l.shape),
            Looks::Binary => true,
        };
        file && looks && size <= CEILING && self.near.iter().all(near::is_sound)
    }
}

/// The first of these that fit under the ceiling, and how many don't.
fn under_ceiling<T>(all: Vec<T>, size: impl Fn(&T) -> usize) -> (Vec<T>, u64) {
    let mut room = CEILING;
    let fits = all.iter().take_while(|one| room.checked_sub(size(one)).map(|left| room = left).is_some()).count();
    let mut all = all;
    let more = all.split_off(fits).len() as u64;
    (all, more)
}

#[cfg(test)]
mod tests;
