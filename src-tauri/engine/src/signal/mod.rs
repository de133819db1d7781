//! Signals: what extractors saw in one record when it came in. They are the only thing that rules know about text.
//!
//! A signal is a tag from the tag list, sometimes with a value, and a weight from 0 to 1 (how sure the extractor is of
//! what it saw; what it *means* is the rules' business). The tag's first part is its family.

pub mod tags;

use crate::record::Record;
use serde::{Deserialize, Serialize};

/// Something seen in one record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signal {
    /// From the tag list, e.g. `goods.pet.cat_food`.
    pub tag: String,
    /// What exactly, where the tag needs it: an identifier (normalised), a district, an age in months.
    pub value: Option<String>,
    /// From 0 to 1.
    pub weight: f32,
}

/// All that can be seen in one record.
pub fn extract(_record: &Record) -> Vec<Signal> {
    Vec::new()
}
