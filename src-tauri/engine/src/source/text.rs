//! Text of unknown encoding, decoded as it streams.
//!
//! The encoding is decided once, on the head of the file, by trying: byte order mark, UTF-8, GB18030 (superset of GBK and
//! GB2312), Windows-1252. UTF-8 goes first because Chinese text in GBK practically never happens to be valid UTF-8.
//! A few bad bytes don't overturn a decision: they become U+FFFD, which readers report as `text_garbled`.
//! Rules: formats/payments §0.2, formats/shopping_and_accounts §9.1.

use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_8, WINDOWS_1252};
use memchr::memmem::Finder;
use std::borrow::Cow;
use std::io::{self, BufRead, Read};
use std::sync::LazyLock;

/// Bytes looked at to decide.
pub const HEAD: usize = 64 << 10;

/// One bad sequence is forgiven per this many good ones.
const FORGIVEN: usize = 20;

/// The encoding of a file that begins with `head`; `None` where it isn't text. `complete`: `head` is the whole file.
pub fn encoding(head: &[u8], complete: bool) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Some(encoding);
    }
    let controls = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    if controls * 50 > head.len() {
        return None;
    }
    // U+FFFD may stand in the file itself, saved there by whoever read it wrongly before.
    let flawless = std::str::from_utf8(head).err().is_none_or(|e| !complete && e.error_len().is_none());
    if flawless {
        return Some(UTF_8);
    }
    let believed = [UTF_8, GB18030].into_iter().find(|e| {
        let text = decode(e, head, complete);
        let bad = text.matches('\u{FFFD}').count();
        bad == 0 || bad * FORGIVEN < text.chars().filter(|c| !c.is_ascii()).count()
    });
    Some(believed.unwrap_or(WINDOWS_1252))
}

/// Bytes as text, what isn't UTF-8 replaced: `from_utf8_lossy`, whose own check is slow where nothing is wrong.
pub(super) fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    simdutf8::basic::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Whether these Chinese words stand in a text. Their third byte is looked for, since the first is that of most Chinese characters; in
/// short texts that is quicker than a search that prepares itself.
pub(super) fn says(text: &str, words: &str) -> bool {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let (Some(sign), Some(behind)) = (words.get(2), text.get(2..)) else { return false };
    memchr::memchr_iter(*sign, behind).any(|at| text.get(at..).is_some_and(|rest| rest.starts_with(words)))
}

/// Whether a character stands in it that no encoding explained.
pub(super) fn garbled(text: &str) -> bool {
    static SIGN: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("\u{FFFD}"));
    SIGN.find(text.as_bytes()).is_some()
}

/// Decodes the head of a file, without its byte order mark; a character cut off at the end of an incomplete head is dropped.
pub fn decode(encoding: &'static Encoding, head: &[u8], complete: bool) -> String {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(head.len()).unwrap_or(head.len()));
    // The buffer is large enough by construction, so one call takes all.
    let _ = decoder.decode_to_string(head, &mut text, complete);
    text
}

/// Undoes what Meta does to every string of its exports: each byte of UTF-8 is written as a character of its own (`cafÃ©`). Strings
/// that are right already stay as they are (formats/messaging §5.1).
pub fn unmangled(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() {
        return text;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    match bytes.and_then(|b| String::from_utf8(b).ok()) {
        Some(right) => Cow::Owned(right),
        None => text,
    }
}

/// A stream of bytes read as UTF-8, byte order mark stripped, in constant memory. What is UTF-8 already is handed on where it was read.
pub struct Utf8<R> {
    inner: R,
    decoder: Decoder,
    /// Whether it is UTF-8 already, and nothing was wrong with it so far.
    plain: bool,
    /// Bytes as read: `..at` are done with, `at..right` are UTF-8, `at..whole` end with a whole character, `whole..` begin one.
    raw: Vec<u8>,
    at: usize,
    right: usize,
    whole: usize,
    /// What was decoded, and how much of it is done with.
    out: Vec<u8>,
    out_at: usize,
    begun: bool,
    last: bool,
    ended: bool,
}

impl<R: Read> Utf8<R> {
    /// Decodes `inner` from `encoding`.
    pub fn new(inner: R, encoding: &'static Encoding) -> Utf8<R> {
        Utf8 {
            inner,
            decoder: if encoding == UTF_8 { UTF_8.new_decoder_without_bom_handling() } else { encoding.new_decoder_with_bom_removal() },
            plain: encoding == UTF_8,
            raw: Vec::with_capacity(HEAD),
            at: 0,
            right: 0,
            whole: 0,
            out: Vec::new(),
            out_at: 0,
            begun: false,
            last: false,
            ended: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        while self.out_at >= self.out.len() && self.at >= self.right && !self.ended {
            if self.at >= self.whole && !self.last {
                self.take_in()?;
                if self.plain && !self.begun && self.whole > 0 {
                    self.begun = true;
                    self.at = if self.raw.starts_with("\u{FEFF}".as_bytes()) { "\u{FEFF}".len() } else { 0 };
                }
                if self.plain && simdutf8::basic::from_utf8(self.raw.get(..self.whole).unwrap_or_default()).is_ok() {
                    self.right = self.whole;
                    self.ended = self.last;
                    continue;
                }
                // From here on what is wrong is the decoder's to replace.
                self.plain = false;
                self.whole = self.raw.len();
            }
            self.out.resize(HEAD, 0);
            let source = self.raw.get(self.at..self.whole).unwrap_or_default();
            let (result, read, written, _) = self.decoder.decode_to_utf8(source, &mut self.out, self.last);
            self.at += read;
            self.out.truncate(written);
            self.out_at = 0;
            self.ended = self.last && result == CoderResult::InputEmpty;
        }
        Ok(())
    }

    /// Takes in more bytes behind those that begin a character.
    fn take_in(&mut self) -> io::Result<()> {
        self.raw.drain(..self.whole);
        (self.at, self.right, self.whole) = (0, 0, 0);
        let begun = self.raw.len();
        self.raw.resize(HEAD, 0);
        let n = loop {
            match self.inner.read(self.raw.get_mut(begun..).unwrap_or_default()) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.raw.truncate(begun + n.as_ref().map_or(0, |n| *n));
        self.last = n? == 0;
        self.whole = if self.plain && !self.last { whole_characters(&self.raw) } else { self.raw.len() };
        Ok(())
    }
}

/// How many of these bytes of UTF-8 end with a whole character.
fn whole_characters(bytes: &[u8]) -> usize {
    let behind = bytes.iter().rev().take(3).position(|b| !(0x80..0xC0).contains(b));
    let Some((behind, first)) = behind.and_then(|n| Some((n, *bytes.iter().nth_back(n)?))) else { return bytes.len() };
    let length = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    };
    if length > behind + 1 { bytes.len() - behind - 1 } else { bytes.len() }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buf)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: Read> BufRead for Utf8<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.refill()?;
        if self.out_at < self.out.len() {
            return Ok(self.out.get(self.out_at..).unwrap_or_default());
        }
        Ok(self.raw.get(self.at..self.right).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        if self.out_at < self.out.len() {
            self.out_at = (self.out_at + amount).min(self.out.len());
        } else if self.at < self.right {
            self.at = (self.at + amount).min(self.right);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(bytes: &[u8]) -> String {
        let found = encoding(&bytes[..bytes.len().min(HEAD)], bytes.len() <= HEAD).unwrap();
        let mut text = String::new();
        Utf8::new(bytes, found).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn every_encoding_of_a_chinese_bill_reads_the_same() {
        let text = "交易时间,商品说明\r\n2024-03-02,咖啡😀";
        assert_eq!(all(text.as_bytes()), text);
        assert_eq!(all(format!("\u{FEFF}{text}").as_bytes()), text);
        assert_eq!(all(&GB18030.encode(text).0), text);
        let le: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(all(&le), text);
    }

    #[test]
    fn mangled_strings_are_mended_and_others_kept() {
        let mangled: String = "café 你😀".bytes().map(char::from).collect();
        assert_eq!(unmangled(mangled.into()), "café 你😀");
        for right in ["plain", "“quoted” café", "Müller"] {
            assert_eq!(unmangled(right.into()), right);
        }
    }

    #[test]
    fn words_are_found_wherever_they_stand() {
        for (text, found) in [("余额宝-买入", true), ("买入", true), ("x买入y", true), ("买", false), ("", false), ("入买", false)]
        {
            assert_eq!(says(text, "买入"), found, "{text}");
        }
    }

    #[test]
    fn western_files_are_windows_1252() {
        assert_eq!(all(b"Caf\xe9,\x80 5,00\nM\xfcller"), "Café,€ 5,00\nMüller");
    }

    #[test]
    fn binary_is_not_text() {
        assert_eq!(encoding(&[0, 1, 2, 3, 0, 0, 200, 9], true), None);
        assert_eq!(encoding(b"", true), Some(UTF_8));
    }

    #[test]
    fn a_head_cut_inside_a_character_is_no_error() {
        let text = "茶".repeat(100);
        for cut in 290..300 {
            assert_eq!(encoding(&text.as_bytes()[..cut], false), Some(UTF_8));
        }
    }

    #[test]
    fn bad_bytes_after_the_head_are_replaced() {
        let mut bytes = "早餐，".repeat(HEAD / 6).into_bytes();
        bytes.extend([0xC3, 0x28, b'\n']);
        let text = all(&bytes);
        assert_eq!(text.matches('\u{FFFD}').count(), 1);
        assert!(text.ends_with("\u{FFFD}(\n"));
    }

    #[test]
    fn a_replacement_character_of_the_files_own_is_no_bad_byte() {
        let text = "caf\u{FFFD},12.50\n";
        assert_eq!(all(text.as_bytes()), text);
    }

    proptest! {
        /// However its bytes arrive, and whatever is wrong with them, a text is what the decoder makes of the whole.
        #[test]
        fn the_same_in_any_pieces(
            parts in prop::collection::vec(prop_oneof![
                "[a-c茶é😀\u{FEFF}]{0,9}".prop_map(String::into_bytes),
                prop::collection::vec(any::<u8>(), 0..4),
            ], 0..30),
            sizes in prop::collection::vec(1usize..9, 1..6),
        ) {
            let bytes = parts.concat();
            let (mut at, mut turn) = (0, 0);
            let crumbs = std::iter::from_fn(|| {
                let piece = bytes.get(at..(at + sizes[turn % sizes.len()]).min(bytes.len())).filter(|p| !p.is_empty())?;
                (at, turn) = (at + piece.len(), turn + 1);
                Some(piece)
            });
            let stream = crumbs.fold(Box::new(io::empty()) as Box<dyn Read>, |before, piece| Box::new(before.chain(piece)));
            let mut text = String::new();
            Utf8::new(stream, UTF_8).read_to_string(&mut text).unwrap();
            let wanted = UTF_8.decode_with_bom_removal(&bytes).0;
            prop_assert_eq!(&text, &wanted);
            // A limit that is reached asks for nothing more, and that moves nothing.
            let (mut lines, mut limited) = (Utf8::new(&bytes[..], UTF_8), Vec::new());
            for turn in 0..=wanted.len() {
                lines.by_ref().take(sizes[turn % sizes.len()] as u64).read_until(b'a', &mut limited).unwrap();
            }
            prop_assert_eq!(String::from_utf8(limited).unwrap(), wanted);
        }
    }

    #[test]
    fn one_bad_byte_in_the_head_does_not_change_the_encoding() {
        let mut bytes = "早餐，".repeat(40).into_bytes();
        bytes[10] = 0xFF;
        assert_eq!(encoding(&bytes, true), Some(UTF_8));
    }
}
