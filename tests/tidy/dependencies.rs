//! Nothing that could reach a network is in the tree of the engine and the command line.

use super::root;
use std::collections::BTreeSet;
use std::process::Command;

/// Crates that open connections, speak TLS or HTTP, resolve names, or drive sockets.
const CAPABLE: &[&str] = &[
    "async-std",
    "attohttpc",
    "curl",
    "curl-sys",
    "h2",
    "h3",
    "hickory-proto",
    "hickory-resolver",
    "hyper",
    "hyper-util",
    "isahc",
    "mio",
    "minreq",
    "native-tls",
    "openssl",
    "openssl-sys",
    "polling",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "tokio",
    "tonic",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "websocket",
    "zbus",
];

#[test]
fn engine_and_command_line_bring_no_crate_that_could_reach_a_network() {
    for start in ["dossier-engine", "dossier-cli"] {
        // What is shipped for this system; what only tests bring is not.
        let ask = ["tree", "--offline", "--locked", "--edges", "normal,build", "--prefix", "none", "--format", "{p}", "--package", start];
        let out = Command::new(env!("CARGO")).current_dir(root()).args(ask).output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let tree = String::from_utf8(out.stdout).unwrap();
        let crates: BTreeSet<&str> = tree.lines().filter_map(|l| l.split(' ').next()).collect();
        assert!(crates.len() > 20 && crates.contains("rusqlite"), "{start}: {crates:?}");
        let found: Vec<&&str> = crates.iter().filter(|name| CAPABLE.contains(name)).collect();
        assert!(found.is_empty(), "{start} brings {found:?}");
    }
}
