//! Which number of a date is the day: chosen once per file, from all its dates, and where these leave it open from those of the other
//! chats in the same archive: one phone wrote them all.
//!
//! In this order of weight: a number that can only be a year or only a day · a media file named on the line, which states its
//! day · the fewest steps back in time. If all leave a choice, day first, and the reading says so. A real trap:
//! `15-01-20` may be 2020 or 2015; five hundred lines tell (0 steps back against 4).

use chrono::{Datelike, NaiveDate};

/// Nobody wrote on WhatsApp before it existed: an earlier year means a wrong order.
const FIRST_YEAR: i32 = 2009;

/// Dates that must contradict every other order before the file's end need not be awaited. One could be a slip.
const ENOUGH: u32 = 3;

/// A date as its three numbers stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) parts: [u16; 3],
    pub(super) digits: [u8; 3],
}

/// What the three numbers mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Dmy,
    Mdy,
    Ymd,
    Ydm,
}

impl Order {
    /// As shown in a problem's hint.
    pub(super) fn id(self) -> &'static str {
        match self {
            Order::Dmy => "DMY",
            Order::Mdy => "MDY",
            Order::Ymd => "YMD",
            Order::Ydm => "YDM",
        }
    }

    fn read(self, written: Written) -> Option<NaiveDate> {
        let Written { parts: [a, b, c], digits: [da, db, dc] } = written;
        let (year, digits, month, day) = match self {
            Order::Dmy => (c, dc, b, a),
            Order::Mdy => (c, dc, a, b),
            Order::Ymd => (a, da, b, c),
            Order::Ydm => (a, da, c, b),
        };
        let year = match digits {
            2 => 2000 + i32::from(year),
            4 => i32::from(year),
            _ => return None,
        };
        // A four-digit number can only be the year.
        if [da, db, dc].iter().filter(|d| **d > 2).count() > usize::from(digits > 2) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))
    }
}

/// The dates of one file: those that begin with a four-digit year, and the others, can stand side by side.
#[derive(Debug)]
pub(in crate::source) struct Orders {
    year_first: Ballot,
    other: Ballot,
}

impl Orders {
    pub(in crate::source) fn new() -> Orders {
        Orders { year_first: Ballot::new(&[Order::Ymd, Order::Ydm]), other: Ballot::new(&[Order::Dmy, Order::Mdy, Order::Ymd]) }
    }

    /// Takes a date into account; `text` is the line it stands on.
    pub(super) fn see(&mut self, written: Written, text: &str) {
        let ballot = self.of_mut(written);
        if ballot.decided.is_none() {
            ballot.see(written, media_date(text));
        }
    }

    /// Whether every date seen so far can be read for good.
    pub(super) fn settled(&mut self) -> bool {
        self.year_first.settle() && self.other.settle()
    }

    /// Decides from what was seen, and from what other chats of the archive have shown where that leaves a choice; the order guessed
    /// at, if some date had to be guessed.
    pub(super) fn decide(&mut self, siblings: Option<&Orders>) -> Option<Order> {
        // Year-day-month was met once in all the formats we know of: year-month-day is no guess.
        self.year_first.decide(siblings.map(|s| &s.year_first));
        self.other.decide(siblings.map(|s| &s.other))
    }

    /// Adds what another chat has shown.
    pub(super) fn add(&mut self, chat: &Orders) {
        self.year_first.add(&chat.year_first);
        self.other.add(&chat.other);
    }

    /// The date, in the order decided on.
    pub(super) fn read(&self, written: Written) -> Option<NaiveDate> {
        let ballot = if written.digits.first() == Some(&4) { &self.year_first } else { &self.other };
        ballot.decided?.read(written)
    }

    fn of_mut(&mut self, written: Written) -> &mut Ballot {
        if written.digits.first() == Some(&4) { &mut self.year_first } else { &mut self.other }
    }
}

#[derive(Debug)]
struct Ballot {
    tallies: Vec<Tally>,
    last: Option<Written>,
    decided: Option<Order>,
}

#[derive(Debug)]
struct Tally {
    order: Order,
    impossible: u32,
    media: u32,
    backward: u32,
    last: Option<NaiveDate>,
    /// Some date reads differently than in the first order of the list.
    differs: bool,
}

impl Ballot {
    fn new(orders: &[Order]) -> Ballot {
        let tally = |&order| Tally { order, impossible: 0, media: 0, backward: 0, last: None, differs: false };
        Ballot { tallies: orders.iter().map(tally).collect(), last: None, decided: None }
    }

    fn see(&mut self, written: Written, media: Option<NaiveDate>) {
        let repeated = self.last == Some(written);
        if repeated && media.is_none() {
            return;
        }
        self.last = Some(written);
        let default = self.tallies.first().and_then(|t| t.order.read(written));
        for t in &mut self.tallies {
            let date = t.order.read(written);
            t.media += u32::from(date.is_some() && date == media);
            if repeated {
                continue;
            }
            t.differs |= date != default;
            match date {
                Some(d) if d.year() >= FIRST_YEAR => {
                    t.backward += u32::from(t.last.is_some_and(|last| d < last));
                    t.last = Some(d);
                }
                _ => t.impossible += 1,
            }
        }
    }

    /// True also when there was nothing to decide.
    fn settle(&mut self) -> bool {
        if self.last.is_none() || self.decided.is_some() {
            return true;
        }
        let best = self.tallies.iter().map(|t| t.impossible).min().unwrap_or(0);
        let near = self.tallies.iter().filter(|t| t.impossible < best + ENOUGH).count();
        if near == 1 {
            self.decide(None);
        }
        near == 1
    }

    fn decide(&mut self, siblings: Option<&Ballot>) -> Option<Order> {
        if self.decided.is_some() || self.last.is_none() {
            return None;
        }
        let mut left = self.left();
        let open = |left: &[&Tally]| left.iter().skip(1).any(|t| t.differs);
        if let Some(siblings) = siblings.filter(|_| open(&left)) {
            let shown: Vec<Order> = siblings.left().iter().filter(|t| t.impossible == 0).map(|t| t.order).collect();
            let both: Vec<&Tally> = left.iter().filter(|t| shown.contains(&t.order)).copied().collect();
            // Two phones with two orders leave none.
            left = if both.is_empty() { left } else { both };
        }
        let (first, guessed) = (left.first().map(|t| t.order), open(&left));
        self.decided = first;
        first.filter(|_| guessed)
    }

    /// The orders that nothing seen speaks against more than against others.
    fn left(&self) -> Vec<&Tally> {
        let mut left: Vec<&Tally> = self.tallies.iter().collect();
        keep_least(&mut left, |t| t.impossible);
        keep_least(&mut left, |t| u32::MAX - t.media);
        keep_least(&mut left, |t| t.backward);
        left
    }

    fn add(&mut self, chat: &Ballot) {
        for (all, one) in self.tallies.iter_mut().zip(&chat.tallies) {
            all.impossible = all.impossible.saturating_add(one.impossible);
            all.media = all.media.saturating_add(one.media);
            all.backward = all.backward.saturating_add(one.backward);
        }
    }
}

fn keep_least(left: &mut Vec<&Tally>, by: impl Fn(&Tally) -> u32) {
    let least = left.iter().map(|t| by(t)).min();
    left.retain(|t| Some(by(t)) == least);
}

/// The day in a media file's name: `IMG-20241202-WA0001.jpg`, `00000012-PHOTO-2024-12-02-15-00-11.jpg`.
fn media_date(text: &str) -> Option<NaiveDate> {
    if let Some((before, _)) = text.split_once("-WA") {
        let digits = before.get(before.len().checked_sub(8)?..)?;
        return NaiveDate::parse_from_str(digits, "%Y%m%d").ok();
    }
    let after = ["-PHOTO-", "-VIDEO-", "-AUDIO-", "-GIF-", "-STICKER-"].iter().find_map(|k| Some(text.split_once(k)?.1))?;
    NaiveDate::parse_from_str(after.get(..10)?, "%Y-%m-%d").ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(text: &str) -> Written {
        let parts: Vec<&str> = text.split('/').collect();
        Written {
            parts: [parts[0].parse().unwrap(), parts[1].parse().unwrap(), parts[2].parse().unwrap()],
            digits: [parts[0].len() as u8, parts[1].len() as u8, parts[2].len() as u8],
        }
    }

    /// The order chosen for these dates, and whether it was a guess.
    fn chosen(dates: &[&str]) -> (String, bool) {
        let mut orders = Orders::new();
        for d in dates {
            orders.see(written(d), "");
        }
        let guess = orders.decide(None);
        let read = orders.read(written(dates[0])).map(|d| d.to_string()).unwrap_or_default();
        (read, guess.is_some())
    }

    #[test]
    fn numbers_that_can_only_be_one_thing_decide() {
        assert_eq!(chosen(&["01/02/19", "20/02/19"]), ("2019-02-01".into(), false));
        assert_eq!(chosen(&["01/02/19", "02/20/19"]), ("2019-01-02".into(), false));
        assert_eq!(chosen(&["24/12/01", "24/12/02"]), ("2024-12-01".into(), false));
        assert_eq!(chosen(&["2024/12/01"]), ("2024-12-01".into(), false));
        assert_eq!(chosen(&["2024/05/01", "2024/25/01"]), ("2024-01-05".into(), false));
        assert_eq!(chosen(&["01/02/2019"]), ("2019-02-01".into(), true));
    }

    #[test]
    fn steps_back_in_time_decide_what_numbers_leave_open() {
        assert_eq!(chosen(&["15/01/20", "16/01/20", "14/02/20", "15/03/20"]), ("2020-01-15".into(), false));
        assert_eq!(chosen(&["05/06/24", "04/07/24"]), ("2024-06-05".into(), false));
        assert_eq!(chosen(&["05/06/24", "06/04/24"]), ("2024-05-06".into(), false));
    }

    #[test]
    fn what_stays_open_is_a_guess_unless_it_makes_no_difference() {
        assert_eq!(chosen(&["01/12/24", "02/12/24"]), ("2024-12-01".into(), true));
        assert_eq!(chosen(&["05/05/2024"]), ("2024-05-05".into(), false));
    }

    /// The order of an open date beside chats with these dates, and whether it was a guess.
    fn beside(chats: &[&[&str]]) -> (String, bool) {
        let mut siblings = Orders::new();
        for chat in chats {
            let mut orders = Orders::new();
            chat.iter().for_each(|d| orders.see(written(d), ""));
            siblings.add(&orders);
        }
        let mut orders = Orders::new();
        orders.see(written("03/04/24"), "");
        let guess = orders.decide(Some(&siblings));
        (orders.read(written("03/04/24")).unwrap().to_string(), guess.is_some())
    }

    #[test]
    fn what_one_chat_leaves_open_others_of_the_archive_decide() {
        assert_eq!(beside(&[&["03/04/24"], &["05/28/24"]]), ("2024-03-04".into(), false));
        assert_eq!(beside(&[&["28/05/24"]]), ("2024-04-03".into(), false));
        assert_eq!(beside(&[&["28/05/24"], &["05/28/24"]]), ("2024-04-03".into(), true), "two phones");
        assert_eq!(beside(&[&["01/02/24"], &["02/02/24"]]), ("2024-04-03".into(), true));
    }

    #[test]
    fn what_a_chat_proves_itself_stands() {
        let mut siblings = Orders::new();
        siblings.see(written("28/05/24"), "");
        let mut orders = Orders::new();
        orders.see(written("05/28/24"), "");
        assert_eq!((orders.decide(Some(&siblings)), orders.read(written("05/28/24")).unwrap().to_string()), (None, "2024-05-28".into()));
    }

    #[test]
    fn a_media_name_states_the_day() {
        for (date, name, want) in [
            ("02/12/24", "IMG-20241202-WA0001.jpg (file attached)", "2024-12-02"),
            ("02/12/24", "IMG-20240212-WA0001.jpg (file attached)", "2024-02-12"),
            ("02/12/24", "<attached: 00000012-PHOTO-2024-02-12-15-00-11.jpg>", "2024-02-12"),
        ] {
            let mut orders = Orders::new();
            orders.see(written(date), name);
            assert_eq!(orders.decide(None), None);
            assert_eq!(orders.read(written(date)).map(|d| d.to_string()).as_deref(), Some(want));
        }
    }

    proptest! {
        /// Consecutive days over a year or more are read back, whatever the order they were written in.
        #[test]
        fn a_long_chat_is_never_guessed(from in 0i64..5000, step in 1i64..9, long in 60i64..200, order in 0usize..3, four in any::<bool>()) {
            let days: Vec<NaiveDate> = (0..long)
                .map(|i| NaiveDate::from_ymd_opt(2010, 1, 1).unwrap() + chrono::Days::new((from + i * step) as u64))
                .collect();
            let write = |d: &NaiveDate| {
                let year = if four { d.format("%Y") } else { d.format("%y") }.to_string();
                match order {
                    0 => format!("{}/{}/{year}", d.day(), d.month()),
                    1 => format!("{}/{}/{year}", d.month(), d.day()),
                    _ => format!("{year}/{:02}/{:02}", d.month(), d.day()),
                }
            };
            let mut orders = Orders::new();
            for d in &days {
                orders.see(written(&write(d)), "");
            }
            prop_assert_eq!(orders.decide(None), None);
            for d in &days {
                prop_assert_eq!(orders.read(written(&write(d))), Some(*d));
            }
        }

        /// Deciding early gives what the whole file gives.
        #[test]
        fn early_is_the_same_as_late(from in 0i64..5000, mdy in any::<bool>()) {
            let (mut early, mut late) = (Orders::new(), Orders::new());
            let mut settled = false;
            for i in 0..120 {
                let d = NaiveDate::from_ymd_opt(2010, 1, 1).unwrap() + chrono::Days::new((from + i) as u64);
                let text = if mdy { d.format("%m/%d/%y") } else { d.format("%d/%m/%y") }.to_string();
                early.see(written(&text), "");
                late.see(written(&text), "");
                settled |= early.settled();
            }
            late.decide(None);
            early.decide(None);
            prop_assert!(settled);
            prop_assert_eq!(early.read(written("01/02/19")), late.read(written("01/02/19")));
        }
    }
}
