//! Taste, play, mood, manner.

mod gaming_intensity;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[&gaming_intensity::RULE];
