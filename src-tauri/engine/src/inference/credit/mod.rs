//! How the person might be scored.

mod creditworthiness_proxy;
mod digital_footprint_risk;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[&digital_footprint_risk::RULE, &creditworthiness_proxy::RULE];
