//! Messenger's chats as pages, `message_1.html`, for those who did not choose JSON.
//!
//! # Variants
//! `html`.
//! # What gives it away
//! A page with a line `Participants: …` and times such as `Sep 13, 2020, 12:26 PM`.
//! # Traps
//! Class names change from one export to the next, so a message is known by its order alone: sender, words, time. Times have no zone and
//! three spellings, all English; pages in other languages aren't known. Pictures leave no words.
//! # Where this is from
//! formats/messaging §5.1: msgvault; one published test file.

use super::super::page::{Page, Token};
use super::super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why, date};
use crate::problem::Code;
use crate::record::{Fact, Kind, Message, MessageKind, Moment, Platform, Spot, Zone};
use chrono::NaiveDateTime;

/// The source.
pub(in super::super) static SOURCE: Html = Html;

/// A chat as a page.
pub(in super::super) struct Html;

static CARD: Card =
    Card { id: "messenger_html", platform: Platform::Facebook, yields: &[Kind::Message], variants: &["html"], status: Status::Sampled };

const MEMBERS: &str = "Participants: ";

impl crate::source::Marked for Html {}

impl Source for Html {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let page = peek.text.as_deref().filter(|t| t.trim_start().starts_with('<'));
        let said = |text: &str| {
            let (_, after) = text.split_once(&format!(">{MEMBERS}"))?;
            after.split(['<', '>']).find_map(stamp)
        };
        match page.and_then(said) {
            Some(_) => Recognition::Yes(Why { variant: "html", mark: MEMBERS.trim_end_matches([':', ' ']).into() }),
            None => Recognition::No,
        }
    }

    fn read(&self, content: Content<'_>, name: &str, into: &mut Reading<'_>) {
        let Content::Text(text) = content else { return };
        let mut folders = name.rsplit('/');
        let file = folders.next().unwrap_or_default();
        let chat = folders.next().filter(|f| !f.is_empty()).unwrap_or(file);
        let mut page = Page::new(text);
        let mut number = 0u32;
        let mut block = Block::default();
        while let Some(token) = page.next(into) {
            match token {
                // What stands above the list of those who take part belongs to no message.
                Token::Words(words) if words.trim_start().starts_with(MEMBERS) => block = Block::default(),
                Token::Words(words) => match stamp(&words) {
                    Some(wall) => {
                        number = number.saturating_add(1);
                        std::mem::take(&mut block).finish(wall, chat, Spot::Item(number), into);
                    }
                    None => block.take(&words, into.limits().row_bytes),
                },
                Token::TooLong => block.too_long = true,
                Token::Tag(name, _) => block.pictured |= ["img", "video", "audio"].contains(&name.as_str()),
            }
        }
        if number > 0 && !block.words.is_empty() {
            into.skip(Spot::Item(number.saturating_add(1)), Code::CutShort, "");
        }
    }
}

/// What stands between two times: the sender, then the words.
#[derive(Default)]
struct Block {
    words: Vec<String>,
    bytes: u64,
    pictured: bool,
    too_long: bool,
}

impl Block {
    fn take(&mut self, words: &str, ceiling: u64) {
        self.bytes = self.bytes.saturating_add(words.len() as u64);
        self.too_long |= self.bytes > ceiling;
        if !self.too_long {
            self.words.push(words.trim().to_owned());
        }
    }

    fn finish(self, wall: NaiveDateTime, chat: &str, spot: Spot, into: &mut Reading<'_>) {
        if self.too_long {
            return into.skip(spot, Code::RowTooLong, "");
        }
        let mut words = self.words.into_iter();
        let Some(sender) = words.next() else { return into.skip(spot, Code::RowDamaged, "") };
        let said: Vec<String> = words.collect();
        let text = (!said.is_empty()).then(|| said.join("\n"));
        let kind = if self.pictured { MessageKind::Media } else { MessageKind::Text };
        let time = Moment { wall, zone: Zone::Device };
        into.row(spot, Fact::Message(Message { sender: Some(sender), kind, text, ..Message::new(time, chat) }));
    }
}

/// `Sep 13, 2020, 12:26 PM`, `Oct 19, 2019 at 2:37 PM`, `19 Oct 2019, 14:37`: a time and nothing else.
fn stamp(words: &str) -> Option<NaiveDateTime> {
    let words = words.trim();
    (words.len() < 40 && words.contains(':')).then(|| date::named(words)).flatten()
}
