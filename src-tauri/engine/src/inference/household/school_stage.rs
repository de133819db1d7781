//! # What they could say
//! That somebody here prepares for an exam, and which.
//! # What gives it away
//! Books and courses named for it, over two months and more.
//! # When this is wrong
//! A teacher; resale; a child’s exam on a parent’s account.
//! # What to do
//! Recommendations off changes what is shown.
//!
//! Source: inferences.md `school_stage`: three books or courses over 60 days; books alone stay below .6. Whose exam it is isn’t told.

use crate::inference::evidence::{self, said, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "school_stage",
    facet: Facet::Household,
    tier: Tier::T1,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase, Kind::Payment, Kind::Message],
    feeds: &["stage.exam", "goods.books.exam", "merchant.exam_prep", "merchant.training", "words.study"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["teaches", "for_a_child"],
    actions: &["taobao_recommendations_off"],
    infer,
};

const PRIOR: f64 = 0.15;
const NEEDED: u64 = 3;
const SPAN: i64 = 60;

fn infer(view: &View<'_>) -> Finding {
    if view.reseller {
        return evidence::too_few(0, NEEDED);
    }
    let (books, others) = evidence::own_and_others(view, evidence::any(view, &["stage.exam", "goods.books.exam"]));
    let courses = evidence::spent(view, tagged(view, "merchant.exam_prep"));
    let talk: Vec<usize> =
        tagged(view, "words.study").into_iter().filter(|i| view.event(*i).is_some_and(|e| e.own && e.kind == Kind::Message)).collect();
    let mut rows: Vec<usize> = books.iter().chain(&courses).copied().collect();
    rows.sort_unstable();
    rows.dedup();
    if (rows.len() as u64) < NEEDED || view.span(&rows) < SPAN {
        return evidence::too_few(rows.len(), NEEDED);
    }
    let mut exams: BTreeMap<&str, usize> = BTreeMap::new();
    for e in rows.iter().filter_map(|i| view.event(*i)) {
        view.seen(e, "stage.exam").filter_map(|s| s.value).for_each(|v| *exams.entry(view.name(v)).or_default() += 1);
    }
    let exam = exams.into_iter().max_by_key(|(_, n)| *n).map(|(exam, _)| exam);
    let mut steps = Vec::new();
    for (rows, id, family, size) in [
        (&books, "reason.school_stage.books", "goods", evidence::repeated(view, &books, SPAN)),
        (&courses, "reason.school_stage.courses", "merchant", if courses.len() >= 2 { Size::Strong } else { Size::Moderate }),
    ] {
        if !rows.is_empty() {
            steps.push(step(view, id, size, family, rows.clone()));
        }
    }
    if talk.len() >= 10 {
        steps.push(step(view, "reason.school_stage.talk", Size::Weak, "words", talk));
    }
    let mut counter = vec![evidence::note("counter.school_stage.whose")];
    if !others.is_empty() {
        counter.push(step(view, "counter.for_others", Size::Against(&Size::Trace), "goods", others));
    }
    let statement = match exam {
        Some(exam) => Phrase::new("claim.school_stage").with("exam", Param::Text(exam.to_owned())),
        None => Phrase::new("claim.school_stage.unnamed"),
    };
    Finding::Claims(vec![Draft {
        emphasis: "exam",
        since: view.since(&rows),
        exhibit: Some(said(view, "exhibit.school_stage", &rows)),
        steps,
        counter,
        ..Draft::new(exam.unwrap_or("exam"), statement, PRIOR)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let book = |d| bought(at(d, 20), ME, &["goods.books.exam", "stage.exam=考研"]);
        let course = |d| shop(at(d, 20), "某某网校", &["merchant.exam_prep"]);
        let said = speaks("school_stage", vec![book(120), book(90), course(80), course(40), book(30)]);
        assert_eq!((said[0].value.as_str(), said[0].level), ("考研", Level::Medium));
        silent("school_stage", vec![book(12), book(9), book(3)]);
        // A parent buys for a child elsewhere.
        silent(
            "school_stage",
            [every(0..300, 5, |d| bought(at(d, 11), ME, &[])), every(0..120, 30, |d| bought(at(d, 20), "程二", &["goods.books.exam"]))]
                .concat(),
        );
    }
}
