//! System packages: what is needed, why, and the distribution's own way to get it.
//! Debian's names were run; those of the other three are from their package lists.

use crate::steps::{Done, output, run};
use std::process::Command;

/// Something the system has to bring, under each manager's name for it.
struct Need {
    why: &'static str,
    when: fn(Purpose) -> bool,
    apt: &'static [&'static str],
    dnf: &'static [&'static str],
    pacman: &'static [&'static str],
    zypper: &'static [&'static str],
}

/// What the packages are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Building the engine and the command line.
    Text,
    /// Building the window as well.
    Window,
    /// Testing all of it.
    Test,
    /// Fetching Node from PyPI.
    Node,
}

const NEEDS: &[Need] = &[
    Need {
        why: "a C compiler, make and perl, for SQLCipher and its OpenSSL",
        when: |p| p != Purpose::Node,
        apt: &["build-essential", "pkg-config", "perl"],
        dnf: &["gcc", "gcc-c++", "make", "pkgconf-pkg-config", "perl"],
        pacman: &["base-devel", "perl"],
        zypper: &["gcc", "gcc-c++", "make", "pkgconf-pkg-config", "perl"],
    },
    Need {
        why: "WebKitGTK, which draws the window",
        when: |p| matches!(p, Purpose::Window | Purpose::Test),
        apt: &["libwebkit2gtk-4.1-dev", "libgtk-3-dev", "librsvg2-dev", "libdbus-1-dev"],
        dnf: &["webkit2gtk4.1-devel", "gtk3-devel", "librsvg2-devel", "dbus-devel"],
        pacman: &["webkit2gtk-4.1", "gtk3", "librsvg", "dbus"],
        zypper: &["webkit2gtk3-devel", "gtk3-devel", "librsvg-devel", "dbus-1-devel"],
    },
    Need {
        why: "a Chinese font: without one Chinese text is blank",
        when: |p| matches!(p, Purpose::Window | Purpose::Test) && !has_chinese_font(),
        apt: &["fonts-noto-cjk"],
        dnf: &["google-noto-sans-cjk-fonts"],
        pacman: &["noto-fonts-cjk"],
        zypper: &["google-noto-sans-cjk-fonts"],
    },
    Need {
        why: "a display without a screen, a driver and a keyboard for the real window, a network of its own, and strace to watch its sockets",
        when: |p| p == Purpose::Test,
        apt: &["xvfb", "dbus", "dbus-x11", "webkit2gtk-driver", "at-spi2-core", "systemd", "strace", "xdotool", "iproute2"],
        dnf: &["xorg-x11-server-Xvfb", "dbus-daemon", "webkit2gtk-driver", "at-spi2-core", "systemd", "strace", "xdotool", "iproute"],
        pacman: &["xorg-server-xvfb", "dbus", "webkitgtk-6.0", "at-spi2-core", "systemd", "strace", "xdotool", "iproute2"],
        zypper: &["xorg-x11-server-Xvfb", "dbus-1-daemon", "webkit2gtk-driver", "at-spi2-core", "systemd", "strace", "xdotool", "iproute2"],
    },
    Need {
        why: "Python's pip, which brings Node for this folder alone",
        when: |p| p == Purpose::Node,
        apt: &["python3", "python3-pip"],
        dnf: &["python3", "python3-pip"],
        pacman: &["python", "python-pip"],
        zypper: &["python3", "python3-pip"],
    },
];

/// Says what is missing and why, then installs it.
pub(crate) fn install(purpose: Purpose) -> Done {
    let needs: Vec<&Need> = NEEDS.iter().filter(|need| (need.when)(purpose)).collect();
    if !cfg!(target_os = "linux") {
        println!("   nothing to install here: WebKit comes with this system");
        return Ok(());
    }
    let Some(manager) = Manager::here() else {
        let whats: String = needs.iter().map(|need| format!("\n   {} ({})", need.apt.join(", "), need.why)).collect();
        println!("   none of apt, dnf, pacman, zypper is here. If a step below fails, install (Debian's names):{whats}");
        return Ok(());
    };
    let mut missing = Vec::new();
    for need in needs {
        let packages: Vec<&str> = manager.names(need).iter().copied().filter(|name| !manager.has(name)).collect();
        if !packages.is_empty() {
            println!("   will install {}: {}", packages.join(", "), need.why);
            missing.extend(packages);
        }
    }
    if missing.is_empty() {
        println!("   all there");
        return Ok(());
    }
    manager.install(&missing)
}

/// Whether this program is on the path.
pub(crate) fn on_path(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(program).is_file()))
}

fn has_chinese_font() -> bool {
    output("fc-list", &[":lang=zh-cn", "family"]).is_some_and(|fonts| !fonts.is_empty())
}

/// A distribution's package manager.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manager {
    Apt,
    Dnf,
    Pacman,
    Zypper,
}

impl Manager {
    fn here() -> Option<Manager> {
        let known = [("apt-get", Manager::Apt), ("dnf", Manager::Dnf), ("pacman", Manager::Pacman), ("zypper", Manager::Zypper)];
        known.into_iter().find(|(program, _)| on_path(program)).map(|(_, manager)| manager)
    }

    fn names(self, need: &Need) -> &'static [&'static str] {
        match self {
            Manager::Apt => need.apt,
            Manager::Dnf => need.dnf,
            Manager::Pacman => need.pacman,
            Manager::Zypper => need.zypper,
        }
    }

    fn has(self, package: &str) -> bool {
        match self {
            Manager::Apt => output("dpkg-query", &["-W", "-f=${Status}", package]).is_some_and(|s| s.contains("install ok installed")),
            Manager::Dnf | Manager::Zypper => output("rpm", &["-q", "--whatprovides", package]).is_some(),
            Manager::Pacman => output("pacman", &["-T", package]).is_some(),
        }
    }

    fn install(self, packages: &[&str]) -> Done {
        let (refresh, install): (Option<&[&str]>, &[&str]) = match self {
            Manager::Apt => (Some(&["apt-get", "update"]), &["apt-get", "install", "-y", "--no-install-recommends"]),
            Manager::Dnf => (None, &["dnf", "install", "-y"]),
            Manager::Pacman => (None, &["pacman", "-Sy", "--needed", "--noconfirm"]),
            Manager::Zypper => (None, &["zypper", "--non-interactive", "install"]),
        };
        if let Some(refresh) = refresh {
            run(&mut as_root(refresh)?)?;
        }
        run(as_root(install)?.args(packages))
    }
}

/// The command as root: as it is when we are, through sudo when it is there.
fn as_root(words: &[&str]) -> Done<Command> {
    let quiet = ["env", "DEBIAN_FRONTEND=noninteractive"];
    let root = output("id", &["-u"]).is_some_and(|id| id == "0");
    if !root && !on_path("sudo") {
        return Err(format!("this needs root and there is no sudo here: run `{} …` as root, then this again", words.join(" ")));
    }
    let mut command = Command::new(if root { "env" } else { "sudo" });
    command.args(quiet.iter().skip(usize::from(root))).args(words);
    Ok(command)
}
