//! How the person might be scored.

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[];
