//! # What they could say
//! The name you go by, where no file states one.
//! # What gives it away
//! Most parcels carry the same recipient.
//! # When this is wrong
//! A spouse or a front desk receives the parcels; the name is a nickname.
//! # What to do
//! Another name on parcels.
//!
//! Source: inferences.md `legal_name`: a name on at least 60 % of five or more orders, by the lower bound of the share.

use crate::inference::confidence::{logit, wilson_lower};
use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Kind, ProfileField};
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "name_on_parcels",
    facet: Facet::Identity,
    tier: Tier::T1,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase],
    feeds: &[],
    half_life: None,
    cap: None,
    wrong_when: &["parcels_of_another"],
    actions: &["parcels_nickname"],
    infer,
};

/// Before any parcel, the name on the next is the holder's as likely as not.
const PRIOR: f64 = 0.5;
const NEEDED: u64 = 5;

fn infer(view: &View<'_>) -> Finding {
    // Where a profile states the name, nothing is left to guess.
    if view.events().iter().any(|e| matches!(e.profile, Some((ProfileField::RealName, _)))) {
        return evidence::too_few(0, NEEDED);
    }
    let mut by_name: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for (i, e) in view.events().iter().enumerate().filter(|(_, e)| evidence::live(e)) {
        if let Some(name) = e.recipient {
            by_name.entry(name).or_default().push(i);
        }
    }
    let all: usize = by_name.values().map(Vec::len).sum();
    let Some((name, rows)) = by_name.iter().max_by_key(|(_, rows)| rows.len()) else { return evidence::too_few(0, NEEDED) };
    if all < NEEDED as usize || rows.len() * 10 < all * 6 {
        return evidence::too_few(rows.len(), NEEDED);
    }
    let others: Vec<usize> = by_name.iter().filter(|(n, _)| *n != name).flat_map(|(_, r)| r).copied().collect();
    let share = wilson_lower(rows.len() as u64, all as u64);
    let words = view.name(*name).to_owned();
    let mut size = step(view, "reason.name_on_parcels.share", Size::Measured(logit(share) - logit(PRIOR)), "parcels", rows.clone());
    size.reason = size.reason.with("total", Param::Count(all as u64));
    let counter = if others.is_empty() { Vec::new() } else { vec![step(view, "counter.other_names", Size::Note, "parcels", others)] };
    Finding::Claims(vec![Draft {
        statement: Phrase::new("claim.name_on_parcels").with("name", Param::Text(words.clone())),
        value: words,
        emphasis: "name",
        prior: PRIOR,
        since: view.since(rows),
        steps: vec![size],
        counter,
        exhibit: None,
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        speaks("name_on_parcels", every(0..60, 6, |d| bought(at(d, 9), ME, &[])));
        silent("name_on_parcels", every(0..60, 6, |d| bought(at(d, 9), if d % 4 == 0 { ME } else { "程二" }, &[])));
        silent(
            "name_on_parcels",
            [every(0..60, 6, |d| bought(at(d, 9), ME, &[])), vec![states(Platform::Alipay, ProfileField::RealName, ME, &[])]].concat(),
        );
    }
}
