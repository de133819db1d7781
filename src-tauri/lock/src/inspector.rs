//! The gap for WebDriver, in debug builds with the feature `e2e` alone.
//!
//! WebKit's automation talks over TCP on the loopback, from the window's process and from the page's, and names the port in
//! `WEBKIT_INSPECTOR_SERVER`. Only when that is set does seccomp let IPv4 stream sockets through, while landlock keeps every
//! TCP port but that one shut. (Landlock's rule holds for that port on any address.)

use crate::seccomp::family;
use seccompiler::SeccompCmpArgLen::Dword;
use seccompiler::SeccompCmpOp::{Eq, MaskedEq, Ne};
use seccompiler::{Error, SeccompCondition, SeccompRule};

/// The port WebKit's automation uses, when it is on.
pub(crate) fn port() -> Option<u16> {
    std::env::var("WEBKIT_INSPECTOR_SERVER").ok()?.rsplit_once(':')?.1.parse().ok()
}

/// Refuses all but local sockets and IPv4 streams.
pub(crate) fn refused_sockets() -> Result<Vec<SeccompRule>, Error> {
    let mut rules = vec![SeccompRule::new(vec![family(Ne, libc::AF_UNIX)?, family(Ne, libc::AF_INET)?])?];
    // The type is the low four bits; SOCK_STREAM is 1, so a clear first bit or any other bit set is something else.
    for (bit, value) in [(1, 0), (2, 2), (4, 4), (8, 8)] {
        let other = SeccompCondition::new(1, Dword, MaskedEq(bit), value)?;
        rules.push(SeccompRule::new(vec![family(Eq, libc::AF_INET)?, other])?);
    }
    Ok(rules)
}
