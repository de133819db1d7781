//! One reading of one file, and what must hold of any.

use dossier_engine::archive::Limits;
use dossier_engine::error::Error;
use dossier_engine::record::{ArchiveId, Fact};
use dossier_engine::source::{Content, FileReport, Found, Reading, Source, peek, text};
use std::io::{BufReader, Read};

/// Bytes that arrive a few at a time, then ever more, over and over.
pub(crate) struct Crumbs<'b> {
    rest: &'b [u8],
    size: usize,
}

impl<'b> Crumbs<'b> {
    pub(crate) fn of(bytes: &'b [u8]) -> Crumbs<'b> {
        Crumbs { rest: bytes, size: 0 }
    }
}

impl Read for Crumbs<'_> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        self.size = if self.size > 500 { 1 } else { 2 * self.size + 1 };
        let size = self.size.min(buf.len());
        self.rest.read(&mut buf[..size])
    }
}

/// What one reading gave.
pub(crate) struct Outcome {
    pub(crate) records: Vec<Found>,
    pub(crate) report: FileReport,
    pub(crate) end: Result<(), Error>,
}

impl Outcome {
    /// Fails where the other differs.
    pub(crate) fn is(&self, other: &Outcome, why: &str) {
        let report = |outcome: &Outcome| serde_json::to_string(&outcome.report).expect("a report is plain data");
        assert_eq!(report(self), report(other), "{why}");
        assert_eq!(self.end, other.end, "{why}");
        assert_eq!(self.records, other.records, "{why}");
    }
}

/// Reads a file with a source, whether or not it would recognise it; stops after `enough` records.
pub(crate) fn read(source: &dyn Source, name: &str, mut bytes: &[u8], limits: &Limits, enough: usize) -> Outcome {
    run(name, limits, enough, |into| peek::open(name, &mut bytes, limits).and_then(|opened| opened.read(source, into)))
}

/// As [`read`], of what is text, in crumbs of its words. (The target `decoding` crumbles the bytes.)
pub(crate) fn read_in_crumbs(source: &dyn Source, name: &str, bytes: &[u8], limits: &Limits) -> Option<Outcome> {
    let complete = bytes.len() < text::HEAD;
    let mut rest = bytes;
    let opened = peek::open(name, &mut rest, limits).ok()?;
    let words = opened.peek().text.as_ref().filter(|_| complete)?;
    let read = run(name, limits, usize::MAX, |into| {
        source.read(Content::Text(Box::new(BufReader::with_capacity(7, words.as_bytes()))), name, into);
        Ok(())
    });
    Some(read)
}

fn run(name: &str, limits: &Limits, enough: usize, reading: impl FnOnce(&mut Reading<'_>) -> Result<(), Error>) -> Outcome {
    let mut records = Vec::new();
    let mut keep = |record| {
        assert!(records.len() < enough, "stopped is stopped");
        records.push(record);
        records.len() < enough
    };
    let archive = ArchiveId("0123456789ab".into());
    let mut into = Reading::new(archive, name.to_owned(), limits, &mut keep);
    let end = reading(&mut into);
    let report = into.finish();
    Outcome { records, report, end }
}

/// What holds of every reading that was not stopped.
pub(crate) fn adds_up(source: &dyn Source, name: &str, read: &Outcome) {
    let Outcome { records, report, .. } = read;
    let card = source.card();
    let skipped: u64 = report.skipped.iter().map(|s| s.count).sum();
    assert_eq!(report.rows_read, report.kept + skipped, "every row is kept or skipped");
    let rows = records.iter().filter(|r| !r.beside).count();
    assert_eq!(report.kept, rows as u64, "kept is handed on");
    assert!(report.parties <= report.kept);
    assert_eq!(report.first.is_some(), report.last.is_some());
    assert!(report.first <= report.last);
    let times: Vec<_> = records.iter().filter(|r| !r.beside).filter_map(|r| r.fact.time()).collect();
    assert_eq!((report.first, report.last), (times.iter().min().copied(), times.iter().max().copied()));
    for skip in &report.skipped {
        let told: u64 = report.problems.iter().filter(|p| p.code == skip.code).map(|p| p.count).sum();
        assert!(told >= skip.count, "every skipped row has its problem");
    }
    for problem in &report.problems {
        assert!(problem.count > 0 && problem.origin.file == name);
    }
    for totals in [&report.totals_ours, &report.totals_printed] {
        let same = totals.windows(2).all(|t| (&t[0].label, t[0].currency) < (&t[1].label, t[1].currency));
        assert!(same, "one total for each label and currency, in order");
    }
    for record in records {
        assert!(card.yields.contains(&record.fact.kind()), "{:?}", record.fact.kind());
        if let Fact::Payment(payment) = &record.fact {
            assert!(payment.amount.minor >= 0, "gross");
        }
    }
    // They are sent from one process to another.
    for Found { fact, .. } in records.iter().take(8) {
        let sent = serde_json::to_string(fact).expect("a fact is plain data");
        assert_eq!(serde_json::from_str::<Fact>(&sent).ok().as_ref(), Some(fact), "{sent}");
    }
}
