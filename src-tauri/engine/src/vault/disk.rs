//! A vault on a disk: SQLCipher under a key that somebody else keeps. Pages, journal and their checks are SQLCipher's
//! (AES-256-CBC and HMAC-SHA-512 a page); nothing of it is written in the clear, and what sorting needs stays in memory.

use super::{SCHEMA, Vault};
use crate::error::Error;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

/// `DOSS`, so that the file says whose it is.
const APPLICATION: i32 = 0x444f_5353;
/// Bytes of a page, SQLCipher's own default; said, so that another default changes no vault.
const PAGE: i64 = 4096;
/// Of the tables.
const VERSION: u32 = 1;

impl Vault {
    /// Opens the vault in this file, or makes it where there is no file. Every page is checked before any is read.
    ///
    /// # Errors
    /// `vault_damaged` where any page was altered, or under another key; `vault_too_new`, `disk_full`, `read_only`, `access_denied`.
    pub fn on_disk(file: &Path, key: &[u8; 32]) -> Result<Vault, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        let there = file.exists();
        super::started();
        let db = Connection::open_with_flags(file, flags)?;
        // Before anything is in it; the journal takes after it.
        #[cfg(unix)]
        if !there {
            std::fs::set_permissions(file, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
        }
        // It would tell standard error, in its own words, what we tell the person in ours.
        db.execute_batch("PRAGMA cipher_log_level = NONE")?;
        unlock(&db, key)?;
        // A journal that a killed process left is rolled back by the first reading.
        let made: i64 = db.query_row("SELECT count(*) FROM sqlite_master", [], |r| r.get(0))?;
        let vault = Vault::over(db)?;
        vault.db.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA cell_size_check = ON;")?;
        match (there, made) {
            (false, _) => vault.lay_out()?,
            // Emptied: it is not made anew in the place of what somebody took.
            (true, 0) => return Err(Error::VaultDamaged),
            (true, _) => vault.check(file)?,
        }
        Ok(vault)
    }

    /// All tables or none.
    fn lay_out(&self) -> Result<(), Error> {
        self.db.execute_batch(&format!(
            "BEGIN IMMEDIATE; {SCHEMA} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; COMMIT;"
        ))?;
        Ok(())
    }

    fn check(&self, file: &Path) -> Result<(), Error> {
        let number = |pragma| self.db.pragma_query_value(None, pragma, |r| r.get::<_, i64>(0));
        // Pages cut off at the end leave whole pages behind, but not as many as page one says.
        let bytes = std::fs::metadata(file)?.len();
        let said = u64::try_from(number("page_count")?.saturating_mul(PAGE)).unwrap_or(0);
        if bytes < said {
            return Err(Error::VaultDamaged);
        }
        if self.db.prepare("PRAGMA cipher_integrity_check")?.exists([])? {
            return Err(Error::VaultDamaged);
        }
        if bytes > said {
            // Killed after a deletion was final and before the file was shortened: that is done now.
            let file = std::fs::OpenOptions::new().write(true).open(file)?;
            file.set_len(said)?;
            file.sync_all()?;
        }
        if number("application_id")? != i64::from(APPLICATION) {
            return Err(Error::VaultDamaged);
        }
        match u32::try_from(number("user_version")?) {
            Ok(VERSION) => Ok(()),
            Ok(theirs) => Err(Error::VaultTooNew { theirs, ours: VERSION }),
            Err(_) => Err(Error::VaultDamaged),
        }
    }
}

/// The key as it is, without SQLCipher deriving another from it. SQLCipher zeroes its copy; this one is zeroed here.
fn unlock(db: &Connection, key: &[u8; 32]) -> Result<(), Error> {
    let mut pragma = String::with_capacity(96);
    pragma.push_str("PRAGMA key = \"x'");
    for byte in key {
        for half in [byte >> 4, byte & 15] {
            pragma.push(char::from_digit(u32::from(half), 16).unwrap_or_default());
        }
    }
    pragma.push_str("'\"");
    let pragma = zeroize::Zeroizing::new(pragma);
    db.execute_batch(&pragma)?;
    Ok(db.execute_batch(&format!("PRAGMA cipher_page_size = {PAGE}"))?)
}

impl Vault {
    /// Whether these bytes stand in any page, free ones and slack included: what a deletion leaves is nothing.
    ///
    /// # Errors
    /// `vault_failed`.
    pub fn pages_hold(&mut self, bytes: &[u8]) -> Result<bool, Error> {
        let pages = self.db.serialize(rusqlite::MAIN_DB)?;
        Ok(pages.windows(bytes.len().max(1)).any(|window| window == bytes))
    }
}
