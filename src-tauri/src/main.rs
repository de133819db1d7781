//! Dossier's window.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    // First, before anything could start a thread: the kernel takes the network away.
    let lock = dossier_lock::engage(dossier_lock::Local::Allowed);
    dossier_desktop::run(lock)
}
