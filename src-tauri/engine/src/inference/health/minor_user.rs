//! # What they could say
//! That this account may belong to somebody under fourteen or eighteen.
//! # What gives it away
//! A date of birth; an ID number.
//! # When this is wrong
//! A parent’s account that a child uses.
//! # What to do
//! A guardian may ask for deletion (PIPL 31; GDPR 8).
//!
//! Source: inferences.md `minor_user`: only a stated date of birth speaks: school goods are bought by parents far more often than by
//! pupils, so the catalogue’s softer cues are left out. Under fourteen, all other rules about the person stop.

use crate::inference::evidence::{self, step};
use crate::inference::identity::age_band::birthday;
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "minor_user",
    facet: Facet::Health,
    tier: Tier::T3,
    kind: ClaimKind::Derived,
    needs: &[Kind::Profile, Kind::Purchase, Kind::Message],
    feeds: &["id.cn_id", "stage.primary", "stage.secondary"],
    half_life: None,
    cap: None,
    wrong_when: &["parent_account"],
    actions: &["guardian_rights"],
    infer,
};

fn infer(view: &View<'_>) -> Finding {
    let Some((rows, age)) = stated(view) else { return evidence::too_few(0, 1) };
    if age >= 18 {
        return Finding::Nothing { because: Because::BelowThreshold, found: rows.len() as u64, needed: 1 };
    }
    let under = if age < 14 { 14 } else { 18 };
    Finding::Claims(vec![Draft {
        emphasis: "under",
        since: view.since(&rows),
        steps: vec![step(view, "reason.minor_user.stated", Size::Decisive, "profile", rows)],
        counter: vec![evidence::note("counter.minor_user.parent")],
        ..Draft::new(format!("under-{under}"), Phrase::new("claim.minor_user").with("under", Param::Count(under)), 0.1)
    }])
}

/// The youngest stated age, with its rows.
fn stated(view: &View<'_>) -> Option<(Vec<usize>, u32)> {
    let ages = view.of(Kind::Profile).into_iter().filter_map(|i| Some((i, view.today.years_since(birthday(view, view.event(i)?)?)?)));
    let mut ages: Vec<(usize, u32)> = ages.collect();
    ages.sort_by_key(|a| a.1);
    let youngest = ages.first()?.1;
    Some((ages.into_iter().filter(|a| a.1 == youngest).map(|a| a.0).collect(), youngest))
}

/// Whether the files state that their owner is under fourteen: then nothing about the person is inferred.
pub(crate) fn stops(view: &View<'_>) -> bool {
    stated(view).is_some_and(|(_, age)| age < 14)
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let said = speaks("minor_user", vec![states(Platform::Google, ProfileField::Birthday, "2008-05-12", &[])]);
        assert_eq!(said[0].value, "under-18");
        // A parent buys for a pupil.
        silent("minor_user", every(0..100, 10, |d| bought(at(d, 9), ME, &["goods.school.stationery", "stage.primary"])));
        silent("minor_user", vec![states(Platform::Google, ProfileField::Birthday, "1990-05-12", &[])]);
        // Under fourteen the other rules are silent, whatever the rows.
        let food = every(0..200, 20, |d| bought(at(d, 9), ME, &["goods.pet.cat_food"]));
        silent("pet_owner", [food, vec![states(Platform::Google, ProfileField::Birthday, "2014-05-12", &[])]].concat());
    }
}
