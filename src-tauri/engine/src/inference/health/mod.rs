//! Health: mostly records, no diagnosis.

mod clinic_visits;
mod disability_or_assistive_needs;
mod fitness_or_weight;
mod legal_trouble_signals;
mod long_term_medication;
mod mental_health_signals;
pub(super) mod minor_user;
mod reproductive_and_sexual_health;
mod tobacco_alcohol;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[
    &clinic_visits::RULE,
    &mental_health_signals::RULE,
    &long_term_medication::RULE,
    &reproductive_and_sexual_health::RULE,
    &tobacco_alcohol::RULE,
    &fitness_or_weight::RULE,
    &disability_or_assistive_needs::RULE,
    &minor_user::RULE,
    &legal_trouble_signals::RULE,
];
