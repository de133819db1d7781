//! Time and memory of a reader, each in a process of its own.
//!
//! The process says `ready` once it has loaded itself, reads when told, says how many records there were, and waits: between the two,
//! `/proc` says what the reading took. So the start of an interpreter counts for nobody.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

/// What reading once took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Took {
    /// Seconds of processor time, user and system, of all its threads.
    pub(crate) cpu: f64,
    /// Memory at its peak, in bytes.
    pub(crate) peak: u64,
    /// Records that were read.
    pub(crate) records: u64,
}

/// The best time and the largest peak of some runs; `None` where it doesn't run.
pub(crate) fn best(times: u32, command: impl Fn() -> Command) -> Option<Took> {
    let runs: Option<Vec<Took>> = (0..times).map(|_| once(command())).collect();
    runs?.into_iter().reduce(|a, b| Took { cpu: a.cpu.min(b.cpu), peak: a.peak.max(b.peak), records: b.records })
}

/// Runs it once.
fn once(mut command: Command) -> Option<Took> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    let took = follow(&mut child);
    child.wait().ok()?.success().then_some(took).flatten()
}

fn follow(child: &mut Child) -> Option<Took> {
    let (mut tell, mut said) = (child.stdin.take()?, BufReader::new(child.stdout.take()?).lines());
    if said.next()?.ok()? != "ready" {
        return None;
    }
    let before = processor_time(child.id())?;
    writeln!(tell, "go").ok()?;
    let records = said.next()?.ok()?.parse().ok()?;
    Some(Took { cpu: processor_time(child.id())? - before, peak: peak(child.id())?, records })
}

/// The other side: reads when it is told to.
pub(crate) fn obey(read: impl FnOnce() -> u64) {
    println!("ready");
    let mut lines = std::io::stdin().lines();
    lines.next().unwrap().unwrap();
    println!("{}", read());
    lines.next();
}

/// Fields 14 and 15 of `/proc/PID/stat`, in hundredths of a second.
fn processor_time(process: u32) -> Option<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut fields = stat.rsplit_once(") ")?.1.split(' ').skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / 100.0)
}

fn peak(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? << 10)
}
