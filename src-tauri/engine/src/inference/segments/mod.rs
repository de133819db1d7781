//! How advertisers would file the person.

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[];
