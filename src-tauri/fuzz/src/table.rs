//! Separated text: the shared table reader, under a header of its own, so that every byte is a row's.

use super::reading::{Outcome, adds_up, read, read_in_crumbs};
use super::source::narrow;
use dossier_engine::record::{Fact, Kind, Platform, Profile, ProfileField, Spot};
use dossier_engine::source::table::{Dialect, Skip, Table};
use dossier_engine::source::{Card, Status};

const COLUMNS: [&str; 3] = ["first", "second", "third"];

/// Three columns, two of them needed.
pub(crate) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "three_columns",
        platform: Platform::Alipay,
        yields: &[Kind::Profile],
        variants: &["csv"],
        status: Status::Described,
    },
    dialects: &[Dialect { variant: "csv", header: &["first", "second"], expected: &["third"], ..Dialect::NONE }],
    row: |row, (), _| {
        if row.text("first") == Some("skip") {
            return Err(Skip::damaged());
        }
        let cells: Vec<&str> = COLUMNS.iter().filter_map(|name| row.text(name)).collect();
        Ok(Fact::Profile(Profile { field: ProfileField::Nickname, value: cells.join("\u{1f}") }))
    },
    ..Table::NONE
};

pub(crate) fn check(bytes: &[u8]) {
    let separator = match bytes.first() {
        Some(b'\t') => "\t",
        Some(b';') => ";",
        _ => ",",
    };
    let text = [COLUMNS.join(separator).as_bytes(), b"\n", bytes].concat();
    let limits = narrow();
    let whole = read(&SOURCE, "file.csv", &text, &limits, usize::MAX);
    adds_up(&SOURCE, "file.csv", &whole);
    assert_eq!(whole.end, Ok(()));
    let lines = text.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
    assert!(whole.report.rows_read <= lines, "no more rows than lines");
    let spots: Vec<Spot> = whole.records.iter().map(|record| record.spot).collect();
    assert!(spots.windows(2).all(|pair| pair[0] < pair[1]), "each row further down");
    let longest = 3 * (2 * limits.row_bytes + 2);
    assert!(values(&whole).iter().all(|value| value.len() as u64 <= longest), "no row beyond its ceiling");
    if let Some(crumbs) = read_in_crumbs(&SOURCE, "file.csv", &text, &limits) {
        crumbs.is(&whole, "in crumbs, the same");
    }
    // Control characters make it binary or not by their share.
    if let Ok(text) = std::str::from_utf8(&text)
        && !text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t'))
    {
        let windows = text.replace('\n', "\r\n");
        let windows = read(&SOURCE, "file.csv", windows.as_bytes(), &limits, usize::MAX);
        assert_eq!(values(&windows), values(&whole), "Windows' line ends change nothing");
    }
}

fn values(read: &Outcome) -> Vec<&str> {
    let value = |fact| if let &Fact::Profile(Profile { ref value, .. }) = fact { value.as_str() } else { "" };
    read.records.iter().map(|record| value(&record.fact)).collect()
}
