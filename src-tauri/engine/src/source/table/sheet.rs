//! Rows of a spreadsheet, by the numbers their cells carry, without building the grid: a hostile file can claim a million rows
//! of sixteen thousand columns. The library that takes the container apart may panic on damaged parts (cell references that
//! overflow, for one): its calls are guarded, and such a sheet counts as broken off.

use super::biff::Biff;
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
    book: Book<'b>,
    names: Vec<String>,
}

enum Book<'b> {
    Xlsx(Box<Xlsx<Cursor<&'b [u8]>>>),
    Xls(Biff),
}

/// How a compound file begins, of which a `.xls` is one.
pub(crate) const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

impl<'b> Workbook<'b> {
    /// Opens XLSX or XLS bytes; `None` where they aren't a workbook.
    pub(crate) fn open(bytes: &'b [u8]) -> Option<Workbook<'b>> {
        if bytes.starts_with(COMPOUND) {
            let book = guarded(|| Biff::open(bytes))?;
            return Some(Workbook { names: book.names(), book: Book::Xls(book) });
        }
        let book: Xlsx<_> = guarded(|| Xlsx::new(Cursor::new(bytes)).ok())?;
        let names = book.sheet_names();
        Some(Workbook { book: Book::Xlsx(Box::new(book)), names })
    }

    /// Names of its sheets, in order.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// Gives the rows of a sheet to `each` until it says `false`. `false` where the sheet breaks off.
    pub(crate) fn rows(&mut self, sheet: usize, columns: u64, mut each: impl FnMut(SheetRow) -> bool) -> bool {
        let mut rows = Rows { row: None, columns: usize::try_from(columns).unwrap_or(usize::MAX), each: &mut each };
        let book = match &mut self.book {
            Book::Xlsx(book) => book,
            Book::Xls(book) => {
                let whole = book.cells(sheet, |(at, column, value)| rows.cell(at, column, value));
                return rows.end() && whole;
            }
        };
        let Some(name) = self.names.get(sheet) else { return false };
        let Some(mut cells) = guarded(|| book.worksheet_cells_reader(name).ok()) else { return false };
        loop {
            let next = guarded(|| cells.next_cell().ok().map(|next| next.map(|c| (c.get_position(), text(c.get_value())))));
            let Some(next) = next else {
                rows.end();
                return false;
            };
            let Some(((at, column), value)) = next else { break };
            if !rows.cell(at, column as usize, value) {
                return true;
            }
        }
        rows.end();
        true
    }
}

/// Gathers cells into rows.
struct Rows<'e, E> {
    row: Option<SheetRow>,
    columns: usize,
    each: &'e mut E,
}

impl<E: FnMut(SheetRow) -> bool> Rows<'_, E> {
    /// Takes a cell; the row before it is given on where it begins another. `false`: no more is wanted.
    fn cell(&mut self, row: u32, column: usize, value: String) -> bool {
        let number = row.saturating_add(1);
        if let Some(done) = self.row.take_if(|r| r.number != number)
            && !(self.each)(done)
        {
            return false;
        }
        let current = self.row.get_or_insert_with(|| SheetRow { number, cells: Vec::new() });
        if column < self.columns {
            if current.cells.len() <= column {
                current.cells.resize(column + 1, String::new());
            }
            if let Some(slot) = current.cells.get_mut(column) {
                *slot = value;
            }
        }
        true
    }

    /// Gives the last row on.
    fn end(&mut self) -> bool {
        if let Some(done) = self.row.take() {
            (self.each)(done);
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
        DataRef::Float(n) => number(*n),
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

/// A number as a plain decimal.
pub(super) fn number(n: f64) -> String {
    // A double holds fifteen digits: beyond them the number was rounded, and is written so that this stays visible.
    if n.abs() >= 1e15 { format!("{n:E}").replace('E', "E+") } else { n.to_string() }
}
