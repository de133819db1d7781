//! Cash App report (`cash_app_report_<time>.csv`).
//!
//! # Variants
//! `report_2023` (Transaction ID first) · `report_2025` (Date first, no column for the other side).
//! # What gives it away
//! Transaction Type, Asset Type and Net Amount in one header.
//! # Traps
//! Times end in the abbreviation of a zone, which is the account's own clock. What a card paid names the shop under Notes. A Boost is
//! money back. Bitcoin is bought from one's own balance.
//! # Where this is from
//! formats/payments §9: a published file, and a description of the layout of 2025.

use super::statement::sign;
use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status as Known, date};
use crate::problem::Code;
use crate::record::{Amount, Currency, Direction, Fact, Kind, Moment, Payment, PaymentKind, Platform, Status, Zone};

const COLUMNS: &[&str] =
    &["Transaction ID", "Date", "Transaction Type", "Currency", "Amount", "Fee", "Net Amount", "Asset Type", "Status", "Notes"];
const MORE: &[&str] = &["Asset Price", "Asset Amount", "Name of sender/receiver", "Account"];

/// The source.
pub(super) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "cash_app",
        platform: Platform::CashApp,
        yields: &[Kind::Payment],
        variants: &["report_2023", "report_2025"],
        status: Known::Sampled,
    },
    dialects: &[
        Dialect { variant: "report_2023", starts: &["Transaction ID"], header: COLUMNS, expected: MORE, ..Dialect::NONE },
        Dialect { variant: "report_2025", starts: &["Date"], header: COLUMNS, optional: MORE, ..Dialect::NONE },
    ],
    row,
    ..Table::NONE
};

fn row(row: &Row<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let wall = date::wall(zoneless(row.cell("Date"))).ok_or(Skip { code: Code::BadDate, hint: "Date" })?;
    let currency = Currency::new(row.cell("Currency")).ok_or(Skip { code: Code::BadAmount, hint: "Currency" })?;
    let signed = row.money("Net Amount", currency)?;
    into.total(sign(signed), Amount { minor: signed.minor.abs(), ..signed });
    let sort = row.cell("Transaction Type");
    let kind = if sort.contains("P2P") {
        PaymentKind::Transfer
    } else if sort.contains("Bitcoin") {
        PaymentKind::Savings
    } else if sort.contains("Boost") {
        PaymentKind::Refund
    } else if sort == "Cash Card Debit" {
        PaymentKind::Merchant
    } else {
        PaymentKind::Other
    };
    let direction = match kind {
        PaymentKind::Savings => Direction::Neutral,
        _ if signed.minor < 0 => Direction::Out,
        _ => Direction::In,
    };
    let shop = kind == PaymentKind::Merchant;
    Ok(Fact::Payment(Payment {
        direction_label: sign(signed).into(),
        kind,
        counterparty: row.owned("Name of sender/receiver").or_else(|| row.owned("Notes").filter(|_| shop)),
        title: row.owned("Notes").filter(|_| !shop),
        category_label: row.owned("Transaction Type"),
        method: row.owned("Account"),
        status: status(row, into),
        order_id: row.id("Transaction ID", into),
        ..Payment::new(Moment { wall, zone: Zone::Device }, direction, signed)
    }))
}

/// A time without the abbreviation behind it: `2023-10-07 16:12:36 EDT`.
fn zoneless(time: &str) -> &str {
    time.rsplit_once(' ').filter(|(_, zone)| zone.bytes().all(|b| b.is_ascii_uppercase())).map_or(time, |(time, _)| time)
}

fn status(row: &Row<'_>, into: &mut Reading<'_>) -> Status {
    let said = row.cell("Status").to_ascii_uppercase();
    let says = |words: &[&str]| words.iter().any(|w| said.contains(w));
    if says(&["FAILED", "CANCEL", "DECLINED"]) {
        Status::Cancelled
    } else if says(&["PENDING"]) {
        Status::Pending
    } else if says(&["CARD CHARGED", "CARD REFUNDED", "PAYMENT", "COMPLETE"]) {
        Status::Done
    } else {
        into.problem(row.spot(), Code::StatusUnknown, "Status");
        Status::Unknown
    }
}
