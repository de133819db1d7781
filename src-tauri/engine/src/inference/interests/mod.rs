//! Taste, play, mood, manner.

mod big_five_from_spending;
mod communication_style;
mod gaming_intensity;
mod materialism_self_control;
mod media_taste;
mod mood_trend;
mod variety_seeking;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[
    &gaming_intensity::RULE,
    &media_taste::RULE,
    &big_five_from_spending::RULE,
    &materialism_self_control::RULE,
    &variety_seeking::RULE,
    &mood_trend::RULE,
    &communication_style::RULE,
];
