//! Beliefs and causes: records, no verdicts.

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[];
