//! JD orders as the page script 京东订单导出 saves them in JSON: a bare list of orders.
//!
//! # Variants
//! `years`, one year or everything before 2014.
//! # What gives it away
//! Orders with `parentOrderId` and `products[].skuId`.
//! # Traps
//! `amount` is the order's, `¥` before it. `parentOrderId` names the order a part was split from, which isn't listed itself. The address
//! is whatever stood in the cell, often the name alone.
//! # Where this is from
//! formats/shopping_and_accounts §2.2: Sowevo/my_script `JDOrderExport.user.js`.

use super::json::{At, Json, Layout, Value};
use super::table::Skip;
use super::{Card, Reading, Status as Known, amount, date, shop};
use crate::problem::Code;
use crate::record::{Amount, Fact, Kind, Platform, Purchase, Recipient};

/// The source.
pub(super) static SOURCE: Json<()> = Json {
    card: &Card { id: "jd_json", platform: Platform::Jd, yields: &[Kind::Purchase], variants: &["years"], status: Known::Described },
    layouts: &[Layout {
        variant: "years",
        needs: &["[].orderId", "[].parentOrderId", "[].products[].skuId", "[].payment"],
        rows: &[("[]", order)],
        ..Layout::NONE
    }],
    ..Json::NONE
};

fn order(order: &Value<'_>, at: At<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let time = order.text("time").and_then(|t| date::china(&t)).ok_or(Skip { code: Code::BadDate, hint: "time" })?;
    let paid = order.owned("amount").map(|a| amount::minor(&a).ok_or(Skip { code: Code::BadAmount, hint: "amount" })).transpose()?;
    let whole = Purchase {
        time: Some(time),
        order_id: order.owned("orderId"),
        seller: order.owned("shop"),
        paid: paid.map(Amount::fen),
        recipient: order.owned("receiver").map(|address| Recipient { name: None, phone: None, address }),
        method: order.owned("payment"),
        status: shop::stated(order.text("status").as_deref(), at.spot, into),
        ..Purchase::new("")
    };
    let products = order
        .list("products")
        .iter()
        .filter_map(|p| {
            let pieces = p.text("quantity").and_then(|q| shop::quantity(&q)).unwrap_or(1);
            Some(Purchase { item_id: p.owned("skuId"), ..shop::line(&p.owned("name")?, pieces) })
        })
        .collect();
    shop::hand_on(whole, products, "amount", at.spot, into).map(Some).ok_or(Skip::damaged())
}
