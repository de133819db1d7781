//! What there is to read in a record: its texts, each with the part it plays. The only place that knows the fields of facts.

use crate::record::{Fact, MessageKind};

/// The part a text plays in its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What was bought or paid for.
    Title,
    /// Size, colour, model.
    Variant,
    /// Remark of a payment, gift message: words of people.
    Note,
    /// Shop, counterparty or sender.
    Party,
    /// The other side's account.
    Account,
    /// The platform's own category.
    Label,
    /// Payment instrument.
    Method,
    /// Who a parcel went to.
    Person,
    /// Where a parcel went.
    Address,
    /// Title of a chat.
    Chat,
    /// A line of a chat.
    Line,
    /// What an export states about its owner.
    Profile,
}

/// A record and its texts; empty texts and system notices are left out.
pub(super) struct Texts<'a> {
    /// The fact itself, for what isn't text.
    pub(super) fact: &'a Fact,
    parts: Vec<(Part, &'a str)>,
}

impl<'a> Texts<'a> {
    /// Collects the texts of a fact.
    pub(super) fn of(fact: &'a Fact) -> Texts<'a> {
        let mut parts = Vec::new();
        let mut add = |part: Part, text: Option<&'a str>| {
            if let Some(text) = text.map(str::trim).filter(|t| !t.is_empty()) {
                parts.push((part, text));
            }
        };
        match fact {
            Fact::Purchase(p) => {
                add(Part::Title, Some(&p.title));
                add(Part::Variant, p.variant.as_deref());
                add(Part::Label, p.category_label.as_deref());
                add(Part::Party, p.seller.as_deref());
                add(Part::Method, p.method.as_deref());
                add(Part::Note, p.gift.as_deref());
                if let Some(to) = &p.recipient {
                    add(Part::Person, to.name.as_deref());
                    add(Part::Account, to.phone.as_deref());
                    add(Part::Address, Some(&to.address));
                }
            }
            Fact::Payment(p) => {
                add(Part::Title, p.title.as_deref());
                add(Part::Note, p.note.as_deref());
                add(Part::Party, p.counterparty.as_deref());
                add(Part::Account, p.counterparty_account.as_deref());
                add(Part::Label, p.category_label.as_deref());
                add(Part::Method, p.method.as_deref());
            }
            Fact::Message(m) if m.kind == MessageKind::System => {}
            Fact::Message(m) => {
                add(Part::Line, m.text.as_deref());
                add(Part::Party, m.sender.as_deref());
                add(Part::Chat, Some(&m.chat));
            }
            Fact::Place(p) => {
                add(Part::Party, p.name.as_deref());
                add(Part::Address, p.address.as_deref());
            }
            Fact::Activity(a) => {
                add(Part::Title, Some(&a.title));
                add(Part::Party, a.by.as_deref());
            }
            // A network address, a serial number: no words.
            Fact::Device(_) => {}
            Fact::Profile(p) => add(Part::Profile, Some(&p.value)),
            // Quoted as they stand, never read as if they were the owner's words.
            Fact::AdLabel(_) => {}
            Fact::Contact(c) => {
                add(Part::Party, c.name.as_deref());
                c.labels.iter().for_each(|label| add(Part::Label, Some(label)));
                add(Part::Account, c.phone.as_deref());
                add(Part::Account, c.mail.as_deref());
            }
        }
        Texts { fact, parts }
    }

    /// The texts that play one of these parts.
    pub(super) fn parts<'s>(&'s self, wanted: &'s [Part]) -> impl Iterator<Item = (Part, &'a str)> + 's {
        self.parts.iter().copied().filter(move |(part, _)| wanted.contains(part))
    }

    /// The same without the texts that play this part.
    pub(super) fn without(mut self, part: Part) -> Texts<'a> {
        self.parts.retain(|(found, _)| *found != part);
        self
    }

    /// Whether the record is a line of a chat.
    pub(super) fn is_message(&self) -> bool {
        matches!(self.fact, Fact::Message(_))
    }
}
