//! Zips inside what was handed over: opened by themselves, so that an export of exports reads like the flat set of its files.
//! Each file appears under the path of its zip, `outer/inner.zip/bill.csv`. Parts of one zip in a folder are that zip (parts.rs).
//!
//! A zip is told by how it begins. A locked entry is looked into only where its name ends in `.zip`, since every look costs a key.
//! Office documents are zips too and stay files. An inner zip that can't be opened costs only itself: it stays listed with its
//! fault. What concerns the whole (too many entries, too deep) refuses the whole.

use super::bounded::Spent;
use super::directory::{self, Part, Taken};
use super::folder::Folder;
use super::limits::Limits;
use super::window::Window;
use super::zip::Zip;
use super::{Entry, name, parts, password, workbook};
use crate::error::Error;
use std::io::{BufReader, Read};

/// A folder or a zip with the zips inside it.
pub(super) struct Tree {
    folder: Option<Folder>,
    zips: Vec<Zip>,
    /// In the order of the entries.
    places: Vec<Place>,
}

/// Where an entry is.
struct Place {
    /// Which of the zips; else it is the folder's own.
    zip: Option<usize>,
    /// Its number there.
    index: usize,
    /// Why it can't be read, if that is known beforehand.
    fault: Option<Error>,
}

impl Tree {
    /// Whether the folder's files, if it is one, are what they were.
    pub(super) fn unchanged(&self) -> Result<(), Error> {
        self.folder.as_ref().map_or(Ok(()), Folder::unchanged)
    }

    /// Lists what is in a zip and in the zips inside it.
    pub(super) fn of_zip(
        window: &Window,
        parts: Vec<Part>,
        taken: Taken,
        typed: &[String],
        limits: &Limits,
    ) -> Result<(Tree, Vec<Entry>), Error> {
        let mut grower = Grower::new(typed, limits, taken);
        grower.zip(window, parts, &Within::default())?;
        grower.done(None)
    }

    /// Lists what is in a folder and in the zips that lie in it.
    pub(super) fn of_folder(folder: Folder, listed: Vec<Entry>, typed: &[String], limits: &Limits) -> Result<(Tree, Vec<Entry>), Error> {
        let mut grower = Grower::new(typed, limits, Taken::default());
        let names: Vec<String> = listed.iter().map(|entry| entry.path.clone()).collect();
        for set in parts::sets(&names) {
            let mut files = set.iter().filter_map(|index| Some((*index, listed.get(*index)?.clone())));
            let Some((index, mut entry)) = files.next() else { continue };
            let window = match parts::named(&entry.path) {
                Some(part) => {
                    entry = Entry {
                        path: part.whole,
                        claimed_size: files.fold(entry.claimed_size, |n, (_, e)| n.saturating_add(e.claimed_size)),
                        ..entry
                    };
                    folder.joined(&set, limits).map(Some)
                }
                None => Ok(folder.container(index)),
            };
            grower.one(entry, None, index, &format!("#{}", index + 1), &Within::default(), |_| window)?;
        }
        grower.done(Some(folder))
    }

    pub(super) fn read<'a>(&'a mut self, index: usize, limits: &Limits, spent: &'a mut Spent) -> Result<Box<dyn Read + 'a>, Error> {
        let place = self.places.get(index).ok_or(Error::FileGone)?;
        if let Some(fault) = &place.fault {
            return Err(fault.clone());
        }
        match place.zip {
            None => self.folder.as_mut().ok_or(Error::FileGone)?.read(place.index, index, limits, spent),
            Some(zip) => self.zips.get_mut(zip).ok_or(Error::FileGone)?.read(place.index, index, limits, spent),
        }
    }
}

/// Where among the containers one is.
#[derive(Default)]
struct Within {
    /// Path of the zip and `/`; empty for the outermost.
    path: String,
    /// Spot of the zip and `/`.
    spot: String,
    /// How many zips it is in.
    depth: u64,
}

struct Grower<'l> {
    limits: &'l Limits,
    passwords: Vec<Vec<u8>>,
    taken: Taken,
    /// Bytes of zips unpacked in memory.
    held: u64,
    distinct: name::Distinct,
    zips: Vec<Zip>,
    found: Vec<(Entry, Place)>,
}

impl<'l> Grower<'l> {
    fn new(typed: &[String], limits: &'l Limits, taken: Taken) -> Grower<'l> {
        let passwords = password::clean(typed);
        Grower { limits, passwords, taken, held: 0, distinct: name::Distinct::default(), zips: Vec::new(), found: Vec::new() }
    }

    fn zip(&mut self, window: &Window, parts: Vec<Part>, within: &Within) -> Result<(), Error> {
        let (zip, entries) = Zip::open(window.clone(), parts, &self.passwords, self.limits)?;
        let number = self.zips.len();
        let spots: Vec<String> = zip.spots();
        self.zips.push(zip);
        for (index, (entry, spot)) in entries.into_iter().zip(spots).enumerate() {
            let path = entry.path.clone();
            self.one(entry, Some(number), index, &spot, within, |grower| grower.container(number, index, &path))?;
        }
        Ok(())
    }

    /// Lists an entry, or what is in it where it is a zip.
    fn one(
        &mut self,
        mut entry: Entry,
        zip: Option<usize>,
        index: usize,
        spot: &str,
        within: &Within,
        container: impl FnOnce(&mut Self) -> Result<Option<Window>, Error>,
    ) -> Result<(), Error> {
        let path = format!("{}{}", within.path, entry.path);
        let long = Limits::check("path_bytes", path.len() as u64, self.limits.path_bytes, spot).err();
        entry.path = self.distinct.path(name::cut(path, self.limits.path_bytes));
        let mut fault = long;
        if fault.is_none() {
            let held = self.held;
            let inside = Within { path: format!("{}/", entry.path), spot: format!("{spot}/"), depth: within.depth + 1 };
            match container(self).and_then(|window| window.map_or(Ok(false), |window| self.enter(&window, spot, &inside))) {
                Ok(true) => return Ok(()),
                Ok(false) => self.held = held,
                Err(e) if is_of_the_whole(&e) => return Err(e),
                Err(e) => {
                    self.held = held;
                    fault = Some(e);
                }
            }
        }
        self.found.push((entry, Place { zip, index, fault }));
        Ok(())
    }

    /// The bytes of an entry that begins as a zip does.
    fn container(&mut self, zip: usize, index: usize, path: &str) -> Result<Option<Window>, Error> {
        let room = self.limits.nested_total_bytes.saturating_sub(self.held);
        let Some(zip) = self.zips.get_mut(zip) else { return Ok(None) };
        let window = zip.container(index, path, room, self.limits)?;
        Ok(window.map(|(window, held)| {
            self.held = self.held.saturating_add(held);
            window
        }))
    }

    /// Opens a zip inside another; `false` where it is a document, which is a file to people.
    fn enter(&mut self, window: &Window, spot: &str, inside: &Within) -> Result<bool, Error> {
        let before = self.taken;
        let parts = directory::read(&mut BufReader::new(window.clone()), self.limits, &inside.spot, &mut self.taken)
            .inspect_err(|_| self.taken = before)?;
        if workbook::is_document(&parts) {
            self.taken = before;
            return Ok(false);
        }
        Limits::check("nesting", inside.depth, self.limits.nesting, spot)?;
        self.zip(window, parts, inside)?;
        Ok(true)
    }

    fn done(self, folder: Option<Folder>) -> Result<(Tree, Vec<Entry>), Error> {
        let mut found = self.found;
        if found.is_empty() {
            return Err(Error::NothingInside);
        }
        // Where everything is locked, the person has to be asked.
        let locked = |place: &Place| matches!(place.fault, Some(Error::PasswordNeeded | Error::WrongPassword));
        if let Some((_, Place { fault: Some(fault), .. })) = found.first()
            && found.iter().all(|(_, place)| locked(place))
        {
            return Err(fault.clone());
        }
        found.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
        let (entries, places) = found.into_iter().unzip();
        Ok((Tree { folder, zips: self.zips, places }, entries))
    }
}

/// Whether a fault of an inner zip is one of all of it together.
fn is_of_the_whole(e: &Error) -> bool {
    matches!(e, Error::LimitReached { limit, .. } if ["entries", "nesting", "directory_bytes"].contains(&limit.as_str()))
}
