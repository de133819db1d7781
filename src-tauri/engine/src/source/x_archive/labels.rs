//! What X concluded: `personalization.js`.

use super::super::json::{Row, Value};
use super::{File, Found, missing};
use crate::record::{AdLabel, Fact, LabelKind};

/// Where labels stand.
pub(super) const ROWS: &[(&str, Row<File>)] = &[
    ("[].p13nData.demographics.languages[]", |v, _, _, _| attribute("language", &v.get("language").unwrap_or_default(), v)),
    ("[].p13nData.demographics.genderInfo.gender", |v, _, _, _| attribute("gender", v, v)),
    ("[].p13nData.interests.interests[]", |v, _, _, _| label(&v.get("name").unwrap_or_default(), LabelKind::Interest, off(v))),
    ("[].p13nData.interests.partnerInterests[]", |v, _, _, _| {
        label(&v.get("name").unwrap_or_default(), LabelKind::Interest, Some("partnerInterests"))
    }),
    ("[].p13nData.interests.shows[]", |v, _, _, _| label(v, LabelKind::Interest, Some("shows"))),
    ("[].p13nData.interests.audienceAndAdvertisers.advertisers[]", |v, _, _, _| label(v, LabelKind::Advertiser, None)),
    ("[].p13nData.interests.audienceAndAdvertisers.lookalikeAdvertisers[]", |v, _, _, _| {
        label(v, LabelKind::Advertiser, Some("lookalikeAdvertisers"))
    }),
    ("[].p13nData.interests.audienceAndAdvertisers.numAudiences", |v, _, _, _| attribute("numAudiences", v, v)),
    ("[].p13nData.locationHistory[]", |v, _, _, _| attribute("locationHistory", v, v)),
    ("[].p13nData.inferredAgeInfo.age[]", |v, _, _, _| attribute("age", v, v)),
    ("[].p13nData.inferredAgeInfo.birthDate", |v, _, _, _| attribute("birthDate", v, v)),
];

/// An interest the owner switched off is still one X holds.
fn off(v: &Value<'_>) -> Option<&'static str> {
    (v.flag("isDisabled") == Some(true)).then_some("isDisabled")
}

fn label(v: &Value<'_>, kind: LabelKind, origin: Option<&str>) -> Found {
    let label = v.as_text().ok_or(missing("name"))?.trim().to_owned();
    Ok(Some(Fact::AdLabel(AdLabel { kind, label, value: None, origin: origin.map(str::to_owned), time: None })))
}

/// A property; an empty one is none.
fn attribute(label: &str, v: &Value<'_>, whole: &Value<'_>) -> Found {
    let Some(value) = v.as_text().map(|t| t.trim().to_owned()) else { return Ok(None) };
    let origin = off(whole).map(str::to_owned);
    Ok(Some(Fact::AdLabel(AdLabel { kind: LabelKind::Attribute, label: label.to_owned(), value: Some(value), origin, time: None })))
}
