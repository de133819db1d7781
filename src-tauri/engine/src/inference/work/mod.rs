//! What the person does, where and with whom.

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[];
