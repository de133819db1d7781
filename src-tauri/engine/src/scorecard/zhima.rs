//! `zhima_open_v1`: an open points model in the manner of Sesame / Zhima Credit, 350 to 950, five dimensions.
//!
//! # What it is
//! A stand-in built from public descriptions (range, bands and dimensions documented; shares 35/25/20/15/5 reported;
//! features and bins our own). The real formula is not public.
//! # What it reads
//! Payments and purchases of the view: repayments, bills, months, refunds, transfers, what the bill's cover states.
//! # What it can't read
//! Friends' scores, court data, education checks, fraud lists: in no export. Missing data widen the bar.
//! # Left out on purpose
//! Sex, ethnicity, religion, health, district, speech.

use super::Scorecard;
use super::model::{Measure, Model, score};
use crate::observer::{Event, Name, View};
use crate::record::{Kind, PaymentKind, ProfileField, Status};
use chrono::{Datelike, Months, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The scorecard.
pub(super) static OPEN_V1: Scorecard = Scorecard { id: "zhima_open_v1", score: compute };

static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| toml::from_str(include_str!("../../data/scorecards/zhima_open_v1.toml")).ok());

/// Yield of a money fund a year, to turn a day's interest into a balance: the seven-day yields of the large Chinese
/// money funds stood between 1.0 and 1.5 % in 2025 (expert-set).
const MONEY_FUND_YIELD: f64 = 0.012;
const DEBT: &[&str] = &["pay.credit_huabei", "pay.credit_jiebei", "pay.credit_baitiao", "pay.credit_meituan", "pay.credit_card"];
const BILLS: &[&str] = &[
    "merchant.power",
    "merchant.water",
    "merchant.gas",
    "merchant.heating",
    "merchant.telecom",
    "merchant.internet",
    "merchant.property_fee",
];
const CAR: &[&str] = &["merchant.fuel", "merchant.ev_charging", "merchant.toll", "merchant.parking", "merchant.car_service"];

fn compute(view: &View<'_>) -> crate::report::wire::Score {
    // `the_table_parses` keeps an unreadable table from shipping; an empty one would score nothing.
    static EMPTY: LazyLock<Model> = LazyLock::new(Model::default);
    score(MODEL.as_ref().unwrap_or(&EMPTY), view, |feature| measure(view, feature))
}

fn measure(view: &View<'_>, feature: &str) -> Option<Measure> {
    match feature {
        "late_repayments" => late(view),
        "oldest_credit" => oldest_credit(view),
        "bills_monthly" => bills(view),
        "pay_later_kept" => some(view.which(|e| e.payment == Some(PaymentKind::Hold) && e.status != Status::Cancelled)),
        "lenders" => lenders(view),
        "buffer" => buffer(view),
        "income_regularity" => months_of(view, in_last_year(view, &view.which(|e| !e.duplicate && view.has(e, "words.payday")))),
        "durable_signs" => durable(view),
        "instalment_load" => instalments(view),
        "active_months" => months_of(view, in_last_year(view, &view.spending())),
        "spend_stability" => stability(view),
        "returns" => returns(view),
        "recurring_bills" => recurring(view),
        "real_name" => some(profile(view, |f| f == ProfileField::RealName)).map(|m| Measure { value: 1.0, ..m }),
        "profile_fields" => fields(view),
        "address_months" => address(view),
        "two_way_contacts" => two_way(view),
        "reciprocity" => reciprocity(view),
        // phone_years: how long a number is held stands in no export we read yet.
        _ => None,
    }
}

fn credit(view: &View<'_>) -> Vec<usize> {
    view.which(|e| e.payment == Some(PaymentKind::Repayment) || DEBT.iter().any(|t| view.has(e, t)))
}

fn late(view: &View<'_>) -> Option<Measure> {
    let used = in_last_year(view, &credit(view));
    let marks: Vec<usize> = used.iter().copied().filter(|i| view.event(*i).is_some_and(|e| view.has(e, "words.late"))).collect();
    let value = marks.len() as f64;
    // With no mark, the rows that could have carried one are the evidence.
    (!used.is_empty()).then_some(Measure { value, events: if marks.is_empty() { used } else { marks } })
}

fn oldest_credit(view: &View<'_>) -> Option<Measure> {
    let used = credit(view);
    let first = *used.first()?;
    let months = (view.today - view.day(first)?).num_days().max(0) as f64 / 30.44;
    Some(Measure { value: months.floor(), events: vec![first] })
}

fn bills(view: &View<'_>) -> Option<Measure> {
    let paid = view.which(|e| !e.duplicate && e.kind == Kind::Payment && BILLS.iter().any(|t| view.has(e, t)));
    months_of(view, in_last_year(view, &paid))
}

fn lenders(view: &View<'_>) -> Option<Measure> {
    let from = view.today.checked_sub_months(Months::new(6))?;
    let recent: Vec<usize> = credit(view).into_iter().filter(|i| view.day(*i).is_some_and(|d| d >= from)).collect();
    let tags = |e: &Event| DEBT.iter().copied().filter(|t| view.has(e, t)).collect::<Vec<_>>();
    let names: BTreeSet<&str> = recent.iter().filter_map(|i| view.event(*i)).flat_map(tags).collect();
    (!recent.is_empty()).then_some(Measure { value: names.len() as f64, events: recent })
}

/// Balance behind the last month's interest, in months of spending.
fn buffer(view: &View<'_>) -> Option<Measure> {
    let from = view.today - chrono::Days::new(30);
    let interest = view.which(|e| e.payment == Some(PaymentKind::Interest) && e.time.is_some_and(|t| t.date() >= from));
    let earned: i64 = interest.iter().filter_map(|i| view.event(*i)?.net).map(|a| a.minor).sum();
    let monthly = mean(&monthly(view))?;
    let balance = earned as f64 / 30.0 * 365.0 / MONEY_FUND_YIELD;
    (!interest.is_empty() && monthly > 0.0).then(|| Measure { value: balance / monthly, events: interest })
}

fn durable(view: &View<'_>) -> Option<Measure> {
    let mut events = Vec::new();
    let mut signs = 0.0;
    for tags in [CAR, &["merchant.insurance"], &["merchant.fund"], &["merchant.property_fee"]] {
        let found = view.which(|e| !e.duplicate && tags.iter().any(|t| view.has(e, t)));
        if found.len() >= 3 {
            signs += 1.0;
            events.extend(found);
        }
    }
    (signs > 0.0).then_some(Measure { value: signs, events })
}

fn instalments(view: &View<'_>) -> Option<Measure> {
    let paid = in_last_year(view, &view.which(|e| view.has(e, "words.instalment")));
    let pay = in_last_year(view, &view.which(|e| !e.duplicate && view.has(e, "words.payday")));
    let sum = |events: &[usize]| events.iter().filter_map(|i| view.event(*i)?.gross).map(|a| a.minor).sum::<i64>() as f64;
    (!paid.is_empty() && sum(&pay) > 0.0).then(|| Measure { value: sum(&paid) / sum(&pay), events: paid.clone() })
}

fn stability(view: &View<'_>) -> Option<Measure> {
    let months = monthly(view);
    let sums: Vec<f64> = months.values().map(|(s, _)| *s).collect();
    let average = mean(&months)?;
    let deviation = (sums.iter().map(|s| (s - average).powi(2)).sum::<f64>() / sums.len() as f64).sqrt();
    let events = months.into_values().flat_map(|(_, e)| e).collect();
    (sums.len() >= 3 && average > 0.0).then_some(Measure { value: deviation / average, events })
}

/// Orders called off or given back; whose fault it was, no export says.
fn returns(view: &View<'_>) -> Option<Measure> {
    let orders = view.which(|e| e.kind == Kind::Purchase);
    let back = |i: &usize| {
        view.event(*i).is_some_and(|e| {
            matches!(e.status, Status::Cancelled | Status::Closed | Status::Refunded)
                || e.net.zip(e.gross).is_some_and(|(n, g)| n.minor < g.minor)
        })
    };
    let returned: Vec<usize> = orders.iter().copied().filter(back).collect();
    let value = returned.len() as f64 / orders.len().max(1) as f64;
    (orders.len() >= 20).then_some(Measure { value, events: if returned.is_empty() { orders } else { returned } })
}

/// Parties paid the same amount in at least three different months, or by a standing mandate.
fn recurring(view: &View<'_>) -> Option<Measure> {
    let mut seen: BTreeMap<(Name, i64), Vec<usize>> = BTreeMap::new();
    for i in view.spending() {
        if let Some((party, amount)) = view.event(i).filter(|e| e.kind == Kind::Payment).and_then(|e| e.party.zip(e.gross)) {
            seen.entry((party, amount.minor)).or_default().push(i);
        }
    }
    let steady = seen.into_iter().filter(|(_, events)| {
        let mandate = events.iter().any(|i| view.event(*i).is_some_and(|e| view.has(e, "pay.auto_debit")));
        let months = view.months(events).len();
        months >= 3 && (mandate || events.len() <= months + 1)
    });
    let mut parties = BTreeSet::new();
    let mut events = Vec::new();
    for ((party, _), rows) in steady {
        parties.insert(party);
        events.extend(rows);
    }
    (!events.is_empty()).then_some(Measure { value: parties.len() as f64, events })
}

fn profile(view: &View<'_>, wanted: impl Fn(ProfileField) -> bool) -> Vec<usize> {
    view.which(|e| e.profile.is_some_and(|(f, _)| wanted(f)))
}

fn fields(view: &View<'_>) -> Option<Measure> {
    let events = profile(view, |_| true);
    let kinds: BTreeSet<ProfileField> = events.iter().filter_map(|i| view.event(*i)?.profile).map(|(f, _)| f).collect();
    (!events.is_empty()).then_some(Measure { value: kinds.len() as f64, events })
}

/// Months between the first and the last parcel to the address used most.
fn address(view: &View<'_>) -> Option<Measure> {
    let mut by_address: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for i in view.of(Kind::Purchase) {
        if let Some(a) = view.event(i).and_then(|e| e.address) {
            by_address.entry(a).or_default().push(i);
        }
    }
    let (_, events) = by_address.into_iter().max_by_key(|(name, e)| (e.len(), std::cmp::Reverse(*name)))?;
    let months = (view.span(&events) as f64 / 30.44).floor();
    (events.len() >= 3).then_some(Measure { value: months, events })
}

/// Money to and from each person: (events, received, sent).
fn people(view: &View<'_>) -> BTreeMap<Name, (Vec<usize>, i64, i64)> {
    let mut out: BTreeMap<Name, (Vec<usize>, i64, i64)> = BTreeMap::new();
    for (i, e) in view.events().iter().enumerate() {
        let between = matches!(e.payment, Some(PaymentKind::Transfer | PaymentKind::RedPacket)) && !e.duplicate;
        if let (true, Some(party), Some(net)) = (between, e.party, e.net) {
            let entry = out.entry(party).or_default();
            entry.0.push(i);
            match e.direction {
                Some(crate::record::Direction::In) => entry.1 += net.minor,
                Some(crate::record::Direction::Out) => entry.2 += net.minor,
                _ => {}
            }
        }
    }
    out
}

fn two_way(view: &View<'_>) -> Option<Measure> {
    let all = people(view);
    let long = |events: &[usize]| view.span(events) >= 180;
    let mutual: Vec<_> = all.values().filter(|(events, got, sent)| *got > 0 && *sent > 0 && long(events)).collect();
    let value = mutual.len() as f64;
    let events: Vec<usize> = mutual.into_iter().flat_map(|(e, ..)| e).copied().collect();
    let shown = if events.is_empty() { all.values().flat_map(|(e, ..)| e).copied().collect() } else { events };
    (!all.is_empty()).then_some(Measure { value, events: shown })
}

fn reciprocity(view: &View<'_>) -> Option<Measure> {
    let all = people(view);
    let (got, sent) = all.values().fold((0, 0), |(g, s), (_, got, sent)| (g + got, s + sent));
    let events: Vec<usize> = all.into_values().flat_map(|(e, ..)| e).collect();
    let value = 1.0 - (got - sent).abs() as f64 / (got + sent).max(1) as f64;
    (got + sent > 0 && events.len() >= 5).then_some(Measure { value, events })
}

fn some(events: Vec<usize>) -> Option<Measure> {
    (!events.is_empty()).then_some(Measure { value: events.len() as f64, events })
}

fn months_of(view: &View<'_>, events: Vec<usize>) -> Option<Measure> {
    (!events.is_empty()).then(|| Measure { value: view.months(&events).len().min(12) as f64, events })
}

fn in_last_year(view: &View<'_>, events: &[usize]) -> Vec<usize> {
    let from = view.today.checked_sub_months(Months::new(12)).unwrap_or(view.today);
    events.iter().copied().filter(|i| view.day(*i).is_some_and(|d| d > from && d <= view.today)).collect()
}

/// Spending in the main currency per whole calendar month of the last year.
fn monthly(view: &View<'_>) -> BTreeMap<(i32, u32), (f64, Vec<usize>)> {
    let currency = view.main_currency();
    let this = (view.today.year(), view.today.month());
    let mut months: BTreeMap<(i32, u32), (f64, Vec<usize>)> = BTreeMap::new();
    for i in in_last_year(view, &view.spending()) {
        let Some((day, net)) = view.day(i).zip(view.event(i).and_then(|e| e.net)) else { continue };
        if Some(net.currency) == currency && (month(day) != this || last_day(view.today)) {
            let entry = months.entry(month(day)).or_default();
            entry.0 += net.minor as f64;
            entry.1.push(i);
        }
    }
    months
}

fn mean(months: &BTreeMap<(i32, u32), (f64, Vec<usize>)>) -> Option<f64> {
    (!months.is_empty()).then(|| months.values().map(|(s, _)| *s).sum::<f64>() / months.len() as f64)
}

fn month(d: NaiveDate) -> (i32, u32) {
    (d.year(), d.month())
}

fn last_day(d: NaiveDate) -> bool {
    d.succ_opt().is_none_or(|next| next.month() != d.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_parses_and_its_dimensions_hold_their_shares() {
        let model = MODEL.as_ref().unwrap();
        assert_eq!(model.maxima(), [210, 150, 120, 90, 30]);
    }
}
