//! Households: what purchases say about the ten questions about a household, by weights fitted on a public US grocery
//! panel (data/calibration/household.tsv; how they were fitted: bench/households/README).
//!
//! **Grocery-like** views get the whole sum, `intercept + Σ log_odds · (x − mean_x)`, in which a thing never bought counts too.
//! The panel's own base rate is taken out, the country's prior put in its place, and what is left shrinks with the length of
//! the history ([`kept`]).
//! **All other** views get the ratios of the shelves that occur, halved from one to the next, at most eight for and eight
//! against: goods are one family, and absence from files that are no supermarket's means nothing.

use super::Evidence;
use super::basket::Basket;
use crate::inference::confidence::logit;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// From this share of lines with a known shelf a view is grocery-like. In the panel itself it is .72 for the household with the
/// lowest share and .90 for the middle one (150 of the even half); in ordinary order histories it is 0 or nearly so.
const GROCERY_LIKE: f64 = 0.5;
/// So few lines can't show what a household never buys: one household in twenty of the even half writes 18 or fewer a month.
const FEWEST_LINES: usize = 15;
/// What the weights were fitted on.
const YEAR: i64 = 365;
/// How fast evidence settles. Mean AUC with 1, 3, 6 and 12 months of history is .672, .704, .718 and .727
/// (bench/households/README); between two normal distributions that is a separation whose square, the variance that honest
/// log-odds have, stands at .54, .79, .91 and 1 of the year's. `days / (days + 30)`, set to 1 at a year, gives .54, .81, .93, 1.
/// Checked on the even half, weights refitted on four fifths and read on the rest: the best factors are .50, .78, .83, .85, and
/// the form costs at most .0012 of log loss against them; at one month it saves .015 against not shrinking.
const SETTLING_DAYS: f64 = 30.0;
/// Ratios that count on each side where only what occurs counts.
const COUNTED: usize = 8;

/// The weights of every question, by its id.
#[derive(Debug, Default)]
pub struct Weights(BTreeMap<String, Question>);

/// The weights of one question.
#[derive(Debug)]
struct Question {
    intercept: f64,
    /// Share of yes among the households that the weights were fitted on.
    rate: f64,
    weights: Vec<Weight>,
}

/// One row of the data.
#[derive(Debug)]
struct Weight {
    kind: String,
    name: String,
    log_odds: f64,
    mean_x: f64,
    /// Likelihood ratio of "bought at all in the year"; habits have none.
    lr_present: Option<f64>,
}

static FITTED: LazyLock<Weights> = LazyLock::new(|| Weights::parse(include_str!("../../../data/calibration/household.tsv")));

impl Weights {
    /// Those that were fitted on the panel and are compiled in.
    pub fn fitted() -> &'static Weights {
        &FITTED
    }

    /// Weights in the columns of data/calibration/household.tsv; lines that are none are passed over. Others than the compiled ones are for
    /// measuring: fitted on some households, they are tried on the rest.
    pub fn parse(tsv: &str) -> Weights {
        let mut questions: BTreeMap<String, Question> = BTreeMap::new();
        for line in tsv.lines().filter(|line| !line.starts_with('#')) {
            let Some((id, weight)) = Weight::parse(line) else { continue };
            if weight.kind == "intercept" {
                let question = Question { intercept: weight.log_odds, rate: weight.mean_x, weights: Vec::new() };
                questions.insert(id.to_owned(), question);
            } else if let Some(question) = questions.get_mut(id) {
                question.weights.push(weight);
            }
        }
        Weights(questions)
    }
}

/// What the basket says about a question; nothing about questions that are no household's.
pub(super) fn evidence(weights: &Weights, basket: &Basket, id: &str) -> Evidence {
    let Some(question) = weights.0.get(id).filter(|_| basket.matched > 0) else { return Evidence::default() };
    let grocery_like = basket.share_matched() >= GROCERY_LIKE && basket.matched >= FEWEST_LINES && basket.days > 0;
    let shift = if grocery_like { question.whole(basket) * kept(basket.days) } else { question.occurring(basket) };
    Evidence { shift, coverage: coverage(basket) }
}

/// The part of a year's evidence that a shorter history keeps.
fn kept(days: i64) -> f64 {
    let days = days.clamp(0, YEAR) as f64;
    days * (YEAR as f64 + SETTLING_DAYS) / (YEAR as f64 * (days + SETTLING_DAYS))
}

/// A year of lines that all name a shelf is all there could be.
fn coverage(basket: &Basket) -> f64 {
    basket.share_matched() * (basket.days as f64 / YEAR as f64).min(1.0)
}

impl Question {
    fn whole(&self, basket: &Basket) -> f64 {
        let term = |w: &Weight| Some(w.log_odds * (basket.x(&w.kind, &w.name)? - w.mean_x));
        self.intercept - logit(self.rate) + self.weights.iter().filter_map(term).sum::<f64>()
    }

    fn occurring(&self, basket: &Basket) -> f64 {
        let occurs = |w: &&Weight| w.lr_present.is_some() && basket.x(&w.kind, &w.name).is_some_and(|x| x > 0.0);
        let mut ratios: Vec<f64> = self.weights.iter().filter(occurs).filter_map(|w| w.lr_present).map(f64::ln).collect();
        ratios.sort_by(|a, b| b.abs().total_cmp(&a.abs()));
        let side =
            |of: fn(&f64) -> bool| ratios.iter().filter(|w| of(w)).take(COUNTED).zip(0..).map(|(w, i)| w * 0.5_f64.powi(i)).sum::<f64>();
        side(|w| *w > 0.0) + side(|w| *w < 0.0)
    }
}

impl Weight {
    fn parse(line: &str) -> Option<(&str, Weight)> {
        let mut columns = line.split('\t');
        let id = columns.next()?;
        let (kind, name) = (columns.next()?.to_owned(), columns.next()?.to_owned());
        let (log_odds, mean_x) = (columns.next()?.parse().ok()?, columns.next()?.parse().ok()?);
        Some((id, Weight { kind, name, log_odds, mean_x, lr_present: columns.next()?.parse().ok() }))
    }
}
