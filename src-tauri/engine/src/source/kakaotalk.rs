//! KakaoTalk: one exported chat, as text or as a table.
//!
//! # Variants
//! `windows` `[name] [오후 3:04] text` below lines with the day · `android` `2026년 4월 25일 오후 3:20, name : text` · `ios`
//! `오후 8:36, name : text` below lines with the day, `2021. 12. 29. 오후 8:36, name : text`, `Dec 31, 2014 at 19:12, name : text` · `mac` a table
//! `Date,User,Message`.
//! # What gives it away
//! `카카오톡 대화` or `KakaoTalk Chats with` and the day it was saved on top, or the lines themselves; the header of the table.
//! # Traps
//! The table's quotes are written carelessly: a row starts with a time and ends where the next one starts. A first line may be the name of the
//! file. Notices have a time but no ` : `; on Windows they have none, so they take that of the line above. In the table they are said by
//! `시스템` or by the person they are about. A picture and a sticker are one word, `사진` and `이모티콘`. The owner is marked nowhere.
//! # Where this is from
//! formats/messaging §8: two readers of it (kakaotalk-viewer, kakaotalk-chat-analyzer) and their published examples.

use super::chat::{self, Blocks, Sign};
use super::clock::clock;
use super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why, date};
use crate::problem::Code;
use crate::record::{Fact, Kind, Message, MessageKind, Moment, Platform, Spot, Zone};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// The source.
pub(super) static SOURCE: Kakaotalk = Kakaotalk;

static CARD: Card = Card {
    id: "kakaotalk",
    platform: Platform::Kakaotalk,
    yields: &[Kind::Message],
    variants: &["windows", "android", "ios", "mac"],
    status: Status::Sampled,
};

/// Lines looked at.
const LOOK: usize = 60;
const HEADER: &str = "Date,User,Message";

pub(super) struct Kakaotalk;

impl crate::source::Marked for Kakaotalk {}

impl Source for Kakaotalk {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let Some(text) = &peek.text else { return Recognition::No };
        let mut lines = text.lines().map(str::trim_end).filter(|l| !l.is_empty()).take(LOOK);
        let mark = lines.clone().take(3).find(|l| title(l).is_some() || saved(l).is_some());
        if lines.next() == Some(HEADER) {
            return Recognition::Yes(Why { variant: "mac", mark: HEADER.to_owned() });
        }
        let lines = text.lines().map(str::trim_end).take(LOOK);
        let heads: Vec<&'static str> = lines.clone().filter_map(head).map(|h| h.variant).collect();
        let days = lines.filter(|l| day_line(l).is_some()).count();
        let Some(variant) = heads.first() else { return Recognition::No };
        let why = Why { variant, mark: format!("{} ×{}", shape(variant), heads.len()) };
        match (mark, heads.len()) {
            (Some(_), _) => Recognition::Yes(why),
            (None, 2..) if days > 0 || *variant != "windows" => Recognition::Yes(why),
            (None, _) if days > 0 => Recognition::Perhaps(why),
            _ => Recognition::No,
        }
    }

    fn read(&self, content: Content<'_>, name: &str, into: &mut Reading<'_>) {
        let Content::Text(text) = content else { return };
        let mut chat = Chat { title: chat::stem(name).to_owned(), ..Chat::default() };
        chat::read(text, &mut chat, into);
        if let Some(when) = chat.saved {
            into.exported(when);
        }
    }
}

/// How lines of a variant begin, in signs that need no language.
fn shape(variant: &str) -> &'static str {
    match variant {
        "windows" => "[X] [23:59] …",
        "android" => "2025년 12월 31일 오후 11:59, X : …",
        _ => "오후 11:59, X : …",
    }
}

#[derive(Default)]
struct Chat {
    title: String,
    saved: Option<NaiveDateTime>,
    /// Whether it is the table.
    table: bool,
    /// Whether a message has begun.
    begun: bool,
    /// Whether lines are those of Windows.
    windows: bool,
    /// The last day that stood on a line of its own; `None` before it, and where it is none.
    day: Option<NaiveDate>,
    /// The time of the line above.
    last: Option<NaiveDateTime>,
}

/// A head without the text it was cut from.
struct Begun {
    time: Option<NaiveDateTime>,
    sender: Option<String>,
    /// The rest of its line.
    text: String,
    /// Whether it is a row of the table, sender and all.
    row: bool,
}

impl Blocks for Chat {
    type Head = Begun;

    fn sign(&mut self, line: &str, _: bool) -> Sign<Begun> {
        let line = line.trim_end();
        if !self.begun && self.is_above(line) {
            return Sign::Aside;
        }
        if self.table {
            let Some((time, rest)) = row(line) else { return Sign::Body };
            self.begun = true;
            return Sign::Starts(Begun { time: date::wall(time), sender: None, text: rest.to_owned(), row: true });
        }
        if let Some(day) = day_line(line) {
            self.windows |= line.starts_with("---");
            (self.day, self.last) = (day, day.map(|d| d.and_time(NaiveTime::MIN)));
            return Sign::Aside;
        }
        let (time, sender, text) = match head(line) {
            Some(head) => {
                self.windows |= head.variant == "windows";
                (head.day.unwrap_or(self.day).zip(head.clock).map(|(d, t)| d.and_time(t)), head.sender, head.text)
            }
            None if self.windows && is_notice(line) => (self.last, None, line),
            None => return Sign::Body,
        };
        (self.begun, self.last) = (true, time);
        Sign::Starts(Begun { time, sender: sender.map(str::to_owned), text: text.to_owned(), row: false })
    }

    fn give(&mut self, begun: Begun, body: &str, spot: Spot, into: &mut Reading<'_>) {
        let text = if body.is_empty() { begun.text } else { format!("{}\n{body}", begun.text) };
        let (sender, text) = if begun.row {
            let Some((sender, text)) = cells(&text) else { return into.skip(spot, Code::RowDamaged, "") };
            (Some(sender), text)
        } else {
            (begun.sender, text)
        };
        let Some(wall) = begun.time else { return into.skip(spot, Code::BadDate, "") };
        let about = |name: &String| name == SYSTEM || is_notice(&text) && text.starts_with(name.as_str());
        let system = sender.as_ref().is_none_or(|name| begun.row && about(name));
        let (kind, text) = match text.trim() {
            text if system => (MessageKind::System, Some(text)),
            "사진" | "이모티콘" => (MessageKind::Media, None),
            text => (MessageKind::Text, Some(text)),
        };
        let text = text.filter(|t| !t.is_empty()).map(str::to_owned);
        let sender = sender.filter(|name| name != SYSTEM);
        let time = Moment { wall, zone: Zone::Device };
        into.row(spot, Fact::Message(Message { sender, kind, text, ..Message::new(time, self.title.clone()) }));
    }

    fn breaks_off(&self, line: &str) -> bool {
        let bracket = line.strip_prefix('[').and_then(|l| l.split_once("] [")).is_some_and(|(_, rest)| !rest.contains(']'));
        !self.table && (bracket || korean(line).or_else(|| dotted(line)).is_some())
    }
}

impl Chat {
    /// Whether a line stands above the chat; what it says is taken down.
    fn is_above(&mut self, line: &str) -> bool {
        if line == HEADER {
            self.table = true;
        } else if let Some(title) = title(line) {
            title.clone_into(&mut self.title);
        } else if let Some(when) = saved(line) {
            self.saved = when;
        } else {
            return line.is_empty() || line.starts_with("Talk_") && line.ends_with(".txt");
        }
        true
    }
}

struct Head<'l> {
    variant: &'static str,
    /// The line's own day, if it has one; `None` in it where that is none.
    day: Option<Option<NaiveDate>>,
    clock: Option<NaiveTime>,
    sender: Option<&'l str>,
    text: &'l str,
}

fn head(line: &str) -> Option<Head<'_>> {
    if let Some((name, rest)) = line.strip_prefix('[').and_then(|l| l.split_once("] [")) {
        let (time, text) = rest.split_once(']')?;
        let (clock, _) = clock(time).filter(|(_, rest)| rest.is_empty())?;
        return Some(Head { variant: "windows", day: None, clock, sender: Some(name), text: text.strip_prefix(' ').unwrap_or(text) });
    }
    let (variant, day, rest) = match korean(line) {
        Some((day, rest)) => ("android", Some(day), rest),
        None => dotted(line).or_else(|| english(line)).map_or(("ios", None, line), |(day, rest)| ("ios", Some(day), rest)),
    };
    let (clock, rest) = clock(rest)?;
    // Dec 31, 2014 at 19:12: X left
    let Some(said) = rest.strip_prefix(", ") else {
        let text = rest.strip_prefix(": ").filter(|_| variant == "ios" && day.is_some())?;
        return Some(Head { variant, day, clock, sender: None, text });
    };
    let spoken = said.split_once(" : ").or_else(|| Some((said.strip_suffix(" :")?, "")));
    // Without a day a sentence may begin so.
    let told = day.is_some() || spoken.is_some() || ["오전", "오후"].iter().any(|half| line.starts_with(half));
    let (sender, text) = spoken.map_or((None, said), |(name, text)| (Some(name), text));
    told.then_some(Head { variant, day, clock, sender, text })
}

/// A line with nothing but a day: `--------------- 2024년 1월 2일 화요일 ---------------`, `2021년 12월 29일 수요일`, `2026년 4월 25일 오후 3:20`.
fn day_line(line: &str) -> Option<Option<NaiveDate>> {
    if line.starts_with("-----") && line.ends_with("-----") {
        let inside = line.trim_matches(['-', ' ']);
        return korean(inside).map(|(day, _)| day).or_else(|| date::named(inside).map(|t| Some(t.date())));
    }
    let (day, rest) = korean(line)?;
    let weekday = rest.chars().count() == 3 && rest.ends_with("요일");
    (weekday || clock(rest).is_some_and(|(_, rest)| rest.is_empty())).then_some(day)
}

/// A day at the beginning, `2026년 4월 25일`, and what follows; `None` in it where that is none.
fn korean(text: &str) -> Option<(Option<NaiveDate>, &str)> {
    let (year, rest) = text.split_once("년 ")?;
    let (month, rest) = rest.split_once("월 ")?;
    let (day, rest) = rest.split_once('일')?;
    Some((numbers(year, month, day)?, rest.trim_start()))
}

/// `2021. 12. 29. 오후 8:36`
fn dotted(text: &str) -> Option<(Option<NaiveDate>, &str)> {
    let (year, rest) = text.split_once(". ")?;
    let (month, rest) = rest.split_once(". ")?;
    let (day, rest) = rest.split_once(". ")?;
    Some((numbers(year, month, day)?, rest))
}

/// `Dec 31, 2014 at 19:12`
fn english(text: &str) -> Option<(Option<NaiveDate>, &str)> {
    let (day, rest) = text.split_once(" at ")?;
    let (month, year) = day.split_once(", ")?;
    let (month, number) = month.split_once(' ')?;
    let digits = |text: &str| text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    (month.len() >= 3 && digits(number) && digits(year)).then(|| (date::named(day).map(|t| t.date()), rest))
}

fn numbers(year: &str, month: &str, day: &str) -> Option<Option<NaiveDate>> {
    let digits = [year, month, day].iter().all(|n| (1..=4).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
    (digits && year.len() == 4).then(|| date::wall(&format!("{year}-{month}-{day}")).map(|t| t.date()))
}

/// The title above a chat.
fn title(line: &str) -> Option<&str> {
    let korean = line.strip_suffix("카카오톡 대화").map(|t| t.trim_end().strip_suffix("님과").unwrap_or(t).trim());
    korean.or_else(|| line.strip_prefix("KakaoTalk Chats with ").map(str::trim))
}

/// When the chat was saved; `None` in it where that is no time.
fn saved(line: &str) -> Option<Option<NaiveDateTime>> {
    let (label, when) = line.split_once(':')?;
    let when = when.trim();
    ["저장한 날짜", "Date Saved"].contains(&label.trim_end()).then(|| {
        let (day, rest) = korean(when).or_else(|| dotted(when)).or_else(|| english(when)).unwrap_or_default();
        day.zip(clock(rest).and_then(|(t, _)| t)).map(|(d, t)| d.and_time(t)).or_else(|| date::wall(when))
    })
}

/// The time of a row of the table, and its other cells.
fn row(line: &str) -> Option<(&str, &str)> {
    let (time, rest) = line.split_once(',')?;
    let fits = |(byte, mark): (u8, &u8)| if *mark == b'0' { byte.is_ascii_digit() } else { byte == *mark };
    (time.len() == 19 && time.bytes().zip(b"0000-00-00 00:00:00").all(fits)).then_some((time, rest))
}

/// Sender and words, quoted or not.
fn cells(rest: &str) -> Option<(String, String)> {
    let (sender, text) = match rest.strip_prefix('"').and_then(|r| r.split_once("\",")) {
        Some(split) => split,
        None => rest.split_once(',')?,
    };
    let text = text.strip_prefix('"').map_or(text, |t| t.strip_suffix('"').unwrap_or(t));
    let plain = |text: &str| text.replace("\"\"", "\"");
    Some((plain(sender.trim()), plain(text)))
}

/// Who says notices in the table.
const SYSTEM: &str = "시스템";

/// Somebody was invited, left or came in.
fn is_notice(text: &str) -> bool {
    ["님을 초대하였습니다.", "님이 나갔습니다.", "님이 들어왔습니다."].iter().any(|end| text.trim_end().ends_with(end))
}
