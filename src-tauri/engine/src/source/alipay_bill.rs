//! Alipay bill (支付宝交易明细), as the app mails it and the web page hands it out.
//!
//! # Variants
//! `app_v2` since February 2023 (preamble above the table) · `app_v1` 2021 to January 2023 (statement below the table, third
//! direction `其他`) · `web` (alipay.com, 16 columns, no funding method, direction empty on refunds).
//! # What gives it away
//! Header cells. The banner's company name changed in 2025 and is not looked at.
//! # Traps
//! Refunds are rows of their own under 不计收支 (in late 2022 also 收入), their number is the original's plus `_` and more; 交易关闭 means
//! never paid under 不计收支 but paid and given back under 支出; 等待确认收货 is spending; 收益发放 is the only income under 不计收支;
//! 充值缴费 is a phone or utility bill, not a top-up of the wallet; GB18030; order numbers end in TAB.
//! # Where this is from
//! formats/payments §1: files published by importers (GB18030, 2019–2025) and the code of five readers.

use super::bill::{Printed, profile};
use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Peek, Reading, Status as Known, text};
use crate::problem::Code;
use crate::record::{Amount, Direction, Fact, Kind, Payment, PaymentKind, Platform, ProfileField, Spot, Status};

/// The source.
pub(super) static SOURCE: Table<Printed> = Table {
    card: &Card {
        id: "alipay_bill",
        platform: Platform::Alipay,
        yields: &[Kind::Payment, Kind::Profile],
        variants: &["web", "app_v1", "app_v2"],
        status: Known::Sampled,
    },
    dialects: &[
        Dialect {
            variant: "web",
            header: &["交易号", "交易来源地", "交易创建时间", "金额（元）", "收/支", "交易状态", "资金状态"],
            expected: &["商家订单号", "付款时间", "类型", "交易对方", "商品名称", "成功退款（元）", "备注"],
            optional: &["最近修改时间", "服务费（元）"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "app_v1",
            starts: &["收/支"],
            header: &["收/支", "交易时间", "交易分类", "对方账号", "收/付款方式", "金额", "交易状态"],
            expected: &["交易对方", "商品说明", "交易订单号", "商家订单号"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "app_v2",
            starts: &["交易时间"],
            header: &["交易时间", "交易分类", "对方账号", "收/支", "收/付款方式", "金额", "交易状态"],
            expected: &["交易对方", "商品说明", "交易订单号", "商家订单号", "备注"],
            ..Dialect::NONE
        },
    ],
    banners: &["支付宝交易记录明细查询", "支付宝账户："],
    lookalike,
    aside,
    row: |row, _, into| if row.variant() == "web" { web(row, into) } else { app(row, into) },
    end: |printed, into| printed.compare_counts(into),
    ..Table::NONE
};

fn lookalike(peek: &Peek) -> Option<&'static str> {
    let name = peek.name.to_lowercase();
    if peek.bytes.starts_with(b"%PDF") && ["支付宝", "alipay"].iter().any(|w| name.contains(w)) {
        return Some("alipay_pdf");
    }
    let text = peek.text.as_deref()?;
    let has = |words: &[&str]| words.iter().all(|w| text.contains(w));
    if has(&["记录时间", "收支类型"]) {
        return Some("alipay_cash_book");
    }
    (has(&["#支付宝业务明细查询"]) || has(&["#支付宝账务明细查询"]) || has(&["账务流水号", "业务流水号"])).then_some("alipay_merchant_bill")
}

fn aside(line: &str, spot: Spot, printed: &mut Printed, into: &mut Reading<'_>) {
    printed.take(line, into);
    let statements = [
        ("姓名：", ProfileField::RealName),
        ("支付宝账户：", ProfileField::Account),
        ("账号:", ProfileField::Account),
        ("用户:", ProfileField::RealName),
    ];
    for (words, field) in statements {
        let begins = line.starts_with(words) || (words == "用户:" && line.starts_with("导出时间:"));
        if begins {
            profile(line, words, field, spot, into);
        }
    }
}

fn app(row: &Row<'_>, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let time = row.china("交易时间")?;
    let amount = gross(row, "金额")?;
    let label = row.cell("收/支");
    let direction = match label {
        "支出" => Direction::Out,
        "收入" => Direction::In,
        _ => Direction::Neutral,
    };
    let title = row.owned("商品说明");
    let category = row.owned("交易分类");
    let state = row.cell("交易状态");
    into.total(label, amount);
    Ok(Fact::Payment(Payment {
        time,
        direction,
        direction_label: label.to_owned(),
        amount,
        refunded: None,
        kind: kind(category.as_deref().unwrap_or(""), title.as_deref().unwrap_or(""), state, direction),
        counterparty: row.owned("交易对方"),
        counterparty_account: row.owned("对方账号"),
        title,
        category_label: category,
        method: row.owned("收/付款方式"),
        status: status(state, direction == Direction::Out, row, into),
        order_id: row.id("交易订单号", into),
        merchant_order_id: row.id("商家订单号", into),
        note: row.owned("备注"),
    }))
}

fn web(row: &Row<'_>, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let time = row.china("付款时间").or_else(|_| row.china("交易创建时间"))?;
    let amount = gross(row, "金额（元）")?;
    let label = row.cell("收/支");
    let funds = row.cell("资金状态");
    let direction = match (label, funds) {
        ("支出", _) | ("", "已支出" | "待支出") => Direction::Out,
        ("收入", _) | ("", "已收入" | "待收入") => Direction::In,
        _ => Direction::Neutral,
    };
    let back = match row.text("成功退款（元）") {
        Some(_) => Some(gross(row, "成功退款（元）")?).filter(|a| a.minor > 0),
        None => None,
    };
    let title = row.owned("商品名称");
    let state = row.cell("交易状态");
    let status = match status(state, !funds.is_empty(), row, into) {
        Status::Done if back.is_some() => Status::Refunded,
        other => other,
    };
    into.total(label, amount);
    Ok(Fact::Payment(Payment {
        time,
        direction,
        direction_label: label.to_owned(),
        amount,
        refunded: back,
        kind: kind("", title.as_deref().unwrap_or(""), state, direction),
        counterparty: row.owned("交易对方"),
        counterparty_account: None,
        title,
        category_label: row.owned("类型"),
        method: None,
        status,
        order_id: row.id("交易号", into),
        merchant_order_id: row.id("商家订单号", into),
        note: row.owned("备注"),
    }))
}

fn gross(row: &Row<'_>, column: &'static str) -> Result<Amount, Skip> {
    row.yuan(column).map(|a| Amount::fen(a.minor.abs()))
}

/// `paid`: whether money had moved before the trade closed.
fn status(state: &str, paid: bool, row: &Row<'_>, into: &mut Reading<'_>) -> Status {
    match state {
        "交易成功" | "支付成功" | "等待确认收货" | "还款成功" | "代付成功" | "退款成功" | "退税成功" | "解冻成功" => {
            Status::Done
        }
        "交易关闭" if paid => Status::Closed,
        "交易关闭" | "已关闭" | "还款失败" => Status::Cancelled,
        "冻结成功" | "信用服务使用成功" => Status::Pending,
        _ => {
            into.problem(row.spot(), Code::StatusUnknown, "交易状态");
            Status::Unknown
        }
    }
}

fn kind(category: &str, title: &str, state: &str, direction: Direction) -> PaymentKind {
    let says = |words: &[&str]| words.iter().any(|w| text::says(title, w));
    let is = |categories: &[&str]| categories.contains(&category);
    if is(&["退款"]) || title.starts_with("退款-") || state == "退款成功" {
        return PaymentKind::Refund;
    }
    if says(&["收益发放"]) {
        return PaymentKind::Interest;
    }
    if matches!(state, "冻结成功" | "解冻成功" | "信用服务使用成功") {
        return PaymentKind::Hold;
    }
    if is(&["信用借还"]) || says(&["信用卡还款"]) || (says(&["还款"]) && says(&["花呗", "借呗"])) || state.starts_with("还款")
    {
        return PaymentKind::Repayment;
    }
    if is(&["亲友代付"]) || says(&["亲情卡"]) {
        return PaymentKind::Family;
    }
    if direction == Direction::Neutral {
        if title.starts_with("提现") {
            return PaymentKind::Withdraw;
        }
        if title.starts_with("充值-") {
            return PaymentKind::TopUp;
        }
        if is(&["投资理财"]) || says(&["余额宝", "-买入"]) {
            return PaymentKind::Savings;
        }
    }
    if says(&["红包"]) && (is(&["转账红包"]) || category.is_empty()) {
        return PaymentKind::RedPacket;
    }
    if is(&["转账红包", "转账"]) || title.starts_with("转账") || says(&["收钱码收款"]) {
        return PaymentKind::Transfer;
    }
    if direction == Direction::In { PaymentKind::Other } else { PaymentKind::Merchant }
}
