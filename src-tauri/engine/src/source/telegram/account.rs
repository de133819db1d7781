//! The sections of an account beside its chats.

use super::super::json::{At, Value};
use super::super::table::Skip;
use super::{Export, Reading, time};
use crate::problem::Code;
use crate::record::{Contact, ContactKind, Device, Fact, Profile, ProfileField};

/// The owner: their number is the row, the rest stands beside it.
pub(super) fn owner(value: &Value<'_>, at: At<'_>, export: &mut Export, into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    export.owner = value.owned("user_id").map(|id| format!("user{id}"));
    let stated = [
        (ProfileField::Account, export.owner.clone()),
        (ProfileField::RealName, Some(name(value)).filter(|n| !n.is_empty())),
        (ProfileField::Nickname, value.owned("username")),
        (ProfileField::Phone, value.owned("phone_number")),
        (ProfileField::Bio, value.owned("bio")),
    ];
    let mut stated = stated.into_iter().filter_map(|(field, value)| Some(Fact::Profile(Profile { field, value: value? })));
    let first = stated.next().ok_or(Skip { code: Code::RowDamaged, hint: "user_id" })?;
    stated.for_each(|fact| into.beside(at.spot, fact));
    Ok(Some(first))
}

fn name(value: &Value<'_>) -> String {
    join(value, &["first_name", "last_name"], " ")
}

/// Someone of the address book, with the name the owner gave.
pub(super) fn contact(value: &Value<'_>, _: At<'_>, _: &mut Export, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let name = name(value);
    let phone = value.owned("phone_number");
    let account = value.owned("user_id").filter(|id| id != "0").map(|id| format!("user{id}"));
    if name.is_empty() && phone.is_none() && account.is_none() {
        return Err(Skip { code: Code::RowDamaged, hint: "first_name" });
    }
    let name = Some(name).filter(|n| !n.is_empty());
    Ok(Some(Fact::Contact(Contact { phone, ..Contact::new(ContactKind::Person, account, name) })))
}

/// Someone whom Telegram counts as often talked to; `category` says in what way.
pub(super) fn frequent(value: &Value<'_>, _: At<'_>, _: &mut Export, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let id = value.owned("id").ok_or(Skip { code: Code::RowDamaged, hint: "id" })?;
    let category = value.owned("category");
    let (kind, account) = match (category.as_deref(), value.text("type").as_deref()) {
        (Some("inline_bots"), _) => (ContactKind::Business, format!("user{id}")),
        (_, Some("private_group" | "chat")) => (ContactKind::Group, format!("chat{id}")),
        (_, Some(kind)) if kind.contains("channel") || kind.contains("supergroup") => (ContactKind::Group, format!("channel{id}")),
        _ => (ContactKind::Person, format!("user{id}")),
    };
    let labels = category.into_iter().collect();
    Ok(Some(Fact::Contact(Contact { labels, ..Contact::new(kind, Some(account), value.owned("name")) })))
}

/// A device that is logged in.
pub(super) fn session(value: &Value<'_>, _: At<'_>, _: &mut Export, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let system = [&["application_name", "application_version"][..], &["platform", "system_version"]];
    device(value, value.owned("device_model"), system.map(|keys| join(value, keys, " ")), "sessions")
}

/// A site or bot the owner logged in to with Telegram.
pub(super) fn web_session(value: &Value<'_>, _: At<'_>, _: &mut Export, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    device(value, None, [join(value, &["browser"], " "), join(value, &["platform", "domain_name"], ", ")], "web_sessions")
}

fn device(value: &Value<'_>, model: Option<String>, system: [String; 2], list: &str) -> Result<Option<Fact>, Skip> {
    let system = system.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ");
    let time = time(value, "last_active_unixtime", "last_active").or_else(|| time(value, "created_unixtime", "created"));
    let ip = value.owned("last_ip");
    if time.is_none() && ip.is_none() && model.is_none() {
        return Err(Skip { code: Code::RowDamaged, hint: "last_active" });
    }
    let region = Some(join(value, &["last_region", "last_country"], ", ")).filter(|r| !r.is_empty());
    let system = Some(system).filter(|s| !s.is_empty());
    Ok(Some(Fact::Device(Device { time, model, system, ip, region, event: Some(list.to_owned()), ..Device::default() })))
}

fn join(value: &Value<'_>, keys: &[&str], with: &str) -> String {
    keys.iter().filter_map(|key| value.owned(key)).collect::<Vec<_>>().join(with)
}
