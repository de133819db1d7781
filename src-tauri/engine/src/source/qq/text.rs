//! The text: day, clock and name on one line, the words below.

use super::super::chat::{self, Blocks, Sign};
use super::super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why, date};
use super::told;
use super::who::{self, Who};
use crate::problem::Code;
use crate::record::{Fact, Kind, Message, Moment, Platform, Spot, Zone};
use chrono::{NaiveDate, NaiveTime};

/// The source.
pub(in crate::source) static SOURCE: QqText = QqText;

static CARD: Card =
    Card { id: "qq_text", platform: Platform::Qq, yields: &[Kind::Message], variants: &["manager", "pasted"], status: Status::Sampled };

/// Lines looked at.
const LOOK: usize = 60;
const BANNER: &str = "消息记录（此消息记录为文本格式";
const ABOUT: &str = "消息对象:";

pub(in crate::source) struct QqText;

impl crate::source::Marked for QqText {}

impl Source for QqText {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let Some(text) = &peek.text else { return Recognition::No };
        let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|l| !l.is_empty()).take(LOOK).collect();
        if let Some(mark) = [BANNER, ABOUT].into_iter().find(|mark| lines.iter().take(10).any(|l| l.starts_with(mark))) {
            return Recognition::Yes(Why { variant: "manager", mark: mark.to_owned() });
        }
        let Some(first) = lines.first() else { return Recognition::No };
        if welink(first) {
            return Recognition::Lookalike { found: "welink" };
        }
        let heads: Vec<Head<'_>> = lines.iter().filter_map(|l| head(l)).collect();
        let numbered = heads.iter().filter(|h| who::numbered(h.name).is_some()).count();
        let pasted = heads.iter().any(|h| h.pasted);
        let variant = if pasted { "pasted" } else { "manager" };
        let why = Why { variant, mark: format!("X(10001) ×{numbered}") };
        match (head(first).is_some() || pasted, numbered) {
            (true, 2..) => Recognition::Yes(why),
            (true, 1) => Recognition::Perhaps(why),
            (true, 0) if pasted && heads.len() > 1 => Recognition::Perhaps(why),
            _ => Recognition::No,
        }
    }

    fn read(&self, content: Content<'_>, name: &str, into: &mut Reading<'_>) {
        let Content::Text(text) = content else { return };
        let mut chats = Chats { title: chat::stem(name).to_owned(), ..Chats::default() };
        chat::read(text, &mut chats, into);
    }
}

#[derive(Default)]
struct Chats {
    title: String,
    /// Messages begun in this chat.
    heads: u32,
    /// Whether a blank line stands above each message; known with the second one.
    spaced: Option<bool>,
    /// Whether lines with a whole time were met: then text isn't pasted.
    exported: bool,
    /// Of pasted text: the last day that stood on a line of its own.
    day: Option<NaiveDate>,
}

/// A head without the text it was cut from.
struct Begun {
    day: Result<NaiveDate, Code>,
    clock: NaiveTime,
    who: Who,
    /// Whether day and month could be swapped.
    unsure: bool,
}

impl Blocks for Chats {
    type Head = Begun;

    fn sign(&mut self, line: &str, blank: bool) -> Sign<Begun> {
        let line = line.trim_end();
        if line.len() >= 32 && line.bytes().all(|b| b == b'=') || line.starts_with(BANNER) || line.starts_with("消息分组:") {
            return Sign::Aside;
        }
        if let Some(title) = line.strip_prefix(ABOUT) {
            title.trim().clone_into(&mut self.title);
            self.heads = 0;
            return Sign::Aside;
        }
        if let Some(day) = lone_day(line).filter(|_| !self.exported) {
            self.day = Some(day);
            return Sign::Aside;
        }
        let Some(found) = head(line) else { return Sign::Body };
        if !found.pasted {
            self.exported = true;
            match self.spaced {
                Some(true) if !blank && self.heads > 0 => return Sign::Body,
                None if self.heads > 0 => self.spaced = Some(blank),
                _ => {}
            }
        }
        self.heads += 1;
        let (day, unsure) = match found.day {
            Some((text, false)) => (date::wall(text).map(|t| t.date()).ok_or(Code::BadDate), false),
            // AM and PM beside slashes are an American clock's: month first.
            Some((text, true)) => (date::month_first(text).map(|t| t.date()).ok_or(Code::BadDate), date::day_first(text).is_some()),
            None => (self.day.ok_or(Code::BadDate), false),
        };
        Sign::Starts(Begun { day, clock: found.clock, who: Who::new(found.name), unsure })
    }

    fn give(&mut self, begun: Begun, body: &str, spot: Spot, into: &mut Reading<'_>) {
        let day = match begun.day {
            Ok(day) => day,
            Err(code) => return into.skip(spot, code, ""),
        };
        if begun.unsure {
            into.problem(spot, Code::DateOrder, "MDY");
        }
        let time = Moment { wall: day.and_time(begun.clock), zone: Zone::China };
        into.row(spot, Fact::Message(told(Message::new(time, self.title.clone()), begun.who, body)));
    }
}

struct Head<'l> {
    /// The day, and whether it is written with slashes.
    day: Option<(&'l str, bool)>,
    clock: NaiveTime,
    name: &'l str,
    pasted: bool,
}

fn head(line: &str) -> Option<Head<'_>> {
    exported(line).or_else(|| pasted(line))
}

/// `2019-09-23 8:43:38 PM NAME(10001)`
fn exported(line: &str) -> Option<Head<'_>> {
    let (day, rest) = line.split_once(' ')?;
    let (clock, name) = who::clock(rest).filter(|_| is_day(day))?;
    (!name.is_empty()).then_some(Head { day: Some((day, false)), clock, name, pasted: false })
}

/// `NAME 2/14/2020 9:16:13 PM`, `NAME(10001) 3:13:28 AM`, `NAME(10001) 15:13:28`
fn pasted(line: &str) -> Option<Head<'_>> {
    let bare = line.strip_suffix(" AM").or_else(|| line.strip_suffix(" PM"));
    let (before, _) = bare.unwrap_or(line).rsplit_once(' ')?;
    let (clock, _) = who::clock(line.get(before.len() + 1..)?).filter(|(_, rest)| rest.is_empty())?;
    let (name, day) = match before.rsplit_once(' ').filter(|(_, day)| day.matches('/').count() == 2) {
        Some((name, day)) => (name, Some((day, true))),
        None => (before, None),
    };
    let told = if day.is_some() { bare.is_some() } else { who::numbered(name).is_some() };
    (told && !name.trim().is_empty()).then_some(Head { day, clock, name, pasted: true })
}

/// ` 2020-02-27`, `— —  2020-2-21  — —`
fn lone_day(line: &str) -> Option<NaiveDate> {
    let day = line.trim_matches(|c: char| c == '—' || c.is_whitespace());
    date::wall(day).filter(|_| is_day(day)).map(|t| t.date())
}

/// Whether these are digits of a year, a month and a day, possible or not.
fn is_day(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    matches!(lengths.as_slice(), [4, 1..=2, 1..=2]) && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

/// Huawei's WeLink: `NAME(id)`, a TAB, the time.
fn welink(line: &str) -> bool {
    line.split_once('\t').is_some_and(|(who, time)| who.ends_with(')') && chat::time_first(time).is_some_and(|(_, rest)| rest.is_empty()))
}
