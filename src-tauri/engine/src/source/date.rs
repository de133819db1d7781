//! Times as exports write them. What comes out is the wall clock; which clock it is, the source knows.
//!
//! Year-first text with `-` or `/`, padded or not, with or without seconds (a spreadsheet drops both); ISO 8601 with `T` and `Z`;
//! spreadsheet serials (days since 1899-12-30); day and month first only through [`month_first`] and [`day_first`], because nothing in
//! such a cell tells the order. Rules: formats/payments §0.5, formats/shopping_and_accounts §4.2.

use crate::record::{Moment, Zone};
use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

/// Years in which an export can lie; outside, the cell is no date.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1990..=2099;

/// A mainland bill's time: year first or serial, Beijing time.
pub fn china(text: &str) -> Option<Moment> {
    wall(text).map(|wall| Moment { wall, zone: Zone::China })
}

/// A time with the year first (`2024-3-9 10:07`, `2024/03/09 10:07:05`, `2024-03-09T10:07:05.120Z`) or a spreadsheet serial.
/// A `Z` or `UTC` is accepted and says nothing more than what the caller knows.
pub fn wall(text: &str) -> Option<NaiveDateTime> {
    if let Some(found) = usual(text) {
        return Some(found);
    }
    let (date, time) = halves(text);
    match parts(date) {
        Some([y, m, d]) => at(y, m, d, time),
        None => serial(text.trim().parse().ok()?),
    }
}

/// `2024-03-09 10:07:05` and nothing else, which most are.
fn usual(text: &str) -> Option<NaiveDateTime> {
    let bytes: &[u8; 19] = text.as_bytes().try_into().ok()?;
    let fits =
        |(byte, sign): (&u8, &u8)| if *sign == b'0' { byte.is_ascii_digit() } else { byte == sign || *sign == b' ' && *byte == b'T' };
    if !bytes.iter().zip(b"0000-00-00 00:00:00").all(fits) {
        return None;
    }
    let number = |from: usize, to: usize| bytes.iter().take(to).skip(from).fold(0, |n, digit| n * 10 + u32::from(digit - b'0'));
    let year = i32::try_from(number(0, 4)).ok().filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, number(5, 7), number(8, 10))?.and_hms_opt(number(11, 13), number(14, 16), number(17, 19))
}

/// Seconds, milliseconds or microseconds since 1970, told apart by their size (formats/messaging §0.2): UTC.
pub fn epoch(n: i64) -> Option<Moment> {
    let seconds = match n.unsigned_abs() {
        0..100_000_000_000 => n,
        100_000_000_000..100_000_000_000_000 => n.div_euclid(1000),
        _ => n.div_euclid(1_000_000),
    };
    let wall = chrono::DateTime::from_timestamp(seconds, 0)?.naive_utc();
    YEARS.contains(&chrono::Datelike::year(&wall)).then_some(Moment { wall, zone: Zone::Utc })
}

/// As [`epoch`], as the wall clock in Beijing: of platforms whose users live by it.
pub fn epoch_china(n: i64) -> Option<Moment> {
    let utc = epoch(n)?;
    Some(Moment { wall: utc.wall.checked_add_signed(Duration::hours(8))?, zone: Zone::China })
}

/// ISO 8601 as JSON has it: with `Z` or `UTC` it is UTC, with another offset (`+08:00`) or none the wall clock of the device.
pub fn iso(text: &str) -> Option<Moment> {
    let text = text.trim();
    let time = text.find(['T', ' ']).map_or(text.len(), |at| at + 1);
    let offset = text.get(time..)?.find(['+', '-']).map(|at| at + time);
    let plain = offset.and_then(|at| text.get(..at)).unwrap_or(text);
    let zero = offset.and_then(|at| text.get(at + 1..)).is_some_and(|o| o.bytes().all(|b| b == b'0' || b == b':'));
    let utc = zero || offset.is_none() && (plain.ends_with('Z') || plain.ends_with("UTC"));
    Some(Moment { wall: wall(plain)?, zone: if utc { Zone::Utc } else { Zone::Device } })
}

/// A time with the month first, e.g. `11/30/2021 22:32:48 UTC` or `7/25/2024 15:03`.
pub fn month_first(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = halves(text);
    let [m, d, y] = parts(date)?;
    at(y, m, d, time)
}

/// A time with the day first, e.g. `30/11/2021 22:32:48 UTC` or `30.11.2021 22:32`.
pub fn day_first(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = halves(text);
    let [d, m, y] = parts(date)?;
    at(y, m, d, time)
}

/// A time with the month's English name: `22-JAN-2018`, `Thu, 22 Jan 2018 10:07:05 UTC`, `January 22, 2018 at 1:07 PM`, and with the year
/// last: `Thu Jan 22 10:07:05 +0000 2018`. Nothing in it can be swapped.
pub fn named(text: &str) -> Option<NaiveDateTime> {
    let mut words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == '-' || c == ',').filter(|w| !w.is_empty()).collect();
    if words.first().is_some_and(|w| month(w).is_none() && w.bytes().all(|b| b.is_ascii_alphabetic())) {
        words.remove(0);
    }
    words.retain(|w| *w != "at");
    let (first, second) = (words.first()?, words.get(1)?);
    let (m, d) = month(first).map(|m| (m, second)).or_else(|| month(second).map(|m| (m, first)))?;
    let number = |w: &str| w.parse().ok().filter(|_| w.len() <= 4);
    let year_last = words.get(2)?.contains(':') && words.len() <= 5;
    let (year, time) = if year_last { (words.last()?, words.get(2)) } else { (words.get(2)?, words.get(3)) };
    let zone = |w: &&str| ["UTC", "GMT", "Z"].contains(w);
    let found = at(number(year)?, m, number(d)?, time.copied().filter(|w| !zone(w)).unwrap_or_default())?;
    match words.get(4).filter(|_| !year_last) {
        Some(half) if half.eq_ignore_ascii_case("AM") => half_day(found, 0),
        Some(half) if half.eq_ignore_ascii_case("PM") => half_day(found, 12),
        _ => Some(found),
    }
}

/// A time by a clock of twelve hours.
fn half_day(time: NaiveDateTime, from: u32) -> Option<NaiveDateTime> {
    let hour = chrono::Timelike::hour(&time);
    (1..=12).contains(&hour).then(|| chrono::Timelike::with_hour(&time, hour % 12 + from)).flatten()
}

/// The number of a month by the first three letters of its English name.
fn month(word: &str) -> Option<i32> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let short = word.get(..3)?.to_ascii_lowercase();
    let letters = word.bytes().all(|b| b.is_ascii_alphabetic());
    let at = MONTHS.iter().position(|m| letters && *m == short)?;
    i32::try_from(at + 1).ok()
}

/// Digits alone: `20240309`, `20240309100700`, with whatever stands behind them (`.000[-5:EST]`).
pub fn compact(text: &str) -> Option<NaiveDateTime> {
    let digits = text.trim().bytes().take_while(u8::is_ascii_digit).count();
    let part = |from: usize, to: usize| text.trim().get(from..to).and_then(|p| p.parse::<i32>().ok());
    let time = match digits {
        8..14 => String::new(),
        14 => format!("{:02}:{:02}:{:02}", part(8, 10)?, part(10, 12)?, part(12, 14)?),
        _ => return None,
    };
    at(part(0, 4)?, part(4, 6)?, part(6, 8)?, &time)
}

/// A spreadsheet serial: days since 1899-12-30, rounded to the second.
pub fn serial(days: f64) -> Option<NaiveDateTime> {
    if !(0.0..=100_000.0).contains(&days) {
        return None;
    }
    let origin = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_time(NaiveTime::MIN);
    // Bounded above: 100 000 days are 8.64e9 seconds.
    #[allow(clippy::cast_possible_truncation)]
    let at = origin.checked_add_signed(Duration::seconds((days * 86_400.0).round() as i64))?;
    YEARS.contains(&chrono::Datelike::year(&at)).then_some(at)
}

fn halves(text: &str) -> (&str, &str) {
    let text = text.trim();
    text.split_once([' ', 'T', '\u{3000}', '\u{A0}']).map_or((text, ""), |(d, t)| (d, t.trim()))
}

fn parts(date: &str) -> Option<[i32; 3]> {
    let separator = ['-', '/', '.'].into_iter().find(|s| date.contains(*s)).unwrap_or('-');
    let mut numbers = date.split(separator).map(|p| p.parse().ok().filter(|_| p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit())));
    let triple = [numbers.next()??, numbers.next()??, numbers.next()??];
    numbers.next().is_none().then_some(triple)
}

fn at(y: i32, m: i32, d: i32, time: &str) -> Option<NaiveDateTime> {
    if !YEARS.contains(&y) {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(y, u32::try_from(m).ok()?, u32::try_from(d).ok()?)?;
    let time = time.strip_suffix("UTC").or_else(|| time.strip_suffix('Z')).unwrap_or(time).trim();
    if time.is_empty() {
        return Some(date.and_time(NaiveTime::MIN));
    }
    let whole = time.split_once('.').map_or(time, |(whole, _)| whole);
    let mut numbers = whole.split(':').map(|p| p.parse::<u32>().ok().filter(|_| p.len() <= 2));
    let (h, min) = (numbers.next()??, numbers.next()??);
    let s = match numbers.next() {
        Some(s) => s?,
        None => 0,
    };
    if numbers.next().is_some() {
        return None;
    }
    Some(date.and_time(NaiveTime::from_hms_opt(h, min, s)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(t: Option<NaiveDateTime>) -> String {
        t.map_or_else(|| "none".into(), |t| t.to_string())
    }

    #[test]
    fn year_first_in_every_dress() {
        for text in ["2024-03-09 10:07:00", "2024/3/9 10:07", " 2024-3-9 10:07 ", "2024-03-09T10:07:00Z", "2024-03-09T10:07:00.551Z"] {
            assert_eq!(said(wall(text)), "2024-03-09 10:07:00", "{text}");
        }
        assert_eq!(said(wall("2024-03-09")), "2024-03-09 00:00:00");
    }

    #[test]
    fn serials_count_from_the_end_of_1899() {
        assert_eq!(said(serial(46289.48678240741)), "2026-09-24 11:40:58");
        assert_eq!(said(wall("46289.48678240741")), "2026-09-24 11:40:58");
        assert_eq!(said(wall("45498.76488")), "2024-07-25 18:21:26");
    }

    #[test]
    fn epochs_are_told_apart_by_size() {
        for n in [1_700_000_000, 1_700_000_000_123, 1_700_000_000_123_456] {
            assert_eq!(said(epoch(n).map(|t| t.wall)), "2023-11-14 22:13:20", "{n}");
        }
        assert_eq!(said(epoch_china(1_700_000_000).map(|t| t.wall)), "2023-11-15 06:13:20");
        assert_eq!((epoch(0), epoch(i64::MIN), epoch(i64::MAX)), (None, None, None), "no export is that old");
    }

    #[test]
    fn iso_says_which_clock() {
        for (text, wall, zone) in [
            ("2024-03-09T10:07:00.551Z", "2024-03-09 10:07:00", Zone::Utc),
            ("2024-03-09T10:07:00+00:00", "2024-03-09 10:07:00", Zone::Utc),
            ("2024-03-09T10:07:00.5-05:00", "2024-03-09 10:07:00", Zone::Device),
            ("2024-03-09 10:07:00 UTC", "2024-03-09 10:07:00", Zone::Utc),
            ("2024-03-09T10:07:00", "2024-03-09 10:07:00", Zone::Device),
        ] {
            let got = iso(text).unwrap();
            assert_eq!((got.wall.to_string().as_str(), got.zone), (wall, zone), "{text}");
        }
        assert_eq!((iso(""), iso("yesterday")), (None, None));
    }

    #[test]
    fn months_may_have_names() {
        for text in ["22-JAN-2018", "22 January 2018", "Jan 22, 2018", "Mon, 22 Jan 2018 00:00:00 GMT"] {
            assert_eq!(said(named(text)), "2018-01-22 00:00:00", "{text}");
        }
        for text in ["Mon, 22 Jan 2018 10:07:05 UTC", "Mon Jan 22 10:07:05 +0000 2018", "Mon Jan 22 10:07:05 UTC 2018"] {
            assert_eq!(said(named(text)), "2018-01-22 10:07:05", "{text}");
        }
        for (text, time) in [("12:05 AM", "00:05"), ("12:05 PM", "12:05"), ("1:05\u{202F}PM", "13:05"), ("13:05", "13:05")] {
            assert_eq!(said(named(&format!("Monday, January 22, 2018 at {text}"))), format!("2018-01-22 {time}:00"), "{text}");
        }
        assert_eq!(said(named("Jan 22, 2018, 13:05 PM")), "none");
        for text in ["", "JAN", "22-2018", "31-FEB-2018", "22-XYZ-2018", "22 Jan 18"] {
            assert_eq!(said(named(text)), "none", "{text}");
        }
    }

    #[test]
    fn digits_alone() {
        assert_eq!(said(compact("20240309")), "2024-03-09 00:00:00");
        assert_eq!(said(compact("20240309100705.120[-5:EST]")), "2024-03-09 10:07:05");
        assert_eq!(said(compact("202403091007")), "2024-03-09 00:00:00");
        for text in ["", "2024", "20241309", "20240309250000", "2024030910070500"] {
            assert_eq!(said(compact(text)), "none", "{text}");
        }
    }

    #[test]
    fn order_is_never_guessed() {
        assert_eq!(said(month_first("11/30/2021 22:32:48 UTC")), "2021-11-30 22:32:48");
        assert_eq!(said(month_first("7/25/2024 15:03")), "2024-07-25 15:03:00");
        assert_eq!(said(day_first("30.11.2021 22:32")), "2021-11-30 22:32:00");
        assert_eq!(said(day_first("7/25/2024 15:03")), "none");
        assert_eq!(said(wall("11/30/2021 22:32:48")), "none");
    }

    #[test]
    fn nonsense_is_no_date() {
        for text in
            ["", "/", "2024-02-30 10:00:00", "2024-01-01 25:00", "2024-01-01 10", "2024-1-1-1", "12", "NaN", "1e9", "20240301", "交易成功"]
        {
            assert_eq!(said(wall(text)), "none", "{text}");
        }
    }
}
