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
pub(super) mod tests {
    use super::*;
    use crate::inference::trial::today;
    use chrono::Days;
    use std::collections::{BTreeMap, BTreeSet};

    /// How many days before the trials' today there was no work in China, up to so many.
    pub(in crate::inference) fn days_off(up_to: u64) -> BTreeSet<u64> {
        let day = |ago: &u64| today().checked_sub_days(Days::new(*ago)).unwrap();
        (0..=up_to).filter(|ago| !Calendar { chinese: true }.workday(day(ago))).collect()
    }

    /// What the law gives is moved about, not made more: weekdays off less weekends worked are its days.
    #[test]
    fn each_year_has_the_days_the_law_gives() {
        let mut years: BTreeMap<i32, i32> = BTreeMap::new();
        for (day, noted) in CHINA.iter().filter(|(d, _)| d.year() >= 2015) {
            let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            *years.entry(day.year()).or_default() += i32::from(noted.off && !weekend) - i32::from(!noted.off && weekend);
        }
        // 2015: 3 September once. 2020: Spring Festival made longer by a second notice. Since 2025: two days more.
        let expected = (2015..=2026).map(|y| (y, if y >= 2025 || y == 2020 { 13 } else { 11 + i32::from(y == 2015) }));
        assert_eq!(years, expected.collect());
    }

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
