//! # What they could say
//! How often you saw a doctor.
//! # What gives it away
//! Payments to hospitals, clinics and dentists. Which department is never said here.
//! # When this is wrong
//! You went with family, ate in the canteen, got a vaccination.
//! # What to do
//! Health insurance card or cash; another wallet.
//!
//! Source: inferences.md `clinic_visits`: that a payment happened is certain, that *you* were the patient at most a half: so the prior of
//! a condition-type label (0.05) and one near-statement, and the word never above *low*. Mayer 2016: 57 % of volunteers phoned health services.

use crate::inference::evidence::{self, own_and_others, said, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Level, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use std::collections::BTreeSet;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "clinic_visits",
    facet: Facet::Health,
    tier: Tier::T3,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment, Kind::Purchase],
    feeds: &["merchant.hospital", "merchant.hospital_special", "merchant.clinic", "merchant.dental"],
    half_life: None,
    cap: Some((Level::Low, "whose_visit")),
    wrong_when: &["went_with_family", "hospital_canteen"],
    actions: &["sensitive_goods_apart", "less_use"],
    infer,
};

const PRIOR: f64 = 0.05;
const PLACES: [&str; 4] = ["merchant.hospital", "merchant.hospital_special", "merchant.clinic", "merchant.dental"];

fn infer(view: &View<'_>) -> Finding {
    let mut rows: Vec<usize> = PLACES.iter().flat_map(|t| tagged(view, t)).collect();
    rows.sort_unstable();
    rows.dedup();
    // The same house's canteen is no visit.
    rows.retain(|i| view.event(*i).is_some_and(|e| !view.has(e, "merchant.canteen") && !view.has(e, "merchant.parking")));
    let (own, others) = own_and_others(view, rows);
    if own.is_empty() {
        return evidence::too_few(0, 1);
    }
    // Several payments at one place on one day are one visit.
    let visits: BTreeSet<_> = own.iter().filter_map(|i| Some((view.day(*i)?, view.event(*i)?.party))).collect();
    let days = || own.iter().filter_map(|i| view.day(*i));
    let (Some(from), Some(to)) = (days().min(), days().max()) else { return evidence::too_few(0, 1) };
    let mut counter = vec![evidence::note("counter.clinic_visits.whose")];
    if !others.is_empty() {
        counter.push(step(view, "counter.for_others", Size::Against(&Size::Trace), "merchant", others));
    }
    Finding::Claims(vec![Draft {
        value: "visits".to_owned(),
        statement: Phrase::new("claim.clinic_visits")
            .with("n", Param::Count(visits.len() as u64))
            .with("from", Param::Month(from))
            .with("to", Param::Month(to)),
        emphasis: "n",
        prior: PRIOR,
        since: Some(from),
        steps: vec![Step::new(said(view, "reason.clinic_visits.paid", &own), Size::NearStatement, "merchant", own)],
        counter,
        exhibit: None,
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let said = speaks("clinic_visits", vec![shop(at(3, 9), "某某医院", &["merchant.hospital"])]);
        assert_eq!(said[0].level, Level::Low);
        silent("clinic_visits", vec![shop(at(3, 9), "某某医院食堂", &["merchant.hospital", "merchant.canteen"])]);
    }
}
