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

/// Of OpenSSL only the ciphers, and only for the vault: no other crate may lean on it.
#[test]
fn openssl_serves_sqlcipher_alone() {
    let ask =
        ["tree", "--offline", "--locked", "--workspace", "--prefix", "none", "--format", "{p}", "--depth", "1", "--invert", "openssl-sys"];
    let out = Command::new(env!("CARGO")).current_dir(root()).args(ask).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let tree = String::from_utf8(out.stdout).unwrap();
    let users: Vec<&str> = tree.lines().filter_map(|l| l.split(' ').next()).filter(|name| *name != "openssl-sys").collect();
    assert_eq!(users, ["libsqlite3-sys"]);
}

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
