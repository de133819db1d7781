//! Printing: to the screen, or into the one file the person asked for.

use crate::args::{Format, Printing};
use dossier_engine::phrase::{Lang, Phrase};
use dossier_engine::report::text::Options;
use dossier_engine::report::{html, text, wire};
use std::io::Write;

/// Prints a report and returns the exit code it deserves.
pub(crate) fn print(report: &wire::Report, printing: &Printing, lang: Lang) -> Result<u8, wire::Failure> {
    let options = Options { lang, sensitive: printing.sensitive };
    let body = match printing.format() {
        Format::Text => text::render(report, options),
        Format::Html => html::render(report, options),
        Format::Json => json(report),
    };
    match &printing.out {
        Some(path) => save(path, body.as_bytes()).map_err(|_| failed("save_failed"))?,
        None => to_screen(&body),
    }
    Ok(exit_code(report))
}

/// Any serialisable list or document, as JSON with a final line end.
pub(crate) fn json(value: &impl serde::Serialize) -> String {
    let mut s = serde_json::to_string_pretty(value).unwrap_or_default();
    s.push('\n');
    s
}

/// To standard output; a closed pipe is the reader's wish, not an error.
pub(crate) fn to_screen(body: &str) {
    let _ = std::io::stdout().lock().write_all(body.as_bytes());
}

/// A failure by code, without parameters.
pub(crate) fn failed(code: &str) -> wire::Failure {
    wire::Failure { code: code.to_owned(), said: Phrase::new(format!("error.{code}")).said() }
}

/// Beside the target first, then renamed: no half-written file is ever left under the asked-for name.
pub(crate) fn save(path: &std::path::Path, body: &[u8]) -> std::io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let written = std::fs::File::create(&beside).and_then(|mut f| f.write_all(body).and_then(|()| f.sync_all()));
    match written.and_then(|()| std::fs::rename(&beside, path)) {
        Ok(()) => Ok(()),
        Err(e) => {
            let _ = std::fs::remove_file(&beside);
            Err(e)
        }
    }
}

fn exit_code(report: &wire::Report) -> u8 {
    let trouble = report.archives.iter().any(|a| a.error.is_some() || a.files.iter().any(|f| f.error.is_some() || !f.skipped.is_empty()));
    u8::from(trouble)
}
