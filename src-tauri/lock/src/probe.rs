//! Tries to get out, in every way we know, and says what happened.
//!
//! Targets are the addresses reserved for documentation (RFC 5737 `192.0.2.1`, RFC 3849 `2001:db8::1`) and `probe.invalid`
//! (RFC 2606): nobody is there. Where no kernel lock is in force nothing is tried, so nothing is sent.
//! What each attempt is called in a person's language is the catalogue's `proof.attempt.<id>`.

use crate::Status;
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
}

impl Outcome {
    /// Stable id; its words are `proof.outcome.<id>`.
    pub fn id(self) -> &'static str {
        match self {
            Outcome::Blocked => "blocked",
            Outcome::Reached => "reached",
            Outcome::NotSent => "not_sent",
        }
    }
}

type Try = fn() -> io::Result<()>;

/// Every way out we try.
const WAYS: &[(&str, &str, Try)] = &[
    ("tcp4", TCP4, || tcp(TCP4)),
    ("tcp6", TCP6, || tcp(TCP6)),
    ("udp4", DNS, || udp("0.0.0.0:0", DNS)),
    ("udp6", TCP6, || udp("[::]:0", TCP6)),
    ("dns_query", DNS, || dns_query()),
    ("dns_name", NAME, || NAME.to_socket_addrs().map(drop)),
    #[cfg(target_os = "linux")]
    ("raw", "AF_INET, SOCK_RAW", || raw::socket(rustix::net::AddressFamily::INET)),
    #[cfg(target_os = "linux")]
    ("packet", "AF_PACKET, SOCK_RAW", || raw::socket(rustix::net::AddressFamily::PACKET)),
    #[cfg(target_os = "linux")]
    ("netlink", "AF_NETLINK, SOCK_RAW", || raw::socket(rustix::net::AddressFamily::NETLINK)),
    ("child", TCP4, child),
];

/// Tries every way out. Where `status` isn't enforced, nothing is sent.
pub fn probe(status: &Status) -> Vec<Attempt> {
    WAYS.iter()
        .map(|&(id, target, way)| {
            let (outcome, by) = if status.enforced { judge(id, way()) } else { (Outcome::NotSent, None) };
            Attempt { id, target, outcome, by }
        })
        .collect()
}

/// The lock's own answer is "permission denied"; a name that finds no address under it had no socket to ask with.
/// Any other answer came from beyond the lock.
fn judge(id: &str, result: io::Result<()>) -> (Outcome, Option<String>) {
    match result {
        Err(e) if e.kind() == io::ErrorKind::PermissionDenied => (Outcome::Blocked, Some("seccomp: EACCES".to_owned())),
        Err(e) if e.kind() == io::ErrorKind::Unsupported => (Outcome::NotSent, None),
        Err(_) if id == "dns_name" => (Outcome::Blocked, Some("seccomp: EAI".to_owned())),
        _ => (Outcome::Reached, None),
    }
}

fn tcp(target: &str) -> io::Result<()> {
    let address = target.to_socket_addrs()?.next().ok_or(io::ErrorKind::InvalidInput)?;
    TcpStream::connect_timeout(&address, PATIENCE).map(drop)
}

fn udp(from: &str, target: &str) -> io::Result<()> {
    UdpSocket::bind(from)?.send_to(b"dossier", target).map(drop)
}

/// A question for the address of `probe.invalid`, as RFC 1035 §4 writes it.
fn dns_query() -> io::Result<()> {
    const QUESTION: &[u8] = b"\x00\x01\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x05probe\x07invalid\x00\x00\x01\x00\x01";
    UdpSocket::bind("0.0.0.0:0")?.send_to(QUESTION, DNS).map(drop)
}

#[cfg(target_os = "linux")]
mod raw {
    use rustix::net::{AddressFamily, SocketType};

    /// Makes the socket and lets it go: nothing is sent through it.
    pub(super) fn socket(family: AddressFamily) -> std::io::Result<()> {
        Ok(rustix::net::socket(family, SocketType::RAW, None).map(drop)?)
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
    if crate::kernel::in_force() {
        let code = tcp(TCP4).map_or_else(|e| e.raw_os_error().unwrap_or(CHILD_REACHED), |()| CHILD_REACHED);
        std::process::exit(code);
    }
    std::process::exit(CHILD_NOT_SENT);
}
