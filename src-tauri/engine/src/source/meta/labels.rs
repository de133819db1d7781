//! What Meta concluded about the owner, in the layouts that Facebook and Instagram share.

use super::super::Reading;
use super::super::json::{At, Value};
use super::super::table::Skip;
use super::{text, words};
use crate::problem::Code;
use crate::record::{AdLabel, Fact, LabelKind};

/// A label that is nothing but words.
pub(super) fn plain(value: &Value<'_>, kind: LabelKind) -> Result<Option<Fact>, Skip> {
    let label = words(value).ok_or_else(Skip::damaged)?;
    Ok(Some(Fact::AdLabel(AdLabel { kind, label, value: None, origin: None, time: None })))
}

/// Categories under a heading in the language of the export: `{"label":…,"vec":[{"value":…}]}`. Each is a row.
pub(super) fn category<S>(value: &Value<'_>, _: At<'_>, _: &mut S, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    plain(&value.get("value").unwrap_or_default(), LabelKind::Audience)
}

/// An advertiser, with what the file says they have.
pub(super) fn advertiser<S>(value: &Value<'_>, _: At<'_>, _: &mut S, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let label = text(value, "advertiser_name").ok_or(Skip { code: Code::RowDamaged, hint: "advertiser_name" })?;
    let has: Vec<_> = value.entries().map(|(key, _)| key).filter(|key| value.flag(key) == Some(true)).collect();
    let origin = (!has.is_empty()).then(|| has.join(", "));
    Ok(Some(Fact::AdLabel(AdLabel { kind: LabelKind::Advertiser, label, value: None, origin, time: None })))
}
