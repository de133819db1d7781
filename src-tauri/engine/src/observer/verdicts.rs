//! What the person said by hand, as far as the records know the names: who is the same, and who they are themselves.

use super::base::Base;
use super::identity::Mark;
use crate::error::Error;
use crate::vault::{Spelled, Vault};
use std::collections::HashMap;

/// Verdicts on marks that some record has.
#[derive(Debug, Default)]
pub(super) struct Verdicts {
    /// Of two marks: whether they are the same.
    pub(super) bonds: Vec<(Mark, Mark, bool)>,
    /// Of one mark: whether it is the owner.
    pub(super) owner: HashMap<Mark, bool>,
}

impl Verdicts {
    /// Reads them.
    ///
    /// # Errors
    /// `vault_failed`.
    pub(super) fn of(vault: &Vault, base: &Base) -> Result<Verdicts, Error> {
        let find = |m: &Spelled| Some(Mark { platform: m.platform, words: base.find(&m.words)?, account: m.account });
        let (own, bonds): (Vec<_>, Vec<_>) = vault.bonds()?.into_iter().partition(|b| b.of_owner().is_some());
        Ok(Verdicts {
            bonds: bonds.iter().filter_map(|b| Some((find(&b.one)?, find(&b.other)?, b.same))).collect(),
            owner: own.iter().filter_map(|b| Some((find(b.of_owner()?)?, b.same))).collect(),
        })
    }
}
