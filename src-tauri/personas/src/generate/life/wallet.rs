//! Money as a Chinese wallet books it: one line a movement, a refund as a line of its own, a cancelled order as one that moved nothing.

use crate::dice::Dice;
use crate::table::money;
use chrono::{NaiveDateTime, TimeDelta};

/// What the wallet prints under 收/支.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// 支出
    Out,
    /// 收入
    In,
    /// 不计收支 or `/`
    Neutral,
}

/// One line of a bill, in the platform's own words.
#[derive(Clone)]
pub struct Line {
    pub at: NaiveDateTime,
    pub flow: Flow,
    /// Alipay's and JD's category, WeChat's type.
    pub kind: String,
    pub party: String,
    /// The other side's account, masked; empty where there is none.
    pub account: String,
    pub what: String,
    pub fen: i64,
    /// What came back of it later, where the line itself says so (JD).
    pub refunded: i64,
    pub method: String,
    pub status: String,
    pub number: String,
    pub merchant_number: String,
    pub note: String,
}

/// Whose customs a wallet follows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum House {
    Alipay,
    WeChat,
    Jd,
}

/// All lines of one wallet.
pub struct Wallet {
    house: House,
    pub lines: Vec<Line>,
}

impl Wallet {
    /// An empty one.
    pub fn new(house: House) -> Self {
        Self { house, lines: Vec::new() }
    }

    /// Books a movement and hands it back, so that the caller can set what is special about it.
    pub fn book(
        &mut self,
        dice: &mut Dice,
        at: NaiveDateTime,
        flow: Flow,
        [kind, party, what]: [&str; 3],
        fen: i64,
        method: &str,
    ) -> &mut Line {
        let date = at.format("%Y%m%d");
        let (number, merchant_number, status, account) = match self.house {
            House::Alipay => (format!("{date}22001{}", dice.digits(15)), format!("{date}{}", dice.digits(12)), "交易成功", "/"),
            House::WeChat => (format!("42000026{}", dice.digits(20)), format!("{}{}", date, dice.digits(16)), "支付成功", ""),
            House::Jd => (format!("30{}", dice.digits(10)), format!("10{}{}", at.format("%y%m%d"), dice.digits(10)), "交易成功", ""),
        };
        self.lines.push(Line {
            at,
            flow,
            kind: kind.into(),
            party: party.into(),
            account: account.into(),
            what: what.into(),
            fen,
            refunded: 0,
            method: method.into(),
            status: status.into(),
            number,
            merchant_number,
            note: String::new(),
        });
        self.lines.last_mut().expect("just booked")
    }

    /// Gives back `fen` of the line booked last.
    pub fn refund(&mut self, dice: &mut Dice, at: NaiveDateTime, fen: i64) {
        let paid = self.lines.last_mut().expect("something to refund");
        let whole = fen == paid.fen;
        let mut back = Line { at, fen, ..paid.clone() };
        match self.house {
            House::Alipay => {
                if whole {
                    paid.status = "交易关闭".into();
                }
                back.kind = "退款".into();
                back.what = format!("退款-{}", paid.what);
                back.flow = Flow::Neutral;
                back.status = "退款成功".into();
                back.number = format!("{}_{}", paid.number, dice.digits(16));
            }
            House::WeChat => {
                paid.status = if whole { "已全额退款".into() } else { format!("已退款(￥{})", money(fen)) };
                back.status = if whole { "已全额退款".into() } else { format!("已退款￥{}", money(fen)) };
                back.kind = format!("{}-退款", paid.party);
                back.flow = Flow::In;
                back.number = format!("50300{}{}", at.format("%Y%m%d"), dice.digits(15));
                back.note = "/".into();
            }
            House::Jd => {
                paid.refunded = fen;
                if whole {
                    paid.flow = Flow::Neutral;
                }
                back.what = format!("退款-{}", paid.what);
                back.flow = Flow::Neutral;
                back.status = "退款成功".into();
            }
        }
        // The line refunded stays the last one to whoever books on.
        let place = self.lines.len() - 1;
        self.lines.insert(place, back);
    }

    /// What was never paid for.
    pub fn cancel(&mut self) {
        let line = self.lines.last_mut().expect("something to cancel");
        line.flow = Flow::Neutral;
        line.status = "交易关闭".into();
        line.method = String::new();
    }

    /// The lines up to a moment, newest first, as bills list them.
    pub fn bill(mut self, until: NaiveDateTime) -> Vec<Line> {
        self.lines.retain(|l| l.at <= until);
        self.lines.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.number.cmp(&b.number)));
        self.lines
    }
}

/// A moment so many seconds later.
pub fn later(at: NaiveDateTime, seconds: i64) -> NaiveDateTime {
    at + TimeDelta::seconds(seconds)
}
