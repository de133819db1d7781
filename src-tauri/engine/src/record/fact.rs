//! Facts: what a record says, one of nine kinds.

use super::{Activity, AdLabel, Contact, Device, Message, Moment, Payment, Place, Profile, Purchase};
use serde::{Deserialize, Serialize};

/// What a record says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// One line of an order.
    Purchase(Purchase),
    /// One movement of money.
    Payment(Payment),
    /// One line of a chat, system notices included.
    Message(Message),
    /// Somewhere the owner was.
    Place(Place),
    /// Something searched for, seen, heard, liked or written in public.
    Activity(Activity),
    /// A device or a login.
    Device(Device),
    /// Something an export states about its owner.
    Profile(Profile),
    /// Something the platform concluded about its owner.
    AdLabel(AdLabel),
    /// A person or group the export lists.
    Contact(Contact),
}

/// The kind of a fact, without the fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// See [`Purchase`].
    Purchase,
    /// See [`Payment`].
    Payment,
    /// See [`Message`].
    Message,
    /// See [`Place`].
    Place,
    /// See [`Activity`].
    Activity,
    /// See [`Device`].
    Device,
    /// See [`Profile`].
    Profile,
    /// See [`AdLabel`].
    AdLabel,
    /// See [`Contact`].
    Contact,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 9] = [
        Kind::Purchase,
        Kind::Payment,
        Kind::Message,
        Kind::Place,
        Kind::Activity,
        Kind::Device,
        Kind::Profile,
        Kind::AdLabel,
        Kind::Contact,
    ];

    /// Stable id, e.g. `purchase`; words are the catalogue entry `kind.<id>`.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Purchase => "purchase",
            Kind::Payment => "payment",
            Kind::Message => "message",
            Kind::Place => "place",
            Kind::Activity => "activity",
            Kind::Device => "device",
            Kind::Profile => "profile",
            Kind::AdLabel => "ad_label",
            Kind::Contact => "contact",
        }
    }

    /// The kind with this id.
    pub fn from_id(id: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.id() == id)
    }
}

impl Fact {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Fact::Purchase(_) => Kind::Purchase,
            Fact::Payment(_) => Kind::Payment,
            Fact::Message(_) => Kind::Message,
            Fact::Place(_) => Kind::Place,
            Fact::Activity(_) => Kind::Activity,
            Fact::Device(_) => Kind::Device,
            Fact::Profile(_) => Kind::Profile,
            Fact::AdLabel(_) => Kind::AdLabel,
            Fact::Contact(_) => Kind::Contact,
        }
    }

    /// When it happened; `None` where the row gives no time (profiles, lists).
    pub fn time(&self) -> Option<Moment> {
        match self {
            Fact::Purchase(p) => p.time,
            Fact::Payment(p) => Some(p.time),
            Fact::Message(m) => Some(m.time),
            Fact::Place(p) => p.time,
            Fact::Activity(a) => a.time,
            Fact::Device(d) => d.time,
            Fact::AdLabel(l) => l.time,
            Fact::Profile(_) | Fact::Contact(_) => None,
        }
    }

    /// The other side: seller, counterparty, sender, channel, listed person.
    pub fn party(&self) -> Option<&str> {
        match self {
            Fact::Purchase(p) => p.seller.as_deref(),
            Fact::Payment(p) => p.counterparty.as_deref(),
            Fact::Message(m) => m.sender.as_deref().or(m.account.as_deref()),
            Fact::Activity(a) => a.by.as_deref(),
            Fact::Contact(c) => c.name.as_deref().or(c.account.as_deref()),
            Fact::Place(_) | Fact::Device(_) | Fact::Profile(_) | Fact::AdLabel(_) => None,
        }
    }

    /// The same as one sees it who knows who, when and how much, but not what: title, note, text, goods and address left out.
    pub(crate) fn bare(&self) -> Fact {
        let mut bare = self.clone();
        match &mut bare {
            Fact::Purchase(p) => {
                p.title.clear();
                (p.variant, p.category_label, p.item_id, p.recipient, p.gift) = (None, None, None, None, None);
            }
            Fact::Payment(p) => (p.title, p.category_label, p.note) = (None, None, None),
            Fact::Message(m) => (m.text, m.point) = (None, None),
            Fact::Activity(a) => {
                a.title.clear();
                a.url = None;
            }
            Fact::Place(_) | Fact::Device(_) | Fact::Profile(_) | Fact::AdLabel(_) | Fact::Contact(_) => {}
        }
        bare
    }
}
