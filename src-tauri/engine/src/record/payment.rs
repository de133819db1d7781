//! Payments: movements of money.

use super::{Amount, Moment, Status};
use serde::{Deserialize, Serialize};

/// Which way money went, seen from the owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Received.
    In,
    /// Spent or sent.
    Out,
    /// Neither: own accounts, repayments, holds (不计收支, `/`).
    Neutral,
}

/// What sort of movement a payment is, by the rules of its format (formats/payments).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentKind {
    /// To a shop or service.
    Merchant,
    /// Between people.
    Transfer,
    /// Red packet.
    RedPacket,
    /// Money that came back for an earlier payment.
    Refund,
    /// Into a wallet from an own bank account.
    TopUp,
    /// From a wallet to an own bank account.
    Withdraw,
    /// Between an own balance and an own savings product or fund.
    Savings,
    /// Of a credit card, 花呗, 白条, 美团月付, a loan.
    Repayment,
    /// Interest or yield (余额宝收益).
    Interest,
    /// Paid for, or by, family (亲情卡, 亲属卡, 亲友代付).
    Family,
    /// A hold that is not a charge (先享后付, 冻结).
    Hold,
    /// A type we don't know.
    Other,
}

/// One movement of money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Payment {
    /// When.
    pub time: Moment,
    /// Which way, by the format's own rules.
    pub direction: Direction,
    /// The direction cell as printed (`支出`, `不计收支`, `/`, or empty).
    pub direction_label: String,
    /// Gross, never negative.
    pub amount: Amount,
    /// Part of it that was given back, where the row says so (JD `448.32(已退款70.48)`).
    pub refunded: Option<Amount>,
    /// What sort of movement.
    pub kind: PaymentKind,
    /// The other side as printed; `None` for `/` and empty.
    pub counterparty: Option<String>,
    /// The other side's account as printed, usually masked.
    pub counterparty_account: Option<String>,
    /// What it was for (商品说明, 商品, 交易说明, 订单标题).
    pub title: Option<String>,
    /// The platform's own category or type (交易分类, 交易类型).
    pub category_label: Option<String>,
    /// Where the money came from or went to (花呗, 零钱, 招商银行(1234)).
    pub method: Option<String>,
    /// The status cell, interpreted.
    pub status: Status,
    /// The platform's own number, as text.
    pub order_id: Option<String>,
    /// The merchant's number, as text: the best key for joining shop and wallet.
    pub merchant_order_id: Option<String>,
    /// Remark column.
    pub note: Option<String>,
}

impl Payment {
    /// A movement of which no more is known; the rest is filled in by struct update. The sign of `amount` is dropped.
    pub fn new(time: Moment, direction: Direction, amount: Amount) -> Payment {
        Payment {
            time,
            direction,
            direction_label: String::new(),
            amount: Amount { minor: amount.minor.abs(), ..amount },
            refunded: None,
            kind: PaymentKind::Other,
            counterparty: None,
            counterparty_account: None,
            title: None,
            category_label: None,
            method: None,
            status: Status::Done,
            order_id: None,
            merchant_order_id: None,
            note: None,
        }
    }
}
