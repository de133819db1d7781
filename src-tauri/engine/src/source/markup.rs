//! XML, and the SGML of OFX 1, event by event in constant memory: names without their prefix, text without markup.
//!
//! Leaves needn't be closed and `&` may stand by itself, since bank files are written so. The encoding a file names is passed over: the
//! stream has been decoded already.

use super::Reading;
use crate::problem::Code;
use crate::record::Spot;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufRead, Read};

/// What is met.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Met {
    /// An element begins; where it has a currency (`Ccy="EUR"`), that too.
    Open(String, Option<String>),
    /// Text, perhaps a part of it.
    Text(String),
    /// An element ends.
    Close(String),
}

/// The events of a file.
pub(super) struct Markup<'t> {
    reader: Reader<Bounded<'t>>,
    buffer: Vec<u8>,
    /// An element that ends where it begins: its end.
    ended: Option<String>,
}

impl<'t> Markup<'t> {
    /// From the beginning. No piece of it may be longer than the ceiling of a row.
    pub(super) fn new(text: Box<dyn BufRead + 't>, into: &Reading<'_>) -> Markup<'t> {
        let mut reader = Reader::from_reader(Bounded { inner: text, run: 0, max: into.limits().row_bytes, cut: false });
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        config.check_comments = false;
        Markup { reader, buffer: Vec::new(), ended: None }
    }

    /// The next event; `None` at the end, where reading was stopped, and where the rest can't be read (which is told).
    pub(super) fn next(&mut self, into: &mut Reading<'_>) -> Option<Met> {
        if let Some(name) = self.ended.take() {
            return Some(Met::Close(name));
        }
        loop {
            if into.stopped() {
                return None;
            }
            self.buffer.clear();
            let Ok(event) = self.reader.read_event_into(&mut self.buffer) else {
                let code = if self.reader.get_ref().cut { Code::RowTooLong } else { Code::CutShort };
                into.problem(Spot::File, code, "");
                return None;
            };
            return Some(match event {
                Event::Start(tag) => Met::Open(name(tag.name().as_ref()), currency(&tag)),
                Event::Empty(tag) => {
                    self.ended = Some(name(tag.name().as_ref()));
                    Met::Open(name(tag.name().as_ref()), currency(&tag))
                }
                Event::End(tag) => Met::Close(name(tag.name().as_ref())),
                Event::Text(text) => Met::Text(text.to_string()),
                Event::CData(text) => Met::Text(text.to_string()),
                Event::GeneralRef(entity) => {
                    let plain = quick_xml::escape::resolve_predefined_entity(&entity).map(str::to_owned);
                    let letter = entity.resolve_char_ref().ok().flatten().map(String::from);
                    Met::Text(letter.or(plain).unwrap_or_else(|| format!("&{};", &*entity)))
                }
                Event::Eof => {
                    if self.reader.get_ref().cut {
                        into.problem(Spot::File, Code::RowTooLong, "");
                    }
                    return None;
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            });
        }
    }
}

/// A name without its prefix.
fn name(name: &str) -> String {
    name.rsplit_once(':').map_or(name, |(_, local)| local).to_owned()
}

fn currency(tag: &BytesStart<'_>) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == "Ccy");
    found.map(|a| a.value.into_owned())
}

/// A stream that ends where one piece of markup or text goes on beyond a ceiling: at that very byte, however the bytes arrive.
struct Bounded<'t> {
    inner: Box<dyn BufRead + 't>,
    /// Bytes since the last `<` or `>`.
    run: u64,
    max: u64,
    /// It ended so.
    cut: bool,
}

impl Read for Bounded<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let n = self.fill_buf()?.read(out)?;
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Bounded<'_> {
    /// Up to the next `<` or `>`, or as far as the piece may go.
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        let bytes = self.inner.fill_buf()?;
        let left = usize::try_from(self.max.saturating_sub(self.run)).unwrap_or(usize::MAX);
        let end = match memchr::memchr2(b'<', b'>', bytes) {
            Some(at) if at <= left => at + 1,
            _ => left.min(bytes.len()),
        };
        self.cut = end == 0 && !bytes.is_empty();
        Ok(bytes.get(..end).unwrap_or_default())
    }

    fn consume(&mut self, n: usize) {
        let read = self.inner.fill_buf().unwrap_or_default().get(..n).unwrap_or_default();
        self.run = match memchr::memrchr2(b'<', b'>', read) {
            Some(at) => (read.len() - at - 1) as u64,
            None => self.run.saturating_add(n as u64),
        };
        self.inner.consume(n);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Limits;
    use crate::record::ArchiveId;
    use crate::source::Found;

    /// Events as text, and the codes of troubles; whole, and the same when the bytes arrive a few at a time.
    fn met(text: &str, row_bytes: u64) -> (String, Vec<Code>) {
        let whole = met_by(text, row_bytes, text.len().max(1));
        for size in [1, 2, 7, 512] {
            assert_eq!(met_by(text, row_bytes, size), whole, "{size} at a time");
        }
        whole
    }

    fn met_by(text: &str, row_bytes: u64, size: usize) -> (String, Vec<Code>) {
        let limits = Limits { row_bytes, ..Limits::default() };
        let mut keep = |_: Found| true;
        let mut into = Reading::new(ArchiveId(String::new()), String::new(), &limits, &mut keep);
        let mut markup = Markup::new(Box::new(std::io::BufReader::with_capacity(size, text.as_bytes())), &into);
        let mut said = String::new();
        while let Some(met) = markup.next(&mut into) {
            said.push_str(&match met {
                Met::Open(name, currency) => format!("<{name}{}>", currency.unwrap_or_default()),
                Met::Text(text) => text,
                Met::Close(name) => format!("</{name}>"),
            });
        }
        (said, into.finish().problems.iter().map(|p| p.code).collect())
    }

    #[test]
    fn markup_of_both_kinds() {
        let plain = |text| met(text, 1000);
        assert_eq!(plain("H:1\n<A><B>1 & 2\n<C>3</A>"), ("H:1\n<A><B>1 & 2\n<C>3</A>".into(), vec![]), "leaves not closed");
        assert_eq!(plain("<n:A x='1' Ccy='EUR'>&lt;&#33;<![CDATA[<b>]]></n:A><C/>"), ("<AEUR><!<b></A><C></C>".into(), vec![]));
        assert_eq!(plain("<A>&x;</A>").0, "<A>&x;</A>");
        assert_eq!(plain("<A>1</A").1, vec![Code::CutShort]);
    }

    #[test]
    fn a_piece_without_end_ends_the_file() {
        let (said, told) = met(&format!("<A>1</A><B>{}</B>", "x".repeat(9000)), 4000);
        assert!(said.starts_with("<A>1</A><B>") && told == [Code::RowTooLong], "{told:?}");
        assert_eq!(met("<A>12345</A>", 5).1, []);
        assert_eq!(met("<A>123456</A>", 5).1, [Code::RowTooLong]);
        assert_eq!(met("<A>1</A><Abcdef>", 5).1, [Code::RowTooLong], "inside a tag too");
    }
}
