//! The strictest form: a process that reads what it was handed and says what it found, through descriptors it already holds.
//!
//! Three walls, each sufficient for most of it: landlock knows files and names, seccomp knows calls, limits know amounts.
//! The list of calls is what reading, memory, time and an orderly end (or an abort) take, in glibc and musl; a call that is
//! not on it answers `EPERM`, so that a missing one shows as an error and not as a silent end, and a library that only wanted a
//! quicker way (`splice`, `copy_file_range`) takes the plain one.

use crate::{Holds, Mechanism, Status, seccomp, walls};
use rustix::process::{Resource, Rlimit, setrlimit};
use seccompiler::SeccompCmpArgLen::{Dword, Qword};
use seccompiler::SeccompCmpOp::{Eq, MaskedEq};
use seccompiler::{BpfProgram, Error, SeccompAction, SeccompCondition, SeccompFilter, SeccompRule};
use std::collections::BTreeMap;
use std::os::fd::BorrowedFd;

/// Enough for the standard three, the pipes, one archive and one file of a folder at a time.
const DESCRIPTORS: u64 = 32;

/// Allowed whatever their arguments.
const ALLOWED: &[i64] = &[
    // Descriptors already held.
    libc::SYS_read,
    libc::SYS_pread64,
    libc::SYS_readv,
    libc::SYS_preadv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_lseek,
    libc::SYS_close,
    libc::SYS_dup,
    libc::SYS_fstat,
    libc::SYS_fadvise64,
    libc::SYS_getdents64,
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_readlinkat,
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_fcntl,
    libc::SYS_ppoll,
    // Memory.
    libc::SYS_brk,
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_mprotect,
    // Time, chance, waiting.
    libc::SYS_clock_gettime,
    libc::SYS_clock_getres,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_gettimeofday,
    libc::SYS_getrandom,
    libc::SYS_futex,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    // Signals to itself: an abort is one.
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_tgkill,
    // About itself.
    libc::SYS_getcwd,
    libc::SYS_getuid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getegid,
    libc::SYS_getrusage,
    libc::SYS_sysinfo,
    libc::SYS_uname,
    libc::SYS_rseq,
    libc::SYS_set_robust_list,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// The same under older names, which only x86-64 still has.
#[cfg(target_arch = "x86_64")]
const ALLOWED_OLD: &[i64] = &[libc::SYS_stat, libc::SYS_lstat, libc::SYS_access, libc::SYS_readlink, libc::SYS_poll, libc::SYS_time];
#[cfg(not(target_arch = "x86_64"))]
const ALLOWED_OLD: &[i64] = &[];

/// Flags of `open` that write, make or empty a file. (`O_TMPFILE` holds `O_DIRECTORY`, which reading a folder needs: landlock
/// refuses it, and it can't be had without one of the writing modes.)
const WRITING: i32 = libc::O_WRONLY | libc::O_RDWR | libc::O_CREAT | libc::O_TRUNC | libc::O_APPEND;

pub(crate) fn engage(folders: &[BorrowedFd<'_>], memory: u64) -> Status {
    let dumps = walls::no_dumps();
    let limits = [(Resource::As, memory), (Resource::Fsize, 0), (Resource::Nofile, DESCRIPTORS), (Resource::Nproc, 0)];
    let limited = limits.into_iter().all(|(what, most)| setrlimit(what, Rlimit { current: Some(most), maximum: Some(most) }).is_ok());
    let files = walls::reading_only(folders);
    // Last: it refuses the calls that made the others.
    let enforced = filter().is_ok_and(|filter| seccomp::apply(&filter));
    let holds = |yes| if yes { Holds::Yes } else { Holds::No };
    let mechanisms = vec![
        Mechanism { id: "seccomp_reader", holds: holds(enforced) },
        files,
        Mechanism { id: "limits", holds: holds(limited) },
        Mechanism { id: "no_dumps", holds: dumps },
    ];
    Status { enforced, mechanisms }
}

fn filter() -> Result<BpfProgram, Error> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = ALLOWED.iter().chain(ALLOWED_OLD).map(|&call| (call, Vec::new())).collect();
    rules.insert(libc::SYS_openat, vec![reading(2)?]);
    #[cfg(target_arch = "x86_64")]
    rules.insert(libc::SYS_open, vec![reading(1)?]);
    // Asking for a limit, never setting one.
    rules.insert(libc::SYS_prlimit64, vec![SeccompRule::new(vec![SeccompCondition::new(2, Qword, Eq, 0)?])?]);
    let refuse = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    Ok(SeccompFilter::new(rules, refuse, SeccompAction::Allow, std::env::consts::ARCH.try_into()?)?.try_into()?)
}

/// Allows an `open` whose flags, the argument of this number, only read.
fn reading(argument: u8) -> Result<SeccompRule, Error> {
    let mask = u64::from(WRITING.unsigned_abs());
    Ok(SeccompRule::new(vec![SeccompCondition::new(argument, Dword, MaskedEq(mask), 0)?])?)
}
