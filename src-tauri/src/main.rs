//! Dossier's window.

use std::process::ExitCode;

fn main() -> ExitCode {
    // First, before anything could start a thread: the kernel takes the network away.
    let _lock = dossier_lock::engage();
    if let Err(e) = tauri::Builder::default().run(tauri::generate_context!()) {
        eprintln!("{e}");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}
