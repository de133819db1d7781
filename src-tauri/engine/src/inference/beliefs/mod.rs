//! Beliefs and causes: records, no verdicts.

mod charity_and_causes;
mod ethnicity_signals;
mod foreign_ties_and_vpn;
mod political_interest;
mod religion_signals;
mod sensitive_speech_exposure;
mod sexual_orientation_gender_identity;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[
    &religion_signals::RULE,
    &ethnicity_signals::RULE,
    &sexual_orientation_gender_identity::RULE,
    &political_interest::RULE,
    &sensitive_speech_exposure::RULE,
    &charity_and_causes::RULE,
    &foreign_ties_and_vpn::RULE,
];
