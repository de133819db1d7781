//! Seccomp: a filter on system calls, inherited by every child, that no process can take off again.
//!
//! - `socket` and `socketpair` answer `EACCES` unless the family is `AF_UNIX`: no TCP, UDP, raw, packet, netlink, vsock. Where
//!   local sockets are refused too, `socket` always does; `socketpair` makes two ends that only know each other, and stays.
//! - `io_uring` could make sockets without those calls; `ptrace`, `process_vm_writev`, `pidfd_getfd` could borrow another
//!   process's; `bpf` and `perf_event_open` reach into the kernel: all answer `EACCES`.
//! - On x86-64 the same calls have second numbers (x32): denied whole. 32-bit calls end the process.
//!
//! Numbers: the kernel's `syscall_64.tbl` and `asm-generic/unistd.h`, through `libc`. x86-64 was run; aarch64 was compiled only.

use crate::{Holds, Local, Mechanism, Status, walls};
use seccompiler::SeccompCmpArgLen::Dword;
use seccompiler::{BpfProgram, Error, SeccompAction, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule};
use std::collections::BTreeMap;

/// Denied whatever their arguments.
const DENIED: [i64; 8] = [
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_ptrace,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_getfd,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
];

/// The bit that marks x32's numbers, and the two of the denied calls that have a number of their own there.
#[cfg(target_arch = "x86_64")]
const X32: i64 = 0x4000_0000;
#[cfg(target_arch = "x86_64")]
const X32_OWN: [i64; 2] = [X32 + 521, X32 + 540]; // ptrace, process_vm_writev

pub(crate) fn engage(local: Local) -> Status {
    let walls = [walls::tcp(inspector()), walls::signals(), Mechanism { id: "no_dumps", holds: walls::no_dumps() }];
    // With the gap for WebDriver open, only landlock keeps the other ports shut.
    let gap_unwatched = inspector().is_some() && walls[0].holds != Holds::Yes;
    let enforced = !gap_unwatched && filter(local).is_ok_and(|filter| apply(&filter)) && in_force();
    let seccomp = Mechanism { id: "seccomp", holds: if enforced { Holds::Yes } else { Holds::No } };
    Status { enforced, mechanisms: [seccomp].into_iter().chain(walls).collect() }
}

pub(crate) fn apply(filter: &BpfProgram) -> bool {
    seccompiler::apply_filter_all_threads(filter).is_ok()
}

/// Whether the kernel says that a filter is in force for this thread.
pub(crate) fn in_force() -> bool {
    std::fs::read_to_string("/proc/thread-self/status")
        .is_ok_and(|status| status.lines().any(|line| line.split_whitespace().eq(["Seccomp:", "2"])))
}

/// The port that WebDriver needs: none in anything that ships.
fn inspector() -> Option<u16> {
    #[cfg(feature = "e2e")]
    return crate::inspector::port();
    #[cfg(not(feature = "e2e"))]
    None
}

fn filter(local: Local) -> Result<BpfProgram, Error> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = DENIED.iter().map(|&call| (call, Vec::new())).collect();
    rules.insert(libc::SYS_socketpair, vec![SeccompRule::new(vec![family(SeccompCmpOp::Ne, libc::AF_UNIX)?])?]);
    rules.insert(libc::SYS_socket, refused_sockets(local)?);
    #[cfg(target_arch = "x86_64")]
    {
        let second = |call: &i64| (call + X32, Vec::new());
        rules.extend(DENIED.iter().chain(&[libc::SYS_socket, libc::SYS_socketpair]).map(second));
        rules.extend(X32_OWN.map(|call| (call, Vec::new())));
    }
    let refuse = SeccompAction::Errno(libc::EACCES.unsigned_abs());
    Ok(SeccompFilter::new(rules, SeccompAction::Allow, refuse, std::env::consts::ARCH.try_into()?)?.try_into()?)
}

/// Any of these rules refuses a `socket` call; no rule at all refuses every one.
fn refused_sockets(local: Local) -> Result<Vec<SeccompRule>, Error> {
    #[cfg(feature = "e2e")]
    if crate::inspector::port().is_some() {
        return crate::inspector::refused_sockets();
    }
    match local {
        Local::Allowed => Ok(vec![SeccompRule::new(vec![family(SeccompCmpOp::Ne, libc::AF_UNIX)?])?]),
        Local::Refused => Ok(Vec::new()),
    }
}

/// A condition on the first argument of `socket` and `socketpair`.
pub(crate) fn family(op: SeccompCmpOp, family: i32) -> Result<SeccompCondition, Error> {
    Ok(SeccompCondition::new(0, Dword, op, u64::from(family.unsigned_abs()))?)
}
