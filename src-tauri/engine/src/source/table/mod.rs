//! The declarative table reader: the normal way to write a source.
//!
//! A source states which header cells identify each of its dialects and what one row means; finding the header below a preamble,
//! encodings, ragged rows, lax quotes, footers, cut files and spreadsheets are dealt with here. Columns are known by name, never
//! by number. Habits: formats/payments §0.3, §2.3; formats/shopping_and_accounts §9.
//!
//! ```ignore
//! pub static SOURCE: Table<()> = Table {
//!     card: &Card { id: "metro_rides", platform: Platform::Alipay, yields: &[Kind::Payment], variants: &["csv"], status: Status::Described },
//!     dialects: &[Dialect { variant: "csv", header: &["进站时间", "出站", "票价"], expected: &["进站"], ..Dialect::NONE }],
//!     row: |row, (), into| Ok(Fact::Payment(Payment { time: row.china("进站时间")?, amount: row.yuan("票价")?, … })),
//!     ..Table::NONE
//! };
//! ```

mod biff;
mod cell_text;
mod pass;
mod row;
pub(super) mod sheet;
mod split;

pub use row::{Row, Skip};

use super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why, cells};
use crate::record::{Fact, Platform, Spot};
use cell_text::Cells;
use pass::Pass;

/// Rows among which the header must stand.
pub const HEADER_WITHIN: usize = 60;

/// Lines among which a banner may stand.
const BANNER_WITHIN: usize = 10;

/// Bytes of a text that [`Table::look`] hears.
const LOOK: u64 = 1 << 20;

/// Separators tried on each line until one shows a header.
const SEPARATORS: [char; 4] = [',', '\t', ';', '|'];

/// A source whose files are tables. `S` is what it carries from row to row; it starts as `S::default()` for each file.
pub struct Table<S> {
    /// What it is.
    pub card: &'static Card,
    /// Its layouts, the more specific first.
    pub dialects: &'static [Dialect],
    /// Words that begin one of the first ten lines and give the platform away although no header is known: *perhaps* ours.
    pub banners: &'static [&'static str],
    /// Names the file this one is easily confused with (`wrong_export.<found>`). Asked only if no header fits.
    pub lookalike: fn(&Peek) -> Option<&'static str>,
    /// Hears the path of the file inside its archive before anything else: chats are often named by their file.
    pub begin: fn(&str, &mut S),
    /// Hears each line outside the table, preamble and footer: cells joined by commas, trailing empty ones dropped.
    pub aside: fn(&str, Spot, &mut S, &mut Reading<'_>),
    /// Hears the first MiB of a text before anything else, for what one row can't tell, such as the order of day and month.
    pub look: Option<fn(&str, &mut S)>,
    /// Whether a row below the header is none of the table's, as an opening balance or a disclaimer: it isn't counted then.
    pub passes: fn(&Row<'_>, &mut S, &mut Reading<'_>) -> bool,
    /// Turns a row into a fact. Totals and statuses are reported on the way.
    pub row: fn(&Row<'_>, &mut S, &mut Reading<'_>) -> Result<Fact, Skip>,
    /// Hears that a row was lost before it could be read, so that nothing is carried past the gap.
    pub lost: fn(&mut S),
    /// Called once at the end, for printed totals and the like.
    pub end: fn(S, &mut Reading<'_>),
}

/// One layout of a table.
pub struct Dialect {
    /// One of [`Card::variants`].
    pub variant: &'static str,
    /// The header begins with these cells, in this order; empty where the order doesn't matter.
    pub starts: &'static [&'static str],
    /// Columns that must be in the header; each row of text must reach the last of them.
    pub header: &'static [&'static str],
    /// Columns that are normally there; reported as `column_missing` where one isn't.
    pub expected: &'static [&'static str],
    /// Columns that may be there.
    pub optional: &'static [&'static str],
    /// Whether it has many columns more, of no use to us and others each year: they aren't reported as new.
    pub open: bool,
    /// Names this layout prints for columns that are called otherwise here: (printed, ours). Only ours appear elsewhere.
    pub renamed: &'static [(&'static str, &'static str)],
    /// A further condition for recognition, where header cells can't tell two layouts apart.
    pub when: fn(&Peek) -> bool,
}

impl Dialect {
    /// The rest of a declaration.
    pub const NONE: Dialect =
        Dialect { variant: "", starts: &[], header: &[], expected: &[], optional: &[], open: false, renamed: &[], when: |_| true };

    /// Whether these cells are its header.
    fn matches(&self, found: &Cells) -> bool {
        let begins = self.starts.iter().zip(found.iter()).filter(|(name, cell)| self.ours(cell) == **name).count();
        begins == self.starts.len() && self.header.iter().all(|name| found.iter().any(|cell| self.ours(cell) == *name))
    }

    /// A header cell under the name we use for it.
    fn ours<'c>(&self, cell: &'c str) -> &'c str {
        let cell = cells::clean(cell);
        self.renamed.iter().find(|(printed, _)| *printed == cell).map_or(cell, |(_, ours)| ours)
    }

    fn knows(&self, name: &str) -> bool {
        [self.starts, self.header, self.expected, self.optional].iter().any(|list| list.contains(&name))
    }
}

/// The cells of one line that stands for itself.
pub(super) fn split_line(line: &str, separator: char) -> Vec<String> {
    split::split(line, separator).iter().map(str::to_owned).collect()
}

impl<S> Table<S> {
    /// The rest of a declaration.
    pub const NONE: Table<S> = Table {
        card: &Card { id: "", platform: Platform::Alipay, yields: &[], variants: &[], status: Status::Described },
        dialects: &[],
        banners: &[],
        lookalike: |_| None,
        begin: |_, _| {},
        aside: |_, _, _, _| {},
        look: None,
        passes: |_, _, _| false,
        row: |_, _, _| Err(Skip::damaged()),
        lost: |_| {},
        end: |_, _| {},
    };

    /// The dialect whose header these cells are.
    fn dialect(&self, header: &Cells) -> Option<&'static Dialect> {
        self.dialects.iter().find(|d| d.matches(header))
    }

    fn header_in_line(&self, line: &str) -> Option<(char, Cells)> {
        SEPARATORS.into_iter().map(|s| (s, split::split(line, s))).find(|(_, cells)| self.dialect(cells).is_some())
    }
}

impl<S: Default> Source for Table<S> {
    fn card(&self) -> &'static Card {
        self.card
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let lines = peek.text.iter().flat_map(|t| t.lines()).take(HEADER_WITHIN);
        let in_text = lines.filter_map(|l| self.header_in_line(l)).map(|(_, cells)| cells);
        let in_sheets = peek.sheets.iter().flatten().map(|row| row.iter().collect());
        for header in in_text.chain(in_sheets) {
            let found = self.dialects.iter().find(|d| d.matches(&header) && (d.when)(peek));
            if let Some(dialect) = found {
                let printed = |name: &&str| header.iter().map(cells::clean).find(|cell| dialect.ours(cell) == *name);
                let mark = dialect.header.iter().take(4).filter_map(printed).collect::<Vec<_>>().join(", ");
                return Recognition::Yes(Why { variant: dialect.variant, mark });
            }
        }
        if let Some(found) = (self.lookalike)(peek) {
            return Recognition::Lookalike { found };
        }
        let top = |mark: &&str| {
            peek.text.iter().flat_map(|t| t.lines()).take(BANNER_WITHIN).any(|l| cells::clean(l).starts_with(*mark))
                || peek.sheets.iter().any(|rows| rows.iter().take(BANNER_WITHIN).flatten().any(|cell| cell.starts_with(*mark)))
        };
        match (self.banners.iter().copied().find(|m| top(m)), self.dialects.first()) {
            (Some(mark), Some(dialect)) => Recognition::Perhaps(Why { variant: dialect.variant, mark: mark.to_owned() }),
            _ => Recognition::No,
        }
    }

    fn read(&self, content: Content<'_>, name: &str, into: &mut Reading<'_>) {
        let mut pass = Pass::new(self, name);
        match content {
            Content::Text(text) => pass.text(text, into),
            Content::Workbook(bytes) => pass.workbook(&bytes, into),
        }
        pass.end(into);
    }
}
