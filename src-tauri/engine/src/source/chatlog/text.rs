//! The text: a line with name, id and time, the words below it, a blank line.

use super::super::chat::{self, Blocks, Sign};
use super::super::wechat::{contact, said};
use super::super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why, date};
use super::APP;
use crate::problem::Code;
use crate::record::{Fact, Kind, Message, MessageKind, Platform, Spot};
use std::collections::BTreeSet;

/// The source.
pub(in crate::source) static SOURCE: ChatlogText = ChatlogText;

static CARD: Card = Card {
    id: "chatlog_text",
    platform: Platform::Wechat,
    yields: &[Kind::Message, Kind::Contact],
    variants: &["txt"],
    status: Status::Described,
};

/// Lines looked at.
const LOOK: usize = 80;
/// What the owner's id is printed as.
const SELF: &str = "我";

pub(in crate::source) struct ChatlogText;

impl crate::source::Marked for ChatlogText {}

impl Source for ChatlogText {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let Some(text) = &peek.text else { return Recognition::No };
        if text.lines().find(|l| !l.trim().is_empty()).is_none_or(|l| head(l).is_none()) {
            return Recognition::No;
        }
        let mut blank = true;
        let mut heads = Vec::new();
        for line in text.lines().take(LOOK) {
            if let Some(head) = head(line).filter(|_| blank) {
                heads.push(head);
            }
            blank = line.trim().is_empty();
        }
        let ours = heads.iter().filter(|h| h.account.is_some_and(|a| a == SELF || a.contains(['_', '@']))).count();
        let why = Why { variant: "txt", mark: format!("X(id) HH:MM:SS ×{}", heads.len()) };
        match (heads.len(), ours) {
            (2.., 1..) => Recognition::Yes(why),
            (1.., 1..) | (2.., _) => Recognition::Perhaps(why),
            _ => Recognition::No,
        }
    }

    fn read(&self, content: Content<'_>, name: &str, into: &mut Reading<'_>) {
        let Content::Text(text) = content else { return };
        chat::read(text, &mut Chats { id: chat::stem(name).to_owned(), named: BTreeSet::new() }, into);
    }
}

struct Chats {
    id: String,
    named: BTreeSet<String>,
}

/// A head without the text it was cut from.
struct Told {
    time: String,
    name: Option<String>,
    account: Option<String>,
    chat: Option<(String, Option<String>)>,
}

impl Blocks for Chats {
    type Head = Told;

    fn sign(&mut self, line: &str, blank: bool) -> Sign<Told> {
        let Some(head) = head(line).filter(|_| blank) else { return Sign::Body };
        let owned = |t: Option<&str>| t.map(str::to_owned);
        let chat = head.chat.map(|(id, name)| (id.to_owned(), owned(name)));
        Sign::Starts(Told { time: head.time.to_owned(), name: owned(head.name), account: owned(head.account), chat })
    }

    fn give(&mut self, head: Told, body: &str, spot: Spot, into: &mut Reading<'_>) {
        // `15:04:05` and `01-02 15:04:05` are no dates.
        let Some(time) = date::china(&head.time) else { return into.skip(spot, Code::BadDate, "") };
        let (id, title) = head.chat.unwrap_or_else(|| (self.id.clone(), None));
        if let Some(title) = title.filter(|_| self.named.insert(id.clone())) {
            into.beside(spot, Fact::Contact(contact(&id, [Some(title.as_str())])));
        }
        let notice = head.account.as_deref() == Some(APP);
        let message = said(body, notice.then_some(MessageKind::System)).into(Message::new(time, id));
        let own = head.account.as_deref().map(|a| a == SELF).filter(|own| *own);
        let account = head.account.filter(|a| a != SELF);
        into.row(spot, Fact::Message(if notice { message } else { Message { sender: head.name, account, own, ..message } }));
    }
}

struct Head<'l> {
    time: &'l str,
    name: Option<&'l str>,
    account: Option<&'l str>,
    chat: Option<(&'l str, Option<&'l str>)>,
}

/// `陈样(wxid_…) [群(…@chatroom)] 2024-03-01 09:00:00`, with less of the date or of the names.
fn head(line: &str) -> Option<Head<'_>> {
    let clock = line.get(line.len().checked_sub(8)?..)?;
    let is = |text: &str, mask: &[u8]| {
        text.len() == mask.len() && text.bytes().zip(mask).all(|(b, m)| if *m == b'0' { b.is_ascii_digit() } else { b == *m })
    };
    if !is(clock, b"00:00:00") {
        return None;
    }
    let before = line.get(..line.len() - 8)?.strip_suffix(' ')?;
    let (rest, day) = before.rsplit_once(' ').unwrap_or(("", before));
    let dated = [&b"0000-00-00"[..], b"00-00"].into_iter().any(|mask| is(day, mask));
    let who = if dated { rest } else { before };
    let time = line.get(line.len() - 8 - if dated { day.len() + 1 } else { 0 }..)?;
    let (who, chat) = match who.strip_suffix(']').and_then(|w| w.rsplit_once(" [")) {
        Some((who, chat)) => (who, Some(chat)),
        None => (who, None),
    };
    let (account, name) = id(who);
    // Without a name, only an id or the owner's word is one: a sentence may end with a time.
    let known = name.is_some() || account == SELF || account == APP || account.contains(['_', '@']);
    let digits = account.bytes().all(|b| b.is_ascii_digit());
    (known && !account.contains(' ') && !digits).then(|| Head { time, name, account: Some(account), chat: chat.map(id) })
}

/// Id and name of `陈样(wxid_…)`; of what has no brackets, the id.
fn id(text: &str) -> (&str, Option<&str>) {
    let split = text.strip_suffix(')').and_then(|t| t.rsplit_once('('));
    split.map_or((text, None), |(name, id)| (id, Some(name).filter(|n| !n.is_empty())))
}
