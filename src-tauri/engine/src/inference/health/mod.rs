//! Health: mostly records, no diagnosis.

mod clinic_visits;
mod mental_health_signals;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[&clinic_visits::RULE, &mental_health_signals::RULE];
