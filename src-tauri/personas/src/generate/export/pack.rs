//! Zip archives whose bytes depend on nothing but what is in them.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Packs files.
pub fn pack(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let stamp = DateTime::from_date_and_time(2025, 12, 31, 21, 4, 0).expect("a date zip can hold");
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            // Above 9 the writer is Zopfli, so many rounds.
            .compression_level(Some(11))
            .last_modified_time(stamp)
            .unix_permissions(0o644);
        zip.start_file(*name, options).and_then(|()| Ok(zip.write_all(bytes)?)).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}
