//! How fast each reader is, beside readers by others run in the same go and beside the bare limits under it, and how much memory it
//! holds: `cargo xtask perf parse [--peers] [--rows N] [--times N]`.
//!
//! Every reader runs in a process of its own over the same files, made here ([`inputs`]). What counts is processor time, user and
//! system, of the fastest of some runs, without the start of the process; other programs' work hardly moves it. It ends with 1 where a
//! wanted ratio or the ceiling of memory is missed. A peer that isn't there is said to be absent: its ratio is not passed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a benchmark throughout")]

mod inputs;
mod measure;
mod peers;
mod readers;

use inputs::Input;
use measure::Took;
use readers::Reader;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Most that a reader may hold, in bytes.
const MOST: u64 = 64 << 20;

/// What more may be held of a file ten times as long: what an allocator rounds.
const SLACK: u64 = 2 << 20;

fn main() -> ExitCode {
    let told: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = told.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["read", reader, file] => measure::obey(|| Reader::by_name(reader).unwrap().read(Path::new(file))),
        ["made", input, rows] => {
            let input = Input::ALL.into_iter().find(|i| i.name() == *input).unwrap();
            measure::obey(|| readers::read_made(input, input.made(rows.parse().unwrap())));
        }
        _ => return compare(&words),
    }
    ExitCode::SUCCESS
}

/// What is said after the name of an option.
fn option<'w>(words: &[&'w str], name: &str) -> Option<&'w str> {
    words.iter().position(|word| *word == name).and_then(|at| words.get(at + 1).copied())
}

fn compare(words: &[&str]) -> ExitCode {
    let number = |name: &str, otherwise: u64| option(words, name).map_or(otherwise, |n| n.replace('_', "").parse().expect("a number"));
    let (messages, times) = (number("--rows", 1_000_000), number("--times", 3) as u32);
    let peers = PathBuf::from(option(words, "--home").unwrap_or("target/peers"));
    let only = option(words, "--only");
    let home = tempfile::tempdir().unwrap();
    let mut missed = Vec::new();
    println!("{:<9} {:<21} {:>7} {:>8} {:>11} {:>8} {:>10}", "input", "reader", "CPU s", "MB/s", "records/s", "peak MB", "records");
    for input in Input::ALL.into_iter().filter(|input| only.is_none_or(|only| only == input.name())) {
        let rows = input.rows(messages);
        let file = write(home.path(), input, rows);
        let bytes = file.metadata().unwrap().len();
        let path = home.path().join(input.file());
        let mut ours = None;
        for reader in Reader::of(input) {
            let took = measure::best(times, || this(&["read", reader.name(), path.to_str().unwrap()]))
                .unwrap_or_else(|| panic!("{}", reader.name()));
            line(input, reader.name(), bytes, &took);
            if reader.is_ours() {
                ours = ours.or(Some(took));
                check(&mut missed, took.peak <= MOST, format!("{} {}: {} MB", input.name(), reader.name(), took.peak >> 20));
                check(&mut missed, took.records == count(input, rows), format!("{} {}: rows are missing", input.name(), reader.name()));
            }
        }
        let ours = ours.unwrap();
        for peer in peers::ALL.iter().filter(|peer| peer.input == input) {
            if peer.command(&peers, &path).is_none() {
                println!("{:<9} {:<21} not present", input.name(), peer.name);
                continue;
            }
            let Some(took) = measure::best(times, || peer.command(&peers, &path).unwrap()) else {
                missed.push(format!("{} {}: does not run", input.name(), peer.name));
                continue;
            };
            line(input, peer.name, bytes, &took);
            let ratio = took.cpu / ours.cpu;
            let said = if took.records == ours.records { "" } else { " (it reads another number of records)" };
            println!("{:<9} ours is {ratio:.1} times as fast as {}; wanted {}{said}", "", peer.name, peer.wanted);
            check(&mut missed, ratio >= peer.wanted, format!("{} against {}: {ratio:.2}", input.name(), peer.name));
        }
        let once = measure::best(1, || this(&["made", input.name(), &rows.to_string()])).unwrap();
        let long = measure::best(1, || this(&["made", input.name(), &(rows * 10).to_string()])).unwrap();
        println!("{:<9} held of {rows} rows {:.1} MB, of ten times as many {:.1} MB", "", mega(once.peak), mega(long.peak));
        check(&mut missed, long.peak <= once.peak + SLACK && long.peak <= MOST, format!("{}: memory grows", input.name()));
        std::fs::remove_file(path).unwrap();
    }
    for what in &missed {
        println!("missed: {what}");
    }
    if missed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn check(missed: &mut Vec<String>, holds: bool, what: String) {
    if !holds {
        missed.push(what);
    }
}

/// Records the file holds; a WhatsApp chat begins with a notice.
fn count(input: Input, rows: u64) -> u64 {
    rows + u64::from(input == Input::Whatsapp)
}

fn line(input: Input, reader: &str, bytes: u64, took: &Took) {
    let rate = |n: f64| n / took.cpu.max(0.01);
    println!(
        "{:<9} {reader:<21} {:>7.2} {:>8.0} {:>11.0} {:>8.1} {:>10}",
        input.name(),
        took.cpu,
        rate(bytes as f64 / 1e6),
        rate(took.records as f64),
        mega(took.peak),
        took.records
    );
}

fn mega(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

/// This program, told otherwise.
fn this(told: &[&str]) -> Command {
    let mut this = Command::new(std::env::current_exe().unwrap());
    this.args(told);
    this
}

/// Writes the file, and beside it what the bare limits are shown: the zip it would come in, and the bill as UTF-8 from its header on.
fn write(home: &Path, input: Input, rows: u64) -> File {
    let path = home.join(input.file());
    std::io::copy(&mut input.made(rows), &mut File::create(&path).unwrap()).unwrap();
    let mut zip = zip::ZipWriter::new(BufWriter::new(File::create(path.with_extension("zip")).unwrap()));
    zip.start_file(input.file(), zip::write::SimpleFileOptions::default().compression_level(Some(1)).large_file(true)).unwrap();
    std::io::copy(&mut File::open(&path).unwrap(), &mut zip).unwrap();
    zip.finish().unwrap().flush().unwrap();
    if input == Input::Alipay {
        let text = encoding_rs::GB18030.decode(&std::fs::read(&path).unwrap()).0.into_owned();
        std::fs::write(path.with_extension("utf8"), &text[text.find("交易时间,").unwrap()..]).unwrap();
    }
    File::open(path).unwrap()
}
