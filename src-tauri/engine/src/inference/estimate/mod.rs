//! The thirteen estimates the contract always carries: whether a household or a person fits a yes/no question.
//!
//! `logit(p) = logit(prior) + evidence`: the prior is the country's ([`prior`]), the evidence for the ten questions about a
//! household is what purchases weigh ([`household`]). For the three about a person no evidence is weighed: they stay at
//! their prior with coverage 0, and rules about stated facts speak instead.
//!
//! An estimate is about a panel, not about a person: it is shown with that label or not at all (bench/README).

mod basket;
mod household;
mod prior;

pub use household::Weights;

use super::confidence::logit;
use crate::observer::View;
use crate::phrase::Phrase;
use crate::report::wire;
use basket::Basket;

/// The ids in the contract's order.
pub const IDS: [&str; 13] = [
    "kids",
    "single",
    "size3plus",
    "age45plus",
    "age_lt35",
    "age65plus",
    "income_ge75k",
    "income_lt35k",
    "married",
    "renter",
    "female",
    "age_le20",
    "age_ge26",
];

/// What evidence says about one question.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Evidence {
    /// Added to the prior's log-odds.
    shift: f64,
    /// How much of what the estimate could rest on is there, from 0 to 1.
    coverage: f64,
}

/// All of them, always. `country`: ISO code; else that of the currency most rows are in.
pub fn all(view: &View<'_>, country: Option<&str>) -> Vec<wire::Estimate> {
    weighed(view, country, Weights::fitted())
}

/// The measures of a view that weights are fitted on: kind, name, value. What was never bought is left out and counts as zero.
pub fn measures(view: &View<'_>) -> Vec<(&'static str, String, f64)> {
    Basket::of(view).measures()
}

/// All of them, by these weights.
pub fn weighed(view: &View<'_>, country: Option<&str>, weights: &Weights) -> Vec<wire::Estimate> {
    let basket = Basket::of(view);
    let country = prior::country(view, country);
    IDS.iter()
        .map(|id| {
            let prior = prior::of(id, country.as_deref());
            let Evidence { shift, coverage } = household::evidence(weights, &basket, id);
            wire::Estimate {
                id: (*id).to_owned(),
                p: wire::rounded(probability(logit(prior) + shift)),
                prior: wire::rounded(prior),
                coverage: wire::rounded(coverage),
                label: Phrase::new(format!("estimate.{id}")).said(),
            }
        })
        .collect()
}

/// The probability of log-odds, kept away from the certainty that four places would round to.
fn probability(logit: f64) -> f64 {
    (1.0 / (1.0 + (-logit).exp())).clamp(1e-4, 1.0 - 1e-4)
}

#[cfg(test)]
mod tests;
