//! Counts sockets that could reach a network, over this process and all its descendants.
//!
//! The kernel names a socket's protocol in the extended attribute `system.sockprotoname` of its descriptor (as `lsof` reads
//! it): `TCP`, `UDPv6`, `PACKET`, `UNIX` … Unlike the tables in `/proc/net`, this also sees sockets that were never connected.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

pub(crate) fn open() -> usize {
    family_tree().into_iter().map(of_process).sum()
}

fn of_process(pid: u32) -> usize {
    let Ok(descriptors) = fs::read_dir(format!("/proc/{pid}/fd")) else {
        return 0;
    };
    descriptors.flatten().filter(|fd| reaches_a_network(&fd.path())).count()
}

fn reaches_a_network(fd: &Path) -> bool {
    if !fs::read_link(fd).is_ok_and(|to| to.to_string_lossy().starts_with("socket:")) {
        return false;
    }
    let mut name = [0_u8; 64];
    // A socket that doesn't name its protocol is counted: better one too many than one unseen.
    match rustix::fs::getxattr(fd, "system.sockprotoname", &mut name) {
        Ok(_) => !name.starts_with(b"UNIX"),
        Err(gone) => gone != rustix::io::Errno::NOENT,
    }
}

/// This process and its descendants.
fn family_tree() -> BTreeSet<u32> {
    let parents: Vec<(u32, u32)> = fs::read_dir("/proc")
        .map(|all| all.flatten().filter_map(|p| p.file_name().to_str()?.parse().ok()).collect::<Vec<u32>>())
        .unwrap_or_default()
        .into_iter()
        .filter_map(|pid| Some((pid, parent(pid)?)))
        .collect();
    let mut family = BTreeSet::from([std::process::id()]);
    loop {
        let before = family.len();
        family.extend(parents.iter().filter(|(_, parent)| family.contains(parent)).map(|(pid, _)| *pid).collect::<Vec<_>>());
        if family.len() == before {
            return family;
        }
    }
}

/// `/proc/<pid>/stat` is `pid (name) state parent …`; the name may hold anything, so the last bracket counts.
fn parent(pid: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}
