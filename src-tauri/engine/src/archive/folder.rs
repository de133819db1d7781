//! A folder: its files at any depth, in path order. Links are not followed: they may lead out of what was handed over.

use super::bounded::{Bounded, Held, Spent};
use super::hash::{self, Hash};
use super::limits::Limits;
use super::stamp::Traits;
use super::window::{OnDemand, Window};
use super::{Entry, SeekRead, name, parts, sniff};
use crate::error::Error;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

/// An opened folder.
pub(super) struct Folder {
    files: Vec<Listed>,
}

/// A file as it was when the folder was opened, or a place that couldn't be looked into.
struct Listed {
    path: String,
    place: PathBuf,
    bytes: u64,
    was: Option<Traits>,
    fault: Option<Error>,
}

impl Folder {
    /// Lists the folder and hashes what is in it.
    pub(super) fn open(root: &Path, limits: &Limits) -> Result<(Folder, Vec<Entry>, String), Error> {
        let mut files = list(root, limits)?;
        if files.is_empty() {
            return Err(Error::NothingInside);
        }
        files.sort_by(|a, b| (&a.path, &a.place).cmp(&(&b.path, &b.place)));
        // Two names may be the same once they are made safe to print.
        let mut distinct = name::Distinct::default();
        files.iter_mut().for_each(|f| f.path = distinct.path(std::mem::take(&mut f.path)));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let mut hash = Hash::default();
        for file in &mut files {
            let content = match &file.fault {
                None => File::open(&file.place).and_then(|f| hash::of(f.take(file.bytes))).map_err(Error::from),
                Some(fault) => Err(fault.clone()),
            };
            let content = content.unwrap_or_else(|fault| {
                let code = fault.code().to_owned();
                file.fault = Some(fault);
                code
            });
            hash.add(format!("{}\0{content}\n", file.path).as_bytes());
        }
        let entries = files.iter().map(|f| Entry { path: f.path.clone(), claimed_size: f.bytes, locked: false }).collect();
        Ok((Folder { files }, entries, hash.hex()))
    }

    /// Whether every file that is still there is what it was.
    pub(super) fn unchanged(&self) -> Result<(), Error> {
        let there = |f: &Listed| Some((f.was.clone()?, fs::symlink_metadata(&f.place).ok()?));
        self.files.iter().filter_map(there).try_for_each(|(was, meta)| was.check(&meta))
    }

    /// The bytes of a file that begins as a zip does.
    pub(super) fn container(&self, index: usize) -> Option<Window> {
        let file = self.files.get(index).filter(|file| file.fault.is_none())?;
        let mut head = Vec::new();
        File::open(&file.place).ok()?.take(4).read_to_end(&mut head).ok()?;
        // Two letters are no zip yet.
        if head.len() < 4 || !sniff::begins(&head) {
            return None;
        }
        Window::whole(Box::new(OnDemand::new(file.place.clone(), file.bytes))).ok()
    }

    /// The bytes of several files that are parts of one zip, in their order.
    pub(super) fn joined(&self, set: &[usize], limits: &Limits) -> Result<Window, Error> {
        let mut parts: Vec<(String, Box<dyn SeekRead>)> = Vec::new();
        for file in set.iter().filter_map(|index| self.files.get(*index)) {
            if let Some(fault) = &file.fault {
                return Err(fault.clone());
            }
            parts.push((file.path.clone(), Box::new(OnDemand::new(file.place.clone(), file.bytes))));
        }
        Ok(Window::whole(Box::new(parts::join(parts, limits)?))?)
    }

    /// Reads the file `index`, which is the archive's entry `entry`.
    pub(super) fn read<'a>(
        &'a mut self,
        index: usize,
        entry: usize,
        limits: &Limits,
        spent: &'a mut Spent,
    ) -> Result<Box<dyn Read + 'a>, Error> {
        let file = self.files.get(index).ok_or(Error::FileGone)?;
        if let Some(fault) = &file.fault {
            return Err(fault.clone());
        }
        let stream = BufReader::new(File::open(&file.place)?.take(file.bytes));
        Ok(Box::new(Bounded::new(stream, entry, format!("#{}", index + 1), Held::Plain { bytes: file.bytes }, limits, spent)))
    }
}

fn list(root: &Path, limits: &Limits) -> Result<Vec<Listed>, Error> {
    let mut files = Vec::new();
    let mut total = 0u64;
    let mut seen = 0u64;
    // Folders yet to look into: where, their path from the root, how deep.
    let mut open = vec![(root.to_path_buf(), String::new(), 1u64)];
    while let Some((folder, prefix, depth)) = open.pop() {
        Limits::check("folder_depth", depth, limits.folder_depth, &format!("#{seen}"))?;
        let children = match fs::read_dir(&folder) {
            Ok(children) => children,
            Err(e) if depth == 1 => return Err(e.into()),
            Err(e) => {
                files.push(Listed { path: prefix, place: folder, bytes: 0, was: None, fault: Some(e.into()) });
                continue;
            }
        };
        for child in children {
            let child = child?;
            seen += 1;
            let spot = format!("#{seen}");
            Limits::check("folder_files", seen, limits.folder_files, &spot)?;
            let path = format!("{prefix}{}", name::tidy(&child.file_name().to_string_lossy()));
            if name::is_clutter(&path) {
                continue;
            }
            // Of the thing itself, not of what a link points to.
            let Ok(meta) = child.metadata() else { continue };
            if meta.is_dir() {
                open.push((child.path(), format!("{path}/"), depth + 1));
            } else if meta.is_file() {
                total = total.saturating_add(meta.len());
                Limits::check("total_bytes", total, limits.total_bytes, &spot)?;
                let fault = Limits::check("path_bytes", path.len() as u64, limits.path_bytes, &spot)
                    .and_then(|()| Limits::check("entry_bytes", meta.len(), limits.entry_bytes, &spot))
                    .err();
                let was = Some(Traits::of(&meta));
                files.push(Listed { path: name::cut(path, limits.path_bytes), place: child.path(), bytes: meta.len(), was, fault });
            }
        }
    }
    Ok(files)
}
