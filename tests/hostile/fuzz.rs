//! Arbitrary and mutated bytes: opened and read to the end under narrow limits, they never panic and never exceed them.

use super::making::*;
use dossier_engine::archive::{Limits, check_workbook};
use proptest::prelude::*;
use zip::AesMode::Aes128;

fn narrow() -> Limits {
    Limits { entries: 50, entry_bytes: 64 << 10, total_bytes: 256 << 10, workbook_bytes: 128 << 10, path_bytes: 64, ..Limits::default() }
}

/// Opens and reads whatever there is; how much came out.
fn devour(bytes: &[u8]) -> u64 {
    let _ = check_workbook(bytes, &narrow());
    let Ok(mut archive) = open_under(bytes, &["123456", "000000"], &narrow()) else { return 0 };
    assert!(!archive.entries().is_empty());
    assert!(archive.entries().windows(2).all(|w| w[0].path < w[1].path), "in order and distinct");
    (0..archive.entries().len()).filter_map(|n| drain(&mut archive, n).ok()).sum()
}

fn seeds() -> Vec<Vec<u8>> {
    let text = b"2026-01-02 08:14:00,12.50\n".repeat(20);
    let locks = [Lock::None, Lock::ZipCrypto("123456"), Lock::Aes(Aes128, "123456")];
    let mut seeds: Vec<Vec<u8>> =
        locks.iter().map(|lock| zip_of(&[Item::new(gbk("账单/一.csv"), &text).locked(*lock), Item::new("账单/二.csv", &text)])).collect();
    seeds.push(zip_of(&[Item::new("[Content_Types].xml", &text), Item::new("xl/workbook.xml", &text)]));
    seeds
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes(mut bytes in proptest::collection::vec(any::<u8>(), 0..600), magic in any::<bool>()) {
        if magic {
            bytes.splice(..0, *b"PK\x03\x04");
        }
        prop_assert!(devour(&bytes) <= 256 << 10);
    }

    #[test]
    fn mutated_zips(
        seed in 0..4usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        thread_local!(static SEEDS: Vec<Vec<u8>> = seeds());
        let mut bytes = SEEDS.with(|s| s[seed].clone());
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.drain(..cut.index(bytes.len()) / 8);
        }
        prop_assert!(devour(&bytes) <= 256 << 10);
    }

    /// The directory is a small part of the file; aim at it.
    #[test]
    fn mutated_directories(
        seed in 0..4usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), prop::sample::select(vec![0u8, 1, 8, 9, 0x41, 0x7f, 0x80, 0xfe, 0xff])), 1..6),
    ) {
        thread_local!(static SEEDS: Vec<Vec<u8>> = seeds());
        let mut bytes = SEEDS.with(|s| s[seed].clone());
        let from = record(&bytes, 0);
        for (at, value) in changes {
            let at = from + at.index(bytes.len() - from);
            bytes[at] = value;
        }
        prop_assert!(devour(&bytes) <= 256 << 10);
    }
}
