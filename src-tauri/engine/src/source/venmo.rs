//! Venmo statement.
//!
//! # Variants
//! `statement` since about 2021 (first column empty, balances in rows of their own) · `flat` before (` ID`, Datetime, …).
//! # What gives it away
//! Datetime, Note, From, To and Amount (total) in one header.
//! # Traps
//! Above the table stand the account's handle and a title; its first row holds the opening balance only, its last the closing one and a
//! disclaimer over several lines. Of a Charge the one who asked stands under From, of a Payment the one who paid. What a card or bank
//! paid for moves no balance. Amounts are `- $220.00`. Nothing says which clock the times follow.
//! # Where this is from
//! formats/payments §8: a published file of the old layout, and descriptions of the current one that agree.

use super::statement::{compare, sign};
use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status as Known, amount, date};
use crate::phrase::Phrase;
use crate::problem::Code;
use crate::record::{Amount, Currency, Direction, Fact, Kind, Moment, Payment, PaymentKind, Platform, Profile, ProfileField, Status, Zone};

const COLUMNS: &[&str] = &["ID", "Datetime", "Type", "Status", "Note", "From", "To", "Amount (total)"];

/// The source.
pub(super) static SOURCE: Table<Account> = Table {
    card: &Card {
        id: "venmo",
        platform: Platform::Venmo,
        yields: &[Kind::Payment, Kind::Profile],
        variants: &["statement", "flat"],
        status: Known::Sampled,
    },
    dialects: &[
        Dialect {
            variant: "statement",
            starts: &["", "ID", "Datetime"],
            header: COLUMNS,
            expected: &["Funding Source", "Destination", "Beginning Balance", "Ending Balance"],
            optional: &[
                "Amount (tip)",
                "Amount (tax)",
                "Amount (fee)",
                "Tax Rate",
                "Tax Exempt",
                "Statement Period Venmo Fees",
                "Terminal Location",
                "Year to Date Venmo Fees",
                "Disclaimer",
            ],
            ..Dialect::NONE
        },
        Dialect {
            variant: "flat",
            starts: &["ID", "Datetime"],
            header: COLUMNS,
            expected: &["Amount (fee)", "Funding Source", "Destination"],
            ..Dialect::NONE
        },
    ],
    aside: |line, spot, _, into| {
        let handle = line.split_once("(@").and_then(|(_, rest)| rest.split_once(')'));
        if let Some((handle, _)) = handle.filter(|_| line.starts_with("Account Statement")) {
            into.beside(spot, Fact::Profile(Profile { field: ProfileField::Account, value: format!("@{handle}") }));
        }
    },
    passes: |row, account, _| {
        account.opening = account.opening.or(dollars(row, "Beginning Balance"));
        account.closing = dollars(row, "Ending Balance").or(account.closing);
        row.cell("ID").is_empty() && row.cell("Datetime").is_empty() && row.cell("Amount (total)").is_empty()
    },
    row,
    end: |account, into| {
        into.note(Phrase::new("note.zone_unknown"));
        if let (Some(opening), Some(closing)) = (account.opening, account.closing) {
            compare(opening, account.moved, closing, into);
        }
    },
    ..Table::NONE
};

/// What is carried from row to row.
#[derive(Default)]
pub(super) struct Account {
    opening: Option<Amount>,
    closing: Option<Amount>,
    /// What moved the balance.
    moved: i128,
    /// Whether the owner's name was told.
    named: bool,
}

fn usd() -> Currency {
    Currency::new("USD").unwrap_or(Currency::CNY)
}

fn dollars(row: &Row<'_>, column: &'static str) -> Option<Amount> {
    row.text(column).and_then(amount::minor).map(|minor| Amount::new(minor, usd()))
}

fn row(row: &Row<'_>, account: &mut Account, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let wall = date::wall(row.cell("Datetime")).ok_or(Skip { code: Code::BadDate, hint: "Datetime" })?;
    let signed = row.money("Amount (total)", usd())?;
    into.total(sign(signed), Amount { minor: signed.minor.abs(), ..signed });
    let out = signed.minor < 0;
    let sort = row.cell("Type");
    let kind = match sort {
        "Payment" | "Charge" => PaymentKind::Transfer,
        "Standard Transfer" | "Instant Transfer" if out => PaymentKind::Withdraw,
        "Standard Transfer" | "Instant Transfer" => PaymentKind::TopUp,
        "Merchant Transaction" => PaymentKind::Merchant,
        _ => PaymentKind::Other,
    };
    let status = status(row, into);
    let method = if out { row.owned("Funding Source") } else { row.owned("Destination") };
    if status == Status::Done && method.as_deref().is_none_or(|m| m == "Venmo balance") {
        account.moved += i128::from(signed.minor);
    }
    // Who pays stands under From in a Payment, under To in a Charge.
    let owner_first = out == (sort != "Charge");
    let (own, other) = if owner_first { ("From", "To") } else { ("To", "From") };
    if kind == PaymentKind::Transfer
        && !account.named
        && let Some(value) = row.owned(own)
    {
        account.named = true;
        into.beside(row.spot(), Fact::Profile(Profile { field: ProfileField::RealName, value }));
    }
    let direction = match kind {
        PaymentKind::Withdraw | PaymentKind::TopUp => Direction::Neutral,
        _ if out => Direction::Out,
        _ => Direction::In,
    };
    Ok(Fact::Payment(Payment {
        direction_label: sign(signed).into(),
        kind,
        counterparty: row.owned(other).filter(|_| kind != PaymentKind::Withdraw && kind != PaymentKind::TopUp),
        title: row.owned("Note"),
        category_label: row.owned("Type"),
        method,
        status,
        // Some years it stands in quotes of its own.
        order_id: row.id("ID", into).map(|id| id.trim_matches('"').to_owned()),
        ..Payment::new(Moment { wall, zone: Zone::Device }, direction, signed)
    }))
}

fn status(row: &Row<'_>, into: &mut Reading<'_>) -> Status {
    match row.cell("Status") {
        "Complete" | "Issued" | "" => Status::Done,
        "Pending" => Status::Pending,
        "Cancelled" | "Canceled" | "Failed" | "Expired" | "Declined" => Status::Cancelled,
        _ => {
            into.problem(row.spot(), Code::StatusUnknown, "Status");
            Status::Unknown
        }
    }
}
