//! `cargo xtask fuzz [TARGET…|all] [--runs N]`: feeds each target of `src-tauri/fuzz` bytes that reach ever more of the code. What was
//! learned stays in `src-tauri/fuzz/corpus`, outside git, and the next run goes on from there; seeds are the fixtures themselves.

use crate::steps::{Done, Steps, cargo, output, root, run};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Executions of each target when no number is given: some minutes for all.
const RUNS: u64 = 20_000;

/// What a target starts from.
#[derive(Clone)]
struct Target {
    /// As in the list of `src-tauri/fuzz`, or a source's id.
    name: &'static str,
    /// Folders of seeds, from the root; of a source its fixtures.
    seeds: &'static [&'static str],
    /// Words worth trying, a file under `src-tauri/fuzz/dict`.
    words: &'static str,
    /// Bytes an input may have.
    longest: u32,
}

/// Every target but the sources.
const ALL: &[Target] = &[
    Target { name: "zip", seeds: &["fixtures/archives"], words: "zip", longest: 8 << 10 },
    Target { name: "decoding", seeds: &["fixtures/alipay_bill", "fixtures/wechat_pay_bill"], words: "text", longest: 4 << 10 },
    Target { name: "csv", seeds: &["fixtures/jd_bill", "fixtures/amazon_orders"], words: "text", longest: 4 << 10 },
    Target { name: "json", seeds: &["src-tauri/fuzz/seeds/json"], words: "json", longest: 4 << 10 },
    Target { name: "xlsx", seeds: &["src-tauri/fuzz/seeds/xlsx", "fixtures/wechat_pay_bill"], words: "xlsx", longest: 16 << 10 },
    Target { name: "signals", seeds: &["fixtures/signals"], words: "signals", longest: 1 << 10 },
    Target { name: "worker_pipe", seeds: &["src-tauri/fuzz/seeds/worker_pipe"], words: "json", longest: 4 << 10 },
    Target { name: "vault_header", seeds: &["src-tauri/fuzz/seeds/vault_header"], words: "header", longest: 1 << 10 },
];

/// Every source, by the folders of fixtures that hold cases.
fn sources() -> Vec<Target> {
    let folders = fs::read_dir(root().join("fixtures")).into_iter().flatten().flatten().map(|entry| entry.path());
    let cases = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().any(|case| case.path().join("expected.txt").is_file());
    let mut names: Vec<String> =
        folders.filter(|folder| cases(folder)).filter_map(|folder| Some(folder.file_name()?.to_str()?.to_owned())).collect();
    names.sort();
    names.into_iter().map(|name| Target { name: name.leak(), seeds: &[], words: "source", longest: 4 << 10 }).collect()
}

/// Every target.
fn all() -> Vec<Target> {
    ALL.iter().cloned().chain(sources()).collect()
}

/// What one run of a target came to.
#[derive(Default)]
struct Tally {
    executions: u64,
    a_second: u64,
    /// The input that something doesn't hold of.
    crash: Option<String>,
}

/// Runs the targets named, or all.
pub(crate) fn fuzz(steps: &mut Steps, arguments: &[String]) -> Done {
    let (targets, runs) = wanted(arguments)?;
    steps.step("cargo-fuzz", || match output("cargo", &["fuzz", "--version"]) {
        Some(version) => {
            println!("   {version}");
            Ok(())
        }
        None => run(&mut cargo(&["install", "--locked", "cargo-fuzz"])),
    })?;
    let mut said = Vec::new();
    let mut crashed = Vec::new();
    for target in &targets {
        steps.step(&format!("fuzz {}", target.name), || run(&mut cargo_fuzz("build", target)))?;
        let tally = steps.step(&format!("{} × {}", grouped(runs), target.name), || explore(target, runs))?;
        let kept = files(&corpus(target));
        let crashes = u64::from(tally.crash.is_some());
        let line = format!(
            "fuzz {}: {} executions, {crashes} crashes, corpus {}, {} a second",
            target.name,
            grouped(tally.executions),
            grouped(kept),
            grouped(tally.a_second)
        );
        println!("{line}");
        said.push(line);
        crashed.extend(tally.crash);
    }
    println!("\n{}", said.join("\n"));
    match crashed.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "something doesn't hold of {}: make it small with `cargo fuzz tmin`, mend what it shows and keep it under fixtures/fuzz",
            crashed.join(", ")
        )),
    }
}

/// The targets and the number of executions asked for.
fn wanted(arguments: &[String]) -> Done<(Vec<Target>, u64)> {
    let mut runs = RUNS;
    let mut targets = Vec::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--runs" => {
                let number = rest.next().and_then(|n| n.replace(['_', ','], "").parse().ok());
                runs = number.ok_or("--runs wants a number")?;
            }
            "all" => targets.extend(all()),
            "sources" => targets.extend(sources()),
            name => {
                let known = || all().iter().map(|t| t.name).collect::<Vec<_>>().join(", ");
                let target = all().into_iter().find(|t| t.name == name);
                targets.push(target.ok_or_else(|| format!("`{name}` is no target: all, sources, {}", known()))?);
            }
        }
    }
    if targets.is_empty() {
        targets.extend(all());
    }
    Ok((targets, runs))
}

/// Without the address sanitiser: what we write has no `unsafe`, and without it twice as much is tried in the same time.
fn cargo_fuzz(what: &str, target: &Target) -> Command {
    let program = if ALL.iter().any(|t| t.name == target.name) { target.name } else { "source" };
    let mut command = cargo(&["fuzz", what, "--fuzz-dir", "src-tauri/fuzz", "--sanitizer", "none", program]);
    // The instrumentation is there on stable, behind this.
    command.env("RUSTC_BOOTSTRAP", "1").env("DOSSIER_SOURCE", target.name);
    command
}

/// Runs one target, telling now and then how far it is.
fn explore(target: &Target, runs: u64) -> Done<Tally> {
    let corpus = corpus(target);
    fs::create_dir_all(&corpus).map_err(|e| e.to_string())?;
    let mut command = cargo_fuzz("run", target);
    let own = root().join("fixtures").join(target.name);
    command.arg(&corpus).args(target.seeds.iter().map(|seeds| root().join(seeds)));
    command.args(target.seeds.is_empty().then_some(own));
    let words = home().join("dict").join(format!("{}.dict", target.words));
    command.arg("--").arg(format!("-dict={}", words.display()));
    command.args([format!("-runs={runs}"), format!("-max_len={}", target.longest)]);
    command.args(["-timeout=20", "-rss_limit_mb=1024", "-print_final_stats=1"]);
    let mut child = command.stderr(Stdio::piped()).spawn().map_err(|e| e.to_string())?;
    let mut tally = Tally::default();
    let mut last = Vec::new();
    for line in child.stderr.take().into_iter().flat_map(|pipe| BufReader::new(pipe).lines()).map_while(Result::ok) {
        tally.hear(&line);
        if line.contains("pulse") {
            println!("   {line}");
        }
        last.push(line);
        if last.len() > 60 {
            last.remove(0);
        }
    }
    let status = child.wait().map_err(|e| e.to_string())?;
    if !status.success() {
        println!("{}", last.join("\n"));
        if tally.crash.is_none() {
            return Err(format!("ended with {status}"));
        }
    }
    Ok(tally)
}

impl Tally {
    /// Takes one line of libFuzzer's.
    fn hear(&mut self, line: &str) {
        let number = |prefix: &str| line.strip_prefix(prefix).and_then(|n| n.trim().parse().ok());
        if let Some(n) = number("stat::number_of_executed_units:") {
            self.executions = n;
        }
        if let Some(n) = number("stat::average_exec_per_sec:") {
            self.a_second = n;
        }
        if let Some((_, path)) = line.split_once("Test unit written to ") {
            self.crash = Some(path.trim().to_owned());
        }
    }
}

fn home() -> PathBuf {
    root().join("src-tauri/fuzz")
}

fn corpus(target: &Target) -> PathBuf {
    home().join("corpus").join(target.name)
}

fn files(folder: &Path) -> u64 {
    fs::read_dir(folder).map_or(0, |entries| entries.count() as u64)
}

/// `213,442`
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_arguments_understood() {
        assert_eq!([0, 999, 1_000, 213_442, 1_000_000].map(grouped), ["0", "999", "1,000", "213,442", "1,000,000"]);
        let said = |arguments: &[&str]| {
            let arguments: Vec<String> = arguments.iter().map(|a| (*a).to_owned()).collect();
            wanted(&arguments).map(|(targets, runs)| (targets.len(), runs))
        };
        assert_eq!(said(&[]), Ok((all().len(), RUNS)));
        assert_eq!(said(&["zip", "csv", "--runs", "200_000"]), Ok((2, 200_000)));
        assert_eq!(said(&["whatsapp_text"]), Ok((1, RUNS)));
        assert!(said(&["zop"]).is_err() && said(&["--runs"]).is_err());
    }

    #[test]
    fn what_libfuzzer_says_at_the_end_is_heard() {
        let mut tally = Tally::default();
        let lines = [
            "stat::number_of_executed_units: 213442",
            "stat::average_exec_per_sec:     1027",
            "artifact_prefix='a/'; Test unit written to a/crash-0",
        ];
        lines.iter().for_each(|line| tally.hear(line));
        assert_eq!((tally.executions, tally.a_second, tally.crash.as_deref()), (213_442, 1027, Some("a/crash-0")));
    }
}
