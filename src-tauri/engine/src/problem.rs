//! Problems: located trouble in data. Never fatal, never with a value from a cell in it.

use crate::record::Origin;
use serde::Serialize;

/// What went wrong with a row, a column or a file. The sentence is the catalogue entry `problem.<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The date can't be read, and the row is worth nothing without it.
    BadDate,
    /// The date can't be read; the row was kept without it.
    DateUnread,
    /// Day and month could be swapped; one order was chosen.
    DateOrder,
    /// The amount can't be read, and the row is worth nothing without it.
    BadAmount,
    /// An amount or another number can't be read; the row was kept without it.
    AmountUnread,
    /// A column that some claims need isn't there.
    ColumnMissing,
    /// A column we have not met.
    ColumnNew,
    /// The row breaks off or lacks cells.
    RowDamaged,
    /// The file ends in the middle of a row.
    CutShort,
    /// Characters no encoding we know explains.
    TextGarbled,
    /// A spreadsheet rounded the order numbers.
    IdRounded,
    /// A payment status we don't know.
    StatusUnknown,
    /// The printed totals and ours differ.
    TotalsDiffer,
    /// The row is longer than the ceiling.
    RowTooLong,
    /// It isn't clear which sender is the owner.
    OwnerUnclear,
}

impl Code {
    /// The stable code, e.g. `bad_date`.
    pub fn as_str(self) -> &'static str {
        match self {
            Code::BadDate => "bad_date",
            Code::DateUnread => "date_unread",
            Code::DateOrder => "date_order",
            Code::BadAmount => "bad_amount",
            Code::AmountUnread => "amount_unread",
            Code::ColumnMissing => "column_missing",
            Code::ColumnNew => "column_new",
            Code::RowDamaged => "row_damaged",
            Code::CutShort => "cut_short",
            Code::TextGarbled => "text_garbled",
            Code::IdRounded => "id_rounded",
            Code::StatusUnknown => "status_unknown",
            Code::TotalsDiffer => "totals_differ",
            Code::RowTooLong => "row_too_long",
            Code::OwnerUnclear => "owner_unclear",
        }
    }
}

/// One kind of trouble in one place. Repeats of the same code and column in a file are counted, the first spot kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Problem {
    /// Where it was first met.
    pub origin: Origin,
    /// What it is.
    pub code: Code,
    /// The column's name (from our own header lists, never a cell), an order such as `DMY`, or empty.
    pub hint: String,
    /// How many rows.
    pub count: u64,
}
