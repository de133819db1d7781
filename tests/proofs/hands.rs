//! The app as it ships, driven by the keyboard alone: nothing that would drive it from inside gets through its lock. What it
//! shows is read from the display's own memory, what it asks of the kernel from strace.

use crate::desk::{Desk, FOLDERS, until};
use std::collections::BTreeSet;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a picture has to stay as it is to count as the screen's.
const STILL: Duration = Duration::from_millis(1500);

/// A person at the keyboard.
pub(crate) struct Hands {
    desk: Desk,
    traces: TempDir,
    last: Option<u64>,
}

impl Hands {
    /// Opens the app with these files and waits until it shows something.
    pub(crate) fn open(app: &Path, files: &[&Path]) -> Hands {
        Hands::at(Desk::new(), app, files)
    }

    /// Opens the app on a desk where something lies already. It runs under strace.
    pub(crate) fn at(mut desk: Desk, app: &Path, files: &[&Path]) -> Hands {
        let traces = tempfile::tempdir().unwrap();
        let prefix = traces.path().join("trace");
        let strace = ["strace", "-ff", "-qq", "-e", "trace=%network,execve", "-e", "signal=none", "-o", prefix.to_str().unwrap()];
        let files: Vec<&str> = files.iter().map(|file| file.to_str().unwrap()).collect();
        desk.start(&[&strace[..], &[app.to_str().unwrap()], &files].concat());
        let mut hands = Hands { desk, traces, last: None };
        until("the page to ask the shell", || hands.calls().iter().any(|call| call.contains("/fc-list\"")).then_some(()));
        hands.xdotool(&["search", "--sync", "--onlyvisible", "--name", "^Dossier$", "windowfocus", "--sync"]);
        hands.see();
        hands
    }

    /// Presses a key some times, then looks until a new picture stands still: its hash.
    pub(crate) fn press(&mut self, keys: &[&str]) -> u64 {
        self.xdotool(&[&["key", "--delay", "60"], keys].concat());
        self.see()
    }

    /// Types words into what has the keyboard, then Enter; looks as [`Hands::press`] does.
    pub(crate) fn type_in(&mut self, words: &str) -> u64 {
        self.xdotool(&["type", "--delay", "30", words]);
        self.press(&["Return"])
    }

    /// Reads in what waits in the queue on the screen of imports, which has the keyboard, and keeps it. Ends at the claims.
    pub(crate) fn read_in(&mut self, files: usize) {
        // Whose files they are comes first, then each file's button to leave it out.
        self.press(&["Tab", "space"]);
        self.press(&vec!["Tab"; files + 1]);
        // Read; keep; open the dossier: each has the keyboard when it is its turn.
        for _ in 0..3 {
            self.press(&["Return"]);
        }
    }

    /// Goes through every entry of the contents; the pictures. The contents stand before the sheet, which has the keyboard after each
    /// change of screen. With a dossier open, all entries are there.
    pub(crate) fn see_every_screen(&mut self) -> BTreeSet<u64> {
        let entries = include_str!("../../ui/src/lib/components/Index.svelte").matches("data-testid=\"index-").count();
        let screens: BTreeSet<u64> = (1..=entries)
            .map(|entry| {
                self.press(&vec!["shift+Tab"; entry]);
                self.press(&["Return"])
            })
            .collect();
        assert_eq!(screens.len(), entries, "as many pictures as there are entries in the contents");
        screens
    }

    /// Sends the app a signal and waits until it has ended: `TERM` as a session does that ends, `KILL` for no last word.
    pub(crate) fn end(&self, signal: &str) {
        let process = self.process().expect("the app runs");
        assert!(Command::new("kill").args([&format!("-{signal}"), &process]).status().unwrap().success());
        self.has_ended();
    }

    /// On the locked screen, with the keyboard in the field of the passphrase: the button that quits, after the ones that show what is
    /// typed and unlock.
    pub(crate) fn quit(&self) {
        self.xdotool(&["key", "--delay", "60", "Tab", "Tab", "Tab", "Return"]);
        self.has_ended();
    }

    fn has_ended(&self) {
        until("the app to end", || self.process().is_none().then_some(()));
    }

    /// The app's process: of those at home on this desk, the one that strace started.
    fn process(&self) -> Option<String> {
        let home = format!("HOME={}", self.desk.home.path().join("HOME").display());
        let all = fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        let ours = |id: &String| {
            let read = |what| fs::read(format!("/proc/{id}/{what}")).unwrap_or_default();
            let ended = read("stat").rsplit(|b| *b == b')').next().is_none_or(|rest| rest.starts_with(b" Z"));
            !ended && read("comm").starts_with(b"dossier") && read("environ").split(|b| *b == 0).any(|set| set == home.as_bytes())
        };
        all.filter(|id| id.bytes().all(|b| b.is_ascii_digit())).find(ours)
    }

    /// The desk, with all that lies on it.
    pub(crate) fn desk(&self) -> &Path {
        self.desk.home.path()
    }

    /// Waits for a picture that isn't the last one and stays.
    fn see(&mut self) -> u64 {
        let last = self.last;
        let mut now = (self.picture(), Instant::now());
        let picture = until("a new picture that stands still", || {
            let seen = self.picture();
            if seen != now.0 {
                now = (seen, Instant::now());
            }
            (Some(seen) != last && now.1.elapsed() > STILL).then_some(seen)
        });
        self.last = Some(picture);
        picture
    }

    fn picture(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        fs::read(self.desk.home.path().join("Xvfb_screen0")).unwrap().hash(&mut hasher);
        hasher.finish()
    }

    fn xdotool(&self, words: &[&str]) {
        let done = Command::new("xdotool").args(words).env("DISPLAY", &self.desk.display).stdout(Stdio::null()).status();
        assert!(done.expect("xdotool starts").success(), "xdotool {words:?}");
    }

    /// Every traced call of every process so far.
    pub(crate) fn calls(&self) -> Vec<String> {
        let files = fs::read_dir(self.traces.path()).unwrap().flatten().map(|file| file.path());
        files.flat_map(|file| String::from_utf8_lossy(&fs::read(file).unwrap()).lines().map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    /// What the app left on disk in the folders it was given: paths from the desk. What lies in the runtime folder is memory.
    pub(crate) fn left_behind(&self) -> Vec<String> {
        let desk = self.desk.home.path();
        let mut folders: Vec<_> = FOLDERS.iter().filter(|name| **name != "XDG_RUNTIME_DIR").map(|name| desk.join(name)).collect();
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().flatten() {
                found.push(entry.path().strip_prefix(desk).unwrap().to_string_lossy().into_owned());
                if entry.file_type().unwrap().is_dir() {
                    folders.push(entry.path());
                }
            }
        }
        found
    }
}

/// Calls that ask for a socket, and of these the ones that could reach a network and were granted.
pub(crate) fn sockets(calls: &[String]) -> (usize, Vec<&String>) {
    let asked: Vec<&String> = calls.iter().filter(|call| call.starts_with("socket(") || call.starts_with("socketpair(")).collect();
    let granted = asked.iter().copied().filter(|call| !call.contains("= -1") && !call.contains("(AF_UNIX")).collect();
    (asked.len(), granted)
}
