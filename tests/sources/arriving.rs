//! How bytes arrive changes nothing, and what is wrong with them costs rows that are told, never the reading: every fixture, in pieces,
//! cut and with flipped bits.

use super::{Case, assert_adds_up, cases, read_as, read_from};
use dossier_engine::record::Spot;
use dossier_engine::source::FileReport;
use proptest::prelude::*;
use std::io::Read;

/// Gives no more than so many bytes at a time, over and over.
struct Pieces<'b> {
    rest: &'b [u8],
    sizes: &'b [usize],
    turn: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let size = self.sizes[self.turn % self.sizes.len()].clamp(1, buf.len().max(1));
        self.turn += 1;
        let size = size.min(buf.len());
        self.rest.read(&mut buf[..size])
    }
}

fn assert_same_in_pieces(case: &Case, sizes: &[usize]) {
    let whole = read_as(case.source, &case.file, &case.bytes);
    let mut pieces = Pieces { rest: &case.bytes, sizes, turn: 0 };
    let (records, report) = read_from(case.source, &case.file, &mut pieces);
    let what = format!("{}/{} in {sizes:?}", case.source.card().id, case.name);
    assert_eq!(records, whole.0, "{what}");
    assert_eq!(report.problems, whole.1.problems, "{what}");
    assert_eq!((report.rows_read, report.kept, report.skipped), (whole.1.rows_read, whole.1.kept, whole.1.skipped), "{what}");
}

/// Counts add up, and every row that is lost is told with its place.
fn assert_told(report: &FileReport, what: &str) {
    assert_adds_up(report, what);
    for skip in &report.skipped {
        let told = report.problems.iter().filter(|p| p.code == skip.code && p.origin.spot != Spot::File);
        assert!(told.map(|p| p.count).sum::<u64>() >= skip.count, "{what}: {} of {:?}", skip.count, skip.code);
    }
}

#[test]
fn in_whatever_pieces_a_file_arrives_it_reads_the_same() {
    for case in cases() {
        assert_same_in_pieces(&case, &[1]);
        assert_same_in_pieces(&case, &[4095, 2, 1, 8192, 3]);
    }
}

#[test]
fn a_flipped_bit_costs_no_more_than_rows_that_are_told() {
    for case in cases() {
        let shift = case.name.len() * 7 % 31;
        for at in (shift..case.bytes.len()).step_by((case.bytes.len() / 24).max(17)) {
            let mut bytes = case.bytes.clone();
            bytes[at] ^= 1 << (at % 8);
            let (records, report) = read_as(case.source, &case.file, &bytes);
            assert_told(&report, &format!("{}/{} flipped at {at}", case.source.card().id, case.name));
            assert!(report.kept <= records.len() as u64);
        }
    }
}

#[test]
fn what_a_cut_costs_is_told() {
    for case in cases() {
        let shift = case.name.len() * 5 % 29;
        for cut in (shift..case.bytes.len()).step_by((case.bytes.len() / 16).max(19)) {
            let (_, report) = read_as(case.source, &case.file, &case.bytes[..cut]);
            assert_told(&report, &format!("{}/{} cut at {cut}", case.source.card().id, case.name));
        }
    }
}

proptest! {
    #[test]
    fn any_split_reads_the_same(which in any::<prop::sample::Index>(), sizes in prop::collection::vec(1..3000usize, 1..8)) {
        assert_same_in_pieces(which.get(&cases()), &sizes);
    }
}
