//! People: who the owner writes with and exchanges money with, counted once for the rules about ties.

use super::evidence::live;
use crate::observer::{Event, Name, View};
use crate::record::{Direction, Kind, MessageKind, PaymentKind};
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What comes later is no answer but a new talk (inferences.md `initiative_and_reciprocity`).
pub(super) const ANSWERED: TimeDelta = TimeDelta::hours(6);

/// One person: the other sender of a direct chat, or the other side of transfers and red packets.
#[derive(Default)]
pub(super) struct Person {
    /// Chat lines of the direct chat and money rows, by time.
    pub(super) rows: Vec<usize>,
    pub(super) days: BTreeSet<NaiveDate>,
    pub(super) messages: u64,
    pub(super) received: u64,
    pub(super) sent: u64,
    /// Rows of evenings (20–24) and weekends.
    pub(super) leisure: u64,
    /// Direct messages between 22:00 and 02:00.
    pub(super) late: u64,
    pub(super) calls: u64,
    /// Transfers and red packets.
    pub(super) money: Vec<usize>,
    pub(super) latest: Option<NaiveDateTime>,
    /// Minutes until a line of the other side was answered, within [`ANSWERED`]; with whether the owner answered.
    replies: Vec<(bool, i64)>,
    last_line: Option<(bool, NaiveDateTime)>,
}

impl Person {
    /// Median minutes to an answer, of either side.
    pub(super) fn reply(&self) -> Option<i64> {
        super::evidence::median(self.replies.iter().map(|r| r.1).collect())
    }

    /// Median minutes to the owner's answers, or to the other side's; `None` with fewer than ten.
    pub(super) fn reply_of(&self, owner: bool) -> Option<i64> {
        let minutes: Vec<i64> = self.replies.iter().filter(|r| r.0 == owner).map(|r| r.1).collect();
        (minutes.len() >= 10).then(|| super::evidence::median(minutes)).flatten()
    }

    fn add(&mut self, row: usize, e: &Event, time: NaiveDateTime) {
        self.rows.push(row);
        self.days.insert(time.date());
        self.latest = self.latest.max(Some(time));
        let weekend = time.weekday().num_days_from_monday() >= 5;
        self.leisure += u64::from(weekend || time.hour() >= 20);
        let own = if e.kind == Kind::Message { e.own } else { e.direction == Some(Direction::Out) };
        if own {
            self.sent += 1
        } else {
            self.received += 1
        }
        if e.kind == Kind::Payment {
            self.money.push(row);
            return;
        }
        self.messages += 1;
        self.late += u64::from(time.hour() >= 22 || time.hour() < 2);
        self.calls += u64::from(e.message == Some(MessageKind::Call));
        if let Some((before, at)) = self.last_line
            && before != own
            && time - at <= ANSWERED
        {
            self.replies.push((own, (time - at).num_minutes()));
        }
        self.last_line = Some((own, time));
    }
}

/// Everyone, by name.
pub(super) type People = BTreeMap<Name, Person>;

/// Everyone, counted once a view. Group chats say little about two people and are left out.
pub(super) fn all(view: &View<'_>) -> Rc<People> {
    view.once(count)
}

fn count(view: &View<'_>) -> People {
    let mut senders: BTreeMap<Name, BTreeSet<Name>> = BTreeMap::new();
    for e in view.events().iter().filter(|e| spoken(e) && !e.own) {
        if let (Some(chat), Some(party)) = (e.chat, e.party) {
            senders.entry(chat).or_default().insert(party);
        }
    }
    let mut people: BTreeMap<Name, Person> = BTreeMap::new();
    for (i, e) in view.events().iter().enumerate() {
        let Some(time) = e.time else { continue };
        let who = if spoken(e) && !view.owner_unclear(e.platform) {
            e.chat.and_then(|c| senders.get(&c)).filter(|s| s.len() == 1).and_then(|s| s.first().copied())
        } else if between_people(e) && live(e) {
            e.party
        } else {
            None
        };
        if let Some(who) = who.filter(|w| !view.owner().contains(w)) {
            people.entry(who).or_default().add(i, e, time);
        }
    }
    people
}

/// A line somebody wrote, not the app.
pub(super) fn spoken(e: &Event) -> bool {
    e.kind == Kind::Message && e.message != Some(MessageKind::System)
}

/// Money between people.
pub(super) fn between_people(e: &Event) -> bool {
    matches!(e.payment, Some(PaymentKind::Transfer | PaymentKind::RedPacket | PaymentKind::Family))
        && e.direction != Some(Direction::Neutral)
}
