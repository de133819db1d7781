//! Rows: the very lines behind a claim, for the evidence drawer and the command line.

use super::files::printed;
use super::wire::{Field, Joined, Row, WireOrigin};
use crate::error::Error;
use crate::observer::{self, Base, View};
use crate::phrase::Phrase;
use crate::record::{Fact, Origin};
use crate::vault::Vault;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Some records as rows, in the given order.
///
/// # Errors
/// `vault_failed`.
pub fn rows(vault: &Vault, base: &Base, records: &[usize]) -> Result<Vec<Row>, Error> {
    let names = vault.archive_names()?;
    let joins = observer::by_id("everything")
        .map(|o| View::look(base, o, &BTreeSet::new(), NaiveDate::default()).joins().to_vec())
        .unwrap_or_default();
    let mut out = Vec::with_capacity(records.len());
    for record in records {
        let Some(id) = base.vault_id(*record) else { continue };
        let Some(fact) = vault.fact(id)? else { continue };
        let (Some(origin), Some(platform)) = (base.origin(*record), base.platform(*record)) else { continue };
        let mut joined: Vec<Joined> = base.origins(*record).iter().skip(1).map(|o| because(o, "same_row")).collect();
        for join in &joins {
            let other = match *record {
                r if r == join.kept => join.other,
                r if r == join.other => join.kept,
                _ => continue,
            };
            joined.extend(base.origin(other).map(|o| because(&o, join.why)));
        }
        for (other, why) in base.versions(*record) {
            joined.extend(base.origin(other).map(|o| because(&o, why)));
        }
        out.push(Row {
            origin: (&origin).into(),
            archive_name: names.get(&origin.archive).cloned().unwrap_or_default(),
            platform: Phrase::new(format!("platform.{}", platform.id())).said(),
            when: fact.time().map(printed),
            fields: fields(&fact),
            joined,
        });
    }
    Ok(out)
}

fn because(origin: &Origin, why: &str) -> Joined {
    Joined { origin: WireOrigin::from(origin), why: Phrase::new(format!("join.{why}")).said() }
}

fn fields(fact: &Fact) -> Vec<Field> {
    let mut out = Vec::new();
    let mut add = |id: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            let name = Phrase::new(format!("field.{id}")).said();
            out.push(Field { id: id.to_owned(), name, value: value.to_owned(), masked: mask(id, value) });
        }
    };
    match fact {
        Fact::Purchase(p) => {
            add("title", Some(&p.title));
            add("variant", p.variant.as_deref());
            add("paid", p.paid.map(|a| format!("{} {}", a.decimal(), a.currency.code())).as_deref());
            add("quantity", Some(&p.quantity.to_string()));
            add("seller", p.seller.as_deref());
            add("address", p.recipient.as_ref().map(|r| r.address.as_str()));
            add("recipient", p.recipient.as_ref().and_then(|r| r.name.as_deref()));
            add("gift", p.gift.as_deref());
            add("method", p.method.as_deref());
            add("order", p.order_id.as_deref());
        }
        Fact::Payment(p) => {
            add("direction", Some(&p.direction_label));
            add("amount", Some(&format!("{} {}", p.amount.decimal(), p.amount.currency.code())));
            add("counterparty", p.counterparty.as_deref());
            add("account", p.counterparty_account.as_deref());
            add("title", p.title.as_deref());
            add("category", p.category_label.as_deref());
            add("method", p.method.as_deref());
            add("order", p.order_id.as_deref());
            add("merchant_order", p.merchant_order_id.as_deref());
            add("note", p.note.as_deref());
        }
        Fact::Message(m) => {
            add("sender", m.sender.as_deref());
            add("chat", Some(&m.chat));
            add("text", m.text.as_deref());
            add("amount", m.amount.map(|a| format!("{} {}", a.decimal(), a.currency.code())).as_deref());
            add("point", m.point.map(|p| p.to_string()).as_deref());
            add("seconds", m.seconds.map(|s| s.to_string()).as_deref());
        }
        Fact::Place(p) => {
            add("place", p.name.as_deref());
            add("address", p.address.as_deref());
            add("label", p.label.as_deref());
            add("point", p.point.map(|p| p.to_string()).as_deref());
            add("until", p.until.map(printed).as_deref());
        }
        Fact::Activity(a) => {
            add("title", Some(&a.title));
            add("by", a.by.as_deref());
            add("service", a.service.as_deref());
            add("url", a.url.as_deref());
            add("seconds", a.seconds.map(|s| s.to_string()).as_deref());
            add("device", a.device.as_deref());
        }
        Fact::Device(d) => {
            add("event", d.event.as_deref());
            add("device", d.model.as_deref());
            add("system", d.system.as_deref());
            add("ip", d.ip.as_deref());
            add("region", d.region.as_deref());
            add("carrier", d.carrier.as_deref());
            add("serial", d.serial.as_deref());
        }
        Fact::Profile(p) => add("profile", Some(&p.value)),
        Fact::AdLabel(l) => {
            add("label", Some(&l.label));
            add("value", l.value.as_deref());
            add("list", l.origin.as_deref());
        }
        Fact::Contact(c) => {
            add("name", c.name.as_deref());
            add("other_names", Some(&c.other_names.join(", ")));
            add("labels", Some(&c.labels.join(", ")));
            add("account", c.account.as_deref());
            add("phone", c.phone.as_deref());
            add("mail", c.mail.as_deref());
            add("region", c.region.as_deref());
        }
    }
    out
}

/// Identifiers are struck through the middle until asked for (words.md §4.3): digits of long numbers, and whole addresses' house numbers.
fn mask(id: &str, value: &str) -> Option<String> {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let sensitive = matches!(id, "account" | "profile" | "address" | "recipient" | "phone" | "mail" | "ip" | "serial" | "point")
        || (matches!(id, "title" | "note" | "text") && digits >= 7);
    if !sensitive {
        return None;
    }
    let chars: Vec<char> = value.chars().collect();
    let masked: String = if digits >= 7 {
        let mut seen = 0;
        chars
            .iter()
            .map(|c| {
                if !c.is_ascii_digit() {
                    return *c;
                }
                seen += 1;
                if seen > 3 && seen <= digits - 4 { '*' } else { *c }
            })
            .collect()
    } else {
        let keep = if id == "address" { chars.len() / 3 } else { 1 };
        chars.iter().enumerate().map(|(i, c)| if i < keep || c.is_whitespace() { *c } else { '*' }).collect()
    };
    (masked != value).then_some(masked)
}
