//! Guides in words: how to get one's data, for the window's screen and its twin on the command line.

use crate::guide::{self, Guide};
use crate::phrase::{Param, Phrase, Said};
use crate::source;
use serde::Serialize;

/// How to get the data of one platform.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct GuideInfo {
    /// Stable id.
    pub id: String,
    /// Platform id.
    pub platform: String,
    /// What it is called.
    pub name: Said,
    /// What to do, in order.
    pub steps: Vec<Said>,
    /// Whether the platform gives anything at all.
    pub exports: bool,
    /// How long it takes.
    pub wait: Said,
    /// Where a password comes from, if there is one.
    pub password: Said,
    /// What to know besides.
    pub note: Option<Said>,
    /// How the steps are known, and when they were looked up.
    pub known: Said,
    /// Names of what we read of this platform.
    pub reads: Vec<Said>,
}

/// Every guide.
pub fn all() -> Vec<GuideInfo> {
    guide::all().iter().map(one).collect()
}

fn one(g: &Guide) -> GuideInfo {
    let words = |id: String| Phrase::new(id).said();
    let day = g.checked_on.parse().map_or_else(|_| Param::Text(g.checked_on.clone()), Param::Day);
    let known = Phrase::new("guide.known").with("status", Param::Word(format!("guide_status.{}", g.status))).with("day", day);
    let cards = source::ALL.iter().map(|s| s.card()).filter(|card| card.platform.id() == g.platform);
    GuideInfo {
        id: g.id.clone(),
        platform: g.platform.clone(),
        name: words(g.name()),
        steps: (1..=g.steps).map(|n| words(format!("guide.{}.{n}", g.id))).collect(),
        exports: g.wait != "none",
        wait: words(format!("guide_wait.{}", g.wait)),
        password: words(format!("guide_password.{}", g.password)),
        note: g.note.then(|| words(format!("guide.{}.note", g.id))),
        known: known.said(),
        reads: cards.map(|card| words(format!("source.{}", card.id))).collect(),
    }
}
