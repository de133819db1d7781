//! How advertisers would file the person.

mod customer_value_rfm;
mod eight_strategic_groups;
mod iab_segments;
mod tencent_style_tags;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] =
    &[&eight_strategic_groups::RULE, &iab_segments::RULE, &tencent_style_tags::RULE, &customer_value_rfm::RULE];
