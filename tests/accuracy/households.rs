//! The grocery panel, even half: ten questions about a household. Twice: with the weights that ship, which were fitted on these very
//! households, and cross-validated, where each fifth is judged by weights fitted on the other four.

use crate::archive::{Case, cases};
use crate::fit::{self, Panel};
use crate::panels::row;
use crate::score::{self, Said};
use crate::table::Table;
use dossier_engine::inference::estimate::{self, Weights};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const TARGETS: [&str; 10] =
    ["kids", "single", "size3plus", "age45plus", "age_lt35", "age65plus", "income_ge75k", "income_lt35k", "married", "renter"];
/// What the best model of `bench/households` reaches on the other half.
const CEILINGS: [f64; 10] = [0.749, 0.680, 0.753, 0.710, 0.770, 0.864, 0.766, 0.758, 0.707, 0.725];
const FOLDS: u32 = 5;

/// Both tables.
pub fn measured(bench: &Path) -> Vec<Table> {
    let cases = cases(bench);
    let panel = panel(&cases);
    let shipped: Vec<BTreeMap<String, f64>> = cases.iter().map(|c| said(c, Weights::fitted())).collect();
    let mut left_out: Vec<BTreeMap<String, f64>> = vec![BTreeMap::new(); cases.len()];
    for fold in 0..FOLDS {
        let weights = Weights::parse(&refitted(&cases, &panel, fold));
        for (case, out) in cases.iter().zip(&mut left_out).filter(|(c, _)| in_fold(c) == fold) {
            *out = said(case, &weights);
        }
    }
    let n = cases.len();
    vec![
        table(
            format!("Households, even half ({n}), cross-validated: weights fitted on four fifths, measured on the fifth left out"),
            &cases,
            &left_out,
        ),
        table(format!("Households, even half ({n}), with the weights that ship (they were fitted on these households)"), &cases, &shipped),
    ]
}

/// Households are dealt to folds by their number alone.
fn in_fold(case: &Case) -> u32 {
    case.id / 2 % FOLDS
}

fn said(case: &Case, weights: &Weights) -> BTreeMap<String, f64> {
    estimate::weighed(&case.view(), None, weights).into_iter().map(|e| (e.id, e.p)).collect()
}

fn panel(cases: &[Case]) -> Panel {
    let rows: Vec<BTreeMap<(&'static str, String), f64>> =
        cases.iter().map(|c| estimate::measures(&c.view()).into_iter().map(|(kind, name, x)| ((kind, name), x)).collect()).collect();
    let names: BTreeSet<&(&'static str, String)> = rows.iter().flat_map(BTreeMap::keys).collect();
    let names: Vec<(&'static str, String)> = names.into_iter().cloned().collect();
    let columns = names.iter().map(|n| rows.iter().map(|r| r.get(n).copied().unwrap_or(0.0)).collect()).collect();
    Panel { names, columns }
}

/// Weights fitted without this fold.
fn refitted(cases: &[Case], panel: &Panel, fold: u32) -> String {
    let known = |target: &str| -> (Vec<usize>, Vec<bool>) {
        cases.iter().enumerate().filter(|(_, c)| in_fold(c) != fold).filter_map(|(i, c)| Some((i, c.truth(target)?))).unzip()
    };
    TARGETS
        .iter()
        .map(|target| {
            let (rows, answers) = known(target);
            fit::weights(panel, target, &rows, &answers)
        })
        .collect()
}

fn table(title: String, cases: &[Case], said: &[BTreeMap<String, f64>]) -> Table {
    let mut table = Table::new(title);
    let mut all: Vec<Said> = Vec::new();
    for (target, ceiling) in TARGETS.iter().zip(CEILINGS) {
        let answered: Vec<Said> = cases.iter().zip(said).filter_map(|(c, s)| Some((*s.get(*target)?, c.truth(target)?))).collect();
        let known = cases.iter().filter(|c| c.truth(target).is_some()).count();
        table.rows.push(row(target, &answered, known, Some(ceiling)));
        all.extend(answered);
    }
    table.mean();
    for from in [0.85, 0.60] {
        let (n, right) = score::right_from(&all, from);
        let (low, high) = score::share_interval(right, n);
        let share = right as f64 / n.max(1) as f64;
        table.notes.push(format!(
            "All ten together, said at p ≥ {from}: {n} statements, {:.0} % right [{:.0}–{:.0}].",
            share * 100.0,
            low * 100.0,
            high * 100.0
        ));
    }
    table
}
