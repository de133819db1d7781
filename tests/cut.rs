//! Whatever is left of a file is read: fixtures cut at any byte, and text nobody wrote. Reading never panics, and the counts add up.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use dossier_engine::archive::Limits;
use dossier_engine::record::ArchiveId;
use dossier_engine::source::{ALL, FileReport, Reading, Source, peek};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

/// Cuts per file at most; files smaller than that are cut at each byte.
const CUTS: usize = 120;

fn read(source: &dyn Source, name: &str, mut bytes: &[u8]) -> Result<(u64, FileReport), String> {
    let limits = Limits::default();
    let opened = peek::open(name, &mut bytes, &limits).map_err(|e| e.code().to_owned())?;
    let mut kept = 0;
    let mut keep = |_| {
        kept += 1;
        true
    };
    let _ = source.recognise(opened.peek());
    let mut into = Reading::new(ArchiveId("cut".into()), name.into(), source.card(), &limits, &mut keep);
    opened.read(source, &mut into).map_err(|e| e.code().to_owned())?;
    let report = into.finish();
    Ok((kept, report))
}

fn adds_up(kept: u64, report: &FileReport) -> bool {
    let skipped: u64 = report.skipped.iter().map(|s| s.count).sum();
    report.rows_read == report.kept + skipped && kept >= report.kept
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|p| if p.is_dir() { files(&p) } else { vec![p] }).collect()
}

#[test]
fn a_fixture_cut_anywhere_is_read_as_far_as_it_goes() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    let mut seen = 0;
    for source in ALL {
        let folder = fixtures.join(source.card().id);
        assert!(folder.is_dir(), "{} has no fixtures", source.card().id);
        for file in files(&folder).into_iter().filter(|f| f.file_name().is_some_and(|n| n != "expected.txt")) {
            let bytes = std::fs::read(&file).unwrap();
            let name = file.file_name().unwrap().to_string_lossy();
            let whole = read(*source, &name, &bytes).unwrap_or_else(|e| panic!("{}: {e}", file.display())).1.rows_read;
            for cut in (0..bytes.len()).step_by(bytes.len() / CUTS + 1) {
                // A spreadsheet that is cut is refused as a container; text never is.
                let Ok((kept, report)) = read(*source, &name, &bytes[..cut]) else { continue };
                assert!(adds_up(kept, &report), "{} cut at {cut}", file.display());
                assert!(report.rows_read <= whole + 1, "{} cut at {cut}: {} rows of {whole}", file.display(), report.rows_read);
            }
            seen += 1;
        }
    }
    assert!(seen > 0);
}

proptest! {
    #[test]
    fn text_nobody_wrote_is_read(
        pieces in proptest::collection::vec(prop_oneof![
            Just("Website,Order ID,Order Date,Currency,Unit Price,Total Owed,ASIN,Quantity,Order Status,Product Name\n".to_owned()),
            Just("\"".to_owned()), Just(",".to_owned()), Just("\n".to_owned()), Just("\r\n".to_owned()), Just("2024-02-01T08:03:16Z".to_owned()),
            Just("'-1,49'".to_owned()), Just("45498.76".to_owned()), Just("[1/2/24, 10:00:00] A: ".to_owned()), Just("EUR".to_owned()),
            Just("\u{200e}".to_owned()), "[ -~]{0,12}", "\\PC{0,6}",
        ], 0..80),
    ) {
        let text = pieces.concat();
        for source in ALL {
            let (kept, report) = read(*source, "x.csv", text.as_bytes()).unwrap();
            prop_assert!(adds_up(kept, &report), "{}", source.card().id);
        }
    }
}
