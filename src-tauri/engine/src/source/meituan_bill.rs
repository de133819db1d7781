//! Meituan bill (美团账单).
//!
//! # Variants
//! `csv`.
//! # What gives it away
//! 订单标题 and 实付金额 in one header; above it 美团交易账单明细.
//! # Traps
//! 实付金额 is what was paid, 订单金额 what it cost before coupons. 退款 stands under 收入 and is no income; 还款 (of 美团月付) stands under
//! 支出, is counted in the printed number of rows and left out of the printed sum. The title names shop and branch. Empty lines are `""`.
//! # Where this is from
//! formats/payments §4, formats/shopping_and_accounts §3.1: one published file that reconciles to the cent, and two readers.

use super::bill::{Printed, profile};
use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status as Known};
use crate::record::{Amount, Direction, Fact, Kind, Payment, PaymentKind, Platform, ProfileField, Status};

/// The source.
pub(super) static SOURCE: Table<Sums> = Table {
    card: &Card {
        id: "meituan_bill",
        platform: Platform::Meituan,
        yields: &[Kind::Payment, Kind::Profile],
        variants: &["csv"],
        status: Known::Sampled,
    },
    dialects: &[Dialect {
        variant: "csv",
        header: &["交易创建时间", "交易类型", "订单标题", "收/支", "实付金额"],
        expected: &["支付方式", "交易单号", "商家单号", "备注"],
        optional: &["交易成功时间", "订单金额"],
        ..Dialect::NONE
    }],
    banners: &["美团交易账单明细"],
    aside: |line, spot, sums, into| {
        sums.printed.take(line, into);
        if line.starts_with("美团用户名：") {
            profile(line, "美团用户名：", ProfileField::Nickname, spot, into);
        }
    },
    row,
    end: |sums, into| {
        let ours = into.totals_ours().to_vec();
        sums.printed.compare_sums(into, |label| {
            let (count, sum) = ours.iter().find(|t| t.label == label).map_or((0, 0), |t| (t.count, t.sum));
            Some((count, if label == "支出" { sum - sums.repaid } else { sum }))
        });
    },
    ..Table::NONE
};

/// What is carried from row to row.
#[derive(Debug, Default)]
pub(super) struct Sums {
    printed: Printed,
    /// Repayments under 支出.
    repaid: i128,
}

fn row(row: &Row<'_>, sums: &mut Sums, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let time = row.china("交易创建时间")?;
    let amount = row.yuan("实付金额").map(|a| Amount::fen(a.minor.abs()))?;
    let label = row.cell("收/支");
    let direction = match label {
        "支出" => Direction::Out,
        "收入" => Direction::In,
        _ => Direction::Neutral,
    };
    let category = row.owned("交易类型");
    let kind = match category.as_deref() {
        Some("支付") => PaymentKind::Merchant,
        Some("退款") => PaymentKind::Refund,
        Some("还款") => PaymentKind::Repayment,
        Some("充值") => PaymentKind::TopUp,
        Some("提现") => PaymentKind::Withdraw,
        _ => PaymentKind::Other,
    };
    into.total(label, amount);
    if kind == PaymentKind::Repayment && direction == Direction::Out {
        sums.repaid += i128::from(amount.minor);
    }
    Ok(Fact::Payment(Payment {
        time,
        direction,
        direction_label: label.to_owned(),
        amount,
        refunded: None,
        kind,
        counterparty: None,
        counterparty_account: None,
        title: row.owned("订单标题"),
        category_label: category,
        method: row.owned("支付方式"),
        // The bill lists what succeeded; it has no status column.
        status: Status::Done,
        order_id: row.id("交易单号", into),
        merchant_order_id: row.id("商家单号", into),
        note: row.owned("备注"),
    }))
}
