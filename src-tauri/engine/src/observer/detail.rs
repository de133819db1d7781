//! Details: what a record says beside the columns that every rule reads. Only kinds that say more have one.

use super::base::Name;
use crate::record::{ActivityKind, Amount, ContactKind, Fact, LabelKind, PlaceKind, Point};
use chrono::NaiveDateTime;

/// What a record says beside its columns.
#[derive(Debug)]
pub enum Detail {
    /// Of a purchase.
    Goods(Goods),
    /// Of a payment.
    Movement(Movement),
    /// Of a message.
    Line(Line),
    /// Of a place.
    Stay(Stay),
    /// Of an activity.
    Deed(Deed),
    /// Of a device or a use of an account.
    Login(Login),
    /// Of a platform's own label.
    Label(Labelled),
    /// Of an entry in a list of contacts.
    Contact(Listed),
}

/// What an order's line says of its goods.
#[derive(Debug)]
pub struct Goods {
    /// Price of one piece as listed.
    pub unit_price: Option<Amount>,
    /// The platform's own category.
    pub category: Option<Name>,
    /// Such as `Amazon.de`.
    pub marketplace: Option<Name>,
}

/// What a payment says of its ways.
#[derive(Debug)]
pub struct Movement {
    /// The other side's account as printed, usually masked.
    pub account: Option<Name>,
    /// The platform's own category or type.
    pub category: Option<Name>,
    /// Where the money came from or went to, as printed.
    pub method: Option<Name>,
}

/// What a chat line says beside its words.
#[derive(Debug)]
pub struct Line {
    /// How long a call or a voice message took.
    pub seconds: Option<u32>,
    /// Of red packets and transfers, where it is stated.
    pub amount: Option<Amount>,
    /// Of shared places.
    pub point: Option<Point>,
}

/// A place and how it came to be written down.
#[derive(Debug)]
pub struct Stay {
    /// How.
    pub kind: PlaceKind,
    /// Where.
    pub point: Option<Point>,
    /// Until when.
    pub until: Option<NaiveDateTime>,
    /// What the platform calls it (`TYPE_HOME`, `WORK`).
    pub label: Option<Name>,
}

/// What was done: searched, watched, liked, posted.
#[derive(Debug)]
pub struct Deed {
    /// What.
    pub kind: ActivityKind,
    /// Which part of the platform, as printed.
    pub service: Option<Name>,
    /// For how long.
    pub seconds: Option<u32>,
    /// On which device, as printed.
    pub device: Option<Name>,
}

/// A device, or one use of an account.
#[derive(Debug)]
pub struct Login {
    /// Operating system, app or browser.
    pub system: Option<Name>,
    /// Network address.
    pub ip: Option<Name>,
    /// Country, region, city.
    pub region: Option<Name>,
    /// Mobile operator or provider.
    pub carrier: Option<Name>,
    /// An identifier that stays with the device.
    pub serial: Option<Name>,
    /// What was done, or which list it stands in.
    pub event: Option<Name>,
}

/// What a platform's own label says beside its name.
#[derive(Debug)]
pub struct Labelled {
    /// What sort of label.
    pub kind: LabelKind,
    /// Of properties and scores: what it says.
    pub value: Option<Name>,
    /// Who made it, or in which list it stands.
    pub list: Option<Name>,
}

/// What a list of contacts says of one.
#[derive(Debug)]
pub struct Listed {
    /// Person, group or business.
    pub kind: ContactKind,
    /// Nickname, alias, screen name.
    pub other_names: Vec<Name>,
    /// What the owner filed it under.
    pub labels: Vec<Name>,
    /// Phone as printed.
    pub phone: Option<Name>,
    /// Mail as printed.
    pub mail: Option<Name>,
    /// Where it is from, as printed.
    pub region: Option<Name>,
}

impl Detail {
    /// What a fact says beside its columns; `intern` turns words into names, `wall` the end of a stay into the person's own time.
    pub(super) fn of(
        fact: &Fact,
        intern: &mut dyn FnMut(&str) -> Option<Name>,
        wall: impl Fn(crate::record::Moment) -> NaiveDateTime,
    ) -> Option<Box<Detail>> {
        let mut name = |words: Option<&str>| words.and_then(&mut *intern);
        let detail = match fact {
            Fact::Purchase(p) => Detail::Goods(Goods {
                unit_price: p.unit_price,
                category: name(p.category_label.as_deref()),
                marketplace: name(p.marketplace.as_deref()),
            }),
            Fact::Payment(p) => Detail::Movement(Movement {
                account: name(p.counterparty_account.as_deref()),
                category: name(p.category_label.as_deref()),
                method: name(p.method.as_deref()),
            }),
            Fact::Message(m) => {
                let plain = m.seconds.is_none() && m.amount.is_none() && m.point.is_none();
                (!plain).then_some(Detail::Line(Line { seconds: m.seconds, amount: m.amount, point: m.point }))?
            }
            Fact::Place(p) => {
                Detail::Stay(Stay { kind: p.kind, point: p.point, until: p.until.map(wall), label: name(p.label.as_deref()) })
            }
            Fact::Activity(a) => Detail::Deed(Deed {
                kind: a.kind,
                service: name(a.service.as_deref()),
                seconds: a.seconds,
                device: name(a.device.as_deref()),
            }),
            Fact::Device(d) => Detail::Login(Login {
                system: name(d.system.as_deref()),
                ip: name(d.ip.as_deref()),
                region: name(d.region.as_deref()),
                carrier: name(d.carrier.as_deref()),
                serial: name(d.serial.as_deref()),
                event: name(d.event.as_deref()),
            }),
            Fact::AdLabel(l) => Detail::Label(Labelled { kind: l.kind, value: name(l.value.as_deref()), list: name(l.origin.as_deref()) }),
            Fact::Contact(c) => Detail::Contact(Listed {
                kind: c.kind,
                other_names: c.other_names.iter().filter_map(|n| name(Some(n))).collect(),
                labels: c.labels.iter().filter_map(|n| name(Some(n))).collect(),
                phone: name(c.phone.as_deref()),
                mail: name(c.mail.as_deref()),
                region: name(c.region.as_deref()),
            }),
            Fact::Profile(_) => return None,
        };
        Some(Box::new(detail))
    }

    /// Every name in it, in the order in which they are given numbers.
    pub(super) fn names(&mut self) -> Vec<&mut Name> {
        let (several, single): (Vec<&mut Name>, Vec<&mut Option<Name>>) = match self {
            Detail::Goods(g) => (Vec::new(), vec![&mut g.category, &mut g.marketplace]),
            Detail::Movement(m) => (Vec::new(), vec![&mut m.account, &mut m.category, &mut m.method]),
            Detail::Line(_) => (Vec::new(), Vec::new()),
            Detail::Stay(s) => (Vec::new(), vec![&mut s.label]),
            Detail::Deed(d) => (Vec::new(), vec![&mut d.service, &mut d.device]),
            Detail::Login(l) => {
                let parts = [&mut l.system, &mut l.ip, &mut l.region, &mut l.carrier, &mut l.serial, &mut l.event];
                (Vec::new(), parts.into_iter().collect())
            }
            Detail::Label(l) => (Vec::new(), vec![&mut l.value, &mut l.list]),
            Detail::Contact(c) => {
                let several = c.other_names.iter_mut().chain(&mut c.labels).collect();
                (several, vec![&mut c.phone, &mut c.mail, &mut c.region])
            }
        };
        several.into_iter().chain(single.into_iter().flatten()).collect()
    }
}
