//! The header of a vault: read as whole or refused, and no two files are the same header. The sum at its end is written anew, since
//! chance would never find it and whoever means harm would.

use dossier_engine::error::Error;
use dossier_safe::{Header, inspect};
use sha2::{Digest, Sha256};

const BYTES: usize = 172;

pub(crate) fn check(bytes: &[u8]) {
    read(bytes);
    let about = &bytes[..bytes.len().min(BYTES - 32)];
    let forged = [about, Sha256::digest(about).as_slice()].concat();
    let Some(header) = read(&forged) else { return };
    for at in 0..about.len() {
        let mut other = about.to_vec();
        other[at] ^= 1;
        let other = [&other, Sha256::digest(&other).as_slice()].concat();
        assert!(read(&other) != Some(header.clone()), "byte {at} says nothing");
    }
}

fn read(bytes: &[u8]) -> Option<Header> {
    let first = inspect(bytes);
    assert_eq!(first, inspect(bytes), "read again, the same");
    match first {
        Ok(header) => {
            assert_eq!(bytes.len(), BYTES);
            Some(header)
        }
        Err(refusal) => {
            assert!(matches!(refusal, Error::VaultDamaged | Error::VaultTooNew { .. }), "{refusal}");
            None
        }
    }
}
