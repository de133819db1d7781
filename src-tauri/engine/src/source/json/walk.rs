//! The way through a JSON document as it streams: values at wanted places are handed on whole, everything else is passed over.
//!
//! A list that was begun stays a list whatever happens inside it: behind an entry that is broken, reading goes on at the next place
//! that begins as entries of this list do. JSON Lines are read as the entries of one list; their
//! lines that begin with `#` are comments.

use super::pattern::Patterns;
use super::value::Value;
use super::window::{End, Window};
use crate::source::text::lossy;
use std::borrow::Cow;
use std::io::BufRead;

/// What was met.
pub(super) enum Met<'a> {
    /// A whole value at the end of a pattern.
    Value(Value<'a>),
    /// A container at the end of a pattern, inside which others go on.
    Begun,
    /// Something at the end of a pattern, or (`None`) between, that isn't JSON.
    Broken,
    /// A value longer than the ceiling.
    TooLong,
    /// The end, where none should be.
    Cut,
}

/// Hears what was met, which pattern it stands at, and the names of keys that stand for `*`. `false` stops.
pub(super) type Hear<'h> = dyn FnMut(Met<'_>, Option<usize>, &[String]) -> bool + 'h;

struct Frame {
    list: bool,
    /// The list that JSON Lines are: its end is the end of the file.
    lines: bool,
    mask: u64,
    /// Whether its key stands among the names.
    named: bool,
}

/// Walks through a document. No value handed on is longer than `ceiling` bytes.
pub(super) fn walk(input: &mut dyn BufRead, patterns: &Patterns, ceiling: u64, hear: &mut Hear<'_>) {
    let mut walk = Walk {
        window: Window::new(input),
        patterns,
        ceiling,
        frames: Vec::new(),
        names: Vec::new(),
        first_keys: patterns.none_each(),
        hear,
    };
    walk.root();
}

struct Walk<'w, 'r, 'h> {
    window: Window<'r>,
    patterns: &'w Patterns,
    ceiling: u64,
    frames: Vec<Frame>,
    names: Vec<String>,
    /// What objects at the end of each pattern begin with, once one was sound.
    first_keys: Vec<Option<String>>,
    hear: &'w mut Hear<'h>,
}

impl Walk<'_, '_, '_> {
    fn root(&mut self) {
        let every = self.patterns.every();
        let Some(mut first) = self.window.sign() else { return };
        // `window.YTD.tweets.part0 = [` as X writes it.
        if first == b'w' && self.window.pass(b"=") {
            let Some(sign) = self.window.sign() else { return };
            first = sign;
        }
        if first == b'{' && self.patterns.list_at_root() {
            self.frames.push(Frame { list: true, lines: true, mask: every, named: false });
        } else if !self.value(every, 0, false) {
            return;
        }
        while let Some(frame) = self.frames.last() {
            let (list, lines, mask, depth) = (frame.list, frame.lines, frame.mask, self.frames.len() - 1);
            let go_on = match self.window.sign() {
                None if lines => return,
                None => self.cut(None),
                Some(b',') => {
                    self.window.at += 1;
                    true
                }
                Some(b'#') if lines => {
                    self.window.pass(b"\n");
                    true
                }
                Some(b'}' | b']') if lines => self.between(),
                // One brace too many ends no list; a list's end ends the object inside it that was left open.
                Some(b'}') if list => {
                    self.window.at += 1;
                    (self.hear)(Met::Broken, None, &self.names)
                }
                Some(b']') if !list => {
                    self.leave();
                    (self.hear)(Met::Broken, None, &self.names)
                }
                Some(b'}' | b']') => {
                    self.window.at += 1;
                    self.leave();
                    true
                }
                Some(_) if list => {
                    let mask = self.patterns.entry(mask, depth);
                    self.value(mask, depth + 1, false)
                }
                Some(b'"') => self.field(mask, depth),
                Some(_) => self.between(),
            };
            if !go_on {
                return;
            }
        }
    }

    fn leave(&mut self) {
        if self.frames.pop().is_some_and(|f| f.named) {
            self.names.pop();
        }
    }

    /// Something that can't stand here; goes on behind it.
    fn between(&mut self) -> bool {
        self.window.at += 1;
        self.window.pass(b",\n");
        (self.hear)(Met::Broken, None, &self.names)
    }

    /// A key and its value.
    fn field(&mut self, mask: u64, depth: usize) -> bool {
        match self.window.value(Some(self.ceiling)) {
            End::Whole => {}
            End::Cut => return self.cut(None),
            End::Broken | End::TooLong => return self.between(),
        }
        let key = Value::new(&lossy(self.window.kept())).as_text().unwrap_or_default().into_owned();
        if self.window.sign() != Some(b':') {
            return self.between();
        }
        self.window.at += 1;
        if self.window.sign().is_none() {
            return self.cut(None);
        }
        let named = self.patterns.names_key(mask, depth);
        let below = self.patterns.key(mask, depth, &key);
        if named {
            self.names.push(key);
        }
        let frames = self.frames.len();
        let go_on = self.value(below, depth + 1, named);
        if named && self.frames.len() == frames {
            self.names.pop();
        }
        go_on
    }

    /// A value at patterns still possible, so many steps down.
    fn value(&mut self, mask: u64, depth: usize, named: bool) -> bool {
        let first = self.window.sign();
        let complete = self.patterns.complete(mask, depth);
        if let Some(open @ (b'{' | b'[')) = first
            && self.patterns.deeper(mask, depth)
        {
            self.window.at += 1;
            self.frames.push(Frame { list: open == b'[', lines: false, mask, named });
            return complete.is_none() || (self.hear)(Met::Begun, complete, &self.names);
        }
        let Some(pattern) = complete else {
            return match self.window.value(None) {
                End::Whole | End::TooLong => true,
                End::Broken => self.between(),
                End::Cut => self.cut(None),
            };
        };
        let here = (first == Some(b'{')).then(|| Value::leading(self.window.rest())).flatten();
        if let Some((value, length)) = here.filter(|(_, length)| *length as u64 <= self.ceiling) {
            learn(&mut self.first_keys, pattern, &value);
            let go_on = (self.hear)(Met::Value(value), Some(pattern), &self.names);
            self.window.at += length;
            return go_on;
        }
        match self.window.value(Some(self.ceiling)) {
            End::Whole => {
                let kept = lossy(self.window.kept());
                let value = Value::new(&kept);
                if !value.is_sound() {
                    return self.recover(pattern);
                }
                learn(&mut self.first_keys, pattern, &value);
                (self.hear)(Met::Value(value), Some(pattern), &self.names)
            }
            End::Broken => self.recover(pattern),
            End::TooLong => (self.hear)(Met::TooLong, Some(pattern), &self.names),
            // A quote or bracket too many may have swallowed the entries that follow.
            End::Cut => self.recover_from_cut(pattern),
        }
    }

    /// Behind a broken value: on to the next entry of this list, or past the next comma.
    fn recover(&mut self, pattern: usize) -> bool {
        let object = self.window.kept().starts_with(b"{");
        let go_on = (self.hear)(Met::Broken, Some(pattern), &self.names);
        match self.frames.last() {
            Some(Frame { lines: true, .. }) => {
                self.window.at = self.window.keep;
                self.window.pass(b"\n");
            }
            Some(Frame { list: true, .. }) if object => {
                self.window.pass_to_object(self.first_keys.get(pattern).and_then(|k| k.as_deref()));
            }
            _ => {
                self.window.at = self.window.keep + 1;
                self.window.pass(b",\n");
            }
        }
        go_on
    }

    fn recover_from_cut(&mut self, pattern: usize) -> bool {
        let kept = self.window.kept();
        let key = self.first_keys.get(pattern).and_then(|k| k.as_deref()).unwrap_or_default();
        let begins = format!("\"{key}\"");
        let again = !key.is_empty() && memchr::memmem::find_iter(kept, begins.as_bytes()).nth(1).is_some();
        if again || kept.contains(&b'\n') && self.frames.last().is_some_and(|f| f.lines) {
            return self.recover(pattern);
        }
        self.cut(Some(pattern))
    }

    /// The end, where none should be: there is nothing to go on with.
    fn cut(&mut self, pattern: Option<usize>) -> bool {
        (self.hear)(Met::Cut, pattern, &self.names);
        false
    }
}

/// Notes what objects of a pattern begin with, by the first of them.
fn learn(first_keys: &mut [Option<String>], pattern: usize, value: &Value<'_>) {
    if let Some(known @ None) = first_keys.get_mut(pattern) {
        *known = value.first_key().map(Cow::into_owned);
    }
}
