//! Who shares the home, and what changes in it.

mod children_and_ages;
mod household_size;
mod pet_owner;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[&children_and_ages::RULE, &pet_owner::RULE, &household_size::RULE];
