//! Spreadsheets: as the bytes of the container, and as the bytes of its parts, which a checksum would hide from chance.

use super::archive::explained;
use super::reading::{adds_up, read};
use super::source::narrow;
use super::table::SOURCE;
use dossier_engine::archive::check_workbook;
use dossier_engine::source::peek;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Between two parts.
const BETWEEN: &[u8] = b"\n====\n";

/// The parts in the order they are given; those that are not given stay as they are here.
const PARTS: [(&str, &str); 4] = [
    ("xl/worksheets/sheet1.xml", ""),
    ("xl/sharedStrings.xml", "<sst><si><t>first</t></si><si><t>second</t></si><si><r><t>thi</t></r><r><t>rd</t></r></si></sst>"),
    (
        "xl/styles.xml",
        r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
];

const FIXED: [(&str, &str); 2] = [
    ("[Content_Types].xml", "<Types/>"),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
];

pub(crate) fn check(bytes: &[u8]) {
    if bytes.starts_with(b"PK\x03\x04") { container(bytes) } else { container(&packed(bytes)) }
}

fn container(bytes: &[u8]) {
    let limits = narrow();
    let sound = check_workbook(bytes, &limits);
    if let Err(refusal) = &sound {
        explained(refusal);
    }
    let mut stream = bytes;
    match peek::open("file.xlsx", &mut stream, &limits) {
        Ok(opened) => {
            let sheets = &opened.peek().sheets;
            assert!(sheets.is_empty() || sound.is_ok(), "nothing unsound is read");
            assert!(sheets.iter().all(|rows| rows.len() <= 60));
            assert!(sheets.iter().flatten().all(|row| row.len() as u64 <= limits.columns), "no row beyond its ceiling");
        }
        Err(refusal) => explained(&refusal),
    }
    let whole = read(&SOURCE, "file.xlsx", bytes, &limits, usize::MAX);
    adds_up(&SOURCE, "file.xlsx", &whole);
    read(&SOURCE, "file.xlsx", bytes, &limits, usize::MAX).is(&whole, "read again, the same");
}

/// A spreadsheet whose parts these bytes are.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut given = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(BETWEEN.len()).position(|w| w == BETWEEN) {
        given.push(&rest[..at]);
        rest = &rest[at + BETWEEN.len()..];
    }
    given.push(rest);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, content: &[u8]| {
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(name, options).and_then(|()| Ok(zip.write_all(content)?)).expect("in memory");
    };
    FIXED.iter().for_each(|(name, content)| put(name, content.as_bytes()));
    for (index, (name, usual)) in PARTS.iter().enumerate() {
        put(name, given.get(index).copied().unwrap_or(usual.as_bytes()));
    }
    zip.finish().expect("in memory").into_inner()
}
