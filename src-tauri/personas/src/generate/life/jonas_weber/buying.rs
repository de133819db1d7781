//! Eight years of orders: what a household of two, then three, then four with a tail needs, and presents.

use super::{away, day};
use crate::dice::Dice;
use crate::export::amazon_orders::{Bought, is_book};
use crate::table::{Row, Table, cents};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc, Weekday};

const OLD_HOME: &str = "Kastanienhof 9 Leipzig Sachsen 04277 Germany";
const NEW_HOME: &str = "Lindenhofweg 14 Leipzig Sachsen 04229 Germany";

/// How often such things are bought on a day.
const HABITS: &[(&str, f64)] = &[
    ("house", 0.042),
    ("book", 0.034),
    ("baby", 0.075),
    ("child", 0.03),
    ("dog", 0.024),
    ("dog_puppy", 0.05),
    ("garden", 0.011),
    ("tech", 0.007),
    ("bike", 0.008),
    ("man", 0.009),
    ("woman", 0.010),
    ("move", 0.06),
    ("back", 0.05),
];

/// `(date, title, euro, to whom, message)`: for others.
const PRESENTS: &[(i32, u32, u32, &str, &str, &str, &str)] = &[
    (
        2018,
        12,
        11,
        "Womens wool scarf chunky knit burgundy",
        "29.95",
        "Hannelore Weber Tannenstieg 22 Dresden Sachsen 01277 Germany",
        "Frohe Weihnachten Mama! Dein Jonas",
    ),
    (
        2020,
        5,
        6,
        "Womens gardening gloves leather for roses",
        "17.95",
        "Hannelore Weber Tannenstieg 22 Dresden Sachsen 01277 Germany",
        "Alles Liebe zum Muttertag, Jonas, Katrin und Mila",
    ),
    (
        2021,
        12,
        13,
        "Digital photo frame WiFi 10 inch",
        "89.99",
        "Hannelore Weber Tannenstieg 22 Dresden Sachsen 01277 Germany",
        "Mila jeden Tag! Frohe Weihnachten",
    ),
    (
        2023,
        5,
        2,
        "Premium protection nappies size 1, 2-5 kg, 96 pieces",
        "24.99",
        "Anne Weber Am Rosenanger 3 Erfurt Thüringen 99084 Germany",
        "Willkommen kleiner Oskar! Jonas und Katrin",
    ),
    (
        2023,
        5,
        2,
        "Newborn baby clothes set romper and hat size 56 (0-2 months)",
        "32.90",
        "Anne Weber Am Rosenanger 3 Erfurt Thüringen 99084 Germany",
        "Willkommen kleiner Oskar! Jonas und Katrin",
    ),
    (
        2024,
        5,
        28,
        "Interactive cat toy set with feather wand, 12 pieces",
        "13.99",
        "Gisela Pohl Lindenhofweg 14 Leipzig Sachsen 04229 Germany",
        "Danke fürs Einhüten! Für Mieze",
    ),
    (
        2025,
        1,
        14,
        "Baby music box moon sleep aid, 0 months+",
        "26.95",
        "Jule Krause Am Wiesenrain 7 Leipzig Sachsen 04317 Germany",
        "Für Jonathan, von uns dreien",
    ),
    (
        2025,
        9,
        22,
        "Foldable reacher grabber 80 cm after hip surgery",
        "16.95",
        "Hannelore Weber Tannenstieg 22 Dresden Sachsen 01277 Germany",
        "Gute Besserung Mama",
    ),
];

/// All orders, newest first.
pub(super) fn orders(dice: &mut Dice) -> Vec<Bought> {
    let goods = Table::read(include_str!("../../../../data/jonas_weber/amazon.tsv"));
    let mut all = Vec::new();
    let mut date = day(2018, 2, 1);
    // A puppy eats puppy food; from the summer on a bag lasts the dog about five weeks.
    let mut bag_empty = day(2021, 6, 28);
    while date <= day(2025, 12, 30) {
        if !away(date) {
            let eager = match (date.month(), date.day()) {
                (12, 1..=18) | (11, 24..=30) => 2.2,
                _ => 1.0,
            };
            for (theme, rate) in HABITS {
                let fits: Vec<Row> = goods.of(theme).into_iter().filter(|r| in_season(r, date)).collect();
                if !fits.is_empty() && dice.chance(rate * eager) {
                    buy(dice, date, &fits, &mut all);
                }
            }
        }
        if date >= bag_empty && !away(date) {
            let foods = goods.of("dog_food");
            // Mostly the usual one.
            let bag = if dice.chance(0.75) { foods[..1].to_vec() } else { foods };
            buy(dice, date, &bag, &mut all);
            bag_empty = date + TimeDelta::days(dice.around(35.0, 9.0) as i64);
        }
        for &(y, m, d, title, euro, to, message) in PRESENTS {
            if date == day(y, m, d) {
                let at = dice.clock(date, 20, 15, 30);
                let mut present = bought(dice, at, title, cents(euro));
                present.to = to.into();
                present.gift_message = Some(message);
                all.push(present);
            }
        }
        date = date.succ_opt().expect("a next day");
    }
    all.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.asin.cmp(&b.asin)));
    all
}

/// Things for the child go by her age in months, everything else by the year.
fn in_season(row: Row, date: NaiveDate) -> bool {
    let number = |n: usize| row[n].parse::<i32>().expect("a whole number");
    let now = match row[0] {
        "baby" | "child" => (date.year() - 2019) * 12 + date.month() as i32 - 3,
        _ => date.year(),
    };
    let span = match row[0] {
        "dog" => date >= day(2021, 4, 17),
        "dog_puppy" => (day(2021, 4, 10)..=day(2021, 6, 30)).contains(&date),
        "garden" => matches!(date.month(), 3..=9) && date >= day(2021, 10, 1),
        "move" => (day(2021, 9, 10)..=day(2021, 10, 20)).contains(&date),
        "back" => (day(2023, 2, 1)..=day(2023, 4, 15)).contains(&date),
        _ => true,
    };
    span && (number(3)..=number(4)).contains(&now)
}

fn buy(dice: &mut Dice, date: NaiveDate, fits: &[Row], all: &mut Vec<Bought>) {
    let row = *dice.pick(fits);
    let newborn = (day(2019, 3, 9)..day(2019, 11, 1)).contains(&date);
    let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let at = if newborn && dice.chance(0.35) {
        dice.clock(date, 3, 20, 70)
    } else if row[0] == "book" && dice.chance(0.5) {
        dice.clock(date, 23, 50, 75)
    } else if weekend {
        dice.clock(date, 15, 0, 360)
    } else {
        dice.clock(date, 20, 40, 130)
    };
    let first = bought(dice, at, row[1], cents(row[2]));
    let mut more = Vec::new();
    if dice.chance(0.18) {
        let other = *dice.pick(fits);
        if other[1] != row[1] {
            more.push(bought(dice, at, other[1], cents(other[2])));
        }
    }
    let home = if date < day(2021, 10, 1) { OLD_HOME } else { NEW_HOME };
    // Katrin has parcels sent to her own name.
    let who = if row[0] == "woman" || row[0] == "child" && dice.chance(0.2) { "Katrin Lehmann" } else { "Jonas Weber" };
    let order = first.order.clone();
    let cancelled = first.shipped.is_none();
    for mut item in std::iter::once(first).chain(more) {
        item.order.clone_from(&order);
        item.to = format!("{who} {home}");
        item.quantity = if row[0] == "house" && dice.chance(0.1) { 2 } else { 1 };
        if cancelled {
            item.shipped = None;
        }
        all.push(item);
    }
}

fn bought(dice: &mut Dice, at: NaiveDateTime, title: &'static str, price: i64) -> Bought {
    let at = berlin(at);
    let book = is_book(title);
    // The same thing has the same number every time.
    let code = title.bytes().fold(7_u64, |n, b| n.wrapping_mul(131).wrapping_add(u64::from(b)));
    Bought {
        asin: if book { format!("3{:09}", code % 1_000_000_000) } else { format!("B0{:08X}", code % 0xFFFF_FFFF) },
        order: format!("30{}-{}-{}", dice.between(2, 6), dice.digits(7), dice.digits(7)),
        at,
        shipped: (!dice.chance(0.035)).then(|| at + TimeDelta::seconds(dice.between(20_000, 160_000))),
        title,
        quantity: 1,
        price,
        shipping: if price < 2900 && dice.chance(0.12) { 399 } else { 0 },
        to: String::new(),
        billed_to: if at < berlin(day(2021, 10, 1).and_hms_opt(0, 0, 0).expect("midnight")) {
            "Jonas Weber Kastanienhof 9 Leipzig Sachsen 04277 Germany"
        } else {
            "Jonas Weber Lindenhofweg 14 Leipzig Sachsen 04229 Germany"
        },
        method: if dice.chance(0.85) { "Visa - 1111" } else { "Gift Certificate/Card" },
        gift_message: None,
    }
}

/// Berlin's wall clock in UTC.
fn berlin(at: NaiveDateTime) -> DateTime<Utc> {
    let last_sunday = |month| (25..=31).map(|d| day(at.year(), month, d)).find(|d| d.weekday() == Weekday::Sun).expect("a Sunday");
    let summer = (last_sunday(3)..last_sunday(10)).contains(&at.date());
    (at - TimeDelta::hours(if summer { 2 } else { 1 })).and_utc()
}
