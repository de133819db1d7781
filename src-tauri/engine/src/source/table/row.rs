//! One row of a table, by column names.

use super::cell_text::Cells;
use crate::problem::Code;
use crate::record::{Amount, Currency, Moment, Spot};
use crate::source::{Reading, amount, cells, date};

/// Why a row can't be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skip {
    /// What is wrong.
    pub code: Code,
    /// The column, from our own lists.
    pub hint: &'static str,
}

impl Skip {
    /// A row that lacks what makes it one.
    pub fn damaged() -> Skip {
        Skip { code: Code::RowDamaged, hint: "" }
    }
}

/// One row.
pub struct Row<'r> {
    pub(super) columns: &'r [(String, usize)],
    pub(super) cells: &'r Cells,
    pub(super) spot: Spot,
    pub(super) variant: &'static str,
}

impl<'r> Row<'r> {
    /// Where it stands.
    pub fn spot(&self) -> Spot {
        self.spot
    }

    /// The dialect's variant.
    pub fn variant(&self) -> &'static str {
        self.variant
    }

    /// The cell without padding; empty where there is none.
    pub fn cell(&self, column: &str) -> &'r str {
        // Names of one length mostly end unlike.
        let (length, last) = (column.len(), column.as_bytes().last());
        let is = |name: &str| name.len() == length && name.as_bytes().last() == last && name == column;
        let at = self.columns.iter().find(|(name, _)| is(name)).map(|(_, at)| *at);
        at.and_then(|at| self.cells.get(at)).map_or("", cells::clean)
    }

    /// The cell of a column called so, or so with more behind a dot: that more, and what the cell says.
    pub fn called(&self, name: &str) -> Option<(&'r str, &'r str)> {
        let fits = |column: &'r str| column.strip_prefix(name).filter(|more| more.is_empty() || more.starts_with('.'));
        let (more, at) = self.columns.iter().find_map(|(column, at)| Some((fits(column)?, *at)))?;
        let cell = self.cells.get(at).and_then(cells::present)?;
        (!cell.is_empty()).then_some((more.trim_start_matches('.'), cell))
    }

    /// Whether there are more cells than the header has, and they say something: a comma in a name that nobody escaped.
    pub fn is_wider(&self) -> bool {
        let width = self.columns.iter().map(|(_, at)| at + 1).max().unwrap_or(0);
        self.cells.iter().skip(width).any(|cell| !cells::clean(cell).is_empty())
    }

    /// What the cell says; `None` where it says nothing (empty, `/`, `-`, `null`).
    pub fn text(&self, column: &str) -> Option<&'r str> {
        cells::present(self.cell(column))
    }

    /// What the last column says where its writer didn't quote: this cell and all behind it, with the commas that parted them.
    pub fn rest(&self, column: &str) -> Option<String> {
        let at = self.columns.iter().find(|(name, _)| name == column).map(|(_, at)| *at)?;
        cells::present(&self.cells.joined(at..self.cells.len())).map(str::to_owned)
    }

    /// As [`Row::text`], owned.
    pub fn owned(&self, column: &str) -> Option<String> {
        self.text(column).map(str::to_owned)
    }

    /// A number that is a name. One that a spreadsheet has rounded is no longer one: `None`, and `id_rounded` is reported.
    pub fn id(&self, column: &'static str, into: &mut Reading<'_>) -> Option<String> {
        let id = self.text(column)?;
        if cells::rounded(id) {
            into.problem(self.spot, Code::IdRounded, column);
            return None;
        }
        Some(id.to_owned())
    }

    /// Beijing time.
    ///
    /// # Errors
    /// `bad_date` naming the column.
    pub fn china(&self, column: &'static str) -> Result<Moment, Skip> {
        date::china(self.cell(column)).ok_or(Skip { code: Code::BadDate, hint: column })
    }

    /// An amount in a currency.
    ///
    /// # Errors
    /// `bad_amount` naming the column.
    pub fn money(&self, column: &'static str, currency: Currency) -> Result<Amount, Skip> {
        let minor = amount::minor(self.cell(column)).ok_or(Skip { code: Code::BadAmount, hint: column })?;
        Ok(Amount::new(minor, currency))
    }

    /// An amount in yuan.
    ///
    /// # Errors
    /// As [`Row::money`].
    pub fn yuan(&self, column: &'static str) -> Result<Amount, Skip> {
        self.money(column, Currency::CNY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unquoted_last_column_keeps_its_commas() {
        let columns = [("Kind".to_owned(), 0), ("Title".to_owned(), 1)];
        let cells = Cells::from_iter(["film", "Up", " Up and Away"]);
        let row = Row { columns: &columns, cells: &cells, spot: Spot::Line(2), variant: "" };
        assert_eq!((row.rest("Title").as_deref(), row.rest("None")), (Some("Up, Up and Away"), None));
    }
}
