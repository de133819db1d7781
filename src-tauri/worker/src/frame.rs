//! What goes through the pipes: frames of a length (four bytes, little endian), a kind (one byte) and a body: JSON, or of rows,
//! which are many, postcard (<https://postcard.jamesmunns.com/wire-format>).
//!
//! The worker may have been taken over by what it reads, so the side that holds the records believes nothing: a length has a
//! ceiling, kinds and fields are checked, and the order of frames is (`parent.rs`).

use dossier_engine::error::Error;
use dossier_engine::reader::{Begun, Drift, FileNote, Glance, Opened, Recognised, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, Read, Write};

/// No frame is longer: the longest row, every character of it escaped, and room for what was seen in it.
const CEILING: u32 = 32 << 20;
/// Bytes gathered before they are written to a pipe, and read from it at once: what a pipe holds.
pub(crate) const GATHERED: usize = 64 << 10;
/// Most rows are shorter.
const USUAL: usize = 512;

/// What the worker says.
#[derive(Debug, Clone, PartialEq)]
pub enum Frame {
    /// The archive is open.
    Opened(Opened),
    /// A file is next.
    Begun(Begun),
    /// The file is known.
    Recognised(Recognised),
    /// A row of it.
    Row(Box<Row>),
    /// The file has come to its end.
    Ended(Box<FileNote>),
    /// What each file is, where only that was asked.
    Glances(Vec<Glance>),
    /// What unknown files are shaped like, where only that was asked.
    Drifts(Vec<Drift>),
    /// All is said.
    Done,
    /// The archive can't be opened.
    Refused(Error),
}

impl Frame {
    /// Writes it.
    ///
    /// # Errors
    /// The pipe's.
    pub fn write(&self, to: &mut impl Write) -> io::Result<()> {
        match self {
            Frame::Opened(opened) => send(to, b'O', opened),
            Frame::Begun(begun) => send(to, b'B', begun),
            Frame::Recognised(recognised) => send(to, b'K', recognised),
            Frame::Row(row) => {
                let body = postcard::to_extend(row, framed(b'R')).map_err(io::Error::other)?;
                finish(to, body)
            }
            Frame::Ended(note) => send(to, b'E', note),
            Frame::Glances(glances) => send(to, b'G', glances),
            Frame::Drifts(drifts) => send(to, b'S', drifts),
            Frame::Done => send(to, b'D', &()),
            Frame::Refused(e) => send(to, b'X', e),
        }
    }

    /// Reads the next one.
    ///
    /// # Errors
    /// The pipe's, `UnexpectedEof` at its end, `InvalidData` for anything that is no frame.
    pub fn read(from: &mut impl Read) -> io::Result<Frame> {
        let (kind, body) = receive(from)?;
        Ok(match kind {
            b'O' => Frame::Opened(parse(&body)?),
            b'B' => Frame::Begun(parse(&body)?),
            b'K' => Frame::Recognised(parse(&body)?),
            b'R' => match postcard::take_from_bytes(&body) {
                Ok((row, [])) => Frame::Row(row),
                _ => return Err(io::ErrorKind::InvalidData.into()),
            },
            b'E' => Frame::Ended(parse(&body)?),
            b'G' => Frame::Glances(parse(&body)?),
            b'S' => Frame::Drifts(parse(&body)?),
            b'D' => Frame::Done,
            b'X' => Frame::Refused(parse(&body)?),
            _ => return Err(io::ErrorKind::InvalidData.into()),
        })
    }
}

/// Writes one frame of any kind.
pub(crate) fn send(to: &mut impl Write, kind: u8, what: &impl Serialize) -> io::Result<()> {
    let mut frame = framed(kind);
    serde_json::to_writer(&mut frame, what)?;
    finish(to, frame)
}

/// A frame without its body, its length still to come.
fn framed(kind: u8) -> Vec<u8> {
    let mut frame = Vec::with_capacity(USUAL);
    frame.extend([0, 0, 0, 0, kind]);
    frame
}

fn finish(to: &mut impl Write, mut frame: Vec<u8>) -> io::Result<()> {
    let length = u32::try_from(frame.len() - 5).ok().filter(|n| *n <= CEILING).ok_or(io::ErrorKind::InvalidData)?;
    frame.splice(..4, length.to_le_bytes());
    to.write_all(&frame)
}

/// Reads one frame of any kind.
pub(crate) fn receive(from: &mut impl Read) -> io::Result<(u8, Vec<u8>)> {
    let mut head = [0; 5];
    from.read_exact(&mut head)?;
    let [a, b, c, d, kind] = head;
    let length = u32::from_le_bytes([a, b, c, d]);
    if length > CEILING {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut body = Vec::with_capacity(USUAL.min(length as usize));
    if from.take(u64::from(length)).read_to_end(&mut body)? < length as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok((kind, body))
}

pub(crate) fn parse<T: DeserializeOwned>(body: &[u8]) -> io::Result<T> {
    serde_json::from_slice(body).map_err(|_| io::ErrorKind::InvalidData.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_read_back_as_written() {
        let opened =
            Opened {
                id: dossier_engine::record::ArchiveId("0123456789ab".into()), name: "账单.zip".into(), sha256: "00".into(), bytes: 7
            };
        let frames = [Frame::Opened(opened), Frame::Done, Frame::Refused(Error::NothingInside)];
        let mut pipe = Vec::new();
        frames.iter().for_each(|frame| frame.write(&mut pipe).unwrap());
        let mut pipe = pipe.as_slice();
        for frame in frames {
            assert_eq!(Frame::read(&mut pipe).unwrap(), frame);
        }
        assert_eq!(Frame::read(&mut pipe).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }

    #[test]
    fn lies_are_told_from_frames() {
        let huge = [&u32::MAX.to_le_bytes()[..], b"R{}"].concat();
        let kind = [&2u32.to_le_bytes()[..], b"?{}"].concat();
        let body = [&2u32.to_le_bytes()[..], b"R{}"].concat();
        for lie in [huge, kind, body] {
            assert_eq!(Frame::read(&mut lie.as_slice()).unwrap_err().kind(), io::ErrorKind::InvalidData);
        }
        let short = [&9u32.to_le_bytes()[..], b"D[]"].concat();
        assert_eq!(Frame::read(&mut short.as_slice()).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }
}
