//! The bank panel (does a low score go with a loan that went wrong?) and the message panel (does chat text tell age or sex?).

use crate::archive::{Case, cases};
use crate::score::{self, Said};
use crate::table::{Row, Table};
use dossier_engine::dossier::{self, Ask, Whose};
use dossier_engine::report::wire;
use std::collections::BTreeSet;
use std::path::Path;

/// What whoever holds the file is told.
fn observed(case: &Case) -> wire::Observer {
    let ask = Ask { today: case.today, observers: Whose::One("everything".into()), country: None, without: BTreeSet::new() };
    dossier::compile(&case.vault, &case.base, &ask).unwrap().observers.unwrap().remove(0)
}

/// Every scorecard's middle as a probability of a bad loan. Only the ranking means anything.
pub fn bank(bench: &Path) -> Table {
    let cases = cases(bench);
    let mut table = Table::new(format!("Bank accounts ({}): does a low score go with a loan that went wrong?", cases.len()));
    let mut by_score: std::collections::BTreeMap<String, Vec<Said>> = std::collections::BTreeMap::new();
    for case in &cases {
        for score in observed(case).scores {
            // Of a score with little coverage only the bar is shown: its middle.
            let shown = score.mid.map_or(f64::from(score.low + score.high) / 2.0, f64::from);
            let bad = 1.0 - (shown - 350.0) / 600.0;
            by_score.entry(score.id).or_default().push((bad.clamp(0.0, 1.0), case.truth("bad_loan").unwrap()));
        }
    }
    for (id, said) in &by_score {
        table.rows.push(Row { ranking_only: true, ..row(id, said, cases.len(), Some(0.93)) });
    }
    table
        .notes
        .push("Only the ranking (AUC) means anything here: a score is no probability, and 30 bad loans are too few to fit on.".into());
    table
}

/// The three estimates about a person.
pub fn messages(bench: &Path, language: &str) -> Table {
    let cases = cases(bench);
    let mut table = Table::new(format!("Messages, {language} ({} senders): does chat text tell age or sex?", cases.len()));
    let said: Vec<wire::Observer> = cases.iter().map(observed).collect();
    let ceilings = if language == "Chinese" { [0.606, 0.759, 0.747] } else { [0.72, 0.67, 0.77] };
    for (target, ceiling) in ["female", "age_le20", "age_ge26"].into_iter().zip(ceilings) {
        let p = |o: &wire::Observer| o.estimates.iter().find(|e| e.id == target).map(|e| e.p);
        let answered: Vec<Said> = cases.iter().zip(&said).filter_map(|(c, o)| Some((p(o)?, c.truth(target)?))).collect();
        let known = cases.iter().filter(|c| c.truth(target).is_some()).count();
        table.rows.push(row(target, &answered, known, Some(ceiling)));
    }
    table
}

/// One line of a table.
pub fn row(target: &str, said: &[Said], known: usize, ceiling: Option<f64>) -> Row {
    let (sure, right) = score::right_from(said, 0.85);
    Row {
        target: target.to_owned(),
        n: said.len(),
        base: score::mean(said.iter().map(|s| f64::from(u8::from(s.1)))),
        coverage: said.len() as f64 / known.max(1) as f64,
        auc: score::auc(said).unwrap_or(f64::NAN),
        interval: score::auc_interval(said),
        skill: score::skill(said),
        calibration: score::calibration_error(said),
        sure,
        right,
        ceiling,
        ranking_only: false,
    }
}
