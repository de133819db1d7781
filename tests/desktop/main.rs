//! The real window: driven as a person would, and watched by the kernel's own witness.
//!
//! Run by `cargo xtask test`, which builds the two apps and says where they are:
//! `DOSSIER_APP` (as it ships, locked), `DOSSIER_APP_E2E` (WebDriver may drive it), `DOSSIER_CLI`, `DOSSIER_SHOTS`.

// Helpers of a test stop it as the test itself would.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod desk;
mod injection;
mod lock;
mod owner;
mod tables;
mod vault;
mod walk;
mod webdriver;
