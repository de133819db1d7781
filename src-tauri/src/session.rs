//! What one window holds: the queue, and what was read. All of it in memory, gone when the window closes.

use crate::queue::Item;
use chrono::{Local, NaiveDate};
use dossier_engine::archive::{Archive, Limits};
use dossier_engine::dossier::{self, Ask, Whose};
use dossier_engine::error::Error;
use dossier_engine::observer::Base;
use dossier_engine::report::rows;
use dossier_engine::report::window::QueueItem;
use dossier_engine::report::wire::{Report, Row, Rows, WireOrigin};
use dossier_engine::vault::{Vault, Watch};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

/// Rows the drawer asks for at a time.
const PAGE: usize = 50;

/// One window's state.
pub(crate) struct Session {
    /// What the kernel enforces.
    pub(crate) lock: dossier_lock::Status,
    queue: Mutex<Vec<Item>>,
    read: Mutex<Option<Read>>,
    stop: AtomicBool,
}

/// What was read, and what it was read from.
struct Read {
    /// The person's own items, to be read again together with those added later. Of a sample person: none.
    items: Vec<Item>,
    vault: Vault,
    base: Base,
    ask: Ask,
}

/// Watches an import: tells of progress, and stops when asked.
pub(crate) trait Listen {
    /// Told how far the item is.
    fn heard(&self, item: &QueueItem, progress: &dossier_engine::vault::Progress);
}

impl Session {
    pub(crate) fn new(lock: dossier_lock::Status) -> Session {
        Session { lock, queue: Mutex::default(), read: Mutex::default(), stop: AtomicBool::new(false) }
    }

    /// Changes the queue and shows it.
    pub(crate) fn queue(&self, change: impl FnOnce(&mut Vec<Item>)) -> Vec<QueueItem> {
        let mut queue = hold(&self.queue);
        change(&mut queue);
        queue.iter().map(|item| item.shown.clone()).collect()
    }

    /// Opens and recognises what was handed over, reads nothing in; the whole queue.
    pub(crate) fn add(&self, paths: Vec<PathBuf>) -> Vec<QueueItem> {
        self.queue(|queue| {
            for path in paths {
                let key = queue.iter().map(|item| item.shown.key + 1).max().unwrap_or(1);
                queue.push(Item::open(key, path));
            }
        })
    }

    /// The same, unless an import holds the queue.
    pub(crate) fn add_unless_reading(&self, paths: Vec<PathBuf>) -> Option<Vec<QueueItem>> {
        let reading = matches!(self.queue.try_lock(), Err(TryLockError::WouldBlock));
        (!reading).then(|| self.add(paths))
    }

    /// Reads what is ready in the queue together with what was read before: all of it, or nothing changes.
    pub(crate) fn import(&self, listen: &dyn Listen) -> Result<Report, Error> {
        self.stop.store(false, Ordering::Relaxed);
        let mut queue = hold(&self.queue);
        let mut held = hold(&self.read);
        let mut vault = Vault::in_memory()?;
        let before = held.iter_mut().flat_map(|read| &mut read.items);
        for item in before.chain(queue.iter_mut()) {
            let Item { archive: Some(archive), shown, .. } = item else { continue };
            vault.import(archive, &Limits::default(), &Watched { item: shown, listen, stop: &self.stop })?;
        }
        let mut items = held.take().map(|read| read.items).unwrap_or_default();
        items.extend(queue.drain(..).filter(|item| item.archive.is_some()));
        keep(&mut held, items, vault, Local::now().date_naive())
    }

    /// Replaces everything with these archives: a sample person's, as of the day they asked for them.
    pub(crate) fn replace(&self, archives: Vec<Archive>, today: NaiveDate) -> Result<Report, Error> {
        let mut vault = Vault::in_memory()?;
        for mut archive in archives {
            vault.import(&mut archive, &Limits::default(), &())?;
        }
        hold(&self.queue).clear();
        keep(&mut hold(&self.read), Vec::new(), vault, today)
    }

    /// Asks a running import to stop.
    pub(crate) fn cancel(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Drops everything.
    pub(crate) fn forget(&self) {
        self.cancel();
        hold(&self.queue).clear();
        *hold(&self.read) = None;
    }

    /// One page of the rows behind a step.
    pub(crate) fn rows(&self, observer: &str, claim: &str, value: &str, step: i64, from: usize) -> Result<Rows, Error> {
        let held = hold(&self.read);
        let Some(Read { vault, base, ask, .. }) = held.as_ref() else { return Ok(Rows { total: 0, rows: Vec::new() }) };
        let records = dossier::step_records(base, ask, observer, claim, value, step);
        let page: Vec<usize> = records.iter().copied().skip(from).take(PAGE).collect();
        Ok(Rows { total: records.len() as u64, rows: rows::rows(vault, base, &page)? })
    }

    /// The row at an origin.
    pub(crate) fn row(&self, origin: &WireOrigin) -> Result<Row, Error> {
        let held = hold(&self.read);
        let found = || {
            let Read { vault, base, .. } = held.as_ref()?;
            Some(rows::rows(vault, base, &[base.at(&origin.parse()?)?]))
        };
        let missing = || Error::VaultFailed { what: "row".to_owned() };
        found().ok_or_else(missing)??.pop().ok_or_else(missing)
    }
}

/// Compiles what was read for every observer and holds on to it.
fn keep(held: &mut Option<Read>, items: Vec<Item>, vault: Vault, today: NaiveDate) -> Result<Report, Error> {
    let base = Base::of(&vault)?;
    let ask = Ask { today, observers: Whose::All, country: None, without: BTreeSet::new() };
    let report = dossier::compile(&vault, &base, &ask)?;
    *held = Some(Read { items, vault, base, ask });
    Ok(report)
}

struct Watched<'a> {
    item: &'a QueueItem,
    listen: &'a dyn Listen,
    stop: &'a AtomicBool,
}

impl Watch for Watched<'_> {
    fn progress(&self, progress: &dossier_engine::vault::Progress) {
        self.listen.heard(self.item, progress);
    }

    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// A panic elsewhere must not lock the person out of what is in memory.
fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
