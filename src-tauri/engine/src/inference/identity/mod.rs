//! Who the person is: names, numbers, accounts, age.

mod legal_name;
mod linked_accounts;
mod name_on_parcels;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[&legal_name::RULE, &name_on_parcels::RULE, &linked_accounts::RULE];
