//! Labels: what a platform itself has concluded about the owner and states in its export. Kept apart from what we derive.

use super::Moment;
use serde::{Deserialize, Serialize};

/// What sort of conclusion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelKind {
    /// A topic they are thought to care about.
    Interest,
    /// An audience or segment they were put in.
    Audience,
    /// A property guessed of them: age, gender, language, household.
    Attribute,
    /// A score or grade of the platform's own.
    Score,
    /// An advertiser who has them on a list or whose list they were matched with.
    Advertiser,
}

impl LabelKind {
    /// All of them.
    pub const ALL: [LabelKind; 5] =
        [LabelKind::Interest, LabelKind::Audience, LabelKind::Attribute, LabelKind::Score, LabelKind::Advertiser];

    /// Stable id; words: `label_kind.<id>`.
    pub fn id(self) -> &'static str {
        match self {
            LabelKind::Interest => "interest",
            LabelKind::Audience => "audience",
            LabelKind::Attribute => "attribute",
            LabelKind::Score => "score",
            LabelKind::Advertiser => "advertiser",
        }
    }
}

/// One label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdLabel {
    /// What sort of conclusion.
    pub kind: LabelKind,
    /// The label, verbatim; of attributes and scores which one (`age`, `阳光信用`), verbatim.
    pub label: String,
    /// Of attributes and scores: what it says, verbatim.
    pub value: Option<String>,
    /// Who made it, where it isn't the platform (`3rd parties`, a partner), or which list it stands in; as printed.
    pub origin: Option<String>,
    /// When it was made or last seen.
    pub time: Option<Moment>,
}
