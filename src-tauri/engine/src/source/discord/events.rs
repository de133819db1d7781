//! Discord's log of what was done and from where: JSON Lines, gigabytes. Of logins and devices, one a day, address and device is kept;
//! of games and applications each; and what Discord guessed of the owner's age and gender.

use super::super::Reading;
use super::super::json::{At, Value};
use super::super::table::Skip;
use super::utc;
use crate::problem::Code;
use crate::record::{Activity, ActivityKind, AdLabel, Device, Fact, LabelKind};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// From where the account was used, lately: the earliest days are forgotten first.
pub(super) type Seen = BTreeSet<(NaiveDate, String)>;

/// Days, addresses and devices remembered.
const REMEMBERED: usize = 20_000;

/// A line.
pub(super) fn event(v: &Value<'_>, at: At<'_>, seen: &mut Seen, into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let time = v.text("timestamp").or_else(|| v.text("day")).and_then(|t| utc(&t));
    let guess = |label: &str| {
        let label = label.to_owned();
        let value = guessed(v, &label)?;
        Some(Fact::AdLabel(AdLabel { kind: LabelKind::Attribute, label, value: Some(value), origin: None, time }))
    };
    let mut guesses = ["predicted_gender", "predicted_age"].into_iter().filter_map(guess);
    if let Some(first) = guesses.next() {
        guesses.for_each(|fact| into.beside(at.spot, fact));
        return Ok(Some(first));
    }
    let time = time.ok_or(Skip { code: Code::BadDate, hint: "timestamp" })?;
    let place: Vec<String> = ["city", "region_code", "country_code"].iter().filter_map(|key| v.owned(key)).collect();
    let device = Device {
        time: Some(time),
        model: v.owned("device"),
        system: v.owned("os"),
        ip: v.owned("ip"),
        region: (!place.is_empty()).then(|| place.join(", ")),
        ..Device::default()
    };
    let key = format!("{:?} {:?} {:?}", device.ip, device.model, device.system);
    let told = device.ip.is_some() || device.model.is_some() || device.system.is_some();
    let new = told && seen.insert((time.wall.date(), key));
    if seen.len() > REMEMBERED {
        seen.pop_first();
    }
    let title = match v.text("event_type").as_deref() {
        Some("launch_game" | "game_opened") => v.owned("game"),
        Some("application_opened") => v.owned("application_name"),
        _ => None,
    };
    let device = new.then_some(Fact::Device(device));
    Ok(match title {
        Some(title) => {
            device.into_iter().for_each(|fact| into.beside(at.spot, fact));
            Some(Fact::Activity(Activity { time: Some(time), ..Activity::new(ActivityKind::Use, title) }))
        }
        None => device,
    })
}

/// What is guessed, with the odds that stand beside it or inside it, as printed.
fn guessed(v: &Value<'_>, label: &str) -> Option<String> {
    let value = v.get(label)?;
    let odds = |of: &Value<'_>| -> Vec<String> {
        of.entries().filter(|(k, _)| !of.is_object() || *k != label).filter_map(|(k, n)| Some(format!("{k} {}", n.as_text()?))).collect()
    };
    let inside = odds(&value);
    let beside = odds(v).into_iter().filter(|o| o.starts_with("prob"));
    let said: Vec<String> = value.as_text().map(|t| t.into_owned()).into_iter().chain(inside).chain(beside).collect();
    (!said.is_empty()).then(|| said.join(", "))
}
