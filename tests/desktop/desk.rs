//! A desk to put the window on: a display without a screen, a session bus, folders of its own; all gone when dropped.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long anything may take before a test gives up on it.
const PATIENCE: Duration = Duration::from_secs(60);

/// Each has a folder of its own on the desk, named like the variable that names it.
pub(crate) const FOLDERS: [&str; 6] = ["HOME", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"];

/// A display and everything started on it.
pub(crate) struct Desk {
    pub(crate) display: String,
    pub(crate) home: TempDir,
    running: Vec<Child>,
}

impl Desk {
    pub(crate) fn new() -> Desk {
        let home = tempfile::tempdir().unwrap();
        std::fs::set_permissions(home.path(), PermissionsExt::from_mode(0o700)).unwrap();
        // A caret that blinks keeps a picture from ever standing still.
        let settings = home.path().join("etc/gtk-3.0");
        std::fs::create_dir_all(&settings).unwrap();
        std::fs::write(settings.join("settings.ini"), "[Settings]\ngtk-cursor-blink = 0\n").unwrap();
        let mut xvfb = Command::new("Xvfb");
        xvfb.args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-fbdir"]).arg(home.path());
        let mut xvfb = xvfb.stdout(Stdio::piped()).stderr(Stdio::null()).process_group(0).spawn().expect("Xvfb starts");
        // It writes its number once it is ready to draw.
        let mut number = String::new();
        BufReader::new(xvfb.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Desk { display: format!(":{}", number.trim()), home, running: vec![xvfb] }
    }

    /// Starts a program on the desk, with a session bus of its own. `words` are the program and its arguments.
    pub(crate) fn start(&mut self, words: &[&str]) {
        let mut command = Command::new("dbus-run-session");
        // Where the bus is stands in a file, so that a test can speak on it.
        command.args(["--", "sh", "-c", "printf %s \"$DBUS_SESSION_BUS_ADDRESS\" > \"$0\"; exec \"$@\""]).arg(self.home.path().join("bus"));
        command
            .args(words)
            .env("DOSSIER_DIALOG", self.home.path().join("dialog"))
            .env("DISPLAY", &self.display)
            .env_remove("WAYLAND_DISPLAY");
        for name in FOLDERS {
            let folder = self.home.path().join(name);
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o700)).unwrap();
            command.env(name, folder);
        }
        command.env("XDG_CONFIG_DIRS", self.home.path().join("etc"));
        command.env("LANG", "C.UTF-8").env("TAURI_AUTOMATION", "true").env("TAURI_WEBVIEW_AUTOMATION", "true");
        command.stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        self.running.push(command.spawn().expect("dbus-run-session starts"));
    }
}

impl Desk {
    /// What the next dialogs will be answered with, a path a line.
    pub(crate) fn answer(&self, paths: &[&Path]) {
        let lines: Vec<&str> = paths.iter().map(|path| path.to_str().unwrap()).collect();
        std::fs::write(self.home.path().join("dialog"), lines.join("\n")).unwrap();
    }

    /// Sends a signal on the session bus, as the desktop would.
    pub(crate) fn signal(&self, object: &str, member: &str, argument: &str) {
        let bus = std::fs::read_to_string(self.home.path().join("bus")).unwrap();
        let sent = Command::new("dbus-send").args([&format!("--bus={bus}"), "--type=signal", object, member, argument]).status().unwrap();
        assert!(sent.success());
    }
}

impl Drop for Desk {
    /// Ends each program with all it started: they lead process groups of their own.
    fn drop(&mut self) {
        for child in self.running.iter_mut().rev() {
            let _ = Command::new("kill").args(["-KILL", "--", &format!("-{}", child.id())]).status();
            let _ = child.wait();
        }
    }
}

/// What `cargo xtask test` says about where things are.
pub(crate) fn place(variable: &str) -> PathBuf {
    let place = std::env::var_os(variable).unwrap_or_else(|| panic!("{variable} is not set: run `cargo xtask test`"));
    PathBuf::from(place)
}

/// Asks again and again until there is an answer.
pub(crate) fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "waited {PATIENCE:?} for {what}");
        std::thread::sleep(Duration::from_millis(25));
    }
}
