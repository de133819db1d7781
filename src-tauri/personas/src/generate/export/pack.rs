//! Zip archives whose bytes depend on nothing but what is in them.

use std::io::{Cursor, Write};
use zip::unstable::write::FileOptionsExt;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Packs files, with ZipCrypto where there is a password.
pub fn pack(files: &[(&str, Vec<u8>)], password: Option<&str>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let stamp =
            DateTime::from_date_and_time(2025, 12, 31, 21, 4, 0).expect("a date zip can hold");
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            // Above 9 the writer is Zopfli, so many rounds.
            .compression_level(Some(14))
            .last_modified_time(stamp)
            .unix_permissions(0o644);
        let started = match password {
            Some(word) => zip.start_file(
                *name,
                options
                    .with_deprecated_encryption(word.as_bytes())
                    .expect("a password"),
            ),
            None => zip.start_file(*name, options),
        };
        started
            .and_then(|()| Ok(zip.write_all(bytes)?))
            .expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}
