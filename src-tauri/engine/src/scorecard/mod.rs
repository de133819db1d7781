//! Scorecards: transparent points models over a view. Ours, built from public descriptions; nobody's real formula.
//!
//! Missing data cost no points: they widen the bar from low to high (observers_and_scores §B0). Points tables are data
//! (`data/scorecards/`); only what a feature measures is code.

mod model;
mod zhima;

use crate::observer::View;
use crate::report::wire;

/// Every scorecard.
pub static ALL: &[&Scorecard] = &[&zhima::OPEN_V1];

/// A points model.
#[derive(Debug)]
pub struct Scorecard {
    /// Stable id. Words: `score.<id>` and what its data file names.
    pub id: &'static str,
    /// Computes it.
    pub score: fn(&View<'_>) -> wire::Score,
}
