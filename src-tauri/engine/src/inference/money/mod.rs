//! What comes in, goes out, is owed and left.

mod credit_and_instalments;
mod income_estimate;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[&income_estimate::RULE, &credit_and_instalments::RULE];
