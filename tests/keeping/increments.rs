//! Whatever was added, in whatever order, in parts, twice, thrown away or deleted and added again: what stands in the end is what a
//! fresh import of the same files gives, to the byte.

use super::making::*;
use dossier_engine::archive::{Archive, Input, Limits};
use dossier_engine::vault::{Progress, Vault, Watch};
use proptest::prelude::*;
use std::cell::Cell;

/// Bills that overlap, contradict each other and come in two layouts, beside one fixture of every source.
fn pool() -> Vec<Input> {
    let row = |n: u32, status: &'static str| (n, status);
    let rows = |list: &[(u32, &'static str)]| -> Vec<(String, u32, String, &'static str)> {
        list.iter().map(|(n, s)| (format!("20240600{n}"), *n, format!("{n}.50"), *s)).collect()
    };
    let app = |made: &str, list: &[(u32, &'static str)]| {
        let rows = rows(list);
        let rows: Vec<_> = rows.iter().map(|(o, d, a, s)| (o.as_str(), *d, a.as_str(), *s)).collect();
        alipay_app(made, &rows)
    };
    let whole: Vec<_> = (1..=12).map(|n| row(n, "交易成功")).collect();
    let open: Vec<_> = (1..=8).map(|n| row(n, if n % 3 == 0 { "等待确认收货" } else { "交易成功" })).collect();
    let closed: Vec<_> = (5..=12).map(|n| row(n, if n % 2 == 0 { "交易关闭" } else { "交易成功" })).collect();
    let web = rows(&whole);
    let web: Vec<_> = web.iter().map(|(o, d, a, s)| (o.as_str(), *d, a.as_str(), *s)).collect();
    let mut pool = vec![
        input("whole.csv", app("2024-07-01 09:00:00", &whole)),
        input("part.csv", app("2024-06-09 09:00:00", &open)),
        input("later.csv", app("2024-09-01 09:00:00", &closed)),
        input("web.csv", alipay_web("2024-08-01 09:00:00", &web[2..])),
    ];
    let clean = clean();
    pool.extend(clean.into_iter().step_by(3));
    pool
}

/// What a person does with a vault. Files by their number in the pool.
#[derive(Debug, Clone)]
enum Step {
    /// Adds some at once, and keeps them.
    Add(Vec<usize>),
    /// Adds some, looks at the tally, and discards them.
    Discard(Vec<usize>),
    /// Deletes one, if it is there.
    Delete(usize),
    /// Deletes one and undoes it.
    Undo(usize),
}

fn steps(files: usize) -> impl Strategy<Value = Vec<Step>> {
    let some = prop::collection::vec(0..files, 1..4);
    let step = prop_oneof![
        4 => some.clone().prop_map(Step::Add),
        1 => some.prop_map(Step::Discard),
        2 => (0..files).prop_map(Step::Delete),
        1 => (0..files).prop_map(Step::Undo),
    ];
    prop::collection::vec(step, 1..9)
}

/// Does them, and says which files are there in the end.
fn live(vault: &mut Vault, pool: &[Input], steps: &[Step]) -> Vec<usize> {
    let mut there: Vec<usize> = Vec::new();
    for step in steps {
        match step {
            Step::Add(files) => {
                let tally = staged(vault, files.iter().map(|f| &pool[*f]));
                assert_eq!(
                    tally.new + tally.known + tally.conflicts,
                    tally.files.iter().map(|f| f.new + f.known + f.conflicts).sum::<u64>()
                );
                there.extend(files);
            }
            Step::Discard(files) => {
                let before = said(vault);
                vault.stage().unwrap();
                files.iter().for_each(|f| take(vault, &pool[*f]));
                vault.tally().unwrap();
                vault.discard().unwrap();
                assert!(before == said(vault), "a discarded import left something");
            }
            Step::Delete(file) | Step::Undo(file) if there.contains(file) => {
                let before = said(vault);
                let deleted = vault.delete(&id(&pool[*file])).unwrap();
                if matches!(step, Step::Undo(_)) {
                    vault.restore(deleted).unwrap();
                    assert!(before == said(vault), "undoing did not bring everything back");
                } else {
                    there.retain(|f| f != file);
                }
            }
            Step::Delete(_) | Step::Undo(_) => {}
        }
    }
    there.sort_unstable();
    there.dedup();
    there
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_was_done_the_end_is_a_fresh_import_of_what_is_there(steps in steps(pool().len())) {
        let pool = pool();
        let mut vault = Vault::in_memory().unwrap();
        let there = live(&mut vault, &pool, &steps);
        let fresh = vault_of(there.iter().map(|f| &pool[*f]));
        prop_assert!(said(&vault) == said(&fresh), "{steps:?} ends with {there:?}, but differs from their fresh import");
    }
}

#[test]
fn the_tally_says_what_every_row_of_an_import_is() {
    let pool = pool();
    let mut vault = Vault::in_memory().unwrap();
    let first = staged(&mut vault, [&pool[0]]);
    assert_eq!((first.new, first.known, first.conflicts), (12, 0, 0));
    let again = staged(&mut vault, [&pool[0]]);
    assert_eq!((again.new, again.known, again.conflicts), (0, 12, 0));
    // Of eight rows two say otherwise; the other six are known.
    let part = staged(&mut vault, [&pool[1]]);
    assert_eq!((part.new, part.known, part.conflicts), (0, 8, 0), "等待确认收货 is paid: the same fact");
    let later = staged(&mut vault, [&pool[2]]);
    assert_eq!((later.new, later.known, later.conflicts), (0, 4, 4));
}

#[test]
fn the_same_bytes_under_another_name_are_known() {
    let bill = alipay_app("2024-07-01 09:00:00", &[("1", 1, "1.00", "交易成功"), ("2", 2, "2.00", "交易成功")]);
    let (late, early) = (input("z.csv", &bill), input("a.csv", &bill));
    let mut vault = vault_of([&late]);
    let tally = staged(&mut vault, [&early]);
    assert_eq!((tally.new, tally.known, tally.conflicts), (0, 2, 0));
    assert_eq!(said(&vault), said(&vault_of([&early])));
}

#[test]
fn a_stage_keeps_each_archive_whole_or_not_at_all() {
    struct Now(Cell<u32>);
    impl Watch for Now {
        fn progress(&self, _: &Progress) {}
        fn cancelled(&self) -> bool {
            self.0.set(self.0.get().saturating_sub(1));
            self.0.get() == 0
        }
    }
    let pool = pool();
    let mut vault = vault_of([&pool[0]]);
    vault.stage().unwrap();
    take(&mut vault, &pool[1]);
    let before = (said(&vault), vault.tally().unwrap());
    let mut archive = Archive::open(&pool[2], &[], &Limits::default()).unwrap();
    let cancelled = vault.import(&mut archive, &Limits::default(), &Now(Cell::new(2)));
    assert_eq!(cancelled.map_err(|e| e.code()), Err("cancelled"));
    assert!((said(&vault), vault.tally().unwrap()) == before, "what was staged before is still staged, and no more");
    vault.keep().unwrap();
    assert_eq!(said(&vault), said(&vault_of(&pool[..2])));
}

#[test]
fn a_list_names_the_archives_and_a_receipt_what_went_and_what_stays() {
    let pool = pool();
    let mut vault = vault_of([&pool[0], &pool[2]]);
    let names: Vec<String> = vault.list().unwrap().into_iter().map(|a| a.name).collect();
    assert_eq!(names.len(), 2);
    let deleted = vault.delete(&id(&pool[0])).unwrap();
    let receipt = deleted.receipt();
    assert_eq!((receipt.archive.name.as_str(), receipt.archive.files, receipt.archive.rows), ("whole.csv", 1, 12));
    assert_eq!(receipt.archive.first.unwrap().to_string(), "2024-06-01 12:00:00");
    // The four odd rows of the later bill and the name in its preamble stay.
    assert_eq!((receipt.gone, receipt.stay), (8, 5));
    let words = dossier_engine::report::tally::receipt(receipt);
    assert_eq!(words.said.len(), 4);
    assert_eq!(words.said[0].en, "Deleted: whole.csv, with all that was derived from it, 8 records.");
    assert_eq!(vault.list().unwrap().len(), 1);
    assert_eq!(vault.delete(&id(&pool[0])).map(|_| ()).map_err(|e| e.code()), Err("vault_failed"));
}
