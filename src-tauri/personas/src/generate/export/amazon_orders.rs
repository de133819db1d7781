//! Amazon's "Your Orders", the layout of 2026: 28 columns in alphabetical order, one row an item, times in UTC, BOM.

use super::pack::pack;
use crate::table::money;
use chrono::{DateTime, Utc};

const HEADER: &str = "ASIN,\"Billing Address\",\"Carrier Name & Tracking Number\",Currency,\"Gift Message\",\"Gift Recipient Contact\",\"Gift Sender Name\",\"Item Serial Number\",\"Order Date\",\"Order ID\",\"Order Status\",\"Original Quantity\",\"Payment Method Type\",\"Product Condition\",\"Product Name\",\"Purchase Order Number\",\"Ship Date\",\"Shipment Item Subtotal\",\"Shipment Item Subtotal Tax\",\"Shipment Status\",\"Shipping Address\",\"Shipping Charge\",\"Shipping Option\",\"Total Amount\",\"Total Discounts\",\"Unit Price\",\"Unit Price Tax\",Website";

/// One item of an order.
pub struct Bought {
    pub asin: String,
    pub order: String,
    pub at: DateTime<Utc>,
    pub shipped: Option<DateTime<Utc>>,
    pub title: &'static str,
    pub quantity: i64,
    /// With tax, of one; cents.
    pub price: i64,
    pub shipping: i64,
    pub to: String,
    pub billed_to: &'static str,
    pub method: &'static str,
    pub gift_message: Option<&'static str>,
}

/// Whether the title names a binding, as the shop does with books.
pub fn is_book(title: &str) -> bool {
    ["(Paperback)", "(Hardcover)", "(Board book)"].iter().any(|binding| title.ends_with(binding))
}

/// The zip's bytes; rows come newest first.
pub fn zip(items: &[Bought]) -> Vec<u8> {
    let mut out = format!("\u{feff}{HEADER}\r\n");
    for i in items {
        let vat = if is_book(i.title) { 7 } else { 19 };
        let net = (i.price * 100 + (100 + vat) / 2) / (100 + vat);
        let sent = i.shipped.is_some();
        let quantity = if sent { i.quantity } else { 0 };
        let total = if sent { i.price * i.quantity + i.shipping } else { 0 };
        let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let none = "Not Available";
        let cells = [
            i.asin.clone(),
            cell(i.billed_to),
            cell(&if sent { format!("AMZN_DE(DE{})", &i.order[4..11]) } else { none.into() }),
            "EUR".into(),
            cell(i.gift_message.unwrap_or(none)),
            cell(none),
            cell(if i.gift_message.is_some() { "Jonas Weber" } else { none }),
            cell(none),
            i.at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            i.order.clone(),
            if sent { "Closed" } else { "Cancelled" }.into(),
            quantity.to_string(),
            cell(i.method),
            "New".into(),
            cell(i.title),
            cell("Not Applicable"),
            i.shipped.map_or_else(|| cell(none), |s| s.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
            if sent { money(net * quantity) } else { "0".into() },
            if sent { money((i.price - net) * quantity) } else { "0".into() },
            if sent { "Shipped".into() } else { cell(none) },
            cell(&i.to),
            money(i.shipping),
            "premium-de".into(),
            money(total),
            "0".into(),
            money(net),
            money(i.price - net),
            "Amazon.de".into(),
        ];
        out += &cells.join(",");
        out += "\r\n";
    }
    pack(&[("Your Amazon Orders/Order History.csv", out.into_bytes())])
}
