//! The calendar a person lives by: workdays, with China's holidays and the weekends that are worked for them (调休); elsewhere Monday to
//! Friday. Data: data/calendar/cn.tsv, 2012 to 2026; other years have plain weekends.

use crate::observer::View;
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What the notices say of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Noted {
    off: bool,
    spring: bool,
}

static CHINA: LazyLock<HashMap<NaiveDate, Noted>> = LazyLock::new(|| {
    let lines = include_str!("../../data/calendar/cn.tsv").lines().filter(|l| !l.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let day = cells.next()?.parse().ok()?;
            let off = cells.next()? == "off";
            Some((day, Noted { off, spring: off && cells.next()?.contains("春节") }))
        })
        .collect()
});

/// Whose holidays hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Calendar {
    chinese: bool,
}

impl Calendar {
    /// China's where most money is in yuan, or no money is seen and most rows are of Chinese platforms.
    pub(super) fn of(view: &View<'_>) -> Calendar {
        let chinese = match view.main_currency() {
            Some(currency) => currency.code() == "CNY",
            None => view.events().iter().filter(|e| e.platform.is_chinese()).count() * 2 > view.events().len(),
        };
        Calendar { chinese }
    }

    /// Whether offices are open.
    pub(super) fn workday(self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        match CHINA.get(&day).filter(|_| self.chinese) {
            Some(noted) => !noted.off,
            None => !weekend,
        }
    }

    /// Whether it is one of the days off around the Spring Festival.
    pub(super) fn spring_festival(self, day: NaiveDate) -> bool {
        self.chinese && CHINA.get(&day).is_some_and(|noted| noted.spring)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn make_up_days_are_worked_and_holidays_are_not() {
        let (here, there) = (Calendar { chinese: true }, Calendar { chinese: false });
        // National Day 2025, and the Sunday before it that was worked.
        assert!(!here.workday(day("2025-10-02")) && there.workday(day("2025-10-02")));
        assert!(here.workday(day("2025-09-28")) && !there.workday(day("2025-09-28")));
        assert!(here.spring_festival(day("2025-01-29")) && !there.spring_festival(day("2025-01-29")));
        assert!(here.workday(day("2025-06-18")) && !here.workday(day("2025-06-21")));
    }
}
