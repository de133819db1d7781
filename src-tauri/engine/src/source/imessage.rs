//! iMessage: one chat as imessage-exporter saves it, as text. Apple has no export of its own that holds messages.
//!
//! # Variants
//! `txt` a time, below it the sender, below it what was said, then a blank line.
//! # What gives it away
//! `May 17, 2022  5:29:42 PM` alone on a line, hours padded with a blank, and a line below it. Twice, or with `Me` below it, or with
//! `(Read by …)` behind it, it is surely ours.
//! # Traps
//! Announcements stand on the line of the time; so do the first words of a message that was edited later, but inside that message. The last
//! edit counts. Answers stand twice: indented below what they answer, and in their turn, with `This message responded to an earlier message.`
//! Reactions stand below `Tapbacks:` (older: `Reactions:`), in lists of their own. What is attached is a path. A word on how a message was sent
//! (`Sent with Confetti`) isn't the sender's. The owner is `Me`, or a name given to the tool, known from `(Read by NAME after …)` and
//! `(Read by them after …)`. The chat goes by its file: names or numbers of who is in it. Times are the exporting computer's.
//! # Where this is from
//! formats/messaging §11: imessage-exporter's code and its tests, two ages of them. No real file seen. Its HTML isn't read.

use super::chat::{self, Blocks, Sign};
use super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why};
use crate::problem::Code;
use crate::record::{Fact, Kind, Message, MessageKind, Moment, Platform, Spot, Zone};
use chrono::NaiveDateTime;

/// The source.
pub(super) static SOURCE: IMessage = IMessage;

static CARD: Card =
    Card { id: "imessage", platform: Platform::Apple, yields: &[Kind::Message], variants: &["txt"], status: Status::Described };

/// Lines looked at to recognise it.
const LOOK: usize = 400;
const OWNER: &str = "Me";

pub(super) struct IMessage;

impl crate::source::Marked for IMessage {}

impl Source for IMessage {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let Some(text) = &peek.text else { return Recognition::No };
        let mut lines = text.lines().take(LOOK).peekable();
        let (mut heads, mut sure) = (0, false);
        while let Some(line) = lines.next() {
            let Some((_, rest)) = time(line) else { continue };
            let below = lines.peek().map_or("", |l| l.trim());
            if below.is_empty() || !(rest.is_empty() || reader(rest).is_some()) {
                continue;
            }
            heads += 1;
            sure |= below == OWNER || reader(rest).is_some();
        }
        let why = || Why { variant: "txt", mark: format!("May 17, 2022  5:29:42 PM ⏎ X ×{heads}") };
        match heads {
            0 => Recognition::No,
            1 if !sure => Recognition::Perhaps(why()),
            _ => Recognition::Yes(why()),
        }
    }

    fn read(&self, content: Content<'_>, name: &str, into: &mut Reading<'_>) {
        let Content::Text(text) = content else { return };
        chat::read(text, &mut Chat { title: chat::stem(name).to_owned(), owner: None }, into);
    }
}

struct Chat {
    title: String,
    /// The name the owner goes by, where it isn't `Me`.
    owner: Option<String>,
}

/// What stands on the line that starts a message.
enum Begun {
    /// Nothing but the time, and by whom it was read: the sender stands below.
    Said { wall: Option<NaiveDateTime>, own: Option<bool> },
    /// What happened in the chat.
    Announced { wall: Option<NaiveDateTime>, what: String },
}

impl Blocks for Chat {
    type Head = Begun;

    fn sign(&mut self, line: &str, blank: bool) -> Sign<Begun> {
        let Some((wall, rest)) = time(line) else { return Sign::Body };
        let own = match reader(rest) {
            Some("them") => Some(true),
            Some("you") => Some(false),
            Some(name) => {
                self.owner.get_or_insert_with(|| name.to_owned());
                Some(false)
            }
            None if rest.is_empty() => None,
            None if blank => return Sign::Starts(Begun::Announced { wall, what: rest.to_owned() }),
            None => return Sign::Body,
        };
        Sign::Starts(Begun::Said { wall, own })
    }

    fn give(&mut self, head: Begun, body: &str, spot: Spot, into: &mut Reading<'_>) {
        let (Begun::Said { wall, .. } | Begun::Announced { wall, .. }) = &head;
        let Some(wall) = *wall else { return into.skip(spot, Code::BadDate, "") };
        let message = Message::new(Moment { wall, zone: Zone::Device }, self.title.clone());
        let message = match head {
            Begun::Announced { what, .. } => Message { kind: MessageKind::System, text: Some(what), ..message },
            Begun::Said { own, .. } => {
                let (sender, body) = body.split_once('\n').unwrap_or((body, ""));
                let sender = sender.trim();
                if sender.is_empty() {
                    return into.skip(spot, Code::RowDamaged, "");
                }
                let is_owner = sender == OWNER || self.owner.as_deref() == Some(sender);
                told(Message { sender: Some(sender.to_owned()), own: own.or(Some(is_owner)), ..message }, body)
            }
        };
        into.row(spot, Fact::Message(message));
    }

    fn breaks_off(&self, line: &str) -> bool {
        const TIME: &[u8] = b"Aaa 00, 0000 _0:00:00 AM";
        let fits = |(byte, mark): (u8, &u8)| match mark {
            b'0' => byte.is_ascii_digit(),
            b'_' => byte.is_ascii_digit() || byte == b' ',
            b'A' | b'M' => byte.is_ascii_uppercase(),
            b'a' => byte.is_ascii_lowercase(),
            mark => byte == *mark,
        };
        (5..TIME.len()).contains(&line.len()) && line.bytes().zip(TIME).all(fits)
    }
}

/// The time a line begins with, and what stands behind it. Where its numbers are no time, that is `None`.
fn time(line: &str) -> Option<(Option<NaiveDateTime>, &str)> {
    // `May 17, 2022  5:29:42 PM`
    const LENGTH: usize = 24;
    let bytes = line.as_bytes().get(..LENGTH)?;
    let shape = bytes.iter().map(|b| if b.is_ascii_digit() { b'0' } else { *b });
    let fits = shape.zip(b"Aaa 00, 0000 _0:00:00 AM").all(|(byte, mark)| match mark {
        b'A' => byte.is_ascii_uppercase(),
        b'a' => byte.is_ascii_lowercase(),
        b'_' => byte == b'0' || byte == b' ',
        mark => byte == *mark,
    });
    let (stamp, rest) = line.split_at_checked(LENGTH).filter(|_| fits)?;
    Some((NaiveDateTime::parse_from_str(stamp, "%b %d, %Y %l:%M:%S %p").ok(), rest.trim()))
}

/// Who read it, of `(Read by them after 5 seconds)`.
fn reader(rest: &str) -> Option<&str> {
    rest.strip_prefix("(Read by ")?.strip_suffix(')')?.rsplit_once(" after ").map(|(who, _)| who)
}

/// What it says, without what the tool wrote beside it.
fn told(message: Message, body: &str) -> Message {
    let mut said: Vec<&str> = Vec::new();
    let (mut kind, mut aside) = (MessageKind::Text, false);
    for line in body.lines() {
        let answer = line.strip_prefix("    ").is_some_and(|l| time(l).is_some());
        aside = (aside || answer || LISTS.contains(&line)) && !line.trim().is_empty();
        if aside || NOTES.contains(&line) || EFFECTS.iter().any(|e| line.strip_prefix("Sent with ") == Some(e)) {
            continue;
        }
        if DELETED.iter().any(|end| line.ends_with(end)) {
            kind = MessageKind::Deleted;
        } else if SHARED.contains(&line) {
            kind = MessageKind::Location;
        } else if is_attached(line) {
            kind = MessageKind::Media;
        } else if let Some((_, first)) = time(line) {
            said.push(first);
        } else if let Some((_, text)) = line.strip_prefix("Edited ").and_then(|l| l.split_once(" later: ")) {
            said.clear();
            said.push(text);
        } else {
            said.push(line.trim_end());
        }
    }
    let text = said.join("\n").trim().to_owned();
    Message { kind, text: Some(text).filter(|t| !t.is_empty() && kind != MessageKind::Deleted), ..message }
}

/// Whether a line is the path of something attached.
fn is_attached(line: &str) -> bool {
    let line = line.strip_prefix("Sticker from ").map_or(line, |l| l.split_once(": ").map_or(l, |(_, path)| path));
    let rooted = ["/", "~/", "attachments/"].iter().any(|root| line.starts_with(root)) && !line.starts_with("//");
    let inside = line.starts_with('a') || line.contains("/Library/");
    line == "Attachment missing!" || rooted && inside && line.rsplit('/').next().is_some_and(|name| name.contains('.'))
}

/// What begins a list that ends with a blank line.
const LISTS: [&str; 2] = ["Tapbacks:", "Reactions:"];

/// What stands beside a message on lines of its own.
const NOTES: [&str; 4] =
    ["This message responded to an earlier message.", "This message was deleted from the conversation!", "SharePlay Message", "Ended"];

/// How a message was sent.
const EFFECTS: [&str; 14] = [
    "Confetti",
    "Echo",
    "Fireworks",
    "Balloons",
    "Heart",
    "Lasers",
    "Shooting Star",
    "Shooting Start",
    "Sparkles",
    "Spotlight",
    "Slam",
    "Loud",
    "Gentle",
    "Invisible Ink",
];

const DELETED: [&str; 3] = [" deleted a message.", " unsent this message part!", " unsent a message!"];
const SHARED: [&str; 3] = ["Started sharing location!", "Stopped sharing location!", "Shared location!"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_stand_alone_or_before_words() {
        let wall = |line| time(line).map(|(wall, rest)| (wall.map(|w| w.to_string()), rest));
        assert_eq!(wall("May 17, 2022  5:29:42 PM"), Some((Some("2022-05-17 17:29:42".into()), "")));
        assert_eq!(wall("Dec 01, 2022 12:00:01 AM You left"), Some((Some("2022-12-01 00:00:01".into()), "You left")));
        assert_eq!(wall("Feb 30, 2022 12:00:01 AM"), Some((None, "")));
        assert_eq!((wall("May 17, 2022 5:29:42 PM"), wall("May 17, 2022"), wall("")), (None, None, None));
    }

    #[test]
    fn beginnings_of_times_break_off() {
        let chat = Chat { title: String::new(), owner: None };
        let breaks_off = |line: &str| chat.breaks_off(line);
        assert!(breaks_off("May 1") && breaks_off("May 17, 2022  5:29:4") && breaks_off("May 17, 2022 11:29:42 P"));
        assert!(!breaks_off("May I?") && !breaks_off("May") && !breaks_off("May 17, at home"));
    }
}
