//! What must hold of every source's rows once they are kept: each fixture's rows are recorded as they are read, then played back
//! twice, in part and doubled.

use super::making::staged_from;
use crate::sources::cases;
use dossier_engine::archive::{Archive, Input, Limits};
use dossier_engine::observer::Base;
use dossier_engine::reader::{self, Begun, FileNote, Opened, Recognised, Row, Sink, Stop};
use dossier_engine::record::{ArchiveId, Fact, Kind};
use dossier_engine::vault::{Tally, Vault};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What was read of one fixture.
#[derive(Clone)]
struct Tape {
    what: String,
    opened: Opened,
    known: Recognised,
    rows: Vec<Row>,
    note: FileNote,
}

/// Remembers what is read of an archive with one file.
#[derive(Default)]
struct Recorder {
    opened: Option<Opened>,
    known: Option<Recognised>,
    rows: Vec<Row>,
    note: Option<FileNote>,
}

impl Sink for Recorder {
    fn opened(&mut self, archive: &Opened) -> Result<String, Stop> {
        self.opened = Some(archive.clone());
        Ok(archive.name.clone())
    }

    fn begun(&mut self, _: &Begun) -> Result<(), Stop> {
        Ok(())
    }

    fn recognised(&mut self, file: &Recognised) -> Result<(), Stop> {
        self.known = Some(file.clone());
        Ok(())
    }

    fn row(&mut self, row: Row) -> Result<(), Stop> {
        self.rows.push(row);
        Ok(())
    }

    fn ended(&mut self, note: FileNote) -> Result<(), Stop> {
        self.note = Some(note);
        Ok(())
    }
}

/// Of every fixture that gives rows.
static TAPES: LazyLock<Vec<Tape>> = LazyLock::new(|| {
    let tapes: Vec<Tape> = cases()
        .into_iter()
        .filter_map(|case| {
            let what = format!("{}/{}", case.source.card().id, case.name);
            let input = Input::Bytes { name: case.file, bytes: case.bytes.into() };
            let mut archive = Archive::open(&input, &[], &Limits::default()).ok()?;
            let mut recorder = Recorder::default();
            reader::read(&mut archive, 0, &Limits::default(), &[], &mut recorder).ok()?;
            let Recorder { opened, known, rows, note } = recorder;
            (rows.iter().any(|row| !row.beside)).then_some(Tape { what, opened: opened?, known: known?, rows, note: note? })
        })
        .collect();
    let sources: std::collections::BTreeSet<&str> = tapes.iter().map(|t| t.known.source.as_str()).collect();
    assert!(sources.len() * 10 > dossier_engine::source::ALL.len() * 9, "of {} sources", sources.len());
    tapes
});

impl Tape {
    /// Plays these rows as another archive, and keeps them.
    fn play(&self, vault: &mut Vault, archive: char, rows: &[Row]) -> Tally {
        let id = archive.to_string().repeat(12);
        let opened = Opened { id: ArchiveId(id.clone()), name: format!("{archive}.csv"), sha256: id, bytes: self.opened.bytes };
        staged_from(vault, &mut |sink| {
            // Why it stopped, the vault knows.
            let _: Result<(), Stop> = self.played(&opened, rows, sink);
            Ok(())
        })
    }

    fn played(&self, opened: &Opened, rows: &[Row], sink: &mut dyn Sink) -> Result<(), Stop> {
        let path = sink.opened(opened)?;
        sink.begun(&Begun { index: 0, path: path.clone(), bytes: opened.bytes })?;
        sink.recognised(&self.known)?;
        rows.iter().try_for_each(|row| sink.row(row.clone()))?;
        sink.ended(FileNote { path, ..self.note.clone() })
    }
}

fn counts(vault: &Vault) -> BTreeMap<Kind, u64> {
    Base::of(vault).unwrap().counts()
}

/// Whether nothing names the row but what it says.
fn is_nameless(row: &Row) -> bool {
    match &row.fact {
        Fact::Payment(p) => p.order_id.is_none(),
        Fact::Purchase(p) => p.order_id.is_none(),
        Fact::Message(m) => m.id.is_none(),
        _ => true,
    }
}

#[test]
fn what_is_added_again_in_another_archive_is_known_row_by_row() {
    for tape in TAPES.iter() {
        let mut vault = Vault::in_memory().unwrap();
        let first = tape.play(&mut vault, 'a', &tape.rows);
        // What stands beside a row is kept, and not counted.
        let total = tape.rows.iter().filter(|row| !row.beside).count() as u64;
        assert_eq!(first.new + first.known + first.conflicts, total, "{}", tape.what);
        let once = counts(&vault);
        let again = tape.play(&mut vault, 'b', &tape.rows);
        assert_eq!((again.new, again.known, again.conflicts), (0, total, 0), "{}", tape.what);
        assert_eq!(counts(&vault), once, "{}", tape.what);
    }
}

#[test]
fn rows_that_are_alike_stay_as_many_as_they_are() {
    for tape in TAPES.iter() {
        let single: Vec<Row> = tape.rows.iter().filter(|row| !row.beside && is_nameless(row)).cloned().collect();
        let double: Vec<Row> = single.iter().flat_map(|row| [row.clone(), row.clone()]).collect();
        let n = single.len() as u64;
        if n == 0 {
            continue;
        }
        let mut vault = Vault::in_memory().unwrap();
        let doubled = tape.play(&mut vault, 'a', &double);
        assert_eq!((doubled.new, doubled.known), (2 * n, 0), "{}", tape.what);
        let known = tape.play(&mut vault, 'b', &single);
        assert_eq!((known.new, known.known), (0, n), "{}: one of two is known", tape.what);
        let mut vault = Vault::in_memory().unwrap();
        tape.play(&mut vault, 'b', &single);
        let more = tape.play(&mut vault, 'a', &double);
        assert_eq!((more.new, more.known), (n, n), "{}: the second of each is new", tape.what);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_part_of_any_file_beside_the_whole_adds_nothing(
        which in any::<prop::sample::Index>(),
        mask in any::<u64>(),
        part_first in any::<bool>(),
    ) {
        let tape = which.get(&TAPES);
        let part: Vec<Row> = tape.rows.iter().enumerate().filter(|(n, _)| mask >> (n % 64) & 1 == 1).map(|(_, row)| row.clone()).collect();
        let mut whole = Vault::in_memory().unwrap();
        tape.play(&mut whole, 'b', &tape.rows);
        let mut both = Vault::in_memory().unwrap();
        if part_first {
            tape.play(&mut both, 'a', &part);
            tape.play(&mut both, 'b', &tape.rows);
        } else {
            tape.play(&mut both, 'b', &tape.rows);
            let tally = tape.play(&mut both, 'a', &part);
            prop_assert_eq!((tally.new, tally.conflicts), (0, 0), "{}", &tape.what);
        }
        prop_assert_eq!(counts(&both), counts(&whole), "{}", &tape.what);
    }
}
