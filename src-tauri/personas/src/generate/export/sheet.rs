//! A workbook of one sheet, part by part: the exports differ in ways a writing library would iron out (`t="str"`, missing rows).

use super::pack::pack;
use std::fmt::Write;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The text of a cell as XML wants it.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// `A`, `B`, … for column 0, 1, …
pub fn column(n: usize) -> char {
    char::from(b'A' + n as u8)
}

/// The workbook around the rows of its one sheet; further parts (`styles`, `sharedStrings`) come with their kind and content.
pub fn workbook(rows: &str, parts: &[(&str, String)]) -> Vec<u8> {
    let (mut types, mut relations) = (String::new(), String::new());
    for (n, (kind, _)) in parts.iter().enumerate() {
        let _ = write!(
            types,
            "<Override PartName=\"/xl/{kind}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml\"/>"
        );
        let _ = write!(relations, "<Relationship Id=\"rId{}\" Type=\"{REL}/{kind}\" Target=\"{kind}.xml\"/>", n + 2);
    }
    let part = |name: &'static str, body: String| (name, format!("{HEAD}{body}").into_bytes());
    let package = "http://schemas.openxmlformats.org/package/2006";
    let office = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let names: Vec<String> = parts.iter().map(|(kind, _)| format!("xl/{kind}.xml")).collect();
    let mut files = vec![
        part(
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{office}.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{office}.worksheet+xml\"/>{types}</Types>"
            ),
        ),
        part(
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{REL}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        part(
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{REL}\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        part(
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{REL}/worksheet\" Target=\"worksheets/sheet1.xml\"/>{relations}</Relationships>"
            ),
        ),
        part("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>")),
    ];
    for (name, (_, body)) in names.iter().zip(parts) {
        files.push((name, format!("{HEAD}{body}").into_bytes()));
    }
    pack(&files)
}
