//! Who the person is close to, and how.

mod broker_position;
mod closest_ties;
mod contacts_exposed;
mod fading_or_new_ties;
mod family_members;
mod groups_and_communities;
mod initiative_and_reciprocity;
mod red_packet_role;
mod romantic_partner;
mod shared_life_with_contact;
mod work_hierarchy;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[
    &closest_ties::RULE,
    &romantic_partner::RULE,
    &contacts_exposed::RULE,
    &family_members::RULE,
    &work_hierarchy::RULE,
    &groups_and_communities::RULE,
    &broker_position::RULE,
    &fading_or_new_ties::RULE,
    &initiative_and_reciprocity::RULE,
    &red_packet_role::RULE,
    &shared_life_with_contact::RULE,
];
