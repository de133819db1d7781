//! The points table: read from data, filled with what features measure, summed three ways.

use crate::dossier::origins;
use crate::observer::View;
use crate::phrase::{Param, Phrase, Said};
use crate::report::wire;
use serde::Deserialize;

/// A points table (`data/scorecards/<id>.toml`).
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Model {
    id: String,
    min: u32,
    max: u32,
    middle_from: f64,
    band: Vec<Band>,
    dimension: Vec<Dimension>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Band {
    id: String,
    from: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Dimension {
    id: String,
    feature: Vec<Feature>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Feature {
    id: String,
    max: u32,
    /// The value is a share; shown as percent.
    #[serde(default)]
    percent: bool,
    /// Points are the share of the maximum instead of bins.
    #[serde(default)]
    scale: bool,
    #[serde(default)]
    bins: Vec<(f64, u32)>,
}

/// What a feature measured, and the rows it rests on (indexes of the view's events).
#[derive(Debug, Clone)]
pub(super) struct Measure {
    pub(super) value: f64,
    pub(super) events: Vec<usize>,
}

#[cfg(test)]
impl Model {
    /// Points each dimension holds at most.
    pub(super) fn maxima(&self) -> Vec<u32> {
        self.dimension.iter().map(|d| d.feature.iter().map(|f| f.max).sum()).collect()
    }
}

/// Fills the table. `measure` gives a feature's value by id, or `None` where the view holds no data for it.
pub(super) fn score(model: &Model, view: &View<'_>, measure: impl Fn(&str) -> Option<Measure>) -> wire::Score {
    let dimensions: Vec<wire::Dimension> = model.dimension.iter().map(|d| dimension(model, d, view, &measure)).collect();
    let sum = |pick: fn(&wire::Dimension) -> u32| model.min + dimensions.iter().map(pick).sum::<u32>();
    let (low, high) = (sum(|d| d.low), sum(|d| d.high).min(model.max));
    let rows = || dimensions.iter().flat_map(|d| &d.rows);
    let judged: u32 = rows().filter(|r| r.points.is_some()).map(|r| r.max).sum();
    let all: u32 = rows().map(|r| r.max).sum();
    let coverage = f64::from(judged) / f64::from(all.max(1));
    let mid = (coverage >= model.middle_from).then(|| low + (high - low) / 2);
    let band = mid.and_then(|m| model.band.iter().rev().find(|b| m >= b.from)).map(|b| b.id.clone());
    let ends = model.band.iter().skip(1).map(|b| b.from).chain([model.max]);
    wire::Score {
        name: said(format!("score.{}", model.id)),
        low,
        mid,
        high,
        coverage: wire::rounded(coverage),
        band,
        min: model.min,
        max: model.max,
        bands: model
            .band
            .iter()
            .zip(ends)
            .map(|(b, to)| wire::Band { id: b.id.clone(), name: said(format!("score.{}.band.{}", model.id, b.id)), from: b.from, to })
            .collect(),
        dimensions,
        banner: said("score.banner".into()),
        caveats: vec![
            said(format!("score.{}.caveat", model.id)),
            said("score.missing".into()),
            said("score.fairness".into()),
            said("score.caveat".into()),
        ],
        id: model.id.clone(),
    }
}

fn dimension(model: &Model, d: &Dimension, view: &View<'_>, measure: &impl Fn(&str) -> Option<Measure>) -> wire::Dimension {
    let rows: Vec<wire::ScoreRow> = d.feature.iter().map(|f| row(model, f, view, measure(&f.id))).collect();
    let low: u32 = rows.iter().filter_map(|r| r.points).sum();
    let open: u32 = rows.iter().filter(|r| r.points.is_none()).map(|r| r.max).sum();
    wire::Dimension {
        id: d.id.clone(),
        name: said(format!("score.{}.dimension.{}", model.id, d.id)),
        max: d.feature.iter().map(|f| f.max).sum(),
        low,
        mid: low + open / 2,
        high: low + open,
        rows,
    }
}

fn row(model: &Model, f: &Feature, view: &View<'_>, measured: Option<Measure>) -> wire::ScoreRow {
    let name = said(format!("score.{}.feature.{}", model.id, f.id));
    let Some(m) = measured else {
        let reason = said("score.no_data".into());
        return wire::ScoreRow { feature: f.id.clone(), name, bin: None, points: None, max: f.max, reason, count: 0, origins: Vec::new() };
    };
    let mut records: Vec<usize> = m.events.iter().filter_map(|e| Some(view.event(*e)?.record)).collect();
    records.sort_unstable();
    records.dedup();
    let reason = Phrase::new(format!("score.{}.reason.{}", model.id, f.id))
        .with("x", shown(f, m.value))
        .with("n", Param::Count(records.len() as u64));
    wire::ScoreRow {
        feature: f.id.clone(),
        name,
        bin: bin(f, m.value),
        points: Some(points(f, m.value)),
        max: f.max,
        reason: reason.said(),
        count: records.len() as u64,
        origins: origins(view, &records),
    }
}

fn points(f: &Feature, value: f64) -> u32 {
    if f.scale {
        return (value.clamp(0.0, 1.0) * f64::from(f.max)).round() as u32;
    }
    f.bins.iter().rev().find(|(from, _)| value >= *from).map_or(0, |(_, points)| *points)
}

/// The bin in words: "from 3 to under 6".
fn bin(f: &Feature, value: f64) -> Option<Said> {
    let at = f.bins.iter().rposition(|(from, _)| value >= *from)?;
    let from = f.bins.get(at)?.0;
    Some(match f.bins.get(at + 1) {
        Some((to, _)) => Phrase::new("score.bin.between").with("from", shown(f, from)).with("to", shown(f, *to)).said(),
        None => Phrase::new("score.bin.from").with("from", shown(f, from)).said(),
    })
}

fn shown(f: &Feature, value: f64) -> Param {
    if f.percent {
        return Param::Text(format!("{}%", (value * 100.0).round()));
    }
    // Two places at most, none where none are needed.
    Param::Text(format!("{}", (value * 100.0).round() / 100.0))
}

fn said(id: String) -> Said {
    Phrase::new(id).said()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_bin_reached_decides() {
        let f = Feature { id: "x".into(), max: 90, percent: false, scale: false, bins: vec![(0.0, 90), (1.0, 60), (2.0, 30), (4.0, 0)] };
        assert_eq!([0.0, 1.0, 3.0, 9.0].map(|v| points(&f, v)), [90, 60, 30, 0]);
        let f = Feature { scale: true, max: 15, ..f };
        assert_eq!([0.0, 0.5, 2.0].map(|v| points(&f, v)), [0, 8, 15]);
    }
}
