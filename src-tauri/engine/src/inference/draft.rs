//! Drafts: what a rule says before confidence is computed.

use crate::phrase::Phrase;
use chrono::NaiveDate;
use serde::Serialize;

/// What a rule came to.
#[derive(Debug, Clone)]
pub enum Finding {
    /// Claims; those below the threshold end up in "looked for, not found".
    Claims(Vec<Draft>),
    /// Looked for, not found.
    Nothing {
        /// Why.
        because: Because,
        /// How many traces were found.
        found: u64,
        /// How many are needed at least.
        needed: u64,
    },
}

/// Why something wasn't found. The sentence is the catalogue entry `because.<id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub enum Because {
    /// No file holds the kind of record it needs.
    NoSource,
    /// The files don't cover the time it needs.
    PeriodMissing,
    /// Found some, not enough.
    TooFew,
    /// The traces are too weak to say anything.
    BelowThreshold,
    /// We draw no conclusion here.
    ExplainOnly,
    /// Somebody sees it, but not this observer.
    NotVisible,
}

/// A claim in the making.
#[derive(Debug, Clone)]
pub struct Draft {
    /// A short, language-free value (`cat`, `CN/330106`, `5000-8000`): with the rule's id it identifies the claim.
    pub value: String,
    /// The sentence. Its parameter `observer` is filled in by the compiler.
    pub statement: Phrase,
    /// Name of the parameter whose words are underlined; empty for none.
    pub emphasis: &'static str,
    /// What one would believe before any evidence, as a probability (inferences.md §0.3, or measured).
    pub prior: f64,
    /// What speaks for it.
    pub steps: Vec<Step>,
    /// What speaks against it, or what the files don't hold (weight 0).
    pub counter: Vec<Step>,
    /// Since when it could have been said.
    pub since: Option<NaiveDate>,
    /// One vivid row in words.
    pub exhibit: Option<Phrase>,
}

/// One reason, with the rows that show it.
#[derive(Debug, Clone)]
pub struct Step {
    /// The row first: "{date}: …; {n} more like it".
    pub reason: Phrase,
    /// Its class.
    pub size: Size,
    /// Steps of one family are correlated: sorted by weight, each counts half of the one before.
    pub family: &'static str,
    /// Rows, as indexes of the view's events.
    pub events: Vec<usize>,
    /// Age in days at which this is to be judged (usually of its latest row); 0 for none.
    pub age: u32,
}

/// How much one step moves the belief: the natural logarithm of its likelihood ratio (inferences.md §0.3).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Size {
    /// 1.3: one ambiguous item.
    Trace,
    /// 1.5: one specific item.
    Weak,
    /// 2.5: a repeated specific item over months.
    Moderate,
    /// 4: several different specific items, repeated.
    Strong,
    /// 20: a record that is hard to explain otherwise.
    NearStatement,
    /// 200: the record states it.
    Decisive,
    /// Counter-evidence of one of the sizes above.
    Against(&'static Size),
    /// ln of a ratio that was measured, or drawn from the lower bound of a share.
    Measured(f64),
    /// Shown, moves nothing: what the files don't hold.
    Note,
}

impl Size {
    /// ln(likelihood ratio).
    pub fn weight(self) -> f64 {
        match self {
            Size::Trace => 0.26,
            Size::Weak => 0.41,
            Size::Moderate => 0.92,
            Size::Strong => 1.39,
            Size::NearStatement => 3.00,
            Size::Decisive => 5.30,
            Size::Against(of) => -of.weight(),
            Size::Measured(w) => w,
            Size::Note => 0.0,
        }
    }

    /// Its class.
    pub fn class(self) -> SizeClass {
        match self {
            Size::Trace => SizeClass::Trace,
            Size::Weak => SizeClass::Weak,
            Size::Moderate => SizeClass::Moderate,
            Size::Strong => SizeClass::Strong,
            Size::NearStatement => SizeClass::NearStatement,
            Size::Decisive => SizeClass::Decisive,
            Size::Against(_) => SizeClass::Against,
            Size::Measured(_) => SizeClass::Measured,
            Size::Note => SizeClass::Note,
        }
    }
}

/// A size without its number. Words are the catalogue entries `size.<id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
#[allow(missing_docs, reason = "each is documented at its size")]
pub enum SizeClass {
    Trace,
    Weak,
    Moderate,
    Strong,
    NearStatement,
    Decisive,
    Against,
    Measured,
    Note,
}

impl Draft {
    /// A claim with nothing behind it yet; the rest is filled in by struct update.
    pub fn new(value: impl Into<String>, statement: Phrase, prior: f64) -> Draft {
        Draft { value: value.into(), statement, emphasis: "", prior, steps: Vec::new(), counter: Vec::new(), since: None, exhibit: None }
    }
}

impl Step {
    /// A step of a size, without age.
    pub fn new(reason: Phrase, size: Size, family: &'static str, events: Vec<usize>) -> Step {
        Step { reason, size, family, events, age: 0 }
    }

    /// Judged at this age.
    #[must_use]
    pub fn aged(mut self, days: u32) -> Step {
        self.age = days;
        self
    }
}
