//! Google profile: name, mail addresses, birthday, gender.
//!
//! # Variants
//! `json`, `Profile/Profile.json`.
//! # What gives it away
//! `name.formattedName` or `name.givenName`, and `emails` with values.
//! # Traps
//! A birthday left empty; a gender without a type.
//! # Where this is from
//! formats/shopping_and_accounts §5: humandataincome/hudi-packages-connectors.

use super::json::{At, Json, Layout, Value};
use super::table::Skip;
use super::{Card, Reading, Status};
use crate::record::{Fact, Kind, Platform, Profile, ProfileField};

/// The source.
pub(super) static SOURCE: Json<()> = Json {
    card: &Card {
        id: "google_profile",
        platform: Platform::Google,
        yields: &[Kind::Profile],
        variants: &["json"],
        status: Status::Described,
    },
    layouts: &[Layout {
        variant: "json",
        needs: &["name.givenName", "emails[].value"],
        rows: &[
            ("name", |v, _, (), _| stated(&v.get("formattedName").unwrap_or_default(), ProfileField::RealName)),
            ("displayName", |v, _, (), _| stated(v, ProfileField::Nickname)),
            ("emails[]", |v, _, (), _| stated(&v.get("value").unwrap_or_default(), ProfileField::Mail)),
            ("birthday", |v, _, (), _| stated(v, ProfileField::Birthday)),
            ("gender", gender),
        ],
        ..Layout::NONE
    }],
    ..Json::NONE
};

fn stated(v: &Value<'_>, field: ProfileField) -> Result<Option<Fact>, Skip> {
    Ok(v.as_text().map(|t| Fact::Profile(Profile { field, value: t.trim().to_owned() })))
}

fn gender(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    stated(&v.get("type").unwrap_or_default(), ProfileField::Gender)
}
