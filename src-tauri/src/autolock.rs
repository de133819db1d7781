//! When an open vault locks by itself: nobody there, the computer going to sleep, the screen locked.
//!
//! [`Watchman`] decides and knows no clock of its own; the thread in [`stand`] asks it every second. What the system tells comes
//! from [`crate::signals`]; where it tells nothing of sleep, the clock that slept gives it away on waking.

use crate::page::Page;
use crate::session::Session;
use dossier_engine::report::place::{AutoLock, Why};
use dossier_engine::report::window::News;
use std::time::Duration;
use tauri::{AppHandle, Manager};

/// A sleep shorter than this is none.
const NAP: Duration = Duration::from_secs(5);

/// Two clocks, since any fixed moment.
#[derive(Clone, Copy, Default)]
pub(crate) struct Clocks {
    /// Goes on during sleep.
    pub(crate) all: Duration,
    /// Stands still during sleep.
    pub(crate) awake: Duration,
}

/// Decides whether it is time.
pub(crate) struct Watchman {
    /// As the person set it.
    pub(crate) set: AutoLock,
    active: Duration,
    slept: Option<Duration>,
}

impl Default for Watchman {
    fn default() -> Watchman {
        let set = AutoLock { idle: 5, sleep: true, screen: true, hears_sleep: false, hears_screen: false };
        Watchman { set, active: Duration::ZERO, slept: None }
    }
}

impl Watchman {
    /// Somebody is there.
    pub(crate) fn active(&mut self, now: Clocks) {
        self.active = now.all;
    }

    /// Asked every second: whether it is time. Sleep counts as being away.
    pub(crate) fn tick(&mut self, now: Clocks) -> Option<Why> {
        let slept = now.all.saturating_sub(now.awake);
        let woke = self.slept.replace(slept).is_some_and(|before| slept > before + NAP);
        let away = now.all.saturating_sub(self.active);
        let idle = self.set.idle > 0 && away >= Duration::from_secs(60) * self.set.idle;
        match (woke && self.set.sleep, idle) {
            (true, _) => Some(Why::Sleep),
            (_, true) => Some(Why::Idle),
            _ => None,
        }
    }

    /// Whether what the system tells is a reason.
    pub(crate) fn heeds(&self, told: Why) -> bool {
        match told {
            Why::Sleep => self.set.sleep,
            Why::Screen => self.set.screen,
            Why::Idle | Why::Asked => true,
        }
    }
}

/// The time now.
#[cfg(target_os = "linux")]
pub(crate) fn clocks() -> Clocks {
    use rustix::time::{ClockId, Timespec, clock_gettime};
    let since = |t: Timespec| Duration::new(t.tv_sec.unsigned_abs(), t.tv_nsec.unsigned_abs().try_into().unwrap_or_default());
    Clocks { all: since(clock_gettime(ClockId::Boottime)), awake: since(clock_gettime(ClockId::Monotonic)) }
}

/// The time now: where no clock is known to go on during sleep, the calendar's does.
#[cfg(not(target_os = "linux"))]
pub(crate) fn clocks() -> Clocks {
    use std::sync::LazyLock;
    use std::time::{Instant, SystemTime};
    static START: LazyLock<(Instant, SystemTime)> = LazyLock::new(|| (Instant::now(), SystemTime::now()));
    let (awake, all) = *START;
    Clocks { all: all.elapsed().unwrap_or_default(), awake: awake.elapsed() }
}

/// Stands guard as long as the window is open.
pub(crate) fn stand(app: AppHandle) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            if let Some(why) = app.state::<Session>().time_to_lock(clocks()) {
                lock(&app, why);
            }
        }
    });
}

/// The system told something.
pub(crate) fn told(app: &AppHandle, why: Why) {
    if app.state::<Session>().watchman(|it| it.heeds(why)) {
        // Elsewhere than in the window's thread: a running import has to end first.
        let app = app.clone();
        std::thread::spawn(move || lock(&app, why));
    }
}

/// Locks the vault, if one is open, and has the page drop everything.
pub(crate) fn lock(app: &AppHandle, why: Why) {
    if app.state::<Session>().lock_vault() {
        app.state::<Page>().tell(News::Locked(why));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: u64 = 60;

    fn at(all: u64, asleep: u64) -> Clocks {
        Clocks { all: Duration::from_secs(all), awake: Duration::from_secs(all - asleep) }
    }

    #[test]
    fn it_locks_when_nobody_was_there_for_so_long() {
        let mut it = Watchman::default();
        it.active(at(1000, 0));
        assert_eq!(it.tick(at(1000 + 5 * MINUTE - 1, 0)), None);
        it.active(at(1000 + 5 * MINUTE - 1, 0));
        assert_eq!(it.tick(at(1000 + 9 * MINUTE, 0)), None);
        assert_eq!(it.tick(at(1000 + 10 * MINUTE, 0)), Some(Why::Idle));
        it.set.idle = 0;
        assert_eq!(it.tick(at(1000 + 100 * MINUTE, 0)), None, "never is never");
    }

    #[test]
    fn waking_up_locks_and_a_nap_does_not() {
        let mut it = Watchman::default();
        it.set.idle = 0;
        assert_eq!(it.tick(at(1000, 300)), None, "sleep before the window opened is none of its business");
        assert_eq!(it.tick(at(1003, 302)), None);
        assert_eq!(it.tick(at(1100, 390)), Some(Why::Sleep));
        assert_eq!(it.tick(at(1101, 390)), None, "once");
        it.set.sleep = false;
        assert_eq!(it.tick(at(2000, 1200)), None);
    }

    #[test]
    fn sleep_counts_as_being_away() {
        let mut it = Watchman::default();
        it.set.sleep = false;
        it.active(at(1000, 0));
        assert_eq!(it.tick(at(1000 + 6 * MINUTE, 6 * MINUTE)), Some(Why::Idle));
    }

    #[test]
    fn what_the_person_switched_off_is_not_heeded() {
        let mut it = Watchman::default();
        assert!(it.heeds(Why::Sleep) && it.heeds(Why::Screen));
        it.set.screen = false;
        assert!(it.heeds(Why::Sleep) && !it.heeds(Why::Screen));
    }

    #[test]
    fn the_clocks_go_on() {
        let (one, two) = (clocks(), clocks());
        assert!(two.all >= one.all && two.awake >= one.awake);
    }
}
