//! `canary`: nothing of what an archive says stands in any file afterwards. Archives full of words that occur nowhere else are
//! read in a fresh home, in memory mode and into a vault, to the end and killed on the way; then every file of that home, of its
//! temporary folder and of shared memory is searched for each word, in UTF-8, UTF-16, GBK, hex and base64.

mod plant;
mod sweep;
mod window;

use crate::place::{place, say, short};
use plant::Planted;
pub(crate) use plant::plant;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use sweep::Sweep;
use tempfile::{TempDir, tempdir};

const PASSPHRASE: &str = "canary in nine words that nobody would ever guess";

/// A home with nothing in it.
struct Home {
    folder: TempDir,
}

impl Home {
    fn new() -> Home {
        let folder = tempdir().unwrap();
        for sub in ["tmp", "run", "data", "config", "cache"] {
            fs::create_dir(folder.path().join(sub)).unwrap();
        }
        Home { folder }
    }

    fn at(&self, sub: &str) -> PathBuf {
        self.folder.path().join(sub)
    }

    /// A program at home here and nowhere else.
    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("LANG", "C.UTF-8").env("PATH", std::env::var_os("PATH").unwrap()).current_dir(self.folder.path());
        command.env("HOME", self.folder.path());
        for (variable, sub) in [
            ("TMPDIR", "tmp"),
            ("XDG_RUNTIME_DIR", "run"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            command.env(variable, self.at(sub));
        }
        command
    }
}

/// Runs to the end, or is killed after a while; whether it came to its end.
fn run(mut command: Command, input: &str, killed_after: Option<Duration>) -> bool {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A program that is killed no longer listens.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    if let Some(after) = killed_after {
        std::thread::sleep(after);
        let _ = child.kill();
    }
    let out = child.wait_with_output().unwrap();
    if killed_after.is_none() {
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        assert!(out.stdout.len() > 1000, "it says something: {}", String::from_utf8_lossy(&out.stdout));
    }
    out.status.success()
}

#[test]
fn canary() {
    let given = tempdir().unwrap();
    let planted = plant(given.path());
    assert!(planted.words.len() >= 2000);
    let sweep = Sweep::new(&planted.words);
    the_sweep_finds_every_dress(&sweep, &planted);
    let cli = place("DOSSIER_CLI");
    let audit = |home: &Home| {
        let mut command = home.command(&cli);
        command.arg("audit").args(&planted.archives).args(["--observer", "all", "--format", "html", "--sensitive"]);
        command
    };
    let (mut files, mut runs, mut kills) = (0, 0, 0);
    let mut swept = |home: &Home, what: &str| {
        let (found, seen) = sweep.through(&[home.folder.path(), Path::new("/dev/shm")]);
        assert!(found.is_empty(), "{what}: {found:?}");
        files += seen;
        runs += 1;
    };
    let waits: &[u64] = if short() { &[40, 150] } else { &[5, 20, 40, 60, 80, 100, 130, 160, 200, 250, 300, 400, 500, 700, 900] };

    let home = Home::new();
    assert!(run(audit(&home), "", None));
    swept(&home, "memory mode");
    for wait in waits {
        kills += u32::from(!run(audit(&home), "", Some(Duration::from_millis(*wait))));
        swept(&home, "memory mode, killed");
    }

    let vault = |home: &Home| {
        let mut command = audit(home);
        command.arg("--vault").arg(home.at("data/mine.dossier")).arg("--passphrase-stdin");
        command
    };
    let new = |home: &Home| {
        let mut command = home.command(&cli);
        command.args(["vault", "new"]).arg(home.at("data/mine.dossier")).arg("--passphrase-stdin");
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(format!("{PASSPHRASE}\n").as_bytes()).unwrap();
        assert!(child.wait().unwrap().success());
    };
    let home = Home::new();
    new(&home);
    assert!(run(vault(&home), &format!("{PASSPHRASE}\n"), None));
    swept(&home, "a vault");
    let words: Vec<String> = vec![PASSPHRASE.to_owned()];
    let (found, _) = Sweep::new(&words).through(&[home.folder.path()]);
    assert!(found.is_empty(), "the passphrase: {found:?}");
    for wait in waits {
        // Deriving the key comes first.
        let home = Home::new();
        new(&home);
        kills += u32::from(!run(vault(&home), &format!("{PASSPHRASE}\n"), Some(Duration::from_millis(700 + wait * 2))));
        swept(&home, "a vault, killed");
    }
    assert!(kills > 0, "nothing was killed in time");
    say(&format!(
        "canary: {} words planted, 0 found in {files} files after {runs} runs ({kills} of them killed), memory and vault mode",
        planted.words.len()
    ));
}

/// So that finding nothing means something.
fn the_sweep_finds_every_dress(sweep: &Sweep, planted: &Planted) {
    let folder = tempdir().unwrap();
    let (latin, han) = (&planted.words[0], &planted.words[1]);
    for (n, word) in [latin, han].into_iter().enumerate() {
        let gbk = encoding_rs::GBK.encode(word).0.into_owned();
        let hex: String = word.bytes().map(|b| format!("{b:02x}")).collect();
        let code = |before: &str| base64::Engine::encode(&base64::prelude::BASE64_STANDARD, format!("{before}{word}after"));
        let all: [(&str, Vec<u8>); 8] = [
            ("utf8", format!("before {word} after").into_bytes()),
            ("utf16le", word.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            ("utf16be", word.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            ("gbk", gbk),
            ("hex", hex.into_bytes()),
            ("base64-0", code("").into_bytes()),
            ("base64-1", code("x").into_bytes()),
            ("base64-2", code("xy").into_bytes()),
        ];
        for (name, bytes) in all {
            fs::write(folder.path().join(format!("{name}.{n}")), bytes).unwrap();
        }
    }
    let (found, seen) = sweep.through(&[folder.path()]);
    let files: std::collections::BTreeSet<_> = found.iter().map(|f| &f.file).collect();
    assert_eq!((files.len(), seen), (16, 16), "{found:?}");
}
