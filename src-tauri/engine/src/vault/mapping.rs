//! How tables that no source knows are read: what the person said of their columns, kept with the records so that it is said once.

use super::Vault;
use crate::error::Error;
use crate::reader::Mapping;
use rusqlite::params;

impl Vault {
    /// Keeps a mapping; it takes the place of an earlier one for the same columns.
    ///
    /// # Errors
    /// `vault_failed`.
    pub fn remember(&mut self, mapping: &Mapping) -> Result<(), Error> {
        let broken = || Error::VaultFailed { what: "mapping".into() };
        let said = serde_json::to_string(mapping).map_err(|_| broken())?;
        self.db.execute("INSERT OR REPLACE INTO mapping (columns, said) VALUES (?1, ?2)", params![columns(mapping), said])?;
        Ok(())
    }

    /// Forgets what was said of tables with these columns. Rows that were read stay.
    ///
    /// # Errors
    /// `vault_failed`.
    pub fn unlearn(&mut self, mapping: &Mapping) -> Result<(), Error> {
        self.db.execute("DELETE FROM mapping WHERE columns = ?1", params![columns(mapping)])?;
        Ok(())
    }

    /// Every mapping.
    ///
    /// # Errors
    /// `vault_failed`.
    pub fn mappings(&self) -> Result<Vec<Mapping>, Error> {
        let mut statement = self.db.prepare("SELECT said FROM mapping ORDER BY columns")?;
        let said = statement.query_map([], |r| r.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(said.iter().filter_map(|s| serde_json::from_str(s).ok()).collect())
    }
}

/// What tells one table from another: where its rows stand and what its columns are called.
fn columns(mapping: &Mapping) -> String {
    let names: Vec<&str> = mapping.columns.iter().map(|(name, _)| name.as_str()).collect();
    format!("{}\n{}", mapping.place, names.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Kind;
    use crate::source::mapped::{DateOrder, Role};

    #[test]
    fn the_last_word_on_a_table_is_kept() {
        let mut vault = Vault::in_memory().unwrap();
        let of = |role| Mapping {
            place: String::new(),
            makes: Kind::Payment,
            columns: vec![("Datum".into(), Some(Role::Time)), ("Wert".into(), role)],
            dates: DateOrder::DayFirst,
            currency: None,
        };
        vault.remember(&of(None)).unwrap();
        vault.remember(&of(Some(Role::Amount))).unwrap();
        assert_eq!(vault.mappings().unwrap(), [of(Some(Role::Amount))]);
        vault.unlearn(&of(None)).unwrap();
        assert_eq!(vault.mappings().unwrap(), []);
    }
}
