//! Before an import is kept and after an archive is deleted: what the person is told.

use super::rows::rows;
use super::window::{Conflict, Receipt, Tally, TallyFile};
use crate::error::Error;
use crate::observer::Base;
use crate::phrase::{Param, Phrase, Said};
use crate::record::{Fact, Status};
use crate::vault::{self, Vault};

/// What the staged import would bring. `base` is of the vault as it is staged.
///
/// # Errors
/// `vault_failed`, also if nothing is staged.
pub fn tally(vault: &Vault, base: &Base) -> Result<Tally, Error> {
    let tally = vault.tally()?;
    let names = vault.archive_names()?;
    let id = if tally.new + tally.conflicts == 0 { "tally.nothing_new" } else { "tally.said" };
    let said = Phrase::new(id)
        .with("new", Param::Count(tally.new))
        .with("known", Param::Count(tally.known))
        .with("conflicts", Param::Count(tally.conflicts));
    let shown = conflicts(vault, base, &tally.shown)?;
    let file = |f: vault::FileTally| TallyFile {
        name: names.get(&f.archive).cloned().unwrap_or_default(),
        archive: f.archive.0,
        path: f.path,
        new: f.new,
        known: f.known,
        conflicts: f.conflicts,
    };
    Ok(Tally {
        said: said.said(),
        new: tally.new,
        known: tally.known,
        conflicts: tally.conflicts,
        files: tally.files.into_iter().map(file).collect(),
        why: (tally.conflicts > 0).then(|| Phrase::new("tally.conflict").said()),
        shown,
    })
}

fn conflicts(vault: &Vault, base: &Base, shown: &[vault::Conflict]) -> Result<Vec<Conflict>, Error> {
    let pairs: Vec<[usize; 2]> = shown.iter().filter_map(|c| Some([base.at(&c.counts)?, base.at(&c.earlier)?])).collect();
    let mut rows = rows(vault, base, pairs.as_flattened())?.into_iter();
    let mut out = Vec::with_capacity(pairs.len());
    for [counts, earlier] in pairs {
        let fact = |record: usize| base.vault_id(record).map_or(Ok(None), |id| vault.fact(id));
        let differs = fact(counts)?.zip(fact(earlier)?).map(|(now, before)| differs(&now, &before)).unwrap_or_default();
        if let (Some(counts), Some(earlier)) = (rows.next(), rows.next()) {
            out.push(Conflict { counts, earlier, differs });
        }
    }
    Ok(out)
}

/// Where two versions differ in what no cell of the drawer shows: how far it got, and what came back.
fn differs(now: &Fact, before: &Fact) -> Vec<Said> {
    let mut out = Vec::new();
    let state = |fact: &Fact| match fact {
        Fact::Payment(p) => Some((p.status, p.refunded)),
        Fact::Purchase(p) => Some((p.status, None)),
        _ => None,
    };
    let (Some(now), Some(before)) = (state(now), state(before)) else { return out };
    if now.0 != before.0 {
        let word = |s: Status| Param::Word(format!("status.{}", s.id()));
        out.push(Phrase::new("tally.differs.status").with("before", word(before.0)).with("now", word(now.0)).said());
    }
    if let Some(back) = now.1.filter(|_| now.1 != before.1) {
        out.push(Phrase::new("tally.differs.refunded").with("amount", Param::Money(back)).said());
    }
    out
}

/// What was deleted.
pub fn receipt(receipt: &vault::Receipt) -> Receipt {
    let vault::Receipt { archive, gone, stay } = receipt;
    let deleted = Phrase::new("receipt.deleted").with("name", Param::Text(archive.name.clone())).with("gone", Param::Count(*gone)).said();
    let stays = (*stay > 0).then(|| Phrase::new("receipt.stay").with("stay", Param::Count(*stay)).said());
    let rest: [Said; 2] = [Phrase::new("receipt.original").said(), Phrase::new("receipt.undo").said()];
    Receipt {
        name: archive.name.clone(),
        files: archive.files,
        rows: archive.rows,
        first: archive.first.map(|t| t.date().to_string()),
        last: archive.last.map(|t| t.date().to_string()),
        gone: *gone,
        stay: *stay,
        said: std::iter::once(deleted).chain(stays).chain(rest).collect(),
    }
}
