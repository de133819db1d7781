//! Taobao and Tmall orders as page scripts and extensions save them: where histories before May 2025 are.
//!
//! # Variants
//! One table, read through one list of names: `list` 订单信息.csv and its forks (状态) · `seeker` 淘宝买家订单数据导出 and its kin (交易状态 or
//! 订单交易状态; whoever saves it chooses the columns) · `hant` in traditional characters · `pipe` result_taobao.txt, parted by `|` ·
//! `pasted` a list under the line 淘宝订单汇总, without order numbers · `resellers` with 发货渠道 and 得物状态, some names twice ·
//! `extension` with 实付款 (¥) · `ledger` tb-orders…csv, which has the time of payment only.
//! # What gives it away
//! An order number, a product and what was paid, under names that only these scripts use, or beside links to taobao.com or tmall.com.
//! # Traps
//! What was paid is the order's total and is repeated on each of its rows by some, `0` or `---` on later ones by others: it counts on the
//! first row of an order. Numbers become `2.70E+18` once a spreadsheet has saved the file, or are wrapped in `="…"`; the row is kept.
//! `NaN` for prices, `&amp;` in titles. 保险服务, 增值服务 and 买家秀 are lines of the page, not products. A seller's ExportOrderList has
//! other people's addresses: it is told apart and not read.
//! # Where this is from
//! formats/shopping_and_accounts §1.3, §1.4: YerikYuan/Get_TaoBao_BuyerOrders, Sky-seeker/BuyerOrdersExport, DF-wu/taobaoOrderExporter,
//! ZJHCOFI/get-taobao-order, sfdye/taobao-order-extractor, windyyong/open_tool, HKmario852/Taobao-Order-Export and their headers.

use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Peek, Reading, Status as Known, amount, cells, shop};
use crate::problem::Code;
use crate::record::{Amount, Fact, Kind, Platform, Purchase, Status};

/// The source.
pub(super) static SOURCE: Table<Order> = Table {
    card: &Card {
        id: "taobao_scripts",
        platform: Platform::Taobao,
        yields: &[Kind::Purchase],
        variants: &["list", "seeker", "hant", "pipe", "pasted", "resellers", "extension", "ledger"],
        status: Known::Described,
    },
    dialects: &[
        Dialect { variant: "hant", header: &["订单号", "商品", "下单时间", "实付款", "商品總價"], ..REST },
        Dialect {
            variant: "resellers", header: &["订单号", "商品", "下单时间", "实付款", "发货渠道", "得物状态"], ..REST
        },
        Dialect {
            variant: "pipe", header: &["订单号", "商品", "下单时间", "实付款", "子订单状态", "货币类型"], ..REST
        },
        Dialect {
            variant: "pasted", header: &["序号", "商品", "实付款", "快递单号"], when: |peek| says(peek, &["淘宝订单汇总"]), ..REST
        },
        Dialect {
            variant: "extension",
            header: &["订单号", "商品", "下单时间", "实付款", "数量"],
            when: |peek| says(peek, &["实付款 (¥)"]),
            ..REST
        },
        Dialect {
            variant: "seeker",
            header: &["订单号", "商品", "实付款", "单价", "数量", "交易状态"],
            when: |peek| says(peek, &["taobao.com", "tmall.com", "订单实付款"]) && !says(peek, &["单子类别"]),
            ..REST
        },
        Dialect {
            variant: "list",
            header: &["订单号", "商品", "单价", "数量", "实付款", "状态"],
            when: |peek| says(peek, &["taobao.com", "tmall.com", "商品明细"]),
            ..REST
        },
        Dialect {
            variant: "ledger", header: &["订单号", "商品", "实付款", "付款时间", "型号款式"], renamed: LEDGER, ..REST
        },
    ],
    lookalike: |peek| {
        let table = peek.text.is_some() || !peek.sheets.is_empty();
        let sellers = says(peek, &["收货人姓名"]) || peek.name.contains("ExportOrderList") && table;
        sellers.then_some("seller_orders")
    },
    row,
    ..Table::NONE
};

const REST: Dialect = Dialect { optional: BESIDE, renamed: NAMES, ..Dialect::NONE };

/// The last order, whose total has been counted.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// Its number, time and shop as printed: a number that a spreadsheet has rounded is shared by others.
    last: [String; 3],
}

fn row(row: &Row<'_>, order: &mut Order, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let Some(title) = row.text("商品") else { return Err(Skip::damaged()) };
    let here = ["订单号", "下单时间", "店铺"].map(|column| row.cell(column).to_owned());
    let continues = row.text("订单号").is_some() && order.last == here;
    order.last = here;

    let dated = ["下单时间", "付款时间"].into_iter().find(|column| row.text(column).is_some());
    let time = dated.map(|column| row.china(column)).transpose()?;
    let paid = money(row, "实付款", into).filter(|_| !continues);
    if let Some(paid) = paid {
        into.total("实付款", paid);
    }
    let line = shop::line(&shop::plain(title), row.text("数量").and_then(shop::quantity).unwrap_or(1));
    Ok(Fact::Purchase(Purchase {
        time,
        order_id: id(row, into),
        variant: row.text("规格").map(|v| shop::plain(v).into_owned()),
        item_id: row.text("商品链接").and_then(shop::item_id).or_else(|| row.owned("商品ID")),
        unit_price: money(row, "单价", into),
        paid,
        seller: row.owned("店铺"),
        recipient: row.text("地址").map(shop::recipient),
        status: status(row, into),
        ..line
    }))
}

/// `="2700000000000003412"` and plain.
fn id(row: &Row<'_>, into: &mut Reading<'_>) -> Option<String> {
    let id = unwrapped(row.text("订单号")?);
    if cells::rounded(id) {
        into.problem(row.spot(), Code::IdRounded, "订单号");
        return None;
    }
    Some(id.to_owned())
}

/// Without the `="…"` that keeps a spreadsheet from reckoning.
pub(super) fn unwrapped(cell: &str) -> &str {
    cells::clean(cell.strip_prefix("=\"").and_then(|c| c.strip_suffix('"')).unwrap_or(cell))
}

fn money(row: &Row<'_>, column: &'static str, into: &mut Reading<'_>) -> Option<Amount> {
    let cell = row.text(column).filter(|cell| *cell != "NaN")?;
    let minor = amount::minor(cell);
    if minor.is_none() {
        into.problem(row.spot(), Code::AmountUnread, column);
    }
    minor.map(Amount::fen)
}

fn status(row: &Row<'_>, into: &mut Reading<'_>) -> Status {
    let refunded = row.text("退款状态").is_some_and(|r| r.contains("退款"));
    match ["状态", "交易状态"].into_iter().find_map(|column| row.text(column)) {
        Some(_) if refunded => Status::Refunded,
        Some(words) => shop::status(words).unwrap_or_else(|| {
            into.problem(row.spot(), Code::StatusUnknown, "状态");
            Status::Unknown
        }),
        None => Status::Unknown,
    }
}

/// Whether any of these words stands in what is seen of the file.
fn says(peek: &Peek, words: &[&str]) -> bool {
    let in_text = |word: &str| peek.text.as_ref().is_some_and(|text| text.contains(word));
    let in_sheets = |word: &str| peek.sheets.iter().flatten().flatten().any(|cell| cell.contains(word));
    words.iter().any(|word| in_text(word) || in_sheets(word))
}

/// Every name these scripts print for what is meant: (printed, ours).
const NAMES: &[(&str, &str)] = &[
    ("订单编号", "订单号"),
    ("主订单编号", "订单号"),
    ("主訂單號碼", "订单号"),
    ("子订单编号", "子订单号"),
    ("子訂單號碼", "子订单号"),
    ("下单日期", "下单时间"),
    ("下单日期时间", "下单时间"),
    ("购买日期", "下单时间"),
    ("購買日期", "下单时间"),
    ("店铺名称", "店铺"),
    ("店铺名", "店铺"),
    ("商铺名称", "店铺"),
    ("商家名稱", "店铺"),
    ("商品名称", "商品"),
    ("商品明细", "商品"),
    ("商品名", "商品"),
    ("商品名稱", "商品"),
    ("型号款式", "规格"),
    ("所选规格", "规格"),
    ("分类名称", "规格"),
    ("商品分类", "规格"),
    ("商品规格", "规格"),
    ("商品規格", "规格"),
    ("分类详情(多种分类以;分隔)", "规格"),
    ("商品数量", "数量"),
    ("商品數量", "数量"),
    ("商品單價", "单价"),
    ("金额 (¥)", "单价"),
    ("实付金额", "实付款"),
    ("订单实付款", "实付款"),
    ("實付金額", "实付款"),
    ("实付款 (¥)", "实付款"),
    ("订单交易状态", "交易状态"),
    ("訂單狀態", "状态"),
    ("主订单状态", "状态"),
    ("商品退款状态", "退款状态"),
];

/// As [`NAMES`], where the style is what tells the format.
const LEDGER: &[(&str, &str)] = &[("订单编号", "订单号"), ("商品名称", "商品"), ("实付金额", "实付款"), ("订单状态", "状态")];

/// Columns that may stand beside those that are needed. Read or not, none of them is new.
const BESIDE: &[&str] = &[
    "下单时间",
    "子订单号",
    "店铺",
    "店铺链接",
    "商品链接",
    "商品ID",
    "规格",
    "单价",
    "数量",
    "运费",
    "状态",
    "交易状态",
    "退款状态",
    "地址",
    "快递单号",
    "快递公司",
    "物流公司",
    "物流號碼",
    "快递物流公司",
    "快递物流单号",
    "訂單總價",
    "商品總價",
    "商家ID",
    "商品圖片URL",
    "訂單詳情URL",
    "快照名称",
    "快照商品名称",
    "快照链接",
    "主图链接",
    "商品主图",
    "交易快照",
    "订单详情链接",
    "分类前缀(多种分类以;分隔)",
    "补充项目",
    "补充项目数值",
    "码数",
    "退货数量",
    "总计",
    "物流号",
    "物流",
    "仓库",
    "购物金",
    "优惠",
    "总价",
    "图片",
    "订单状态",
    "型号款式",
];
