//! Who shares the home, and what changes in it.

mod baby_stage;
mod bereavement;
mod breakup_or_divorce;
mod car_owner;
mod children_and_ages;
mod elder_care;
mod home_purchase_or_renovation;
mod household_size;
mod lives_with_partner;
mod new_job_or_job_loss;
mod pet_owner;
mod pregnancy_stage;
mod school_stage;
mod wedding;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[
    &children_and_ages::RULE,
    &pet_owner::RULE,
    &household_size::RULE,
    &lives_with_partner::RULE,
    &pregnancy_stage::RULE,
    &baby_stage::RULE,
    &elder_care::RULE,
    &wedding::RULE,
    &breakup_or_divorce::RULE,
    &home_purchase_or_renovation::RULE,
    &new_job_or_job_loss::RULE,
    &bereavement::RULE,
    &school_stage::RULE,
    &car_owner::RULE,
];
