//! Scorecards: transparent points models over a view. Ours, built from public descriptions; nobody's real formula.
//!
//! Missing data cost no points: they widen the bar from low to high (observers_and_scores.md §B0).

use crate::observer::View;
use crate::report::wire;

/// Every scorecard.
pub static ALL: &[&Scorecard] = &[];

/// A points model.
#[derive(Debug)]
pub struct Scorecard {
    /// Stable id. Words: `score.<id>` and what its data file names.
    pub id: &'static str,
    /// Computes it.
    pub score: fn(&View<'_>) -> wire::Score,
}
