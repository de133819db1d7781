//! Versions against published real exports, which are not part of this repository: `DOSSIER_SAMPLES` names the folder that holds them;
//! without it the check says that it was skipped.

use super::making::*;
use dossier_engine::archive::{Archive, Input, Limits};
use dossier_engine::observer::Base;
use dossier_engine::vault::Vault;
use std::path::{Path, PathBuf};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut here: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    here.sort();
    for path in here {
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// Every bill, order list and chat that somebody published, by itself: each row is a row of its own, and all of them count.
#[test]
fn no_published_export_contradicts_itself() {
    let Some(samples) = std::env::var_os("DOSSIER_SAMPLES").map(PathBuf::from) else {
        return eprintln!("skipped: DOSSIER_SAMPLES is not set");
    };
    let mut all = Vec::new();
    ["payments", "shopping", "messaging"].iter().for_each(|f| files(&samples.join(f), &mut all));
    let (mut read, mut rows) = (0, 0);
    let mut together = Vault::in_memory().unwrap();
    for path in all {
        let Ok(mut archive) = Archive::open(&Input::Path(path.clone()), &[], &Limits::default()) else { continue };
        let mut vault = Vault::in_memory().unwrap();
        vault.stage().unwrap();
        vault.import(&mut archive, &Limits::default(), &()).unwrap();
        let tally = vault.tally().unwrap();
        let base = Base::of(&vault).unwrap();
        let records: u64 = base.counts().values().sum();
        let out = (0..usize::try_from(tally.new + 50).unwrap()).filter(|r| !base.counts_once(*r)).count();
        let kept: u64 = vault.list().unwrap()[0].rows;
        assert_eq!((tally.conflicts, tally.known, out), (0, 0, 0), "{}", path.display());
        assert_eq!(tally.new, kept, "{}", path.display());
        assert!(records >= kept, "{}", path.display());
        read += u32::from(kept > 0);
        rows += kept;
        let told = staged(&mut together, [&Input::Path(path.clone())]);
        if told.known + told.conflicts > 0 {
            eprintln!("{}: {} new, {} known, {} conflicts", path.display(), told.new, told.known, told.conflicts);
        }
    }
    eprintln!("{rows} rows of {read} files, none merged");
    assert!(read > 20, "{read}");
}
