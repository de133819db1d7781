//! Amazon: the "Order history report" that its website made until 2023, one row a product.
//!
//! # Variants
//! `items`. Its lists of shipments and refunds are not known well enough.
//! # What gives it away
//! `ASIN/ISBN` with `Item Total`.
//! # Traps
//! Years have two digits, the month comes first. Amounts carry the mark of their currency (`$12.34`); a column `Currency` may say which
//! dollar. It alone of Amazon's files states a category.
//! # Where this is from
//! formats/shopping_and_accounts §4.6: columns that current readers of the retired report ask for; no file is public.

use super::{owned, said};
use crate::problem::Code;
use crate::record::{Amount, Currency, Fact, Kind, Moment, Platform, Purchase, Recipient, Zone};
use crate::source::table::{Dialect, Row, Skip, Table};
use crate::source::{Card, Reading, Status as Known, amount, date};

/// The source.
pub(in crate::source) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "amazon_order_report",
        platform: Platform::Amazon,
        yields: &[Kind::Purchase],
        variants: &["items"],
        status: Known::Described,
    },
    dialects: &[Dialect {
        variant: "items",
        header: &["Order Date", "Order ID", "Title", "Category", "ASIN/ISBN", "Item Total"],
        expected: &["Seller", "Quantity"],
        optional: &[
            "UNSPSC Code",
            "Website",
            "Release Date",
            "Condition",
            "Seller Credentials",
            "List Price Per Unit",
            "Purchase Price Per Unit",
            "Payment Instrument Type",
            "Currency",
            "Shipping Address Name",
            "Shipping Address Street 1",
            "Shipping Address City",
        ],
        ..Dialect::NONE
    }],
    row: |row, (), into| item(row, into),
    ..Table::NONE
};

fn item(row: &Row<'_>, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let Some(title) = owned(row, "Title").or_else(|| owned(row, "ASIN/ISBN")) else { return Err(Skip::damaged()) };
    let day = said(row, "Order Date").and_then(short_year).ok_or(Skip { code: Code::BadDate, hint: "Order Date" })?;
    let paid = money(row, "Item Total", into);
    if let Some(paid) = paid {
        into.total("Item Total", paid);
    }
    let parts = ["Shipping Address Street 1", "Shipping Address City"].map(|column| said(row, column));
    let address = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    Ok(Fact::Purchase(Purchase {
        time: Some(day),
        order_id: owned(row, "Order ID"),
        category_label: owned(row, "Category"),
        item_id: owned(row, "ASIN/ISBN"),
        quantity: said(row, "Quantity").and_then(|q| q.parse().ok()).unwrap_or(1),
        unit_price: money(row, "Purchase Price Per Unit", into),
        paid,
        seller: owned(row, "Seller"),
        marketplace: owned(row, "Website"),
        recipient: (!address.is_empty()).then(|| Recipient { name: owned(row, "Shipping Address Name"), phone: None, address }),
        method: owned(row, "Payment Instrument Type"),
        ..Purchase::new(title)
    }))
}

/// `03/29/20`, and with all of its digits.
fn short_year(text: &str) -> Option<Moment> {
    let (head, year) = text.rsplit_once('/')?;
    let whole = if year.len() == 2 { format!("{head}/20{year}") } else { text.to_owned() };
    date::month_first(&whole).map(|wall| Moment { wall, zone: Zone::Device })
}

fn money(row: &Row<'_>, column: &'static str, into: &mut Reading<'_>) -> Option<Amount> {
    let text = said(row, column)?;
    let mark = || [('$', "USD"), ('€', "EUR"), ('£', "GBP")].into_iter().find(|(mark, _)| text.contains(*mark)).map(|(_, code)| code);
    let found = said(row, "Currency").or_else(mark).and_then(Currency::new).zip(amount::minor(text));
    if found.is_none() {
        into.problem(row.spot(), Code::AmountUnread, column);
    }
    found.map(|(currency, minor)| Amount::new(minor, currency))
}
