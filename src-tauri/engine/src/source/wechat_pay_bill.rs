//! WeChat Pay bill (微信支付账单).
//!
//! # Variants
//! `csv` (to mid 2025, UTF-8, 16 lines above the header) · `xlsx_v1` (from July 2025, amounts as text) · `xlsx_v2` (from about March
//! 2026: times are serials, amounts numbers, a fourth note names UTC+08:00, blank rows are missing).
//! # What gives it away
//! 交易类型, 当前状态 and 交易单号 in one header.
//! # Traps
//! `/` means "not applicable" everywhere, in 收/支 too (neutral: own accounts). A refund is two rows: the purchase keeps its gross
//! amount and names the refund in its status, a row of type `…-退款` carries the money back: net one of the two. A withdrawal
//! includes its fee. Types are an open set (`<merchant>-退款`). Re-saved copies hold extra sheets: one is read.
//! # Where this is from
//! formats/payments §2: files published by importers (2017–2026) and the code of four readers.

use super::bill::{Printed, profile};
use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Peek, Reading, Status as Known, amount};
use crate::problem::Code;
use crate::record::{Amount, Direction, Fact, Kind, Payment, PaymentKind, Platform, ProfileField, Status};

const HEADER: &[&str] = &["交易时间", "交易类型", "收/支", "金额(元)", "当前状态", "交易单号"];
const EXPECTED: &[&str] = &["交易对方", "商品", "支付方式", "商户单号", "备注"];

/// The source.
pub(super) static SOURCE: Table<Printed> = Table {
    card: &Card {
        id: "wechat_pay_bill",
        platform: Platform::WechatPay,
        yields: &[Kind::Payment, Kind::Profile],
        variants: &["csv", "xlsx_v1", "xlsx_v2"],
        status: Known::Sampled,
    },
    dialects: &[
        Dialect { variant: "csv", header: HEADER, expected: EXPECTED, when: |peek| peek.text.is_some(), ..Dialect::NONE },
        Dialect { variant: "xlsx_v2", header: HEADER, expected: EXPECTED, when: names_its_zone, ..Dialect::NONE },
        Dialect { variant: "xlsx_v1", header: HEADER, expected: EXPECTED, ..Dialect::NONE },
    ],
    banners: &["微信支付账单明细"],
    lookalike,
    aside: |line, spot, printed, into| {
        printed.take(line, into);
        if line.starts_with("微信昵称：") {
            profile(line, "微信昵称：", ProfileField::Nickname, spot, into);
        }
    },
    row,
    end: |mut printed: Printed, into| {
        // What the preamble calls 中性交易 the column prints as `/`.
        for total in printed.totals.iter_mut().filter(|t| t.label == "中性交易") {
            total.label = "/";
        }
        printed.compare_counts(into);
    },
    ..Table::NONE
};

fn names_its_zone(peek: &Peek) -> bool {
    peek.sheets.iter().flatten().flatten().any(|cell| cell.contains("UTC+08:00"))
}

fn lookalike(peek: &Peek) -> Option<&'static str> {
    if peek.bytes.starts_with(b"%PDF") && peek.name.contains("微信") {
        return Some("wechat_pdf");
    }
    let text = peek.text.as_deref()?;
    ["公众账号ID", "商户号", "微信订单号"].iter().all(|w| text.contains(w)).then_some("wechat_merchant_bill")
}

fn row(row: &Row<'_>, _: &mut Printed, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let time = row.china("交易时间")?;
    let amount = row.yuan("金额(元)").map(|a| Amount::fen(a.minor.abs()))?;
    let label = row.cell("收/支");
    let direction = match label {
        "支出" => Direction::Out,
        "收入" => Direction::In,
        _ => Direction::Neutral,
    };
    let category = row.owned("交易类型");
    let kind = kind(category.as_deref().unwrap_or(""));
    let state = row.cell("当前状态");
    let refunded = if kind == PaymentKind::Refund { None } else { refunded(state, amount) };
    into.total(label, amount);
    Ok(Fact::Payment(Payment {
        time,
        direction,
        direction_label: label.to_owned(),
        amount,
        refunded,
        kind,
        counterparty: row.owned("交易对方"),
        counterparty_account: None,
        title: row.owned("商品"),
        category_label: category,
        method: row.owned("支付方式"),
        status: status(state, kind, row, into),
        order_id: row.id("交易单号", into),
        merchant_order_id: row.id("商户单号", into),
        note: row.owned("备注"),
    }))
}

/// What the status of a purchase says came back: `已全额退款`, `已退款(￥39.93)`, `已退款￥39.93`.
fn refunded(state: &str, whole: Amount) -> Option<Amount> {
    if state.contains("已全额退款") {
        return Some(whole);
    }
    let part = state.strip_prefix("已退款")?;
    amount::minor(part.trim_matches(['(', '（', ')', '）'])).map(Amount::fen)
}

fn status(state: &str, kind: PaymentKind, row: &Row<'_>, into: &mut Reading<'_>) -> Status {
    match state {
        "支付成功" | "已存入零钱" | "已转账" | "朋友已收钱" | "对方已收钱" | "已收钱" | "已到账" | "充值完成" | "充值成功"
        | "提现已到账" | "已转入零钱通" => Status::Done,
        "对方已退还" => Status::Closed,
        "提现失败，已退回零钱" => Status::Cancelled,
        back if back.starts_with("已退款") || back.contains("已全额退款") => {
            if kind == PaymentKind::Refund {
                Status::Done
            } else {
                Status::Refunded
            }
        }
        _ => {
            into.problem(row.spot(), Code::StatusUnknown, "当前状态");
            Status::Unknown
        }
    }
}

fn kind(category: &str) -> PaymentKind {
    let begins = |words: &[&str]| words.iter().any(|w| category.starts_with(w));
    if category.ends_with("-退款") {
        PaymentKind::Refund
    } else if begins(&["微信红包", "QQ红包"]) {
        PaymentKind::RedPacket
    } else if begins(&["转入零钱通", "零钱通转出", "购买理财通"]) {
        PaymentKind::Savings
    } else if begins(&["转账", "二维码收款", "群收款", "赞赏码"]) {
        PaymentKind::Transfer
    } else if begins(&["商户消费", "扫二维码付款", "分分捐"]) {
        PaymentKind::Merchant
    } else if begins(&["零钱提现"]) {
        PaymentKind::Withdraw
    } else if begins(&["零钱充值"]) {
        PaymentKind::TopUp
    } else if begins(&["信用卡还款"]) {
        PaymentKind::Repayment
    } else if begins(&["亲属卡"]) {
        PaymentKind::Family
    } else {
        PaymentKind::Other
    }
}
