//! What one window holds: the queue, and what was read. In memory unless a vault is open; gone when the window closes.

use crate::autolock::Watchman;
use crate::commands::rows::Behind;
use crate::queue::{How, Item, Queue};
use crate::store::Store;
use chrono::{Local, NaiveDate};
use dossier_engine::archive::{self, Archive, Limits};
use dossier_engine::dossier::{self, Ask, Whose};
use dossier_engine::error::Error;
use dossier_engine::observer::Base;
use dossier_engine::phrase::Said;
use dossier_engine::report::window::{QueueItem, Tally};
use dossier_engine::report::wire::{Report, Rows, WireOrigin};
use dossier_engine::report::{rows, tally};
use dossier_engine::vault::{Deleted, Vault, Watch};
use dossier_worker::Reader;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

/// Rows the drawer asks for at a time.
const PAGE: usize = 50;

/// One window's state. Whoever needs both the queue and what is held takes the queue first.
pub(crate) struct Session {
    /// What the kernel enforces.
    pub(crate) lock: dossier_lock::Status,
    /// Who reads files: a worker behind its walls.
    pub(crate) reader: Reader<'static>,
    queue: Mutex<Queue>,
    pub(crate) held: Mutex<Held>,
    pub(crate) watchman: Mutex<Watchman>,
    stop: AtomicBool,
}

/// What was read, and where it is.
#[derive(Default)]
pub(crate) struct Held {
    /// Nothing read yet, nothing opened: none.
    pub(crate) store: Option<Store>,
    /// As it was compiled last.
    pub(crate) read: Option<Read>,
    /// Read, and not kept yet.
    pub(crate) staged: Option<Staged>,
    /// What can come back, the last one last.
    pub(crate) deleted: Vec<Deleted>,
    /// The vault that was chosen or open last.
    pub(crate) known: Option<PathBuf>,
    /// Whether the window is locked: what it held is in the known vault.
    pub(crate) locked: bool,
    /// Of what was deleted last.
    pub(crate) receipt: Option<Vec<Said>>,
}

/// What the page shows.
pub(crate) struct Read {
    base: Base,
    ask: Ask,
    /// Whether it is a sample person's.
    sample: bool,
}

impl Read {
    pub(crate) fn base(&self) -> &Base {
        &self.base
    }

    /// The day it is for, and whether it is a sample person's.
    pub(crate) fn of(&self) -> (NaiveDate, bool) {
        (self.ask.today, self.sample)
    }
}

/// An import that waits for a word.
pub(crate) struct Staged {
    /// The items it is of.
    keys: Vec<u32>,
    /// All that would be there.
    base: Base,
    /// The store it is in, when that takes the place of the one before.
    instead: Option<Store>,
}

/// Watches an import: tells of progress, and stops when asked.
pub(crate) trait Listen {
    /// Told how far the item is.
    fn heard(&self, item: &QueueItem, progress: &dossier_engine::vault::Progress);
}

impl Session {
    pub(crate) fn new(lock: dossier_lock::Status) -> Session {
        let watchman = Mutex::default();
        let reader = Reader::walled_off();
        Session { lock, reader, queue: Mutex::default(), held: Mutex::default(), watchman, stop: AtomicBool::new(false) }
    }

    /// Changes the queue and shows it.
    pub(crate) fn queue(&self, change: impl FnOnce(&mut Queue)) -> Vec<QueueItem> {
        let mut queue = hold(&self.queue);
        change(&mut queue);
        queue.items.iter().map(|item| item.shown.clone()).collect()
    }

    /// Opens and recognises what was handed over, reads nothing in; the whole queue.
    pub(crate) fn add(&self, mut paths: Vec<PathBuf>) -> Vec<QueueItem> {
        self.queue(|queue| {
            let mappings = self.mappings(queue);
            // What was handed over before and lacks parts is tried again with what came now.
            let waiting: Vec<PathBuf> = queue.items.iter().filter_map(Item::waits_for_parts).flatten().collect();
            queue.items.retain(|item| item.waits_for_parts().is_none());
            paths.extend(waiting);
            for input in archive::gather(paths) {
                let key = queue.items.iter().map(|item| item.shown.key + 1).max().unwrap_or(1);
                queue.items.push(Item::open(key, input, How { reader: self.reader, mappings: &mappings }));
            }
        })
    }

    /// The same, unless an import holds the queue, waits for a word, or the window is locked.
    pub(crate) fn add_unless_reading(&self, paths: Vec<PathBuf>) -> Option<Vec<QueueItem>> {
        let reading = matches!(self.queue.try_lock(), Err(TryLockError::WouldBlock));
        if reading {
            return None;
        }
        let held = hold(&self.held);
        let closed = held.locked || held.staged.is_some();
        drop(held);
        (!closed).then(|| self.add(paths))
    }

    /// Tries a password on one thing; the whole queue.
    pub(crate) fn unlock(&self, key: u32, password: &str) -> Vec<QueueItem> {
        self.queue(|queue| {
            let mappings = self.mappings(queue);
            let asked = queue.items.iter_mut().filter(|item| item.shown.key == key);
            asked.for_each(|item| item.try_with(&[password.to_owned()], How { reader: self.reader, mappings: &mappings }));
        })
    }

    /// The description of one thing, once there is one.
    pub(crate) fn shape(&self, key: u32) -> Option<Said> {
        hold(&self.queue).items.iter().find(|item| item.shown.key == key)?.shown.shape.clone()
    }

    /// Describes what of one thing no source knows; the whole queue.
    pub(crate) fn describe(&self, key: u32) -> Result<Vec<QueueItem>, Error> {
        let mut done = Err(Error::FileGone);
        let shown = self.queue(|queue| {
            let mappings = self.mappings(queue);
            if let Some(item) = queue.items.iter_mut().find(|item| item.shown.key == key) {
                done = item.describe(How { reader: self.reader, mappings: &mappings });
            }
        });
        done.map(|()| shown)
    }

    /// Reads what is ready in the queue: all of it, or nothing changes. It is kept when [`Session::keep`] says so.
    /// `scratch`: together with what is there already, in an encrypted temporary file.
    pub(crate) fn import(&self, scratch: bool, listen: &dyn Listen) -> Result<Tally, Error> {
        self.stop.store(false, Ordering::Relaxed);
        let queue = hold(&self.queue);
        let mut held = hold(&self.held);
        held.discard()?;
        let mut instead = held.room(scratch)?;
        let vault = match (&mut instead, &mut held.store) {
            (Some(store), _) | (None, Some(store)) => store.vault(),
            (None, None) => return Err(Error::VaultLocked),
        };
        vault.stage()?;
        let mut keys = Vec::new();
        let mut read = || {
            queue.needed().try_for_each(|mapping| vault.remember(mapping))?;
            let mappings = vault.mappings()?;
            for Item { input, passwords, shown, .. } in queue.items.iter().filter(|item| item.opens()) {
                let watch = Watched { item: shown, listen, stop: &self.stop };
                let cancelled = || watch.cancelled();
                let reader = self.reader.knowing(&mappings);
                vault.import_from(&watch, &mut |sink| reader.read(input, passwords, &Limits::default(), &cancelled, sink))?;
                keys.push(shown.key);
            }
            let base = Base::of(vault)?;
            Ok((tally::tally(vault, &base)?, base))
        };
        match read() {
            Ok((tally, base)) => {
                held.staged = Some(Staged { keys, base, instead });
                Ok(tally)
            }
            Err(e) => {
                vault.discard()?;
                Err(e)
            }
        }
    }

    /// Keeps what was read; the document.
    pub(crate) fn keep(&self) -> Result<Report, Error> {
        let mut queue = hold(&self.queue);
        let mut held = hold(&self.held);
        let Some(Staged { keys, base, instead }) = held.staged.take() else { return Err(Error::VaultFailed { what: "staged".to_owned() }) };
        match instead {
            Some(mut store) => {
                store.vault().keep()?;
                held.store = Some(store);
            }
            None => held.vault()?.keep()?,
        }
        queue.items.retain(|item| !keys.contains(&item.shown.key));
        queue.said.clear();
        held.show(base, Local::now().date_naive(), false)
    }

    /// Replaces everything with these archives: a sample person's, as of the day they asked for them. An open vault is closed.
    pub(crate) fn replace(&self, archives: Vec<Archive>, today: NaiveDate) -> Result<Report, Error> {
        let mut store = Store::in_memory()?;
        for mut archive in archives {
            store.vault().import(&mut archive, &Limits::default(), &())?;
        }
        let mut queue = hold(&self.queue);
        let mut held = hold(&self.held);
        queue.clear();
        held.drop_all();
        held.store = Some(store);
        held.compile(today, true)
    }

    /// Asks a running import to stop, or leaves out what was read and not kept.
    pub(crate) fn cancel(&self) -> Result<(), Error> {
        if self.reading() {
            self.stop.store(true, Ordering::Relaxed);
            return Ok(());
        }
        hold(&self.held).discard()
    }

    /// Drops everything; an open vault is closed, and only [`Held::known`] stays of it. What was held.
    pub(crate) fn drop_all(&self) -> MutexGuard<'_, Held> {
        self.stop.store(true, Ordering::Relaxed);
        hold(&self.queue).clear();
        let mut held = hold(&self.held);
        held.drop_all();
        held
    }

    /// Whether an import is running.
    pub(crate) fn reading(&self) -> bool {
        matches!(self.queue.try_lock(), Err(TryLockError::WouldBlock))
    }

    /// One page of the rows behind something.
    pub(crate) fn rows(&self, behind: &Behind, from: usize) -> Result<Rows, Error> {
        let mut held = hold(&self.held);
        let Held { store: Some(store), read: Some(Read { base, ask, .. }), .. } = &mut *held else {
            return Ok(Rows { total: 0, rows: Vec::new() });
        };
        let missing = || Error::VaultFailed { what: "row".to_owned() };
        let records = match behind {
            Behind::Step { observer, claim, value, step } => dossier::step_records(base, ask, observer, claim, value, *step),
            Behind::Origins(origins) => {
                let at = |origin: &WireOrigin| origin.parse().and_then(|origin| base.at(&origin)).ok_or_else(missing);
                origins.iter().map(at).collect::<Result<_, _>>()?
            }
        };
        let page: Vec<usize> = records.iter().copied().skip(from).take(PAGE).collect();
        Ok(Rows { total: records.len() as u64, rows: rows::rows(store.vault(), base, &page)? })
    }
}

impl Held {
    /// The store that a new import needs instead of the one that is there.
    fn room(&mut self, scratch: bool) -> Result<Option<Store>, Error> {
        let sample = self.read.as_ref().is_some_and(|read| read.sample);
        if self.locked {
            return Err(Error::VaultLocked);
        }
        match &mut self.store {
            Some(store) if !sample && scratch && matches!(store, Store::Memory(_)) => {
                let mut other = Store::scratch()?;
                store.vault().copy_to(other.vault())?;
                Ok(Some(other))
            }
            Some(_) if !sample => Ok(None),
            _ if scratch => Store::scratch().map(Some),
            _ => Store::in_memory().map(Some),
        }
    }

    /// Leaves out what was read and not kept.
    pub(crate) fn discard(&mut self) -> Result<(), Error> {
        match (self.staged.take(), &mut self.store) {
            (Some(Staged { instead: None, .. }), Some(store)) => store.vault().discard(),
            _ => Ok(()),
        }
    }

    /// Drops what was read and closes what it was in.
    pub(crate) fn drop_all(&mut self) {
        if let Some(Store::Vault(_, folder)) = &self.store {
            self.known = Some(folder.clone());
        }
        *self = Held { known: self.known.take(), receipt: self.receipt.take(), ..Held::default() };
    }

    pub(crate) fn vault(&mut self) -> Result<&mut Vault, Error> {
        self.store.as_mut().map(Store::vault).ok_or(Error::VaultLocked)
    }

    /// Compiles what is there for every observer and holds on to it.
    pub(crate) fn compile(&mut self, today: NaiveDate, sample: bool) -> Result<Report, Error> {
        let base = Base::of(self.vault()?)?;
        self.show(base, today, sample)
    }

    fn show(&mut self, base: Base, today: NaiveDate, sample: bool) -> Result<Report, Error> {
        let ask = Ask { today, observers: Whose::All, country: None, without: BTreeSet::new() };
        let report = dossier::compile(self.vault()?, &base, &ask)?;
        self.read = Some(Read { base, ask, sample });
        Ok(report)
    }
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
pub(crate) fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
