//! Reading an archive: from its bytes to rows with what was seen in them. Knows nothing of where they are kept, so that it can run
//! walled off in a process of its own: everything that passes through a [`Sink`] is plain data that can be sent.

pub(crate) mod medium;
mod note;

pub use crate::drift::Drift;
pub use crate::source::mapped::{Mapping, Proposal};
pub use medium::Medium;
pub use note::{ArchiveNote, FileNote};

use crate::archive::{Archive, Limits};
use crate::drift;
use crate::error::Error;
use crate::phrase::Phrase;
use crate::problem::{Code, Problem};
use crate::record::{ArchiveId, Fact, Origin, Platform, Spot};
use crate::signal::{self, Signal};
use crate::source::mapped;
use crate::source::{self, Found, Reading, Recognition, Siblings, Source, Why};
use serde::{Deserialize, Serialize};
use std::io::Read;

/// An archive that could be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// First 12 hex digits of its hash.
    pub id: ArchiveId,
    /// Base name.
    pub name: String,
    /// Of the whole.
    pub sha256: String,
    /// Sum of the sizes its files claim: for progress only.
    pub bytes: u64,
}

/// A file of it, about to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// Its number among the archive's files, from 0.
    pub index: usize,
    /// Path inside the archive.
    pub path: String,
    /// Size it claims: for progress only.
    pub bytes: u64,
}

/// A file that was recognised: what its rows have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recognised {
    /// Source id.
    pub source: String,
    /// Variant of the source.
    pub variant: String,
    /// What gave it away.
    pub why: String,
    /// Whose platform.
    pub platform: Platform,
}

impl Recognised {
    fn new(source: &dyn Source, peek: &source::Peek, why: Why) -> Recognised {
        Recognised { source: source.card().id.into(), variant: why.variant.into(), why: why.mark, platform: source.platform(peek) }
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Where in the file.
    pub spot: Spot,
    /// What it says.
    pub fact: Fact,
    /// Whether it isn't counted as a row.
    pub beside: bool,
    /// What was seen in it, and whether the bare who-when-how-much gives it away too.
    pub signals: Vec<(Signal, bool)>,
}

/// Nothing more is wanted: the person stopped it, or nothing more can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop;

/// Where what is read goes, in this order: opened, then for each file begun, perhaps recognised with its rows, ended.
pub trait Sink {
    /// The archive is open. Answers under which name it is to be read: the same bytes may be known under another.
    ///
    /// # Errors
    /// [`Stop`], as from all of these.
    fn opened(&mut self, archive: &Opened) -> Result<String, Stop>;
    /// A file is next.
    fn begun(&mut self, file: &Begun) -> Result<(), Stop>;
    /// The begun file is known: its rows follow.
    fn recognised(&mut self, file: &Recognised) -> Result<(), Stop>;
    /// A row of the recognised file.
    fn row(&mut self, row: Row) -> Result<(), Stop>;
    /// The begun file has come to its end.
    fn ended(&mut self, note: FileNote) -> Result<(), Stop>;
}

/// Reads every file of the archive from number `from` on. Trouble with a file is in its note. Tables that no source knows are read as
/// these mappings say.
///
/// # Errors
/// [`Stop`] as soon as the sink says so.
pub fn read(archive: &mut Archive, from: usize, limits: &Limits, mappings: &[Mapping], sink: &mut dyn Sink) -> Result<(), Stop> {
    let entries = archive.entries().to_vec();
    let opened = Opened {
        id: archive.id().clone(),
        name: archive.name().to_owned(),
        sha256: archive.sha256().to_owned(),
        bytes: entries.iter().map(|e| e.claimed_size).fold(0, u64::saturating_add),
    };
    let name = sink.opened(&opened)?;
    let mut asked = Asked { limits, mappings, siblings: None };
    for (index, entry) in entries.into_iter().enumerate().skip(from) {
        // A lone file is named as its archive is.
        let path = if entry.path == opened.name { name.clone() } else { entry.path };
        sink.begun(&Begun { index, path: path.clone(), bytes: entry.claimed_size })?;
        let note = read_file(archive, index, &name, path, &mut asked, sink)?;
        sink.ended(note)?;
    }
    Ok(())
}

/// What is said of a file that was recognised, has nothing wrong with it, and holds nothing.
pub const EMPTY: &str = "note.empty";

/// How to read.
struct Asked<'a> {
    limits: &'a Limits,
    mappings: &'a [Mapping],
    /// What the files tell one another, once one of them asked.
    siblings: Option<Siblings>,
}

fn read_file(
    archive: &mut Archive,
    index: usize,
    name: &str,
    path: String,
    asked: &mut Asked<'_>,
    sink: &mut dyn Sink,
) -> Result<FileNote, Stop> {
    let Asked { limits, mappings, .. } = *asked;
    let id = archive.id().clone();
    // A chat inside its own zip is titled by the zip's name alone (`WhatsApp Chat - X.zip` › `_chat.txt`).
    let titled = if name == path { path.clone() } else { format!("{name}/{path}") };
    let mut note = FileNote { passed: medium::of(&path), path, ..FileNote::default() };
    if note.passed.is_some() {
        return Ok(note);
    }
    let archive_has_others = archive.entries().len() > 1;
    let mut stream = match archive.read(index) {
        Ok(stream) => stream,
        Err(e) => return Ok(FileNote { error: Some(e), ..note }),
    };
    let opened = match source::peek::open(&titled, &mut *stream, limits) {
        Ok(opened) => opened,
        Err(e) => return Ok(FileNote { error: Some(e), ..note }),
    };
    let (source, why) = match recognise(opened.peek(), mappings) {
        Ok(known) => known,
        Err(Error::Unrecognised) if opened.peek().says_nothing() => {
            // Whole accounts are full of lists without entries; one that was handed over by itself is told.
            let (passed, error) = if archive_has_others { (Some(Medium::Empty), None) } else { (None, Some(Error::NothingInside)) };
            return Ok(FileNote { passed, error, ..note });
        }
        Err(e) => {
            if e == Error::Unrecognised && mapped::propose(opened.peek()).is_some() {
                note.report.note = Some(Phrase::new("note.unknown_table"));
            }
            return Ok(FileNote { error: Some(e), ..note });
        }
    };
    if source.asks_siblings() && asked.siblings.is_none() && archive_has_others {
        drop(opened);
        drop(stream);
        asked.siblings = Some(hear(archive, source, limits));
        return read_file(archive, index, name, note.path, asked, sink);
    }
    let known = Recognised::new(source, opened.peek(), why);
    sink.recognised(&known)?;
    note.source = Some(known.source);
    note.variant = Some(known.variant);
    note.why = Some(known.why);

    let (mut stopped, mut kept) = (false, false);
    let mut keep = |found: Found| -> bool {
        kept = true;
        let signals = signal::seen(&found.fact);
        stopped |= sink.row(Row { spot: found.spot, fact: found.fact, beside: found.beside, signals }).is_err();
        !stopped
    };
    let mut reading = Reading::new(id.clone(), note.path.clone(), limits, &mut keep).among(asked.siblings.as_ref());
    let trouble = opened.read(source, &mut reading);
    note.report = reading.finish();
    if stopped {
        return Err(Stop);
    }
    let report = &mut note.report;
    if trouble.is_ok() && !kept && report.rows_read == 0 && report.problems.is_empty() && report.note.is_none() {
        report.note = Some(Phrase::new(EMPTY));
    }
    // The stream may break off in mid-file (damage, limit, a password that passed the first check): what came before is kept.
    if let Err(e) = trouble {
        broke_off(&mut note, &id, e);
    }
    Ok(note)
}

/// What the files of this source tell one another. Text files are looked at, and as much is read of them all as may be held at once:
/// the beginnings of chats say what is to be known, and an archive can be of any size.
fn hear(archive: &mut Archive, source: &dyn Source, limits: &Limits) -> Siblings {
    let (mut siblings, mut left) = (Siblings::default(), limits.held_bytes);
    let paths: Vec<String> = archive.entries().iter().map(|entry| entry.path.clone()).collect();
    for (index, path) in paths.iter().enumerate().filter(|(_, path)| path.to_ascii_lowercase().ends_with(".txt")) {
        if left == 0 {
            break;
        }
        let Ok(stream) = archive.read(index) else { continue };
        let mut stream = stream.take(left);
        if let Ok(opened) = source::peek::open(path, &mut stream, limits) {
            let known = source::recognise(opened.peek()).0.is_some_and(|known| known.card().id == source.card().id);
            if known {
                opened.hear(source, &mut siblings);
            }
        }
        left = stream.limit();
    }
    siblings
}

/// What a file is, judged from its beginning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Glance {
    /// Path inside the archive.
    pub path: String,
    /// Whose it is, or why it can't be read.
    pub what: Result<Recognised, Error>,
    /// Of a table that no source knows, also one that was explained: what its columns could be.
    pub table: Option<Box<Proposal>>,
}

/// What each file of an archive is, but those that are passed over. Nothing is kept of it.
pub fn glance(archive: &mut Archive, limits: &Limits, mappings: &[Mapping]) -> Vec<Glance> {
    let paths: Vec<String> = archive.entries().iter().map(|entry| entry.path.clone()).collect();
    let alone = paths.len() == 1;
    let mut one = |index, path: &str| {
        let mut stream = archive.read(index)?;
        let opened = source::peek::open(path, &mut *stream, limits)?;
        let known = match recognise(opened.peek(), mappings) {
            Err(Error::Unrecognised) if opened.peek().says_nothing() => {
                return if alone { Err(Error::NothingInside) } else { Ok(None) };
            }
            known => known,
        };
        let unknown = match &known {
            Ok((source, _)) => source.card().id == mapped::ID,
            Err(e) => *e == Error::Unrecognised,
        };
        let table = unknown.then(|| mapped::propose(opened.peek())).flatten();
        Ok(Some((known.map(|(source, why)| Recognised::new(source, opened.peek(), why)), table.map(Box::new))))
    };
    let glances = paths.into_iter().enumerate().filter(|(_, path)| medium::of(path).is_none()).filter_map(|(index, path)| {
        let (what, table) = one(index, &path).unwrap_or_else(|e| Some((Err(e), None)))?;
        Some(Glance { path, what, table })
    });
    glances.collect()
}

/// Descriptions of files at most, of one archive.
const DESCRIBED: usize = 500;

/// What the files that no source knows are shaped like. A file that can't be opened has no shape.
pub fn drifts(archive: &mut Archive, limits: &Limits, mappings: &[Mapping]) -> Vec<Drift> {
    let paths: Vec<String> = archive.entries().iter().map(|entry| entry.path.clone()).collect();
    let mut one = |index, path: &str| {
        let mut stream = archive.read(index).ok()?;
        let opened = source::peek::open(path, &mut *stream, limits).ok()?;
        let unknown = matches!(recognise(opened.peek(), mappings), Err(Error::Unrecognised | Error::NotRead { .. }));
        (unknown && !opened.peek().says_nothing()).then(|| drift::of(opened.peek(), index as u64 + 1))
    };
    let read = paths.iter().enumerate().filter(|(_, path)| medium::of(path).is_none());
    read.filter_map(|(index, path)| one(index, path)).take(DESCRIBED).collect()
}

/// Whose file it is, or why it can't be read.
///
/// # Errors
/// `unrecognised`, `not_read`, `wrong_export`.
fn recognise(peek: &source::Peek, mappings: &[Mapping]) -> Result<(&'static dyn Source, Why), Error> {
    let mapped = || mappings.iter().map(mapped::source).find_map(|s| Some((s, s.recognise(peek).why()?)));
    match source::recognise(peek) {
        (Some(source), Recognition::Yes(why) | Recognition::Perhaps(why)) => Ok((source, why)),
        (Some(source), Recognition::Lookalike { found }) => {
            Err(Error::WrongExport { found: found.to_owned(), wanted: source.card().id.to_owned() })
        }
        _ => mapped().ok_or_else(|| peek.fault.clone().unwrap_or(Error::Unrecognised)),
    }
}

/// Marks a file that ended before its end: what came before stands.
pub fn broke_off(note: &mut FileNote, archive: &ArchiveId, e: Error) {
    let origin = Origin { archive: archive.clone(), file: note.path.clone(), spot: Spot::File };
    let problems = &mut note.report.problems;
    if !problems.iter().any(|p| p.code == Code::CutShort) {
        problems.push(Problem { origin, code: Code::CutShort, hint: String::new(), count: 1 });
    }
    note.error = Some(e);
}
