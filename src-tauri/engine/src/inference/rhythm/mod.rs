//! How the days run: sleep, work, meals, from times alone.

mod sleep_window;

use super::Inference;

/// The rules of this facet.
pub(super) static RULES: &[&Inference] = &[&sleep_window::RULE];
