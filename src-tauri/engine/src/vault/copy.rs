//! Moving house: all of one vault into another that is empty, so that what was read into memory can go into a vault on disk.

use super::Vault;
use crate::error::Error;
use rusqlite::types::Value;
use rusqlite::{Connection, TransactionBehavior, params_from_iter};

/// Everything a vault holds.
const TABLES: [&str; 7] = ["archive", "file", "record", "mark", "sighting", "bond", "mapping"];

impl Vault {
    /// Copies all there is into a vault that holds nothing yet: all of it or nothing.
    ///
    /// # Errors
    /// `vault_failed`, also if the other one isn't empty or an import is staged in either; `disk_full`.
    pub fn copy_to(&self, other: &mut Vault) -> Result<(), Error> {
        if self.staged() || other.staged() || !other.list()?.is_empty() {
            return Err(Error::VaultFailed { what: "not_empty".into() });
        }
        let tx = other.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for table in TABLES {
            copy(&self.db, &tx, table)?;
        }
        tx.commit()?;
        Ok(())
    }
}

fn copy(from: &Connection, to: &Connection, table: &str) -> Result<(), Error> {
    let mut read = from.prepare(&format!("SELECT * FROM {table}"))?;
    let names: Vec<&str> = read.column_names().collect();
    let names = names.join(", ");
    let count = read.column_count();
    let marks = vec!["?"; count].join(", ");
    let mut write = to.prepare(&format!("INSERT INTO {table} ({names}) VALUES ({marks})"))?;
    let mut rows = read.query([])?;
    while let Some(row) = rows.next()? {
        let cells = (0..count).map(|i| row.get(i)).collect::<Result<Vec<Value>, _>>()?;
        write.execute(params_from_iter(cells))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{Archive, Input, Limits};

    fn bill() -> Archive {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/alipay_bill/");
        let case = std::fs::read_dir(path).unwrap().flatten().find(|case| case.file_name().to_string_lossy().starts_with("clean")).unwrap();
        let file = std::fs::read_dir(case.path()).unwrap().flatten().find(|file| file.file_name() != "expected.txt").unwrap();
        Archive::open(&Input::Path(file.path()), &[], &Limits::default()).unwrap()
    }

    #[test]
    fn a_copy_is_the_same_and_goes_into_an_empty_vault_alone() {
        let mut from = Vault::in_memory().unwrap();
        from.import(&mut bill(), &Limits::default(), &()).unwrap();
        let mut to = Vault::in_memory().unwrap();
        from.copy_to(&mut to).unwrap();
        assert!(from.list().unwrap().first().unwrap().rows > 0);
        assert_eq!(to.list().unwrap(), from.list().unwrap());
        for table in TABLES {
            let all = |vault: &Vault| vault.db.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get::<_, i64>(0)).unwrap();
            assert_eq!(all(&to), all(&from), "{table}");
        }
        assert_eq!(from.copy_to(&mut to), Err(Error::VaultFailed { what: "not_empty".into() }));
        to.stage().unwrap();
        assert!(to.copy_to(&mut Vault::in_memory().unwrap()).is_err(), "what is not kept yet is not copied");
    }
}
