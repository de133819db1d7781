//! Chinese ID numbers (公民身份号码), GB 11643-1999: region (6), birth date (8), order (3, odd = male), check character.
//!
//! Value: `number|region|YYYY-MM-DD|m` (or `f`); the region by today's name, `省/市/区县`.
//! What gives it away: check character, a date that exists, and a region code that was in force for that birth year, all
//! three, so that order numbers of 18 digits pass once in some hundred thousand at most.
//! Traps: numbers inside longer digit runs; codes of abolished counties are valid (data/lexicon/region_codes.tsv).

use super::Run;
use crate::signal::{Signal, regions};
use chrono::NaiveDate;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

pub(super) fn read(text: &str, runs: &[Run], out: &mut Vec<Signal>) {
    for run in runs {
        let number = match (run.len(), run.sides(text).1) {
            (18, _) if run.stands_alone(text) => run.of(text).to_owned(),
            (17, Some(b'X' | b'x')) => {
                let whole = Run { start: run.start, end: run.end + 1 };
                if !whole.stands_alone(text) {
                    continue;
                }
                format!("{}X", run.of(text))
            }
            _ => continue,
        };
        if let Some(value) = decode(&number) {
            out.push(Signal::new("id.cn_id", Some(&value), 0.99));
        }
    }
}

fn decode(number: &str) -> Option<String> {
    if number.chars().last()? != check(number.get(..17)?)? {
        return None;
    }
    let birth = NaiveDate::parse_from_str(number.get(6..14)?, "%Y%m%d").ok()?;
    let year: i32 = number.get(6..10)?.parse().ok()?;
    if !(1880..=2099).contains(&year) {
        return None;
    }
    let region = regions::of_code(number.get(..6)?, year)?;
    let sex = if number.get(16..17)?.parse::<u32>().ok()? % 2 == 1 { 'm' } else { 'f' };
    Some(format!("{number}|{region}|{}|{sex}", birth.format("%Y-%m-%d")))
}

/// The check character of 17 digits.
fn check(digits: &str) -> Option<char> {
    let sum = digits.chars().zip(WEIGHTS).try_fold(0, |sum, (c, w)| Some(sum + c.to_digit(10)? * w))?;
    "10X98765432".chars().nth((sum % 11) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_character_is_that_of_the_standard() {
        // The two worked examples of GB 11643, without their check characters.
        assert_eq!(check("11010519491231002"), Some('X'));
        assert_eq!(check("44052418800101001"), Some('4'));
        assert_eq!(check("4405241880010100a"), None);
    }

    #[test]
    fn one_changed_digit_is_noticed() {
        let good = "110103190501010010";
        let number = format!("{}{}", &good[..17], check(&good[..17]).unwrap());
        assert!(decode(&number).is_some());
        for at in 0..17 {
            let mut other: Vec<char> = number.chars().collect();
            other[at] = if other[at] == '7' { '8' } else { '7' };
            assert_eq!(decode(&other.iter().collect::<String>()), None);
        }
    }
}
