//! PayPal's tables of an account.
//!
//! # Variants
//! `activity` (Name, Type, Gross, Fee, Net; some 20 to 40 columns) · `statement` (Description, Gross, Fee, Net, also in Spanish and Polish) ·
//! `history` (Name, Type, Amount, Receipt ID: of persons).
//! # What gives it away
//! Date, Time and a column for the time zone beside Gross and Net, or beside Amount and Receipt ID.
//! # Traps
//! Order of day and month follows the account's country: one date of the file decides, else the language of its header, else it is
//! asked. A purchase in another currency is a chain of rows: the payment, two conversions, the draw from a bank; only the payment is with
//! somebody else. Holds and their releases cancel each other out. Pending and denied rows moved nothing. Where the language writes a
//! decimal comma, the file does.
//! # Where this is from
//! formats/payments §7: a published file, those of an accounting program's tests, and two readers' rules.

use super::day_month::DayMonth;
use super::statement::sign;
use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status as Known};
use crate::problem::Code;
use crate::record::{Amount, Currency, Direction, Fact, Kind, Moment, Payment, PaymentKind, Platform, Profile, ProfileField, Status, Zone};

/// The source.
pub(super) static SOURCE: Table<Account> = Table {
    card: &Card {
        id: "paypal",
        platform: Platform::Paypal,
        yields: &[Kind::Payment, Kind::Profile],
        variants: &["activity", "statement", "history"],
        status: Known::Sampled,
    },
    dialects: &[
        Dialect {
            variant: "activity",
            header: &["Date", "Time", "Name", "Type", "Status", "Currency", "Gross", "Fee", "Net", "Transaction ID"],
            expected: &["From Email Address", "To Email Address"],
            optional: MORE,
            ..Dialect::NONE
        },
        Dialect {
            variant: "statement",
            header: &["Date", "Time", "Currency", "Gross", "Net", "Description", "Transaction ID"],
            expected: &["Fee", "Balance"],
            optional: MORE,
            renamed: SPANISH,
            ..Dialect::NONE
        },
        // Four columns are known of it.
        Dialect { variant: "statement", header: &["Date", "Time", "Currency", "Net"], optional: MORE, renamed: POLISH, ..Dialect::NONE },
        Dialect {
            variant: "history",
            header: &["Date", "Time", "Name", "Type", "Status", "Currency", "Amount", "Receipt ID", "Balance"],
            optional: MORE,
            ..Dialect::NONE
        },
    ],
    look: Some(|head, account| {
        let first = head.lines().next().unwrap_or_default();
        account.day_first = (first.contains("Fecha") || first.contains("Waluta")).then_some(true);
        head.lines().filter_map(|l| l.split([',', ';', '\t']).next()).for_each(|cell| account.order.hear(cell.trim_matches(['"', ' '])));
    }),
    row,
    end: |account, into| account.order.tell(into),
    ..Table::NONE
};

/// What is carried from row to row.
#[derive(Default)]
pub(super) struct Account {
    order: DayMonth,
    /// What the language of the header says.
    day_first: Option<bool>,
    /// The owner's address, once told.
    mail: Option<String>,
}

fn row(row: &Row<'_>, account: &mut Account, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let when = format!("{} {}", row.cell("Date"), row.cell("Time"));
    let wall = account.order.read(&when, account.day_first, row.spot()).ok_or(Skip { code: Code::BadDate, hint: "Date" })?;
    let currency = Currency::new(row.cell("Currency")).ok_or(Skip { code: Code::BadAmount, hint: "Currency" })?;
    let figure = if row.text("Net").is_some() { "Net" } else { "Amount" };
    let signed = row.money(figure, currency)?;
    into.total(sign(signed), Amount { minor: signed.minor.abs(), ..signed });
    let out = signed.minor < 0;
    let sort = row.text("Type").or(row.text("Description"));
    let kind = kind(sort.unwrap_or_default(), out);
    let (from, to) = (row.owned("From Email Address"), row.owned("To Email Address"));
    let (own, other) = if out { (from, to) } else { (to, from) };
    if account.mail.is_none()
        && let Some(mail) = own.filter(|m| m.contains('@'))
    {
        account.mail = Some(mail.clone());
        into.beside(row.spot(), Fact::Profile(Profile { field: ProfileField::Mail, value: mail }));
    }
    let direction = match kind {
        PaymentKind::TopUp | PaymentKind::Withdraw | PaymentKind::Hold | PaymentKind::Savings => Direction::Neutral,
        _ if out => Direction::Out,
        _ => Direction::In,
    };
    Ok(Fact::Payment(Payment {
        direction_label: sign(signed).into(),
        kind,
        counterparty: row.owned("Name").or_else(|| other.clone()),
        counterparty_account: other,
        title: row.owned("Item Title").or_else(|| row.owned("Subject")),
        category_label: sort.map(str::to_owned),
        status: if kind == PaymentKind::Hold { Status::Pending } else { status(row, into) },
        order_id: row.id("Transaction ID", into).or_else(|| row.id("Receipt ID", into)),
        merchant_order_id: row.owned("Invoice Number").or_else(|| row.owned("Invoice ID")),
        note: row.owned("Note"),
        ..Payment::new(Moment { wall, zone: Zone::Device }, direction, signed)
    }))
}

/// By PayPal's own words, which are English in all files known.
fn kind(sort: &str, out: bool) -> PaymentKind {
    let says = |words: &[&str]| words.iter().any(|w| sort.contains(w));
    if says(&["Hold", "Release", "Authorization", "Reserve"]) {
        PaymentKind::Hold
    } else if says(&["Refund", "Reversal", "Chargeback"]) {
        PaymentKind::Refund
    } else if says(&["Currency Conversion"]) {
        // Between own balances.
        PaymentKind::Savings
    } else if says(&["Withdrawal"]) {
        PaymentKind::Withdraw
    } else if says(&["Deposit", "Add Funds"]) {
        PaymentKind::TopUp
    } else if says(&["Transfer", "Send Money", "Mass Pay"]) {
        PaymentKind::Transfer
    } else if out && says(&["Payment", "Purchase", "Checkout"]) {
        PaymentKind::Merchant
    } else {
        PaymentKind::Other
    }
}

fn status(row: &Row<'_>, into: &mut Reading<'_>) -> Status {
    match row.cell("Status") {
        "" | "Completed" => Status::Done,
        "Pending" => Status::Pending,
        "Denied" | "Canceled" | "Cancelled" | "Failed" | "Expired" => Status::Cancelled,
        "Refunded" | "Partially Refunded" => Status::Refunded,
        _ => {
            into.problem(row.spot(), Code::StatusUnknown, "Status");
            Status::Unknown
        }
    }
}

const MORE: &[&str] = &[
    "TimeZone",
    "Time Zone",
    "Name",
    "Type",
    "Status",
    "Fee",
    "Balance",
    "Description",
    "From Email Address",
    "To Email Address",
    "Transaction ID",
    "Address Status",
    "Shipping Address",
    "Item Title",
    "Item ID",
    "Shipping and Handling Amount",
    "Insurance Amount",
    "Sales Tax",
    "Reference Txn ID",
    "Invoice Number",
    "Invoice ID",
    "Custom Number",
    "Quantity",
    "Receipt ID",
    "Contact Phone Number",
    "Subject",
    "Note",
    "Country",
    "Bank Name",
    "Bank Account",
    "Gross",
    "Net",
];

const SPANISH: &[(&str, &str)] = &[
    ("Fecha", "Date"),
    ("Hora", "Time"),
    ("Zona horaria", "Time Zone"),
    ("Descripción", "Description"),
    ("Divisa", "Currency"),
    ("Bruto", "Gross"),
    ("Comisión", "Fee"),
    ("Neto", "Net"),
    ("Saldo", "Balance"),
    ("Id. de transacción", "Transaction ID"),
];

const POLISH: &[(&str, &str)] = &[("Data", "Date"), ("Godzina", "Time"), ("Waluta", "Currency"), ("Netto", "Net")];
