//! A bank statement as a plain table in English.
//!
//! # Variants
//! `plain`: Date, Description, Counterparty bank, Counterparty account, Amount, Balance, Currency.
//! # What gives it away
//! These seven columns, in this order.
//! # Traps
//! The other side is known by bank and account alone, so together they stand for its name, the account masked. Dates have no time of
//! day. Rows have no numbers: two equal rows of a day are two movements. Balances follow each row and must add up.
//! # Where this is from
//! The `western` layout that the bank benchmark writes.

use super::statement::{Balances, direction, kind, masked, sign, total};
use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status, amount, date};
use crate::problem::Code;
use crate::record::{Amount, Currency, Fact, Kind, Moment, Payment, PaymentKind, Platform, Zone};

const COLUMNS: &[&str] = &["Date", "Description", "Counterparty bank", "Counterparty account", "Amount", "Balance", "Currency"];

/// The source.
pub(super) static SOURCE: Table<Balances> = Table {
    card: &Card {
        id: "bank_statement_csv",
        platform: Platform::Bank,
        yields: &[Kind::Payment],
        variants: &["plain"],
        status: Status::Sampled,
    },
    dialects: &[Dialect { variant: "plain", starts: COLUMNS, header: COLUMNS, ..Dialect::NONE }],
    row,
    end: |balances, into| balances.compare(into),
    ..Table::NONE
};

fn row(row: &Row<'_>, balances: &mut Balances, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let wall = date::wall(row.cell("Date")).ok_or(Skip { code: Code::BadDate, hint: "Date" })?;
    let currency = Currency::new(row.cell("Currency")).ok_or(Skip { code: Code::BadAmount, hint: "Currency" })?;
    let signed = row.money("Amount", currency)?;
    total(signed, into);
    balances.add("", signed, amount::minor(row.cell("Balance")));
    let account = masked(row.cell("Counterparty account"));
    let counterparty = match (row.text("Counterparty bank"), &account) {
        (Some(bank), Some(account)) => Some(format!("{bank} {account}")),
        (Some(bank), None) => Some(bank.to_owned()),
        (None, account) => account.clone(),
    };
    let way = direction(signed);
    Ok(Fact::Payment(Payment {
        direction_label: sign(signed).into(),
        kind: kind(row.cell("Description"), way).unwrap_or(PaymentKind::Other),
        counterparty,
        counterparty_account: account,
        title: row.owned("Description"),
        ..Payment::new(Moment { wall, zone: Zone::Device }, way, Amount { minor: signed.minor, currency })
    }))
}
