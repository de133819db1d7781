//! Plain text and Markdown: a line with time and name, the words below it.

use super::super::chat::{self, Blocks, Sign};
use super::super::wechat::{Said, contact, said};
use super::super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why, date};
use super::SELF;
use crate::problem::Code;
use crate::record::{Fact, Kind, Message, MessageKind, Platform, Spot};

/// The source.
pub(in crate::source) static SOURCE: WeflowText = WeflowText;

static CARD: Card = Card {
    id: "weflow_text",
    platform: Platform::Wechat,
    yields: &[Kind::Message, Kind::Contact],
    variants: &["txt", "markdown"],
    status: Status::Described,
};

pub(in crate::source) struct WeflowText;

impl crate::source::Marked for WeflowText {}

impl Source for WeflowText {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let Some(text) = &peek.text else { return Recognition::No };
        let mut lines = text.lines().filter(|l| !l.trim().is_empty());
        let Some(first) = lines.next() else { return Recognition::No };
        if first.starts_with("# ") && lines.by_ref().take(8).any(|l| l == TOOL) {
            return Recognition::Yes(Why { variant: "markdown", mark: TOOL.to_owned() });
        }
        if quoted(first).is_some() {
            return Recognition::Yes(Why { variant: "txt", mark: "YYYY-MM-DD HH:MM:SS '…'".to_owned() });
        }
        Recognition::No
    }

    fn read(&self, content: Content<'_>, name: &str, into: &mut Reading<'_>) {
        let Content::Text(text) = content else { return };
        let mut chat = Chat { id: super::title(name).to_owned(), title: None, markdown: None, begun: false };
        chat::read(text, &mut chat, into);
        if let Some(title) = chat.title.filter(|_| chat.markdown == Some(true)) {
            into.beside(Spot::File, Fact::Contact(contact(&chat.id, [Some(title.as_str())])));
        }
    }
}

/// What marks the Markdown.
const TOOL: &str = "- 导出工具: WeFlow";

struct Chat {
    id: String,
    title: Option<String>,
    /// Decided by the first line that says something.
    markdown: Option<bool>,
    /// Whether a message was met: what stands about the chat stands above.
    begun: bool,
}

impl Blocks for Chat {
    type Head = (String, String);

    fn sign(&mut self, line: &str, blank: bool) -> Sign<Self::Head> {
        if line.trim().is_empty() {
            return Sign::Body;
        }
        let markdown = *self.markdown.get_or_insert_with(|| line.starts_with("# "));
        let found = if markdown { line.strip_prefix("## ").and_then(chat::time_first) } else { quoted(line).filter(|_| blank) };
        if let Some((time, name)) = found {
            self.begun = true;
            return Sign::Starts((time.to_owned(), if markdown { plain(name) } else { name.to_owned() }));
        }
        if !markdown || self.begun {
            return Sign::Body;
        }
        if let Some(title) = line.strip_prefix("# ").filter(|_| self.title.is_none()) {
            self.title = Some(plain(title));
            return Sign::Aside;
        }
        if let Some(id) = line.strip_prefix("- 会话ID: `").and_then(|l| l.strip_suffix('`')) {
            id.clone_into(&mut self.id);
        }
        let about = ["- 会话ID: ", "- 会话类型: ", "- 消息数量: ", "- 导出时间: ", TOOL];
        if line == "---" || about.iter().any(|a| line.starts_with(a)) { Sign::Aside } else { Sign::Body }
    }

    fn give(&mut self, (time, name): (String, String), body: &str, spot: Spot, into: &mut Reading<'_>) {
        let Some(time) = date::china(&time) else { return into.skip(spot, Code::BadDate, "") };
        let body = if self.markdown == Some(true) { plain(body) } else { body.to_owned() };
        let own = (name == SELF).then_some(true);
        let said = said(&body, None);
        let said = match link(&body).filter(|_| self.markdown == Some(true) && said.kind == MessageKind::Text) {
            Some((name, kind)) => Said { kind, text: Some(name.to_owned()), ..said },
            None => said,
        };
        let message = said.into(Message::new(time, self.id.clone()));
        let sender = Some(name).filter(|n| !n.is_empty());
        into.row(spot, Fact::Message(Message { sender, own, ..message }));
    }
}

/// Time and name of `2024-03-01 09:00:00 '陈样'`.
fn quoted(line: &str) -> Option<(&str, &str)> {
    let (time, name) = chat::time_first(line)?;
    Some((time, name.strip_prefix('\'')?.strip_suffix('\'')?))
}

/// Name and kind of `[name](address)`: what lies beside the file is one, what lies elsewhere is shared.
fn link(body: &str) -> Option<(&str, MessageKind)> {
    let (name, address) = body.strip_prefix('[')?.strip_suffix(')')?.split_once("](")?;
    let kind = if address.starts_with("http") { MessageKind::Share } else { MessageKind::Media };
    (!name.is_empty() && !body.contains('\n')).then_some((name, kind))
}

/// Without the backslashes that keep Markdown from reading signs as its own.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        if c != '\\' || !signs.peek().is_some_and(char::is_ascii_punctuation) {
            out.push(c);
        }
    }
    out
}
