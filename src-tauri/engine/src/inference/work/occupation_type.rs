//! # What they could say
//! What kind of work you do.
//! # What gives it away
//! Tanks of fuel and payouts of a driver; many small receipts a day of a shop; cloud bills of a developer; a hospital’s staff canteen;
//! a teacher’s lines in parents’ chats.
//! # When this is wrong
//! It is the partner’s job; a side job.
//! # What to do
//! A separate account for work.
//!
//! Source: inferences.md `occupation_type`: cues of the catalogue, two of them for a kind; sizes §0.3. Nine classes from tweets 53 %
//! (Preoţiuc-Pietro 2015b). Tencent lists work status among its targeting options (documented).

use crate::inference::evidence::{self, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier, circle};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "occupation_type",
    facet: Facet::Work,
    tier: Tier::T1,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment, Kind::Message, Kind::Purchase],
    feeds: &["merchant.fuel", "merchant.toll", "merchant.canteen", "merchant.cloud", "circle.parents", "circle.work", "merchant.hospital"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["job_of_partner", "side_job"],
    actions: &["account_each", "salary_apart"],
    infer,
};

const PRIOR: f64 = 0.12;

fn infer(view: &View<'_>) -> Finding {
    let of = |tags: &[&str]| evidence::own(view, evidence::spent(view, evidence::any(view, tags)));
    let a_month = |rows: &[usize]| rows.len() as f64 / evidence::months_spanned(view, rows).max(1) as f64;
    let income = view.income();
    let mut kinds: BTreeMap<&str, Vec<Step>> = BTreeMap::new();
    let mut add = |kind: &'static str, id: &str, size: Size, family: &'static str, rows: Vec<usize>| {
        if !rows.is_empty() {
            kinds.entry(kind).or_default().push(step(view, id, size, family, rows));
        }
    };
    let fuel = of(&["merchant.fuel", "merchant.ev_charging"]);
    if a_month(&fuel) > 8.0 {
        add("driver", "reason.occupation_type.fuel", Size::Strong, "fuel", fuel);
        add("driver", "reason.occupation_type.toll", Size::Weak, "ways", of(&["merchant.toll"]));
    }
    let payouts: Vec<usize> = income
        .iter()
        .copied()
        .filter(|i| view.event(*i).is_some_and(|e| view.has(e, "merchant.ride_hailing") || view.has(e, "merchant.courier")))
        .collect();
    if payouts.len() >= 10 {
        add("driver", "reason.occupation_type.payouts", Size::NearStatement, "payouts", payouts);
    }
    let mut days: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
    let small: Vec<usize> =
        income.iter().copied().filter(|i| view.event(*i).and_then(|e| e.net).is_some_and(|n| n.minor <= 30_000)).collect();
    small.iter().for_each(|i| {
        if let Some(d) = view.day(*i) {
            days.entry(d).or_default().push(*i)
        }
    });
    let busy: Vec<usize> = days.into_values().filter(|rows| rows.len() >= 4).flatten().collect();
    if view.months(&busy).len() >= 2 && busy.len() >= 100 {
        add("shop", "reason.occupation_type.receipts", Size::NearStatement, "receipts", busy);
        add("shop", "reason.occupation_type.stock", Size::Moderate, "stock", of(&["merchant.market"]));
    }
    let cloud = of(&["merchant.cloud"]);
    if view.months(&cloud).len() >= 3 {
        add("software", "reason.occupation_type.cloud", Size::Strong, "cloud", cloud);
        add("software", "reason.occupation_type.books", Size::Moderate, "goods", of(&["goods.books.computing"]));
    }
    let staff: Vec<usize> = of(&["merchant.canteen"])
        .into_iter()
        .filter(|i| view.event(*i).is_some_and(|e| view.has(e, "merchant.hospital") || view.has(e, "merchant.hospital_special")))
        .collect();
    if staff.len() >= 20 {
        add("health", "reason.occupation_type.staff", Size::NearStatement, "canteen", staff);
    }
    let school: Vec<usize> =
        of(&["merchant.canteen"]).into_iter().filter(|i| view.event(*i).is_some_and(|e| view.has(e, "merchant.school"))).collect();
    if school.len() >= 20 {
        add("teacher", "reason.occupation_type.staff", Size::NearStatement, "canteen", school);
    }
    for c in circle::of(view, "circle.parents") {
        // A teacher writes more than any parent.
        let most = c.others.values().max().copied().unwrap_or_default();
        if c.own.len() as u64 > most * 2 && c.own.len() >= 20 {
            add("teacher", "reason.occupation_type.parents", Size::Strong, "parents’ chats", c.own.clone());
        }
    }
    let most = kinds.values().map(Vec::len).max().unwrap_or_default();
    let drafts: Vec<Draft> = kinds
        .into_iter()
        .filter(|(_, steps)| steps.iter().map(|s| s.size.weight()).sum::<f64>() >= Size::Strong.weight() + Size::Weak.weight())
        .map(|(kind, steps)| {
            let rows: Vec<usize> = steps.iter().flat_map(|s| s.events.clone()).collect();
            Draft {
                emphasis: "kind",
                since: view.since(&rows),
                exhibit: Some(said(view, "exhibit.occupation_type", &rows)),
                steps,
                counter: vec![evidence::note("counter.occupation_type.employer")],
                ..Draft::new(kind, Phrase::new("claim.occupation_type").with("kind", Param::Word(format!("occupation.{kind}"))), PRIOR)
            }
        })
        .collect();
    if drafts.is_empty() { evidence::too_few(most, 2) } else { Finding::Claims(drafts) }
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let fuel = |by: usize| every(0..120, by, |d| shop(at(d, 6), "某某加油站", &["merchant.fuel"]));
        let payouts =
            every(0..60, 2, |d| paid(at(d, 23), 30_000, PaymentKind::Merchant, Direction::In, "某某出行", &["merchant.ride_hailing"]));
        assert_eq!(speaks("occupation_type", [fuel(2), payouts].concat())[0].value, "driver");
        let till = (0..60)
            .flat_map(|d| (0..6).map(move |n| paid(at(d, 10 + n), 2_000, PaymentKind::Transfer, Direction::In, &format!("客{n}"), &[])))
            .collect();
        assert_eq!(speaks("occupation_type", till)[0].value, "shop");
        // One who drives to work; a parent in a parents’ chat.
        silent("occupation_type", fuel(14));
        silent("occupation_type", every(0..60, 1, |d| wrote(at(d, 19), "三班家长群", ["甲", "乙", ME][d as usize % 3], &[])));
    }
}
