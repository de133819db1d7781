//! Taobao's own order export: 13 columns, every cell `t="str"`, further items of an order on rows that lack the order's cells.

use super::sheet::{column, escape, workbook};
use crate::life::shop::Order;
use crate::table::money;
use std::fmt::Write;

const HEADER: [&str; 13] = [
    "订单号",
    "订单提交时间",
    "订单状态",
    "店铺名称",
    "商品名称",
    "商品链接",
    "型号款式",
    "商品数量",
    "商品金额",
    "实付金额",
    "运费",
    "物流公司（当前仅支持未完结订单）",
    "物流单号（当前仅支持未完结订单）",
];

/// The workbook's bytes; orders come newest first.
pub fn xlsx(orders: &[Order]) -> Vec<u8> {
    let mut rows = row(1, HEADER.iter().map(|h| Some((*h).to_owned())));
    let mut at = 1;
    for order in orders {
        for (n, item) in order.items.iter().enumerate() {
            at += 1;
            let once = |text: String| (n == 0).then_some(text);
            let shipped = order.status == "卖家已发货";
            let cells = [
                once(order.number.clone()),
                once(order.at.format("%Y-%m-%d %H:%M:%S").to_string()),
                once(order.status.into()),
                once(order.shop.into()),
                Some(item.title.into()),
                Some(format!("https://item.taobao.com/item.htm?id={}", item.id)),
                Some(item.sku.into()),
                Some(item.quantity.to_string()),
                Some(format!("￥{}", money(item.unit))),
                once(format!("￥{}", money(order.paid))),
                once(format!("￥{}", money(order.freight))),
                once(if shipped { "中通快递".into() } else { String::new() }),
                once(if shipped { format!("ZT0000{}", &order.number[..9]) } else { String::new() }),
            ];
            rows += &row(at, cells.into_iter());
        }
    }
    workbook(&rows, &[])
}

fn row(at: usize, cells: impl Iterator<Item = Option<String>>) -> String {
    let mut out = format!("<row r=\"{at}\">");
    for (n, text) in cells.enumerate() {
        if let Some(text) = text {
            let _ = write!(out, "<c r=\"{}{at}\" t=\"str\"><v>{}</v></c>", column(n), escape(&text));
        }
    }
    out + "</row>"
}
