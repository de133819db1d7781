//! Amazon's data request beyond the order history: each family of its files is one source.
//!
//! What they have in common: byte order mark, `Not Available` and its kin for nothing, UTC, dates with the month first, one folder a
//! file, the same file once per region (`.1`, `.2`, `.3`), most of them with a header and no row. Sources:
//! formats/shopping_and_accounts §4, its samples, and the readers named there.

pub(super) mod audible;
pub(super) mod audiences;
pub(super) mod digital;
pub(super) mod feedback;
pub(super) mod kindle;
pub(super) mod lists;
pub(super) mod logins;
pub(super) mod order_report;
pub(super) mod prime_video;
pub(super) mod returns;
pub(super) mod searches;
pub(super) mod settings;
pub(super) mod wishlist;

use super::table::{Row, Skip};
use super::{Reading, amount, date};
use crate::problem::Code;
use crate::record::{Amount, Currency, Moment, Zone};

/// Amazon's ways of saying nothing.
const NOTHING: [&str; 4] = ["Not Available", "Not Applicable", "N/A", "unknown"];

/// What the cell says, without them.
pub(super) fn said<'r>(row: &Row<'r>, column: &str) -> Option<&'r str> {
    row.text(column).filter(|text| !NOTHING.contains(text))
}

/// As [`said`], owned.
fn owned(row: &Row<'_>, column: &str) -> Option<String> {
    said(row, column).map(str::to_owned)
}

/// UTC in any spelling seen: year first, a spreadsheet's serial, with the month's name, or month first. A day alone is a day anywhere.
fn utc(text: &str) -> Option<Moment> {
    let wall = date::wall(text).or_else(|| date::named(text)).or_else(|| date::month_first(text)).or_else(|| date::day_first(text))?;
    let day = !text.contains(':') && text.contains(['-', '/', ' ']);
    Some(Moment { wall, zone: if day { Zone::Device } else { Zone::Utc } })
}

/// The first of these columns that says anything, as a time.
fn time(row: &Row<'_>, columns: &[&'static str], into: &mut Reading<'_>) -> Option<Moment> {
    let (column, text) = columns.iter().find_map(|column| Some((*column, said(row, column)?)))?;
    let time = utc(text);
    if time.is_none() {
        into.problem(row.spot(), Code::DateUnread, column);
    }
    time
}

/// As [`time`], where a row without one is none.
fn dated(row: &Row<'_>, columns: &[&'static str]) -> Result<Moment, Skip> {
    let hint = columns.first().copied().unwrap_or_default();
    columns.iter().find_map(|column| said(row, column)).and_then(utc).ok_or(Skip { code: Code::BadDate, hint })
}

/// An amount in the currency that another column names.
fn money(row: &Row<'_>, column: &'static str, currency: &str, into: &mut Reading<'_>) -> Option<Amount> {
    said(row, column)?;
    paid(row, column, currency).inspect_err(|skip| into.problem(row.spot(), Code::AmountUnread, skip.hint)).ok()
}

/// As [`money`], where a row without one is none.
fn paid(row: &Row<'_>, column: &'static str, currency: &str) -> Result<Amount, Skip> {
    let found = said(row, currency).and_then(Currency::new).zip(said(row, column).and_then(amount::minor));
    found.map(|(currency, minor)| Amount::new(minor, currency)).ok_or(Skip { code: Code::BadAmount, hint: column })
}
