//! Revolut account statement.
//!
//! # Variants
//! `statement`, as text or spreadsheet.
//! # What gives it away
//! Product, Started Date, Completed Date, State in one header.
//! # Traps
//! The fee stands apart: a row moves the balance by amount less fee. What is not completed has neither day of completion nor balance, and
//! what was reverted moved nothing. A TOPUP may be pay from an employer; only one from an own card says so. EXCHANGE and moves to pockets
//! are between own balances. One file may hold several currencies and products, each with balances of its own.
//! # Where this is from
//! formats/payments §11: a reader's code, and descriptions that agree.

use super::statement::{Balances, sign, veiled};
use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status as Known, amount, date};
use crate::problem::Code;
use crate::record::{Amount, Currency, Direction, Fact, Kind, Moment, Payment, PaymentKind, Platform, Status, Zone};

/// The source.
pub(super) static SOURCE: Table<Balances> = Table {
    card: &Card { id: "revolut", platform: Platform::Bank, yields: &[Kind::Payment], variants: &["statement"], status: Known::Described },
    dialects: &[Dialect {
        variant: "statement",
        header: &["Type", "Product", "Started Date", "Completed Date", "Description", "Amount", "Fee", "Currency", "State"],
        expected: &["Balance"],
        ..Dialect::NONE
    }],
    row,
    end: |balances, into| balances.compare(into),
    ..Table::NONE
};

fn row(row: &Row<'_>, balances: &mut Balances, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let wall = date::wall(row.cell("Started Date")).ok_or(Skip { code: Code::BadDate, hint: "Started Date" })?;
    let currency = Currency::new(row.cell("Currency")).ok_or(Skip { code: Code::BadAmount, hint: "Currency" })?;
    let signed = row.money("Amount", currency)?;
    let fee = row.text("Fee").and_then(amount::minor).unwrap_or(0);
    into.total(sign(signed), Amount { minor: signed.minor.abs(), ..signed });
    let status = match row.cell("State") {
        "COMPLETED" => Status::Done,
        "PENDING" => Status::Pending,
        "REVERTED" => Status::Cancelled,
        _ => {
            into.problem(row.spot(), Code::StatusUnknown, "State");
            Status::Unknown
        }
    };
    if status == Status::Done {
        let moved = Amount::new(signed.minor.saturating_sub(fee), currency);
        balances.add(row.cell("Product"), moved, row.text("Balance").and_then(amount::minor));
    }
    let title = row.text("Description").map(veiled);
    let says = |words: &[&str]| title.as_ref().is_some_and(|t| words.iter().any(|w| t.to_lowercase().contains(w)));
    // Written CARD_PAYMENT or Card Payment.
    let kind = match row.cell("Type").to_ascii_uppercase().replace(' ', "_").as_str() {
        "CARD_PAYMENT" => PaymentKind::Merchant,
        "CARD_REFUND" | "REFUND" => PaymentKind::Refund,
        "EXCHANGE" => PaymentKind::Savings,
        "TRANSFER" if says(&["pocket", "vault", "savings"]) => PaymentKind::Savings,
        "TOPUP" | "TOP_UP" if says(&["top-up", "top up"]) => PaymentKind::TopUp,
        "TRANSFER" | "TOPUP" | "TOP_UP" => PaymentKind::Transfer,
        "INTEREST" => PaymentKind::Interest,
        _ => PaymentKind::Other,
    };
    let direction = match kind {
        PaymentKind::Savings | PaymentKind::TopUp => Direction::Neutral,
        _ if signed.minor < 0 => Direction::Out,
        _ => Direction::In,
    };
    Ok(Fact::Payment(Payment {
        direction_label: sign(signed).into(),
        kind,
        counterparty: title.filter(|_| direction != Direction::Neutral),
        category_label: row.owned("Type"),
        method: row.owned("Product"),
        status,
        ..Payment::new(Moment { wall, zone: Zone::Device }, direction, signed)
    }))
}
