//! `tamper`: single bits of a vault's header and pages are flipped, one at a time. Each has to be noticed when the vault is opened
//! with the right passphrase, before anything is shown; none may end in a panic. (A whole older copy of the folder is a vault of
//! its own and can't be told from one.)

use crate::place::{say, short};
use crate::vaults::{OLD, chat, dump, vault};
use dossier_engine::error::Error;
use std::fs;
use std::panic::catch_unwind;
use tempfile::tempdir;

const FLIPS: usize = 2000;
/// One flip in so many is in the header.
const IN_HEADER: usize = 5;

#[test]
fn tamper() {
    let home = tempdir().unwrap();
    let place = vault(home.path(), &[chat(home.path(), "Kim", 400), chat(home.path(), "Lee", 300)]);
    let good = dump(&place, OLD).unwrap();
    let (mut header, mut pages, mut panics, mut missed) = (0, 0, 0, Vec::new());
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for n in 0..if short() { 100 } else { FLIPS } {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let name = if n % IN_HEADER == 0 { "header" } else { "records.db" };
        let file = place.join(name);
        let mut bytes = fs::read(&file).unwrap();
        let bit = usize::try_from(state >> 16).unwrap() % (bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        fs::write(&file, &bytes).unwrap();
        match catch_unwind(|| dump(&place, OLD)) {
            Ok(Err(Error::VaultDamaged | Error::VaultWrongPassphrase | Error::VaultTooNew { .. })) => {}
            Ok(other) => missed.push((name, bit, other.map(|_| ()))),
            Err(_) => panics += 1,
        }
        bytes[bit / 8] ^= 1 << (bit % 8);
        fs::write(&file, &bytes).unwrap();
        if name == "header" { header += 1 } else { pages += 1 }
    }
    assert_eq!(dump(&place, OLD).unwrap(), good, "with every bit put back it is what it was");
    say(&format!(
        "tamper: {} of {} flips noticed ({header} in the header, {pages} in pages), {panics} panics",
        header + pages - missed.len() - panics,
        header + pages
    ));
    assert!(missed.is_empty() && panics == 0, "{missed:?}");
}
