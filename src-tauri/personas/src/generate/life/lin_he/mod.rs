//! 何琳, 27, designs software in Hangzhou: flat in 拱墅, office in 滨江, a cat, a partner across town, a mother in 上饶.

mod buying;
mod day;
mod occasions;
mod truth;

use super::calendar::{day, working_day_before};
use super::shop::Order;
use super::wallet::{Flow, House, Wallet, later};
use crate::Made;
use crate::dice::Dice;
use crate::export::{alipay_bill, jd_bill, lock::lock, pack::pack, taobao_orders, wechat_pay_bill};
use crate::table::{Table, cents};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use std::collections::BTreeMap;

/// The code Alipay would have sent with the file; made up like the rest.
const PASSWORD: &str = "271828";
const CARD: &str = "招商银行储蓄卡(1111)";

struct LinHe {
    dice: Dice,
    alipay: Wallet,
    wechat: Wallet,
    jd: Wallet,
    orders: Vec<Order>,
    places: Table,
    goods: Table,
    jd_goods: Table,
    /// What went through 花呗, by month.
    on_credit: BTreeMap<(i32, u32), i64>,
    clinic_days: Vec<NaiveDate>,
    game_months: BTreeMap<(i32, u32), i64>,
}

/// Lives the life and prints its exports.
pub fn make() -> Made {
    let mut she = LinHe {
        dice: Dice::new(20_250_520),
        alipay: Wallet::new(House::Alipay),
        wechat: Wallet::new(House::WeChat),
        jd: Wallet::new(House::Jd),
        orders: Vec::new(),
        places: Table::read(include_str!("../../../../data/lin_he/places.tsv")),
        goods: Table::read(include_str!("../../../../data/lin_he/taobao.tsv")),
        jd_goods: Table::read(include_str!("../../../../data/lin_he/jd.tsv")),
        on_credit: BTreeMap::new(),
        clinic_days: Vec::new(),
        game_months: BTreeMap::new(),
    };
    let mut date = day(2024, 7, 1);
    while date <= day(2025, 12, 31) {
        she.live(date);
        date = date.succ_opt().expect("a next day");
    }
    let truth = truth::of(&she);
    let until = day(2025, 12, 31).and_hms_opt(21, 0, 0).expect("nine in the evening");
    let LinHe { alipay, wechat, jd, mut orders, .. } = she;
    orders.retain(|o| o.at <= until);
    orders.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| b.number.cmp(&a.number)));
    let bill = alipay_bill::csv(&alipay.bill(until), "何琳", "13800000000");
    let archives = vec![
        ("支付宝交易明细(20240701-20251231).zip", lock(&pack(&[("支付宝交易明细(20240701-20251231).csv", bill)]), PASSWORD)),
        (
            "微信支付账单流水文件(20240701-20251231)——【解压密码可在微信支付公众号查看】.xlsx",
            wechat_pay_bill::xlsx(&wechat.bill(until), "琳琅满目"),
        ),
        ("淘宝已买到的宝贝_20251231.xlsx", taobao_orders::xlsx(&orders)),
        ("京东交易流水(申请时间2025年12月31日21时09分40秒)_138.csv", jd_bill::csv(&jd.bill(until), "jd_0000000000027")),
    ];
    Made { id: "lin_he", archives, truth }
}

impl LinHe {
    fn live(&mut self, date: NaiveDate) {
        self.money_matters(date);
        match self.away(date) {
            Some(city) => self.away_day(date, city),
            None => self.ordinary_day(date),
        }
        self.occasions(date);
        self.browse(date);
    }

    /// Free spending is easier in the days after pay and harder before the next.
    fn mood(&self, date: NaiveDate) -> f64 {
        let pay = |y, m| working_day_before(day(y, m, 10));
        let last = if date >= pay(date.year(), date.month()) {
            pay(date.year(), date.month())
        } else if date.month() == 1 {
            pay(date.year() - 1, 12)
        } else {
            pay(date.year(), date.month() - 1)
        };
        match (date - last).num_days() {
            0..=8 => 1.5,
            9..=20 => 1.0,
            _ => 0.65,
        }
    }

    /// A visit to one of the places she knows, by WeChat.
    fn visit(&mut self, theme: &str, at: NaiveDateTime) {
        let rows = self.places.of(theme);
        let row = *self.dice.pick(&rows);
        let fen = self.price(row[4], row[5]);
        let method = if self.dice.chance(0.6) { "零钱" } else { CARD };
        let (kind, party, what) = (row[3], row[1], row[2]);
        let note = if kind == "扫二维码付款" { "收款方备注:二维码收款" } else { what };
        self.wechat.book(&mut self.dice, at, Flow::Out, [kind, party, note], fen, method);
    }

    /// A visit paid by Alipay.
    fn tap(&mut self, theme: &str, at: NaiveDateTime) {
        let rows = self.places.of(theme);
        let row = *self.dice.pick(&rows);
        let fen = self.price(row[4], row[5]);
        let method = *self.dice.pick(&["余额宝", "余额宝", CARD, "花呗"]);
        self.spend(at, [row[3], row[1], row[2]], fen, method);
        // Now and then something is missing in the bag.
        if theme == "takeaway" && self.dice.chance(0.03) {
            let part = fen * self.dice.between(2, 5) / 10;
            let back = later(at, self.dice.between(2400, 9000));
            self.alipay.refund(&mut self.dice, back, part);
        }
    }

    /// An Alipay payment.
    fn spend(&mut self, at: NaiveDateTime, words: [&str; 3], fen: i64, method: &str) {
        if method.starts_with("花呗") {
            *self.on_credit.entry((at.year(), at.month())).or_default() += fen;
        }
        self.alipay.book(&mut self.dice, at, Flow::Out, words, fen, method);
    }

    /// Money to or from a person, by WeChat.
    fn hand(&mut self, at: NaiveDateTime, flow: Flow, who: &str, yuan: i64, note: &str) {
        let packet = note.is_empty();
        let (kind, what) = if packet { ("微信红包", String::new()) } else { ("转账", format!("转账备注:{note}")) };
        let (to, method, status) = match flow {
            Flow::Out if packet => (format!("发给{who}"), "零钱", "支付成功"),
            Flow::Out => (who.to_owned(), CARD, "对方已收钱"),
            _ => (who.to_owned(), "/", "已存入零钱"),
        };
        let kind = if packet && flow == Flow::Out { "微信红包（单发）" } else { kind };
        let line = self.wechat.book(&mut self.dice, at, flow, [kind, &to, &what], yuan, method);
        line.status = status.into();
        line.merchant_number =
            if packet { "1000039".to_owned() + &line.merchant_number } else { "1000050".to_owned() + &line.merchant_number };
    }

    fn price(&mut self, low: &str, high: &str) -> i64 {
        let fen = self.dice.between(cents(low), cents(high));
        // Prices end in .0, .5, .8 or .9.
        fen / 100 * 100 + *self.dice.pick(&[0, 0, 0, 50, 80, 90])
    }
}
