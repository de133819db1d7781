//! # What they could say
//! That your work changed, or ended, about a month.
//! # What gives it away
//! Pay comes from another payer or stops; work chats go silent and others begin; job sites; unemployment benefit.
//! # When this is wrong
//! Leave, remote work, months missing from the files.
//! # What to do
//! Personal devices for personal talk.
//!
//! Source: inferences.md `new_job_or_job_loss`: two joint changes within 60 days of each other are told, each moderate; the catalogue’s
//! commute is left to its own rule. Phone metadata shows lay-offs (Toole 2015).

use crate::inference::evidence::{self, live, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier, circle};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "new_job_or_job_loss",
    facet: Facet::Household,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment, Kind::Message],
    feeds: &["words.payday", "label.income", "circle.work", "merchant.job_site", "merchant.social_security", "words.announce_job"],
    half_life: None,
    cap: None,
    wrong_when: &["leave_or_remote", "missing_months"],
    actions: &["encrypted_chats", "salary_apart"],
    infer,
};

const PRIOR: f64 = 0.12;
const NEAR: i64 = 75;

fn infer(view: &View<'_>) -> Finding {
    let pay: Vec<usize> = view
        .income()
        .into_iter()
        .filter(|i| view.event(*i).is_some_and(|e| live(e) && (view.has(e, "words.payday") || view.has(e, "label.income"))))
        .collect();
    let mut payers: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for i in pay {
        if let Some(party) = view.event(i).and_then(|e| e.party) {
            payers.entry(party).or_default().push(i);
        }
    }
    payers.retain(|_, rows| view.months(rows).len() >= 3);
    let mut payers: Vec<Vec<usize>> = payers.into_values().collect();
    payers.sort_by_key(|rows| view.since(rows));
    let Some(end) = view.of(Kind::Payment).into_iter().filter_map(|i| view.day(i)).max() else { return evidence::too_few(0, 2) };
    let last = |rows: &[usize]| rows.iter().filter_map(|i| view.day(*i)).max();
    let changed = payers
        .iter()
        .zip(payers.iter().skip(1))
        .find(|(a, b)| last(a).zip(view.since(b)).is_some_and(|(x, y)| (-5..=NEAR).contains(&(y - x).num_days())));
    let stopped = payers.last().and_then(|rows| Some((last(rows)?, rows))).filter(|(day, _)| (end - *day).num_days() >= 45);
    let (kind, day, mut steps) = match (changed, stopped) {
        (Some((old, new)), _) => {
            let Some(day) = view.since(new) else { return evidence::too_few(0, 2) };
            (
                "new",
                day,
                vec![
                    step(view, "reason.new_job_or_job_loss.old_payer", Size::Strong, "old payer", old.clone()),
                    step(view, "reason.new_job_or_job_loss.new_payer", Size::Strong, "new payer", new.clone()),
                ],
            )
        }
        (None, Some((day, rows))) => {
            ("lost", day, vec![step(view, "reason.new_job_or_job_loss.stopped", Size::Strong, "payroll", rows.clone())])
        }
        (None, None) => return evidence::too_few(payers.len(), 2),
    };
    let near = |rows: Vec<usize>| {
        rows.into_iter()
            .filter(|i| view.event(*i).is_some_and(|e| e.own) && view.day(*i).is_some_and(|d| (-30..=200).contains(&(d - day).num_days())))
            .collect::<Vec<_>>()
    };
    for (tags, id, family, size) in [
        (&["merchant.job_site"][..], "reason.new_job_or_job_loss.search", "job sites", Size::Moderate),
        (&["merchant.social_security"][..], "reason.new_job_or_job_loss.benefit", "benefit", Size::Strong),
        (&["words.announce_job"][..], "reason.new_job_or_job_loss.said", "words", Size::NearStatement),
    ] {
        let rows = near(evidence::any(view, tags));
        if !rows.is_empty() {
            steps.push(step(view, id, size, family, rows));
        }
    }
    let silent: Vec<usize> = circle::of(view, "circle.work")
        .into_iter()
        .filter(|c| last(&c.rows).is_some_and(|d| (d - day).num_days().abs() <= NEAR && (end - d).num_days() >= 45))
        .flat_map(|c| c.own)
        .collect();
    if !silent.is_empty() {
        steps.push(step(view, "reason.new_job_or_job_loss.silent", Size::Moderate, "work chats", silent));
    }
    if steps.len() < 2 {
        return evidence::too_few(steps.len(), 2);
    }
    let rows: Vec<usize> = steps.iter().flat_map(|s| s.events.clone()).collect();
    Finding::Claims(vec![Draft {
        emphasis: "month",
        since: Some(day),
        exhibit: Some(said(view, "exhibit.new_job_or_job_loss", &rows)),
        steps,
        counter: vec![evidence::note("counter.new_job_or_job_loss.leave")],
        ..Draft::new(
            format!("{kind}-{}", day.format("%Y-%m")),
            Phrase::new(format!("claim.new_job_or_job_loss.{kind}")).with("month", Param::Month(day)),
            PRIOR,
        )
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let pay = |days: std::ops::Range<u64>, who: &'static str| {
            every(days, 30, move |d| paid(at(d, 9), 800_000, PaymentKind::Transfer, Direction::In, who, &["words.payday"]))
        };
        let said = speaks("new_job_or_job_loss", [pay(160..320, "甲公司"), pay(5..150, "乙公司")].concat());
        assert!(said[0].value.starts_with("new-2024-0"), "{}", said[0].value);
        let spends = || every(0..320, 5, |d| shop(at(d, 12), "某某面馆", &[]));
        let gone = [pay(120..320, "甲公司"), spends(), every(10..90, 30, |d| shop(at(d, 12), "某某招聘", &["merchant.job_site"]))].concat();
        assert!(speaks("new_job_or_job_loss", gone)[0].value.starts_with("lost-"));
        // One payer all along; pay stops because the file does.
        silent("new_job_or_job_loss", [pay(5..320, "甲公司"), spends()].concat());
        silent("new_job_or_job_loss", pay(160..320, "甲公司"));
    }
}
