//! The lock in a process of its own, as the app and the command line engage it: once, first, for good.
// A test without libtest's harness: stopping is how it fails.
#![allow(clippy::unwrap_used)]

use dossier_lock::{Outcome, Status, engage, open_sockets, probe};
use std::net::UdpSocket;

fn main() {
    // As the probe's child this process only inherits: `engage` makes the attempt and ends it.
    if std::env::args().any(|argument| argument.starts_with("--dossier-lock")) {
        engage();
    }
    let open = Status::default();
    assert!(probe(&open).iter().all(|a| a.outcome == Outcome::NotSent), "without a lock nothing may be sent");
    if !cfg!(target_os = "linux") {
        assert_eq!(engage(), open, "no lock may be claimed here");
        return println!("1 passed, 0 failed");
    }

    // The count sees a socket that was never connected, so a zero below means something.
    let control = UdpSocket::bind("127.0.0.1:0").unwrap();
    assert_eq!(open_sockets(), Some(1));
    drop(control);

    let status = engage();
    assert!(status.enforced, "this kernel does not enforce the lock");
    assert_eq!(status.mechanisms, ["seccomp"]);
    let attempts = probe(&status);
    assert_eq!(attempts.len(), 10);
    for attempt in &attempts {
        assert_eq!(attempt.outcome, Outcome::Blocked, "{attempt:?}");
    }
    assert_eq!(open_sockets(), Some(0));
    assert!(std::os::unix::net::UnixStream::pair().is_ok(), "local sockets stay");
    println!("2 passed, 0 failed");
}
