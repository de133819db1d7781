//! What she orders, from Taobao (paid by Alipay) and JD (paid by WeChat).

use super::{CARD, LinHe};
use crate::life::calendar::day;
use crate::life::shop::{Item, Order};
use crate::life::wallet::{Flow, later};
use crate::table::{Row, cents};
use chrono::{Datelike, NaiveDate, NaiveDateTime};

/// How often she buys such things on a usual day.
const HABITS: &[(&str, f64)] =
    &[("clothes", 0.055), ("beauty", 0.032), ("home", 0.04), ("snack", 0.035), ("work", 0.016), ("fit", 0.005), ("cat_care", 0.022)];

/// Things for others and for one time of life, on the day she thought of them.
const ON_A_DAY: &[(i32, u32, u32, &str, usize)] = &[
    (2024, 8, 6, "gift_partner", 1),
    (2024, 9, 24, "gift_mother", 1),
    (2024, 11, 11, "gift_baby", 0),
    (2024, 11, 11, "gift_baby", 1),
    (2025, 1, 12, "gift_baby", 2),
    (2025, 1, 14, "gift_mother", 2),
    (2025, 2, 9, "gift_partner", 0),
    (2025, 4, 19, "stomach", 0),
    (2025, 4, 27, "stomach", 1),
    (2025, 5, 6, "gift_mother", 0),
    (2025, 7, 19, "gift_dog", 0),
    (2025, 10, 12, "gift_baby", 3),
    (2025, 10, 28, "gift_partner", 0),
];

impl LinHe {
    /// An evening with the phone.
    pub(super) fn browse(&mut self, date: NaiveDate) {
        let days = (date - day(2024, 7, 1)).num_days();
        // The cat eats and digs on a schedule that drifts a little.
        if days % 33 == 4 {
            self.order(date, "cat_food", None);
        }
        if days % 26 == 11 {
            self.order(date, "cat_litter", None);
        }
        let sale = matches!((date.month(), date.day()), (11, 9..=11) | (10, 31) | (6, 16..=18) | (12, 12));
        let eager = self.mood(date)
            * if sale {
                5.0
            } else if self.away(date).is_some() {
                0.2
            } else {
                1.0
            };
        for (theme, rate) in HABITS {
            if self.dice.chance(rate * eager) {
                self.order(date, theme, None);
            }
        }
        for (y, m, d, theme, which) in ON_A_DAY {
            if date == day(*y, *m, *d) {
                self.order(date, theme, Some(*which));
            }
        }
        for (theme, rate) in [("daily", 0.055), ("food", 0.06), ("tech", 0.014), ("cat", 0.02)] {
            if self.dice.chance(rate * if sale { 3.0 } else { 1.0 }) {
                self.order_at_jd(date, theme);
            }
        }
    }

    fn order(&mut self, date: NaiveDate, theme: &str, which: Option<usize>) {
        let rows = self.goods.of(theme);
        let first = which.map_or_else(|| *self.dice.pick(&rows), |n| rows[n]);
        let at = self.dice.clock(date, 22, 25, 150);
        let mut items = vec![self.item(first)];
        // Something else from the same shop goes into the basket.
        let more: Vec<Row> = self.goods.rows().filter(|r| r[1] == first[1] && r[2] != first[2] && !r[0].starts_with("gift")).collect();
        if which.is_none() {
            for row in more {
                if items.len() < 4 && self.dice.chance(0.38) {
                    let item = self.item(row);
                    items.push(item);
                }
            }
        }
        let number = format!("2{}0027", self.dice.digits(14));
        let freight = if self.dice.chance(0.1) { 600 } else { 0 };
        let whole: i64 = items.iter().map(|i| i.unit * i.quantity).sum();
        let coupon = if whole > 20_000 && self.dice.chance(0.5) { 3000 } else { 0 };
        let paid = whole + freight - coupon;
        let (shop, title) = (first[1], first[2]);
        let status = self.pay_for(at, [first[5], shop, title], &number, paid, items.len());
        self.orders.push(Order { number, at, status, shop, items, paid, freight });
    }

    fn item(&mut self, row: Row) -> Item {
        let quantity = if row[0] == "cat_food" || row[0] == "snack" { self.dice.between(1, 2) } else { 1 };
        Item { title: row[2], sku: row[3], id: format!("6{}", self.dice.digits(11)), quantity, unit: cents(row[4]) }
    }

    /// Pays at the wallet, or not; the order's state follows.
    fn pay_for(&mut self, at: NaiveDateTime, [kind, shop, title]: [&str; 3], number: &str, paid: i64, items: usize) -> &'static str {
        let cut: String = title.chars().take(28).collect();
        let what = if items > 1 { format!("{cut} 等多件") } else { cut };
        let method = *self.dice.pick(&["花呗", "花呗", "花呗", "余额宝", "余额宝", CARD]);
        let method = if paid > 35_000 && method == "花呗" { "花呗分期(3期)" } else { method };
        let moment = later(at, self.dice.between(8, 75));
        self.spend(moment, [kind, &masked(shop), &what], paid, method);
        let line = self.alipay.lines.last_mut().expect("just paid");
        line.merchant_number = format!("T200P{number}");
        line.account = format!("{}***@example.com", &number[11..14]);
        if at.date() >= day(2025, 12, 27) {
            line.status = "等待确认收货".into();
            return "卖家已发货";
        }
        let fate = self.dice.between(1, 100);
        let credit = |she: &mut Self, fen: i64| {
            if method.starts_with("花呗") {
                *she.on_credit.entry((at.year(), at.month())).or_default() -= fen;
            }
        };
        match fate {
            // Changed her mind before paying.
            1..=4 => {
                credit(self, paid);
                self.alipay.cancel();
                "交易关闭"
            }
            // Sent back, all of it.
            5..=10 => {
                credit(self, paid);
                let back = later(at, self.dice.between(2, 9) * 86_400 + self.dice.between(0, 30_000));
                self.alipay.refund(&mut self.dice, back, paid);
                "交易关闭"
            }
            // Price protection or a flaw.
            11..=13 => {
                let part = paid * self.dice.between(8, 30) / 100;
                credit(self, part);
                let back = later(at, self.dice.between(1, 6) * 86_400);
                self.alipay.refund(&mut self.dice, back, part);
                "交易成功"
            }
            _ => "交易成功",
        }
    }

    fn order_at_jd(&mut self, date: NaiveDate, theme: &str) {
        let rows = self.jd_goods.of(theme);
        let row = *self.dice.pick(&rows);
        let at = self.dice.clock(date, 21, 30, 120);
        let fen = cents(row[3]) - if self.dice.chance(0.3) { 500 } else { 0 };
        self.jd.book(&mut self.dice, at, Flow::Out, [row[2], "京东平台商户", row[1]], fen, "微信-招商银行(1111)");
        let line = self.jd.lines.last().expect("just booked");
        let (number, merchant_number) = (line.number.clone(), line.merchant_number.clone());
        let paid = later(at, 3);
        let words = ["商户消费", "京东商城平台商户", &format!("京东-订单编号{number}")];
        self.wechat.book(&mut self.dice, paid, Flow::Out, words, fen, CARD).merchant_number = merchant_number;
        let back = match self.dice.between(1, 100) {
            1..=6 => fen,
            7..=15 => fen * self.dice.between(5, 40) / 100,
            _ => return,
        };
        let when = later(at, self.dice.between(20, 150) * 3600);
        for wallet in [&mut self.jd, &mut self.wechat] {
            wallet.refund(&mut self.dice, when, back);
        }
    }
}

/// Half a shop's name, as Alipay shows it.
fn masked(shop: &str) -> String {
    let chars: Vec<char> = shop.chars().collect();
    let head: String = chars.iter().take(2).collect();
    let tail = chars.last().expect("a name");
    format!("{head}**{tail}")
}
