//! Which formats a file comes near to: those whose keys or columns are mostly there, and which of them aren't.

use crate::source::mapped::cells_by;
use crate::source::{self, Marks, Peek, cells};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Formats named at most.
const NAMED: usize = 3;
/// Less than this of what a format needs is no nearness, nor is so much less than the nearest has.
const ENOUGH: f64 = 0.4;
const BEHIND: f64 = 0.25;
/// What a key counts that stands somewhere else than it should.
const ELSEWHERE: f64 = 0.5;
/// What everything else that a format knows counts beside what it needs.
const BESIDE: f64 = 0.25;

/// A format that a file comes near to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Near {
    /// Source id.
    pub source: String,
    /// Its variant.
    pub variant: String,
    /// Of what it needs, what is there.
    pub found: u64,
    /// What it needs and isn't there: keys by their place, or columns.
    pub missing: Vec<String>,
}

/// The nearest formats, the nearest first; a format once, by its nearest variant.
pub(super) fn of(peek: &Peek) -> Vec<Near> {
    let columns = if peek.json.is_some() { Vec::new() } else { rows(peek) };
    let places = places(peek);
    let mut ranked: Vec<(f64, Near)> = Vec::new();
    for source in source::ALL {
        let measured = source.marks().into_iter().filter_map(|marks| {
            let (score, found) = match (&marks.columns, &peek.json) {
                (false, Some(shape)) => in_json(&marks, &|place| shape.has(place), &places),
                (true, None) => columns.iter().map(|row| in_row(&marks, row)).max_by(|a, b| a.0.total_cmp(&b.0))?,
                _ => return None,
            };
            let missing = marks.needs.iter().filter(|need| !found.contains(*need)).map(|need| printed(&marks, need).to_owned());
            let near = Near {
                source: source.card().id.to_owned(),
                variant: marks.variant.to_owned(),
                found: found.len() as u64,
                missing: missing.collect(),
            };
            (score >= ENOUGH).then_some((score, near))
        });
        ranked.extend(measured.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.found.cmp(&b.1.found))));
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.found.cmp(&a.1.found)));
    let best = ranked.first().map_or(0.0, |(score, _)| *score);
    ranked.into_iter().filter(|(score, _)| score + BEHIND >= best).take(NAMED).map(|(_, near)| near).collect()
}

/// Whether a nearness says what could be said of that format.
pub(super) fn is_sound(near: &Near) -> bool {
    let of_it = source::ALL.iter().filter(|s| s.card().id == near.source).flat_map(|s| s.marks());
    of_it.filter(|marks| marks.variant == near.variant).any(|marks| {
        near.found as usize <= marks.needs.len() && near.missing.iter().all(|m| marks.needs.iter().any(|need| printed(&marks, need) == m))
    })
}

type Measure = (f64, BTreeSet<&'static str>);

fn in_json(marks: &Marks, has: &dyn Fn(&str) -> bool, places: &[Vec<String>]) -> Measure {
    let found: BTreeSet<&str> = marks.needs.iter().copied().filter(|need| has(need)).collect();
    // A place of any key tells nothing.
    let telling: Vec<&&str> = marks.needs.iter().filter(|need| need.split('.').any(|key| !is_any(key))).collect();
    let partly = telling.iter().map(|need| if found.contains(**need) { 1.0 } else { partly(need, places) });
    let needs = partly.sum::<f64>() / telling.len().max(1) as f64;
    let knows = marks.knows.iter().filter(|place| has(place)).count() as f64 / marks.knows.len().max(1) as f64;
    (needs + if telling.is_empty() { 0.0 } else { BESIDE * knows }, found)
}

fn is_any(key: &str) -> bool {
    key.starts_with('*') || key == "[]"
}

/// How much of a place is there: its keys under other ones, or its last key elsewhere.
fn partly(need: &str, places: &[Vec<String>]) -> f64 {
    let wanted: Vec<&str> = need.split('.').collect();
    let keys = wanted.iter().filter(|key| !is_any(key)).count().max(1);
    let same = |place: &&Vec<String>| place.len() == wanted.len();
    let alike = |place: &Vec<String>| place.iter().zip(&wanted).filter(|(is, want)| is == *want && !is_any(want)).count();
    let in_place = places.iter().filter(same).map(alike).max().unwrap_or(0) as f64 / keys as f64;
    let last = wanted.last().copied().unwrap_or_default();
    let elsewhere = places.iter().any(|place| place.last().is_some_and(|key| key == last));
    (0.9 * in_place).max(if elsewhere { ELSEWHERE } else { 0.0 })
}

fn in_row(marks: &Marks, row: &[String]) -> Measure {
    let ours: BTreeSet<&str> = row.iter().map(|cell| ours(marks, cell)).collect();
    let found: BTreeSet<&str> = marks.needs.iter().copied().filter(|need| ours.contains(need)).collect();
    let knows = marks.knows.iter().filter(|name| ours.contains(*name)).count() as f64 / marks.knows.len().max(1) as f64;
    (found.len() as f64 / marks.needs.len().max(1) as f64 + BESIDE * knows, found)
}

fn ours<'c>(marks: &Marks, cell: &'c str) -> &'c str {
    marks.renamed.iter().find(|(printed, _)| *printed == cell).map_or(cell, |(_, ours)| ours)
}

fn printed(marks: &Marks, need: &'static str) -> &'static str {
    marks.renamed.iter().find(|(_, ours)| *ours == need).map_or(need, |(printed, _)| printed)
}

fn places(peek: &Peek) -> Vec<Vec<String>> {
    let shape = peek.json.iter().flat_map(|shape| shape.places());
    shape.map(|(place, _)| place.split('.').map(str::to_owned).collect()).collect()
}

/// Rows that could be headers: cells of the first lines under every separator.
fn rows(peek: &Peek) -> Vec<Vec<String>> {
    let in_text = peek.text.iter().flat_map(|text| [',', '\t', ';', '|'].into_iter().flat_map(|by| cells_by(text, by)));
    let all = in_text.chain(peek.sheets.iter().flatten().cloned()).filter(|row| row.len() > 1);
    all.map(|row| row.iter().map(|cell| cells::clean(cell).to_owned()).collect()).collect()
}
