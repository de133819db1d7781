//! The header of a vault: 172 bytes that wrap its key.
//!
//! | at | bytes | what |
//! |---|---|---|
//! | 0 | 8 | `DOSSIER` and a zero |
//! | 8 | 4 | version, little endian as all numbers here |
//! | 12 | 4, 4 | memory in KiB and passes of Argon2id |
//! | 20 | 16 | the vault's own random id |
//! | 36 | 32 | salt of the passphrase |
//! | 68 | 24 | nonce of the wrapping |
//! | 92 | 48 | the key under XChaCha20-Poly1305, with everything before it as associated data |
//! | 140 | 32 | SHA-256 of everything before it |
//!
//! The sum is no protection: whoever alters a header can write the sum anew. It tells damage, which nobody's passphrase mends, from
//! a wrong passphrase. What holds is the authentication of the wrapped key.

use crate::cost::Cost;
use crate::key::{Key, random};
use crate::passphrase::Passphrase;
use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{KeyInit, Tag, XChaCha20Poly1305, XNonce};
use dossier_engine::error::Error;
use sha2::{Digest, Sha256};

const MAGIC: [u8; 8] = *b"DOSSIER\0";
const VERSION: u32 = 1;
/// Its length.
pub(crate) const BYTES: usize = 172;

/// A header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    cost: Cost,
    id: [u8; 16],
    salt: [u8; 32],
    nonce: [u8; 24],
    /// The key, encrypted, and its tag.
    wrapped: [u8; 32],
    tag: [u8; 16],
}

/// Reads any bytes as a header, as opening a vault does.
///
/// # Errors
/// `vault_damaged`, `vault_too_new`.
pub fn inspect(bytes: &[u8]) -> Result<Header, Error> {
    let mut rest = Fields(bytes);
    if rest.take::<8>()? != MAGIC {
        return Err(Error::VaultDamaged);
    }
    let said = bytes.len().checked_sub(32).and_then(|end| bytes.split_at_checked(end));
    let (before, sum) = said.ok_or(Error::VaultDamaged)?;
    if Sha256::digest(before).as_slice() != sum {
        return Err(Error::VaultDamaged);
    }
    match rest.number()? {
        VERSION => {}
        theirs if theirs > VERSION => return Err(Error::VaultTooNew { theirs, ours: VERSION }),
        _ => return Err(Error::VaultDamaged),
    }
    let cost = Cost::asked(rest.number()?, rest.number()?).ok_or(Error::VaultDamaged)?;
    let header = Header { cost, id: rest.take()?, salt: rest.take()?, nonce: rest.take()?, wrapped: rest.take()?, tag: rest.take()? };
    if bytes.len() == BYTES { Ok(header) } else { Err(Error::VaultDamaged) }
}

impl Header {
    /// Wraps a key under a passphrase.
    pub(crate) fn seal(key: &Key, passphrase: &Passphrase, cost: &Cost) -> Result<Header, Error> {
        let mut header = Header { cost: *cost, id: [0; 16], salt: [0; 32], nonce: [0; 24], wrapped: *key.bytes(), tag: [0; 16] };
        random(&mut header.id)?;
        random(&mut header.salt)?;
        random(&mut header.nonce)?;
        let cipher = header.cipher(passphrase)?;
        let nonce = XNonce::from(header.nonce);
        let about = header.about();
        let sealed = cipher.encrypt_inout_detached(&nonce, &about, header.wrapped.as_mut_slice().into());
        header.tag = sealed.map_err(|_| Error::VaultFailed { what: "wrap".into() })?.into();
        Ok(header)
    }

    /// The key, if this is the passphrase.
    pub(crate) fn unseal(&self, passphrase: &Passphrase) -> Result<Key, Error> {
        let cipher = self.cipher(passphrase)?;
        Key::filled(|bytes| {
            *bytes = self.wrapped;
            let (nonce, tag) = (XNonce::from(self.nonce), Tag::from(self.tag));
            let opened = cipher.decrypt_inout_detached(&nonce, &self.about(), bytes.as_mut_slice().into(), &tag);
            opened.map_err(|_| Error::VaultWrongPassphrase)
        })
    }

    /// As it stands in the file.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.about();
        bytes.extend(self.wrapped);
        bytes.extend(self.tag);
        bytes.extend(Sha256::digest(&bytes));
        bytes
    }

    fn cipher(&self, passphrase: &Passphrase) -> Result<XChaCha20Poly1305, Error> {
        let key = self.cost.derive(passphrase.as_bytes(), &self.salt)?;
        XChaCha20Poly1305::new_from_slice(key.as_slice()).map_err(|_| Error::VaultFailed { what: "wrap".into() })
    }

    /// Everything before the wrapped key.
    fn about(&self) -> Vec<u8> {
        let numbers = [VERSION, self.cost.memory, self.cost.passes].map(u32::to_le_bytes);
        [&MAGIC[..], &numbers.concat(), &self.id, &self.salt, &self.nonce].concat()
    }
}

/// Fields, one after the other.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let (field, rest) = self.0.split_first_chunk::<N>().ok_or(Error::VaultDamaged)?;
        self.0 = rest;
        Ok(*field)
    }

    fn number(&mut self) -> Result<u32, Error> {
        self.take().map(u32::from_le_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sealed() -> (Key, Header) {
        let key = Key::random().unwrap();
        let header = Header::seal(&key, &Passphrase::new("correct".into()), &Cost::cheapest()).unwrap();
        (key, header)
    }

    #[test]
    fn the_right_passphrase_gives_the_key_and_no_other_does() {
        let (key, header) = sealed();
        let read = inspect(&header.to_bytes()).unwrap();
        assert_eq!(read, header);
        assert_eq!(read.unseal(&Passphrase::new("correct".into())).unwrap().bytes(), key.bytes());
        assert_eq!(read.unseal(&Passphrase::new("Correct".into())).err(), Some(Error::VaultWrongPassphrase));
        assert_ne!(&header.wrapped, key.bytes());
    }

    #[test]
    fn every_flipped_bit_is_damage() {
        let (_, header) = sealed();
        let bytes = header.to_bytes();
        assert_eq!(bytes.len(), BYTES);
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(inspect(&flipped), Err(Error::VaultDamaged), "bit {bit}");
        }
    }

    #[test]
    fn a_forged_sum_doesnt_help() {
        let (_, header) = sealed();
        for at in 8..140 {
            let mut forged = header.to_bytes();
            forged[at] ^= 4;
            let sum = Sha256::digest(&forged[..140]);
            forged[140..].copy_from_slice(&sum);
            let opened = inspect(&forged).and_then(|h| h.unseal(&Passphrase::new("correct".into())));
            assert!(opened.is_err(), "byte {at}");
        }
    }

    #[test]
    fn a_newer_one_says_so() {
        let (_, header) = sealed();
        let mut newer = header.to_bytes();
        newer[8] = 9;
        let sum = Sha256::digest(&newer[..140]);
        newer[140..].copy_from_slice(&sum);
        assert_eq!(inspect(&newer), Err(Error::VaultTooNew { theirs: 9, ours: 1 }));
    }

    #[test]
    fn there_is_no_version_0() {
        let (_, header) = sealed();
        let mut older = header.to_bytes();
        older[8] = 0;
        let sum = Sha256::digest(&older[..140]);
        older[140..].copy_from_slice(&sum);
        assert_eq!(inspect(&older), Err(Error::VaultDamaged));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(inspect(&bytes).is_err());
        }
    }
}
