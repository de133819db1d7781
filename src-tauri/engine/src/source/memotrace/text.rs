//! The text: time and name on one line, words below it, a blank line between messages.

use super::super::chat::{self, Blocks, Sign};
use super::super::wechat::{contact, said};
use super::super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why, date};
use crate::problem::Code;
use crate::record::{Fact, Kind, Message, MessageKind, Platform, Spot};

/// The source.
pub(in crate::source) static SOURCE: MemotraceText = MemotraceText;

static CARD: Card = Card {
    id: "memotrace_text",
    platform: Platform::Wechat,
    yields: &[Kind::Message, Kind::Contact],
    variants: &["txt"],
    status: Status::Described,
};

/// Lines looked at.
const LOOK: usize = 80;

pub(in crate::source) struct MemotraceText;

impl crate::source::Marked for MemotraceText {}

impl Source for MemotraceText {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let Some(text) = &peek.text else { return Recognition::No };
        if text.lines().find(|l| !l.trim().is_empty()).is_none_or(|l| head(l).is_none()) {
            return Recognition::No;
        }
        let (mut blank, mut heads, mut bodies) = (true, 0, 0);
        for line in text.lines().take(LOOK) {
            match head(line) {
                // A log has its lines one behind the other.
                Some(_) if !blank => return Recognition::No,
                Some(_) => heads += 1,
                None => bodies += usize::from(!line.trim().is_empty()),
            }
            blank = line.trim().is_empty();
        }
        let why = Why { variant: "txt", mark: format!("YYYY-MM-DD HH:MM:SS X ×{heads}") };
        match (heads, bodies) {
            (2.., 1..) => Recognition::Yes(why),
            (1, 1..) => Recognition::Perhaps(why),
            _ => Recognition::No,
        }
    }

    fn read(&self, content: Content<'_>, name: &str, into: &mut Reading<'_>) {
        let Content::Text(text) = content else { return };
        let (id, title) = super::named(name);
        let mut chat = Chat { id };
        chat::read(text, &mut chat, into);
        if let Some(title) = title {
            into.beside(Spot::File, Fact::Contact(contact(&chat.id, [Some(title.as_str())])));
        }
    }
}

struct Chat {
    id: String,
}

impl Blocks for Chat {
    type Head = (String, String);

    fn sign(&mut self, line: &str, blank: bool) -> Sign<Self::Head> {
        match head(line).filter(|_| blank) {
            Some((time, name)) => Sign::Starts((time.to_owned(), name.to_owned())),
            None => Sign::Body,
        }
    }

    fn give(&mut self, (time, name): (String, String), body: &str, spot: Spot, into: &mut Reading<'_>) {
        let Some(time) = date::china(&time) else { return into.skip(spot, Code::BadDate, "") };
        let message = Message::new(time, self.id.clone());
        let message = if body.is_empty() {
            said(&name, Some(MessageKind::System)).into(message)
        } else {
            let said = said(&body.replace("[链接]:title:", "[链接]"), None);
            Message { sender: Some(name), ..said.into(message) }
        };
        into.row(spot, Fact::Message(message));
    }
}

/// Time and name. Those of QQ end with a number or an address, those of WeFlow stand in quotes.
fn head(line: &str) -> Option<(&str, &str)> {
    let (time, name) = chat::time_first(line)?;
    let numbered = name.strip_suffix(')').and_then(|n| n.rsplit_once('('));
    let addressed = name.strip_suffix('>').and_then(|n| n.rsplit_once('<'));
    let qq = numbered.is_some_and(|(_, id)| id.bytes().all(|b| b.is_ascii_digit())) || addressed.is_some_and(|(_, m)| m.contains('@'));
    (!name.trim().is_empty() && !qq && !name.starts_with('\'')).then_some((time, name.trim()))
}
