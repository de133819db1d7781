//! The side that holds the records: starts a worker, hands it one archive, and takes what it says with distrust.

use crate::frame::{self, Frame, GATHERED};
use crate::job::{ARGUMENT, Job, LAST, MORE, NO_WALLS, Task};
use dossier_engine::archive::Limits;
use dossier_engine::error::Error;
use dossier_engine::reader::{self, Begun, Drift, FileNote, Glance, Mapping, Recognised, Sink};
use dossier_engine::record::{ArchiveId, Platform};
use dossier_engine::signal::{Signal, tags};
use dossier_engine::source;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, sendmsg};
use std::fs::File;
use std::io::{self, BufReader, IoSlice, Read};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// How often a silent worker's watcher asks whether it is still wanted.
const GLIMPSE: Duration = Duration::from_millis(100);
/// Bytes a second that the slowest disk in use gives.
const SLOWEST: u64 = 50_000_000;
/// Files of one archive that may each end a worker before the archive is given up.
const DEATHS: usize = 16;

/// How to read an archive.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// Tried on each locked entry.
    pub(crate) passwords: &'a [String],
    /// The ceilings.
    pub(crate) limits: &'a Limits,
    /// How to read tables that no source knows.
    pub(crate) mappings: &'a [Mapping],
}

/// Reads the archive at a path, or in parts at several, into a sink, in a worker. A file that ends the worker is noted so, and the next file is read by
/// another worker. `None` where the kernel has no walls: then nothing was read.
///
/// # Errors
/// As `Archive::open`; `reader_stopped` where the worker ends before any file; `cancelled`.
pub(crate) fn read(parts: &[&Path], asked: &Asked<'_>, cancelled: &dyn Fn() -> bool, sink: &mut dyn Sink) -> Result<Option<()>, Error> {
    let mut relay = Relay { sink, name: None, id: ArchiveId(String::new()), next: 0, begun: None, known: None, note: None };
    for _ in 0..DEATHS {
        let mut worker = Worker::start(parts, asked, Task::Read { from: relay.next })?;
        match relay.carry(&mut worker, cancelled) {
            Ok(End::Done) => return Ok(Some(())),
            Ok(End::Refused(e)) => return Err(e),
            Err(_) if worker.has_no_walls() => return Ok(None),
            Err(_) if cancelled() => return Err(Error::Cancelled),
            Err(_) if !relay.left_at_the_file_it_died_of() => break,
            Err(_) => {}
        }
    }
    Err(Error::ReaderStopped { spot: relay.spot() })
}

/// What each file of the archive at a path is, found out by a worker.
///
/// # Errors
/// As [`read`].
pub(crate) fn glance(parts: &[&Path], asked: &Asked<'_>, cancelled: &dyn Fn() -> bool) -> Result<Option<Vec<Glance>>, Error> {
    let honest = |g: &Glance| g.what.as_ref().map_or(true, known);
    at_once(parts, asked, cancelled, Task::Glance, |frame| match frame {
        Frame::Glances(glances) if glances.iter().all(honest) => Some(glances),
        _ => None,
    })
}

/// What the unknown files of the archive at a path are shaped like, found out by a worker.
///
/// # Errors
/// As [`read`].
pub(crate) fn describe(parts: &[&Path], asked: &Asked<'_>, cancelled: &dyn Fn() -> bool) -> Result<Option<Vec<Drift>>, Error> {
    at_once(parts, asked, cancelled, Task::Describe, |frame| match frame {
        Frame::Drifts(drifts) if drifts.iter().all(Drift::is_sound) => Some(drifts),
        _ => None,
    })
}

/// What a worker says in one frame.
fn at_once<T>(
    parts: &[&Path],
    asked: &Asked<'_>,
    cancelled: &dyn Fn() -> bool,
    task: Task,
    take: impl Fn(Frame) -> Option<T>,
) -> Result<Option<T>, Error> {
    let mut worker = Worker::start(parts, asked, task)?;
    let stopped = || Error::ReaderStopped { spot: "@0".into() };
    match worker.next(cancelled) {
        Ok(Frame::Refused(e)) => Err(e),
        Ok(frame) => take(frame).map(Some).ok_or_else(stopped),
        Err(_) if worker.has_no_walls() => Ok(None),
        Err(_) if cancelled() => Err(Error::Cancelled),
        Err(_) => Err(stopped()),
    }
}

/// A running worker; dropping it ends it.
struct Worker {
    process: Child,
    orders: UnixStream,
    frames: BufReader<Patient>,
}

impl Worker {
    fn start(paths: &[&Path], asked: &Asked<'_>, task: Task) -> Result<Worker, Error> {
        let Asked { passwords, limits, mappings } = *asked;
        let (mut files, mut names, mut bytes, mut folder) = (Vec::new(), Vec::new(), 0u64, false);
        for path in paths {
            let file = File::open(path)?;
            let meta = file.metadata()?;
            folder = meta.is_dir();
            let readable = meta.is_file() || folder && paths.len() == 1;
            if !readable {
                // A pipe or a device may never end.
                return Err(io::Error::from(io::ErrorKind::InvalidInput).into());
            }
            names.push(path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned());
            bytes = bytes.saturating_add(meta.len());
            files.push(file);
        }
        let job = Job { names, folder, passwords: passwords.to_vec(), limits: *limits, mappings: mappings.to_vec(), task };
        let (orders, theirs) = UnixStream::pair()?;
        // By this name it is found even after its file has been replaced by an update.
        let mut command = Command::new("/proc/self/exe");
        command.arg(ARGUMENT).env_clear().stdin(OwnedFd::from(theirs)).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn()?;
        drop(command);
        let pipe = process.stdout.take().ok_or(io::ErrorKind::BrokenPipe);
        // One that says nothing for longer than a refusal may take, and than its archive takes to read, is stuck.
        let silence = Duration::from_secs(limits.refusal_seconds.saturating_add(bytes / SLOWEST));
        let mut worker = Worker {
            process,
            orders,
            frames: BufReader::with_capacity(GATHERED, Patient { pipe: pipe.map_err(io::Error::from)?, silence }),
        };
        worker.hand_over(&job, &files)?;
        Ok(worker)
    }

    /// For each descriptor one byte that carries it and says whether it is the last, then the job.
    fn hand_over(&mut self, job: &Job, files: &[File]) -> io::Result<()> {
        for (number, file) in files.iter().enumerate() {
            let descriptors = [file.as_fd()];
            let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
            let mut control = SendAncillaryBuffer::new(&mut space);
            control.push(SendAncillaryMessage::ScmRights(&descriptors));
            let mark = if number + 1 == files.len() { LAST } else { MORE };
            sendmsg(&self.orders, &[IoSlice::new(&[mark])], &mut control, SendFlags::NOSIGNAL)?;
        }
        frame::send(&mut self.orders, b'J', job)
    }

    /// Whether it ended because the kernel would not wall it off. Its pipe closes a moment before it has ended; one that only closed
    /// its pipe is not waited for long.
    fn has_no_walls(&mut self) -> bool {
        let since = Instant::now();
        while since.elapsed() < GLIMPSE {
            match self.process.try_wait() {
                Ok(Some(status)) => return status.code() == Some(NO_WALLS),
                Ok(None) => std::thread::yield_now(),
                Err(_) => return false,
            }
        }
        false
    }

    fn next(&mut self, cancelled: &dyn Fn() -> bool) -> io::Result<Frame> {
        if self.frames.buffer().is_empty() {
            self.frames.get_ref().wait(cancelled)?;
        }
        Frame::read(&mut self.frames)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It may have ended by itself already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The pipe of frames, on which nobody waits for ever.
struct Patient {
    pipe: ChildStdout,
    silence: Duration,
}

impl Patient {
    /// Waits until something can be read, or for nothing more.
    fn wait(&self, cancelled: &dyn Fn() -> bool) -> io::Result<()> {
        let since = Instant::now();
        let glimpse = Timespec { tv_sec: 0, tv_nsec: i64::try_from(GLIMPSE.as_nanos()).unwrap_or(0) };
        while poll(&mut [PollFd::new(&self.pipe, PollFlags::IN)], Some(&glimpse))? == 0 {
            if cancelled() || since.elapsed() > self.silence {
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
        Ok(())
    }
}

impl Read for Patient {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.wait(&|| false)?;
        self.pipe.read(buf)
    }
}

/// How a worker's story ends when it is told to the end.
enum End {
    Done,
    Refused(Error),
}

/// Passes on what workers say, in the order that makes sense and in no other.
struct Relay<'s> {
    sink: &'s mut dyn Sink,
    /// What the sink calls the archive, once it was asked.
    name: Option<String>,
    id: ArchiveId,
    /// The first file that no worker has begun.
    next: usize,
    begun: Option<Begun>,
    known: Option<Recognised>,
    /// Of the begun file, as far as its rows have come.
    note: Option<FileNote>,
}

impl Relay<'_> {
    fn carry(&mut self, worker: &mut Worker, cancelled: &dyn Fn() -> bool) -> io::Result<End> {
        loop {
            let frame = worker.next(cancelled)?;
            match frame {
                Frame::Done if self.begun.is_none() && self.name.is_some() => return Ok(End::Done),
                Frame::Refused(e) if self.begun.is_none() => return Ok(End::Refused(e)),
                frame => match self.pass(frame, &mut worker.orders)? {
                    Ok(()) => {}
                    // The sink itself knows why.
                    Err(reader::Stop) => return Ok(End::Done),
                },
            }
        }
    }

    /// Out of order, or about things that don't exist: the worker is not itself any more.
    fn pass(&mut self, frame: Frame, orders: &mut UnixStream) -> io::Result<Result<(), reader::Stop>> {
        let lie = || io::Error::from(io::ErrorKind::InvalidData);
        Ok(match frame {
            Frame::Opened(opened) if self.begun.is_none() => {
                let name = match &self.name {
                    Some(name) if opened.id == self.id => name.clone(),
                    Some(_) => return Err(lie()),
                    None => match self.sink.opened(&opened) {
                        Ok(name) => name,
                        Err(stop) => return Ok(Err(stop)),
                    },
                };
                frame::send(orders, b'N', &name)?;
                self.name = Some(name);
                self.id = opened.id;
                Ok(())
            }
            Frame::Begun(begun) if self.begun.is_none() && self.name.is_some() && begun.index == self.next => {
                self.next += 1;
                self.begun = Some(begun.clone());
                self.note = Some(FileNote { path: begun.path.clone(), ..FileNote::default() });
                self.sink.begun(&begun)
            }
            Frame::Recognised(file) if self.begun.is_some() && self.known.is_none() && known(&file) => {
                if let Some(note) = &mut self.note {
                    (note.source, note.variant, note.why) = (Some(file.source.clone()), Some(file.variant.clone()), Some(file.why.clone()));
                }
                self.known = Some(file.clone());
                self.sink.recognised(&file)
            }
            Frame::Row(row) if self.known.is_some() && row.signals.iter().all(|(signal, _)| plausible(signal)) => {
                if let (Some(note), false) = (&mut self.note, row.beside) {
                    note.report.rows_read += 1;
                    note.report.kept += 1;
                }
                self.sink.row(*row)
            }
            Frame::Ended(note) if self.begun.as_ref().is_some_and(|begun| begun.path == note.path) => {
                self.forget();
                self.sink.ended(*note)
            }
            _ => return Err(lie()),
        })
    }

    fn forget(&mut self) {
        (self.begun, self.known, self.note) = (None, None, None);
    }

    /// Ends the file that was being read when the worker ended; whether there was one.
    fn left_at_the_file_it_died_of(&mut self) -> bool {
        let spot = self.spot();
        let Some(mut note) = self.note.take() else { return false };
        self.forget();
        reader::broke_off(&mut note, &self.id, Error::ReaderStopped { spot });
        self.sink.ended(note).is_ok()
    }

    fn spot(&self) -> String {
        self.begun.as_ref().map_or_else(|| "@0".to_owned(), |begun| format!("#{}", begun.index + 1))
    }
}

/// Whether a source of ours says so of itself. Formats that carry many platforms name none of their own.
fn known(file: &Recognised) -> bool {
    let card = source::card(&file.source, &file.variant);
    card.is_some_and(|card| card.platform == file.platform || card.platform == Platform::Other)
}

/// Whether an extractor of ours could have seen it.
fn plausible(signal: &Signal) -> bool {
    tags::known(&signal.tag).is_some() && (0.0..=1.0).contains(&signal.weight)
}
