//! # What they could say
//! In which band of age you are.
//! # What gives it away
//! A date of birth where a profile or an ID states it; else a little from what is bought.
//! # When this is wrong
//! Somebody shops for parents or children.
//! # What to do
//! No birthday in profiles.
//!
//! Source: inferences.md `age_band`: a stated birthday is decisive. From purchases only the fitted estimates speak (under 35, 45 and
//! over, 65 and over, on the grocery panel AUC .71–.90 cross-validated, ACCURACY.md), and chat text hardly any (bench/messages):
//! without a statement the word is low.

use crate::inference::confidence::logit;
use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier, estimate};
use crate::observer::{Event, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Kind, ProfileField};
use chrono::NaiveDate;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "age_band",
    facet: Facet::Identity,
    tier: Tier::T1,
    kind: ClaimKind::Derived,
    needs: &[Kind::Profile, Kind::Purchase, Kind::Message],
    feeds: &["id.cn_id", "stage.student", "goods.anti_ageing", "goods.glasses_reading"],
    half_life: None,
    cap: None,
    wrong_when: &["shops_for_family", "account_of_another"],
    actions: &["taobao_recommendations_off", "amazon_profiles_apart"],
    infer,
};

/// Baskets have to move the odds by at least a half: else the sentence would say no more than the country's share.
const MOVES: f64 = 0.41;

fn infer(view: &View<'_>) -> Finding {
    let stated: Vec<(usize, NaiveDate)> = view
        .of(Kind::Profile)
        .into_iter()
        .filter_map(|i| Some((i, birthday(view, view.event(i)?)?)))
        .filter(|(_, b)| lives(view, *b))
        .collect();
    if let Some((_, born)) = stated.first().copied() {
        let age = i64::from(view.today.years_since(born).unwrap_or_default());
        let rows: Vec<usize> = stated.iter().filter(|(_, b)| *b == born).map(|s| s.0).collect();
        let low = age / 5 * 5;
        return claim(view, (low, low + 4), step(view, "reason.age_band.stated", Size::Decisive, "profile", rows), 0.3, Vec::new());
    }
    // What purchases weigh, where they weigh anything.
    let said = estimate::all(view, None);
    let of = |id: &str| said.iter().find(|e| e.id == id && e.coverage >= 0.2).filter(|e| logit(e.p) - logit(e.prior) >= MOVES).map(|e| e.p);
    let rows: Vec<usize> =
        evidence::own(view, view.of(Kind::Purchase)).into_iter().filter(|i| view.event(*i).is_some_and(|e| view.has(e, "shelf"))).collect();
    let bands = [((18, 34), of("age_lt35")), ((45, 99), of("age45plus")), ((65, 99), of("age65plus"))];
    let Some((band, p)) =
        bands.into_iter().filter_map(|(band, p)| Some((band, p?))).filter(|(_, p)| *p >= 0.5).max_by(|a, b| a.1.total_cmp(&b.1))
    else {
        return evidence::too_few(rows.len(), 1);
    };
    let prior = 0.3;
    let weight = logit(p) - logit(prior);
    claim(
        view,
        band,
        step(view, "reason.age_band.shelves", Size::Measured(weight), "goods", rows),
        prior,
        vec![evidence::note("counter.age_band.family")],
    )
}

/// 1 January 1900 and the day an account was made are placeholders.
fn lives(view: &View<'_>, born: NaiveDate) -> bool {
    view.today.years_since(born).is_some_and(|years| (6..=115).contains(&years))
}

fn claim(view: &View<'_>, (from, to): (i64, i64), step: Step, prior: f64, counter: Vec<Step>) -> Finding {
    if step.events.is_empty() {
        return evidence::too_few(0, 1);
    }
    let number = |n: i64| Param::Count(n.unsigned_abs());
    let statement = if to >= 99 { Phrase::new("claim.age_band.from") } else { Phrase::new("claim.age_band").with("to", number(to)) };
    Finding::Claims(vec![Draft {
        emphasis: "from",
        since: view.since(&step.events),
        steps: vec![step],
        counter,
        ..Draft::new(format!("{from}-{to}"), statement.with("from", number(from)), prior)
    }])
}

/// A date of birth, as profiles and ID numbers state it.
pub(in crate::inference) fn birthday(view: &View<'_>, e: &Event) -> Option<NaiveDate> {
    let of_id = view.seen(e, "id.cn_id").find_map(|s| view.name(s.value?).split('|').nth(2)?.parse().ok());
    let (field, value) = e.profile?;
    let stated = || {
        let digits: String = view.name(value).chars().map(|c| if c.is_ascii_digit() { c } else { '-' }).collect();
        let mut parts = digits.split('-').filter(|p| !p.is_empty()).map(|p| p.parse::<u32>());
        let (y, m, d) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        NaiveDate::from_ymd_opt(i32::try_from(y).ok()?, m, d)
    };
    of_id.or_else(|| (field == ProfileField::Birthday).then(stated).flatten())
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let said = speaks("age_band", vec![states(Platform::Google, ProfileField::Birthday, "1990-05-12", &[])]);
        assert_eq!((said[0].value.as_str(), said[0].level), ("30-34", Level::High));
        // A few things that older people buy say nothing of one.
        silent("age_band", every(0..100, 20, |d| bought(at(d, 9), ME, &["goods.glasses_reading"])));
        silent("age_band", vec![states(Platform::Google, ProfileField::Birthday, "May", &[])]);
        silent("age_band", vec![states(Platform::Google, ProfileField::Birthday, "1900-01-01", &[])]);
        // What a country's share alone would say: goods on shelves that move no odds.
        silent("age_band", every(0..350, 3, |d| bought(at(d, 9), ME, &["shelf.type=No such shelf"])));
    }
}
