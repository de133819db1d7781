//! What comes in, goes out, is owed and left.

mod credit_and_instalments;
mod gambling_or_lottery;
mod impulse_buying;
mod income_estimate;
mod investor_profile;
mod liquidity_buffer;
mod multi_lender_borrowing;
mod payday_cycle;
mod price_discrimination_exposure;
mod price_sensitivity;
mod private_lending_network;
mod rent_or_mortgage;
mod savings_rate;
mod spending_power_band;
mod status_brands;
mod subscriptions;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[
    &income_estimate::RULE,
    &credit_and_instalments::RULE,
    &spending_power_band::RULE,
    &payday_cycle::RULE,
    &liquidity_buffer::RULE,
    &savings_rate::RULE,
    &multi_lender_borrowing::RULE,
    &gambling_or_lottery::RULE,
    &price_sensitivity::RULE,
    &impulse_buying::RULE,
    &rent_or_mortgage::RULE,
    &investor_profile::RULE,
    &private_lending_network::RULE,
    &status_brands::RULE,
    &price_discrimination_exposure::RULE,
    &subscriptions::RULE,
];
