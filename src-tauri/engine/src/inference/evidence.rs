//! Evidence: how rules turn rows into steps. A reason opens with one row, the latest, and says how many there are.

use super::{Because, Finding, Size, Step};
use crate::observer::{Event, View};
use crate::phrase::{Param, Phrase};
use crate::record::Status;

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
