//! Small archives that would unpack to something huge, and every ceiling under its own name.

use super::making::*;
use dossier_engine::archive::Limits;

const MIB: usize = 1 << 20;

#[test]
fn a_high_ratio_is_stopped_after_what_is_free() {
    let zeros = vec![0; 70 * MIB];
    let bytes = zip_of(&[Item::new(&b"zeros.csv"[..], &zeros), Item::new(&b"good.csv"[..], b"1,2")]);
    assert!(bytes.len() < MIB);
    let mut archive = open(&bytes, &[]).unwrap();
    assert_eq!(ceiling(drain(&mut archive, 1)), "ratio");
    assert_eq!(content(&mut archive, 0).unwrap(), b"1,2", "the rest is still readable");
    let enough = zip_of(&[Item::new(&b"zeros.csv"[..], &zeros[..60 * MIB])]);
    assert_eq!(drain(&mut open(&enough, &[]).unwrap(), 0), Ok(60 << 20), "highly repetitive, but not big");
}

#[test]
fn each_ceiling_has_its_name() {
    let half = vec![b'x'; MIB / 2];
    let items = [Item::new(&b"a.csv"[..], &half).stored(), Item::new(&b"b.csv"[..], &half).stored(), Item::new(&b"long/path.csv"[..], b"")];
    let bytes = zip_of(&items);
    let under = |change: fn(&mut Limits)| {
        let mut limits = Limits::default();
        change(&mut limits);
        open_under(&bytes, &[], &limits)
    };
    assert_eq!(ceiling(under(|l| l.entries = 2)), "entries");
    assert_eq!(ceiling(under(|l| l.directory_bytes = 100)), "directory_bytes");
    assert_eq!(ceiling(under(|l| l.total_bytes = 1000)), "total_bytes", "the file itself is bigger");
    let mut archive = under(|l| l.path_bytes = 8).unwrap();
    assert_eq!(paths(&archive), ["a.csv", "b.csv", "long/pat"]);
    assert_eq!(ceiling(drain(&mut archive, 2)), "path_bytes");
    assert_eq!(drain(&mut archive, 0), Ok(half.len() as u64));
    let mut archive = under(|l| l.entry_bytes = 1000).unwrap();
    assert_eq!(ceiling(drain(&mut archive, 0)), "entry_bytes");
}

#[test]
fn the_total_counts_what_came_out_once() {
    let half = vec![0; MIB / 2];
    let bytes = zip_of(&[Item::new(&b"a.csv"[..], &half), Item::new(&b"b.csv"[..], &half), Item::new(&b"c.csv"[..], b"1")]);
    let limits = Limits { total_bytes: MIB as u64, ..Limits::default() };
    let mut archive = open_under(&bytes, &[], &limits).unwrap();
    for n in [0, 0, 1, 0, 1] {
        assert_eq!(drain(&mut archive, n), Ok(half.len() as u64));
    }
    assert_eq!(ceiling(drain(&mut archive, 2)), "total_bytes");
}

/// D. Fifield's overlap and the zip that contains itself: several records for the same bytes.
#[test]
fn entries_that_share_bytes_are_refused() {
    let mut bytes = zip_of(&[Item::new(&b"a.csv"[..], b"first"), Item::new(&b"b.csv"[..], b"second")]);
    assert_eq!(code(open(&bytes, &[])), "accepted");
    let second = record(&bytes, 1);
    bytes[second + 42..second + 46].fill(0);
    assert_eq!(open(&bytes, &[]).err().unwrap().to_string(), "damaged_archive at #2");
}

#[test]
fn a_claimed_number_of_entries_allocates_nothing() {
    let mut bytes = zip_of(&[Item::new(&b"a.csv"[..], b"x")]);
    let end = bytes.len() - 22;
    bytes[end + 8..end + 12].fill(0xfe);
    assert_eq!(code(open(&bytes, &[])), "damaged_archive");
}
