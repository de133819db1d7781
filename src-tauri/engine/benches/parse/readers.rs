//! What is measured in this process: our reader, and the bare limits under it.

use crate::inputs::{Input, Made};
use dossier_engine::archive::{self, Archive, Limits};
use dossier_engine::reader::{self, Begun, FileNote, Opened, Recognised, Row, Sink, Stop};
use dossier_engine::record::{ArchiveId, Fact};
use dossier_engine::source::{Reading, peek};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use std::fs::File;
use std::hint::black_box;
use std::io::{BufReader, Read};
use std::path::Path;

/// A reader of our own process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The source alone, its records thrown away.
    Ours,
    /// As an import reads: hashed, recognised, with what is seen in each record.
    Signals,
    /// Unpacking the zip the file would come in.
    Inflate,
    /// GBK to UTF-8.
    Decode,
    /// The `csv` crate on the text, decoded beforehand.
    Csv,
    /// `serde_json` on the stream, one message after the other.
    Serde,
}

impl Reader {
    /// What is run on an input, ours first.
    pub(crate) fn of(input: Input) -> &'static [Reader] {
        match input {
            Input::Whatsapp => &[Reader::Ours, Reader::Signals, Reader::Inflate],
            Input::Telegram | Input::Wechat => &[Reader::Ours, Reader::Signals, Reader::Inflate, Reader::Serde],
            Input::Alipay => &[Reader::Ours, Reader::Signals, Reader::Inflate, Reader::Decode, Reader::Csv],
        }
    }

    /// As arguments and the table call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Reader::Ours => "ours",
            Reader::Signals => "ours with signals",
            Reader::Inflate => "limit: inflate",
            Reader::Decode => "limit: decode",
            Reader::Csv => "limit: csv",
            Reader::Serde => "limit: serde_json",
        }
    }

    /// Whether it is ours, not a limit.
    pub(crate) fn is_ours(self) -> bool {
        matches!(self, Reader::Ours | Reader::Signals)
    }

    /// The one of this name.
    pub(crate) fn by_name(name: &str) -> Option<Reader> {
        let all = [Reader::Ours, Reader::Signals, Reader::Inflate, Reader::Decode, Reader::Csv, Reader::Serde];
        all.into_iter().find(|reader| reader.name() == name)
    }

    /// Reads the file; how many records there were, of limits that know none 0.
    pub(crate) fn read(self, path: &Path) -> u64 {
        match self {
            Reader::Ours => ours(path.file_name().unwrap().to_str().unwrap(), &mut File::open(path).unwrap()),
            Reader::Signals => with_signals(path),
            Reader::Inflate => inflate(&path.with_extension("zip")),
            Reader::Decode => decode(path),
            Reader::Csv => csv(&path.with_extension("utf8")),
            Reader::Serde => serde(path),
        }
    }
}

/// Reads an input of any length while it is made.
pub(crate) fn read_made(input: Input, mut made: Made) -> u64 {
    ours(input.file(), &mut made)
}

fn ours(name: &str, stream: &mut dyn Read) -> u64 {
    let limits = Limits::default();
    let opened = peek::open(name, stream, &limits).unwrap();
    let source = peek::recognise(opened.peek()).0.unwrap();
    let mut count = 0;
    let mut keep = |found: dossier_engine::source::Found| {
        count += u64::from(is_row(&black_box(&found).fact));
        true
    };
    let mut reading = Reading::new(ArchiveId("bench".into()), name.to_owned(), &limits, &mut keep);
    opened.read(source, &mut reading).unwrap();
    assert!(reading.finish().skipped.is_empty());
    count
}

fn with_signals(path: &Path) -> u64 {
    let limits = Limits::default();
    let mut archive = Archive::open(&archive::Input::Path(path.to_path_buf()), &[], &limits).unwrap();
    let mut counted = Counted(0);
    reader::read(&mut archive, 0, &limits, &[], &mut counted).unwrap();
    counted.0
}

fn is_row(fact: &Fact) -> bool {
    matches!(fact, Fact::Message(_) | Fact::Payment(_))
}

struct Counted(u64);

impl Sink for Counted {
    fn opened(&mut self, archive: &Opened) -> Result<String, Stop> {
        Ok(archive.name.clone())
    }

    fn begun(&mut self, _: &Begun) -> Result<(), Stop> {
        Ok(())
    }

    fn recognised(&mut self, _: &Recognised) -> Result<(), Stop> {
        Ok(())
    }

    fn row(&mut self, row: Row) -> Result<(), Stop> {
        self.0 += u64::from(is_row(&black_box(&row).fact));
        Ok(())
    }

    fn ended(&mut self, note: FileNote) -> Result<(), Stop> {
        assert!(note.error.is_none() && note.report.skipped.is_empty());
        Ok(())
    }
}

fn inflate(zip: &Path) -> u64 {
    let mut zip = zip::ZipArchive::new(BufReader::new(File::open(zip).unwrap())).unwrap();
    std::io::copy(&mut zip.by_index(0).unwrap(), &mut std::io::sink()).unwrap();
    0
}

fn decode(path: &Path) -> u64 {
    let mut file = File::open(path).unwrap();
    let mut decoder = encoding_rs::GB18030.new_decoder();
    let (mut raw, mut text) = (vec![0; 64 << 10], vec![0; 256 << 10]);
    loop {
        let n = file.read(&mut raw).unwrap();
        let _ = black_box(decoder.decode_to_utf8(&raw[..n], &mut text, n == 0));
        if n == 0 {
            return 0;
        }
    }
}

fn csv(path: &Path) -> u64 {
    let mut rows = csv::ReaderBuilder::new().flexible(true).from_path(path).unwrap();
    let (mut row, mut count) = (csv::StringRecord::new(), 0);
    while rows.read_record(&mut row).unwrap() {
        count += u64::from(black_box(row.len()) > 11);
    }
    count
}

fn serde(path: &Path) -> u64 {
    let stream = BufReader::with_capacity(64 << 10, File::open(path).unwrap());
    let chat: Chat = serde_json::from_reader(stream).unwrap();
    chat.messages.0
}

/// A chat of Telegram or ChatLab.
#[derive(Deserialize)]
struct Chat {
    messages: Messages,
}

/// What a message says, under the names of either.
#[derive(Deserialize)]
#[expect(dead_code, reason = "what a reader would hand on")]
struct Message {
    #[serde(alias = "date_unixtime")]
    timestamp: IgnoredAny,
    #[serde(alias = "from_id")]
    sender: String,
    #[serde(rename = "accountName", alias = "from")]
    name: String,
    /// Telegram writes a string or a list.
    #[serde(rename = "content", alias = "text")]
    text: serde_json::Value,
}

struct Messages(u64);

impl<'de> Deserialize<'de> for Messages {
    fn deserialize<D: Deserializer<'de>>(list: D) -> Result<Messages, D::Error> {
        list.deserialize_seq(Count)
    }
}

struct Count;

impl<'de> Visitor<'de> for Count {
    type Value = Messages;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("messages")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Messages, A::Error> {
        let mut count = 0;
        while let Some(message) = list.next_element::<Message>()? {
            black_box(message);
            count += 1;
        }
        Ok(Messages(count))
    }
}
