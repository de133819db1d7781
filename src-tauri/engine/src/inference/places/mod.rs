//! Where the person is: home, work, ways, travels.

mod home_location;
mod trips_and_absences;
mod work_or_study_place;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[&home_location::RULE, &work_or_study_place::RULE, &trips_and_absences::RULE];
