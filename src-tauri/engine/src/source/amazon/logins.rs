//! Amazon: when the account was signed in to (`Retail.AuthenticationTokens.json`).
//!
//! # Variants
//! `sessions`.
//! # What gives it away
//! `authenticationSessionRecords[].creationTime`.
//! # Traps
//! Only the time of a session is known to readers; what else its records hold isn't read.
//! # Where this is from
//! formats/shopping_and_accounts §4.6: a reader of all of Amazon's files; no file is public.

use crate::problem::Code;
use crate::record::{Device, Fact, Kind, Platform};
use crate::source::json::{At, Json, Layout, Value};
use crate::source::table::Skip;
use crate::source::{Card, Reading, Status as Known, date};

/// The source.
pub(in crate::source) static SOURCE: Json<()> = Json {
    card: &Card {
        id: "amazon_logins",
        platform: Platform::Amazon,
        yields: &[Kind::Device],
        variants: &["sessions"],
        status: Known::Described,
    },
    layouts: &[Layout {
        variant: "sessions",
        needs: &["authenticationSessionRecords[].creationTime"],
        rows: &[("authenticationSessionRecords[]", session)],
        ..Layout::NONE
    }],
    ..Json::NONE
};

fn session(record: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let time = record.text("creationTime").and_then(|t| date::iso(&t)).ok_or(Skip { code: Code::BadDate, hint: "creationTime" })?;
    Ok(Some(Fact::Device(Device { time: Some(time), event: Some("authenticationSession".to_owned()), ..Device::default() })))
}
