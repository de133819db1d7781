//! The page: one table row a message, pictures behind it.

use super::super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why, chat, date, tags};
use super::told;
use super::who::{self, Who};
use crate::problem::Code;
use crate::record::{Fact, Kind, Message, MessageKind, Moment, Platform, Spot, Zone};
use chrono::NaiveDate;
use std::io::{BufRead, Read};

/// The source.
pub(in crate::source) static SOURCE: QqPage = QqPage;

static CARD: Card = Card { id: "qq_mht", platform: Platform::Qq, yields: &[Kind::Message], variants: &["mht"], status: Status::Described };

const MARK: &str = "From: <Save by Tencent MsgMgr>";

pub(in crate::source) struct QqPage;

impl crate::source::Marked for QqPage {}

impl Source for QqPage {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let found = peek.text.as_ref().is_some_and(|t| t.trim_start().starts_with(MARK));
        if found { Recognition::Yes(Why { variant: "mht", mark: MARK.to_owned() }) } else { Recognition::No }
    }

    fn read(&self, content: Content<'_>, name: &str, into: &mut Reading<'_>) {
        let Content::Text(mut text) = content else { return };
        let mut page = Page { title: chat::stem(name).to_owned(), day: None };
        let ceiling = into.limits().row_bytes;
        let mut row = Vec::new();
        // The row begins at this line; so many have gone by.
        let (mut line, mut long) = (1u32, false);
        loop {
            let before = row.len();
            let read = text.by_ref().take(ceiling).read_until(b'>', &mut row).unwrap_or(0);
            let lines = row.get(before..).unwrap_or_default().iter().filter(|b| **b == b'\n').count();
            if read == 0 || into.stopped() {
                let spot = Spot::Line(line);
                let begun = row.windows(3).any(|w| w == b"<tr");
                break if begun { into.skip(spot, Code::CutShort, "") } else { into.problem(spot, Code::CutShort, "") };
            }
            let at = line;
            if row.ends_with(b"</tr>") {
                let spot = Spot::Line(at.saturating_add(u32::try_from(lines).unwrap_or(0)));
                if long {
                    into.skip(spot, Code::RowTooLong, "");
                } else {
                    page.row(&String::from_utf8_lossy(&row), spot, into);
                }
                (row, long) = (Vec::new(), false);
            } else if row.ends_with(b"</table>") || row.ends_with(b"</html>") {
                // What follows are pictures.
                return;
            } else if row.len() as u64 > ceiling {
                // Of a row beyond the ceiling only its end matters.
                row = row.split_off(row.len().saturating_sub(16));
                long = true;
            }
            line = line.saturating_add(u32::try_from(lines).unwrap_or(0));
        }
    }
}

struct Page {
    title: String,
    day: Option<NaiveDate>,
}

impl Page {
    /// One `<tr>…</tr>`, with whatever stood before it.
    fn row(&mut self, html: &str, spot: Spot, into: &mut Reading<'_>) {
        let html = html.rfind("<tr").and_then(|at| html.get(at..)).unwrap_or(html);
        let words = || tags::words(html);
        if let Some((_, day)) = html.split_once("日期: ")
            && !html.contains("</div>")
        {
            let day = day.split('<').next().unwrap_or_default();
            self.day = date::wall(day.trim()).map(|t| t.date());
            if self.day.is_none() {
                into.problem(spot, Code::BadDate, "日期");
            }
            return;
        }
        if let Some((name, clock, body)) = parts(html) {
            let Some(day) = self.day else { return into.skip(spot, Code::BadDate, "") };
            let text = tags::words(body);
            let time = Moment { wall: day.and_time(clock), zone: Zone::China };
            let message = told(Message::new(time, self.title.clone()), Who::new(&tags::words(name)), &text);
            let picture = message.text.is_none() && message.kind == MessageKind::Text && body.to_ascii_lowercase().contains("<img");
            let kind = if picture { MessageKind::Media } else { message.kind };
            return into.row(spot, Fact::Message(Message { kind, ..message }));
        }
        match words().trim().strip_prefix("消息对象:") {
            Some(title) => title.trim().clone_into(&mut self.title),
            // Above the first day stands what the page is about.
            None if self.day.is_none() || words().is_empty() => {}
            None => into.skip(spot, Code::RowDamaged, ""),
        }
    }
}

/// Name, clock and body of `…<div …>NAME</div>20:43:38</div><div …>BODY</div></td></tr>`.
fn parts(html: &str) -> Option<(&str, chrono::NaiveTime, &str)> {
    let (head, rest) = html.split_once("</div>")?;
    let (clock, body) = rest.split_once("</div>")?;
    let (clock, rest) = who::clock(clock.trim())?;
    let name = head.rfind("<div").and_then(|at| head.get(at..))?.split_once('>')?.1;
    rest.is_empty().then_some((name, clock, body))
}
