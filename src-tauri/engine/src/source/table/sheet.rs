//! Rows of a spreadsheet, by the numbers their cells carry, without building the grid: a hostile file can claim a million rows
//! of sixteen thousand columns. The library that takes the container apart may panic on damaged parts (cell references that
//! overflow, for one): its calls are guarded, and such a sheet counts as broken off.

use calamine::{DataRef, Reader, Xlsx};
use chrono::{Duration, NaiveDate};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// One row of a sheet.
pub(crate) struct SheetRow {
    /// As the spreadsheet shows it, from 1.
    pub(crate) number: u32,
    /// Cells up to the last one present.
    pub(crate) cells: Vec<String>,
}

/// An open workbook.
pub(crate) struct Workbook<'b> {
    book: Xlsx<Cursor<&'b [u8]>>,
    names: Vec<String>,
}

impl<'b> Workbook<'b> {
    /// Opens XLSX bytes; `None` where they aren't a workbook.
    pub(crate) fn open(bytes: &'b [u8]) -> Option<Workbook<'b>> {
        let book: Xlsx<_> = guarded(|| Xlsx::new(Cursor::new(bytes)).ok())?;
        let names = book.sheet_names();
        Some(Workbook { book, names })
    }

    /// Names of its sheets, in order.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// Gives the rows of a sheet to `each` until it says `false`. `false` where the sheet breaks off.
    pub(crate) fn rows(&mut self, sheet: usize, columns: u64, mut each: impl FnMut(SheetRow) -> bool) -> bool {
        let Some(name) = self.names.get(sheet) else { return false };
        let book = &mut self.book;
        let Some(mut cells) = guarded(|| book.worksheet_cells_reader(name).ok()) else { return false };
        let mut row: Option<SheetRow> = None;
        loop {
            let next = guarded(|| cells.next_cell().ok().map(|next| next.map(|c| (c.get_position(), text(c.get_value())))));
            let Some(next) = next else {
                if let Some(done) = row {
                    each(done);
                }
                return false;
            };
            let Some(((at, column), value)) = next else { break };
            let number = at.saturating_add(1);
            if let Some(done) = row.take_if(|r| r.number != number)
                && !each(done)
            {
                return true;
            }
            let current = row.get_or_insert_with(|| SheetRow { number, cells: Vec::new() });
            let column = column as usize;
            if (column as u64) < columns {
                if current.cells.len() <= column {
                    current.cells.resize(column + 1, String::new());
                }
                if let Some(slot) = current.cells.get_mut(column) {
                    *slot = value;
                }
            }
        }
        if let Some(done) = row {
            each(done);
        }
        true
    }
}

/// What a call into the library gives; `None` where it fails or panics. What it leaves behind then is not used again.
fn guarded<T>(call: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(call)).ok().flatten()
}

/// A cell as text: dates as `YYYY-MM-DD HH:MM:SS`, numbers as plain decimals.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(n) => n.to_string(),
        // A double holds fifteen digits: beyond them the number was rounded, and is written so that this stays visible.
        DataRef::Float(n) if n.abs() >= 1e15 => format!("{n:E}").replace('E', "E+"),
        DataRef::Float(n) => n.to_string(),
        DataRef::String(s) | DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => s.clone(),
        DataRef::SharedString(s) => (*s).to_owned(),
        DataRef::Bool(b) => b.to_string(),
        DataRef::DateTime(t) => {
            let (y, m, d, h, min, s, milli) = t.to_ymd_hms_milli();
            NaiveDate::from_ymd_opt(i32::from(y), u32::from(m), u32::from(d))
                .and_then(|day| day.and_hms_milli_opt(u32::from(h), u32::from(min), u32::from(s), u32::from(milli)))
                .and_then(|at| at.checked_add_signed(Duration::milliseconds(500)))
                .map_or_else(|| t.as_f64().to_string(), |at| at.format("%Y-%m-%d %H:%M:%S").to_string())
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
