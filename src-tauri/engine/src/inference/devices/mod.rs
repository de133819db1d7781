//! Devices, accounts, searches.

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[];
