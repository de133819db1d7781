//! LINE: one exported chat as text.
//!
//! # Variants
//! `tabs` day lines, then `TIME<TAB>NAME<TAB>TEXT` · `spaces` LINE for Windows and Mac in Japanese, `23:43 name text`.
//! # What gives it away
//! `[LINE] ` on top; without it a day with its weekday first and lines in tabs below, or in blanks below a Japanese one.
//! # Traps
//! `Fri, 1/30/2026` has the month first or the day, by the phone's region: the weekday tells, or else another day of the file. Text of several
//! lines stands in quotes, with inner quotes doubled, and may hold lines that look like days. A notice has no name. Without tabs nothing parts a name with a blank from
//! the words behind it, but the title of a chat of two. Placeholders are in the phone's language. The owner is marked nowhere.
//! # Where this is from
//! formats/messaging §7: ChatLab's readers and their tests, tests of other public readers. No real file seen. How calls are told
//! isn't known: they stay words.

use super::chat::{self, Blocks, Sign};
use super::clock::clock;
use super::day_month::DayMonth;
use super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why, date};
use crate::problem::Code;
use crate::record::{Fact, Kind, Message, MessageKind, Moment, Platform, Spot, Zone};
use chrono::{Datelike, NaiveDateTime, NaiveTime, Weekday};
use std::io::{Cursor, Read};

/// The source.
pub(super) static SOURCE: Line = Line;

static CARD: Card =
    Card { id: "line", platform: Platform::Line, yields: &[Kind::Message], variants: &["tabs", "spaces"], status: Status::Described };

/// Lines looked at to recognise it, and bytes to learn the order of day and month.
const LOOK: usize = 80;
const HEAD: u64 = 1 << 20;
const BANNER: &str = "[LINE] ";

pub(super) struct Line;

impl crate::source::Marked for Line {}

impl Source for Line {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let Some(text) = &peek.text else { return Recognition::No };
        let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|l| !l.is_empty()).take(LOOK).collect();
        let Some(first) = lines.first() else { return Recognition::No };
        let tabs = lines.iter().filter(|l| tabbed(l).is_some()).count();
        let days = lines.iter().filter(|l| day_line(l).is_some()).count();
        let spaces = lines.iter().filter(|l| spaced(l, "").is_some()).count();
        let variant = if tabs == 0 && spaces > 0 { "spaces" } else { "tabs" };
        if first.starts_with(BANNER) && (title(first).is_some() || days > 0) {
            return Recognition::Yes(Why { variant, mark: BANNER.trim().to_owned() });
        }
        if day_line(first).is_none() {
            return Recognition::No;
        }
        match (tabs, spaces) {
            (2.., _) => Recognition::Yes(Why { variant: "tabs", mark: format!("23:59 ⇥ X ⇥ … ×{tabs}") }),
            (0, 2..) if first.ends_with("曜日") => {
                Recognition::Yes(Why { variant: "spaces", mark: format!("曜日, 23:59 X … ×{spaces}") })
            }
            _ => Recognition::No,
        }
    }

    fn read(&self, content: Content<'_>, name: &str, into: &mut Reading<'_>) {
        let Content::Text(mut text) = content else { return };
        let mut head = Vec::new();
        // A stream that fails is told by whoever opened it; what came before is kept.
        let _ = text.by_ref().take(HEAD).read_to_end(&mut head);
        let stem = chat::stem(name);
        let mut chat = Chat { title: title(stem).unwrap_or(stem).to_owned(), ..Chat::default() };
        chat.look(&String::from_utf8_lossy(&head));
        chat::read(Box::new(Cursor::new(head).chain(text)), &mut chat, into);
        chat.orders.tell(into);
        if let Some(when) = chat.saved() {
            into.exported(when);
        }
    }
}

#[derive(Default)]
struct Chat {
    title: String,
    /// Whether names and words are parted by blanks.
    spaces: bool,
    /// Whether a day has begun.
    begun: bool,
    /// Whether lines are inside quotes.
    quoted: bool,
    day: Option<Day>,
    orders: DayMonth,
    saved: Option<String>,
}

/// A day as it is written.
#[derive(Debug, Clone, PartialEq)]
struct Day {
    text: String,
    weekday: Option<Weekday>,
}

struct Begun {
    day: Option<Day>,
    clock: Option<NaiveTime>,
    sender: Option<String>,
    text: String,
}

impl Chat {
    /// Learns from the beginning of the file what a single line can't tell.
    fn look(&mut self, text: &str) {
        for day in text.lines().filter_map(|l| day_line(l.trim_end())).filter(|d| !d.year_first()) {
            match day.told() {
                Some(order) => self.orders.learn(order),
                None => self.orders.hear(&day.text),
            }
        }
        let heads = text.lines().filter(|l| tabbed(l).is_some()).count();
        self.spaces = heads == 0 && text.lines().any(|l| spaced(l, "").is_some());
    }

    /// When the chat was saved, where that can be read one way only.
    fn saved(&self) -> Option<NaiveDateTime> {
        let (day, time) = self.saved.as_deref()?.split_once([' ', ','])?;
        let time = clock(time.trim_start_matches([',', ' '])).and_then(|(time, _)| time)?;
        let (first, last) = (date::day_first(day), date::month_first(day));
        let day = match (date::wall(day), self.orders.order()) {
            (Some(day), _) => day,
            (None, Some(order)) => (if order { first } else { last })?,
            (None, None) => first.xor(last)?,
        };
        Some(day.date().and_time(time))
    }
}

impl Day {
    fn year_first(&self) -> bool {
        self.text.find(['/', '.', '-']) == Some(4)
    }

    /// Whether the day goes before the month, where the weekday fits one order only.
    fn told(&self) -> Option<bool> {
        let weekday = self.weekday?;
        let fits = |time: Option<NaiveDateTime>| time.is_some_and(|t| t.weekday() == weekday);
        match (fits(date::day_first(&self.text)), fits(date::month_first(&self.text))) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }

    fn read(&self, orders: &mut DayMonth, spot: Spot) -> Option<NaiveDateTime> {
        match self.told() {
            _ if self.year_first() => date::wall(&self.text),
            Some(true) => date::day_first(&self.text),
            Some(false) => date::month_first(&self.text),
            None => orders.read(&self.text, None, spot),
        }
    }
}

impl Blocks for Chat {
    type Head = Begun;

    fn sign(&mut self, line: &str, blank: bool) -> Sign<Begun> {
        let line = line.trim_end();
        if !self.begun && day_line(line).is_none() && tabbed(line).is_none() {
            if let Some(title) = title(line) {
                title.clone_into(&mut self.title);
            } else if let Some((_, when)) =
                line.split_once(['：', ':']).filter(|(_, w)| w.trim_start().starts_with(|c: char| c.is_ascii_digit()))
            {
                self.saved = Some(when.trim().to_owned());
            } else if !line.is_empty() {
                return Sign::Body;
            }
            return Sign::Aside;
        }
        self.begun = true;
        let head = if self.spaces { spaced(line, &self.title).filter(|_| !self.quoted) } else { tabbed(line) };
        if let Some((clock, sender, text)) = head {
            self.quoted = text.starts_with('"') && text.matches('"').count() % 2 == 1;
            let sender = sender.map(str::to_owned);
            return Sign::Starts(Begun { day: self.day.clone(), clock, sender, text: text.to_owned() });
        }
        if let Some(day) = day_line(line).filter(|_| blank || !self.quoted) {
            (self.day, self.quoted) = (Some(day), false);
            return Sign::Aside;
        }
        self.quoted ^= self.quoted && line.matches('"').count() % 2 == 1;
        Sign::Body
    }

    fn give(&mut self, begun: Begun, body: &str, spot: Spot, into: &mut Reading<'_>) {
        let day = begun.day.and_then(|day| day.read(&mut self.orders, spot));
        let Some((day, clock)) = day.zip(begun.clock) else { return into.skip(spot, Code::BadDate, "") };
        let text = if body.is_empty() { begun.text } else { format!("{}\n{body}", begun.text) };
        let inside = text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).filter(|t| t.contains('\n'));
        let text = inside.map_or(text.trim().to_owned(), |t| t.replace("\"\"", "\"").trim().to_owned());
        let (kind, text) = match begun.sender {
            None => (MessageKind::System, Some(text)),
            Some(_) => placeholder(&text, self.spaces).map_or((MessageKind::Text, Some(text)), |kind| (kind, None)),
        };
        let text = text.filter(|t| !t.is_empty());
        let time = Moment { wall: day.date().and_time(clock), zone: Zone::Device };
        into.row(spot, Fact::Message(Message { sender: begun.sender, kind, text, ..Message::new(time, self.title.clone()) }));
    }

    fn breaks_off(&self, line: &str) -> bool {
        line.contains(':') && line.len() <= 8 && line.bytes().all(|b| b.is_ascii_digit() || b == b':')
    }
}

/// Clock, name and words of `TIME<TAB>NAME<TAB>TEXT`; a notice has no name.
type Told<'l> = (Option<NaiveTime>, Option<&'l str>, &'l str);

fn tabbed(line: &str) -> Option<Told<'_>> {
    let (time, rest) = line.split_once('\t')?;
    let (clock, _) = clock(time).filter(|(_, rest)| rest.is_empty())?;
    let (name, text) = rest.split_once('\t').unwrap_or(("", rest));
    Some((clock, Some(name).filter(|n| !n.is_empty()), text))
}

/// The same of `23:43 name text`. A name with blanks is known where it is the chat's.
fn spaced<'l>(line: &'l str, title: &str) -> Option<Told<'l>> {
    let (clock, rest) = clock(line)?;
    let rest = rest.strip_prefix(' ')?;
    let whole = rest.strip_prefix(title).filter(|_| !title.is_empty()).and_then(|text| text.strip_prefix(' '));
    let (name, text) = match whole {
        Some(text) => (rest.get(..title.len()), text),
        None => rest.split_once(' ').map_or((None, rest), |(name, text)| (Some(name), text)),
    };
    Some((clock, name, text))
}

/// `2024.01.02 Tuesday`, `2024/1/30(金)`, `2024/1/2週二`, `Fri, 1/30/2026`
fn day_line(line: &str) -> Option<Day> {
    let digits = |text: &str, lengths: [std::ops::RangeInclusive<usize>; 3]| {
        let parts: Vec<&str> = text.split(['/', '.']).collect();
        parts.len() == 3 && parts.iter().zip(lengths).all(|(p, l)| l.contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
    };
    if let Some((weekday, day)) = line.split_once(", ") {
        let weekday = weekday.parse().ok()?;
        return digits(day, [1..=2, 1..=2, 4..=4]).then(|| Day { text: day.to_owned(), weekday: Some(weekday) });
    }
    let (day, rest) = line.split_at_checked(line.bytes().take_while(|b| b.is_ascii_digit() || b"./".contains(b)).count())?;
    (digits(day, [4..=4, 1..=2, 1..=2]) && is_weekday(rest)).then(|| Day { text: day.to_owned(), weekday: None })
}

fn is_weekday(text: &str) -> bool {
    let name = text.trim().trim_matches(['(', ')']);
    let thai = |text: &str| !text.is_empty() && text.chars().all(|c| ('\u{E00}'..='\u{E7F}').contains(&c));
    let bare = ["周", "週", "星期"].into_iter().find_map(|w| name.strip_prefix(w)).unwrap_or(name.strip_suffix("曜日").unwrap_or(name));
    let one = bare.chars().count() == 1 && bare.chars().all(|c| "月火水木金土日一二三四五六天".contains(c));
    one || name.parse::<Weekday>().is_ok() || thai(name)
}

/// The title above a chat, and in the name of a file that wasn't renamed.
fn title(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(BANNER)?;
    TITLES.iter().find_map(|(before, after)| rest.strip_prefix(before)?.strip_suffix(after)).map(str::trim).filter(|t| !t.is_empty())
}

/// What a message is that consists of one word in brackets, or in the text with blanks of one word.
fn placeholder(text: &str, bare: bool) -> Option<MessageKind> {
    let inside = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    let word = inside.or(Some(text).filter(|_| bare))?;
    PLACEHOLDERS.iter().find(|(_, words)| words.contains(&word)).map(|(kind, _)| *kind)
}

/// What stands before and behind the title.
const TITLES: &[(&str, &str)] = &[
    ("Chat history with ", ""),
    ("Chat history in ", ""),
    ("", "とのトーク履歴"),
    ("", "のトーク履歴"),
    ("与", "的聊天记录"),
    ("與", "的聊天記錄"),
    ("ประวัติการสนทนากับ ", ""),
];

const PLACEHOLDERS: &[(MessageKind, &[&str])] = &[
    (
        MessageKind::Media,
        &["Photo", "Video", "Voice message", "Sticker", "File", "照片", "影片", "語音訊息", "貼圖", "檔案", "写真", "動画", "スタンプ"],
    ),
    (MessageKind::Location, &["Location", "位置"]),
    (MessageKind::Contact, &["Contact"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_stand_with_their_weekday() {
        for line in ["2024.01.02 Tuesday", "2024/1/30(金)", "2024/1/30周五", "2024/1/2週二", "2015/12/25 Fri", "2025.12.30 火曜日"]
        {
            assert!(day_line(line).is_some_and(|d| d.year_first()), "{line}");
        }
        for line in ["2024/1/30 dinner", "2024/1/30", "1/30/2026", "Fri, 1/30", "Fri, 2026/1/30", "so, 1/30/2026", "2024/1/2 一二"] {
            assert_eq!(day_line(line), None, "{line}");
        }
    }

    #[test]
    fn weekdays_tell_the_order() {
        let told = |line: &str| day_line(line).unwrap().told();
        assert_eq!((told("Mon, 11/03/2025"), told("Sun, 26/04/2026"), told("Sun, 05/04/2026")), (Some(false), Some(true), Some(true)));
        assert_eq!(told("Fri, 02/02/2024"), None, "either way the same day");
        assert_eq!(told("Tue, 02/02/2024"), None, "neither fits");
    }

    #[test]
    fn titles_stand_in_many_languages() {
        for line in ["Chat history with 样", "Chat history in 样", "样とのトーク履歴", "样のトーク履歴", "与样的聊天记录", "與样的聊天記錄"]
        {
            assert_eq!(title(&format!("[LINE] {line}")), Some("样"), "{line}");
        }
        assert_eq!((title("[LINE] x"), title("Chat history with x")), (None, None));
    }
}
