//! The lock, witnessed by strace: from start to living page, the app as it ships gets no socket but local ones.

use crate::desk::{Desk, place, until};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::tempdir;

#[test]
fn the_window_gets_no_network_socket() {
    let traces = tempdir().unwrap();
    let prefix = traces.path().join("trace");
    let app = place("DOSSIER_APP");
    let mut desk = Desk::new();
    let mut words = strace(prefix.to_str().unwrap());
    words.push(app.to_str().unwrap());
    desk.start(&words);
    // The page's first question makes the shell look for a Chinese font: then both of WebKit's processes are up,
    // the page has loaded, and it has talked to the shell.
    until("the page to ask the shell", || {
        calls(traces.path()).iter().any(|call| call.contains("/fc-list\"") && call.ends_with("= 0")).then_some(())
    });
    drop(desk);
    only_local_sockets(&calls(traces.path()));
}

#[test]
fn the_command_line_gets_no_network_socket() {
    let traces = tempdir().unwrap();
    let prefix = traces.path().join("trace");
    let words = strace(prefix.to_str().unwrap());
    let demo = Command::new(words[0]).args(&words[1..]).arg(place("DOSSIER_CLI")).arg("demo").output().unwrap();
    assert!(demo.status.success(), "{}", String::from_utf8_lossy(&demo.stderr));
    assert!(!demo.stdout.is_empty());
    let calls = calls(traces.path());
    assert!(calls.iter().any(|call| call.starts_with("execve(") && call.ends_with("= 0")), "strace saw nothing");
    assert_eq!(reaching_out(&calls), Vec::<&String>::new());
}

/// One file per process, so that no call is torn in two.
fn strace(prefix: &str) -> Vec<&str> {
    vec!["strace", "-ff", "-qq", "-e", "trace=%network,execve", "-e", "signal=none", "-o", prefix]
}

/// Every traced call of every process.
fn calls(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap().flatten().map(|file| file.path());
    files.flat_map(|file| String::from_utf8_lossy(&fs::read(file).unwrap()).lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn only_local_sockets(calls: &[String]) {
    assert!(calls.iter().any(|call| call.starts_with("socket(AF_UNIX") && !call.contains("= -1")), "strace saw no socket at all");
    assert_eq!(reaching_out(calls), Vec::<&String>::new());
}

/// Sockets of any but the local family that came into being.
fn reaching_out(calls: &[String]) -> Vec<&String> {
    let made = |call: &&String| (call.starts_with("socket(") || call.starts_with("socketpair(")) && !call.contains("= -1");
    calls.iter().filter(made).filter(|call| !call.contains("(AF_UNIX")).collect()
}
