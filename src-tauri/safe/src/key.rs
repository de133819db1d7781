//! The key: 32 random bytes on a page of their own that is never swapped out, and that is zeroed when it goes.

use dossier_engine::error::Error;
use zeroize::Zeroize;

/// A page, so that nothing else is on it.
#[repr(align(4096))]
struct Page([u8; 32]);

/// A key.
pub(crate) struct Key {
    page: Box<Page>,
    /// Unlocks the page when dropped; none where the system refuses to lock memory.
    _locked: Option<region::LockGuard>,
}

impl Key {
    /// A new one.
    pub(crate) fn random() -> Result<Key, Error> {
        Key::filled(|bytes| random(bytes))
    }

    /// Room for one, filled in place.
    pub(crate) fn filled(fill: impl FnOnce(&mut [u8; 32]) -> Result<(), Error>) -> Result<Key, Error> {
        let mut page = Box::new(Page([0; 32]));
        let _locked = region::lock(page.0.as_ptr(), page.0.len()).ok();
        fill(&mut page.0)?;
        Ok(Key { page, _locked })
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.page.0
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.page.0.zeroize();
    }
}

/// Fills with chance from the system.
pub(crate) fn random(bytes: &mut [u8]) -> Result<(), Error> {
    getrandom::fill(bytes).map_err(|_| Error::VaultFailed { what: "chance".into() })
}
