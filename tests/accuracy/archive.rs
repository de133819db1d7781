//! A bench's archives, each read as a person's own file, and what the bench says is true of them.

use chrono::NaiveDate;
use dossier_engine::archive::{Archive, Input, Limits};
use dossier_engine::observer::{self, Base, View};
use dossier_engine::vault::Vault;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// One archive's records and its truth.
pub struct Case {
    /// Its number in the bench.
    pub id: u32,
    /// The day after its last record.
    pub today: NaiveDate,
    pub vault: Vault,
    pub base: Base,
    /// By column of `truth.csv`: 1, 0; blank where nobody knows.
    truth: BTreeMap<String, String>,
}

impl Case {
    /// Whether it is so, where the bench knows.
    pub fn truth(&self, target: &str) -> Option<bool> {
        match self.truth.get(target)?.as_str() {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        }
    }

    /// What whoever holds this file sees.
    pub fn view(&self) -> View<'_> {
        View::look(&self.base, observer::by_id("everything").unwrap(), &BTreeSet::new(), self.today)
    }
}

/// Reads every archive of a bench, in the order of its truth.
pub fn cases(bench: &Path) -> Vec<Case> {
    let truth = std::fs::read_to_string(bench.join("truth.csv")).expect("truth.csv: the bench's prepare.py writes it");
    let mut lines = csv::Reader::from_reader(truth.as_bytes());
    let names = lines.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = lines.records().map(Result::unwrap).collect();
    rows.iter().map(|row| case(bench, names.iter().zip(row.iter()).map(|(n, v)| (n.to_owned(), v.to_owned())), &row[0])).collect()
}

fn case(bench: &Path, truth: impl Iterator<Item = (String, String)>, id: &str) -> Case {
    let limits = Limits::default();
    let path = bench.join("archives").join(format!("{id}.zip"));
    let mut archive = Archive::open(&Input::Path(path), &[], &limits).unwrap();
    let mut vault = Vault::in_memory().unwrap();
    vault.import(&mut archive, &limits, &()).unwrap();
    let base = Base::of(&vault).unwrap();
    let far = NaiveDate::from_ymd_opt(2100, 1, 1).unwrap();
    let last =
        View::look(&base, observer::by_id("everything").unwrap(), &BTreeSet::new(), far).events().iter().filter_map(|e| e.time).max();
    let today = last.expect("an archive with dated rows").date().succ_opt().unwrap();
    Case { id: id.parse().unwrap(), today, vault, base, truth: truth.collect() }
}
