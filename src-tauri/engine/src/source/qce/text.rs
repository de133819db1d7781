//! The text: a name, the time, the words, each on lines of their own.

use super::super::chat::{self, Blocks, Sign};
use super::super::wechat::said;
use super::super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why, date};
use crate::problem::Code;
use crate::record::{Contact, ContactKind, Fact, Kind, Message, MessageKind, Platform, Spot};

/// The source.
pub(in crate::source) static SOURCE: QceText = QceText;

static CARD: Card =
    Card { id: "qce_text", platform: Platform::Qq, yields: &[Kind::Message, Kind::Contact], variants: &["txt"], status: Status::Described };

const MARK: &str = "[QQChatExporter";

pub(in crate::source) struct QceText;

impl crate::source::Marked for QceText {}

impl Source for QceText {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let found = peek.text.as_ref().is_some_and(|t| t.lines().take(5).any(|l| l.trim().starts_with(MARK)));
        if found { Recognition::Yes(Why { variant: "txt", mark: MARK.to_owned() }) } else { Recognition::No }
    }

    fn read(&self, content: Content<'_>, name: &str, into: &mut Reading<'_>) {
        let Content::Text(text) = content else { return };
        let number = super::number(chat::stem(name));
        let mut chat = Chat { title: chat::stem(name).to_owned(), number: number.map(|(id, _)| id.to_owned()), name: None, begun: false };
        chat::read(text, &mut chat, into);
        if let Some((id, group)) = number {
            let kind = if group { ContactKind::Group } else { ContactKind::Person };
            into.beside(Spot::File, Fact::Contact(Contact::new(kind, Some(id.to_owned()), Some(chat.title))));
        }
    }
}

struct Chat {
    title: String,
    number: Option<String>,
    /// Who speaks next.
    name: Option<String>,
    begun: bool,
}

impl Blocks for Chat {
    type Head = (Option<String>, String);

    fn sign(&mut self, line: &str, blank: bool) -> Sign<Self::Head> {
        let line = line.trim_end();
        let name = self.name.take();
        if let Some(time) = line.strip_prefix("时间: ").filter(|_| name.is_some()) {
            self.begun = true;
            return Sign::Starts((name, time.to_owned()));
        }
        if let Some(name) = line.strip_suffix(':').filter(|_| blank) {
            self.name = Some(name.trim().to_owned());
            return Sign::Aside;
        }
        if line.len() >= 32 && line.bytes().all(|b| b == b'=') {
            return Sign::Aside;
        }
        if self.begun {
            return Sign::Body;
        }
        if let Some(title) = line.strip_prefix("聊天名称: ") {
            title.trim().clone_into(&mut self.title);
        }
        Sign::Aside
    }

    fn give(&mut self, (name, time): (Option<String>, String), body: &str, spot: Spot, into: &mut Reading<'_>) {
        let Some(time) = date::china(&time) else { return into.skip(spot, Code::BadDate, "") };
        let end = ["\n资源: ", "\n提及: ", "\n回复: "].iter().filter_map(|mark| body.find(mark)).min().unwrap_or(body.len());
        let words = body.get(..end).unwrap_or_default().trim_start_matches("内容: ").trim();
        let words = if words == "[无文本内容]" { "" } else { words };
        let said = said(words, (words == "[系统消息]").then_some(MessageKind::System));
        // `[image、video消息]`: nothing but files.
        let files = words.starts_with('[') && words.ends_with("消息]") && said.kind == MessageKind::Text;
        let chat = self.number.clone().unwrap_or_else(|| self.title.clone());
        let message = said.into(Message::new(time, chat));
        let message = if files { Message { kind: MessageKind::Media, text: None, ..message } } else { message };
        let notice = message.kind == MessageKind::System;
        into.row(spot, Fact::Message(if notice { Message { text: None, ..message } } else { Message { sender: name, ..message } }));
    }
}
