//! Whether a claim about a member of the cohort is right.

use super::life::{Life, span};
use std::collections::BTreeMap;

const TRUTH: &str = include_str!("data/truth.tsv");

/// What an inference should find and may say.
pub struct Truth {
    /// Of whom it should be found.
    pub should: &'static str,
    /// Of whom it is right.
    pub may: &'static str,
}

/// Every inference that the cohort can exercise.
pub fn all() -> BTreeMap<&'static str, Truth> {
    let rows = TRUTH.lines().filter(|l| !l.starts_with('#'));
    rows.map(|l| {
        let cells: Vec<&str> = l.split('\t').collect();
        (cells[0], Truth { should: cells[1], may: cells[2] })
    })
    .collect()
}

/// Whether it is right to say this of them.
pub fn right(life: &Life, id: &str, value: &str, may: &str) -> bool {
    life.is(may)
        && match id {
            "legal_name" => value == life.words["name"],
            // `25-34`: the decade or band that holds the age.
            "age_band" => in_band(value, life),
            "romantic_partner" => value == life.words["partner"],
            "pet_owner" => life.traits.contains(value),
            "home_location" => {
                // Less fine is right too: the city, where the rows say no more.
                let at = |district: &str| format!("{}/{}/{district}", life.home[0], life.home[1]).starts_with(value);
                at(life.home[2]) || life.moved_to.is_some_and(at)
            }
            "work_or_study_place" => format!("{}/{}/{}", life.home[0], life.home[1], life.work).starts_with(value),
            _ => true,
        }
}

/// Whether the age on the last day lies within `from-to`.
fn in_band(value: &str, life: &Life) -> bool {
    let age = span().1.years_since(life.born).unwrap_or(0);
    let bound = |text: &str| text.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok();
    let (from, to) = value.split_once(['-', '–']).unwrap_or((value, value));
    bound(from).is_none_or(|f| age >= f) && bound(to).is_none_or(|t| age <= t)
}
