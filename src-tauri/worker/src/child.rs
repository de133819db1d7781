//! The worker's own side: gets its job, walls itself off, reads, sends.

use crate::frame::{self, Frame, GATHERED};
use crate::job::{ARGUMENT, Job, LAST, NO_WALLS, Task};
use dossier_engine::archive::{self, Archive, Input};
use dossier_engine::error::Error;
use dossier_engine::reader::{self, Begun, FileNote, Opened, Recognised, Row, Sink, Stop};
use rustix::net::{RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, recvmsg};
use std::fs::File;
use std::io::{self, BufWriter, IoSliceMut, Write};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::path::PathBuf;
use std::sync::Arc;

/// Makes this process a worker, if that is what it was started as; it never comes back from that.
///
/// The first line of `main`, before anything else could open a file.
pub fn become_worker_if_asked() {
    if std::env::args_os().nth(1).is_none_or(|argument| argument != ARGUMENT) {
        return;
    }
    dossier_lock::hush_panics();
    // Whoever started it sees by the pipe whether it came to an end.
    std::process::exit(i32::from(work().is_err()));
}

fn work() -> io::Result<()> {
    // A file, so that it is read by `read`: behind the walls there are no calls for sockets.
    let mut orders = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    let (job, files) = receive(&mut orders)?;
    let mut folders = Vec::new();
    if let (true, Some(folder)) = (job.folder, files.first()) {
        rustix::process::fchdir(folder)?;
        folders.push(folder.as_fd());
    }
    let wall = dossier_lock::reader(&folders, mapped()?.saturating_add(job.limits.worker_bytes));
    if !wall.enforced {
        std::process::exit(NO_WALLS);
    }
    let frames = BufWriter::with_capacity(GATHERED, io::stdout().lock());
    run(&job, files, Pipe { frames, orders })
}

/// Bytes of address space the program itself takes, before it has read anything.
fn mapped() -> io::Result<u64> {
    let statm = std::fs::read_to_string("/proc/self/statm")?;
    let pages: u64 = statm.split(' ').next().and_then(|pages| pages.parse().ok()).ok_or(io::ErrorKind::InvalidData)?;
    Ok(pages.saturating_mul(rustix::param::page_size() as u64))
}

/// The job, and the descriptors that came with it.
fn receive(orders: &mut File) -> io::Result<(Job, Vec<OwnedFd>)> {
    let mut files = Vec::new();
    loop {
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut control = RecvAncillaryBuffer::new(&mut space);
        let mut mark = [0; 1];
        recvmsg(&*orders, &mut [IoSliceMut::new(&mut mark)], &mut control, RecvFlags::CMSG_CLOEXEC)?;
        let mut descriptors = control.drain().filter_map(|message| match message {
            RecvAncillaryMessage::ScmRights(descriptors) => Some(descriptors),
            _ => None,
        });
        files.push(descriptors.next().and_then(|mut d| d.next()).ok_or(io::ErrorKind::InvalidData)?);
        if mark == [LAST] {
            break;
        }
    }
    let (_, body) = frame::receive(orders)?;
    Ok((frame::parse(&body)?, files))
}

fn run(job: &Job, files: Vec<OwnedFd>, mut pipe: Pipe<impl Write>) -> io::Result<()> {
    let done = open(job, files).map(|mut archive| {
        let read = match job.task {
            Task::Glance => pipe.send(&Frame::Glances(reader::glance(&mut archive, &job.limits, &job.mappings))),
            Task::Describe => pipe.send(&Frame::Drifts(reader::drifts(&mut archive, &job.limits, &job.mappings))),
            Task::Read { from } => reader::read(&mut archive, from, &job.limits, &job.mappings, &mut pipe),
        };
        (read, archive)
    });
    // A download that is still going on is told from a whole one at the end.
    let done = done.and_then(|(read, archive)| archive.unchanged().map(|()| read));
    match done {
        // The other side has gone, or wants no more.
        Ok(Err(Stop)) => return Ok(()),
        Ok(Ok(())) => Frame::Done.write(&mut pipe.frames)?,
        Err(e) => Frame::Refused(e).write(&mut pipe.frames)?,
    }
    pipe.frames.flush()
}

fn open(job: &Job, files: Vec<OwnedFd>) -> Result<Archive, Error> {
    if let (true, Some(name)) = (job.folder, job.names.first()) {
        // Where this process already is.
        return Ok(Archive::open(&Input::Path(PathBuf::from(".")), &job.passwords, &job.limits)?.called(name));
    }
    let open = |(name, file): (&String, OwnedFd)| Input::Open { name: name.clone(), file: Arc::new(File::from(file)) };
    let parts: Vec<Input> = job.names.iter().zip(files).map(open).collect();
    Archive::open(&archive::whole(parts), &job.passwords, &job.limits)
}

/// The sink that is a pipe.
struct Pipe<W> {
    frames: W,
    orders: File,
}

impl<W: Write> Pipe<W> {
    fn send(&mut self, frame: &Frame) -> Result<(), Stop> {
        frame.write(&mut self.frames).map_err(|_| Stop)
    }
}

impl<W: Write> Sink for Pipe<W> {
    fn opened(&mut self, archive: &Opened) -> Result<String, Stop> {
        self.send(&Frame::Opened(archive.clone()))?;
        self.frames.flush().map_err(|_| Stop)?;
        let (_, name) = frame::receive(&mut self.orders).map_err(|_| Stop)?;
        frame::parse(&name).map_err(|_| Stop)
    }

    fn begun(&mut self, file: &Begun) -> Result<(), Stop> {
        self.send(&Frame::Begun(file.clone()))?;
        // What makes the reader stop is located by the last file it began.
        self.frames.flush().map_err(|_| Stop)
    }

    fn recognised(&mut self, file: &Recognised) -> Result<(), Stop> {
        self.send(&Frame::Recognised(file.clone()))
    }

    fn row(&mut self, row: Row) -> Result<(), Stop> {
        self.send(&Frame::Row(Box::new(row)))
    }

    fn ended(&mut self, note: FileNote) -> Result<(), Stop> {
        self.send(&Frame::Ended(Box::new(note)))
    }
}
