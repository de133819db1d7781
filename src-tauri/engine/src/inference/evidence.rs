//! Evidence: how rules turn rows into steps. A reason opens with one row, the latest, and says how many there are.

use super::{Because, Draft, Finding, Size, Step};
use crate::observer::{Event, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Amount, Currency, Direction, Status};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// A sentence about rows. It has `n` (how many), and of the latest row `date`, `time`, `month`, `party`, `amount`.
pub(super) fn said(view: &View<'_>, id: &str, rows: &[usize]) -> Phrase {
    let mut phrase = Phrase::new(id).with("n", Param::Count(rows.len() as u64));
    let latest = rows.iter().max_by_key(|i| (view.time(**i), **i));
    let Some(event) = latest.and_then(|i| view.event(*i)) else { return phrase };
    phrase = phrase.with("party", party(view, event));
    if let Some(time) = event.time {
        phrase =
            phrase.with("date", Param::Day(time.date())).with("time", Param::Time(time.time())).with("month", Param::Month(time.date()));
    }
    match event.net.or(event.gross) {
        Some(amount) => phrase.with("amount", Param::Money(amount)),
        None => phrase,
    }
}

/// The other side as printed, or the platform where none is.
pub(super) fn party(view: &View<'_>, event: &Event) -> Param {
    match view.party(event) {
        "" => Param::Word(format!("platform.{}", event.platform.id())),
        name => Param::Text(name.to_owned()),
    }
}

/// A step over rows, at the age of the latest.
pub(super) fn step(view: &View<'_>, id: &str, size: Size, family: &'static str, rows: Vec<usize>) -> Step {
    Step::new(said(view, id, &rows), size, family, rows.clone()).aged(view.age(&rows))
}

/// What the files don't hold.
pub(super) fn note(id: &str) -> Step {
    Step::new(Phrase::new(id), Size::Note, "files", Vec::new())
}

/// An event that happened at a known time and was neither called off, given back whole nor counted elsewhere.
pub(super) fn live(e: &Event) -> bool {
    e.time.is_some() && !e.duplicate && !matches!(e.status, Status::Cancelled | Status::Closed) && e.net.is_none_or(|n| n.minor > 0)
}

/// Living events with a tag or one below it.
pub(super) fn tagged(view: &View<'_>, tag: &str) -> Vec<usize> {
    let mut rows = view.tagged(tag);
    rows.retain(|i| view.event(*i).is_some_and(live));
    rows
}

/// Splits rows into those for the person's own and those that seem to be for somebody else.
pub(super) fn own_and_others(view: &View<'_>, rows: Vec<usize>) -> (Vec<usize>, Vec<usize>) {
    rows.into_iter().partition(|i| view.event(*i).is_some_and(|e| !e.for_other))
}

/// Moderate for the same thing at least three times over this many days, else weak (inferences.md §0.3).
pub(super) fn repeated(view: &View<'_>, rows: &[usize], days: i64) -> Size {
    if rows.len() >= 3 && view.span(rows) >= days { Size::Moderate } else { Size::Weak }
}

/// Found some, not enough.
pub(super) fn too_few(found: usize, needed: u64) -> Finding {
    Finding::Nothing { because: Because::TooFew, found: found as u64, needed }
}

/// Several people receive parcels on this account: whose goods they are is open.
pub(super) fn shared(view: &View<'_>) -> Option<Step> {
    let rows = view.which(|e| live(e) && e.recipient.is_some_and(|r| !view.owner().contains(&r)));
    (view.shared_account && !rows.is_empty()).then(|| step(view, "counter.shared_account", Size::Against(&Size::Moderate), "account", rows))
}

/// The middle value; for an even number the lower of the two.
pub(super) fn median(mut values: Vec<i64>) -> Option<i64> {
    values.sort_unstable();
    values.get(values.len().saturating_sub(1) / 2).copied()
}

/// Living events with any of these tags or one below them, each once, in order.
pub(super) fn any(view: &View<'_>, tags: &[&str]) -> Vec<usize> {
    let mut rows: Vec<usize> = tags.iter().flat_map(|t| tagged(view, t)).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Of these, what was spent: paid out and not given back.
pub(super) fn spent(view: &View<'_>, mut rows: Vec<usize>) -> Vec<usize> {
    rows.retain(|i| view.event(*i).is_some_and(|e| e.direction != Some(Direction::In) && e.net.is_some_and(|n| n.minor > 0)));
    rows
}

/// Of these, those for the person's own.
pub(super) fn own(view: &View<'_>, rows: Vec<usize>) -> Vec<usize> {
    own_and_others(view, rows).0
}

/// Months from the first to the last of these events, both counted.
pub(super) fn months_spanned(view: &View<'_>, rows: &[usize]) -> i64 {
    let days = || rows.iter().filter_map(|i| view.day(*i));
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return 0 };
    month_number(last) - month_number(first) + 1
}

/// Months since the year 0.
pub(super) fn month_number(day: NaiveDate) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month0())
}

/// Net sums by calendar month, in the currency that most money is in. Other currencies are not converted.
pub(super) fn by_month(view: &View<'_>, rows: &[usize]) -> Option<(Currency, BTreeMap<i64, i64>)> {
    let (currency, _) = view.sums(rows).into_iter().max_by_key(|(_, sum)| *sum)?;
    let mut months = BTreeMap::new();
    for i in rows {
        if let (Some(day), Some(net)) = (view.day(*i), view.event(*i).and_then(|e| e.net).filter(|n| n.currency == currency)) {
            *months.entry(month_number(day)).or_insert(0_i64) += net.minor;
        }
    }
    Some((currency, months))
}

/// What a month of these comes to on average over the months they span, in whole units of the currency.
pub(super) fn a_month(view: &View<'_>, rows: &[usize]) -> Option<Amount> {
    let (currency, months) = by_month(view, rows)?;
    let sum: i64 = months.values().sum();
    Some(Amount::new(sum / months_spanned(view, rows).max(1) / 100 * 100, currency))
}

/// Records of some kinds, listed without any conclusion: what others could connect with a topic. Words: `claim.<id>`, `reason.<id>.listed`,
/// `reason.<id>.group` (one a tag), `counter.<id>.reasons`.
pub(super) fn listed(view: &View<'_>, id: &str, tags: &[&str], needed: u64) -> Finding {
    let mut rows = Vec::new();
    let mut notes = Vec::new();
    for tag in tags {
        // Of messages only the person's own words.
        let found: Vec<usize> = tagged(view, tag).into_iter().filter(|i| view.event(*i).is_some_and(|e| e.own)).collect();
        if !found.is_empty() {
            let group = Param::Word(format!("tag.{tag}"));
            notes.push(Step::new(
                said(view, &format!("reason.{id}.group"), &found).with("group", group),
                Size::Note,
                "records",
                found.clone(),
            ));
            rows.extend(found);
        }
    }
    rows.sort_unstable();
    rows.dedup();
    if (rows.len() as u64) < needed {
        return too_few(rows.len(), needed);
    }
    let all = Step::new(said(view, &format!("reason.{id}.listed"), &rows), Size::Decisive, "records", rows.clone());
    Finding::Claims(vec![Draft {
        emphasis: "n",
        since: view.since(&rows),
        steps: std::iter::once(all).chain(notes).collect(),
        counter: vec![note(&format!("counter.{id}.reasons"))],
        ..Draft::new("records", Phrase::new(format!("claim.{id}")).with("n", Param::Count(rows.len() as u64)), 0.5)
    }])
}
