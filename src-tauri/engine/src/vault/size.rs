//! How much an import needs, told when memory mode can't hold it.

use crate::error::Error;
use crate::record::Fact;
use crate::vault::Progress;
use rusqlite::Connection;

/// What an import took so far, and of how much.
pub(super) struct Size {
    /// Bytes memory mode may take; `None`: as many as there are.
    ceiling: Option<u64>,
    /// Bytes the store took before this archive.
    before: u64,
    /// Claimed bytes of its finished files that gave rows.
    read: u64,
    /// What the rows of the file in hand say, in bytes.
    said: u64,
}

/// Bytes of a row beside its words: time, amount, separators.
const BESIDE_WORDS: usize = 24;

impl Size {
    pub(super) fn new(db: &Connection, ceiling: Option<u64>) -> Size {
        Size { ceiling, before: used(db), read: 0, said: 0 }
    }

    /// A row of the file in hand.
    pub(super) fn said(&mut self, fact: &Fact) {
        if self.ceiling.is_some() {
            self.said += (BESIDE_WORDS + words(fact)) as u64;
        }
    }

    /// The file in hand is finished.
    pub(super) fn ended(&mut self, bytes: u64, recognised: bool) {
        self.said = 0;
        if recognised {
            self.read += bytes;
        }
    }

    /// What the store says; `import_too_big` where that is that memory mode is full. It has rolled back by then.
    pub(super) fn refused(&self, progress: &Progress, e: Error) -> Error {
        match (self.ceiling, e) {
            (Some(free), Error::DiskFull) => Error::ImportTooBig { need: self.need(free, progress).max(free + 1), free },
            (_, e) => e,
        }
    }

    /// Bytes for all of it, when `now` are taken: what has been read gave so much, the rest of what gives rows gives as much a byte.
    /// Of the files not yet begun it is assumed that they give rows as often as those before.
    fn need(&self, now: u64, progress: &Progress) -> u64 {
        let begun = u128::from(progress.bytes_done.max(self.read));
        let read = u128::from(self.read + self.said).max(1);
        let rest = u128::from(progress.bytes_total).saturating_sub(begun);
        // The file in hand is among the rest.
        let giving = (rest * u128::from(self.read)).checked_div(begun).unwrap_or(rest);
        let whole = (u128::from(self.read) + giving).max(read);
        let took = u128::from(now.saturating_sub(self.before));
        u64::try_from(u128::from(self.before) + took * whole / read).unwrap_or(u64::MAX)
    }
}

/// Bytes the store takes; 0 if it can't say.
fn used(db: &Connection) -> u64 {
    let pragma = |name| db.pragma_query_value(None, name, |r| r.get::<_, u32>(0)).map_or(0, u64::from);
    pragma("page_count") * pragma("page_size")
}

/// Bytes of the words in a row, about as the file has them.
fn words(fact: &Fact) -> usize {
    let of = |cells: &[&Option<String>]| cells.iter().filter_map(|c| c.as_ref()).map(String::len).sum::<usize>();
    match fact {
        Fact::Purchase(p) => {
            let address = p.recipient.as_ref().map_or(0, |r| r.address.len());
            address
                + p.title.len()
                + of(&[&p.order_id, &p.variant, &p.category_label, &p.item_id, &p.seller, &p.marketplace, &p.gift, &p.method])
        }
        Fact::Payment(p) => of(&[
            &p.counterparty,
            &p.counterparty_account,
            &p.title,
            &p.category_label,
            &p.method,
            &p.order_id,
            &p.merchant_order_id,
            &p.note,
        ]),
        // The chat's title stands above its lines.
        Fact::Message(m) => of(&[&m.sender, &m.text]),
        Fact::Place(p) => of(&[&p.name, &p.address, &p.label]) + size_of::<crate::record::Point>(),
        Fact::Activity(a) => a.title.len() + of(&[&a.by, &a.service, &a.url, &a.device]),
        Fact::Device(d) => of(&[&d.model, &d.system, &d.ip, &d.region, &d.carrier, &d.serial, &d.event]),
        Fact::Profile(p) => p.value.len(),
        Fact::AdLabel(l) => l.label.len() + of(&[&l.value, &l.origin]),
        Fact::Contact(c) => {
            let lists = [&c.other_names, &c.labels].into_iter().flatten().map(String::len).sum::<usize>();
            lists + of(&[&c.account, &c.name, &c.phone, &c.mail, &c.region])
        }
    }
}
