//! Wise: the statement of one balance, and the history of all transfers.
//!
//! # Variants
//! `statement` (TransferWise ID, Amount, Running Balance, …) · `history` (ID, Status, Direction, Source and Target amounts).
//! # What gives it away
//! TransferWise ID beside Running Balance; Source amount (after fees) beside Target amount (after fees).
//! # Traps
//! Days come first, with dashes. Rows run from the latest to the earliest. A fee has a row of its own under the number of what caused it,
//! and in the history a column. NEUTRAL is a conversion between own balances. The number tells the sort: `CARD-…`, `TRANSFER-…`,
//! `BALANCE-…`.
//! # Where this is from
//! formats/payments §11: a reader's rules and descriptions that agree; the history's columns stand alike in several public readers.

use super::statement::{Balances, direction, masked, sign, veiled};
use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status as Known, amount, date};
use crate::problem::Code;
use crate::record::{Amount, Currency, Direction, Fact, Kind, Moment, Payment, PaymentKind, Platform, Status, Zone};

/// The source.
pub(super) static SOURCE: Table<Balances> = Table {
    card: &Card {
        id: "wise",
        platform: Platform::Bank,
        yields: &[Kind::Payment],
        variants: &["statement", "history"],
        status: Known::Described,
    },
    dialects: &[
        Dialect {
            variant: "statement",
            header: &["TransferWise ID", "Date", "Amount", "Currency", "Description", "Running Balance"],
            expected: &["Payment Reference", "Payer Name", "Payee Name", "Merchant"],
            optional: &[
                "Exchange From",
                "Exchange To",
                "Exchange Rate",
                "Payee Account Number",
                "Card Last Four Digits",
                "Card Holder Full Name",
                "Attachment",
                "Note",
                "Total fees",
                "Exchange To Amount",
                "Date Time",
                "Transaction Type",
                "Transaction Details Type",
            ],
            ..Dialect::NONE
        },
        Dialect {
            variant: "history",
            header: &[
                "ID",
                "Status",
                "Direction",
                "Created on",
                "Source amount (after fees)",
                "Source currency",
                "Target amount (after fees)",
                "Target currency",
            ],
            expected: &["Finished on", "Source fee amount", "Source name", "Target name", "Reference"],
            optional: &[
                "Source fee currency",
                "Target fee amount",
                "Target fee currency",
                "Exchange rate",
                "Batch",
                "Created by",
                "Category",
                "Note",
            ],
            ..Dialect::NONE
        },
    ],
    row: |row, balances, into| match row.variant() {
        "statement" => statement(row, balances, into),
        _ => history(row, into),
    },
    end: |balances, into| balances.compare(into),
    ..Table::NONE
};

fn statement(row: &Row<'_>, balances: &mut Balances, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let day = row.cell("Date");
    let wall = date::day_first(day).or(date::wall(day)).ok_or(Skip { code: Code::BadDate, hint: "Date" })?;
    let currency = Currency::new(row.cell("Currency")).ok_or(Skip { code: Code::BadAmount, hint: "Currency" })?;
    let signed = row.money("Amount", currency)?;
    into.total(sign(signed), Amount { minor: signed.minor.abs(), ..signed });
    balances.add("", signed, row.text("Running Balance").and_then(amount::minor));
    let way = direction(signed);
    let party = row.owned("Merchant").or_else(|| row.owned(if way == Direction::Out { "Payee Name" } else { "Payer Name" }));
    Ok(Fact::Payment(Payment {
        direction_label: sign(signed).into(),
        kind: if row.cell("Description").starts_with("Wise Charges") { PaymentKind::Other } else { kind(row.cell("TransferWise ID"), way) },
        counterparty: party,
        counterparty_account: masked(row.cell("Payee Account Number")),
        title: row.text("Description").map(veiled),
        method: masked(row.cell("Card Last Four Digits")),
        order_id: row.id("TransferWise ID", into),
        note: row.owned("Payment Reference").or_else(|| row.owned("Note")),
        ..Payment::new(Moment { wall, zone: Zone::Device }, way, signed)
    }))
}

fn history(row: &Row<'_>, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let wall = date::wall(row.cell("Created on")).ok_or(Skip { code: Code::BadDate, hint: "Created on" })?;
    let label = row.cell("Direction");
    let (way, side) = match label {
        "IN" => (Direction::In, ["Target amount (after fees)", "Target currency", "Source name"]),
        "OUT" => (Direction::Out, ["Source amount (after fees)", "Source currency", "Target name"]),
        "NEUTRAL" => (Direction::Neutral, ["Source amount (after fees)", "Source currency", "Target name"]),
        _ => return Err(Skip { code: Code::RowDamaged, hint: "Direction" }),
    };
    let [figure, unit, name] = side;
    let currency = Currency::new(row.cell(unit)).ok_or(Skip { code: Code::BadAmount, hint: unit })?;
    let amount = row.money(figure, currency)?;
    into.total(label, Amount { minor: amount.minor.abs(), ..amount });
    let status = match row.cell("Status") {
        "COMPLETED" => Status::Done,
        "CANCELLED" | "CANCELED" => Status::Cancelled,
        "REFUNDED" => Status::Refunded,
        _ => {
            into.problem(row.spot(), Code::StatusUnknown, "Status");
            Status::Unknown
        }
    };
    Ok(Fact::Payment(Payment {
        direction_label: label.to_owned(),
        kind: kind(row.cell("ID"), way),
        counterparty: row.owned(name).filter(|_| way != Direction::Neutral),
        status,
        order_id: row.id("ID", into),
        note: row.owned("Reference"),
        ..Payment::new(Moment { wall, zone: Zone::Device }, way, amount)
    }))
}

fn kind(id: &str, way: Direction) -> PaymentKind {
    let begins = |word: &str| id.starts_with(word);
    match way {
        Direction::Neutral => PaymentKind::Savings,
        _ if begins("CARD") && way == Direction::In => PaymentKind::Refund,
        _ if begins("CARD") => PaymentKind::Merchant,
        _ if begins("BALANCE") => PaymentKind::Savings,
        _ if begins("TRANSFER") => PaymentKind::Transfer,
        _ => PaymentKind::Other,
    }
}
