//! Keys: when two rows are the same record. The key is a hash of platform and fact, plus how many equal rows stood
//! before it in the same file: two payments of the same second and amount stay two, and a file read again adds nothing.

use crate::record::Platform;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// 16 bytes of SHA-256.
pub(crate) type Key = [u8; 16];

/// Keys of the rows of one file, in order.
#[derive(Default)]
pub(super) struct Keys {
    seen: HashMap<Key, u32, BuildHasherDefault<Hashed>>,
}

impl Keys {
    /// The key of the next row; `fact` as it is stored. The same fact as a row and beside one are two, so that rows add up in every file.
    pub(super) fn next(&mut self, platform: Platform, fact: &[u8], beside: bool) -> Key {
        let plain = hash(&[platform.id().as_bytes(), if beside { b"\x01" } else { b"\0" }, fact]);
        let n = self.seen.entry(plain).or_default();
        *n += 1;
        if *n == 1 { plain } else { hash(&[&plain, &n.to_le_bytes()]) }
    }
}

/// The key of some parts in a row.
pub(super) fn hash(parts: &[&[u8]]) -> Key {
    let mut h = Sha256::new();
    for p in parts {
        h.update(p);
    }
    let mut key = Key::default();
    key.iter_mut().zip(h.finalize()).for_each(|(k, b)| *k = b);
    key
}

/// A key is a hash already: its last eight bytes do.
#[derive(Default)]
pub(super) struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        if let Some(last) = bytes.last_chunk() {
            self.0 = u64::from_le_bytes(*last);
        }
    }
}
