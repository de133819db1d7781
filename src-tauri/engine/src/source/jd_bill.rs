//! JD bill (京东交易流水).
//!
//! # Variants
//! `v2` since December 2024 (商户名称 second, 收/支 after the status) · `v1` before (交易分类 second; refunds stand under 收入).
//! # What gives it away
//! 商户名称 and 交易说明 in one header; above it a line 京东账号名.
//! # Traps
//! TAB after the time and after both order numbers, which is no separator. `448.32(已退款70.48)` stays 支出 and counts net in the printed
//! total; `(已全额退款)` moves the row to 不计收支; the refund has a row of its own besides. 先享后付 and 冻结 rows announce a charge that
//! comes as another row. The printed 不计收支 does not reconcile, by design of the platform.
//! # Where this is from
//! formats/payments §3, formats/shopping_and_accounts §2.1: one published file that reconciles to the cent, and three readers.

use super::bill::{Printed, profile};
use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status as Known, amount};
use crate::problem::Code;
use crate::record::{Amount, Direction, Fact, Kind, Payment, PaymentKind, Platform, ProfileField, Status};

const EXPECTED: &[&str] = &["收/付款方式", "交易分类", "交易订单号", "商家订单号", "备注"];

/// The source.
pub(super) static SOURCE: Table<Sums> = Table {
    card: &Card {
        id: "jd_bill",
        platform: Platform::Jd,
        yields: &[Kind::Payment, Kind::Profile],
        variants: &["v1", "v2"],
        status: Known::Sampled,
    },
    dialects: &[
        Dialect {
            variant: "v2",
            starts: &["交易时间", "商户名称", "交易说明"],
            header: &["交易时间", "商户名称", "交易说明", "金额", "交易状态", "收/支"],
            expected: EXPECTED,
            ..Dialect::NONE
        },
        Dialect {
            variant: "v1",
            starts: &["交易时间", "交易分类", "商户名称"],
            header: &["交易时间", "商户名称", "交易说明", "收/支", "金额", "交易状态"],
            expected: EXPECTED,
            ..Dialect::NONE
        },
    ],
    aside: |line, spot, sums, into| {
        sums.printed.take(line, into);
        if line.starts_with("京东账号名：") {
            profile(line, "京东账号名：", ProfileField::Nickname, spot, into);
        }
    },
    row,
    end,
    banners: &["京东账号名："],
    ..Table::NONE
};

/// What is carried from row to row.
#[derive(Debug, Default)]
pub(super) struct Sums {
    printed: Printed,
    /// Rows and sum of 支出, without what came back.
    spent: (u64, i128),
    old: bool,
}

fn end(sums: Sums, into: &mut Reading<'_>) {
    if sums.old {
        return sums.printed.compare_counts(into);
    }
    let ours = into.totals_ours().to_vec();
    sums.printed.compare_sums(into, |label| match label {
        "支出" => Some(sums.spent),
        "收入" => Some(ours.iter().find(|t| t.label == label).map_or((0, 0), |t| (t.count, t.sum))),
        _ => None,
    });
}

fn row(row: &Row<'_>, sums: &mut Sums, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    sums.old = row.variant() == "v1";
    let time = row.china("交易时间")?;
    let figure = amount::annotated(row.cell("金额")).ok_or(Skip { code: Code::BadAmount, hint: "金额" })?;
    let amount = Amount::fen(figure.minor.abs());
    let refunded = figure.refunded.map(Amount::fen);
    let label = row.cell("收/支");
    let direction = match label {
        "支出" => Direction::Out,
        "收入" => Direction::In,
        _ => Direction::Neutral,
    };
    let title = row.owned("交易说明");
    let category = row.owned("交易分类");
    let method = row.owned("收/付款方式");
    let said = |cell: &Option<String>| cell.clone().unwrap_or_default();
    let kind = kind(&said(&title), &said(&category), &said(&method), direction);
    let status = match row.cell("交易状态") {
        "交易成功" | "退款成功" | "还款成功" if kind == PaymentKind::Hold => Status::Pending,
        "交易成功" if refunded.is_some() => Status::Refunded,
        "交易成功" | "退款成功" | "还款成功" => Status::Done,
        _ => {
            into.problem(row.spot(), Code::StatusUnknown, "交易状态");
            Status::Unknown
        }
    };
    into.total(label, amount);
    if direction == Direction::Out {
        sums.spent.0 += 1;
        sums.spent.1 += i128::from(amount.minor) - i128::from(refunded.map_or(0, |r| r.minor));
    }
    Ok(Fact::Payment(Payment {
        time,
        direction,
        direction_label: label.to_owned(),
        amount,
        refunded,
        kind,
        counterparty: row.owned("商户名称"),
        counterparty_account: None,
        title,
        category_label: category,
        method,
        status,
        order_id: row.id("交易订单号", into),
        merchant_order_id: row.id("商家订单号", into),
        note: row.owned("备注"),
    }))
}

fn kind(title: &str, category: &str, method: &str, direction: Direction) -> PaymentKind {
    let says = |words: &[&str]| words.iter().any(|w| title.contains(w));
    let own = direction == Direction::Neutral;
    if title.starts_with("退款-") {
        PaymentKind::Refund
    } else if own && (category.contains("先享后付") || method.contains("先享后付") || says(&["冻结", "解冻"])) {
        PaymentKind::Hold
    } else if says(&["还款"]) && (says(&["白条", "金条", "信用卡", "主动"]) || own) {
        PaymentKind::Repayment
    } else if says(&["小金库"]) && says(&["收益"]) {
        PaymentKind::Interest
    } else if own && says(&["小金库"]) {
        PaymentKind::Savings
    } else if says(&["亲密卡"]) || method.contains("亲密卡") {
        PaymentKind::Family
    } else if own && says(&["提现"]) {
        PaymentKind::Withdraw
    } else if own && says(&["充值"]) {
        PaymentKind::TopUp
    } else if says(&["转账"]) {
        PaymentKind::Transfer
    } else if direction == Direction::In {
        PaymentKind::Other
    } else {
        PaymentKind::Merchant
    }
}
