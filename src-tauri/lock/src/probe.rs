//! Tries to get out, in every way we know, and says what happened.
//!
//! Targets are the addresses reserved for documentation (RFC 5737 `192.0.2.1`, RFC 3849 `2001:db8::1`) and `probe.invalid`
//! (RFC 2606): nobody is there. Where no kernel lock is in force nothing is tried, so nothing is sent.
//! What each attempt is called in a person's language is the catalogue's `proof.attempt.<id>`.

use crate::{Holds, Status};
use std::io;
use std::net::{TcpStream, ToSocketAddrs, UdpSocket};
use std::process::Command;
use std::time::Duration;

const TCP4: &str = "192.0.2.1:443";
const TCP6: &str = "[2001:db8::1]:443";
const DNS: &str = "192.0.2.1:53";
const NAME: &str = "probe.invalid:443";
const PATIENCE: Duration = Duration::from_millis(500);

/// The hidden argument that makes [`crate::engage`] the child of a probe. It exits with the error's number.
const CHILD: &str = "--dossier-lock-child";
/// The child's exit codes that are no error number.
const CHILD_REACHED: i32 = 0;
const CHILD_NOT_SENT: i32 = 200;

/// One way out, tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Stable id, e.g. `tcp4`; its words are `proof.attempt.<id>`.
    pub id: &'static str,
    /// What was aimed at, e.g. `192.0.2.1:443`.
    pub target: &'static str,
    /// What came of it.
    pub outcome: Outcome,
    /// What stopped it, e.g. `seccomp: EACCES`.
    pub by: Option<String>,
}

/// What came of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The lock stopped it.
    Blocked,
    /// The lock did not stop it, whether or not an answer came.
    Reached,
    /// Not tried, because nothing would stop it.
    NotSent,
    /// Not the lock's to stop: a window needs this door, and what stands behind it is another program.
    Beyond,
}

impl Outcome {
    /// Stable id; its words are `proof.outcome.<id>`.
    pub fn id(self) -> &'static str {
        match self {
            Outcome::Blocked => "blocked",
            Outcome::Reached => "reached",
            Outcome::NotSent => "not_sent",
            Outcome::Beyond => "beyond",
        }
    }
}

/// A way out: its id, what it aims at, how it is tried, and the mechanism whose "permission denied" stops it.
struct Way(&'static str, &'static str, fn() -> io::Result<()>, &'static str);

/// Every way out we try.
const WAYS: &[Way] = &[
    Way("tcp4", TCP4, || tcp(TCP4), "seccomp"),
    Way("tcp6", TCP6, || tcp(TCP6), "seccomp"),
    Way("udp4", DNS, || udp("0.0.0.0:0", b"dossier", DNS), "seccomp"),
    Way("udp6", TCP6, || udp("[::]:0", b"dossier", TCP6), "seccomp"),
    Way("dns_query", DNS, || udp("0.0.0.0:0", QUESTION, DNS), "seccomp"),
    Way("dns_name", NAME, || NAME.to_socket_addrs().map(drop), "seccomp"),
    #[cfg(target_os = "linux")]
    Way("ping", "AF_INET, IPPROTO_ICMP", kernel::ping, "seccomp"),
    #[cfg(target_os = "linux")]
    Way("raw", "AF_INET, SOCK_RAW", || kernel::raw(rustix::net::AddressFamily::INET), "seccomp"),
    #[cfg(target_os = "linux")]
    Way("packet", "AF_PACKET, SOCK_RAW", || kernel::raw(rustix::net::AddressFamily::PACKET), "seccomp"),
    #[cfg(target_os = "linux")]
    Way("netlink", "AF_NETLINK, SOCK_RAW", || kernel::raw(rustix::net::AddressFamily::NETLINK), "seccomp"),
    #[cfg(target_os = "linux")]
    Way("vsock", "AF_VSOCK, SOCK_STREAM", || kernel::stream(rustix::net::AddressFamily::VSOCK), "seccomp"),
    #[cfg(target_os = "linux")]
    Way("bluetooth", "AF_BLUETOOTH, SOCK_RAW", || kernel::raw(rustix::net::AddressFamily::BLUETOOTH), "seccomp"),
    #[cfg(target_os = "linux")]
    Way("other_families", "AF_3 … AF_63", kernel::every_other_family, "seccomp"),
    Way("child", TCP4, child, "seccomp"),
    #[cfg(target_os = "linux")]
    Way("file", "/tmp", kernel::leave_a_file, "landlock"),
    #[cfg(target_os = "linux")]
    Way("local_program", "D-Bus", kernel::ask_the_session_bus, "seccomp"),
];

/// Tries every way out. Where `status` isn't enforced, nothing is sent.
pub fn probe(status: &Status) -> Vec<Attempt> {
    let walled = status.mechanisms.iter().any(|mechanism| mechanism.id == "landlock_files" && mechanism.holds != Holds::No);
    let tried = |Way(id, ..): &&Way| *id != "file" || walled;
    WAYS.iter()
        .filter(tried)
        .map(|&Way(id, target, way, wall)| {
            let (outcome, by) = if status.enforced { judge(id, way(), wall) } else { (Outcome::NotSent, None) };
            Attempt { id, target, outcome, by }
        })
        .collect()
}

/// The lock's own answer is "permission denied"; a name that finds no address under it had no socket to ask with.
/// Any other answer came from beyond the lock.
fn judge(id: &str, result: io::Result<()>, wall: &str) -> (Outcome, Option<String>) {
    match result {
        Err(e) if e.kind() == io::ErrorKind::PermissionDenied => (Outcome::Blocked, Some(format!("{wall}: EACCES"))),
        Err(e) if e.kind() == io::ErrorKind::Unsupported => (Outcome::NotSent, None),
        Err(_) if id == "dns_name" => (Outcome::Blocked, Some(format!("{wall}: EAI"))),
        Err(_) if id == "local_program" => (Outcome::NotSent, None),
        Ok(()) if id == "local_program" => (Outcome::Beyond, None),
        _ => (Outcome::Reached, None),
    }
}

fn tcp(target: &str) -> io::Result<()> {
    let address = target.to_socket_addrs()?.next().ok_or(io::ErrorKind::InvalidInput)?;
    TcpStream::connect_timeout(&address, PATIENCE).map(drop)
}

fn udp(from: &str, what: &[u8], target: &str) -> io::Result<()> {
    UdpSocket::bind(from)?.send_to(what, target).map(drop)
}

/// A question for the address of `probe.invalid`, as RFC 1035 §4 writes it.
const QUESTION: &[u8] = b"\x00\x01\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x05probe\x07invalid\x00\x00\x01\x00\x01";

#[cfg(target_os = "linux")]
mod kernel {
    use rustix::net::{AddressFamily, SocketType, ipproto, socket};
    use std::io;
    use std::os::unix::net::UnixStream;
    use std::path::{Path, PathBuf};

    /// Makes the socket and lets it go: nothing is sent through it.
    pub(super) fn raw(family: AddressFamily) -> io::Result<()> {
        Ok(socket(family, SocketType::RAW, None).map(drop)?)
    }

    pub(super) fn stream(family: AddressFamily) -> io::Result<()> {
        Ok(socket(family, SocketType::STREAM, None).map(drop)?)
    }

    pub(super) fn ping() -> io::Result<()> {
        Ok(socket(AddressFamily::INET, SocketType::DGRAM, Some(ipproto::ICMP)).map(drop)?)
    }

    /// Every number a family of sockets has or could get, but for local ones and those of the internet, which are tried by
    /// themselves: whichever isn't refused is the answer.
    pub(super) fn every_other_family() -> io::Result<()> {
        let refused = |number| match socket(AddressFamily::from_raw(number), SocketType::STREAM, None) {
            Err(e) if e == rustix::io::Errno::ACCESS => None,
            other => Some(other.map(drop).map_err(io::Error::from)),
        };
        (3..64)
            .filter(|number| *number != AddressFamily::INET6.as_raw())
            .find_map(refused)
            .unwrap_or_else(|| Err(io::ErrorKind::PermissionDenied.into()))
    }

    /// A file where any program of this computer would find it, for it to carry out. Removed at once, should it come to be.
    pub(super) fn leave_a_file() -> io::Result<()> {
        let file = Path::new("/tmp").join(format!("dossier-probe-{}", std::process::id()));
        std::fs::File::create_new(&file)?;
        std::fs::remove_file(file)
    }

    /// Knocks at the session bus, where a program could be asked to open an address (as `xdg-open` does), and asks nothing.
    pub(super) fn ask_the_session_bus() -> io::Result<()> {
        let named = std::env::var("DBUS_SESSION_BUS_ADDRESS").unwrap_or_default();
        let path = named.split([',', ';']).find_map(|part| part.strip_prefix("unix:path=")).map(PathBuf::from);
        let usual = || std::env::var_os("XDG_RUNTIME_DIR").map(|folder| Path::new(&folder).join("bus"));
        UnixStream::connect(path.or_else(usual).unwrap_or_default()).map(drop)
    }
}

/// This program again, as a child that only inherits the lock and tries TCP.
fn child() -> io::Result<()> {
    let status = Command::new(std::env::current_exe()?).arg(CHILD).status()?;
    match status.code() {
        Some(CHILD_REACHED) => Ok(()),
        Some(CHILD_NOT_SENT) | None => Err(io::ErrorKind::Unsupported.into()),
        Some(errno) => Err(io::Error::from_raw_os_error(errno)),
    }
}

/// In the probe's child: tries TCP under the inherited lock, unless none was inherited, and ends.
pub(crate) fn end_here_if_child() {
    if std::env::args_os().nth(1).is_none_or(|argument| argument != CHILD) {
        return;
    }
    #[cfg(target_os = "linux")]
    if crate::seccomp::in_force() {
        let code = tcp(TCP4).map_or_else(|e| e.raw_os_error().unwrap_or(CHILD_REACHED), |()| CHILD_REACHED);
        std::process::exit(code);
    }
    std::process::exit(CHILD_NOT_SENT);
}
