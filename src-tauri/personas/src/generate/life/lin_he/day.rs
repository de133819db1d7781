//! What an ordinary day of hers looks like, and one away.

use super::{CARD, LinHe};
use crate::life::calendar::{day, workday};
use crate::life::wallet::Flow;
use chrono::{Datelike, NaiveDate, Weekday};

/// Where she was when not in Hangzhou.
pub(super) const TRIPS: &[(NaiveDate, NaiveDate, &str, &str)] = &[
    (day_of(2024, 10, 1), day_of(2024, 10, 6), "xian", "西安"),
    (day_of(2025, 1, 26), day_of(2025, 2, 4), "shangrao", "上饶"),
    (day_of(2025, 6, 21), day_of(2025, 6, 22), "shanghai", "上海"),
    (day_of(2025, 10, 1), day_of(2025, 10, 6), "chengdu", "成都"),
    (day_of(2025, 12, 6), day_of(2025, 12, 7), "shangrao", "上饶"),
];

const fn day_of(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).expect("a day of the calendar")
}

/// While her stomach was bad she drank no coffee and ate plainly.
fn unwell(date: NaiveDate) -> bool {
    (day(2025, 4, 12)..=day(2025, 5, 25)).contains(&date)
}

impl LinHe {
    pub(super) fn away(&self, date: NaiveDate) -> Option<&'static str> {
        TRIPS.iter().find(|(from, to, ..)| (*from..=*to).contains(&date)).map(|(_, _, theme, _)| *theme)
    }

    pub(super) fn ordinary_day(&mut self, date: NaiveDate) {
        let mood = self.mood(date);
        if workday(date) {
            self.office_day(date, mood);
        } else {
            self.free_day(date, mood);
        }
        if self.dice.chance(0.13) {
            let at = self.dice.clock(date, 22, 40, 45);
            self.visit("shop_home", at);
        }
        self.play(date, mood);
    }

    fn office_day(&mut self, date: NaiveDate, mood: f64) {
        if self.dice.chance(0.03) {
            // A day off, ill or on leave: the cat and a delivery.
            let at = self.dice.clock(date, 13, 0, 60);
            self.tap("takeaway", at);
            return;
        }
        if self.dice.chance(0.5) {
            let at = self.dice.clock(date, 8, 32, 16);
            self.visit("breakfast", at);
        }
        if self.dice.chance(0.62) {
            let at = self.dice.clock(date, 9, 26, 16);
            self.ride(at, "大关-江晖路");
        } else if self.dice.chance(0.1) {
            let at = self.dice.clock(date, 9, 35, 12);
            self.tap("didi", at);
        }
        if self.dice.chance(0.74) {
            let at = self.dice.clock(date, 12, 18, 25);
            self.visit("lunch", at);
        }
        if !unwell(date) && self.dice.chance(0.3 * mood) {
            let at = self.dice.clock(date, 14, 10, 60);
            self.tap("coffee", at);
        }
        let busy = matches!(date.weekday(), Weekday::Tue | Weekday::Thu) && self.dice.chance(0.6);
        let leaves = if busy { 21 } else { 19 };
        if self.dice.chance(if busy { 0.3 } else { 0.62 }) {
            let at = self.dice.clock(date, leaves, 5, 28);
            self.ride(at, "江晖路-大关");
        } else if busy {
            let at = self.dice.clock(date, 21, 40, 25);
            self.tap("didi", at);
        }
        if self.dice.chance(0.34) {
            let at = self.dice.clock(date, if busy { 22 } else { 20 }, 5, 30);
            self.tap("takeaway", at);
        } else if self.dice.chance(0.2) {
            let at = self.dice.clock(date, leaves, 50, 20);
            self.visit("grocery", at);
        }
    }

    fn free_day(&mut self, date: NaiveDate, mood: f64) {
        if self.dice.chance(0.55) {
            let at = self.dice.clock(date, 12, 40, 70);
            self.tap("takeaway", at);
        }
        if self.dice.chance(0.5) {
            let at = self.dice.clock(date, 16, 0, 110);
            self.visit("grocery", at);
        }
        if self.dice.chance(0.45 * mood) {
            for hour in [14, 18] {
                let at = self.dice.clock(date, hour, 30, 70);
                self.visit("weekend", at);
            }
            let at = self.dice.clock(date, 21, 10, 50);
            self.tap("didi", at);
        } else if !unwell(date) && self.dice.chance(0.25) {
            let at = self.dice.clock(date, 15, 0, 60);
            self.tap("coffee", at);
        }
    }

    fn ride(&mut self, at: chrono::NaiveDateTime, from_to: &str) {
        self.spend(at, ["交通出行", "杭州地铁", &format!("杭州地铁-乘车({from_to})")], 400, "余额宝");
    }

    /// A story game, mostly in bed, after the pay has come in and when a new card is out.
    fn play(&mut self, date: NaiveDate, mood: f64) {
        let event = (18..=24).contains(&date.day()) && date.month().is_multiple_of(2);
        if !self.dice.chance(if event { 0.22 } else { 0.06 } * mood) {
            return;
        }
        let at = self.dice.clock(date, 24, 15, 65);
        let fen = *self.dice.pick(&[600, 1200, 3000, 3000, 6800, 9800, 19800]);
        *self.game_months.entry((at.year(), at.month())).or_default() += fen;
        if self.dice.chance(0.6) {
            self.wechat.book(&mut self.dice, at, Flow::Out, ["商户消费", "叠纸游戏", "恋与深空-晶钻充值"], fen, "零钱");
        } else {
            self.spend(at, ["文化休闲", "App Store", "App Store & Apple Music：恋与深空 游戏充值"], fen, "花呗");
        }
    }

    pub(super) fn away_day(&mut self, date: NaiveDate, city: &str) {
        let (from, to, _, name) = TRIPS.iter().find(|(a, b, ..)| (*a..=*b).contains(&date)).expect("a trip on this day");
        let family = city == "shangrao";
        if date == *from {
            let at = self.dice.clock(*from, 9, 10, 40) - chrono::TimeDelta::days(self.dice.between(9, 14));
            let seats = if family { 1 } else { 2 };
            let fare = seats * self.dice.between(60, 290) * 100 + 50 * seats;
            self.spend(at, ["交通出行", "中国铁路12306", &format!("火车票 杭州东-{name}")], fare, CARD);
            self.spend(at + chrono::TimeDelta::minutes(4), ["交通出行", "中国铁路12306", &format!("火车票 {name}-杭州东")], fare, CARD);
            if !family {
                let nights = (*to - *from).num_days();
                let cost = nights * self.dice.between(268, 359) * 100;
                self.spend(
                    at + chrono::TimeDelta::minutes(26),
                    ["酒店旅游", "飞猪旅行", &format!("{name}栖木酒店 大床房 {nights}晚")],
                    cost,
                    "花呗",
                );
            }
            let fed = self.dice.clock(*from, 8, 20, 15);
            let days = (*to - *from).num_days() + 1;
            self.hand(fed, Flow::Out, "小段上门喂猫", days * 2500, &format!("喂猫{days}天 钥匙在密码盒"));
        }
        let visits = if family { 2 } else { 4 };
        for n in 0..visits {
            if self.dice.chance(0.75) {
                let at = self.dice.clock(date, 10 + n * 3, 10, 60);
                self.visit(city, at);
            }
        }
    }
}
