//! What the walls cost: 200,000 rows imported in this process and by a worker, in one run. The figure is the ratio of processor
//! time (user and system, the worker's included), which other programs' work hardly moves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a benchmark throughout")]

use dossier_engine::archive::{Input, Limits};
use dossier_engine::vault::Vault;
use dossier_worker::Reader;
use std::fmt::Write;
use std::path::Path;

const ROWS: u32 = 200_000;
const ROUNDS: usize = 3;

fn main() {
    dossier_worker::become_worker_if_asked();
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("WhatsApp Chat with Kim Sample.txt");
    std::fs::write(&path, chat()).unwrap();
    let (mut here, mut walled) = (f64::MAX, f64::MAX);
    for _ in 0..ROUNDS {
        here = here.min(import(Reader::in_process(), &path));
        walled = walled.min(import(Reader::walled_off(), &path));
    }
    println!(
        "cost: {ROWS} rows, in this process {here:.2} s of processor time, by a worker {walled:.2} s: {:+.0} %",
        (walled / here - 1.0) * 100.0
    );
}

/// Seconds of processor time.
fn import(reader: Reader, path: &Path) -> f64 {
    let before = processor_time();
    let mut vault = Vault::in_memory().unwrap();
    let input = Input::Path(path.to_path_buf());
    vault.import_from(&(), &mut |sink| reader.read(&input, &[], &Limits::default(), &|| false, sink)).unwrap();
    processor_time() - before
}

/// Of this process and of the children it has waited for: fields 14 to 17 of `/proc/self/stat`, in hundredths of a second.
fn processor_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit_once(") ").unwrap().1.split(' ').collect();
    fields[11..15].iter().map(|ticks| ticks.parse::<f64>().unwrap()).sum::<f64>() / 100.0
}

/// A long chat, the same each time: words by a fixed rule.
fn chat() -> String {
    const WORDS: [&str; 24] = [
        "ok", "yes", "dinner", "tonight", "please", "bring", "milk", "doctor", "tomorrow", "money", "rent", "station", "love", "work",
        "meeting", "boss", "今天", "晚上", "吃饭", "医院", "工资", "房租", "妈妈", "again",
    ];
    let mut text = String::new();
    let mut state = 1u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 16
    };
    for n in 0..ROWS {
        let (day, minute) = (n / 144, n % 144 * 10);
        let (year, month, day) = (2019 + day / 336, day % 336 / 28 + 1, day % 28 + 1);
        let who = if next() % 2 == 0 { "Kim Sample" } else { "Lee Sample" };
        write!(text, "{day:02}/{month:02}/{year}, {:02}:{:02} - {who}:", minute / 60, minute % 60).unwrap();
        for _ in 0..2 + next() % 12 {
            write!(text, " {}", WORDS[next() as usize % WORDS.len()]).unwrap();
        }
        writeln!(text, " {n}").unwrap();
    }
    text
}
