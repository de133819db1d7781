//! # What they could say
//! That contact with one person fell sharply after a day. Nothing about why.
//! # What gives it away
//! Messages and money with the contact that partner signs point to, week by week.
//! # When this is wrong
//! Another app; moving in together, after which people write less; a new phone.
//! # What to do
//! End-to-end encryption with messages that disappear.
//!
//! Source: inferences.md `breakup_or_divorce`: the contact of `romantic_partner` at medium and above; the last six weeks at a tenth of
//! the weeks before and less, while the rest of the chats go on. Low dispersion goes with couples that split within two months
//! (Backstrom & Kleinberg 2014). Only the drop is told.

use crate::inference::evidence::{self, said};
use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier, first, people};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::TimeDelta;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "breakup_or_divorce",
    facet: Facet::Household,
    tier: Tier::T3,
    kind: ClaimKind::ExplainOnly,
    needs: &[Kind::Message, Kind::Payment],
    feeds: &["kin.partner", "words.love"],
    half_life: None,
    cap: None,
    wrong_when: &["switched_app", "moved_in_together"],
    actions: &["encrypted_chats"],
    infer,
};

const WEEKS: i64 = 6;
const MESSAGES: usize = 60;

fn infer(view: &View<'_>) -> Finding {
    let Some(partner) = first(view, "romantic_partner") else { return evidence::too_few(0, 1) };
    let people = people::all(view);
    let Some((name, person)) = people.iter().find(|(name, _)| view.name(**name) == partner.value) else { return evidence::too_few(0, 1) };
    if person.rows.len() < MESSAGES {
        return evidence::too_few(person.rows.len(), MESSAGES as u64);
    }
    // When chats with everybody end, the export ends, not a tie.
    let Some(end) = people.iter().filter(|(n, _)| *n != name).filter_map(|(_, p)| p.latest).max() else { return evidence::too_few(1, 2) };
    let cut = end - TimeDelta::weeks(WEEKS);
    let (before, after): (Vec<usize>, Vec<usize>) = person.rows.iter().partition(|i| view.time(**i).is_some_and(|t| t < cut));
    let weeks = view.span(&before).max(7) as f64 / 7.0;
    let (rate, now) = (before.len() as f64 / weeks, after.len() as f64 / WEEKS as f64);
    let others: usize = people
        .iter()
        .filter(|(n, _)| *n != name)
        .map(|(_, p)| p.rows.iter().filter(|i| view.time(**i).is_some_and(|t| t >= cut)).count())
        .sum();
    if before.len() < MESSAGES || now > rate * 0.1 || others < 10 {
        return Finding::Nothing { because: Because::BelowThreshold, found: after.len() as u64, needed: MESSAGES as u64 };
    }
    let Some(last) = before.iter().filter_map(|i| view.day(*i)).max() else { return evidence::too_few(0, 1) };
    let reason = said(view, "reason.breakup_or_divorce.drop", &before)
        .with("rate", Param::Count(rate.round() as u64))
        .with("now", Param::Count(after.len() as u64));
    Finding::Claims(vec![Draft {
        emphasis: "contact",
        since: Some(last),
        steps: vec![Step::new(reason, Size::Decisive, "records", person.rows.clone())],
        counter: vec![evidence::note("counter.breakup_or_divorce.app")],
        ..Draft::new(
            partner.value.clone(),
            Phrase::new("claim.breakup_or_divorce").with("contact", Param::Text(partner.value)).with("date", Param::Day(last)),
            0.5,
        )
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let love =
            |days: std::ops::Range<u64>| every(days, 1, |d| wrote(at(d, 22), "甲", if d % 2 == 0 { ME } else { "甲" }, &["kin.partner"]));
        let packet = paid(at(225, 12), 52_000, PaymentKind::RedPacket, Direction::Out, "甲", &["amount.love_520"]);
        let others = |days: std::ops::Range<u64>| {
            every(days, 3, |d| {
                wrote(
                    at(d, 20),
                    if d % 2 == 0 { "乙" } else { "丙" },
                    if d % 4 < 2 {
                        ME
                    } else if d % 2 == 0 {
                        "乙"
                    } else {
                        "丙"
                    },
                    &[],
                )
            })
        };
        let said = speaks("breakup_or_divorce", [love(60..300), others(0..300), vec![packet.clone()]].concat());
        assert_eq!((said[0].value.as_str(), said[0].kind), ("甲", ClaimKind::ExplainOnly));
        // The export ends for everybody; or they still write.
        silent("breakup_or_divorce", [love(60..300), others(60..300), vec![packet.clone()]].concat());
        silent("breakup_or_divorce", [love(0..300), others(0..300), vec![packet]].concat());
    }
}
