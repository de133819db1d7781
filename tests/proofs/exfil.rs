//! Every way out, tried by the app as it ships, in a network where the addresses it aims at exist and a server listens.

use crate::hands::{Hands, sockets};
use crate::place::{place, say};
use dossier_engine::report::proof::page_ways;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// The addresses the attempts aim at, given to this computer; there is nothing else in this network.
const NETWORK: &str = "ip link set lo up && ip addr add 192.0.2.1/32 dev lo && ip addr add 2001:db8::1/128 dev lo nodad && exec \"$@\"";

/// How to ask for a network of one's own: as root, or as one's own root.
pub(crate) fn namespace() -> &'static str {
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    if root { "-n" } else { "-rn" }
}

#[test]
fn exfil() {
    let inside = std::env::current_exe().unwrap();
    let mut again = Command::new("unshare");
    again.args([namespace(), "sh", "-c", NETWORK, "sh"]).arg(inside).args([
        "exfil::in_a_network_of_its_own",
        "--exact",
        "--ignored",
        "--nocapture",
    ]);
    assert!(again.status().unwrap().success());
}

#[test]
#[ignore = "`exfil` runs it where the addresses exist"]
fn in_a_network_of_its_own() {
    let arrived = serve();
    // The control: without the lock these three ways arrive, so a zero below means something.
    TcpStream::connect("192.0.2.1:443").unwrap();
    TcpStream::connect("[2001:db8::1]:80").unwrap();
    UdpSocket::bind("0.0.0.0:0").unwrap().send_to(b"control", "192.0.2.1:53").unwrap();
    let control = crate::desk::until("the control to arrive", || Some(arrived.load(Ordering::SeqCst)).filter(|n| *n == 3));
    arrived.store(0, Ordering::SeqCst);

    let mut hands = Hands::open(&place("DOSSIER_APP"), &[]);
    // Skip link, name, cover, where records are, then the lock: it leads to the proof, which begins at once and is done when the picture stays.
    hands.press(&["Tab"; 5]);
    hands.press(&["Return"]);
    let family = |call: &String, name: &str| call.starts_with("socket(") && call.contains(name) && call.contains("EACCES");
    crate::desk::until("the last attempt", || hands.calls().iter().any(|call| family(call, "AF_BLUETOOTH")).then_some(()));
    hands.press(&["shift+Tab"]);
    let calls = hands.calls();
    for tried in ["AF_INET,", "AF_INET6,", "AF_PACKET,", "AF_NETLINK,", "AF_VSOCK,", "AF_BLUETOOTH,"] {
        assert!(calls.iter().any(|call| family(call, tried)), "{tried} was not tried");
    }
    let (asked, granted) = sockets(&calls);
    assert!(granted.is_empty(), "{granted:?}");
    let named = calls.iter().filter(|call| call.contains("sa_family=AF_INET")).count();
    assert_eq!(named, 0, "an address of the internet was handed to the kernel");

    let doctor = Command::new(place("DOSSIER_CLI")).args(["doctor", "--json"]).output().unwrap();
    let doctor: serde_json::Value = serde_json::from_slice(&doctor.stdout).unwrap();
    let attempts = doctor["attempts"].as_array().unwrap();
    let stopped = attempts.iter().filter(|attempt| attempt["outcome"] == "blocked").count();
    assert_eq!(stopped, attempts.len(), "{attempts:?}");
    std::thread::sleep(Duration::from_millis(500)); // whatever is on its way has half a second
    assert_eq!(arrived.load(Ordering::SeqCst), 0);
    let (ways, refused) = (attempts.len() + page_ways().len(), calls.iter().filter(|call| call.contains("EACCES")).count());
    say(&format!(
        "exfil: {ways} of {ways} ways stopped, {} arrived at the server ({control} of {control} did without the lock); window {} of {asked} sockets granted to a network, {refused} calls refused",
        arrived.load(Ordering::SeqCst),
        granted.len(),
    ));
}

/// Listens at every port the attempts aim at, and counts what comes.
fn serve() -> Arc<AtomicUsize> {
    let arrived = Arc::new(AtomicUsize::new(0));
    for port in [53, 80, 443, 3478] {
        let (tcp, udp) = (TcpListener::bind(("::", port)).unwrap(), UdpSocket::bind(("::", port)).unwrap());
        let (count, counts) = (arrived.clone(), arrived.clone());
        std::thread::spawn(move || {
            tcp.incoming().flatten().for_each(|_| {
                count.fetch_add(1, Ordering::SeqCst);
            })
        });
        std::thread::spawn(move || {
            while udp.recv(&mut [0; 512]).is_ok() {
                counts.fetch_add(1, Ordering::SeqCst);
            }
        });
    }
    arrived
}
