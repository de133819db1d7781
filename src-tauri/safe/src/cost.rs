//! What one guess costs: the parameters of Argon2id (RFC 9106).
//!
//! 256 MiB and three passes, tuned upwards until deriving takes three quarters of a second on this machine; where memory is
//! short, less of it, but never under 64 MiB. What a header asks for is bounded before it is obeyed.

use argon2::{Algorithm, Argon2, Params, Version};
use dossier_engine::error::Error;
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// Least time that one guess is to take here.
const LEAST: Duration = Duration::from_millis(750);
const MIB: u32 = 1024;
/// In KiB.
const MEMORY: u32 = 256 * MIB;
const FLOOR: u32 = 64 * MIB;
const PASSES: u32 = 3;
/// No header may ask for more, in KiB and in passes.
const MOST_MEMORY: u32 = 2048 * MIB;
const MOST_PASSES: u32 = 1000;

/// How dear a guess is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub(crate) memory: u32,
    /// Passes over it.
    pub(crate) passes: u32,
}

impl Cost {
    /// As dear as this machine bears.
    pub fn tuned() -> Cost {
        let half = available().map_or(MEMORY, |kib| u32::try_from(kib / 2).unwrap_or(u32::MAX));
        let cost = Cost { memory: half.clamp(FLOOR, MEMORY), passes: PASSES };
        let start = Instant::now();
        if cost.derive(b"how long does it take", &[7; 32]).is_err() {
            // Not even that much memory: the floor it is.
            return Cost { memory: FLOOR, passes: PASSES * MEMORY / FLOOR };
        }
        let took = start.elapsed().max(Duration::from_millis(1));
        let passes = f64::from(PASSES) * LEAST.as_secs_f64() / took.as_secs_f64();
        // A whole number of passes, on the dear side.
        Cost { passes: (passes.ceil() as u32).clamp(PASSES, MOST_PASSES), ..cost }
    }

    /// The cheapest that Argon2id allows: for tests and benchmarks, which open vaults by the thousand.
    pub fn cheapest() -> Cost {
        Cost { memory: 8, passes: 1 }
    }

    /// What a header asks for, if that is within bounds.
    pub(crate) fn asked(memory: u32, passes: u32) -> Option<Cost> {
        (memory <= MOST_MEMORY && (1..=MOST_PASSES).contains(&passes)).then_some(Cost { memory, passes })
    }

    /// Derives 32 bytes.
    pub(crate) fn derive(&self, passphrase: &[u8], salt: &[u8; 32]) -> Result<Zeroizing<[u8; 32]>, Error> {
        let failed = |_| Error::VaultFailed { what: "argon2".into() };
        let parameters = Params::new(self.memory, self.passes, 1, Some(32)).map_err(failed)?;
        let mut out = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters).hash_password_into(passphrase, salt, &mut *out).map_err(failed)?;
        Ok(out)
    }
}

/// Memory that nobody uses, in KiB, where the system tells.
fn available() -> Option<u64> {
    let meminfo = std::fs::read_to_string("/proc/meminfo").ok()?;
    meminfo.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guess_is_dear_enough_here() {
        let cost = Cost::tuned();
        assert!(cost.memory >= FLOOR && cost.passes >= PASSES, "{cost:?}");
        assert!(Cost::asked(cost.memory, cost.passes).is_some());
    }

    #[test]
    fn what_a_header_asks_for_is_bounded() {
        assert!(Cost::asked(MOST_MEMORY + 1, 3).is_none());
        assert!(Cost::asked(MEMORY, 0).is_none());
        assert!(Cost::asked(MEMORY, MOST_PASSES + 1).is_none());
        assert!(Cost { memory: 1, passes: 1 }.derive(b"x", &[0; 32]).is_err(), "less than Argon2 itself allows");
    }
}
