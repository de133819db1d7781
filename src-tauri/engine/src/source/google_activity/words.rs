//! Google's sentences and dates in the languages of its users. Watching in 27 languages: atillaturkmen/youtube-rewind, by which Chinese and
//! Portuguese files write English; other verbs where seen. Months: Unicode CLDR.

use super::super::date;
use crate::record::{ActivityKind, Moment, Zone};
use chrono::{NaiveDate, NaiveTime};

/// What a sentence says was done, and to what. What isn't known is looked at, by its whole sentence.
pub(super) fn verb(sentence: &str) -> (ActivityKind, &str) {
    let object = |(before, after, kind): &(&str, &str, ActivityKind)| {
        let object = sentence.strip_prefix(before)?.strip_suffix(after)?.trim();
        (!object.is_empty()).then_some((*kind, object))
    };
    VERBS.iter().find_map(object).unwrap_or((ActivityKind::View, sentence))
}

/// A date such as `Jan 15, 2021, 6:54:12 PM BST`, `12 ott 2021, 17:06:17 CET`, `12.10.2021, 17:06:17 MESZ`. Without a zone, or with UTC,
/// it is UTC; any other is the wall clock that the export was made by. Numbers that could be day or month are no date.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let mut parts = text.split(|c: char| c.is_whitespace() || c == ',').filter(|p| !p.is_empty());
    let (mut month, mut numbers, mut whole) = (None, Vec::new(), None);
    let time = loop {
        let part = parts.next()?;
        if part.contains(':') {
            break clock(part)?;
        }
        let bare = part.trim_end_matches('.');
        match bare.parse::<u32>() {
            Ok(number) => numbers.push(number),
            Err(_) if bare.starts_with(|c: char| c.is_ascii_digit()) => whole = numeric(bare),
            Err(_) => month = month.or_else(|| named(&bare.to_lowercase())),
        }
    };
    let (mut half, mut zone) = (None, None);
    for part in parts {
        match part.replace('.', "").to_ascii_uppercase().as_str() {
            "AM" => half = Some(false),
            "PM" => half = Some(true),
            other => zone = zone.or(Some(other == "UTC")),
        }
    }
    let hour = match (time.0, half) {
        (12, Some(false)) => 0,
        (h @ 0..12, Some(true)) => h + 12,
        (h, _) => h,
    };
    let date = match (whole, month, numbers.as_slice()) {
        (Some(date), ..) => date,
        (None, Some(month), &[day, year]) => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?,
        _ => return None,
    };
    let wall = date.and_time(NaiveTime::from_hms_opt(hour, time.1, time.2)?);
    date::YEARS
        .contains(&chrono::Datelike::year(&wall))
        .then_some(Moment { wall, zone: if zone.unwrap_or(true) { Zone::Utc } else { Zone::Device } })
}

fn clock(part: &str) -> Option<(u32, u32, u32)> {
    let mut numbers = part.split(':').map(|n| n.parse::<u32>().ok());
    let time = (numbers.next()??, numbers.next()??, numbers.next()??);
    numbers.next().is_none().then_some(time)
}

/// `12.10.2021` and `2021-10-12`: with slashes the order differs by country and nothing tells it.
fn numeric(part: &str) -> Option<NaiveDate> {
    let wall = if part.contains('.') { date::day_first(part) } else { date::wall(part) };
    wall.map(|w| w.date())
}

fn named(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    u32::try_from(at + 1).ok()
}

/// Beginnings of the names of months in English, German, French, Italian, Spanish, Portuguese and Dutch.
const MONTHS: [&[&str]; 12] = [
    &["jan", "gen", "ene"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "mrt", "maa"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag", "mei"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// What stands before and behind the object. The longer of two that begin alike goes first.
const VERBS: &[(&str, &str, ActivityKind)] = &[
    ("Searched for ", "", ActivityKind::Search),
    ("Watched ", "", ActivityKind::View),
    ("Visited ", "", ActivityKind::View),
    ("Viewed ", "", ActivityKind::View),
    ("Hai visualizzato ", "", ActivityKind::View),
    ("Hai guardato ", "", ActivityKind::View),
    ("Ti è piaciuto ", "", ActivityKind::Like),
    ("Non ti è piaciuto ", "", ActivityKind::View),
    ("Vous avez regardé ", "", ActivityKind::View),
    ("Has visto ", "", ActivityKind::View),
    ("Je hebt naar ", " gekeken", ActivityKind::View),
    ("Просмотрено видео ", "", ActivityKind::View),
    ("Ви дивилися відео ", "", ActivityKind::View),
    ("Obejrzano: ", "", ActivityKind::View),
    ("Zhlédli jste video ", "", ActivityKind::View),
    ("Παρακολουθήσατε το βίντεο ", "", ActivityKind::View),
    ("Гледахте ", "", ActivityKind::View),
    ("Ați vizionat ", "", ActivityKind::View),
    ("Tittade på ", "", ActivityKind::View),
    ("Så på ", "", ActivityKind::View),
    ("Så ", "", ActivityKind::View),
    ("Pinanood ang ", "", ActivityKind::View),
    ("تمت مشاهدة ", "", ActivityKind::View),
    ("را تماشا کردید ", "", ActivityKind::View),
    ("", " angesehen", ActivityKind::View),
    ("", " adlı videoyu izlediniz", ActivityKind::View),
    ("", " izlənildi", ActivityKind::View),
    ("", " দেখা হয়েছে", ActivityKind::View),
    ("", " देखा", ActivityKind::View),
    ("", " を視聴しました", ActivityKind::View),
    ("", " 을(를) 시청했습니다.", ActivityKind::View),
    ("", " دیکھی", ActivityKind::View),
    ("", " katsottiin", ActivityKind::View),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_lose_their_verb() {
        for (sentence, kind, object) in [
            ("Searched for tea", ActivityKind::Search, "tea"),
            ("Hai visualizzato una pagina", ActivityKind::View, "una pagina"),
            ("Ti è piaciuto Un video", ActivityKind::Like, "Un video"),
            ("Ein Video angesehen", ActivityKind::View, "Ein Video"),
            ("Je hebt naar Een video gekeken", ActivityKind::View, "Een video"),
            ("Watched ", ActivityKind::View, "Watched "),
            ("Something else done", ActivityKind::View, "Something else done"),
        ] {
            assert_eq!(verb(sentence), (kind, object));
        }
    }

    #[test]
    fn dates_are_read_in_seven_languages() {
        let is = |text: &str| moment(text).map(|m| format!("{} {:?}", m.wall, m.zone));
        for (text, wall) in [
            ("Jan 15, 2021, 6:54:12 PM BST", "2021-01-15 18:54:12 Device"),
            ("Jun 23, 2015, 12:43:45 AM", "2015-06-23 00:43:45 Utc"),
            ("Jan 22, 2020, 8:34:00\u{202F}PM UTC", "2020-01-22 20:34:00 Utc"),
            ("12 ott 2021, 17:06:17 CET", "2021-10-12 17:06:17 Device"),
            ("12.10.2021, 17:06:17 MESZ", "2021-10-12 17:06:17 Device"),
            ("12 août 2021, 17:06:17 CEST", "2021-08-12 17:06:17 Device"),
            ("12 de set. de 2021, 17:06:17 BRT", "2021-09-12 17:06:17 Device"),
            ("2021-10-12, 17:06:17 CEST", "2021-10-12 17:06:17 Device"),
        ] {
            assert_eq!(is(text).as_deref(), Some(wall), "{text}");
        }
        for text in ["", "03/04/2021, 17:06:17 GMT", "17:06:17", "ott 2021, 17:06:17", "31 feb 2021, 10:00:00", "12 ott 2021"] {
            assert_eq!(is(text), None, "{text}");
        }
    }
}
