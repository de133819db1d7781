//! Google Pay, as it lies in a Takeout.
//!
//! # Variants
//! `transactions` (what was bought of Google) · `sends` (money sent, received and asked for).
//! # What gives it away
//! Transaction ID, Product, Payment method; or Transaction ID, Memo, Type.
//! # Traps
//! Times are words and their order follows the language (`Jun 10, 2026, 10:35:12 AM UTC`, `29 May 2022, 23:04`), with narrow spaces. The
//! currency stands anywhere in the amount, as code or sign; `$` is taken for the United States' dollar. Purchases have no sign.
//! # Where this is from
//! formats/payments §10, formats/shopping_and_accounts: four readers that agree on the first table. UPI payments of India stand in My
//! Activity (`google_activity/upi.rs`).

use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status as Known, amount, date};
use crate::problem::Code;
use crate::record::{Amount, Currency, Direction, Fact, Kind, Moment, Payment, PaymentKind, Platform, Status, Zone};
use chrono::NaiveDateTime;

/// The source.
pub(super) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "google_pay",
        platform: Platform::Google,
        yields: &[Kind::Payment],
        variants: &["transactions", "sends"],
        status: Known::Described,
    },
    dialects: &[
        Dialect {
            variant: "transactions",
            header: &["Time", "Transaction ID", "Description", "Product", "Payment method", "Status", "Amount"],
            optional: &["Fee", "Net Amount"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "sends",
            header: &["Time", "Transaction ID", "Description", "Memo", "Type", "Status", "Amount"],
            ..Dialect::NONE
        },
    ],
    row,
    ..Table::NONE
};

fn row(row: &Row<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let time = moment(row.cell("Time")).ok_or(Skip { code: Code::BadDate, hint: "Time" })?;
    let printed = money(row.cell("Amount")).ok_or(Skip { code: Code::BadAmount, hint: "Amount" })?;
    let status = match row.cell("Status").to_lowercase().as_str() {
        "complete" | "completed" | "" => Status::Done,
        "pending" => Status::Pending,
        "refunded" => Status::Refunded,
        "cancelled" | "canceled" | "declined" | "failed" => Status::Cancelled,
        _ => {
            into.problem(row.spot(), Code::StatusUnknown, "Status");
            Status::Unknown
        }
    };
    let sort = row.cell("Type").to_lowercase();
    let (direction, kind) = match row.variant() {
        "sends" if sort.contains("receiv") => (Direction::In, PaymentKind::Transfer),
        "sends" if sort.contains("request") => (Direction::Neutral, PaymentKind::Hold),
        "sends" => (Direction::Out, PaymentKind::Transfer),
        _ => (Direction::Out, PaymentKind::Merchant),
    };
    let label = row.cell("Type");
    into.total(label, Amount { minor: printed.minor.abs(), ..printed });
    Ok(Fact::Payment(Payment {
        direction_label: label.to_owned(),
        kind,
        counterparty: row.owned(if row.variant() == "sends" { "Description" } else { "Product" }),
        title: row.owned(if row.variant() == "sends" { "Memo" } else { "Description" }),
        category_label: row.owned("Type"),
        method: row.owned("Payment method"),
        status,
        order_id: row.id("Transaction ID", into),
        ..Payment::new(time, direction, printed)
    }))
}

/// `-129.00 NOK`, `NOK 2450.00`, `€4,99`, `₹1,234.50`.
pub(super) fn money(text: &str) -> Option<Amount> {
    let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    let code =
        Currency::new(&letters).or_else(|| SIGNS.iter().find(|(s, _)| text.contains(*s)).and_then(|(_, code)| Currency::new(code)))?;
    let figure: String = text.chars().filter(|c| c.is_ascii_digit() || ".,-−'".contains(*c)).collect();
    Some(Amount::new(amount::minor(&figure)?, code))
}

/// A time in words, or with the year first.
fn moment(text: &str) -> Option<Moment> {
    let text = text.replace(['\u{202F}', '\u{A0}'], " ");
    if let Some(moment) = date::iso(&text) {
        return Some(moment);
    }
    let utc = text.trim_end().ends_with("UTC");
    let wall = in_words(text.trim_end().trim_end_matches("UTC"))?;
    Some(Moment { wall, zone: if utc { Zone::Utc } else { Zone::Device } })
}

/// `Jun 10, 2026, 10:35:12 AM`, `29 May 2022, 23:04`: English months, day and year told apart by their size.
fn in_words(text: &str) -> Option<NaiveDateTime> {
    let (mut day, mut month, mut year, mut time, mut half) = (None, None, None, "", None);
    for word in text.split([' ', ',']).filter(|w| !w.is_empty()) {
        let name = word.get(..3).and_then(|w| MONTHS.iter().position(|m| m.eq_ignore_ascii_case(w)));
        match word {
            "AM" | "am" => half = Some(0),
            "PM" | "pm" => half = Some(12),
            _ if word.contains(':') => time = word,
            _ if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) => year = Some(word),
            _ if word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) => day = Some(word),
            _ => month = month.or(name),
        }
    }
    let (hour, rest) = time.split_once(':').unwrap_or(("0", "00"));
    let hour: u32 = hour.parse().ok()?;
    let hour = half.map_or(hour, |half| hour % 12 + half);
    date::wall(&format!("{}-{}-{} {hour}:{rest}", year?, month? + 1, day?))
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const SIGNS: &[(char, &str)] = &[('₹', "INR"), ('€', "EUR"), ('£', "GBP"), ('$', "USD")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_with_a_currency_anywhere() {
        for (text, minor, code) in [
            ("-129.00 NOK", -12_900, "NOK"),
            ("NOK 2450.00", 245_000, "NOK"),
            ("€4,99", 499, "EUR"),
            ("₹1,234.50", 123_450, "INR"),
            ("EUR\u{a0}13.99", 1399, "EUR"),
        ] {
            assert_eq!(money(text).map(|a| (a.minor, a.currency.code().to_owned())), Some((minor, code.to_owned())), "{text}");
        }
        assert_eq!((money("12.00"), money("NOK"), money("")), (None, None, None));
    }

    #[test]
    fn times_in_words() {
        for (text, wall, zone) in [
            ("Jun 10, 2026, 10:35:12\u{202f}AM UTC", "2026-06-10 10:35:12", Zone::Utc),
            ("Sep 5, 2025, 9:15 PM", "2025-09-05 21:15:00", Zone::Device),
            ("Sep 5, 2025, 12:15 AM", "2025-09-05 00:15:00", Zone::Device),
            ("29 May 2022, 23:04", "2022-05-29 23:04:00", Zone::Device),
            ("2026-10-01 10:35:12 UTC", "2026-10-01 10:35:12", Zone::Utc),
        ] {
            assert_eq!(moment(text).map(|m| (m.wall.to_string(), m.zone)), Some((wall.to_owned(), zone)), "{text}");
        }
        assert_eq!((moment(""), moment("Juni 10, 2026"), moment("10 of 2026")), (None, moment("Jun 10, 2026"), None));
    }
}
