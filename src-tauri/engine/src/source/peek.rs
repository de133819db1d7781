//! Opening one file of an archive: its beginning for recognition, then the whole of it for reading, from one stream.

use super::table::HEADER_WITHIN;
use super::table::sheet::{COMPOUND, Workbook};
use super::{ALL, Content, Peek, Reading, Recognition, Siblings, Source, cells, json, shape, text, unread};
use crate::archive::{self, Limits};
use crate::error::Error;
use encoding_rs::Encoding;
use std::io::{self, Cursor, Read};

/// A file whose beginning has been looked at.
pub struct Opened<'a> {
    peek: Peek,
    body: Body<'a>,
}

enum Body<'a> {
    Text { encoding: &'static Encoding, rest: &'a mut dyn Read },
    Workbook(Vec<u8>),
    Binary,
}

/// Looks at the beginning of a file. Spreadsheets are taken into memory, everything else stays a stream.
///
/// # Errors
/// What the stream fails with, and `limit_reached` for a spreadsheet beyond [`Limits::held_bytes`].
pub fn open<'a>(name: &str, stream: &'a mut dyn Read, limits: &Limits) -> Result<Opened<'a>, Error> {
    let mut peek = Peek { name: name.to_owned(), ..Peek::default() };
    let mut complete = read_up_to(stream, text::HEAD as u64, &mut peek.bytes)?;
    let zipped = peek.bytes.starts_with(b"PK\x03\x04") && [&b"xl/"[..], b"[Content_Types].xml"].iter().any(|w| contains(&peek.bytes, w));
    if zipped || peek.bytes.starts_with(COMPOUND) {
        let mut bytes = peek.bytes.clone();
        let max = limits.held_bytes;
        if !read_up_to(stream, max.saturating_add(1), &mut bytes)? || bytes.len() as u64 > max {
            let seen = bytes.len() as u64;
            return Err(Error::LimitReached { limit: "held_bytes".into(), seen, max, spot: format!("@{max}") });
        }
        if zipped {
            archive::check_workbook(&bytes, limits)?;
        }
        peek.sheets = sheets(&bytes, limits);
        let body = if peek.sheets.is_empty() { Body::Binary } else { Body::Workbook(bytes) };
        return Ok(Opened { peek, body });
    }
    let binary = [&b"PK\x03\x04"[..], b"%PDF", b"\x89PNG", b"\xFF\xD8\xFF", b"SQLite format 3"];
    if binary.iter().any(|magic| peek.bytes.starts_with(magic)) {
        peek.fault = unread::fault(name, &peek.bytes);
        return Ok(Opened { peek, body: Body::Binary });
    }
    let Some(encoding) = text::encoding(&peek.bytes, complete) else {
        peek.fault = unread::fault(name, &peek.bytes);
        return Ok(Opened { peek, body: Body::Binary });
    };
    let mut head = text::decode(encoding, &peek.bytes, complete);
    if !complete {
        // The last line is broken off, unless it is the only one.
        if let Some(end) = head.rfind('\n') {
            head.truncate(end + 1);
        }
    }
    if !complete && json::begin(&head).is_some() {
        complete = read_up_to(stream, json::LOOK as u64, &mut peek.bytes)?;
        head = text::decode(encoding, &peek.bytes, complete);
    }
    peek.json = json::Shape::of(&head);
    peek.fault = if shape::is_page_named_zip(name, &head) {
        Some(Error::DamagedArchive { spot: "@0".into() })
    } else if shape::is_json(&head) {
        shape::too_deep(&head, limits)
    } else {
        rows_too_long(&mut peek.bytes, stream, limits)?
    };
    peek.fault = peek.fault.or_else(|| unread::fault(name, &peek.bytes));
    peek.text = Some(head);
    Ok(Opened { peek, body: Body::Text { encoding, rest: stream } })
}

impl Opened<'_> {
    /// Its beginning.
    pub fn peek(&self) -> &Peek {
        &self.peek
    }

    /// Lets `source` take from it what others beside it may need, as far as it can be read.
    pub fn hear(self, source: &dyn Source, siblings: &mut Siblings) {
        if let Body::Text { encoding, rest } = self.body {
            let whole = Cursor::new(self.peek.bytes).chain(rest);
            source.hear(Content::Text(Box::new(text::Utf8::new(whole, encoding))), siblings);
        }
    }

    /// Reads all of it with `source`.
    ///
    /// # Errors
    /// What the stream failed with; rows read until then have been handed on.
    pub fn read(self, source: &dyn Source, into: &mut Reading<'_>) -> Result<(), Error> {
        let name = self.peek.name;
        match self.body {
            Body::Workbook(bytes) => source.read(Content::Workbook(bytes), &name, into),
            Body::Binary => {}
            Body::Text { encoding, rest } => {
                let mut failure = None;
                let watched = Watched { inner: Cursor::new(self.peek.bytes).chain(rest), failure: &mut failure };
                source.read(Content::Text(Box::new(text::Utf8::new(watched, encoding))), &name, into);
                if let Some(e) = failure {
                    return Err(archive::into_error(e));
                }
            }
        }
        Ok(())
    }
}

/// Whose file this is: the first that says yes, else the only one that says perhaps, else one that knows what it is confused with.
pub fn recognise(peek: &Peek) -> (Option<&'static dyn Source>, Recognition) {
    let mut perhaps = Vec::new();
    let mut lookalike = None;
    for source in ALL {
        match source.recognise(peek) {
            Recognition::No => {}
            yes @ Recognition::Yes(_) => return (Some(*source), yes),
            doubt @ Recognition::Perhaps(_) => perhaps.push((*source, doubt)),
            other @ Recognition::Lookalike { .. } => lookalike = lookalike.or(Some((*source, other))),
        }
    }
    let lone = if perhaps.len() == 1 { perhaps.pop() } else { None };
    lone.or(lookalike).map_or((None, Recognition::No), |(source, found)| (Some(source), found))
}

/// A stream that keeps what it failed with, since sources can't say.
struct Watched<'f, R> {
    inner: R,
    failure: &'f mut Option<io::Error>,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.failure.is_some() {
            return Ok(0);
        }
        match self.inner.read(buf) {
            Err(e) if e.kind() != io::ErrorKind::Interrupted => {
                let kind = e.kind();
                *self.failure = Some(e);
                Err(kind.into())
            }
            other => other,
        }
    }
}

/// Appends until `bytes` holds `max`; whether the stream ended before.
fn read_up_to(stream: &mut dyn Read, max: u64, bytes: &mut Vec<u8>) -> Result<bool, Error> {
    let room = max.saturating_sub(bytes.len() as u64);
    let read = stream.take(room).read_to_end(bytes).map_err(archive::into_error)?;
    Ok((read as u64) < room)
}

/// Reads on while one row goes on and on, until it is known to be too long.
fn rows_too_long(bytes: &mut Vec<u8>, stream: &mut dyn Read, limits: &Limits) -> Result<Option<Error>, Error> {
    let mut rows = shape::Rows::new(limits);
    let mut fault = rows.feed(bytes);
    while fault.is_none() && rows.pending() >= text::HEAD as u64 / 2 {
        let before = bytes.len();
        read_up_to(stream, (before + text::HEAD) as u64, bytes)?;
        let more = bytes.get(before..).unwrap_or_default();
        if more.is_empty() {
            break;
        }
        fault = rows.feed(more);
    }
    Ok(fault)
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|w| w == word)
}

fn sheets(bytes: &[u8], limits: &Limits) -> Vec<Vec<Vec<String>>> {
    let Some(mut book) = Workbook::open(bytes) else { return Vec::new() };
    (0..book.names().len())
        .map(|sheet| {
            let mut rows = Vec::new();
            book.rows(sheet, limits.columns, |row| {
                rows.push(row.cells.iter().map(|c| cells::clean(c).to_owned()).collect());
                rows.len() < HEADER_WITHIN
            });
            rows
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::ArchiveId;

    const BILL: &str = "交易创建时间,交易类型,订单标题,收/支,实付金额\n2025-02-28 20:35:13,支付,面,支出,¥21.17\n";

    struct Breaking<'a>(&'a [u8]);

    impl Read for Breaking<'_> {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            match self.0.read(buf)? {
                0 => Err(io::Error::other(Error::WrongPassword)),
                n => Ok(n),
            }
        }
    }

    #[test]
    fn a_stream_that_fails_late_gives_its_rows_and_its_error() {
        let long = BILL.to_owned() + &"2025-02-28 20:35:13,支付,面,支出,¥21.17\n".repeat(5000);
        let mut stream = Breaking(long.as_bytes());
        let limits = Limits::default();
        let opened = open("a.csv", &mut stream, &limits).unwrap();
        let (source, _) = recognise(opened.peek());
        let source = source.unwrap();
        let mut rows = 0;
        let mut keep = |_| {
            rows += 1;
            true
        };
        let mut into = Reading::new(ArchiveId(String::new()), String::new(), &limits, &mut keep);
        assert_eq!(opened.read(source, &mut into), Err(Error::WrongPassword));
        assert_eq!(into.finish().rows_read, 5001);
        assert_eq!(rows, 5001);
    }

    #[test]
    fn a_stream_that_fails_early_is_an_error() {
        let mut stream = Breaking(BILL.as_bytes());
        assert_eq!(open("a.csv", &mut stream, &Limits::default()).err(), Some(Error::WrongPassword));
    }

    #[test]
    fn a_spreadsheet_beyond_its_ceiling_is_not_held() {
        let bytes = [b"PK\x03\x04 xl/workbook.xml ".to_vec(), vec![0; 100]].concat();
        let limits = Limits { held_bytes: 64, ..Limits::default() };
        let error = open("a.xlsx", &mut &bytes[..], &limits).err().unwrap();
        assert_eq!(error.code(), "limit_reached");
    }

    #[test]
    fn stopping_stops_reading() {
        let limits = Limits::default();
        let text = BILL.to_owned() + BILL.lines().last().unwrap();
        let mut keep = |_| false;
        let source = ALL.iter().find(|s| s.card().id == "meituan_bill").unwrap();
        let mut into = Reading::new(ArchiveId(String::new()), String::new(), &limits, &mut keep);
        open("a.csv", &mut text.as_bytes(), &limits).unwrap().read(*source, &mut into).unwrap();
        assert_eq!(into.finish().rows_read, 1);
    }
}
