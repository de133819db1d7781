//! N26 account statement.
//!
//! # Variants
//! `since_2024` (Booking Date, Partner Name, …) · `before_2024` in English, German and French.
//! # What gives it away
//! Partner Iban beside Amount (EUR); before, the account number of the payee beside the amount in euro, in the language of the app.
//! # Traps
//! Days without a time of day, so equal rows of one day are two movements. Quotes come and go within a line. The category may be missing.
//! Account numbers stand in clear; they are masked as they are read.
//! # Where this is from
//! formats/payments §11: the code and tests of a reader, and descriptions of the layout of 2024.

use super::statement::{direction, masked, sign, veiled};
use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status, date};
use crate::problem::Code;
use crate::record::{Amount, Currency, Direction, Fact, Kind, Moment, Payment, PaymentKind, Platform, Zone};

const OLD: &[&str] = &["Date", "Payee", "Account number", "Transaction type", "Payment reference", "Amount (EUR)"];
const OLD_MORE: &[&str] = &["Category", "Amount (Foreign Currency)", "Type Foreign Currency", "Exchange Rate"];

/// The source.
pub(super) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "n26",
        platform: Platform::Bank,
        yields: &[Kind::Payment],
        variants: &["since_2024", "before_2024"],
        status: Status::Described,
    },
    dialects: &[
        Dialect {
            variant: "since_2024",
            header: &["Date", "Payee", "Account number", "Transaction type", "Payment reference", "Account Name", "Amount (EUR)"],
            optional: &["Value Date", "Original Amount", "Original Currency", "Exchange Rate"],
            renamed: &[
                ("Booking Date", "Date"),
                ("Partner Name", "Payee"),
                ("Partner Iban", "Account number"),
                ("Type", "Transaction type"),
                ("Payment Reference", "Payment reference"),
            ],
            ..Dialect::NONE
        },
        Dialect { variant: "before_2024", header: OLD, optional: OLD_MORE, ..Dialect::NONE },
        Dialect { variant: "before_2024", header: OLD, optional: OLD_MORE, renamed: GERMAN, ..Dialect::NONE },
        Dialect { variant: "before_2024", header: OLD, optional: OLD_MORE, renamed: FRENCH, ..Dialect::NONE },
    ],
    row,
    ..Table::NONE
};

fn row(row: &Row<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let wall = date::wall(row.cell("Date")).ok_or(Skip { code: Code::BadDate, hint: "Date" })?;
    let euro = Currency::new("EUR").ok_or(Skip::damaged())?;
    let signed = row.money("Amount (EUR)", euro)?;
    into.total(sign(signed), Amount { minor: signed.minor.abs(), ..signed });
    let way = direction(signed);
    let kind = match row.cell("Transaction type") {
        "Presentment" | "MasterCard Payment" | "Direct Debit" if way == Direction::Out => PaymentKind::Merchant,
        "Presentment" | "MasterCard Payment" => PaymentKind::Refund,
        "Credit Transfer" | "Debit Transfer" | "Income" | "Outgoing Transfer" => PaymentKind::Transfer,
        _ => PaymentKind::Other,
    };
    Ok(Fact::Payment(Payment {
        direction_label: sign(signed).into(),
        kind,
        counterparty: row.owned("Payee"),
        counterparty_account: masked(row.cell("Account number")),
        title: row.text("Payment reference").map(veiled),
        category_label: row.owned("Category").or_else(|| row.owned("Transaction type")),
        method: row.owned("Account Name"),
        ..Payment::new(Moment { wall, zone: Zone::Device }, way, signed)
    }))
}

const GERMAN: &[(&str, &str)] = &[
    ("Datum", "Date"),
    ("Empfänger", "Payee"),
    ("Kontonummer", "Account number"),
    ("Transaktionstyp", "Transaction type"),
    ("Verwendungszweck", "Payment reference"),
    ("Kategorie", "Category"),
    ("Betrag (EUR)", "Amount (EUR)"),
    ("Betrag (Fremdwährung)", "Amount (Foreign Currency)"),
    ("Fremdwährung", "Type Foreign Currency"),
    ("Wechselkurs", "Exchange Rate"),
];

const FRENCH: &[(&str, &str)] = &[
    ("Bénéficiaire", "Payee"),
    ("Numéro de compte", "Account number"),
    ("Type de transaction", "Transaction type"),
    ("Référence de paiement", "Payment reference"),
    ("Catégorie", "Category"),
    ("Montant (EUR)", "Amount (EUR)"),
    ("Montant (Devise étrangère)", "Amount (Foreign Currency)"),
    ("Sélectionnez la devise étrangère", "Type Foreign Currency"),
    ("Taux de conversion", "Exchange Rate"),
];
