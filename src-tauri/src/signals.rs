//! What the desktop tells of sleep and of a locked screen, over D-Bus (local sockets, no network).
//!
//! - `org.freedesktop.login1`, system bus: `Manager.PrepareForSleep(true)` before sleep, `Session.Lock` when a session is locked
//!   (systemd's and elogind's; `man org.freedesktop.login1`).
//! - `org.freedesktop.ScreenSaver` and `org.gnome.ScreenSaver`, session bus: `ActiveChanged(true)` (KDE, Xfce, Cinnamon, GNOME).

use crate::autolock;
use dossier_engine::report::place::Why;
use gio::prelude::*;
use gio::{BusType, Cancellable, DBusCallFlags, DBusConnection, DBusSignalFlags};
use tauri::AppHandle;

const LOGIN: &str = "org.freedesktop.login1";
const SCREEN: [&str; 2] = ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"];

/// Listens as long as this is held.
pub(crate) struct Listening {
    /// Whether anybody there tells of sleep.
    pub(crate) sleep: bool,
    /// Whether anybody there tells of the screen.
    pub(crate) screen: bool,
    _buses: Vec<DBusConnection>,
}

/// From now on sleep and a locked screen lock the vault. In the window's thread: the signals come in there.
pub(crate) fn listen(app: &AppHandle) -> Listening {
    let bus = |kind| gio::bus_get_sync(kind, Cancellable::NONE).ok();
    let (system, session) = (bus(BusType::System), bus(BusType::Session));
    let mut heard = Listening { sleep: false, screen: false, _buses: Vec::new() };
    if let Some(bus) = system {
        let there = has_owner(&bus, LOGIN);
        heard.sleep = there;
        heard.screen = there;
        subscribe(&bus, "org.freedesktop.login1.Manager", "PrepareForSleep", app, Why::Sleep);
        subscribe(&bus, "org.freedesktop.login1.Session", "Lock", app, Why::Screen);
        heard._buses.push(bus);
    }
    if let Some(bus) = session {
        for name in SCREEN {
            heard.screen |= has_owner(&bus, name);
            subscribe(&bus, name, "ActiveChanged", app, Why::Screen);
        }
        heard._buses.push(bus);
    }
    heard
}

fn subscribe(bus: &DBusConnection, interface: &str, member: &str, app: &AppHandle, why: Why) {
    let app = app.clone();
    let _lasts_as_long_as_the_bus =
        bus.signal_subscribe(None, Some(interface), Some(member), None, None, DBusSignalFlags::NONE, move |_, _, _, _, _, said| {
            // `false` says that it is over; `Lock` says nothing, which means now.
            if said.try_child_value(0).and_then(|now| now.get::<bool>()).unwrap_or(true) {
                autolock::told(&app, why);
            }
        });
}

fn has_owner(bus: &DBusConnection, name: &str) -> bool {
    let daemon = "org.freedesktop.DBus";
    let asked = (name,).to_variant();
    let answer = bus.call_sync(
        Some(daemon),
        "/org/freedesktop/DBus",
        daemon,
        "NameHasOwner",
        Some(&asked),
        None,
        DBusCallFlags::NO_AUTO_START,
        500,
        Cancellable::NONE,
    );
    answer.is_ok_and(|answer| answer.try_child_value(0).and_then(|owned| owned.get::<bool>()).unwrap_or(false))
}
