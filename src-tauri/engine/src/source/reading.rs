//! What a source says while it reads one file: rows, problems, totals. The counts add up by construction:
//! every row is either kept (stored or known, the vault decides) or skipped with a code.

use super::Siblings;
use crate::archive::Limits;
use crate::phrase::Phrase;
use crate::problem::{Code, Problem};
use crate::record::{Amount, ArchiveId, Currency, Fact, Moment, Origin, Spot};
use chrono::NaiveDateTime;
use std::collections::BTreeSet;

/// What a file says in one place: a record, but for what all of the file have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Where in the file.
    pub spot: Spot,
    /// What it says.
    pub fact: Fact,
    /// Whether it stands in no row of its own.
    pub beside: bool,
}

/// Where what is found goes. `false` stops the reading (cancelled, or the vault failed).
pub type Keep<'a> = dyn FnMut(Found) -> bool + 'a;

/// One file being read.
pub struct Reading<'a> {
    archive: ArchiveId,
    file: String,
    limits: &'a Limits,
    keep: &'a mut Keep<'a>,
    siblings: Option<&'a Siblings>,
    stopped: bool,
    parties: Parties,
    report: FileReport,
}

/// Distinct senders or counterparties. Most rows are of a few, which are looked at first.
#[derive(Default)]
struct Parties {
    first: Vec<String>,
    all: BTreeSet<String>,
}

impl Parties {
    /// How many are looked at first.
    const FIRST: usize = 8;

    fn see(&mut self, party: &str) {
        if self.first.iter().any(|known| known == party) || self.all.contains(party) {
            return;
        }
        if self.first.len() < Parties::FIRST {
            self.first.push(party.to_owned());
        }
        self.all.insert(party.to_owned());
    }
}

/// A number of rows and their sum under one label, e.g. `支出`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Total {
    /// As the platform prints it; may be empty (`""` in Alipay's web bill).
    pub label: String,
    /// ISO code.
    pub currency: Currency,
    /// Rows.
    pub count: u64,
    /// Hundredths.
    pub sum: i128,
}

/// Skipped rows under one code.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Skipped {
    /// Why.
    pub code: Code,
    /// How many.
    pub count: u64,
}

/// Whether printed totals agree with ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub enum Reconciled {
    /// To the cent; where the platform itself says that its sums may differ (Alipay, WeChat Pay), to the row, and the note names
    /// the difference.
    Yes,
    /// They differ; the note says by how much and why that may be.
    No,
    /// The format prints none.
    #[default]
    NotPrinted,
}

/// What reading one file gave.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct FileReport {
    /// Rows read: kept + Σ skipped.
    pub rows_read: u64,
    /// Rows handed on.
    pub kept: u64,
    /// Rows not handed on, by code.
    pub skipped: Vec<Skipped>,
    /// Earliest time.
    pub first: Option<Moment>,
    /// Latest time.
    pub last: Option<Moment>,
    /// When the file says it was made; of most it is not known.
    #[serde(default)]
    pub exported: Option<NaiveDateTime>,
    /// Distinct senders or counterparties.
    pub parties: u64,
    /// Gross, all statuses, per label as printed.
    pub totals_ours: Vec<Total>,
    /// As the file prints them.
    pub totals_printed: Vec<Total>,
    /// Whether they agree.
    pub reconciled: Reconciled,
    /// One sentence more, if there is something to say.
    pub note: Option<Phrase>,
    /// Trouble met on the way.
    pub problems: Vec<Problem>,
}

impl FileReport {
    /// Until when the file knows what became of its rows: when it was made, or else its last row. Wall clock of the file.
    pub fn as_of(&self) -> Option<NaiveDateTime> {
        self.exported.or(self.last.map(|t| t.wall))
    }
}

impl<'a> Reading<'a> {
    /// Starts a file.
    pub fn new(archive: ArchiveId, file: String, limits: &'a Limits, keep: &'a mut Keep<'a>) -> Reading<'a> {
        Reading { archive, file, limits, keep, siblings: None, stopped: false, parties: Parties::default(), report: FileReport::default() }
    }

    /// The same file among these.
    #[must_use]
    pub fn among(self, siblings: Option<&'a Siblings>) -> Reading<'a> {
        Reading { siblings, ..self }
    }

    /// A row that says `fact`.
    pub fn row(&mut self, spot: Spot, fact: Fact) {
        self.report.rows_read += 1;
        self.report.kept += 1;
        if let Some(t) = fact.time() {
            self.report.first = Some(self.report.first.map_or(t, |f| f.min(t)));
            self.report.last = Some(self.report.last.map_or(t, |l| l.max(t)));
        }
        if let Some(party) = fact.party() {
            self.parties.see(party);
        }
        self.hand_on(spot, fact, false);
    }

    /// A fact that no row of the table states, such as the real name in a preamble. Not counted as a row.
    pub fn beside(&mut self, spot: Spot, fact: Fact) {
        self.hand_on(spot, fact, true);
    }

    /// A row that can't be kept.
    pub fn skip(&mut self, spot: Spot, code: Code, hint: &str) {
        self.report.rows_read += 1;
        match self.report.skipped.iter_mut().find(|s| s.code == code) {
            Some(s) => s.count += 1,
            None => self.report.skipped.push(Skipped { code, count: 1 }),
        }
        self.problem(spot, code, hint);
    }

    /// Trouble that cost no row. `hint` is a column name of ours or an order such as `DMY`, never a value.
    pub fn problem(&mut self, spot: Spot, code: Code, hint: &str) {
        match self.report.problems.iter_mut().find(|p| p.code == code && p.hint == hint) {
            Some(p) => {
                p.count += 1;
                // A row says more than the file as a whole.
                if p.origin.spot == Spot::File {
                    p.origin.spot = spot;
                }
            }
            None => self.report.problems.push(Problem {
                origin: Origin { archive: self.archive.clone(), file: self.file.clone(), spot },
                code,
                hint: hint.to_owned(),
                count: 1,
            }),
        }
    }

    /// Adds a row to our totals, under the label the platform prints.
    pub fn total(&mut self, label: &str, amount: Amount) {
        add(&mut self.report.totals_ours, label, amount.currency, 1, i128::from(amount.minor));
    }

    /// A total the file prints.
    pub fn printed(&mut self, label: &str, currency: Currency, count: u64, minor: i128) {
        add(&mut self.report.totals_printed, label, currency, count, minor);
    }

    /// When the file says it was made.
    pub fn exported(&mut self, when: NaiveDateTime) {
        self.report.exported = Some(when);
    }

    /// Whether they agree, decided by the source's own rule (formats/payments §0.7). Of several statements in one file all have to.
    pub fn reconciled(&mut self, outcome: Reconciled) {
        if self.report.reconciled != Reconciled::No {
            self.report.reconciled = outcome;
        }
    }

    /// One sentence for the person about this file; the last one stands.
    pub fn note(&mut self, phrase: Phrase) {
        self.report.note = Some(phrase);
    }

    /// Rows read so far, kept or skipped.
    pub fn rows_read(&self) -> u64 {
        self.report.rows_read
    }

    /// Our totals so far.
    pub fn totals_ours(&self) -> &[Total] {
        &self.report.totals_ours
    }

    /// The ceilings in force.
    pub fn limits(&self) -> &Limits {
        self.limits
    }

    /// What the other files of the archive tell, where they were asked.
    pub fn siblings(&self) -> Option<&'a Siblings> {
        self.siblings
    }

    /// Whether to give up: the person cancelled, or nothing more can be kept.
    pub fn stopped(&self) -> bool {
        self.stopped
    }

    /// Ends the file.
    pub fn finish(mut self) -> FileReport {
        self.report.parties = self.parties.all.len() as u64;
        self.report.skipped.sort_by_key(|s| s.code);
        self.report.totals_ours.sort_by(|a, b| (&a.label, a.currency).cmp(&(&b.label, b.currency)));
        self.report.totals_printed.sort_by(|a, b| (&a.label, a.currency).cmp(&(&b.label, b.currency)));
        self.report
    }

    fn hand_on(&mut self, spot: Spot, fact: Fact, beside: bool) {
        if !self.stopped && !(self.keep)(Found { spot, fact, beside }) {
            self.stopped = true;
        }
    }
}

fn add(totals: &mut Vec<Total>, label: &str, currency: Currency, count: u64, minor: i128) {
    match totals.iter_mut().find(|t| t.label == label && t.currency == currency) {
        Some(t) => {
            t.count += count;
            t.sum = t.sum.saturating_add(minor);
        }
        None => totals.push(Total { label: label.to_owned(), currency, count, sum: minor }),
    }
}
