//! What comes through the pipe from the worker, which may have been taken over: a frame is one that could have been written, or none.

use super::reading::Crumbs;
use dossier_worker::frame::Frame;
use std::io::{ErrorKind, Read};

pub(crate) fn check(bytes: &[u8]) {
    let (frames, end) = frames(bytes);
    assert!(frames.len() <= bytes.len() / 5, "every frame has a head");
    assert!(matches!(end, ErrorKind::UnexpectedEof | ErrorKind::InvalidData), "{end}: of bytes in memory");
    let written = write(&frames);
    assert_eq!(write(&self::frames(Crumbs::of(bytes)).0), written, "in crumbs, the same");
    let (again, end) = self::frames(&written[..]);
    assert_eq!(end, ErrorKind::UnexpectedEof, "what was read can be written and read");
    assert_eq!(write(&again), written, "and is the same");
}

/// The frames up to the first that is none, and why it is none.
fn frames(mut from: impl Read) -> (Vec<Frame>, ErrorKind) {
    let mut frames = Vec::new();
    loop {
        match Frame::read(&mut from) {
            Ok(frame) => frames.push(frame),
            Err(e) => return (frames, e.kind()),
        }
    }
}

fn write(frames: &[Frame]) -> Vec<u8> {
    let mut written = Vec::new();
    frames.iter().for_each(|frame| frame.write(&mut written).expect("in memory"));
    written
}
