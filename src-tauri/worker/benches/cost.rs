//! What walls and keeping cost, as ratios of processor time (user and system, the worker's included) in one run over 200,000 rows
//! of a chat; other programs' work hardly moves them. Of each part the fastest of some rounds counts.
//!
//! 1. **Reading walled off**: an import in memory mode by a worker, over the same import without one; each in a fresh process, as a
//!    person starts it, so that either builds its lexicons once. Wanted: at most +30 %.
//! 2. **Keeping encrypted**: an import into a vault on a disk, over the sum of *read* (what a reader hands on, records with what was
//!    seen in them, thrown away) and *bare insert* (the records' facts, as JSON made beforehand, written with their spots by one
//!    prepared `INSERT` into one table without an index, in one transaction, through SQLCipher with the vault's own settings of
//!    page, cache, journal and syncing). Wanted: at most 1.6. What lies above 1 is what a vault does beyond storing: signals, keys,
//!    what is known already, where each row stands.
//!
//! For comparison the same over *parse* alone: the records of the source without what is seen in them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a benchmark throughout")]

use dossier_engine::archive::{Input, Limits};
use dossier_engine::record::ArchiveId;
use dossier_engine::signal;
use dossier_engine::source::{Found, Reading, peek};
use dossier_engine::vault::Vault;
use dossier_worker::Reader;
use rusqlite::{Connection, params};
use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;

const ROWS: u32 = 200_000;
const ROUNDS: usize = 3;
const KEY: [u8; 32] = [7; 32];

/// What a process of its own is asked to do.
const HERE: &str = "import-here";
const WALLED: &str = "import-walled-off";

/// Spot, fact.
type Cells = (String, String);

fn main() {
    dossier_worker::become_worker_if_asked();
    let asked: Vec<String> = std::env::args().collect();
    match asked.get(1..) {
        Some([how, path]) if how == HERE => return import(&mut Vault::in_memory().unwrap(), Reader::in_process(), Path::new(path)),
        Some([how, path]) if how == WALLED => return import(&mut Vault::in_memory().unwrap(), Reader::walled_off(), Path::new(path)),
        _ => {}
    }
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("WhatsApp Chat with Kim Sample.txt");
    std::fs::write(&path, chat()).unwrap();
    let mut records = Vec::new();
    parse(&path, |record| records.push(record));
    assert_eq!(records.len(), ROWS as usize);
    let fact = |r: &Found| serde_json::to_string(&r.fact).unwrap();
    let facts: Vec<Cells> = records.iter().map(|r| (r.spot.to_string(), fact(r))).collect();
    drop(records);

    let mut best = [f64::MAX; 6];
    for round in 0..ROUNDS {
        let place = |what: &str| home.path().join(format!("{what}{round}.db"));
        let took = [
            time(|| alone(HERE, &path)),
            time(|| alone(WALLED, &path)),
            time(|| import(&mut Vault::on_disk(&place("vault"), &KEY).unwrap(), Reader::in_process(), &path)),
            time(|| parse(&path, |record| drop(black_box((signal::seen(&record.fact), record))))),
            time(|| insert(&place("facts"), &facts)),
            time(|| parse(&path, |record| drop(black_box(record)))),
        ];
        best.iter_mut().zip(took).for_each(|(best, took)| *best = best.min(took));
    }
    let [here, walled, kept, read, facts, parse] = best;
    println!(
        "cost: {ROWS} rows, without a worker {here:.2} s of processor time, by one {walled:.2} s: {:+.0} % (wanted: at most +30 %)",
        (walled / here - 1.0) * 100.0
    );
    println!(
        "cost: into a vault on a disk {kept:.2} s, over read {read:.2} s + bare SQLCipher insert {facts:.2} s: {:.2} (wanted: at most 1.6); over parse without signals {parse:.2} s + insert: {:.2}",
        kept / (read + facts),
        kept / (parse + facts)
    );
}

/// Does it in a process of its own, and waits.
fn alone(how: &str, path: &Path) {
    let done = std::process::Command::new(std::env::current_exe().unwrap()).arg(how).arg(path).status().unwrap();
    assert!(done.success(), "{how}: {done}");
}

fn import(vault: &mut Vault, reader: Reader, path: &Path) {
    let input = Input::Path(path.to_path_buf());
    vault.import_from(&(), &mut |sink| reader.read(&input, &[], &Limits::default(), &|| false, sink)).unwrap();
}

/// Reads the file by its source, and by nothing else.
fn parse(path: &Path, mut each: impl FnMut(Found)) {
    let limits = Limits::default();
    let name = path.file_name().unwrap().to_str().unwrap();
    let mut stream = std::fs::File::open(path).unwrap();
    let opened = peek::open(name, &mut stream, &limits).unwrap();
    let source = peek::recognise(opened.peek()).0.unwrap();
    let mut keep = |record| {
        each(record);
        true
    };
    let mut reading = Reading::new(ArchiveId("bench".into()), name.to_owned(), &limits, &mut keep);
    opened.read(source, &mut reading).unwrap();
    assert_eq!(reading.finish().kept, u64::from(ROWS));
}

/// As few words to SQLCipher as store the rows for good.
fn insert(place: &Path, rows: &[Cells]) {
    let mut db = Connection::open(place).unwrap();
    let hex: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
    db.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"; PRAGMA cipher_page_size = 4096; PRAGMA temp_store = MEMORY;")).unwrap();
    db.execute_batch("PRAGMA secure_delete = ON; PRAGMA cache_size = -65536; PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;")
        .unwrap();
    db.execute_batch("CREATE TABLE record (id INTEGER PRIMARY KEY, spot TEXT NOT NULL, fact TEXT NOT NULL)").unwrap();
    let whole = db.transaction().unwrap();
    let mut insert = whole.prepare("INSERT INTO record (spot, fact) VALUES (?1, ?2)").unwrap();
    for (spot, fact) in rows {
        insert.execute(params![spot, fact]).unwrap();
    }
    drop(insert);
    whole.commit().unwrap();
}

/// Seconds of processor time.
fn time(work: impl FnOnce()) -> f64 {
    let before = processor_time();
    work();
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
