//! The thirteen estimates the contract always carries: whether a household or a person fits a yes/no question.

use crate::observer::View;
use crate::phrase::Phrase;
use crate::report::wire;

/// Id and share of yes in the population the prior comes from.
const PRIORS: [(&str, f64); 13] = [
    ("kids", 0.33),
    ("single", 0.34),
    ("size3plus", 0.29),
    ("age45plus", 0.51),
    ("age_lt35", 0.24),
    ("age65plus", 0.08),
    ("income_ge75k", 0.28),
    ("income_lt35k", 0.27),
    ("married", 0.49),
    ("renter", 0.08),
    ("female", 0.5),
    ("age_le20", 0.2),
    ("age_ge26", 0.6),
];

/// All of them, always.
pub fn all(_view: &View<'_>, _country: Option<&str>) -> Vec<wire::Estimate> {
    PRIORS
        .iter()
        .map(|(id, prior)| wire::Estimate {
            id: (*id).to_owned(),
            p: *prior,
            prior: *prior,
            coverage: 0.0,
            label: Phrase::new(format!("estimate.{id}")).said(),
        })
        .collect()
}
