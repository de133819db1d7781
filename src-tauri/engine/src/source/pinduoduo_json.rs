//! Pinduoduo orders as page scripts save them: the answer of its web page `order_list`, or a bare list of its orders.
//!
//! # Variants
//! `answer` under `orders` · `list` bare.
//! # What gives it away
//! `order_sn` beside `order_goods[].goods_name`.
//! # Traps
//! All money is in cents, without a decimal point. Times are seconds since 1970. One order holds one product as a rule, and may be listed
//! without a time while a group is being gathered. Sellers' exports hold other people's addresses and aren't read.
//! # Where this is from
//! formats/shopping_and_accounts §3.3: the script 拼多多订单导出管理系统 and windyyong/open_tool; Pinduoduo has no export for buyers.

use super::json::{At, Json, Layout, Value};
use super::table::Skip;
use super::{Card, Reading, Status as Known, date, shop};
use crate::record::{Amount, Fact, Kind, Platform, Purchase};

/// The source.
pub(super) static SOURCE: Json<()> = Json {
    card: &Card {
        id: "pinduoduo_json",
        platform: Platform::Pinduoduo,
        yields: &[Kind::Purchase],
        variants: &["answer", "list"],
        status: Known::Described,
    },
    layouts: &[
        Layout {
            variant: "answer",
            needs: &["orders[].order_sn", "orders[].order_goods[].goods_name"],
            rows: &[("orders[]", order)],
            ..Layout::NONE
        },
        Layout { variant: "list", needs: &["[].order_sn", "[].order_goods[].goods_name"], rows: &[("[]", order)], ..Layout::NONE },
    ],
    ..Json::NONE
};

fn order(order: &Value<'_>, at: At<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let cents = |value: &Value<'_>, path: &str| value.int(path).map(Amount::fen);
    let whole = Purchase {
        time: order.int("order_time").and_then(date::epoch_china),
        order_id: order.owned("order_sn"),
        seller: order.owned("mall.mall_name"),
        paid: cents(order, "pay_amount").or_else(|| cents(order, "amount")),
        status: shop::stated(order.text("status_prompt").as_deref(), at.spot, into),
        ..Purchase::new("")
    };
    let goods = order
        .list("order_goods")
        .iter()
        .filter_map(|g| {
            let pieces = g.text("goods_number").and_then(|n| shop::quantity(&n)).unwrap_or(1);
            Some(Purchase {
                variant: g.owned("goods_spec").or_else(|| g.owned("spec")),
                item_id: g.owned("goods_id"),
                unit_price: cents(g, "goods_price"),
                ..shop::line(&g.owned("goods_name")?, pieces)
            })
        })
        .collect();
    shop::hand_on(whole, goods, "pay_amount", at.spot, into).map(Some).ok_or(Skip::damaged())
}
