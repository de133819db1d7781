//! Events: records as rules see them. Columns and signals, no text.

use super::base::Name;
use crate::record::{Amount, Direction, Kind, MessageKind, PaymentKind, Platform, ProfileField, Status};
use chrono::NaiveDateTime;

/// One record as a view shows it.
#[derive(Debug, Clone)]
pub struct Event {
    /// Which record: index into [`super::Base`].
    pub record: usize,
    /// Its kind.
    pub kind: Kind,
    /// Whose platform.
    pub platform: Platform,
    /// Wall clock where the person was (Beijing for Chinese platforms, the marketplace's zone for Amazon, the device's for chats).
    pub time: Option<NaiveDateTime>,
    /// The other side: shop, payer, payee, sender.
    pub party: Option<Name>,
    /// The other side's id on the platform, where the export has one.
    pub account: Option<Name>,
    /// The chat it stands in.
    pub chat: Option<Name>,
    /// Which way money went.
    pub direction: Option<Direction>,
    /// What sort of payment.
    pub payment: Option<PaymentKind>,
    /// What sort of message.
    pub message: Option<MessageKind>,
    /// How far it got.
    pub status: Status,
    /// What it cost or brought after refunds; zero for what was called off. Never negative.
    pub net: Option<Amount>,
    /// As printed.
    pub gross: Option<Amount>,
    /// Order number.
    pub order: Option<Name>,
    /// The platform's own product number, or else the title: equal for equal goods.
    pub item: Option<Name>,
    /// Pieces.
    pub quantity: u32,
    /// Name on the parcel, where the format keeps it apart.
    pub recipient: Option<Name>,
    /// The whole delivery address as one value: equal for equal addresses.
    pub address: Option<Name>,
    /// Characters written.
    pub chars: u32,
    /// What the profile line states.
    pub profile: Option<(ProfileField, Name)>,
    /// Written, paid or bought by the owner (messages: sent by the owner).
    pub own: bool,
    /// Bought or sent for somebody else, it seems (gift message, gift words, another recipient).
    pub for_other: bool,
    /// The same event as a richer record: not to be counted again.
    pub duplicate: bool,
    /// Seen as who, when and how much alone: what it was about is hidden.
    pub bare: bool,
    /// What was seen in it, as far as this observer sees it.
    pub seen: Vec<Seen>,
}

/// A signal in a view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// The tag.
    pub tag: Name,
    /// Its value.
    pub value: Option<Name>,
    /// How sure the extractor was, from 0 to 1.
    pub weight: f32,
    /// Whether the bare who-when-how-much gives it away too.
    pub bare: bool,
}
