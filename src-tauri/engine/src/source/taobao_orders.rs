//! Taobao and Tmall orders, from the button 导出订单 of the web page 已买到的宝贝 (since May 2025).
//!
//! # Variants
//! `columns_13` (with carrier and tracking number of open orders) · `columns_11`. A sheet, or the same table as text.
//! # What gives it away
//! 订单提交时间, 店铺名称 and 实付金额 in one header.
//! # Traps
//! The second and later products of an order stand on rows without number, time, status and shop: they belong to the order above.
//! 实付金额 is the order's total with freight and stands on its first row; 商品金额 is the price of one piece. 交易关闭 still prints an amount.
//! Cells are `t="str"`; the last row is often empty. The page exports itself only: people hold many such files.
//! # Where this is from
//! formats/shopping_and_accounts §1.1: seven unrelated public readers and their tests; no raw file is public.

use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status as Known, shop};
use crate::problem::Code;
use crate::record::{Fact, Kind, Moment, Platform, Purchase, Status};

const HEADER: &[&str] = &["订单号", "订单提交时间", "订单状态", "店铺名称", "商品名称", "商品数量", "实付金额"];
const EXPECTED: &[&str] = &["商品链接", "型号款式", "商品金额", "运费"];
const CARRIER: &str = "物流公司（当前仅支持未完结订单）";
const TRACKING: &str = "物流单号（当前仅支持未完结订单）";

/// The source.
pub(super) static SOURCE: Table<Order> = Table {
    card: &Card {
        id: "taobao_orders",
        platform: Platform::Taobao,
        yields: &[Kind::Purchase],
        variants: &["columns_11", "columns_13"],
        status: Known::Described,
    },
    dialects: &[
        Dialect {
            variant: "columns_13",
            header: &["订单号", "订单提交时间", "订单状态", "店铺名称", "商品名称", "商品数量", "实付金额", TRACKING],
            expected: EXPECTED,
            optional: &[CARRIER],
            ..Dialect::NONE
        },
        Dialect { variant: "columns_11", header: HEADER, expected: EXPECTED, optional: &[CARRIER], ..Dialect::NONE },
    ],
    row,
    lost: |order| *order = Order::default(),
    ..Table::NONE
};

/// The order that continuation rows belong to.
#[derive(Debug, Default)]
pub(super) struct Order {
    id: Option<String>,
    time: Option<Moment>,
    seller: Option<String>,
    status: Option<Status>,
}

fn row(row: &Row<'_>, order: &mut Order, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let first = row.text("订单号").is_some();
    if first {
        // Known from here on, whatever else this row lacks: its continuation rows are not the previous order's.
        *order = Order {
            id: row.id("订单号", into),
            time: row.china("订单提交时间").ok(),
            seller: row.owned("店铺名称"),
            status: Some(status(row, into)),
        };
        row.china("订单提交时间")?;
    }
    let (Some(title), Some(status)) = (row.owned("商品名称"), order.status) else {
        return Err(Skip::damaged());
    };
    let unit_price = row.text("商品金额").map(|_| row.yuan("商品金额")).transpose()?;
    let paid = row.text("实付金额").filter(|_| first).map(|_| row.yuan("实付金额")).transpose()?;
    let quantity = match row.text("商品数量") {
        Some(n) => n.parse().map_err(|_| Skip { code: Code::BadAmount, hint: "商品数量" })?,
        None => 1,
    };
    if let Some(paid) = paid {
        into.total("实付金额", paid);
    }
    Ok(Fact::Purchase(Purchase {
        time: order.time,
        order_id: order.id.clone(),
        title,
        variant: row.owned("型号款式"),
        category_label: None,
        item_id: row.text("商品链接").and_then(shop::item_id),
        quantity,
        unit_price,
        paid,
        seller: order.seller.clone(),
        marketplace: None,
        recipient: None,
        gift: None,
        method: None,
        status,
    }))
}

fn status(row: &Row<'_>, into: &mut Reading<'_>) -> Status {
    shop::status(row.cell("订单状态")).unwrap_or_else(|| {
        into.problem(row.spot(), Code::StatusUnknown, "订单状态");
        Status::Unknown
    })
}
