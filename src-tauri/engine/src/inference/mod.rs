//! Inferences: rules that turn a view into claims with evidence. One rule, one file, one line in [`ALL`].
//!
//! A rule reads the [`View`]'s columns and signals, never text, never a format. It gives drafts: a value, a sentence,
//! steps with the rows that show them. What follows from steps, confidence and level, is computed in [`confidence`] alone.

mod beliefs;
mod calendar;
mod circle;
mod communities;
pub mod confidence;
mod credit;
mod devices;
mod district;
mod draft;
pub mod estimate;
mod evidence;
mod health;
mod household;
mod identity;
mod interests;
mod money;
mod people;
mod places;
mod relationships;
mod rhythm;
mod segments;
mod work;

#[cfg(test)]
mod language;
#[cfg(test)]
mod trial;

pub use draft::{Because, Draft, Finding, Size, SizeClass, Step};

use crate::observer::View;
use crate::record::Kind;
use serde::Serialize;
use std::sync::LazyLock;

/// Every rule, in the order of the facets: each facet lists its own.
pub static ALL: LazyLock<Vec<&'static Inference>> = LazyLock::new(|| {
    let facets = [
        identity::RULES,
        places::RULES,
        rhythm::RULES,
        household::RULES,
        relationships::RULES,
        money::RULES,
        health::RULES,
        beliefs::RULES,
        interests::RULES,
        work::RULES,
        devices::RULES,
        segments::RULES,
        credit::RULES,
    ];
    facets.concat()
});

/// A rule.
#[derive(Debug)]
pub struct Inference {
    /// Stable id. Words: `claim.<id>.title` (a topic, never a value), `claim.<id>` (the statement), and what `wrong_when` names.
    pub id: &'static str,
    /// Which chapter of the dossier.
    pub facet: Facet,
    /// How much it could hurt.
    pub tier: Tier,
    /// Read, counted or guessed.
    pub kind: ClaimKind,
    /// It can't do anything without at least one of these kinds of record.
    pub needs: &'static [Kind],
    /// Tags it reads, or their prefixes (`goods.baby`); a test checks that they exist.
    pub feeds: &'static [&'static str],
    /// Days after which evidence counts half; `None`: it doesn't age.
    pub half_life: Option<u32>,
    /// The highest level the word may take, and why (catalogue entry `capped.<reason>`). Never touches `p`.
    pub cap: Option<(Level, &'static str)>,
    /// Catalogue entries `wrong.<id>`.
    pub wrong_when: &'static [&'static str],
    /// Ids of `data/actions.toml`.
    pub actions: &'static [&'static str],
    /// The rule.
    pub infer: fn(&View<'_>) -> Finding,
}

/// A chapter of the dossier (words.md §9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the ids say it; words are the catalogue entries `facet.<id>`")]
pub enum Facet {
    Identity,
    Places,
    Rhythm,
    Household,
    Relationships,
    Money,
    Health,
    Beliefs,
    Interests,
    Work,
    Devices,
    Segments,
    Credit,
}

/// How sensitive a claim is (inferences.md §0.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Tier {
    /// Harmless.
    T0,
    /// Personal.
    T1,
    /// Private.
    T2,
    /// Sensitive in law.
    T3,
    /// Could endanger.
    T4,
}

/// Whether the files say it, count it, or somebody would have to guess it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// Stated in a file.
    Declared,
    /// Counted.
    Observed,
    /// Guessed.
    Derived,
    /// Rows are listed, nothing is concluded.
    ExplainOnly,
}

/// The word for how sure anybody could be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// p from 0.35.
    Low,
    /// p from 0.60.
    Medium,
    /// p from 0.85 with two families of evidence or one decisive step.
    High,
}

/// Whether nothing may be inferred of whoever these files belong to: somebody stated to be under fourteen.
pub(crate) fn stops(view: &View<'_>) -> bool {
    health::minor_user::stops(view)
}

/// The first claim of another rule that could be said at medium or above, with the rows behind it: what rules about rules rest on.
pub(in crate::inference) fn first(view: &View<'_>, id: &str) -> Option<Draft> {
    let rule = Inference::by_id(id)?;
    let Finding::Claims(drafts) = (rule.infer)(view) else { return None };
    drafts.into_iter().next().filter(|draft| confidence::confidence(draft, rule).level >= Some(Level::Medium))
}

impl Inference {
    /// The rule with this id.
    pub fn by_id(id: &str) -> Option<&'static Inference> {
        ALL.iter().copied().find(|i| i.id == id)
    }
}
