//! Messages: lines of chats.

use super::{Amount, Moment, Point};
use serde::{Deserialize, Serialize};

/// What a chat line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// Words.
    Text,
    /// Picture, video, voice, sticker, document or another attachment, omitted or named.
    Media,
    /// A shared place.
    Location,
    /// Voice or video call, missed or not.
    Call,
    /// A poll.
    Poll,
    /// A shared contact card.
    Contact,
    /// A link, article, mini program, music or another thing passed on.
    Share,
    /// A red packet.
    RedPacket,
    /// Money sent in the chat.
    Transfer,
    /// Taken back by its sender.
    Deleted,
    /// The app speaking.
    System,
}

/// One line of a chat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// When.
    pub time: Moment,
    /// Which chat: the platform's own id where the export gives one (a [`super::Contact`] then gives its name), else its title, else the
    /// file's name.
    pub chat: String,
    /// Who, by name as printed; `None` for system notices without a name.
    pub sender: Option<String>,
    /// Who, by the platform's own id (`user123`, `wxid_…`, a QQ number): names change, it doesn't.
    pub account: Option<String>,
    /// Whether the owner wrote it; `None` where the file doesn't say.
    pub own: Option<bool>,
    /// What it is.
    pub kind: MessageKind,
    /// Words, without placeholders for media; of shares the title, of calls nothing.
    pub text: Option<String>,
    /// The platform's own number of the message, as text; unique within its chat.
    pub id: Option<String>,
    /// Of red packets and transfers, where it is stated.
    pub amount: Option<Amount>,
    /// Of shared places, where coordinates are stated.
    pub point: Option<Point>,
    /// How long a call or a voice message took, in seconds.
    pub seconds: Option<u32>,
}

impl Message {
    /// A line with nothing but words; the rest is filled in by struct update.
    pub fn new(time: Moment, chat: impl Into<String>) -> Message {
        Message {
            time,
            chat: chat.into(),
            sender: None,
            account: None,
            own: None,
            kind: MessageKind::Text,
            text: None,
            id: None,
            amount: None,
            point: None,
            seconds: None,
        }
    }
}
