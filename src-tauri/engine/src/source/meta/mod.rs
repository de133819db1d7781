//! What the files of Facebook, Messenger and Instagram have in common: strings whose bytes were each written as a character of their own.

pub(super) mod e2ee;
pub(super) mod page;
pub(super) mod thread;

use super::json::Value;
use super::text::unmangled;

/// A value's words, mended. Some strings of a file are right already, so each is looked at by itself.
fn words(value: &Value<'_>) -> Option<String> {
    let text = value.as_text()?;
    Some(unmangled(text).trim().to_owned()).filter(|t| !t.is_empty())
}

/// The words under a key.
fn text(value: &Value<'_>, path: &str) -> Option<String> {
    words(&value.get(path)?)
}
