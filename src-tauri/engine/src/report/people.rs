//! Who is who: people, shops and addresses with everything they are called, and why we took it for one. For the list that a person corrects.

use crate::error::Error;
use crate::observer::{self, Base, Bond, Identity, Mark, Sort, View};
use crate::phrase::{Phrase, Said};
use crate::record::Platform;
use crate::vault::{Spelled, Vault};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeSet;

/// Someone, or a shop, and everything they are called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct Known {
    /// What they are called in the dossier.
    pub name: String,
    /// What it is.
    pub sort: Sort,
    /// Rows they stand in.
    #[cfg_attr(test, ts(type = "number"))]
    pub rows: u64,
    /// Every name and account, the most frequent first.
    pub marks: Vec<Spelling>,
    /// Why they are one.
    pub bonds: Vec<Joint>,
    /// Whether it is whoever the files belong to.
    pub own: bool,
}

/// A name or account on a platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct Spelling {
    /// For programs: `whatsapp:Kim`, `telegram#user7`.
    pub id: String,
    /// The platform's name.
    pub platform: Said,
    /// As printed.
    pub words: String,
    /// Whether it is the platform's own id.
    pub account: bool,
}

/// Why two marks are one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct Joint {
    /// Id of a mark.
    pub one: String,
    /// Id of another.
    pub other: String,
    /// Whether the person said so.
    pub by_hand: bool,
    /// In words.
    pub why: Said,
}

/// Who is who, for the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct People {
    /// Everyone, those in most rows first.
    pub known: Vec<Known>,
    /// What the person said of two names, and can take back.
    pub said: Vec<Verdict>,
}

/// What the person said of two names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct Verdict {
    /// One.
    pub one: Spelling,
    /// The other.
    pub other: Spelling,
    /// Whether they are the same.
    pub same: bool,
}

/// Everyone and everything that was said of them.
///
/// # Errors
/// `vault_failed`.
pub fn people(vault: &Vault, base: &Base) -> Result<People, Error> {
    let said = vault.bonds()?.into_iter().map(|b| Verdict { one: spelling(b.one), other: spelling(b.other), same: b.same });
    Ok(People { known: known(base, true), said: said.collect() })
}

/// Everyone in the records, those in most rows first; `all` also those with one name alone.
pub fn known(base: &Base, all: bool) -> Vec<Known> {
    let Some(everything) = observer::by_id("everything") else { return Vec::new() };
    let view = View::look(base, everything, &BTreeSet::new(), NaiveDate::default());
    let mut found: Vec<Known> = view.identities().iter().filter(|i| all || i.marks.len() > 1).map(|i| one(&view, i)).collect();
    found.sort_by(|a, b| (b.rows, &a.name, id_of(a)).cmp(&(a.rows, &b.name, id_of(b))));
    found
}

fn id_of(known: &Known) -> Option<&str> {
    known.marks.first().map(|m| m.id.as_str())
}

fn one(view: &View<'_>, identity: &Identity) -> Known {
    let base = view.base();
    Known {
        own: identity.sort == Sort::Person && view.owner().contains(&identity.name),
        name: base.name(identity.name).to_owned(),
        sort: identity.sort,
        rows: identity.rows,
        marks: identity.marks.iter().map(|m| mark(base, m)).collect(),
        bonds: identity.bonds.iter().map(|b| bond(base, b)).collect(),
    }
}

/// A mark in words.
pub(crate) fn mark(base: &Base, mark: &Mark) -> Spelling {
    spelling(Spelled { platform: mark.platform, words: base.name(mark.words).to_owned(), account: mark.account })
}

fn spelling(mark: Spelled) -> Spelling {
    let platform = Phrase::new(format!("platform.{}", mark.platform.id())).said();
    Spelling { id: id(&mark), platform, words: mark.words, account: mark.account }
}

fn bond(base: &Base, bond: &Bond) -> Joint {
    Joint {
        one: mark(base, &bond.one).id,
        other: mark(base, &bond.other).id,
        by_hand: bond.why == "by_hand",
        why: Phrase::new(format!("bond.{}", bond.why)).said(),
    }
}

/// Keeps that the person goes by this name wherever somebody of it wrote.
///
/// # Errors
/// `bad_option` where nobody of this name wrote; `vault_failed`.
pub fn own(vault: &mut Vault, base: &Base, name: &str) -> Result<(), Error> {
    let known = known(base, true);
    let people = known.iter().filter(|it| it.sort == Sort::Person);
    let marks: Vec<&Spelling> =
        people.flat_map(|it| it.marks.iter().filter(|mark| it.name == name || mark.words == name || mark.id == name)).collect();
    if marks.is_empty() {
        return Err(Error::BadOption { option: "--owner".into() });
    }
    for mark in marks {
        let (own, mark) = pair(OWN, &mark.id)?;
        vault.judge(&own, &mark, Some(true))?;
    }
    Ok(())
}

/// How whoever the files belong to is written.
pub const OWN: &str = "me";

/// A mark as it is written for programs: `whatsapp:Kim`, of an account `telegram#user7`, of the person themself `me`.
pub fn id(mark: &Spelled) -> String {
    if mark.is_own() {
        return OWN.to_owned();
    }
    format!("{}{}{}", mark.platform.id(), if mark.account { '#' } else { ':' }, mark.words)
}

/// The two marks that are written so. One of them may be [`OWN`].
///
/// # Errors
/// `bad_option`.
pub fn pair(one: &str, other: &str) -> Result<(Spelled, Spelled), Error> {
    let of = |id: &str| spelled(id).map(|mark| (Spelled::own(mark.platform), mark));
    match (one, other) {
        (OWN, id) | (id, OWN) => of(id),
        _ => Ok((spelled(one)?, spelled(other)?)),
    }
}

/// The mark that is written so.
///
/// # Errors
/// `bad_option`.
fn spelled(id: &str) -> Result<Spelled, Error> {
    let bad = || Error::BadOption { option: "MARK".into() };
    let at = id.find(['#', ':']).ok_or_else(bad)?;
    let (platform, rest) = id.split_at(at);
    let words = rest.get(1..).filter(|w| !w.is_empty()).ok_or_else(bad)?.to_owned();
    Ok(Spelled { platform: Platform::from_id(platform).ok_or_else(bad)?, words, account: rest.starts_with('#') })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_read_back_as_written() {
        for text in ["whatsapp:Kim #1: x", "telegram#user7"] {
            assert_eq!(id(&spelled(text).unwrap()), text);
        }
        let (own, kim) = pair("me", "whatsapp:Kim").unwrap();
        assert_eq!((id(&own).as_str(), own.platform, pair("whatsapp:Kim", "me").unwrap()), (OWN, kim.platform, (own.clone(), kim)));
        assert!(pair("me", "me").is_err());
        assert!(["", "kim", "nowhere:Kim", "qq:"].iter().all(|t| spelled(t).is_err()));
    }
}
