//! Jonas Weber, 34, plans delivery tours in Leipzig: partner Katrin is a nurse, Mila was born in March 2019, the dog came in 2021.

mod buying;
mod chats;
mod truth;

use super::calendar::day;
use crate::Made;
use crate::dice::Dice;
use crate::export::{amazon_orders, whatsapp_text};
use chrono::{Datelike, NaiveDate};

/// Away from home, and where.
pub(super) const TRIPS: &[([i32; 3], [i32; 3], &str)] = &[
    ([2024, 8, 3], [2024, 8, 10], "Binz (Rügen)"),
    ([2024, 12, 24], [2024, 12, 26], "Dresden"),
    ([2025, 7, 12], [2025, 7, 25], "Denmark"),
    ([2025, 12, 24], [2025, 12, 26], "Dresden"),
];

/// Lives the life and prints its exports.
pub fn make() -> Made {
    let mut dice = Dice::new(20_190_309);
    let orders = buying::orders(&mut dice);
    let chats = chats::all(&mut dice);
    let truth = truth::of(&orders, &chats);
    let mut archives = vec![("Your Orders.zip", amazon_orders::zip(&orders))];
    for chat in &chats {
        let bytes =
            if chat.ios { whatsapp_text::ios(&chat.messages, chat.title) } else { whatsapp_text::android(&chat.messages, chat.notices) };
        archives.push((chat.file, bytes));
    }
    Made { id: "jonas_weber", archives, truth }
}

fn away(date: NaiveDate) -> bool {
    let at = |[y, m, d]: [i32; 3]| day(y, m as u32, d as u32);
    TRIPS.iter().any(|&(from, to, _)| (at(from)..=at(to)).contains(&date))
}

/// Offices in Saxony are open: no weekend, no trip, no fixed holiday.
fn workday(date: NaiveDate) -> bool {
    let holiday = matches!((date.month(), date.day()), (1, 1) | (5, 1) | (10, 3 | 31) | (12, 24..=26 | 31));
    !super::calendar::weekend(date) && !holiday && !away(date)
}
