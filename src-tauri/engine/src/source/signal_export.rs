//! Signal: chats as signal-export saves them on a computer. Signal's own backups are encrypted.
//!
//! # Variants
//! [`TEXT`] `md` `<chat>/chat.md`, lines `[2024-03-01 09:00:00] Name: text` · `md_old` older ones, `[2024-03-01, 09:00] Name: text`;
//! [`JSON`] `json` `<chat>/data.json`, a line a message.
//! # What gives it away
//! Brackets with a date in this very order; of `md`, which could be WhatsApp's too, also a line by `Me` or one of the tool's own marks.
//! `sender`, `body`, `reactions` and `attachments` beside one another.
//! # Traps
//! A chat goes by its folder. The owner is `Me`; `No-Sender` is somebody the tool didn't know. Times are the computer's; one in 1970 is none.
//! Reactions (`(- name: emoji -)`), stickers (`(( emoji ))`) and attachments (`[name](./media/…)`) stand in the text; words that are quoted
//! stand before the answer, behind `>`. Calls are told in words. Both files of a folder say the same.
//! # Where this is from
//! formats/messaging §10: signal-export's code, and one published text. Its HTML isn't read.

use super::chat::{self, Blocks, Sign};
use super::json::{At, Json, Layout, Value};
use super::table::Skip;
use super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why, date};
use crate::problem::Code;
use crate::record::{Fact, Kind, Message, MessageKind, Moment, Platform, Spot, Zone};

/// The text.
pub(super) static TEXT: SignalText = SignalText;

static CARD: Card =
    Card { id: "signal_text", platform: Platform::Signal, yields: &[Kind::Message], variants: &["md", "md_old"], status: Status::Sampled };

const OWNER: &str = "Me";
const DELETED: &str = "(This message was deleted)";
/// Before the path of what is attached.
const ATTACHED: [&str; 2] = ["](./media/", "](../exported_stickers/"];

pub(super) struct SignalText;

impl crate::source::Marked for SignalText {}

impl Source for SignalText {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        match peek.text.as_deref().and_then(claimed) {
            Some((variant, mark)) => Recognition::Yes(Why { variant, mark: mark.to_owned() }),
            None => Recognition::No,
        }
    }

    fn read(&self, content: Content<'_>, name: &str, into: &mut Reading<'_>) {
        let Content::Text(text) = content else { return };
        chat::read(text, &mut Chat(title(name)), into);
    }
}

/// Messages line by line as JSON.
pub(super) static JSON: Json<Chat> = Json {
    card: &Card { id: "signal_json", platform: Platform::Signal, yields: &[Kind::Message], variants: &["json"], status: Status::Described },
    layouts: &[Layout {
        variant: "json",
        needs: &["[].date", "[].sender", "[].body", "[].reactions", "[].attachments"],
        rows: &[("[]", message)],
        ..Layout::NONE
    }],
    begin: |path, chat| chat.0 = title(path),
    ..Json::NONE
};

/// A chat, by its folder.
#[derive(Debug, Default)]
pub(super) struct Chat(String);

/// The variant of a text that is surely Signal's, and what gives it away.
pub(super) fn claimed(text: &str) -> Option<(&'static str, &'static str)> {
    let first = head(text.lines().find(|l| !l.trim().is_empty())?)?;
    if first.old {
        return Some(("md_old", "[YYYY-MM-DD, HH:MM] X: …"));
    }
    text.lines().find_map(|line| {
        let mark = match head(line) {
            Some(head) if head.name == OWNER => "[YYYY-MM-DD HH:MM:SS] Me: …",
            Some(head) if head.text == DELETED => DELETED,
            None if is_reaction(line.trim()) => "(- X: … -)",
            _ => ATTACHED.into_iter().find(|mark| line.contains(mark))?,
        };
        Some(("md", mark))
    })
}

/// Whether a line begins as this text's do.
pub(super) fn begins(line: &str) -> bool {
    head(line).is_some()
}

/// The folder's name; of a file that was renamed or lies alone its own.
fn title(path: &str) -> String {
    let stem = chat::stem(path);
    let folder = path.rsplit(['/', '\\']).nth(1).filter(|folder| !folder.is_empty());
    folder.filter(|_| ["chat", "data"].contains(&stem)).unwrap_or(stem).to_owned()
}

struct Head<'l> {
    old: bool,
    time: &'l str,
    name: &'l str,
    text: &'l str,
}

fn head(line: &str) -> Option<Head<'_>> {
    let (time, rest) = line.strip_prefix('[')?.split_once("] ")?;
    let is = |mask: &str| {
        time.len() == mask.len() && time.bytes().zip(mask.bytes()).all(|(b, m)| if m == b'0' { b.is_ascii_digit() } else { b == m })
    };
    let old = is("0000-00-00, 00:00");
    let (name, text) = rest.split_once(": ").or_else(|| Some((rest.trim_end().strip_suffix(':')?, "")))?;
    (old || is("0000-00-00 00:00:00")).then_some(Head { old, time, name: name.trim(), text: text.trim() })
}

impl Blocks for Chat {
    /// Time, name, the rest of the line.
    type Head = (String, String, String);

    fn sign(&mut self, line: &str, _: bool) -> Sign<Self::Head> {
        match head(line) {
            Some(head) => Sign::Starts((head.time.replace(',', ""), head.name.to_owned(), head.text.to_owned())),
            None => Sign::Body,
        }
    }

    fn give(&mut self, (time, name, first): Self::Head, body: &str, spot: Spot, into: &mut Reading<'_>) {
        let Some(wall) = date::wall(&time) else { return into.skip(spot, Code::BadDate, "") };
        let body = if first.is_empty() { unquoted(body).to_owned() } else { format!("{first}\n{body}") };
        let message = Message::new(Moment { wall, zone: Zone::Device }, self.0.clone());
        into.row(spot, Fact::Message(told(by(message, Some(name)), &body)));
    }

    fn breaks_off(&self, line: &str) -> bool {
        let begun = line.strip_prefix('[').map(|l| l.split_once(']').unwrap_or((l, "")));
        begun.is_some_and(|(time, name)| {
            time.len() >= 4 && time.bytes().all(|b| b.is_ascii_digit() || b"-:, ".contains(&b)) && !name.contains(':')
        })
    }
}

fn message(v: &Value<'_>, _: At<'_>, chat: &mut Chat, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let time = v.text("date").and_then(|t| date::iso(&t)).ok_or(Skip { code: Code::BadDate, hint: "date" })?;
    let message = by(Message::new(time, chat.0.clone()), v.owned("sender"));
    if v.flag("deleted") == Some(true) {
        return Ok(Some(Fact::Message(Message { kind: MessageKind::Deleted, ..message })));
    }
    let message = told(message, &v.text("body").unwrap_or_default());
    let attached = !v.list("attachments").is_empty() || v.get("sticker").is_some_and(|s| s.is_object() || s.as_text().is_some());
    let kind = match message.kind {
        _ if v.flag("call") == Some(true) => MessageKind::Call,
        MessageKind::Text if attached => MessageKind::Media,
        kind => kind,
    };
    let text = message.text.filter(|_| kind != MessageKind::Call);
    Ok(Some(Fact::Message(Message { kind, text, ..message })))
}

/// Who wrote it.
fn by(message: Message, name: Option<String>) -> Message {
    let sender = name.filter(|name| !name.is_empty() && name != "No-Sender");
    Message { own: sender.as_ref().map(|name| name == OWNER), sender, ..message }
}

/// What it says, without the tool's marks.
fn told(message: Message, body: &str) -> Message {
    if body.trim() == DELETED {
        return Message { kind: MessageKind::Deleted, ..message };
    }
    let (body, mut attached) = unattached(body);
    let sticker = |line: &str| line.starts_with("(( ") && line.ends_with(" ))");
    attached |= body.lines().any(|l| sticker(l.trim()));
    let lines: Vec<&str> = body.lines().map(str::trim_end).filter(|l| !is_reaction(l) && !sticker(l)).collect();
    let text = lines.join("\n").trim().to_owned();
    if let Some(seconds) = call(&text) {
        return Message { kind: MessageKind::Call, seconds, ..message };
    }
    let kind = if attached { MessageKind::Media } else { MessageKind::Text };
    Message { kind, text: Some(text).filter(|t| !t.is_empty()), ..message }
}

fn is_reaction(line: &str) -> bool {
    line.starts_with("(- ") && line.ends_with(" -)") && line.contains(": ")
}

/// An answer without the words it quotes.
fn unquoted(body: &str) -> &str {
    let mut rest = body;
    while rest.starts_with('>') {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    rest.trim_start()
}

/// A text without what is attached, `![name](./media/…)`, and whether there was something.
fn unattached(body: &str) -> (String, bool) {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    let mut found = false;
    while let Some((at, mark)) = ATTACHED.into_iter().filter_map(|mark| Some((rest.find(mark)?, mark))).min() {
        let (before, after) = (rest.get(..at).unwrap_or_default(), rest.get(at + mark.len()..).unwrap_or_default());
        let open = before.rfind('[').filter(|_| after.contains(')'));
        let Some((before, (_, behind))) = open.and_then(|open| before.get(..open)).zip(after.split_once(')')) else { break };
        out.push_str(before.strip_suffix('!').unwrap_or(before));
        (rest, found) = (behind, true);
    }
    out.push_str(rest);
    (out, found)
}

/// How long a call took, where the text is one: `Outgoing voice call (accepted, 5m 3s)`, `Missed video call`, `Incoming call`.
fn call(text: &str) -> Option<Option<u32>> {
    let words = ["Incoming ", "Outgoing ", "Missed "].into_iter().find_map(|way| text.strip_prefix(way))?;
    let words = ["voice ", "video "].into_iter().find_map(|way| words.strip_prefix(way)).unwrap_or(words);
    let how = words.strip_prefix("call")?.trim();
    if how.is_empty() {
        return Some(None);
    }
    let how = how.strip_prefix('(')?.strip_suffix(')')?;
    let number = |text: &str, unit: char| text.trim().strip_suffix(unit)?.parse::<u32>().ok();
    let length = how.strip_prefix("accepted, ").and_then(|length| match length.split_once(' ') {
        Some((minutes, seconds)) => number(minutes, 'm')?.checked_mul(60)?.checked_add(number(seconds, 's')?),
        None => number(length, 's'),
    });
    Some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_told_in_words() {
        assert_eq!(call("Outgoing voice call (accepted, 5m 3s)"), Some(Some(303)));
        assert_eq!(call("Incoming video call (accepted, 9s)"), Some(Some(9)));
        assert_eq!((call("Missed voice call"), call("Incoming call (declined)")), (Some(None), Some(None)));
        assert_eq!((call("Incoming calls are off"), call("Missed you"), call("Incoming call?")), (None, None, None));
    }

    #[test]
    fn attachments_go() {
        let gone = |text| unattached(text);
        assert_eq!(gone("see ![a.png](./media/a.png)  [b](./media/b.pdf)  "), ("see     ".into(), true));
        assert_eq!(gone("see [a](https://example.com)"), ("see [a](https://example.com)".into(), false));
        assert_eq!(gone("](./media/ and [a](./media/x"), ("](./media/ and [a](./media/x".into(), false));
    }
}
