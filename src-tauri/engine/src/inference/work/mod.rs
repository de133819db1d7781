//! What the person does, where and with whom.

mod education_or_student;
mod employer;
mod occupation_type;
mod side_business_seller;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] =
    &[&occupation_type::RULE, &employer::RULE, &education_or_student::RULE, &side_business_seller::RULE];
