//! The lock: what this process may no longer do, and the proof that it holds.
//!
//! [`engage`] is the first line of `main` in the window and in the command line. On Linux the kernel then refuses this
//! process and every child each socket that isn't a local one (`AF_UNIX`), and the calls by which a process could get one
//! some other way. [`Status::wall_off_files`] follows when it is known where this run has to write: everywhere else the kernel
//! refuses to. [`reader`] is the strictest form, for a process that only reads what it was handed. Elsewhere than on Linux
//! nothing is enforced, and [`Status`] says so: no promise is made that the system doesn't keep.
//!
//! What it does not stop: another program asked over a local socket (D-Bus, X11, a local name service) to act for us.
//! With [`Local::Refused`], which the command line engages, that is stopped too.

#[cfg(all(feature = "e2e", not(debug_assertions)))]
compile_error!("the feature `e2e` opens the lock for WebDriver: it has no place in a release");

#[cfg(all(feature = "e2e", target_os = "linux"))]
mod inspector;
mod probe;
#[cfg(target_os = "linux")]
mod reader;
#[cfg(target_os = "linux")]
mod seccomp;
#[cfg(target_os = "linux")]
mod sockets;
#[cfg(target_os = "linux")]
mod walls;

pub use probe::{Attempt, Outcome, probe};
use std::path::PathBuf;

/// Whether sockets that stay on this computer (`AF_UNIX`) may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Local {
    /// For a window: display, session bus and screen reader are talked to through them.
    Allowed,
    /// For everything else.
    Refused,
}

/// One thing that stands in the way. Its words are `proof.mechanism.<id>` and `proof.covers.<id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mechanism {
    /// Stable id, e.g. `seccomp`.
    pub id: &'static str,
    /// Whether this kernel enforces it.
    pub holds: Holds,
}

/// How far a mechanism is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Wholly.
    Yes,
    /// The kernel is older than some of what was asked of it.
    Partly,
    /// Not at all.
    No,
}

impl Holds {
    /// Stable id; its words are `proof.holds.<id>`.
    pub fn id(self) -> &'static str {
        match self {
            Holds::Yes => "yes",
            Holds::Partly => "partly",
            Holds::No => "no",
        }
    }
}

/// What is in force in this process.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Status {
    /// Whether the kernel itself blocks the network.
    pub enforced: bool,
    /// Whatever was asked of the kernel, and whether it complied.
    pub mechanisms: Vec<Mechanism>,
}

impl Status {
    /// Refuses this process and all children to come to create, change or remove files, except beneath these folders (or in
    /// these files) and in `/dev`. Reading stays as it was. Places that don't exist are left out.
    ///
    /// Called once, before threads are started, when it is known where this run has to write.
    pub fn wall_off_files(&mut self, places: &[PathBuf]) {
        #[cfg(target_os = "linux")]
        self.mechanisms.push(walls::files(places));
        #[cfg(not(target_os = "linux"))]
        let _ = places;
    }

    /// The ids of what is in force.
    pub fn in_force(&self) -> impl Iterator<Item = &'static str> {
        self.mechanisms.iter().filter(|mechanism| mechanism.holds != Holds::No).map(|mechanism| mechanism.id)
    }
}

/// Locks the network for this process and all children to come, keeps its memory out of dumps, and says what came of it.
///
/// The very first line of `main`: threads started before would stay outside. In the child that [`probe`] starts,
/// this makes the child's one attempt and ends the process.
pub fn engage(local: Local) -> Status {
    probe::end_here_if_child();
    #[cfg(target_os = "linux")]
    return seccomp::engage(local);
    #[cfg(not(target_os = "linux"))]
    {
        let _ = local;
        Status::default()
    }
}

/// Makes this process one that can only read: the descriptors it holds, and files beneath these folders.
///
/// No socket of any family, no other program, no thread, no file opened for writing, no change to any file's name, mode or
/// times, at most `memory` bytes of address space, no core dump, not to be traced. Everything that is not on a short list of
/// system calls is refused. Its standard error must not be a regular file: writing to one (a panic would) is over the
/// limit of no bytes, and ends the process.
///
/// Called before threads are started, with what is to be read already open.
#[cfg(unix)]
pub fn reader(folders: &[std::os::fd::BorrowedFd<'_>], memory: u64) -> Status {
    #[cfg(target_os = "linux")]
    return reader::engage(folders, memory);
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (folders, memory);
        Status::default()
    }
}

/// Keeps this process's memory out of core dumps, and other programs of the same person out of its memory.
pub fn keep_out_of_dumps() -> Holds {
    #[cfg(target_os = "linux")]
    return walls::no_dumps();
    #[cfg(not(target_os = "linux"))]
    Holds::No
}

/// Lets a panic say where it happened and nothing else: a library's message could quote a cell of somebody's bill.
pub fn hush_panics() {
    std::panic::set_hook(Box::new(|panic| {
        if let Some(at) = panic.location() {
            eprintln!("panic at {}:{}", at.file(), at.line());
        }
    }));
}

/// Sockets of this process and its children that could reach a network. `None` where the system can't tell.
pub fn open_sockets() -> Option<usize> {
    #[cfg(target_os = "linux")]
    return Some(sockets::open());
    #[cfg(not(target_os = "linux"))]
    None
}
