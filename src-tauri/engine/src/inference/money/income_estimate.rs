//! # What they could say
//! What you earn a month, between two numbers.
//! # What gives it away
//! Rows that say 工资 or salary; the same payer every month near the same day; without any, what is spent.
//! # When this is wrong
//! A wallet sees part of a life; reimbursements, family pooling money, reselling.
//! # What to do
//! Ask for the explanation of automated decisions; keep the salary account off wallets.
//!
//! Source: inferences.md `income_estimate`: same payer in three of four months, day within ±4, coefficient of variation at most 0.25;
//! else spending ÷ 0.68 (China 2023: consumption 26,796 of 39,218 yuan disposable, NBS 17 January 2024) × or ÷ 1.6.
//! Prior 0.2: about a fifth of households stand in a given band (published_weights.md §2).

use crate::inference::evidence::{self, median, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Amount, Currency, Kind};
use chrono::Datelike;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "income_estimate",
    facet: Facet::Money,
    tier: Tier::T3,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment],
    feeds: &["words.payday", "label.income"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["wallet_sees_part", "pooled_money"],
    actions: &["ask_for_explanation", "salary_apart"],
    infer,
};

const PRIOR: f64 = 0.2;
const MONTHS: u64 = 3;

fn infer(view: &View<'_>) -> Finding {
    let income: Vec<usize> = view.income().into_iter().filter(|i| view.event(*i).is_some_and(evidence::live)).collect();
    let named: Vec<usize> = income
        .iter()
        .copied()
        .filter(|i| view.event(*i).is_some_and(|e| view.has(e, "words.payday") || view.has(e, "label.income")))
        .collect();
    let payroll = if view.months(&named).len() as u64 >= MONTHS {
        Some((named.clone(), true))
    } else {
        regular(view, &income).map(|rows| (rows, false))
    };
    let found = payroll.and_then(|(rows, stated)| payroll_draft(view, rows, stated)).or_else(|| from_spending(view));
    match found {
        Some(draft) => Finding::Claims(vec![draft]),
        None => evidence::too_few(view.months(&named).len(), MONTHS),
    }
}

/// The payer that looks like an employer: most months first.
fn regular(view: &View<'_>, income: &[usize]) -> Option<Vec<usize>> {
    let mut by_payer: BTreeMap<(Name, Currency), Vec<usize>> = BTreeMap::new();
    for i in income {
        if let Some((party, net)) = view.event(*i).and_then(|e| e.party.zip(e.net)) {
            by_payer.entry((party, net.currency)).or_default().push(*i);
        }
    }
    by_payer.into_values().filter(|rows| looks_like_pay(view, rows)).max_by_key(|rows| view.months(rows).len())
}

fn looks_like_pay(view: &View<'_>, rows: &[usize]) -> bool {
    let months = view.months(rows).len() as i64;
    let spanned = view.span(rows) / 30 + 1;
    if months < MONTHS as i64 || months * 4 < spanned * 3 || rows.len() as i64 > months {
        return false;
    }
    let days: Vec<i64> = rows.iter().filter_map(|i| view.day(*i)).map(|d| i64::from(d.day())).collect();
    let Some(usual) = median(days.clone()) else { return false };
    // Days of the month go round: the 30th and the 1st are neighbours.
    let near = days.iter().all(|d| (d - usual).abs().min(30 - (d - usual).abs()) <= 4);
    let amounts = minors(view, rows);
    let mean = amounts.iter().sum::<i64>() as f64 / amounts.len().max(1) as f64;
    let variance = amounts.iter().map(|a| (*a as f64 - mean).powi(2)).sum::<f64>() / amounts.len().max(1) as f64;
    near && mean > 0.0 && variance.sqrt() / mean <= 0.25
}

fn minors(view: &View<'_>, rows: &[usize]) -> Vec<i64> {
    rows.iter().filter_map(|i| view.event(*i)?.net).map(|n| n.minor).collect()
}

fn payroll_draft(view: &View<'_>, rows: Vec<usize>, stated: bool) -> Option<Draft> {
    let currency = view.event(*rows.last()?)?.net?.currency;
    let rows: Vec<usize> =
        rows.into_iter().filter(|i| view.event(*i).and_then(|e| e.net).is_some_and(|n| n.currency == currency)).collect();
    let mut by_month: BTreeMap<(i32, u32), i64> = BTreeMap::new();
    for i in &rows {
        if let (Some(day), Some(net)) = (view.day(*i), view.event(*i).and_then(|e| e.net)) {
            *by_month.entry((day.year(), day.month())).or_default() += net.minor;
        }
    }
    let mut sums: Vec<i64> = by_month.into_values().collect();
    sums.sort_unstable();
    let quarter = |k: usize| sums.get((sums.len() - 1) * k / 4).copied();
    let day = median(rows.iter().filter_map(|i| view.day(*i)).map(|d| i64::from(d.day())).collect())?;
    let (size, id) =
        if stated { (Size::Decisive, "reason.income_estimate.stated") } else { (Size::NearStatement, "reason.income_estimate.payer") };
    let mut pay = step(view, id, size, "payroll", rows.clone());
    pay.reason = pay.reason.with("d", Param::Count(day.unsigned_abs()));
    let counter = vec![evidence::note("counter.income_estimate.elsewhere")];
    Some(draft(view, (quarter(1)?, quarter(3)?), currency, pay, &rows, counter))
}

/// Only in yuan: the share that is spent is China's.
fn from_spending(view: &View<'_>) -> Option<Draft> {
    let yuan = |i: &usize| view.event(*i).is_some_and(|e| e.time.is_some() && e.net.is_some_and(|n| n.currency == Currency::CNY));
    let rows: Vec<usize> = view.spending().into_iter().filter(yuan).collect();
    let mut by_month: BTreeMap<(i32, u32), i64> = BTreeMap::new();
    for i in &rows {
        if let (Some(day), Some(net)) = (view.day(*i), view.event(*i).and_then(|e| e.net)) {
            *by_month.entry((day.year(), day.month())).or_default() += net.minor;
        }
    }
    let months = by_month.len();
    if (months as u64) < MONTHS {
        return None;
    }
    let spent = median(by_month.into_values().collect())? as f64;
    let income = spent / 0.68;
    let size = if months >= 6 { Size::Strong } else { Size::Moderate };
    let reason = said(view, "reason.income_estimate.spending", &rows)
        .with("months", Param::Count(months as u64))
        .with("amount", Param::Money(Amount::fen(spent as i64)));
    let steps = Step::new(reason, size, "spending", rows.clone()).aged(view.age(&rows));
    let counter = vec![evidence::note("counter.income_estimate.lower_bound")];
    Some(draft(view, ((income / 1.6) as i64, (income * 1.6) as i64), Currency::CNY, steps, &rows, counter))
}

/// A band, in whole hundreds.
fn draft(view: &View<'_>, (lo, hi): (i64, i64), currency: Currency, step: Step, rows: &[usize], counter: Vec<Step>) -> Draft {
    let hundred = 100 * 100;
    let (lo, hi) = (lo / hundred * hundred, (hi / hundred + 1) * hundred);
    let money = |minor| Param::Money(Amount::new(minor, currency));
    Draft {
        value: format!("{}:{}-{}", currency.code(), lo / 100, hi / 100),
        statement: Phrase::new("claim.income_estimate").with("lo", money(lo)).with("hi", money(hi)),
        emphasis: "hi",
        prior: PRIOR,
        since: view.since(rows),
        steps: vec![step],
        counter,
        exhibit: None,
    }
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let pay = |tags: &'static [&str]| {
            every(10..200, 30, move |d| paid(at(d, 9), 850_000, PaymentKind::Transfer, Direction::In, "某某公司", tags))
        };
        let stated = speaks("income_estimate", pay(&["words.payday"]));
        assert_eq!(stated[0].level, Level::High);
        let regular = speaks("income_estimate", pay(&[]));
        assert!(regular[0].p < stated[0].p && regular[0].level == Level::Medium);
        silent("income_estimate", vec![paid(at(9, 9), 850_000, PaymentKind::Transfer, Direction::In, "某某公司", &[])]);
    }
}
