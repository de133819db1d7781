//! How the days run: sleep, work, meals, from times alone.

mod chronotype_and_social_jetlag;
mod night_restlessness;
mod routine_regularity;
mod sleep_window;
mod takeaway_dependence;
mod work_schedule;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[
    &sleep_window::RULE,
    &chronotype_and_social_jetlag::RULE,
    &work_schedule::RULE,
    &night_restlessness::RULE,
    &takeaway_dependence::RULE,
    &routine_regularity::RULE,
];
