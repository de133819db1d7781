//! Devices, accounts, searches.

mod account_security_picture;
mod devices_and_os;
mod search_intents;
mod what_they_cannot_see;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] =
    &[&devices_and_os::RULE, &account_security_picture::RULE, &search_intents::RULE, &what_they_cannot_see::RULE];
