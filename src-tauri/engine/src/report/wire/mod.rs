//! The wire: the document `dossier/1` as it leaves the engine, for `--json` and for the page. Text comes in every language,
//! so that switching the language recomputes nothing. Field order is the order in the file.

mod files;

pub use files::{Archive, Failure, File, Passed, Skipped, Total};

use super::labels::Label;
use super::people::Spelling;
use crate::action::Status as ActionStatus;
use crate::inference::{Because, ClaimKind, Facet, Level, SizeClass, Tier};
use crate::observer::Group;
use crate::phrase::Said;
use crate::record::Origin;
use serde::Serialize;
use std::collections::BTreeMap;
#[cfg(test)]
use ts_rs::TS;

/// The whole document. `inspect` gives it without observers.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Report {
    /// `dossier/1`.
    pub schema: &'static str,
    /// The day it was compiled for.
    pub today: String,
    /// What was read.
    pub archives: Vec<Archive>,
    /// Records per kind, each counted once.
    #[cfg_attr(test, ts(type = "Record<string, number>"))]
    pub records: BTreeMap<String, u64>,
    /// Trouble met.
    pub problems: Vec<Problem>,
    /// Where the person is to say which sender they are.
    pub owner_open: Vec<OwnerOpen>,
    /// The observer whose platforms fed most rows.
    pub fed_most: String,
    /// One dossier each.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub observers: Option<Vec<Observer>>,
}

/// A platform on which nothing tells which sender is the person.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct OwnerOpen {
    /// The platform's name.
    pub platform: Said,
    /// Who wrote there, those with most messages first.
    pub senders: Vec<Spelling>,
}

/// Trouble in a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Problem {
    /// Where it was first met.
    pub origin: WireOrigin,
    /// Stable code.
    pub code: String,
    /// Column or order.
    pub hint: String,
    /// Rows.
    #[cfg_attr(test, ts(type = "number"))]
    pub count: u64,
    /// The sentence.
    pub said: Said,
}

/// An origin as strings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(TS), ts(export, rename = "Origin"))]
pub struct WireOrigin {
    /// Archive id.
    pub archive: String,
    /// Path inside it.
    pub file: String,
    /// `L26`, `S0R18`, `F`.
    pub spot: String,
}

impl From<&Origin> for WireOrigin {
    fn from(o: &Origin) -> Self {
        WireOrigin { archive: o.archive.0.clone(), file: o.file.clone(), spot: o.spot.to_string() }
    }
}

impl WireOrigin {
    /// The engine's own form; `None` if the spot isn't one.
    pub fn parse(&self) -> Option<Origin> {
        let spot = self.spot.parse().ok()?;
        Some(Origin { archive: crate::record::ArchiveId(self.archive.clone()), file: self.file.clone(), spot })
    }
}

/// One observer's dossier.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Observer {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub name: Said,
    /// Company or together.
    pub group: Group,
    /// The label of an assumption.
    pub chip: Option<Said>,
    /// The sentence about it.
    pub sentence: Option<Said>,
    /// Platform ids, `*` for all.
    pub sees: Vec<String>,
    /// Their names.
    pub sees_said: Vec<Said>,
    /// Records it sees.
    #[cfg_attr(test, ts(type = "number"))]
    pub rows: u64,
    /// By facet, then confidence.
    pub claims: Vec<Claim>,
    /// Always all thirteen.
    pub estimates: Vec<Estimate>,
    /// Looked for, not found.
    pub not_found: Vec<NotFound>,
    /// Scores.
    pub scores: Vec<Score>,
    /// Ad segments; empty until they come.
    #[cfg_attr(test, ts(type = "unknown[]"))]
    pub segments: Vec<()>,
    /// What platforms themselves wrote down, as far as this observer sees it.
    pub labels: Vec<Label>,
}

/// One claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Claim {
    /// The rule's id.
    pub id: String,
    /// Chapter.
    #[cfg_attr(test, ts(type = "string"))]
    pub facet: Facet,
    /// Topic, never a value.
    pub title: Said,
    /// Language-free value; with the id it identifies the claim.
    pub value: String,
    /// The sentence.
    pub statement: Said,
    /// The part of it to underline.
    pub emphasis: Said,
    /// From 0 to 1, four places.
    pub p: f64,
    /// The word.
    #[cfg_attr(test, ts(type = "\"high\" | \"medium\" | \"low\""))]
    pub level: Level,
    /// Why the word is lower than `p`.
    pub capped_by: Option<String>,
    /// The same in words.
    pub capped_said: Option<Said>,
    /// How much it could hurt.
    #[cfg_attr(test, ts(type = "\"T0\" | \"T1\" | \"T2\" | \"T3\" | \"T4\""))]
    pub tier: Tier,
    /// Read, counted or guessed.
    #[cfg_attr(test, ts(type = "\"declared\" | \"observed\" | \"derived\" | \"explain_only\""))]
    pub kind: ClaimKind,
    /// Since when it could have been said.
    pub since: Option<String>,
    /// One vivid row in words.
    pub exhibit: Option<Said>,
    /// Why.
    pub evidence: Evidence,
    /// When it is wrong.
    pub wrong_when: Vec<Said>,
    /// What to do.
    pub actions: Vec<Action>,
}

/// What a claim rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Evidence {
    /// Distinct rows for it.
    #[cfg_attr(test, ts(type = "number"))]
    pub count: u64,
    /// Kinds of evidence.
    pub families: Vec<String>,
    /// Belief before any evidence.
    pub prior: f64,
    /// What speaks for it.
    pub steps: Vec<Step>,
    /// What speaks against it.
    pub counter: Vec<Step>,
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Step {
    /// In words.
    pub reason: Said,
    /// Size class.
    pub size: SizeClass,
    /// What it adds to ln(p / (1 − p)), four places: at its age, after the halving inside its family. With the prior they add up to `p`.
    pub weight: f64,
    /// Family.
    pub family: String,
    /// Rows.
    #[cfg_attr(test, ts(type = "number"))]
    pub count: u64,
    /// The first twenty of them.
    pub origins: Vec<WireOrigin>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Action {
    /// Stable id.
    pub id: String,
    /// Short.
    pub title: Said,
    /// The way there.
    pub how: Said,
    /// How it is known.
    pub status: ActionStatus,
    /// When it was checked.
    pub checked_on: String,
}

/// One of the thirteen estimates.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Estimate {
    /// Stable id.
    pub id: String,
    /// From 0 to 1, four places.
    pub p: f64,
    /// Before any evidence.
    pub prior: f64,
    /// How much of what it could rest on is there, 0 to 1.
    pub coverage: f64,
    /// In words.
    pub label: Said,
}

/// Looked for, not found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct NotFound {
    /// The rule's id.
    pub id: String,
    /// Topic.
    pub title: Said,
    /// Chapter.
    #[cfg_attr(test, ts(type = "string"))]
    pub facet: Facet,
    /// Why.
    pub because: Because,
    /// In words.
    pub said: Said,
}

/// A simulated score.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Score {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub name: Said,
    /// If all missing data were against.
    pub low: u32,
    /// If they were half and half; `null` below 40 % coverage.
    pub mid: Option<u32>,
    /// If they were in favour.
    pub high: u32,
    /// Share of the points that could be judged, 0 to 1.
    pub coverage: f64,
    /// Band of the middle.
    pub band: Option<String>,
    /// Bottom of the scale.
    pub min: u32,
    /// Top of the scale.
    pub max: u32,
    /// The bands.
    pub bands: Vec<Band>,
    /// The dimensions.
    pub dimensions: Vec<Dimension>,
    /// Not a real score.
    pub banner: Said,
    /// What to keep in mind.
    pub caveats: Vec<Said>,
}

/// A band of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Band {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub name: Said,
    /// From, inclusive.
    pub from: u32,
    /// To, exclusive (the last one inclusive).
    pub to: u32,
}

/// A dimension of a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Dimension {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub name: Said,
    /// Points at most.
    pub max: u32,
    /// Points if missing data were against.
    pub low: u32,
    /// Half and half.
    pub mid: u32,
    /// In favour.
    pub high: u32,
    /// Features.
    pub rows: Vec<ScoreRow>,
}

/// A feature of a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct ScoreRow {
    /// Stable id.
    pub feature: String,
    /// Its name.
    pub name: Said,
    /// The bin it fell in.
    pub bin: Option<Said>,
    /// Points; `null` without data.
    pub points: Option<u32>,
    /// Points at most.
    pub max: u32,
    /// Why.
    pub reason: Said,
    /// Rows.
    #[cfg_attr(test, ts(type = "number"))]
    pub count: u64,
    /// The first twenty of them.
    pub origins: Vec<WireOrigin>,
}

/// One row of a file, for the evidence drawer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Row {
    /// Where it stands.
    pub origin: WireOrigin,
    /// Base name of the archive.
    pub archive_name: String,
    /// Whose platform.
    pub platform: Said,
    /// When, as printed.
    pub when: Option<String>,
    /// What it says.
    pub fields: Vec<Field>,
    /// The same event in other files.
    pub joined: Vec<Joined>,
}

/// One cell of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Field {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub name: Said,
    /// As printed.
    pub value: String,
    /// The same with its middle struck, where it identifies somebody.
    pub masked: Option<String>,
}

/// Another place of the same event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Joined {
    /// Where.
    pub origin: WireOrigin,
    /// Why we joined them.
    pub why: Said,
}

/// A page of rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Rows {
    /// In all.
    #[cfg_attr(test, ts(type = "number"))]
    pub total: u64,
    /// This page.
    pub rows: Vec<Row>,
}

/// Four places: enough for anybody, and the same bytes on every machine.
pub(crate) fn rounded(x: f64) -> f64 {
    (x * 10_000.0).round() / 10_000.0
}
