//! One pass over one file: before the header, in the table, below its footer.

use super::cell_text::Cells;
use super::sheet::{SheetRow, Workbook};
use super::split::{End, Lines, RawRow, Shape, split};
use super::{Dialect, HEADER_WITHIN, LOOK, Row, Skip, Table};
use crate::problem::Code;
use crate::record::Spot;
use crate::source::text::garbled;
use crate::source::{Reading, cells};
use std::io::{BufRead, Cursor, Read};

/// Rows that sum up and are none: their first cell.
const SUMS: [&str; 5] = ["合计", "总计", "小计", "合计金额", "人民币合计"];

pub(super) struct Pass<'t, S> {
    table: &'t Table<S>,
    state: S,
    /// The header in force; `None` before it and below a footer.
    heading: Option<Heading>,
    /// Whether a header was ever found.
    found: bool,
}

struct Heading {
    dialect: &'static Dialect,
    columns: Vec<(String, usize)>,
    /// Cells rows of text have.
    shape: Shape,
    separator: char,
}

impl<'t, S: Default> Pass<'t, S> {
    pub(super) fn new(table: &'t Table<S>, path: &str) -> Pass<'t, S> {
        let mut state = S::default();
        (table.begin)(path, &mut state);
        Pass { table, state, heading: None, found: false }
    }

    pub(super) fn text(&mut self, text: Box<dyn BufRead + '_>, into: &mut Reading<'_>) {
        let text = self.look(text);
        let mut lines = Lines::new(text, into.limits().row_bytes);
        let mut seen = 0;
        while !into.stopped() {
            if let Some(h) = &self.heading {
                let Some(row) = lines.next_row(h.separator, h.shape) else { break };
                self.text_row(row, into);
                continue;
            }
            let Some(line) = lines.next_line() else { break };
            seen += 1;
            if !self.found && seen > HEADER_WITHIN {
                break;
            }
            let spot = Spot::Line(line.number);
            match self.table.header_in_line(&line.text) {
                Some((separator, header)) => self.header(&header, separator, spot, into),
                None => self.aside(&split(&line.text, ','), spot, into),
            }
        }
    }

    /// Lets the source hear the beginning, and gives the whole text back.
    fn look<'x>(&mut self, mut text: Box<dyn BufRead + 'x>) -> Box<dyn BufRead + 'x> {
        let Some(look) = self.table.look else { return text };
        let mut head = Vec::new();
        // A stream that fails is told by whoever opened it; what came before is kept.
        let _ = text.by_ref().take(LOOK).read_to_end(&mut head);
        look(&String::from_utf8_lossy(&head), &mut self.state);
        Box::new(Cursor::new(head).chain(text))
    }

    pub(super) fn workbook(&mut self, bytes: &[u8], into: &mut Reading<'_>) {
        let Some(mut book) = Workbook::open(bytes) else { return };
        let columns = into.limits().columns;
        let mut chosen = None;
        for sheet in 0..book.names().len() {
            let mut has = false;
            let mut seen = 0;
            book.rows(sheet, columns, |row| {
                seen += 1;
                has = self.table.dialect(&row.cells.iter().collect()).is_some();
                !has && seen < HEADER_WITHIN
            });
            let main = book.names().get(sheet).is_some_and(|name| name == "Sheet1");
            if has && (main || chosen.is_none()) {
                chosen = Some(sheet);
            }
        }
        let Some(sheet) = chosen else { return };
        let number = u16::try_from(sheet).unwrap_or(u16::MAX);
        let whole = book.rows(sheet, columns, |row| {
            self.sheet_row(number, row, into);
            !into.stopped()
        });
        if !whole {
            into.problem(Spot::File, Code::CutShort, "");
        }
    }

    pub(super) fn end(self, into: &mut Reading<'_>) {
        if !self.found {
            let wanted = self.table.dialects.first().and_then(|d| d.header.first()).copied().unwrap_or_default();
            into.problem(Spot::File, Code::ColumnMissing, wanted);
        }
        (self.table.end)(self.state, into);
    }

    fn text_row(&mut self, row: RawRow, into: &mut Reading<'_>) {
        let spot = Spot::Line(row.line);
        let too_wide = row.cells.len() as u64 > into.limits().columns;
        if row.end == End::TooLong || too_wide {
            return self.lose(spot, Code::RowTooLong, into);
        }
        let Some(h) = &self.heading else { return };
        let short = row.cells.len() < h.shape.needed;
        let cut = row.end == End::OpenQuote || (row.end == End::File && row.cells.len() < h.shape.width);
        if !self.is_data(&row.cells, spot, into) {
            return;
        }
        match (cut, short) {
            (true, _) => self.lose(spot, Code::CutShort, into),
            (_, true) => self.lose(spot, Code::RowDamaged, into),
            _ => self.row(&row.cells, spot, into),
        }
    }

    fn sheet_row(&mut self, sheet: u16, row: SheetRow, into: &mut Reading<'_>) {
        let spot = Spot::Row { sheet, row: row.number };
        if row.cells.iter().map(|c| c.len() as u64).sum::<u64>() > into.limits().row_bytes {
            return self.lose(spot, Code::RowTooLong, into);
        }
        let cells: Cells = row.cells.iter().collect();
        if self.heading.is_none() {
            return match self.table.dialect(&cells) {
                Some(_) => self.header(&cells, ',', spot, into),
                None => self.aside(&cells, spot, into),
            };
        }
        if self.is_data(&cells, spot, into) {
            self.row(&cells, spot, into);
        }
    }

    /// Whether these cells below a header are a row of data: not blank, no sum, no footer, no repeated header.
    fn is_data(&mut self, cells: &Cells, spot: Spot, into: &mut Reading<'_>) -> bool {
        let first = cells.get(0).map_or("", cells::clean);
        // No header begins with a number.
        if first.as_bytes().first().is_some_and(u8::is_ascii_digit) {
            return true;
        }
        if first.starts_with("----") {
            self.heading = None;
            self.aside(cells, spot, into);
            return false;
        }
        let blank = first.is_empty() && cells.iter().all(|c| cells::clean(c).is_empty());
        if blank || SUMS.contains(&first) {
            return false;
        }
        // Files pasted together repeat their header.
        if self.table.dialect(cells).is_some() {
            let separator = self.heading.as_ref().map_or(',', |h| h.separator);
            self.header(cells, separator, spot, into);
            return false;
        }
        true
    }

    fn header(&mut self, header: &Cells, separator: char, spot: Spot, into: &mut Reading<'_>) {
        let Some(dialect) = self.table.dialect(header) else { return };
        let mut columns: Vec<(String, usize)> = Vec::new();
        for (at, cell) in header.iter().enumerate() {
            let name = dialect.ours(cell);
            if name.is_empty() || columns.iter().any(|(known, _)| known == name) {
                continue;
            }
            if !dialect.open && !dialect.knows(name) && !self.found {
                into.problem(spot, Code::ColumnNew, name);
            }
            columns.push((name.to_owned(), at));
        }
        let has = |name: &str| columns.iter().any(|(known, _)| known == name);
        if !self.found {
            for name in dialect.expected.iter().filter(|name| !has(name)) {
                into.problem(spot, Code::ColumnMissing, name);
            }
        }
        let needed = columns.iter().filter(|(name, _)| dialect.header.contains(&name.as_str())).map(|(_, at)| at + 1).max();
        let width = columns.iter().map(|(_, at)| at + 1).max();
        self.heading =
            Some(Heading { dialect, columns, separator, shape: Shape { needed: needed.unwrap_or(1), width: width.unwrap_or(1) } });
        self.found = true;
    }

    fn aside(&mut self, cells: &Cells, spot: Spot, into: &mut Reading<'_>) {
        let used = cells.iter().rposition(|c| !cells::clean(c).is_empty()).map_or(0, |last| last + 1);
        let line = cells.joined(0..used);
        if used > 0 {
            (self.table.aside)(cells::clean(&line), spot, &mut self.state, into);
        }
    }

    fn lose(&mut self, spot: Spot, code: Code, into: &mut Reading<'_>) {
        (self.table.lost)(&mut self.state);
        into.skip(spot, code, "");
    }

    fn row(&mut self, cells: &Cells, spot: Spot, into: &mut Reading<'_>) {
        let Some(h) = &self.heading else { return };
        let row = Row { columns: &h.columns, cells, spot, variant: h.dialect.variant };
        let garbled = garbled(cells.text());
        if (self.table.passes)(&row, &mut self.state, into) {
            return;
        }
        if garbled {
            into.problem(spot, Code::TextGarbled, "");
        }
        match (self.table.row)(&row, &mut self.state, into) {
            Ok(fact) => into.row(spot, fact),
            Err(Skip { code, hint }) => into.skip(spot, code, hint),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Limits;
    use crate::record::{ArchiveId, Fact, Profile, ProfileField};
    use crate::source::{Content, Source};

    static OPEN: Table<()> = Table { dialects: &[Dialect { header: &["a"], open: true, ..Dialect::NONE }], row, ..Table::NONE };
    static CLOSED: Table<()> = Table { dialects: &[Dialect { header: &["a"], ..Dialect::NONE }], row, ..Table::NONE };

    fn row(row: &Row<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Fact, Skip> {
        Ok(Fact::Profile(Profile { field: ProfileField::Bio, value: row.cell("b").to_owned() }))
    }

    /// What was read of the column nobody declared, and columns reported as new.
    fn read(table: &'static Table<()>) -> (Vec<String>, Vec<String>) {
        let (limits, mut values) = (Limits::default(), Vec::new());
        let mut keep = |record: crate::source::Found| {
            if let Fact::Profile(p) = record.fact {
                values.push(p.value);
            }
            true
        };
        let mut into = Reading::new(ArchiveId(String::new()), String::new(), &limits, &mut keep);
        table.read(Content::Text(Box::new(&b"a,b,c\n1,2,3\n"[..])), "a.csv", &mut into);
        let new = into.finish().problems.into_iter().filter(|p| p.code == Code::ColumnNew).map(|p| p.hint).collect();
        (values, new)
    }

    #[test]
    fn an_open_dialect_reports_no_new_columns() {
        assert_eq!(read(&CLOSED), (vec!["2".into()], vec!["b".into(), "c".into()]));
        assert_eq!(read(&OPEN), (vec!["2".into()], vec![]));
    }
}
