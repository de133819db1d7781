//! # What they could say
//! That you keep a cat, a dog or another animal.
//! # What gives it away
//! Food and litter bought again and again; payments to a vet.
//! # When this is wrong
//! Strays are fed, or the food is somebody else's.
//! # What to do
//! Personalised recommendations off: it changes what is shown, not what is stored.
//!
//! Source: inferences.md `pet_owner`: at least three purchases or visits over at least 90 days; its worked example in §0.3.

use crate::inference::evidence::{self, own_and_others, repeated, said, shared, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "pet_owner",
    facet: Facet::Household,
    tier: Tier::T0,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase, Kind::Payment],
    feeds: &["goods.pet", "merchant.vet", "merchant.pet_shop", "label.pets"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["someone_elses_pet"],
    actions: &["taobao_recommendations_off"],
    infer,
};

/// Households with a pet (inferences.md §0.3).
const PRIOR: f64 = 0.2;
const NEEDED: u64 = 3;
const SPAN: i64 = 90;
const SPECIES: [(&str, &[&str]); 5] = [
    ("cat", &["goods.pet.cat_food", "goods.pet.cat_litter"]),
    ("dog", &["goods.pet.dog_food"]),
    ("fish", &["goods.pet.aquarium"]),
    ("bird", &["goods.pet.bird"]),
    ("small", &["goods.pet.small_animals"]),
];
/// What fits any animal: tag, family, and its size when repeated.
const ANY: [(&str, &str, Size); 5] = [
    ("merchant.vet", "merchant", Size::NearStatement),
    ("merchant.pet_shop", "goods", Size::Moderate),
    ("goods.pet.medicine", "goods", Size::Moderate),
    ("goods.pet.supplies", "goods", Size::Weak),
    ("label.pets", "label", Size::Trace),
];

fn infer(view: &View<'_>) -> Finding {
    if view.reseller {
        return evidence::too_few(0, NEEDED);
    }
    let mut drafts = Vec::new();
    let mut found = 0;
    for (species, goods) in SPECIES {
        let (mut steps, mut counter, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        for tag in goods {
            let (own, others) = own_and_others(view, tagged(view, tag));
            if !others.is_empty() {
                counter.push(step(view, "counter.for_others", Size::Against(&Size::Trace), "goods", others));
            }
            if !own.is_empty() {
                let size = repeated(view, &own, SPAN);
                let mut bought = step(view, "reason.pet_owner.bought", size, "goods", own.clone());
                bought.reason = bought.reason.with("item", Param::Word(format!("tag.{tag}")));
                steps.push(bought);
                rows.extend(own);
            }
        }
        if rows.is_empty() {
            continue;
        }
        for (tag, family, size) in ANY {
            let found = tagged(view, tag);
            if !found.is_empty() {
                let mut any = step(view, "reason.pet_owner.any", size, family, found.clone());
                any.reason = any.reason.with("item", Param::Word(format!("tag.{tag}")));
                steps.push(any);
                rows.extend(found);
            }
        }
        rows.sort_unstable();
        rows.dedup();
        found = found.max(rows.len());
        if rows.len() < NEEDED as usize || view.span(&rows) < SPAN {
            continue;
        }
        if tagged(view, "merchant.vet").is_empty() {
            counter.push(evidence::note("counter.pet_owner.no_vet"));
        }
        counter.extend(shared(view));
        let pet = Param::Word(format!("pet.{species}"));
        drafts.push(Draft {
            value: species.to_owned(),
            statement: Phrase::new("claim.pet_owner").with("pet", pet),
            emphasis: "pet",
            prior: PRIOR,
            since: view.since(&rows),
            exhibit: Some(said(view, "exhibit.pet_owner", &rows).with("d", Param::Count(rhythm(view, &rows)))),
            steps,
            counter,
        });
    }
    if drafts.is_empty() { evidence::too_few(found, NEEDED) } else { Finding::Claims(drafts) }
}

/// Days between one purchase and the next, on average.
fn rhythm(view: &View<'_>, rows: &[usize]) -> u64 {
    let gaps = i64::try_from(rows.len()).unwrap_or(i64::MAX) - 1;
    u64::try_from(view.span(rows) / gaps.max(1)).unwrap_or(0).max(1)
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let food = || every(0..200, 20, |d| bought(at(d, 9), ME, &["goods.pet.cat_food"]));
        let vet = shop(at(30, 9), "某某动物医院", &["merchant.vet"]);
        let said = speaks("pet_owner", [food(), vec![vet]].concat());
        assert_eq!(said[0].value, "cat");
        silent("pet_owner", every(0..200, 120, |d| bought(at(d, 9), ME, &["goods.pet.cat_food"])));
        // Each of these was for somebody else.
        let others = every(0..200, 20, |d| bought(at(d, 9), "程二", &["goods.pet.cat_food"]));
        silent("pet_owner", [every(0..300, 5, |d| bought(at(d, 11), ME, &[])), others].concat());
    }
}
