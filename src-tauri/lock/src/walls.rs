//! Landlock (Linux 5.13 and later): a second wall for TCP, the only one for files; and no core dumps.
//!
//! Each wall is a ruleset of its own, so that what an older kernel lacks doesn't cloud the report on the rest. Unix sockets are
//! not scoped: X11 is spoken to through one.

use crate::{Holds, Mechanism};
use landlock::{
    ABI, Access, AccessFs, AccessNet, NetPort, PathBeneath, RestrictionStatus, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetError,
    RulesetStatus, Scope, path_beneath_rules,
};
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use std::os::fd::BorrowedFd;
use std::path::PathBuf;

/// Every way to change what a file system holds, as far as landlock knows it (ABI 3 brought `truncate`).
const WRITING: ABI = ABI::V3;

/// Neither binding nor connecting TCP, but for one port where WebDriver needs it.
pub(crate) fn tcp(except: Option<u16>) -> Mechanism {
    let all = AccessNet::from_all(ABI::V4);
    let wall = || -> Result<_, RulesetError> {
        let rules = Ruleset::default().handle_access(all)?.create()?;
        rules.add_rules(except.map(|port| Ok::<_, RulesetError>(NetPort::new(port, all))))?.restrict_self()
    };
    mechanism("landlock_tcp", wall())
}

/// No signals to processes outside, so that nothing else can be stopped or steered by them.
pub(crate) fn signals() -> Mechanism {
    let wall = || Ruleset::default().scope(Scope::Signal)?.create()?.restrict_self();
    mechanism("landlock_signals", wall())
}

/// No writing but beneath these places and to devices.
pub(crate) fn files(places: &[PathBuf]) -> Mechanism {
    let all = AccessFs::from_write(WRITING);
    let wall = || -> Result<_, RulesetError> {
        Ruleset::default()
            .handle_access(all)?
            .create()?
            .add_rules(path_beneath_rules(places, all))?
            // The display, shared memory, the terminal, nothing at all.
            .add_rules(path_beneath_rules(["/dev/shm"], all))?
            .add_rules(path_beneath_rules(["/dev"], AccessFs::WriteFile))?
            .restrict_self()
    };
    mechanism("landlock_files", wall())
}

/// No files but for reading, and those beneath these folders alone; no TCP, no local socket by name, no signal.
pub(crate) fn reading_only(folders: &[BorrowedFd<'_>]) -> Mechanism {
    let reading = AccessFs::ReadFile | AccessFs::ReadDir;
    let wall = || -> Result<_, RulesetError> {
        Ruleset::default()
            .handle_access(AccessFs::from_all(ABI::V5))?
            .handle_access(AccessNet::from_all(ABI::V4))?
            .scope(Scope::from_all(ABI::V6))?
            .create()?
            .add_rules(folders.iter().map(|folder| Ok::<_, RulesetError>(PathBeneath::new(folder, reading))))?
            .restrict_self()
    };
    mechanism("landlock_reader", wall())
}

fn mechanism(id: &'static str, came_of_it: Result<RestrictionStatus, RulesetError>) -> Mechanism {
    let holds = match came_of_it.map(|status| status.ruleset) {
        Ok(RulesetStatus::FullyEnforced) => Holds::Yes,
        Ok(RulesetStatus::PartiallyEnforced) => Holds::Partly,
        Ok(RulesetStatus::NotEnforced) | Err(_) => Holds::No,
    };
    Mechanism { id, holds }
}

/// No core dump, and no reading of this process's memory by others that lack the right to trace everything.
pub(crate) fn no_dumps() -> Holds {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    match (setrlimit(Resource::Core, none), set_dumpable_behavior(DumpableBehavior::NotDumpable)) {
        (Ok(()), Ok(())) => Holds::Yes,
        (Err(_), Err(_)) => Holds::No,
        _ => Holds::Partly,
    }
}
