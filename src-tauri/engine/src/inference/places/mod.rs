//! Where the person is: home, work, ways, travels.

mod city_tier;
mod commute;
mod home_empty_now_pattern;
mod home_location;
mod moved_home;
mod predictability;
mod regular_places;
mod stays;
mod trips_and_absences;
mod work_or_study_place;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[
    &home_location::RULE,
    &work_or_study_place::RULE,
    &trips_and_absences::RULE,
    &commute::RULE,
    &city_tier::RULE,
    &moved_home::RULE,
    &regular_places::RULE,
    &home_empty_now_pattern::RULE,
    &predictability::RULE,
];
