//! The order of day and month in dates such as `3/4/2024`, decided over a file by those dates that allow one order only.

use super::{Reading, date};
use crate::problem::Code;
use crate::record::Spot;
use chrono::NaiveDateTime;

/// What a file's dates have shown so far.
#[derive(Debug, Default)]
pub(super) struct DayMonth {
    /// Some date can only be day first, or only month first.
    day_first: Option<bool>,
    /// Where the first one stands that was read while nothing was proven, and the order taken for it.
    open: Option<(Spot, bool)>,
}

impl DayMonth {
    /// Takes in what a date shows, without reading it for a row.
    pub(super) fn hear(&mut self, text: &str) {
        if self.day_first.is_none() {
            match (date::day_first(text), date::month_first(text)) {
                (Some(_), None) => self.day_first = Some(true),
                (None, Some(_)) => self.day_first = Some(false),
                _ => {}
            }
        }
    }

    /// Takes in an order that something else has shown, such as a weekday.
    pub(super) fn learn(&mut self, day_first: bool) {
        self.day_first.get_or_insert(day_first);
    }

    /// The order proven: whether the day goes first.
    pub(super) fn order(&self) -> Option<bool> {
        self.day_first
    }

    /// A time in the order proven, or else in the `usual` one (day first or not).
    pub(super) fn read(&mut self, text: &str, usual: Option<bool>, spot: Spot) -> Option<NaiveDateTime> {
        self.hear(text);
        let (day, month) = (date::day_first(text), date::month_first(text));
        let order = self.day_first.or(usual).unwrap_or(false);
        if self.day_first.is_none() && usual.is_none() && day != month {
            self.open.get_or_insert((spot, order));
        }
        if order { day.or(month) } else { month.or(day) }
    }

    /// Tells what had to be assumed, or was and turned out otherwise.
    pub(super) fn tell(&self, into: &mut Reading<'_>) {
        if let Some((spot, order)) = self.open.filter(|(_, order)| self.day_first != Some(*order)) {
            into.problem(spot, Code::DateOrder, if order { "DMY" } else { "MDY" });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(all: &mut DayMonth, text: &str, usual: Option<bool>) -> String {
        all.read(text, usual, Spot::Line(2)).map_or("none".into(), |t| t.date().to_string())
    }

    #[test]
    fn one_date_decides_for_all() {
        let mut all = DayMonth::default();
        all.hear("3/4/2024");
        all.hear("29/12/2015");
        assert_eq!(read(&mut all, "3/4/2024", None), "2024-04-03");
        assert_eq!(all.open, None);
        let mut all = DayMonth::default();
        all.hear("12/15/2018");
        assert_eq!(read(&mut all, "3/4/2024", Some(true)), "2024-03-04");
    }

    #[test]
    fn what_is_proven_first_stands() {
        let mut all = DayMonth::default();
        assert_eq!(all.order(), None);
        all.learn(true);
        all.learn(false);
        assert_eq!((all.order(), read(&mut all, "3/4/2024", None)), (Some(true), "2024-04-03".into()));
    }

    #[test]
    fn what_nothing_decides_is_said() {
        let mut all = DayMonth::default();
        assert_eq!(read(&mut all, "3/4/2024", Some(true)), "2024-04-03");
        assert_eq!(all.open, None, "the language of the header told");
        assert_eq!(read(&mut all, "5/5/2024", None), "2024-05-05");
        assert_eq!(all.open, None, "either way the same day");
        assert_eq!(read(&mut all, "3/4/2024", None), "2024-03-04");
        assert_eq!(all.open, Some((Spot::Line(2), false)));
        assert_eq!(read(&mut all, "words", None), "none");
    }
}
