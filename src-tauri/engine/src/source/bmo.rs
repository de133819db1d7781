//! BMO (Bank of Montreal) transactions.
//!
//! # Variants
//! `debit` (First Bank Card, Transaction Type, …) · `credit` (Item #, Card #, …).
//! # What gives it away
//! First Bank Card or Card # beside Transaction Amount; above it a sentence that says as of when the data are.
//! # Traps
//! The card stands in single quotes and in clear; it is masked. A debit card's amounts are signed, a credit card's are charges. Dates are
//! eight digits. `[CW]`, `[DN]` before the description are the bank's own codes.
//! # Where this is from
//! formats/payments §11: two published files of a reader.

use super::statement::{direction, kind, masked, own_account, sign, veiled};
use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status, date};
use crate::problem::Code;
use crate::record::{Amount, Currency, Direction, Fact, Kind, Moment, Payment, PaymentKind, Platform, Zone};

/// The source.
pub(super) static SOURCE: Table<Option<String>> = Table {
    card: &Card {
        id: "bmo",
        platform: Platform::Bank,
        yields: &[Kind::Payment, Kind::Profile],
        variants: &["debit", "credit"],
        status: Status::Sampled,
    },
    dialects: &[
        Dialect {
            variant: "debit",
            header: &["First Bank Card", "Transaction Type", "Date Posted", "Transaction Amount", "Description"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "credit",
            header: &["Item #", "Card #", "Transaction Date", "Posting Date", "Transaction Amount", "Description"],
            ..Dialect::NONE
        },
    ],
    row,
    ..Table::NONE
};

fn row(row: &Row<'_>, known: &mut Option<String>, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let credit = row.variant() == "credit";
    let (card, day) = if credit { ("Card #", "Transaction Date") } else { ("First Bank Card", "Date Posted") };
    let wall = date::compact(row.cell(day)).ok_or(Skip { code: Code::BadDate, hint: day })?;
    let dollar = Currency::new("CAD").ok_or(Skip::damaged())?;
    let printed = row.money("Transaction Amount", dollar)?;
    let signed = if credit { Amount { minor: -printed.minor, ..printed } } else { printed };
    into.total(sign(signed), Amount { minor: signed.minor.abs(), ..signed });
    let method = masked(row.cell(card));
    if known.is_none() {
        *known = own_account(row.cell(card), row.spot(), into);
    }
    let words = row.text("Description").map(veiled);
    let shop = words.as_deref().map(|w| w.split_once(']').map_or(w, |(_, rest)| rest).trim().to_owned());
    let way = direction(signed);
    let charged = credit && way == Direction::Out;
    let sort = kind(words.as_deref().unwrap_or_default(), way);
    Ok(Fact::Payment(Payment {
        direction_label: sign(signed).into(),
        kind: sort.unwrap_or(if charged { PaymentKind::Merchant } else { PaymentKind::Other }),
        counterparty: shop.filter(|s| !s.is_empty()),
        title: words,
        category_label: row.owned("Transaction Type"),
        method,
        ..Payment::new(Moment { wall, zone: Zone::Device }, way, signed)
    }))
}
