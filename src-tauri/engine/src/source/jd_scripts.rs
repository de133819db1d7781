//! JD orders as page scripts save them: the only way to histories with products, since JD's own export is a bill.
//!
//! # Variants
//! `pages` 导出京东订单新版, one page a file, with 收件信息 and 单子类别 · `years` 京东订单导出, one row an order, products parted by `；` ·
//! `resellers` 京东订单全量导出, one row a product, the order's total shared out · `headless` 导出京东订单 of 2018: five quoted cells, no header.
//! # What gives it away
//! 单子类别 beside 交易快照; 父订单号 beside 收货信息; 总计(分摊后); a row of a number, a time, a status, an amount and `product(x1),`.
//! # Traps
//! JD splits an order into several. 主单 rows head their 子单 rows and hold no amount: they are passed over, so nothing counts twice. 单号
//! stands before numbers, `="…"` around them. Rows of `pages` carry the script's own line continuation: blanks between cells and behind the
//! last. A product may be named `a(x1),b(x2)`: one purchase each, the total on the first.
//! # Where this is from
//! formats/shopping_and_accounts §2.2: beak2825/greasyfork_archives (382364, 499298), Sowevo/my_script, windyyong/open_tool.

use super::table::{Dialect, Row, Skip, Table};
use super::taobao_scripts::unwrapped;
use super::{Card, Content, Peek, Reading, Recognition, Source, Status as Known, Why, amount, cells, date, lines, shop};
use crate::problem::Code;
use crate::record::{Amount, Fact, Kind, Moment, Platform, Purchase, Recipient, Spot};
use std::io::{BufRead, Cursor, Read};

const CARD: Card = Card {
    id: "jd_scripts",
    platform: Platform::Jd,
    yields: &[Kind::Purchase],
    variants: &["pages", "years", "resellers", "headless"],
    status: Known::Described,
};

/// The source.
pub(super) static SOURCE: JdScripts = JdScripts;

/// Tables with a header, and the one without.
pub(super) struct JdScripts;

impl crate::source::Marked for JdScripts {
    fn marks(&self) -> Vec<crate::source::Marks> {
        TABLE.marks()
    }
}

impl Source for JdScripts {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let first = peek.text.as_ref().and_then(|t| t.lines().find(|l| !l.trim().is_empty()));
        match first.and_then(headless) {
            Some(_) => Recognition::Yes(Why { variant: "headless", mark: "\"…\",\"…\",\"…\",\"…\",\"…(x1),\"".to_owned() }),
            None => TABLE.recognise(peek),
        }
    }

    fn read(&self, content: Content<'_>, name: &str, into: &mut Reading<'_>) {
        let Content::Text(mut text) = content else { return TABLE.read(content, name, into) };
        let mut head = Vec::new();
        let mut first = text.by_ref().take(into.limits().row_bytes);
        // A stream that fails is told by whoever opened it; what came before is kept.
        while head.trim_ascii().is_empty() && first.read_until(b'\n', &mut head).is_ok_and(|n| n > 0) {}
        let quoted = headless(&String::from_utf8_lossy(&head)).is_some();
        let text = Box::new(Cursor::new(head).chain(text));
        if !quoted {
            return TABLE.read(Content::Text(text), name, into);
        }
        let mut lines = lines::Lines::new(text);
        while let Some(line) = lines.next(into) {
            let (spot, last) = (line.spot(), line.last);
            let text = line.text.to_owned();
            if text.trim().is_empty() {
                continue;
            }
            match headless(&text).ok_or(if last { Code::CutShort } else { Code::RowDamaged }).and_then(|row| row.read(spot, into)) {
                Ok(fact) => into.row(spot, fact),
                Err(code) => into.skip(spot, code, ""),
            }
        }
    }
}

static TABLE: Table<()> = Table {
    card: &CARD,
    dialects: &[
        Dialect {
            variant: "pages",
            header: &["订单编号", "下单日期", "商品名称", "实付款", "交易状态", "收件信息", "单子类别"],
            expected: &["店铺名称"],
            optional: &[
                "商品分类",
                "商品主图",
                "商品链接",
                "交易快照",
                "单价",
                "数量",
                "退款状态",
                "订单详情链接",
                "快照商品名称",
                "查看发票链接",
            ],
            ..Dialect::NONE
        },
        Dialect {
            variant: "years",
            header: &["订单编号", "父订单号", "下单日期", "商品名称", "收件信息", "实付款", "交易状态"],
            expected: &["店铺名称", "支付方式"],
            optional: &["年份", "订单类型", "详情链接"],
            renamed: &[
                ("订单号", "订单编号"),
                ("下单时间", "下单日期"),
                ("商品", "商品名称"),
                ("收货信息", "收件信息"),
                ("金额", "实付款"),
                ("状态", "交易状态"),
                ("店铺", "店铺名称"),
            ],
            ..Dialect::NONE
        },
        Dialect {
            variant: "resellers",
            header: &["订单编号", "下单日期", "商品名称", "数量", "实付款", "交易状态", "来源账号"],
            expected: &["店铺名称", "收件信息"],
            optional: &[
                "发货型号",
                "码数",
                "单价",
                "退货数量",
                "物流号",
                "仓库",
                "状态",
                "物流",
                "衣服型号",
                "分摊单价",
                "备注",
                "订单链接",
                "商品链接",
            ],
            renamed: &[
                ("订单号", "订单编号"),
                ("订单时间", "下单日期"),
                ("商品数量", "数量"),
                ("总计(分摊后)", "实付款"),
                ("订单状态", "交易状态"),
                ("商铺名称", "店铺名称"),
                ("成本", "单价"),
                ("地址", "收件信息"),
            ],
            ..Dialect::NONE
        },
    ],
    passes: |row, _, _| row.cell("单子类别").starts_with("主单"),
    row: |row, (), into| {
        let total = row.text("实付款").map(|_| row.yuan("实付款")).transpose()?;
        let whole = Purchase {
            time: Some(row.china("下单日期")?),
            order_id: number(row, into),
            seller: row.owned("店铺名称"),
            paid: total,
            recipient: row.owned("收件信息").map(|address| Recipient { name: None, phone: None, address }),
            method: row.owned("支付方式"),
            status: shop::stated(row.text("交易状态"), row.spot(), into),
            ..Purchase::new("")
        };
        let Some(goods) = row.text("商品名称") else { return Err(Skip::damaged()) };
        let products = match row.variant() {
            "pages" => counted(goods),
            "years" => goods.split('；').filter_map(spaced).collect(),
            _ => {
                let unit_price = row.text("单价").and_then(amount::minor).map(Amount::fen);
                let pieces = row.text("数量").and_then(shop::quantity).unwrap_or(1);
                vec![Purchase { unit_price, variant: row.owned("发货型号"), ..shop::line(goods, pieces) }]
            }
        };
        shop::hand_on(whole, products, "实付款", row.spot(), into).ok_or(Skip::damaged())
    },
    ..Table::NONE
};

/// `单号275000000001`, `="275000000001"`, plain.
fn number(row: &Row<'_>, into: &mut Reading<'_>) -> Option<String> {
    let id = unwrapped(row.text("订单编号")?);
    let id = id.strip_prefix("单号").unwrap_or(id);
    if cells::rounded(id) {
        into.problem(row.spot(), Code::IdRounded, "订单编号");
        return None;
    }
    (!id.is_empty()).then(|| id.to_owned())
}

/// `cup(x2),mat(x1),`
fn counted(goods: &str) -> Vec<Purchase> {
    let mut found = Vec::new();
    let mut rest = goods.trim().trim_end_matches(',');
    while let Some((product, after)) = rest.split_once("),").or_else(|| rest.strip_suffix(')').map(|product| (product, ""))) {
        let (title, pieces) = product.rsplit_once('(').unwrap_or((product, ""));
        if !title.trim().is_empty() {
            found.push(shop::line(title.trim(), shop::quantity(pieces).unwrap_or(1)));
        }
        rest = after;
    }
    if !rest.trim().is_empty() {
        found.push(shop::line(rest.trim(), 1));
    }
    found
}

/// `cup x2`
fn spaced(product: &str) -> Option<Purchase> {
    let product = product.trim();
    let (title, pieces) = product.rsplit_once(' ').filter(|(_, p)| p.starts_with('x')).unwrap_or((product, ""));
    (!title.is_empty()).then(|| shop::line(title.trim(), shop::quantity(pieces).unwrap_or(1)))
}

/// A row of the table without a header.
struct Headless<'l> {
    id: &'l str,
    time: Moment,
    status: &'l str,
    amount: &'l str,
    goods: &'l str,
}

fn headless(line: &str) -> Option<Headless<'_>> {
    let inner = line.trim().trim_start_matches('\u{FEFF}').strip_prefix('"')?.strip_suffix('"')?;
    let mut parts = inner.splitn(5, "\",\"").map(str::trim);
    let (id, time, status, amount, goods) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let digits = id.len() >= 8 && id.bytes().all(|b| b.is_ascii_digit());
    let time = date::china(time).filter(|_| digits && goods.trim_end_matches(',').ends_with(')'))?;
    Some(Headless { id, time, status, amount, goods })
}

impl Headless<'_> {
    fn read(&self, spot: Spot, into: &mut Reading<'_>) -> Result<Fact, Code> {
        let paid = amount::minor(self.amount.trim_start_matches("总额")).map(Amount::fen);
        if paid.is_none() && !self.amount.is_empty() {
            return Err(Code::BadAmount);
        }
        let whole = Purchase {
            time: Some(self.time),
            order_id: Some(self.id.to_owned()),
            paid,
            status: shop::stated(Some(self.status), spot, into),
            ..Purchase::new("")
        };
        shop::hand_on(whole, counted(self.goods), "实付款", spot, into).ok_or(Code::RowDamaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_counted_apart() {
        let said = |all: Vec<Purchase>| all.iter().map(|p| format!("{}×{}", p.title, p.quantity)).collect::<Vec<_>>().join(" ");
        assert_eq!(said(counted("杯子(x2),垫子(灰)(x1),")), "杯子×2 垫子(灰)×1");
        assert_eq!(said(counted("笔, 黑色(x3)")), "笔, 黑色×3");
        assert_eq!((said(counted("散称")), said(counted(""))), ("散称×1".into(), String::new()));
        assert_eq!(said("杯子 x2；长 名 垫子；".split('；').filter_map(spaced).collect()), "杯子×2 长 名 垫子×1");
    }
}
