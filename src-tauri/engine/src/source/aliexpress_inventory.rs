//! AliExpress orders as the extension Aliexpress Shopper Inventory saves them, one entry a product.
//!
//! # Variants
//! `inventory`, a bare list.
//! # What gives it away
//! `orderLineId` beside `skuId` and `storeName`.
//! # Traps
//! Prices are text in the account's money and spelling (`US $120.95`, `129,46zł`); the currency has a field of its own. `orderDate` is
//! localised, `orderDateIso` isn't.
//! # Where this is from
//! formats/shopping_and_accounts §7: the extension's type definition; no file is public.

use super::json::{At, Json, Layout, Value};
use super::table::Skip;
use super::{Card, Reading, Status as Known, amount, date};
use crate::problem::Code;
use crate::record::{Amount, Currency, Fact, Kind, Platform, Purchase, Status};

/// The source.
pub(super) static SOURCE: Json<()> = Json {
    card: &Card {
        id: "aliexpress_inventory",
        platform: Platform::Aliexpress,
        yields: &[Kind::Purchase],
        variants: &["inventory"],
        status: Known::Described,
    },
    layouts: &[Layout {
        variant: "inventory",
        needs: &["[].orderLineId", "[].skuId", "[].storeName", "[].title"],
        rows: &[("[]", line)],
        ..Layout::NONE
    }],
    ..Json::NONE
};

fn line(line: &Value<'_>, at: At<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let Some(title) = line.owned("title") else { return Err(Skip::damaged()) };
    let iso = line.text("orderDateIso").and_then(|t| date::iso(&t));
    if iso.is_none() {
        into.problem(at.spot, Code::DateUnread, "orderDateIso");
    }
    let currency = line.text("currency").and_then(|c| Currency::new(&c));
    let unit_price =
        line.owned("price").zip(currency).and_then(|(price, currency)| Some(Amount::new(amount::minor(figure(&price))?, currency)));
    if unit_price.is_none() {
        into.problem(at.spot, Code::AmountUnread, "price");
    }
    let quantity = line.int("quantity").and_then(|n| u32::try_from(n).ok()).unwrap_or(1);
    let paid = unit_price.and_then(|p| Some(Amount { minor: p.minor.checked_mul(i64::from(quantity))?, ..p }));
    if let Some(paid) = paid {
        into.total("price", paid);
    }
    Ok(Some(Fact::Purchase(Purchase {
        time: iso,
        order_id: line.owned("orderId"),
        item_id: line.owned("productId"),
        quantity,
        unit_price,
        paid,
        seller: line.owned("storeName"),
        status: status(line, at, into),
        ..Purchase::new(title)
    })))
}

/// The figure among letters and marks: `US $120.95` and `129,46zł`.
fn figure(price: &str) -> &str {
    let mark = |c: char| !c.is_ascii_digit();
    price.trim_start_matches(|c| mark(c) && c != '-').trim_end_matches(mark)
}

/// The words that the page shows in English; other languages are kept as unknown.
fn status(line: &Value<'_>, at: At<'_>, into: &mut Reading<'_>) -> Status {
    match line.text("status").as_deref() {
        Some("Completed" | "Awaiting delivery" | "Awaiting shipment" | "Shipped") => Status::Done,
        Some("Canceled" | "Cancelled" | "Closed") => Status::Cancelled,
        Some("Awaiting payment") => Status::Pending,
        _ => {
            into.problem(at.spot, Code::StatusUnknown, "status");
            Status::Unknown
        }
    }
}
