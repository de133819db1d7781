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
        let mut reader = Reader::from_reader(Bounded { inner: text, run: 0, max: into.limits().row_bytes });
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
                into.problem(Spot::File, Code::CutShort, "");
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
                Event::Eof => return None,
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

/// A stream that ends where one piece of markup or text goes on beyond a ceiling.
struct Bounded<'t> {
    inner: Box<dyn BufRead + 't>,
    /// Bytes since the last `<` or `>`.
    run: u64,
    max: u64,
}

impl Read for Bounded<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let n = self.fill_buf()?.read(out)?;
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Bounded<'_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.run > self.max {
            return Ok(&[]);
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        let read = self.inner.fill_buf().unwrap_or_default().get(..n).unwrap_or_default();
        self.run = match memchr::memrchr2(b'<', b'>', read) {
            Some(at) => (read.len() - at) as u64,
            None => self.run.saturating_add(n as u64),
        };
        self.inner.consume(n);
    }
}
