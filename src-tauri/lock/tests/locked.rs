//! The lock in a process of its own, as the app and the command line engage it: once, first, for good.
// A test without libtest's harness: stopping is how it fails.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use dossier_lock::{Holds, Local, Outcome, Status, engage, open_sockets, probe};
use std::fs;
use std::io::ErrorKind::PermissionDenied;
use std::net::UdpSocket;
use std::os::unix::net::UnixStream;

fn main() {
    // As the probe's child this process only inherits: `engage` makes the attempt and ends it.
    if std::env::args().any(|argument| argument.starts_with("--dossier-lock")) {
        engage(Local::Allowed);
    }
    let open = Status::default();
    assert!(probe(&open).iter().all(|a| a.outcome == Outcome::NotSent), "without a lock nothing may be sent");
    if !cfg!(target_os = "linux") {
        assert_eq!(engage(Local::Allowed), open, "no lock may be claimed here");
        return println!("1 passed, 0 failed");
    }

    // The count sees a socket that was never connected, so a zero below means something.
    let control = UdpSocket::bind("127.0.0.1:0").unwrap();
    assert_eq!(open_sockets(), Some(1));
    drop(control);

    let mut status = engage(Local::Allowed);
    assert!(status.enforced, "this kernel does not enforce the lock");
    assert!(UnixStream::pair().is_ok(), "local sockets stay");
    let refused = |e: std::io::Error| assert_eq!(e.kind(), PermissionDenied);
    refused(io_uring::IoUring::new(8).map(drop).unwrap_err());

    let (ours, others) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(others.path().join("theirs"), "untouched").unwrap();
    status.wall_off_files(&[ours.path().to_owned(), "/no/such/place".into()]);
    fs::write(ours.path().join("a"), "written").unwrap();
    fs::rename(ours.path().join("a"), ours.path().join("b")).unwrap();
    fs::write("/dev/null", "nothing").unwrap();
    let theirs = others.path().join("theirs");
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "untouched", "reading stays as it was");
    refused(fs::write(&theirs, "changed").unwrap_err());
    refused(fs::write(others.path().join("new"), "").unwrap_err());
    refused(fs::remove_file(&theirs).unwrap_err());
    refused(fs::create_dir(others.path().join("folder")).unwrap_err());
    refused(fs::rename(ours.path().join("b"), others.path().join("b")).unwrap_err());
    refused(std::os::unix::fs::symlink(&theirs, others.path().join("link")).unwrap_err());

    let held: Vec<_> = status.mechanisms.iter().filter(|m| m.holds == Holds::Yes).map(|m| m.id).collect();
    assert_eq!(held, ["seccomp", "landlock_tcp", "landlock_signals", "no_dumps", "landlock_files"]);
    let attempts = probe(&status);
    assert_eq!(attempts.len(), 16);
    for attempt in &attempts {
        let beyond = attempt.id == "local_program" && attempt.outcome != Outcome::Reached;
        assert!(attempt.outcome == Outcome::Blocked || beyond, "{attempt:?}");
    }
    assert_eq!(open_sockets(), Some(0));

    // What the command line engages, on top: the last door shuts too.
    engage(Local::Refused);
    refused(UnixStream::connect("/no/such/socket").unwrap_err());
    assert_eq!(probe(&status).last().unwrap().outcome, Outcome::Blocked);
    println!("3 passed, 0 failed");
}
