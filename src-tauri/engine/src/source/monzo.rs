//! Monzo account statement.
//!
//! # Variants
//! `statement`, with balances or without.
//! # What gives it away
//! Emoji, Local amount and Notes and #tags in one header.
//! # Traps
//! Days come first. Address is where the shop is, so a row paid by card says where its owner was or at least from where was sold. Pot
//! transfers are between own balances. Times are those of the United Kingdom.
//! # Where this is from
//! formats/payments §11: a reader's rules, and descriptions that agree.

use super::statement::{Balances, direction, sign, veiled};
use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status, amount, date};
use crate::problem::Code;
use crate::record::{Amount, Currency, Direction, Fact, Kind, Moment, Payment, PaymentKind, Platform, Zone};

/// The source.
pub(super) static SOURCE: Table<Balances> = Table {
    card: &Card { id: "monzo", platform: Platform::Bank, yields: &[Kind::Payment], variants: &["statement"], status: Status::Described },
    dialects: &[Dialect {
        variant: "statement",
        header: &["Transaction ID", "Date", "Time", "Type", "Name", "Emoji", "Category", "Amount", "Currency", "Local amount"],
        expected: &["Notes and #tags", "Address", "Description"],
        optional: &["Local currency", "Receipt", "Category split", "Money Out", "Money In", "Balance", "Balance currency"],
        ..Dialect::NONE
    }],
    row,
    end: |balances, into| balances.compare(into),
    ..Table::NONE
};

fn row(row: &Row<'_>, balances: &mut Balances, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let when = format!("{} {}", row.cell("Date"), row.cell("Time"));
    let wall = date::day_first(&when).or(date::wall(&when)).ok_or(Skip { code: Code::BadDate, hint: "Date" })?;
    let currency = Currency::new(row.cell("Currency")).ok_or(Skip { code: Code::BadAmount, hint: "Currency" })?;
    let signed = row.money("Amount", currency)?;
    into.total(sign(signed), Amount { minor: signed.minor.abs(), ..signed });
    if let Some(balance) = row.text("Balance") {
        balances.add("", signed, amount::minor(balance));
    }
    let sort = row.cell("Type").to_lowercase();
    let says = |word: &str| sort.contains(word);
    let out = signed.minor < 0;
    let kind = if says("pot") {
        PaymentKind::Savings
    } else if says("card") && out {
        PaymentKind::Merchant
    } else if says("card") {
        PaymentKind::Refund
    } else if says("direct debit") {
        PaymentKind::Merchant
    } else if says("faster payment") || says("p2p") || says("monzo-to-monzo") {
        PaymentKind::Transfer
    } else {
        PaymentKind::Other
    };
    let way = if kind == PaymentKind::Savings { Direction::Neutral } else { direction(signed) };
    Ok(Fact::Payment(Payment {
        direction_label: sign(signed).into(),
        kind,
        counterparty: row.owned("Name"),
        title: row.owned("Notes and #tags").or_else(|| row.text("Description").map(veiled)),
        category_label: row.owned("Category"),
        order_id: row.id("Transaction ID", into),
        note: row.owned("Address"),
        ..Payment::new(Moment { wall, zone: Zone::Device }, way, signed)
    }))
}
