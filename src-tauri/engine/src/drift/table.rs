//! Tables: how many columns, what stands in them, and what they are called where a row is surely their header.

use super::text::Kind;
use super::{KEY, words};
use crate::source::cells;
use crate::source::mapped::{cells_by, header};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Columns of one sheet that are described, and sheets.
const COLUMNS: usize = 200;
const SHEETS: usize = 12;
/// Fewer columns make no table.
const LEAST: usize = 3;

/// One table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Rows looked at, the header among them.
    pub rows: u64,
    /// Rows above the header.
    pub above: u64,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// A column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name, with what may be shown of it, if there surely is a header.
    pub name: Option<String>,
    /// What stands in it, and how often.
    pub kinds: BTreeMap<Kind, u64>,
}

/// The first rows of a text that is a table, by the separator that gives most columns to most lines.
pub(super) fn rows(text: &str) -> Option<Vec<Vec<String>>> {
    let by = |separator| {
        let rows = cells_by(text, separator);
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        rows.iter().filter(|r| r.iter().any(|c| !c.is_empty())).for_each(|r| *widths.entry(r.len()).or_default() += 1);
        let lines: usize = widths.values().sum();
        let (width, lines_of_it) = widths.into_iter().max_by_key(|(width, n)| (*n, *width))?;
        let alike = width >= LEAST && lines_of_it >= 2 && lines_of_it * 5 >= lines * 3;
        (alike || header(&rows).is_some()).then_some((width, rows))
    };
    [',', '\t', ';', '|'].into_iter().filter_map(by).max_by_key(|(width, _)| *width).map(|(_, rows)| rows)
}

/// Describes tables; how many columns and sheets are not listed.
pub(super) fn sheets<'r>(all: impl Iterator<Item = &'r [Vec<String>]>) -> (Vec<Sheet>, u64) {
    let mut room = super::CEILING;
    let (mut sheets, mut more) = (Vec::new(), 0);
    for (n, rows) in all.enumerate() {
        if n >= SHEETS {
            more += 1;
            continue;
        }
        let mut sheet = one(rows);
        let mut fits = sheet.columns.split_off(0).into_iter();
        for column in fits.by_ref().take(COLUMNS) {
            match room.checked_sub(column.name.as_ref().map_or(0, String::len)) {
                Some(left) => {
                    room = left;
                    sheet.columns.push(column);
                }
                None => more += 1,
            }
        }
        more += fits.count() as u64;
        sheets.push(sheet);
    }
    (sheets, more)
}

fn one(rows: &[Vec<String>]) -> Sheet {
    let header = header(rows).filter(|at| rows.get(*at).is_some_and(|row| is_sure(row)));
    let width = rows.iter().map(|r| r.len()).max().unwrap_or(0);
    let mut columns = vec![Column::default(); width];
    for (column, cell) in columns.iter_mut().zip(header.and_then(|at| rows.get(at)).into_iter().flatten()) {
        let cell = cells::clean(cell);
        column.name = (!cell.is_empty()).then(|| words::shown(cell).unwrap_or_else(|| KEY.to_owned()));
    }
    for row in rows.iter().skip(header.map_or(0, |at| at + 1)) {
        for (column, cell) in columns.iter_mut().zip(row) {
            *column.kinds.entry(Kind::of(cells::clean(cell))).or_default() += 1;
        }
    }
    Sheet { rows: rows.len() as u64, above: header.unwrap_or(0) as u64, columns }
}

/// Whether a row that could be a header surely is one: at least half of its cells are of words that name fields, and none is there twice.
fn is_sure(row: &[String]) -> bool {
    let cells: Vec<&str> = row.iter().map(|c| cells::clean(c)).filter(|c| !c.is_empty()).collect();
    let named = cells.iter().filter(|c| words::shown(c).is_some()).count();
    let twice = cells.iter().enumerate().any(|(n, c)| cells.iter().skip(n + 1).any(|other| other == c));
    named * 2 >= cells.len() && !twice
}
