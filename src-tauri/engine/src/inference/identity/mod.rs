//! Who the person is: names, numbers, accounts, age.

pub(in crate::inference) mod age_band;
mod gender_guess;
mod hometown;
mod legal_name;
mod linked_accounts;
mod name_on_parcels;
mod national_id_decode;
mod phones_and_carrier_region;
mod unicity;
mod writing_style_fingerprint;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[
    &legal_name::RULE,
    &name_on_parcels::RULE,
    &linked_accounts::RULE,
    &phones_and_carrier_region::RULE,
    &national_id_decode::RULE,
    &age_band::RULE,
    &gender_guess::RULE,
    &hometown::RULE,
    &unicity::RULE,
    &writing_style_fingerprint::RULE,
];
