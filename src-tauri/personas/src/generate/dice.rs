//! Chance, from a fixed seed: the same life on every run and machine.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// A seeded source of chance.
pub struct Dice(fastrand::Rng);

impl Dice {
    /// The same seed gives the same life.
    pub fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// True with this probability.
    pub fn chance(&mut self, p: f64) -> bool {
        self.0.f64() < p
    }

    /// A whole number, both ends included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.i64(low..=high)
    }

    /// One of them; there must be one.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.0.usize(..of.len())]
    }

    /// A number around `mean`, seldom further off than `spread`.
    pub fn around(&mut self, mean: f64, spread: f64) -> f64 {
        let three = self.0.f64() + self.0.f64() + self.0.f64();
        mean + (three / 1.5 - 1.0) * spread
    }

    /// A moment around this time of day, within `spread` minutes, to the second. Hours over 23 are the next day's.
    pub fn clock(&mut self, day: NaiveDate, hour: i64, minute: i64, spread: i64) -> NaiveDateTime {
        let off = self.around(0.0, spread as f64 * 60.0) as i64;
        day.and_hms_opt(0, 0, 0).expect("midnight") + TimeDelta::seconds(hour * 3600 + minute * 60 + off + self.between(0, 59))
    }

    /// A string of digits.
    pub fn digits(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b'0' + self.0.u8(0..10))).collect()
    }
}
