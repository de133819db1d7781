//! WhatsApp: one exported chat as text, `_chat.txt` (iOS, in a zip) or `WhatsApp Chat with X.txt` (Android).
//!
//! # Variants
//! `ios` `[date, time] name: text` · `android` `date, time - name: text`; some forty dialects of date and time.
//! # What gives it away
//! At least 30 % of the first 50 lines start like a chat line. No header, and the file's name is
//! translated into the language of the phone.
//! # Traps
//! The order of day and month is stated nowhere ([`order`]): a chat that leaves it open is read as its siblings in the archive; messages run over several lines; text that starts with
//! U+200E is WhatsApp speaking, also behind a person's name; lines are not in order of time; the owner is not marked; the chat's
//! title stands in the file name only.
//!
//! A file can be read once, yet its last line may settle the order of the first date. So records are held (as text) until the
//! order is beyond doubt, usually within some weeks of chat, and stream from there on. What is held stays under
//! [`crate::archive::Limits::held_bytes`]; beyond it, what was seen so far decides.
//! # Where this is from
//! formats/messaging §3: Pustur/whatsapp-chat-parser, rodrigogs/whats-reader, lucasrodes/whatstk, d3i-infra, timelinize, ChatLab.

mod grammar;
mod line;
mod order;
mod words;

use super::lines::Lines;
use super::signal_export;
use super::{Card, Content, Peek, Reading, Recognition, Siblings, Source, Status, Why};
use crate::problem::Code;
use crate::record::{Fact, Kind, Message, MessageKind, Moment, Platform, Spot, Zone};
use chrono::NaiveTime;
use grammar::Style;
use order::Written;
use std::io::BufRead;

pub(super) use order::Orders;

/// The source.
pub(super) static SOURCE: Whatsapp = Whatsapp;

static CARD: Card = Card {
    id: "whatsapp_text",
    platform: Platform::Whatsapp,
    yields: &[Kind::Message],
    variants: &["ios", "android"],
    status: Status::Sampled,
};

/// Lines looked at, and the share of them in percent that must start a record.
const LOOK: usize = 50;
const SHARE: usize = 30;

pub(super) struct Whatsapp;

impl crate::source::Marked for Whatsapp {}

impl Source for Whatsapp {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let Some(text) = &peek.text else { return Recognition::No };
        let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).take(LOOK).collect();
        let starts: Vec<_> = lines.iter().filter_map(|l| Some((l, grammar::start(l)?.style))).collect();
        let variant = match starts.first() {
            Some((_, Style::Ios)) => "ios",
            Some((_, Style::Android)) => "android",
            None => return Recognition::No,
        };
        let why = Why { variant, mark: format!("{} {}/{}", shape(variant), starts.len(), lines.len()) };
        let enough = starts.len() * 100 >= lines.len() * SHARE;
        let at_once = lines.first().is_some_and(|l| grammar::start(l).is_some());
        if signal_export::claimed(text).is_some() {
            return Recognition::No;
        }
        let signal = starts.iter().filter(|(l, _)| signal_export::begins(l)).count();
        match starts.len() {
            2.. if enough && signal < starts.len() => Recognition::Yes(why),
            _ if enough || at_once => Recognition::Perhaps(why),
            _ => Recognition::No,
        }
    }

    fn asks_siblings(&self) -> bool {
        true
    }

    fn hear(&self, content: Content<'_>, siblings: &mut Siblings) {
        let Content::Text(text) = content else { return };
        let mut orders = Orders::new();
        for line in text.lines().map_while(Result::ok) {
            if let Some(start) = grammar::start(&line) {
                orders.see(start.date, start.rest);
                if orders.settled() {
                    break;
                }
            }
        }
        siblings.whatsapp.add(&orders);
    }

    fn read(&self, content: Content<'_>, name: &str, into: &mut Reading<'_>) {
        let Content::Text(text) = content else { return };
        let mut chat =
            Chat { title: title(name), orders: Orders::new(), names: line::Names::default(), held: Vec::new(), held_bytes: 0, into };
        chat.read(&mut Lines::new(text));
    }
}

/// The beginning of one record.
struct Head {
    line: u32,
    date: Written,
    time: Option<NaiveTime>,
}

struct Chat<'r, 'a> {
    title: String,
    orders: Orders,
    names: line::Names,
    held: Vec<(Head, String, usize)>,
    held_bytes: u64,
    into: &'r mut Reading<'a>,
}

impl Chat<'_, '_> {
    fn read(&mut self, lines: &mut Lines<'_>) {
        let ceiling = self.into.limits().row_bytes;
        let mut open: Option<Head> = None;
        // Its words, and how long the first line of them is.
        let (mut body, mut first) = (String::new(), 0);
        let mut stray = None;
        let mut cut = None;
        while let Some(line) = lines.next(self.into) {
            let (number, text) = (line.number, line.text);
            if let Some(start) = grammar::start(text) {
                self.orders.see(start.date, start.rest);
                if let Some(done) = open.replace(Head { line: number, date: start.date, time: start.time }) {
                    self.hold(done, &body, first);
                }
                body.clear();
                body.push_str(start.rest);
                first = body.len();
            } else if line.last && grammar::is_cut(text) {
                cut = Some(number);
            } else if let Some(head) = &open {
                if (body.len() + text.len()) as u64 >= ceiling {
                    self.into.problem(Spot::Line(head.line), Code::RowTooLong, "");
                } else {
                    body.push('\n');
                    body.push_str(text);
                }
            } else if stray.is_none() && !text.trim().is_empty() {
                stray = Some(number);
            }
        }
        // Words before the first record: the rest of a message whose beginning is missing.
        if let Some(line) = stray {
            self.into.skip(Spot::Line(line), Code::RowDamaged, "");
        }
        if let Some(done) = open {
            self.hold(done, &body, first);
        }
        self.release();
        if let Some(line) = cut {
            self.into.skip(Spot::Line(line), Code::CutShort, "");
        }
    }

    fn hold(&mut self, head: Head, rest: &str, first: usize) {
        if self.held.is_empty() && self.orders.settled() {
            self.give(&head, rest, first);
            return;
        }
        self.held_bytes += (rest.len() + size_of::<(Head, String, usize)>()) as u64;
        self.held.push((head, rest.to_owned(), first));
        if self.orders.settled() || self.held_bytes > self.into.limits().held_bytes {
            self.release();
        }
    }

    fn release(&mut self) {
        if let Some(guess) = self.orders.decide(self.into.siblings().map(|s| &s.whatsapp)) {
            let spot = self.held.first().map_or(Spot::File, |(head, ..)| Spot::Line(head.line));
            self.into.problem(spot, Code::DateOrder, guess.id());
        }
        self.held_bytes = 0;
        for (head, rest, first) in std::mem::take(&mut self.held) {
            if self.into.stopped() {
                return;
            }
            self.give(&head, &rest, first);
        }
    }

    fn give(&mut self, head: &Head, rest: &str, first: usize) {
        let spot = Spot::Line(head.line);
        let Some((date, time)) = self.orders.read(head.date).zip(head.time) else {
            self.into.skip(spot, Code::BadDate, "");
            return;
        };
        let said = line::read(rest, first, &mut self.names);
        let time = Moment { wall: date.and_time(time), zone: Zone::Device };
        let sender = said.sender.map(str::to_owned);
        let point = said.text.as_deref().filter(|_| said.kind == MessageKind::Location).and_then(line::point);
        let seconds = rest.get(..first).filter(|_| said.kind == MessageKind::Call).and_then(line::took);
        let message = Message { sender, kind: said.kind, text: said.text, point, seconds, ..Message::new(time, self.title.clone()) };
        self.into.row(spot, Fact::Message(message));
    }
}

/// The chat's title: from the file's name, of `_chat.txt` from that of its folder or zip.
fn title(path: &str) -> String {
    let mut parts = path.rsplit(['/', '\\']);
    let base = parts.next().unwrap_or_default();
    let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
    let named = if stem.starts_with("_chat") { parts.next().unwrap_or(stem) } else { stem };
    let named = named.strip_suffix(".zip").unwrap_or(named);
    let named = named.trim_matches(|c: char| grammar::is_mark(c) || c.is_whitespace());
    let bare = words::TITLES.iter().find_map(|(before, after)| named.strip_prefix(before)?.strip_suffix(after));
    bare.filter(|t| !t.is_empty()).unwrap_or(named).to_owned()
}

/// How a line of the variant begins, in signs that need no language.
fn shape(variant: &str) -> &'static str {
    if variant == "ios" { "[12/31/25, 23:59:59] X: …" } else { "12/31/25, 23:59 - X: …" }
}

#[cfg(test)]
mod tests;
