//! What the person said of two names: that they are the same, or are not. Verdicts, kept with the records; a view makes joins of them.

use super::{Vault, packed};
use crate::error::Error;
use crate::record::Platform;
use rusqlite::{Connection, params};

/// A name or account on a platform, in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spelled {
    /// Whose.
    pub platform: Platform,
    /// The name as printed, or the platform's own id.
    pub words: String,
    /// Whether it is the platform's own id.
    pub account: bool,
}

impl Spelled {
    /// Whoever the files belong to, on a platform: no record's words.
    pub fn own(platform: Platform) -> Spelled {
        Spelled { platform, words: String::new(), account: true }
    }

    /// Whether it stands for whoever the files belong to.
    pub fn is_own(&self) -> bool {
        self.account && self.words.is_empty()
    }
}

/// One verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredBond {
    /// One name.
    pub one: Spelled,
    /// The other.
    pub other: Spelled,
    /// Whether they are the same.
    pub same: bool,
}

impl StoredBond {
    /// Of a verdict on who the owner is: the other name.
    pub fn of_owner(&self) -> Option<&Spelled> {
        match (self.one.is_own(), self.other.is_own()) {
            (true, false) => Some(&self.other),
            (false, true) => Some(&self.one),
            _ => None,
        }
    }
}

impl Vault {
    /// Keeps a verdict; a later one on the same two takes its place, `None` takes it back.
    ///
    /// # Errors
    /// `vault_failed`.
    pub fn judge(&mut self, one: &Spelled, other: &Spelled, same: Option<bool>) -> Result<(), Error> {
        let (one, other) = if one <= other { (one, other) } else { (other, one) };
        let (a, b) = (written(one), written(other));
        match same {
            Some(same) => {
                self.db.execute("INSERT OR REPLACE INTO bond (one, other, same) VALUES (?1, ?2, ?3)", params![a, b, same])?;
            }
            None => {
                self.db.execute("DELETE FROM bond WHERE one = ?1 AND other = ?2", params![a, b])?;
            }
        }
        Ok(())
    }

    /// Every verdict, in order.
    ///
    /// # Errors
    /// `vault_failed`.
    pub fn bonds(&self) -> Result<Vec<StoredBond>, Error> {
        let mut statement = self.db.prepare("SELECT one, other, same FROM bond ORDER BY one, other")?;
        let rows = statement.query_map([], |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get(2)?)))?;
        let mut bonds = Vec::new();
        for row in rows {
            let (one, other, same) = row?;
            if let (Some(one), Some(other)) = (read(&one), read(&other)) {
                bonds.push(StoredBond { one, other, same });
            }
        }
        Ok(bonds)
    }
}

/// Forgets verdicts on names that no record says any more; what was forgotten, for undoing.
pub(super) fn forget_unsaid(db: &Connection) -> Result<Vec<(String, String, bool)>, Error> {
    let mut said = db.prepare("SELECT EXISTS (SELECT 1 FROM record WHERE instr(fact, ?1))")?;
    let mut said = |mark: &str| -> Result<bool, Error> {
        let Some(mark) = read(mark) else { return Ok(false) };
        if mark.is_own() {
            return Ok(true);
        }
        let Some(words) = packed::text(&mark.words) else { return Ok(false) };
        Ok(said.query_row([words], |r| r.get(0))?)
    };
    let mut gone: Vec<(String, String, bool)> = db
        .prepare("SELECT one, other, same FROM bond")?
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    let mut kept = Vec::new();
    for (one, other, _) in &gone {
        kept.push(said(one)? && said(other)?);
    }
    let mut kept = kept.into_iter();
    gone.retain(|_| kept.next() == Some(false));
    for (one, other, _) in &gone {
        db.execute("DELETE FROM bond WHERE one = ?1 AND other = ?2", [one, other])?;
    }
    Ok(gone)
}

/// Puts back what was forgotten, unless something else was said meanwhile.
pub(super) fn restore(db: &Connection, gone: &[(String, String, bool)]) -> Result<(), Error> {
    let mut insert = db.prepare("INSERT OR IGNORE INTO bond (one, other, same) VALUES (?1, ?2, ?3)")?;
    for (one, other, same) in gone {
        insert.execute(params![one, other, same])?;
    }
    Ok(())
}

/// `telegram#"user7"`, `whatsapp:"Kim"`.
fn written(mark: &Spelled) -> String {
    let words = serde_json::Value::from(mark.words.as_str());
    format!("{}{}{words}", mark.platform.id(), if mark.account { '#' } else { ':' })
}

fn read(text: &str) -> Option<Spelled> {
    let at = text.find(['#', ':'])?;
    let (platform, rest) = text.split_at(at);
    Some(Spelled {
        platform: Platform::from_id(platform)?,
        words: serde_json::from_str(rest.get(1..)?).ok()?,
        account: rest.starts_with('#'),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_are_kept_in_either_order_and_taken_back() {
        let mut vault = Vault::in_memory().unwrap();
        let mark = |platform, words: &str, account| Spelled { platform, words: words.into(), account };
        let (a, b) = (mark(Platform::Whatsapp, "Kim \"K\" #1:", false), mark(Platform::Telegram, "user7", true));
        vault.judge(&a, &b, Some(true)).unwrap();
        vault.judge(&b, &a, Some(false)).unwrap();
        assert_eq!(vault.bonds().unwrap(), [StoredBond { one: a.clone().min(b.clone()), other: a.clone().max(b.clone()), same: false }]);
        vault.judge(&a, &b, None).unwrap();
        assert_eq!(vault.bonds().unwrap(), []);
    }
}
