//! What a staged import would bring: rows that are new, known already, or contradict what is there. Counted before it is kept.

use super::Vault;
use super::key::Key;
use super::read::StoredFile;
use super::stage::Stage;
use super::version::{Edition, Out, Relation, Said, settle};
use super::{mark, packed, sighting};
use crate::error::Error;
use crate::record::{ArchiveId, Origin};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Conflicts that are listed; all are counted.
const CONFLICTS_SHOWN: usize = 50;

/// Rows of a staged import: new + known + conflicts are all that its files gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows that nothing in the vault says yet.
    pub new: u64,
    /// Rows that stand elsewhere too, or say in another layout what is known.
    pub known: u64,
    /// Rows that give a number of the platform's another content.
    pub conflicts: u64,
    /// The same, file by file, by archive and path. A row that two files bring is new in the first of them.
    pub files: Vec<FileTally>,
    /// The first conflicts.
    pub shown: Vec<Conflict>,
}

/// One staged file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileTally {
    /// Which archive.
    pub archive: ArchiveId,
    /// Path inside it.
    pub path: String,
    /// See [`Tally::new`].
    pub new: u64,
    /// See [`Tally::known`].
    pub known: u64,
    /// See [`Tally::conflicts`].
    pub conflicts: u64,
}

/// One number of a platform's with several contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The row that would count.
    pub counts: Origin,
    /// The row that would be kept as an earlier version.
    pub earlier: Origin,
}

/// What a new record is, where it is not simply new.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Odd {
    Dress,
    Conflict,
}

/// Records with the same number, and where the first of each stands.
struct Group {
    editions: Vec<Edition<i64>>,
}

impl Vault {
    /// What the staged import would bring.
    ///
    /// # Errors
    /// `vault_failed`, also if nothing is staged.
    pub fn tally(&self) -> Result<Tally, Error> {
        let stage = self.staged.as_ref().ok_or_else(|| Error::VaultFailed { what: "staged".into() })?;
        let files = self.files()?;
        let groups = self.groups(stage, &files)?;
        let odd = odd(stage, &groups);
        let beside = self.beside()?;
        let mut tally = Tally::default();
        let mut met: HashSet<i64> = HashSet::new();
        for file in files.iter().filter(|f| stage.archives.contains(&f.archive)) {
            let mut of = FileTally { archive: file.archive.clone(), path: file.path.clone(), new: 0, known: 0, conflicts: 0 };
            sighting::of_file(&self.db, file.id, |(_, record)| {
                if beside.contains(&record) {
                    return;
                }
                if record <= stage.last_record || !met.insert(record) {
                    of.known += 1;
                    return;
                }
                match odd.get(&record) {
                    Some(Odd::Conflict) => of.conflicts += 1,
                    Some(Odd::Dress) => of.known += 1,
                    None => of.new += 1,
                }
            })?;
            tally.new += of.new;
            tally.known += of.known;
            tally.conflicts += of.conflicts;
            tally.files.push(of);
        }
        tally.shown = self.shown(&files, &groups, &odd)?;
        Ok(tally)
    }

    /// Records that stand in no row.
    fn beside(&self) -> Result<HashSet<i64>, Error> {
        let mut beside = HashSet::new();
        mark::each(&self.db, |mark| {
            if mark.beside {
                beside.insert(mark.id);
            }
        })?;
        Ok(beside)
    }

    /// Numbers with several contents, at least one of which was staged.
    fn groups(&self, stage: &Stage, files: &[StoredFile]) -> Result<Vec<Group>, Error> {
        let mut by_number: HashMap<Key, Vec<i64>> = HashMap::new();
        mark::each(&self.db, |mark| {
            if let Some(native) = mark.native {
                by_number.entry(native).or_default().push(mark.id);
            }
        })?;
        // In the order of their records: the last is the newest.
        by_number.retain(|_, records| records.len() > 1 && records.last() > Some(&stage.last_record));
        let mut facts = HashMap::new();
        for (native, record) in by_number.into_iter().flat_map(|(native, records)| records.into_iter().map(move |r| (native, r))) {
            let fact = self.fact(record)?.ok_or_else(|| Error::VaultFailed { what: "fact".into() })?;
            facts.insert(record, (native, fact));
        }
        if facts.is_empty() {
            return Ok(Vec::new());
        }
        let mut groups: BTreeMap<Key, BTreeMap<usize, Edition<i64>>> = BTreeMap::new();
        for (n, file) in files.iter().enumerate() {
            sighting::of_file(&self.db, file.id, |(_, record)| {
                let Some((native, fact)) = facts.get(&record) else { return };
                let Some(said) = Said::of(file.platform, fact) else { return };
                let empty = || Edition { as_of: file.as_of, file: n, layout: file.layout.clone(), rows: BTreeMap::new() };
                groups.entry(*native).or_default().entry(n).or_insert_with(empty).rows.insert(record, said);
            })?;
        }
        Ok(groups.into_values().map(|editions| Group { editions: editions.into_values().collect() }).collect())
    }

    /// The first conflicts, each with the row that would count and the one that would not.
    fn shown(&self, files: &[StoredFile], groups: &[Group], odd: &HashMap<i64, Odd>) -> Result<Vec<Conflict>, Error> {
        let mut shown = Vec::new();
        for group in groups {
            let rows = || group.editions.iter().flat_map(|e| e.rows.keys().map(|r| (*r, e.file)));
            if shown.len() == CONFLICTS_SHOWN {
                break;
            }
            if !rows().any(|(r, _)| odd.get(&r) == Some(&Odd::Conflict)) {
                continue;
            }
            let out = settle(group.editions.clone());
            let counts = rows().find(|(r, _)| !out.contains_key(r));
            let earlier = rows().find(|(r, _)| out.get(r) == Some(&Out::Earlier));
            if let (Some(counts), Some(earlier)) = (counts, earlier) {
                shown.push(Conflict { counts: self.origin(files, counts)?, earlier: self.origin(files, earlier)? });
            }
        }
        Ok(shown)
    }

    /// The first place of a record in a file.
    fn origin(&self, files: &[StoredFile], (record, file): (i64, usize)) -> Result<Origin, Error> {
        let broken = || Error::VaultFailed { what: "place".into() };
        let file = files.get(file).ok_or_else(broken)?;
        let mut first: Option<i64> = None;
        sighting::of_file(&self.db, file.id, |(spot, of)| {
            if of == record {
                first = Some(first.map_or(spot, |first| first.min(spot)));
            }
        })?;
        let spot = first.and_then(packed::spot_of).ok_or_else(broken)?;
        Ok(Origin { archive: file.archive.clone(), file: file.path.clone(), spot })
    }
}

/// What the staged records are that share a number with others. In each group what was there before comes first, then the older
/// exports: of two that are staged together, the older one is new.
fn odd(stage: &Stage, groups: &[Group]) -> HashMap<i64, Odd> {
    let mut odd = HashMap::new();
    for group in groups {
        let mut editions: Vec<&Edition<i64>> = group.editions.iter().collect();
        let staged = |e: &Edition<i64>| e.rows.keys().any(|r| *r > stage.last_record);
        editions.sort_by_key(|e| (staged(e), e.rank()));
        for (n, edition) in editions.iter().enumerate() {
            let relations: Vec<Relation> = editions.iter().take(n).map(|e| edition.to(e)).collect();
            let what = match () {
                () if relations.is_empty() || relations.contains(&Relation::Part) => continue,
                () if relations.contains(&Relation::Dress) => Odd::Dress,
                () => Odd::Conflict,
            };
            let before: HashSet<i64> = editions.iter().take(n).flat_map(|e| e.rows.keys().copied()).collect();
            odd.extend(edition.rows.keys().filter(|r| !before.contains(r)).map(|r| (*r, what)));
        }
    }
    odd
}
