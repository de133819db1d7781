//! # What they could say
//! That you study, and at which school.
//! # What gives it away
//! A campus card or canteen through the term, fees once a year, none of it in summer.
//! # When this is wrong
//! Staff eat there too.
//! # What to do
//! Nothing hides where a campus card is used.
//!
//! Source: inferences.md `education_or_student`: twenty campus rows in a term; fees near a statement; a quiet July and August weak.
//! Tencent lists education among its targeting options (documented).

use crate::inference::evidence::{self, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier, circle};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Kind, ProfileField};
use chrono::Datelike;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "education_or_student",
    facet: Facet::Work,
    tier: Tier::T1,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment, Kind::Profile, Kind::Message],
    feeds: &["merchant.university", "merchant.canteen", "circle.school", "words.study"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["works_at_a_school", "visits_a_campus"],
    actions: &["less_use"],
    infer,
};

const PRIOR: f64 = 0.15;
const ROWS: u64 = 20;

fn infer(view: &View<'_>) -> Finding {
    let campus = evidence::spent(view, tagged(view, "merchant.university"));
    let (fees, meals): (Vec<usize>, Vec<usize>) =
        campus.iter().partition(|i| view.event(**i).and_then(|e| e.net).is_some_and(|n| n.minor >= 100_000));
    let stated: Vec<usize> = view
        .of(Kind::Profile)
        .into_iter()
        .filter(|i| view.event(*i).is_some_and(|e| e.profile.is_some_and(|(f, _)| f == ProfileField::School)))
        .collect();
    let class: Vec<usize> = circle::of(view, "circle.school").into_iter().filter(|c| c.own.len() >= 5).flat_map(|c| c.own).collect();
    let talk: Vec<usize> =
        tagged(view, "words.study").into_iter().filter(|i| view.event(*i).is_some_and(|e| e.own && e.kind == Kind::Message)).collect();
    if (meals.len() as u64) < ROWS && fees.is_empty() {
        return evidence::too_few(meals.len(), ROWS);
    }
    let mut steps = Vec::new();
    if meals.len() as u64 >= ROWS {
        steps.push(step(view, "reason.education_or_student.campus", Size::Strong, "campus", meals.clone()));
        let summer = meals.iter().filter(|i| view.day(**i).is_some_and(|d| (7..=8).contains(&d.month()))).count();
        if view.span(&meals) > 300 && summer * 20 < meals.len() {
            steps.push(step(view, "reason.education_or_student.terms", Size::Moderate, "terms", meals));
        }
    }
    for (rows, id, family, size, least) in [
        (fees, "reason.education_or_student.fees", "fees", Size::NearStatement, 1),
        (class, "reason.education_or_student.class", "class chats", Size::Moderate, 5),
        (talk, "reason.education_or_student.talk", "words", Size::Weak, 20),
        (stated, "reason.education_or_student.stated", "profile", Size::Moderate, 1),
    ] {
        if rows.len() >= least {
            steps.push(step(view, id, size, family, rows));
        }
    }
    let rows: Vec<usize> = steps.iter().flat_map(|s| s.events.clone()).collect();
    let school = campus.last().and_then(|i| view.event(*i)).map(|e| view.party(e).to_owned()).filter(|s| !s.is_empty());
    let statement = match &school {
        Some(name) => Phrase::new("claim.education_or_student").with("school", Param::Text(name.clone())),
        None => Phrase::new("claim.education_or_student.unnamed"),
    };
    Finding::Claims(vec![Draft {
        emphasis: "school",
        since: view.since(&rows),
        steps,
        counter: vec![evidence::note("counter.education_or_student.staff")],
        ..Draft::new("student", statement, PRIOR)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let meal =
            |d| paid(at(d, 12), 1_200, PaymentKind::Merchant, Direction::Out, "某某大学食堂", &["merchant.university", "merchant.canteen"]);
        let fee = paid(at(110, 9), 520_000, PaymentKind::Merchant, Direction::Out, "某某大学财务处", &["merchant.university"]);
        assert_eq!(speaks("education_or_student", [every(0..100, 2, meal), vec![fee]].concat())[0].level, Level::High);
        // A visit to a campus.
        silent("education_or_student", every(0..10, 2, meal));
    }
}
