//! Forms: how a parameter looks in each language, and how an entry is filled (words.md §4).

use super::{Lang, Param, Phrase, catalogue};
use crate::record::{Amount, decimal};
use chrono::{Datelike, NaiveDate, Timelike};

/// Fills a phrase. Depth is bounded: a `Word` parameter is a plain entry, not another phrase.
pub(super) fn fill(phrase: &Phrase, lang: Lang) -> String {
    let Some(words) = catalogue(lang).get(&phrase.id) else {
        return format!("«{}»", phrase.id);
    };
    let mut out = String::with_capacity(words.len() + 32);
    let mut number = None;
    let mut rest = words.as_str();
    while let Some(at) = rest.find(['{', '[']) {
        let (before, tail) = rest.split_at(at);
        join(&mut out, before, lang);
        let close = if tail.starts_with('{') { '}' } else { ']' };
        let Some(end) = tail.find(close) else {
            out.push_str(tail);
            return out;
        };
        let inner = tail.get(1..end).unwrap_or_default();
        if close == '}' {
            match phrase.with.get(inner) {
                Some(param) => {
                    if let Param::Count(n) = param {
                        number = Some(*n);
                    }
                    join(&mut out, &form(param, lang), lang);
                }
                None => out.push_str(&format!("«{inner}»")),
            }
        } else {
            let (one, other) = inner.split_once('/').unwrap_or((inner, inner));
            out.push_str(if number == Some(1) { one } else { other });
        }
        rest = tail.get(end + 1..).unwrap_or_default();
    }
    join(&mut out, rest, lang);
    // Words of ours only: a file, a shop, a person stay as they are written.
    let opens = words.strip_prefix('{').and_then(|rest| rest.split_once('}')).and_then(|(name, _)| phrase.with.get(name));
    let as_written = matches!(opens, Some(Param::Text(_)));
    if lang == Lang::En && opens.is_some() && !as_written { capital(out) } else { out }
}

/// A sentence that opens with a parameter opens with a capital all the same ("A state could infer …").
fn capital(sentence: String) -> String {
    let mut chars = sentence.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => sentence,
    }
}

/// The part of the sentence that a parameter's words are. Words that stand elsewhere in the sentence too ("9" in a date)
/// are taken with what follows them, until they stand there once.
pub(super) fn part(phrase: &Phrase, name: &str, lang: Lang) -> String {
    const MARK: char = '\u{e000}';
    let Some(words) = phrase.with.get(name).map(|p| form(p, lang)).filter(|w| !w.is_empty()) else {
        return String::new();
    };
    let marked = fill(&phrase.clone().with(name, Param::Text(format!("{MARK}{words}"))), lang);
    let before = marked.split(MARK).next().unwrap_or_default().matches(&words).count();
    let sentence = fill(phrase, lang);
    let Some((at, _)) = sentence.match_indices(&words).nth(before) else { return words };
    let tail = sentence.get(at..).unwrap_or_default();
    let ends = tail.char_indices().map(|(i, c)| i + c.len_utf8()).filter(|end| *end >= words.len());
    let whole = |part: &&str| {
        // Neither a space at its end nor half a word.
        let next = tail.get(part.len()..).and_then(|rest| rest.chars().next());
        !(part.ends_with(' ') || part.ends_with(latin) && next.is_some_and(latin))
    };
    let once = |part: &&str| sentence.matches(part).count() == 1;
    ends.filter_map(|end| tail.get(..end)).find(|part| whole(part) && once(part)).unwrap_or(&words).to_owned()
}

/// A parameter in its form for a sentence.
pub(super) fn form(param: &Param, lang: Lang) -> String {
    match param {
        Param::Text(s) => s.clone(),
        Param::Word(id) => catalogue(lang).get(id).cloned().unwrap_or_else(|| format!("«{id}»")),
        Param::Count(n) => grouped(*n),
        Param::Money(a) => money(a, lang),
        Param::Day(d) => day(*d, lang),
        Param::Month(d) => match lang {
            Lang::En => format!("{} {}", d.format("%B"), d.year()),
            Lang::ZhCn => format!("{}年{}月", d.year(), d.month()),
        },
        Param::Year(y) => match lang {
            Lang::En => y.to_string(),
            Lang::ZhCn => format!("{y}年"),
        },
        Param::Time(t) => match lang {
            Lang::En => format!("{:02}:{:02}", t.hour(), t.minute()),
            Lang::ZhCn => format!("{}:{:02}", t.hour(), t.minute()),
        },
        Param::Percent(p) => format!("{}%", percent(*p)),
        Param::Seconds(n) => fill(&length(*n), lang),
        Param::List(items) => list(items, lang),
        Param::Phrase(phrase) => phrase.say(lang),
    }
}

/// A length of time; nobody waits for a thousand years, so more than that is not told apart.
fn length(seconds: u64) -> Phrase {
    const YEAR: u64 = 31_557_600;
    const UNITS: [(&str, u64); 5] =
        [("duration.years", YEAR), ("duration.days", 86_400), ("duration.hours", 3_600), ("duration.minutes", 60), ("duration.seconds", 1)];
    if seconds >= 1000 * YEAR {
        return Phrase::new("duration.thousand_years");
    }
    let (id, unit) = UNITS.into_iter().find(|(_, unit)| seconds >= *unit).unwrap_or(("duration.seconds", 1));
    Phrase::new(id).with("n", Param::Count(((seconds + unit / 2) / unit).max(1)))
}

/// Whole percent, never 0 or 100.
pub(crate) fn percent(p: f64) -> u8 {
    (p * 100.0).round().clamp(1.0, 99.0) as u8
}

fn day(d: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} {} {}", d.day(), d.format("%B"), d.year()),
        Lang::ZhCn => format!("{}年{}月{}日", d.year(), d.month(), d.day()),
    }
}

fn list(items: &[Param], lang: Lang) -> String {
    let said: Vec<String> = items.iter().map(|i| form(i, lang)).collect();
    match (lang, said.split_last()) {
        (_, None) => String::new(),
        (_, Some((last, []))) => last.clone(),
        (Lang::En, Some((last, before))) => format!("{} and {last}", before.join(", ")),
        (Lang::ZhCn, Some((last, before))) => {
            let mut out = before.join("、");
            join(&mut out, "和", lang);
            join(&mut out, last, lang);
            out
        }
    }
}

/// A sum in a sentence: `.00` dropped; Chinese from 10,000 up in 万.
fn money(a: &Amount, lang: Lang) -> String {
    let code = a.currency.code();
    match lang {
        Lang::En => {
            let symbol = match code {
                "CNY" => "CN¥",
                "USD" => "US$",
                "CAD" => "CA$",
                "AUD" => "A$",
                "EUR" => "€",
                "GBP" => "£",
                "JPY" => "JP¥",
                _ => return format!("{code} {}", plain(a.minor)),
            };
            let sign = if a.minor < 0 { "−" } else { "" };
            format!("{sign}{symbol}{}", plain(a.minor.saturating_abs()))
        }
        Lang::ZhCn => {
            let unit = match code {
                "CNY" => "元",
                "USD" => "美元",
                "CAD" => "加元",
                "AUD" => "澳元",
                "EUR" => "欧元",
                "GBP" => "英镑",
                "JPY" => "日元",
                other => return format!("{} {other}", plain(a.minor)),
            };
            // From 10,000 units up; a unit is a hundred minors.
            if a.minor.saturating_abs() >= 1_000_000 {
                // 万 with at most two decimals; 约 when that rounds.
                let exact = a.minor % 10_000 == 0;
                let about = if exact { "" } else { "约 " };
                let wan = (a.minor as f64 / 10_000.0).round() / 100.0;
                format!("{about}{wan} 万{unit}")
            } else {
                format!("{} {unit}", plain(a.minor))
            }
        }
    }
}

fn plain(minor: i64) -> String {
    let d = decimal(i128::from(minor));
    let (whole, cents) = d.split_once('.').unwrap_or((&d, "00"));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |w| ("−", w));
    let whole = grouped(digits.parse().unwrap_or(0));
    if cents == "00" { format!("{sign}{whole}") } else { format!("{sign}{whole}.{cents}") }
}

/// Digits with a comma from 1,000 on, in both languages.
pub(crate) fn grouped(n: u64) -> String {
    let s = n.to_string();
    let mut out = String::with_capacity(s.len() + s.len() / 3);
    for (i, c) in s.chars().enumerate() {
        if i > 0 && (s.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// Appends `next`. In Chinese a seam at a parameter where Han meets an ASCII letter or digit gets a space (words.md §4.2),
/// but not where a date's own 年月日 stands.
fn join(out: &mut String, next: &str, lang: Lang) {
    if lang == Lang::ZhCn
        && let (Some(a), Some(b)) = (out.chars().next_back(), next.chars().next())
    {
        let dated = matches!(a, '年' | '月' | '日') && out.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit());
        let date_next = next.chars().find(|c| !c.is_ascii_digit()) == Some('年');
        let seam = (han(a) && latin(b) && !dated && !date_next) || (latin(a) && han(b));
        if seam {
            out.push(' ');
        }
    }
    out.push_str(next);
}

fn han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

fn latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Currency;

    #[test]
    fn money_follows_the_language() {
        let usd = Amount::new(4520, Currency::new("USD").unwrap());
        assert_eq!((money(&usd, Lang::En), money(&usd, Lang::ZhCn)), ("US$45.20".into(), "45.20 美元".into()));
        assert_eq!(
            (money(&Amount::fen(128_000), Lang::En), money(&Amount::fen(128_000), Lang::ZhCn)),
            ("CN¥1,280".into(), "1,280 元".into())
        );
        assert_eq!(money(&Amount::fen(1_280_000), Lang::ZhCn), "1.28 万元");
        assert_eq!(money(&Amount::fen(9_999_500), Lang::ZhCn), "约 10 万元");
    }

    #[test]
    fn the_part_of_a_sentence_is_the_parameters_own() {
        let day = |s: &str| Param::Day(s.parse().unwrap());
        let trips = Phrase::new("claim.trips_and_absences")
            .with("observer", Param::Text("X".into()))
            .with("from", day("2024-09-19"))
            .with("to", day("2025-11-24"))
            .with("city", Param::Text("杭州市".into()))
            .with("n", Param::Count(9));
        assert_eq!(part(&trips, "n", Lang::ZhCn), "9 次");
        assert_eq!(part(&trips.clone().with("n", Param::Count(4)), "n", Lang::En), "4 trips");
        assert_eq!(part(&trips, "city", Lang::En), "杭州市");
        assert_eq!(part(&trips, "absent", Lang::En), "");
    }

    #[test]
    fn percent_is_never_nothing_or_all() {
        assert_eq!((percent(0.0), percent(0.914), percent(1.0)), (1, 91, 99));
    }

    #[test]
    fn lists_join_as_each_language_does() {
        let items = ["a", "b", "c"].map(|s| Param::Text(s.into()));
        assert_eq!((list(&items, Lang::En), list(&items, Lang::ZhCn)), ("a, b and c".into(), "a、b 和 c".into()));
    }
}
