//! The owner, their logins, and the people they know.

use super::super::Reading;
use super::super::json::{At, Value};
use super::{File, Found, missing, time};
use crate::record::{AdLabel, Contact, ContactKind, Device, Fact, LabelKind, Profile, ProfileField};

/// The first statement is the row, the rest stands beside it.
fn stated(all: Vec<(ProfileField, Option<String>)>, at: At<'_>, into: &mut Reading<'_>) -> Option<Fact> {
    let mut facts = all.into_iter().filter_map(|(field, value)| Some(Fact::Profile(Profile { field, value: value? })));
    let first = facts.next();
    facts.for_each(|fact| into.beside(at.spot, fact));
    first
}

pub(super) fn account(v: &Value<'_>, at: At<'_>, _: &mut File, into: &mut Reading<'_>) -> Found {
    let all = vec![
        (ProfileField::Account, v.owned("accountId")),
        (ProfileField::Nickname, v.owned("username")),
        (ProfileField::RealName, v.owned("accountDisplayName")),
        (ProfileField::Mail, v.owned("email")),
        (ProfileField::Phone, v.owned("phoneNumber")),
        (ProfileField::Since, v.owned("createdAt")),
    ];
    stated(all, at, into).map(Some).ok_or(missing("accountId"))
}

pub(super) fn profile(v: &Value<'_>, at: At<'_>, _: &mut File, into: &mut Reading<'_>) -> Found {
    let all = vec![(ProfileField::Bio, v.owned("description.bio")), (ProfileField::Region, v.owned("description.location"))];
    Ok(stated(all, at, into))
}

pub(super) fn phone(v: &Value<'_>, at: At<'_>, _: &mut File, into: &mut Reading<'_>) -> Found {
    Ok(stated(vec![(ProfileField::Phone, v.as_text().map(|t| t.into_owned()))], at, into))
}

pub(super) fn mail(v: &Value<'_>, at: At<'_>, _: &mut File, into: &mut Reading<'_>) -> Found {
    let all = vec![(ProfileField::Mail, v.owned("changedTo")), (ProfileField::Mail, v.owned("changedFrom"))];
    stated(all, at, into).map(Some).ok_or(missing("changedTo"))
}

/// The age X reckons with, stated or guessed.
pub(super) fn age(v: &Value<'_>, at: At<'_>, _: &mut File, into: &mut Reading<'_>) -> Found {
    let birthday = stated(vec![(ProfileField::Birthday, v.owned("ageInfo.birthDate"))], at, into);
    let label = |origin: &str| {
        let ages = v.list(&format!("{origin}.age"));
        let value = ages.iter().find_map(|age| age.as_text()).or_else(|| v.text(&format!("{origin}.age")))?.into_owned();
        let (label, origin) = ("age".to_owned(), Some(origin.to_owned()));
        Some(Fact::AdLabel(AdLabel { kind: LabelKind::Attribute, label, value: Some(value), origin, time: None }))
    };
    let mut facts = birthday.into_iter().chain(["ageInfo", "inferredAgeInfo"].into_iter().filter_map(label));
    let first = facts.next();
    facts.for_each(|fact| into.beside(at.spot, fact));
    Ok(first)
}

pub(super) fn follower(v: &Value<'_>, _: At<'_>, _: &mut File, _: &mut Reading<'_>) -> Found {
    let id = v.owned("accountId").ok_or(missing("accountId"))?;
    Ok(Some(Fact::Contact(Contact { labels: vec!["follower".into()], ..Contact::new(ContactKind::Person, Some(id), None) })))
}

pub(super) fn login(v: &Value<'_>, _: At<'_>, _: &mut File, _: &mut Reading<'_>) -> Found {
    let ip = v.owned("loginIp").or_else(|| v.owned("userCreationIp")).ok_or(missing("loginIp"))?;
    Ok(Some(Fact::Device(Device { time: time(v, "createdAt"), ip: Some(ip), ..Device::default() })))
}
