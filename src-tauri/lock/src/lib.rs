//! The network lock, and the proof that it holds.
//!
//! [`engage`] is the first line of `main` in the window and in the command line. On Linux the kernel then refuses this
//! process and every child each socket that isn't a local one (`AF_UNIX`), and the calls by which a process could get one
//! some other way. Elsewhere nothing is enforced, and [`Status`] says so: no promise is made that the system doesn't keep.
//!
//! What it does not stop: another program asked over a local socket (D-Bus, X11, a local name service) to act for us.

#[cfg(all(feature = "e2e", not(debug_assertions)))]
compile_error!("the feature `e2e` opens the lock for WebDriver: it has no place in a release");

#[cfg(all(feature = "e2e", target_os = "linux"))]
mod inspector;
#[cfg(target_os = "linux")]
mod kernel;
mod probe;
#[cfg(target_os = "linux")]
mod sockets;

pub use probe::{Attempt, Outcome, probe};

/// What is in force in this process.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Status {
    /// Whether the kernel itself blocks the network.
    pub enforced: bool,
    /// The kernel mechanisms that do, e.g. `seccomp`.
    pub mechanisms: Vec<String>,
}

/// Locks the network for this process and all children to come, and says what came of it.
///
/// The very first line of `main`: threads started before would stay outside. In the child that [`probe`] starts,
/// this makes the child's one attempt and ends the process.
pub fn engage() -> Status {
    probe::end_here_if_child();
    #[cfg(target_os = "linux")]
    return kernel::engage();
    #[cfg(not(target_os = "linux"))]
    Status::default()
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
