//! What a life leaves behind: rows of a wallet, orders, chat lines, day by day, from the tables of habits and talk.

use super::dice::Dice;
use super::life::{Life, span};
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Weekday};

/// A movement of the wallet.
pub struct Paid {
    pub at: NaiveDateTime,
    /// 支出, 收入, 不计收支.
    pub flow: &'static str,
    pub party: String,
    pub what: String,
    pub category: String,
    pub fen: i64,
    pub method: &'static str,
    pub status: &'static str,
    pub order: Option<String>,
}

/// An order.
pub struct Ordered {
    pub at: NaiveDateTime,
    pub number: String,
    pub shop: String,
    pub title: String,
    pub pieces: i64,
    pub fen: i64,
    pub to: String,
    pub status: &'static str,
}

/// A line of a chat.
pub struct Line {
    pub at: NaiveDateTime,
    /// The other side's name, or a group's behind `G:`.
    pub chat: String,
    pub own: bool,
    pub who: String,
    pub text: String,
}

/// All of it.
#[derive(Default)]
pub struct Book {
    pub paid: Vec<Paid>,
    pub ordered: Vec<Ordered>,
    pub lines: Vec<Line>,
}

const HABITS: &str = include_str!("data/habits.tsv");
const TALK: &str = include_str!("data/talk.tsv");

/// Lives through every day of the exports.
pub fn keep(life: &Life, number: u64) -> Book {
    let mut dice = Dice::new(number.wrapping_add(1_000_000));
    let mut book = Book::default();
    let rows = |data: &'static str| data.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect::<Vec<_>>());
    let habits: Vec<Vec<&str>> = rows(HABITS).filter(|r| life.is(r[0])).collect();
    let talk: Vec<Vec<&str>> = rows(TALK).filter(|r| life.is(r[0])).collect();
    // What happens once in a window has its day.
    let once: Vec<Option<NaiveDate>> = habits.iter().chain(&talk).map(|row| once(life, &mut dice, row)).collect();
    let (first, last) = span();
    for day in first.iter_days().take_while(|d| *d <= last) {
        if life.silent.is_some_and(|(from, to)| (from..=to).contains(&day)) {
            continue;
        }
        let away = life.trips.iter().find(|(_, from, to)| (*from..=*to).contains(&day));
        if let Some((city, from, to)) = away {
            travel(&mut book, life, &mut dice, city, day, *from, *to);
        }
        for (i, row) in habits.iter().enumerate() {
            for _ in 0..times(life, &mut dice, row, once[i], day) {
                // On the road nobody shops at home.
                if away.is_some() && ["A"].contains(&row[5]) {
                    continue;
                }
                live(&mut book, life, &mut dice, row, day);
            }
        }
        for (i, row) in talk.iter().enumerate() {
            for _ in 0..times(life, &mut dice, row, once[habits.len() + i], day) {
                speak(&mut book, life, &mut dice, row, day);
            }
        }
    }
    book.paid.sort_by_key(|p| std::cmp::Reverse(p.at));
    book.ordered.sort_by_key(|o| std::cmp::Reverse(o.at));
    book.lines.sort_by_key(|l| l.at);
    book
}

/// `event+from..to` around its day; `None` where there is no such event or no window.
fn window(life: &Life, row: &[&str]) -> Option<(NaiveDate, NaiveDate)> {
    let at = row[1].find(['+', '-']).filter(|at| *at > 0)?;
    let (event, offsets) = row[1].split_at(at);
    let (from, to) = offsets.trim_start_matches('+').split_once("..").unwrap();
    let day = life.days.get(event).copied().unwrap_or(NaiveDate::MIN + TimeDelta::days(4000));
    let off = |text: &str| TimeDelta::days(text.trim_start_matches('+').parse().unwrap());
    Some((day + off(from), day + off(to)))
}

fn once(life: &Life, dice: &mut Dice, row: &[&str]) -> Option<NaiveDate> {
    let (from, to) = window(life, row).unwrap_or(span());
    (row[2] == "once").then(|| from + TimeDelta::days(dice.between(0, (to - from).num_days())))
}

/// How often a habit shows on this day.
fn times(life: &Life, dice: &mut Dice, row: &[&str], once: Option<NaiveDate>, day: NaiveDate) -> usize {
    if window(life, row).is_some_and(|(from, to)| !(from..=to).contains(&day)) {
        return 0;
    }
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let share = |text: &str| text.trim_end_matches('%').parse::<f64>().unwrap() / 100.0;
    let rate = row[2];
    let hit = match rate {
        "once" => once == Some(day),
        "pay" => day.day() == life.payday && !after_layoff(life, day),
        _ => match rate.split_at(1) {
            ("w", p) if p.ends_with('%') => !weekend && dice.chance(share(p)) && !after_layoff(life, day),
            ("e", p) if p.ends_with('%') => weekend && dice.chance(share(p)),
            ("d", on) => day.day() == on.parse::<u32>().unwrap(),
            ("q", on) => day.day() == on.parse::<u32>().unwrap() && day.month() % 3 == 1,
            ("y", on) => day.format("%m%d").to_string() == on,
            _ => {
                let (n, per) = rate.split_once('/').unwrap();
                let mean = n.parse::<f64>().unwrap() / if per == "day" { 1.0 } else { 30.0 };
                return poisson(dice, mean);
            }
        },
    };
    usize::from(hit)
}

fn poisson(dice: &mut Dice, mean: f64) -> usize {
    let (mut n, mut p) = (0, dice.share());
    while p > (-mean).exp() && n < 30 {
        n += 1;
        p *= dice.share();
    }
    n
}

fn after_layoff(life: &Life, day: NaiveDate) -> bool {
    life.days.get("layoff").is_some_and(|gone| day > *gone)
}

/// A moment of the day at which the person is awake; one in thirty is not.
fn clock(life: &Life, dice: &mut Dice, day: NaiveDate, hour: &str, spread: &str) -> Option<NaiveDateTime> {
    let minutes = dice.around(hour.parse::<f64>().unwrap() * 60.0 + 20.0, spread.parse().unwrap());
    let at = day.and_hms_opt(0, 0, 0).unwrap() + TimeDelta::seconds((minutes * 60.0) as i64 + dice.between(0, 59));
    let from_noon = (f64::from(at.hour()) + f64::from(at.minute()) / 60.0 + 12.0) % 24.0;
    let asleep = (life.asleep.0..life.asleep.1).contains(&from_noon) || (life.asleep.0..life.asleep.1).contains(&(from_noon + 24.0));
    (!asleep || dice.chance(0.03)).then_some(at)
}

/// Text with the person's words in it.
fn filled(life: &Life, dice: &mut Dice, text: &str, day: NaiveDate) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, tail) = after.split_once('}').unwrap();
        out += before;
        match slot {
            "homedistrict" => out += district(life, day).trim_end_matches('区'),
            // Strangers and guests are many.
            "stranger" | "guest" => {
                out += &format!(
                    "{}*{}",
                    dice.pick(&["李", "王", "张", "刘", "陈", "杨", "黄", "吴"]),
                    dice.pick(&["明", "芳", "强", "丽", "军", "静", "杰", "燕", "涛", "敏"])
                )
            }
            "employer" if life.days.get("newjob").is_some_and(|d| day > *d) => out += "新样例信息技术有限公司",
            _ => out += life.words.get(slot).unwrap_or_else(|| panic!("{slot} has no words")),
        }
        rest = tail;
    }
    out + rest
}

fn district(life: &Life, day: NaiveDate) -> &'static str {
    life.moved_to.filter(|_| life.days.get("move").is_some_and(|d| day >= *d)).unwrap_or(life.home[2])
}

fn live(book: &mut Book, life: &Life, dice: &mut Dice, row: &[&str], day: NaiveDate) {
    let Some(at) = clock(life, dice, day, row[3], row[4]) else { return };
    let party = filled(life, dice, row[6], day);
    let what = filled(life, dice, row[7], day);
    let yuan = |text: &str, life: &Life, dice: &mut Dice| filled(life, dice, text, day).parse::<i64>().unwrap();
    let (low, high) = (yuan(row[9], life, dice) * 100, yuan(row[10], life, dice) * 100);
    let fen = if low == high { low } else { dice.between(low, high) };
    if low == 0 && high == 0 {
        return;
    }
    let note = row.get(11).copied().unwrap_or("");
    let paid = |flow, category: &str, method, status| Paid {
        at,
        flow,
        party: party.clone(),
        what: what.clone(),
        category: category.to_owned(),
        fen,
        method,
        status,
        order: None,
    };
    let method = match note {
        "花呗" => "花呗",
        "花呗分期(6期)" => "花呗分期(6期)",
        _ => *dice.pick(&["余额宝", "招商银行储蓄卡(1111)", "余额"]),
    };
    match row[5] {
        "A" => book.paid.push(paid("支出", row[8], method, "交易成功")),
        "P" | "R" => book.paid.push(paid("支出", "转账红包", method, "交易成功")),
        "I" => book.paid.push(paid("收入", row[8], "余额", "交易成功")),
        "N" => book.paid.push(paid("不计收支", row[8], method, if row[8] == "信用借还" { "还款成功" } else { "交易成功" })),
        "T" => {
            let to = recipient(life, dice, note, day);
            let number = format!("27{:017}", dice.between(0, 99_999_999_999_999_999));
            let pieces = if note == "x20" { dice.between(12, 30) } else { 1 };
            let back = note == "return" && dice.chance(0.5) || dice.chance(0.04);
            let status = if back { "交易关闭" } else { "交易成功" };
            book.paid.push(Paid { order: Some(number.clone()), ..paid("支出", "日用百货", method, status) });
            book.ordered.push(Ordered { at, number, shop: party.clone(), title: what.clone(), pieces, fen, to, status });
        }
        other => panic!("{other} is no channel"),
    }
}

/// Name and address on the parcel.
fn recipient(life: &Life, dice: &mut Dice, note: &str, day: NaiveDate) -> String {
    let [province, city, _] = life.home;
    let home = format!("{province} {city} {} 样例路{}号", district(life, day), if life.moved_to.is_some() { "8" } else { "1" });
    let (name, address) = match note {
        "partner" => (life.words["partnername"].clone(), home),
        "flatmate" => (life.words["flatmate"].clone(), home),
        "mother" => ("样母".to_owned(), format!("{} {} 老城区 样例巷2号", life.from[0], life.from[1])),
        "gift" => (life.words["oldmate"].clone(), format!("{} {} 新城区 样例街9号", life.from[0], life.from[1])),
        _ if life.shared && dice.chance(0.45) => (life.words["friend2"].clone(), home),
        _ => (life.words["name"].clone(), home),
    };
    format!("{name}，86-{}，{address}，000000", life.words["phone"])
}

fn travel(book: &mut Book, life: &Life, dice: &mut Dice, city: &str, day: NaiveDate, from: NaiveDate, to: NaiveDate) {
    let here = life.words["city"].clone();
    let there = city.trim_end_matches('市');
    let mut pay = |dice: &mut Dice, hour: f64, party: String, what: String, category: &str, low: i64, high: i64| {
        let minutes = dice.around(hour * 60.0, 50.0);
        let at = day.and_hms_opt(0, 0, 0).unwrap() + TimeDelta::seconds((minutes * 60.0) as i64);
        let fen = dice.between(low * 100, high * 100);
        book.paid.push(Paid {
            at,
            flow: "支出",
            party,
            what,
            category: category.to_owned(),
            fen,
            method: "招商银行储蓄卡(1111)",
            status: "交易成功",
            order: None,
        });
    };
    if day == from {
        pay(dice, 8.0, "中国铁路12306".into(), format!("火车票 {here}-{there}"), "交通出行", 120, 600);
        pay(dice, 8.1, "飞猪旅行".into(), format!("{there}样例酒店 大床房"), "酒店旅游", 260, 1400);
    }
    if day == to {
        pay(dice, 17.0, "中国铁路12306".into(), format!("火车票 {there}-{here}"), "交通出行", 120, 600);
    }
    for hour in [12.4, 18.8] {
        if dice.chance(0.8) {
            pay(dice, hour, format!("{there}市老街小吃店"), "扫二维码付款".into(), "餐饮美食", 20, 120);
        }
    }
}

fn speak(book: &mut Book, life: &Life, dice: &mut Dice, row: &[&str], day: NaiveDate) {
    // A relationship that ended is not written to as before.
    let over = life.days.get("breakup").is_some_and(|d| day > *d);
    if over && row[5] == "partner" {
        return;
    }
    let Some(mut at) = clock(life, dice, day, row[3], row[4]) else { return };
    let group = row[5].strip_prefix("G:");
    let other = life.words.get(row[5]).cloned();
    let chat = match (group, &other) {
        (Some(group), _) => format!("G:{}", titled(life, group)),
        (None, Some(name)) => name.clone(),
        _ => panic!("{} is nobody", row[5]),
    };
    let exchanges: Vec<&str> = row[6].split(" / ").collect();
    for line in dice.pick(&exchanges).split("  ") {
        let (who, text) = line.trim().split_once(": ").unwrap();
        let own = who == "me";
        let speaker = match (own, group) {
            (true, _) => life.words["name"].clone(),
            (false, Some(_)) => format!("{}样", dice.pick(&["老陈", "小周", "刘", "阿秀", "大李", "宋", "阿唐"])),
            (false, None) => chat.clone(),
        };
        book.lines.push(Line { at, chat: chat.clone(), own, who: speaker, text: filled(life, dice, text, day) });
        at += TimeDelta::seconds(dice.between(15, 400));
    }
}

/// What a group is called.
fn titled(life: &Life, group: &str) -> String {
    let city = &life.words["city"];
    match group {
        "work" => format!("{}项目组", life.words["employer"].trim_end_matches("有限公司")),
        "class" => "2022级2班".to_owned(),
        "parents" if life.is("preschool") => "小一班家长群".to_owned(),
        "parents" => "三年级2班家长群".to_owned(),
        "ward" => "内科护理组".to_owned(),
        "owners" => format!("{city}样例花园业主群"),
        "family" => "相亲相爱一家人".to_owned(),
        "sport" => "周末羽毛球".to_owned(),
        _ => "开黑群".to_owned(),
    }
}
