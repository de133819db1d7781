//! Scorecards: transparent points models over the same view.
