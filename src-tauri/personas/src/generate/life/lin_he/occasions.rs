//! What comes by the month, and what comes once: pay and rent, festivals, people, the clinic.

use super::{CARD, LinHe};
use crate::life::calendar::{day, workday, working_day_before};
use crate::life::wallet::Flow::{In, Neutral, Out};
use chrono::{Datelike, NaiveDate};

/// `(date, hour, minute, in or out, who, fen, note)`; a red packet has no note. Hours over 23 are past midnight.
type Gift = (i32, u32, u32, i64, i64, bool, &'static str, i64, &'static str);
const GIFTS: &[Gift] = &[
    (2024, 8, 10, 20, 13, false, "小屿", 52000, "七夕快乐"),
    (2024, 8, 10, 22, 40, true, "小屿", 1314, ""),
    (2024, 11, 3, 24, 2, true, "小屿", 52000, "生日快乐小屿"),
    (2024, 11, 20, 12, 30, true, "阿宁", 60000, "宝宝满月快乐"),
    (2024, 12, 25, 21, 30, false, "小屿", 5200, ""),
    (2025, 1, 28, 20, 20, true, "妈妈", 88800, ""),
    (2025, 1, 28, 20, 25, false, "妈妈", 66600, ""),
    (2025, 1, 29, 9, 40, false, "二姨", 20000, ""),
    (2025, 1, 29, 10, 5, true, "小表弟", 20000, ""),
    (2025, 2, 14, 20, 52, false, "小屿", 52000, "爱你"),
    (2025, 2, 14, 21, 14, true, "小屿", 13140, "一生一世"),
    (2025, 5, 11, 9, 30, true, "妈妈", 52000, "母亲节快乐"),
    (2025, 5, 20, 13, 14, true, "小屿", 52000, "520"),
    (2025, 5, 20, 13, 20, false, "小屿", 131400, "往后余生"),
    (2025, 5, 20, 15, 2, true, "设计组大家庭", 1314, ""),
    (2025, 8, 29, 20, 20, false, "小屿", 52000, "七夕"),
    (2025, 9, 6, 12, 0, true, "老周", 80000, "新婚快乐"),
    (2025, 10, 20, 12, 12, true, "阿宁", 30000, "周岁快乐"),
    (2025, 11, 3, 24, 1, true, "小屿", 52000, "生日快乐"),
    (2025, 12, 25, 21, 12, false, "小屿", 5200, ""),
];

/// `(date, hour, wallet words, fen)`: her own stomach in spring, her mother's eyes in December.
type Visit = (i32, u32, u32, i64, [&'static str; 3], i64);
const CLINIC: &[Visit] = &[
    (2025, 4, 12, 22, ["医疗健康", "安合大药房", "外卖送药-铝碳酸镁咀嚼片(大关店)"], 4380),
    (2025, 4, 15, 8, ["医疗健康", "杭州拱北医院", "门诊挂号-消化内科"], 2500),
    (2025, 4, 15, 10, ["医疗健康", "杭州拱北医院", "门诊缴费-检验费"], 18640),
    (2025, 4, 22, 8, ["医疗健康", "杭州拱北医院", "门诊缴费-无痛胃镜"], 68500),
    (2025, 4, 22, 11, ["医疗健康", "杭州拱北医院", "门诊缴费-西药费"], 21370),
    (2025, 5, 13, 9, ["医疗健康", "杭州拱北医院", "门诊挂号-消化内科"], 2500),
    (2025, 5, 13, 10, ["医疗健康", "杭州拱北医院", "门诊缴费-西药费"], 15820),
    (2025, 12, 6, 10, ["医疗健康", "上饶市饶北人民医院", "门诊缴费-眼科检查"], 23600),
];

impl LinHe {
    /// Rent, pay, bills and what is repaid.
    pub(super) fn money_matters(&mut self, date: NaiveDate) {
        let (y, m) = (date.year(), date.month());
        if date.day() == 1 {
            let at = self.dice.clock(date, 10, 20, 40);
            self.hand(at, Out, "房东张姐", 280_000, &format!("{m}月房租"));
        }
        if date == working_day_before(day(y, m, 10)) {
            self.payday(date);
        }
        if date.day() == 10 {
            self.repay(date);
        }
        if date.day() == 14 {
            let at = self.dice.clock(date, 20, 30, 60);
            self.hand(at, Out, "妈妈", 100_000, "给妈妈的生活费");
        }
        if date.day() == 25 {
            let (at, fen) = (self.dice.clock(date, 21, 0, 50), self.dice.between(60_000, 150_000));
            self.wechat.book(&mut self.dice, at, Neutral, ["信用卡还款", "招商银行信用卡", "招商银行信用卡(4242)还款"], fen, CARD);
        }
        let (at, fen) = (self.dice.clock(date, 5, 10, 30), self.dice.between(88, 176));
        let what = format!("余额宝-{}-收益发放", (date - chrono::TimeDelta::days(1)).format("%Y.%m.%d"));
        self.alipay.book(&mut self.dice, at, Neutral, ["投资理财", "天弘基金管理有限公司", &what], fen, "余额宝");
        for (on, hour, words, fen) in [
            (3, 7, ["文化休闲", "网易云音乐", "网易云音乐黑胶VIP连续包月"], 1500),
            (8, 6, ["生活服务", "App Store", "App Store & Apple Music：iCloud+ 自动扣款"], 2100),
            (17, 6, ["文化休闲", "哔哩哔哩", "大会员连续包月"], 1500),
            (21, 10, ["充值缴费", "中国移动", "话费充值-13800000000"], 5900),
        ] {
            if date.day() == on {
                let at = self.dice.clock(date, hour, 12, 8);
                self.spend(at, words, fen, "余额宝");
            }
        }
        if date.day() == 12 && m.is_multiple_of(2) {
            for (party, what, low, high) in [
                ("国网浙江省电力有限公司", "电费-杭州市拱墅区大关苑", 9000, 26000),
                ("杭州天然气有限公司", "燃气费-拱墅区大关苑", 2000, 5200),
                ("杭州市水务集团有限公司", "水费-拱墅区大关苑", 2400, 4800),
            ] {
                let (at, fen) = (self.dice.clock(date, 19, 40, 20), self.dice.between(low, high));
                self.spend(at, ["充值缴费", party, what], fen, "余额宝");
            }
        }
    }

    fn payday(&mut self, date: NaiveDate) {
        let pay = if date >= day(2025, 4, 1) { 1_362_000 } else { 1_248_000 };
        let fen = pay + self.dice.between(-18_000, 18_000);
        let at = self.dice.clock(date, 15, 30, 25);
        let words = ["收入", "杭州未至科技有限公司", &format!("工资代发-{}月", date.month())];
        self.alipay.book(&mut self.dice, at, In, words, fen, "余额");
        let saved = at + chrono::TimeDelta::minutes(self.dice.between(30, 300));
        self.alipay.book(&mut self.dice, saved, Neutral, ["投资理财", "余额宝", "余额宝-单次转入"], fen / 10_000 * 10_000, "余额");
        let paid_out = self.dice.between(560_000, 640_000) / 10_000 * 10_000;
        let moved = saved + chrono::TimeDelta::minutes(6);
        self.alipay.book(&mut self.dice, moved, Neutral, ["转账", "何琳", "余额宝-转出到银行卡"], paid_out, CARD);
    }

    fn repay(&mut self, date: NaiveDate) {
        let last = date - chrono::TimeDelta::days(20);
        let due = self.on_credit.get(&(last.year(), last.month())).copied().unwrap_or(0);
        if due <= 0 {
            return;
        }
        let at = self.dice.clock(date, 6, 40, 20);
        let words = ["信用借还", "花呗", &format!("花呗自动还款-{}年{:02}月账单", last.year(), last.month())];
        self.alipay.book(&mut self.dice, at, Neutral, words, due, "余额宝").status = "还款成功".into();
    }

    /// Days that are not like others, and small sums between people.
    pub(super) fn occasions(&mut self, date: NaiveDate) {
        for &(y, m, d, hour, minute, out, who, fen, note) in GIFTS {
            if date == day(y, m, d) {
                let at = self.dice.clock(date, hour, minute, 2);
                self.hand(at, if out { Out } else { In }, who, fen, note);
            }
        }
        for &(y, m, d, hour, words, fen) in CLINIC {
            if date == day(y, m, d) {
                let at = self.dice.clock(date, hour, 25, 20);
                self.spend(at, words, fen, CARD);
                if words[1] == "杭州拱北医院" && self.clinic_days.last() != Some(&date) {
                    self.clinic_days.push(date);
                }
            }
        }
        let (who, low, high, notes): (&str, i64, i64, &[&str]) = match self.dice.between(1, 100) {
            1..=5 => ("小屿", 15, 180, &["电影票", "晚饭AA", "奶茶", "猫粮一半我出", "打车"]),
            6..=7 => ("阿宁", 20, 120, &["火锅AA", "下午茶", "代买的书"]),
            8..=10 if workday(date) => ("设计组-小方", 12, 45, &["午饭", "拼单奶茶", "咖啡"]),
            11 => ("妈妈", 50, 200, &["买点水果", "天冷加衣"]),
            12 if date.day() > 20 => ("老周", 800, 2600, &["插画稿费", "图标外包尾款"]),
            _ => return,
        };
        let incoming = who == "老周" || self.dice.chance(0.5);
        let night = who == "小屿" && self.dice.chance(0.5);
        let (at, fen) = (self.dice.clock(date, if night { 23 } else { 18 }, 30, 80), self.dice.between(low, high) * 100);
        let note = *self.dice.pick(notes);
        self.hand(at, if incoming { In } else { Out }, who, fen, note);
    }
}
