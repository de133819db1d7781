//! Who the person is close to, and how.

mod closest_ties;
mod contacts_exposed;
mod romantic_partner;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[&closest_ties::RULE, &romantic_partner::RULE, &contacts_exposed::RULE];
