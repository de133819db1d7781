//! # What they could say
//! That these files, taken together, show when a home is usually empty. No hours are printed.
//! # What gives it away
//! A home, a way to work and trips can each be inferred.
//! # When this is wrong
//! Flatmates or family are at home.
//! # What to do
//! Guard the exported files, delete them after use.
//!
//! Source: inferences.md `home_empty_now_pattern`: only says that the three come together; use of such data for burglary is
//! speculation.

use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier, first};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "home_empty_now_pattern",
    facet: Facet::Places,
    tier: Tier::T4,
    kind: ClaimKind::ExplainOnly,
    needs: &[Kind::Payment, Kind::Purchase, Kind::Message],
    feeds: &["place.district"],
    half_life: None,
    cap: None,
    wrong_when: &["flatmates_at_home"],
    actions: &["guard_the_files"],
    infer,
};

fn infer(view: &View<'_>) -> Finding {
    let home = first(view, "home_location");
    let away = [first(view, "commute"), first(view, "trips_and_absences"), first(view, "work_or_study_place")];
    let known = away.iter().flatten().count();
    let Some(home) = home.filter(|_| known > 0) else { return evidence::too_few(known, 2) };
    let mut rows: Vec<usize> =
        std::iter::once(&home).chain(away.iter().flatten()).flat_map(|d| &d.steps).flat_map(|s| s.events.clone()).collect();
    rows.sort_unstable();
    rows.dedup();
    Finding::Claims(vec![Draft {
        emphasis: "n",
        since: view.since(&rows),
        steps: vec![step(view, "reason.home_empty_now_pattern.together", Size::Decisive, "records", rows.clone())],
        counter: vec![evidence::note("counter.home_empty_now_pattern.others")],
        ..Draft::new("pattern", Phrase::new("claim.home_empty_now_pattern").with("n", Param::Count(rows.len() as u64)), 0.5)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let home = || every(0..300, 10, |d| bought(at(d, 9), ME, &[HOME]));
        let work = every(0..60, 1, |d| shop(at(d, 12), "某某饭堂", &["merchant.canteen", WORK]));
        let said = speaks("home_empty_now_pattern", [home(), work].concat());
        assert!(!said[0].statement.en.contains(':'), "no hours");
        silent("home_empty_now_pattern", home());
    }
}
