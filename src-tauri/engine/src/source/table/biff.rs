//! Cells of a spreadsheet in the format of Excel 97 to 2003 (`.xls`, BIFF8), record by record, without building the grid.
//!
//! An own reader of the records, because those there are make room for as many cells as a file claims to have, which a hostile one can
//! claim to be four thousand million. The container is taken apart by the `cfb` crate. Formulas are read by the value they were saved
//! with. Format: [MS-XLS] 2.4 (records), 2.5.240 and 2.5.293 (strings).

use super::super::date;
use std::io::{Cursor, Read};

/// Strings one book may share.
const STRINGS: usize = 1 << 20;

/// What one block of the table of sectors speaks of: writers fill the last one up, and the library misses those sectors then.
const TABLE: usize = 128 * 512;

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const CONTINUE: u16 = 0x003C;
const BIFF8: u16 = 0x0600;

/// An open book.
pub(super) struct Biff {
    stream: Vec<u8>,
    /// Name and where it begins in the stream.
    sheets: Vec<(String, usize)>,
    strings: Vec<String>,
    /// Whether the cells of a style are dates, by its number.
    dates: Vec<bool>,
}

/// One cell: row and column from 0, and what it says.
pub(super) type Cell = (u32, usize, String);

impl Biff {
    /// Opens a compound file; `None` where it holds no such book, or a locked one.
    pub(super) fn open(bytes: &[u8]) -> Option<Biff> {
        let open = |bytes: Vec<u8>| cfb::CompoundFile::open(Cursor::new(bytes)).ok();
        let mut container = open(bytes.to_vec()).or_else(|| open([bytes, &[0; TABLE]].concat()))?;
        let mut stream = Vec::new();
        // No stream of a container is longer than the container.
        container.open_stream("/Workbook").ok()?.take(bytes.len() as u64).read_to_end(&mut stream).ok()?;
        let (mut sheets, mut strings, mut styles, mut formats) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut records = Records(&stream);
        let (first, mut begin) = records.next()?;
        if first != BOF || begin.u16()? != BIFF8 {
            return None;
        }
        while let Some((kind, mut data)) = records.next() {
            match kind {
                EOF => break,
                // FilePass: locked.
                0x002F => return None,
                0x0085 => sheets.extend(sheet(&mut data)),
                0x00E0 => styles.extend(data.skip(2).and_then(|()| data.u16())),
                0x041E => formats.extend(data.u16().zip(data.u16().and_then(|n| string(&mut data, n.into())))),
                0x00FC => {
                    let mut parts = vec![data.0];
                    let mut ahead = Records(records.0);
                    while let Some((CONTINUE, more)) = ahead.next() {
                        parts.push(more.0);
                    }
                    strings = shared(parts);
                }
                _ => {}
            }
        }
        let is_date = |style: &u16| match style {
            14..=22 | 27..=36 | 45..=47 | 50..=58 => true,
            _ => formats.iter().any(|(n, code): &(u16, String)| n == style && shows_date(code)),
        };
        let dates = styles.iter().map(is_date).collect();
        Some(Biff { sheets, strings, dates, stream })
    }

    /// Names of its sheets, in order.
    pub(super) fn names(&self) -> Vec<String> {
        self.sheets.iter().map(|(name, _)| name.clone()).collect()
    }

    /// Gives the cells of a sheet to `each` until it says `false`. `false` where the sheet breaks off.
    pub(super) fn cells(&self, sheet: usize, mut each: impl FnMut(Cell) -> bool) -> bool {
        let start = self.sheets.get(sheet).and_then(|(_, at)| self.stream.get(*at..));
        let Some(records) = start.map(Records) else { return false };
        // Charts within a sheet are streams of their own inside it.
        let mut depth = 0;
        let mut formula = (0, 0);
        for (kind, data) in records {
            match kind {
                BOF => depth += 1,
                EOF if depth <= 1 => return true,
                EOF => depth -= 1,
                _ if depth == 1 => {
                    for cell in self.read(kind, data, &mut formula) {
                        if !each(cell) {
                            return true;
                        }
                    }
                }
                _ => {}
            }
        }
        false
    }

    /// The cells one record holds; mostly one.
    fn read(&self, kind: u16, mut data: Bytes<'_>, formula: &mut (u32, usize)) -> Vec<Cell> {
        // The text of a formula's value stands in a record of its own behind it.
        if kind == 0x0207 {
            let text = data.u16().and_then(|n| string(&mut data, n.into()));
            return text.map(|text| (formula.0, formula.1, text)).into_iter().collect();
        }
        if ![0x0203, 0x0204, 0x00D6, 0x027E, 0x00BD, 0x00FD, 0x0006].contains(&kind) {
            return Vec::new();
        }
        let (Some(row), Some(column)) = (data.u16().map(u32::from), data.u16().map(usize::from)) else { return Vec::new() };
        let mut cells = Vec::new();
        if kind == 0x00BD {
            let mut at = column;
            while data.0.len() >= 8
                && let (Some(style), Some(rk)) = (data.u16(), data.u32())
            {
                cells.push((row, at, self.number(compact(rk), style)));
                at += 1;
            }
            return cells;
        }
        let Some(style) = data.u16() else { return cells };
        let value = match kind {
            0x0203 => data.f64().map(|n| self.number(n, style)),
            0x027E => data.u32().map(|rk| self.number(compact(rk), style)),
            0x00FD => data.u32().and_then(|n| self.strings.get(usize::try_from(n).ok()?).cloned()),
            0x0006 => {
                *formula = (row, column);
                let number = data.0.get(6..8) != Some(&[0xFF, 0xFF]);
                data.f64().filter(|_| number).map(|n| self.number(n, style))
            }
            _ => data.u16().and_then(|n| string(&mut data, n.into())),
        };
        cells.extend(value.map(|text| (row, column, text)));
        cells
    }

    fn number(&self, n: f64, style: u16) -> String {
        let dated = self.dates.get(usize::from(style)).is_some_and(|date| *date);
        let day = if dated { date::serial(n) } else { None };
        match day {
            Some(at) => at.format("%Y-%m-%d %H:%M:%S").to_string(),
            None => super::sheet::number(n),
        }
    }
}

/// Little-endian values from the front of a slice.
#[derive(Clone, Copy)]
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*head)
    }

    fn u8(&mut self) -> Option<u8> {
        self.take().map(u8::from_le_bytes)
    }

    fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn f64(&mut self) -> Option<f64> {
        self.take().map(f64::from_le_bytes)
    }

    fn skip(&mut self, n: usize) -> Option<()> {
        self.bytes(n).map(|_| ())
    }

    fn bytes(&mut self, n: usize) -> Option<&'b [u8]> {
        let (head, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(head)
    }
}

/// Records, each a number, a length and as many bytes.
struct Records<'b>(&'b [u8]);

impl<'b> Iterator for Records<'b> {
    type Item = (u16, Bytes<'b>);

    fn next(&mut self) -> Option<Self::Item> {
        let mut head = Bytes(self.0);
        let (kind, length) = (head.u16()?, head.u16()?);
        let data = head.bytes(length.into())?;
        self.0 = head.0;
        Some((kind, Bytes(data)))
    }
}

/// A worksheet's name and where it begins.
fn sheet(data: &mut Bytes<'_>) -> Option<(String, usize)> {
    let at = usize::try_from(data.u32()?).ok()?;
    let (_hidden, kind) = (data.u8()?, data.u8()?);
    let length = data.u8()?;
    let name = string(data, length.into())?;
    (kind == 0).then_some((name, at))
}

/// A string of `count` letters that stands in one record: a flag, then letters of one byte or two.
fn string(data: &mut Bytes<'_>, count: usize) -> Option<String> {
    let wide = data.u8()? & 1 == 1;
    letters(data, count, wide)
}

fn letters(data: &mut Bytes<'_>, count: usize, wide: bool) -> Option<String> {
    if !wide {
        return Some(data.bytes(count)?.iter().map(|b| char::from(*b)).collect());
    }
    let units = data.bytes(count * 2)?.chunks_exact(2).filter_map(|c| Some(u16::from_le_bytes(c.try_into().ok()?)));
    Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

/// The table of shared strings, which goes on over several records; what comes after a string that can't be read is lost.
fn shared(parts: Vec<&[u8]>) -> Vec<String> {
    let mut parts = parts.into_iter();
    let mut data = Bytes(parts.next().unwrap_or_default());
    let mut strings = Vec::new();
    let _ = data.skip(8);
    while strings.len() < STRINGS {
        if data.0.is_empty() {
            let Some(next) = parts.next() else { break };
            data = Bytes(next);
        }
        let Some(text) = one_shared(&mut data, &mut parts) else { break };
        strings.push(text);
    }
    strings
}

fn one_shared<'b>(data: &mut Bytes<'b>, parts: &mut impl Iterator<Item = &'b [u8]>) -> Option<String> {
    let mut left = usize::from(data.u16()?);
    let flags = data.u8()?;
    let runs = if flags & 8 == 0 { 0 } else { usize::from(data.u16()?) * 4 };
    let phonetic = if flags & 4 == 0 { 0 } else { usize::try_from(data.u32()?).ok()? };
    let mut wide = flags & 1 == 1;
    let mut text = String::new();
    loop {
        let here = left.min(data.0.len() / if wide { 2 } else { 1 });
        text.push_str(&letters(data, here, wide)?);
        left -= here;
        if left == 0 {
            break;
        }
        *data = Bytes(parts.next()?);
        wide = data.u8()? & 1 == 1;
    }
    let mut extra = runs.saturating_add(phonetic);
    while extra > 0 {
        if data.0.is_empty() {
            *data = Bytes(parts.next()?);
        }
        let here = extra.min(data.0.len());
        data.skip(here)?;
        extra -= here;
        if here == 0 {
            return None;
        }
    }
    Some(text)
}

/// A number in four bytes: 30 bits of a double or of a whole, perhaps hundredths.
fn compact(rk: u32) -> f64 {
    let value = if rk & 2 == 2 { f64::from(rk.cast_signed() >> 2) } else { f64::from_bits(u64::from(rk & !3) << 32) };
    if rk & 1 == 1 { value / 100.0 } else { value }
}

/// Whether a format's code shows a day or an hour.
fn shows_date(code: &str) -> bool {
    let mut quoted = false;
    let plain = code.chars().filter(|c| {
        quoted ^= *c == '"';
        !quoted
    });
    plain.into_iter().any(|c| matches!(c, 'y' | 'Y' | 'd' | 'D' | 'h' | 'H'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_four_bytes() {
        assert!((compact(0x3FF0_0000) - 1.0).abs() < f64::EPSILON);
        assert!((compact(((1234 << 2) | 3) as u32) - 12.34).abs() < f64::EPSILON);
        assert!((compact(((-5i32) << 2).cast_unsigned() | 2) + 5.0).abs() < f64::EPSILON);
    }

    #[test]
    fn shared_strings_go_on_in_the_next_record() {
        let first = [&[2, 0, 0, 0, 2, 0, 0, 0][..], &[5, 0, 0], b"ab"].concat();
        let second = [&[1][..], &[0x2D, 0x4E, 0x63, 0, 0x64, 0], &[1, 0, 8, 1, 0], b"x", &[9, 9, 9, 9]].concat();
        assert_eq!(shared(vec![&first, &second]), ["ab中cd", "x"]);
        assert_eq!(shared(vec![&first]), Vec::<String>::new());
    }

    #[test]
    fn formats_that_show_a_date() {
        assert!(shows_date("yyyy-mm-dd") && shows_date("h:mm") && !shows_date("0.00") && !shows_date("0.00\"day\""));
    }

    #[test]
    fn arbitrary_bytes_are_no_book() {
        assert!(Biff::open(b"").is_none());
        assert!(Biff::open(&[0xD0; 600]).is_none());
    }
}
