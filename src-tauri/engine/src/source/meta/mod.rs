//! What the files of Facebook, Messenger and Instagram have in common: strings whose bytes were each written as a character of their own.

pub(super) mod e2ee;
pub(super) mod facebook;
pub(super) mod instagram;
mod labels;
pub(super) mod page;
pub(super) mod thread;

use super::date;
use super::json::Value;
use super::table::Skip;
use super::text::unmangled;
use crate::problem::Code;
use crate::record::{Activity, ActivityKind, Fact, Moment};

/// A value's words, mended. Some strings of a file are right already, so each is looked at by itself.
fn words(value: &Value<'_>) -> Option<String> {
    let text = value.as_text()?;
    Some(unmangled(text).trim().to_owned()).filter(|t| !t.is_empty())
}

/// The words under a key.
fn text(value: &Value<'_>, path: &str) -> Option<String> {
    words(&value.get(path)?)
}

/// When, in seconds since 1970; 0 is no time.
fn time(value: &Value<'_>, path: &str) -> Option<Moment> {
    value.int(path).and_then(date::epoch)
}

/// Something done, at the `timestamp` beside it.
fn did(value: &Value<'_>, kind: ActivityKind, title: Option<String>) -> Result<Activity, Skip> {
    let title = title.ok_or(Skip { code: Code::RowDamaged, hint: "title" })?;
    Ok(Activity { time: time(value, "timestamp"), ..Activity::new(kind, title) })
}

fn activity(found: Result<Activity, Skip>) -> Result<Option<Fact>, Skip> {
    found.map(|a| Some(Fact::Activity(a)))
}

/// Whether a path lies in an export of Instagram's.
fn in_instagram(path: &str) -> bool {
    path.to_ascii_lowercase().contains("instagram")
}
