//! Working days of mainland China, July 2024 to December 2025, as the State Council's notices fixed them, make-up days included.

use chrono::{Datelike, NaiveDate, Weekday};

const OFF: &[(i32, u32, u32, u32, u32)] = &[
    (2024, 9, 15, 9, 17),
    (2024, 10, 1, 10, 7),
    (2025, 1, 1, 1, 1),
    (2025, 1, 28, 2, 4),
    (2025, 4, 4, 4, 6),
    (2025, 5, 1, 5, 5),
    (2025, 5, 31, 6, 2),
    (2025, 10, 1, 10, 8),
];
const MADE_UP: &[(i32, u32, u32)] =
    &[(2024, 9, 14), (2024, 9, 29), (2024, 10, 12), (2025, 1, 26), (2025, 2, 8), (2025, 4, 27), (2025, 9, 28), (2025, 10, 11)];

/// A day of the calendar.
pub fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).expect("a day of the calendar")
}

/// Whether offices are open in China.
pub fn workday(date: NaiveDate) -> bool {
    if MADE_UP.iter().any(|&(y, m, d)| date == day(y, m, d)) {
        return true;
    }
    let off = OFF.iter().any(|&(y, m, d, m2, d2)| (day(y, m, d)..=day(y, m2, d2)).contains(&date));
    !off && !weekend(date)
}

/// Saturday or Sunday.
pub fn weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The working day this date's payments fall on: the date itself or the last one before it.
pub fn working_day_before(mut date: NaiveDate) -> NaiveDate {
    while !workday(date) {
        date = date.pred_opt().expect("a day before");
    }
    date
}
