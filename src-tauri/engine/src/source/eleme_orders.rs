//! Ele.me orders (饿了么), one row an order.
//!
//! # Variants
//! `list`, as text or a sheet.
//! # What gives it away
//! 商户信息, 商品及数量 and 订单金额(元) in one header.
//! # Traps
//! The products of an order stand in one cell, `1、商品:…,数量:1<br>2、…`: one purchase each, the order's total on the first.
//! # Where this is from
//! formats/shopping_and_accounts §3.2: the header set a public importer accepts; where people get the file isn't known.

use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status as Known, shop};
use crate::record::{Fact, Kind, Platform, Purchase};

/// The source.
pub(super) static SOURCE: Table<()> = Table {
    card: &Card { id: "eleme_orders", platform: Platform::Eleme, yields: &[Kind::Purchase], variants: &["list"], status: Known::Described },
    dialects: &[Dialect {
        variant: "list",
        header: &["下单时间", "订单号", "商户信息", "商品及数量", "订单金额(元)", "订单状态"],
        optional: &["订单子类型", "商品描述"],
        ..Dialect::NONE
    }],
    row: |row, (), into| order(row, into),
    ..Table::NONE
};

fn order(row: &Row<'_>, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let whole = Purchase {
        time: Some(row.china("下单时间")?),
        order_id: row.id("订单号", into),
        seller: row.owned("商户信息"),
        category_label: row.owned("订单子类型"),
        paid: row.text("订单金额(元)").map(|_| row.yuan("订单金额(元)")).transpose()?,
        status: shop::stated(row.text("订单状态"), row.spot(), into),
        ..Purchase::new("")
    };
    let dishes = row.cell("商品及数量").split("<br>").filter_map(dish).collect();
    shop::hand_on(whole, dishes, "订单金额(元)", row.spot(), into).ok_or(Skip::damaged())
}

/// `1、商品:noodles,数量:2`
fn dish(text: &str) -> Option<Purchase> {
    let text = text.trim();
    let (_, named) = text.split_once("商品:").or_else(|| text.split_once("商品："))?;
    let (title, pieces) = named.rsplit_once("数量").unwrap_or((named, ""));
    let title = title.trim().trim_end_matches([',', '，']);
    (!title.is_empty()).then(|| shop::line(title, shop::quantity(pieces.trim_start_matches([':', '：'])).unwrap_or(1)))
}
