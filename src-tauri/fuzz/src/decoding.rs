//! Text: whatever the encoding and however the bytes arrive, the same words come out, and they are UTF-8.

use super::reading::Crumbs;
use dossier_engine::source::text::{self, HEAD, Utf8};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::Read;

pub(crate) fn check(bytes: &[u8]) {
    let head = &bytes[..bytes.len().min(HEAD)];
    let believed = text::encoding(head, bytes.len() <= HEAD);
    if std::str::from_utf8(bytes).is_ok() && believed.is_some() && Encoding::for_bom(bytes).is_none() {
        assert_eq!(believed, Some(UTF_8), "what is UTF-8 is read as such");
    }
    // The one believed, and by turns another: any bytes can be read as any.
    let all = [UTF_8, GB18030, WINDOWS_1252, UTF_16LE, UTF_16BE];
    for encoding in believed.into_iter().chain([all[bytes.len() % all.len()]]) {
        let whole = decode(bytes, encoding);
        assert_eq!(whole, decode(Crumbs::of(bytes), encoding), "in crumbs, the same");
        assert_eq!(whole, text::decode(encoding, bytes, true), "as at once");
        assert!(whole.starts_with(&text::decode(encoding, &bytes[..bytes.len() / 2], false)), "a beginning is the beginning");
    }
}

fn decode(from: impl Read, encoding: &'static Encoding) -> String {
    let mut decoded = Vec::new();
    Utf8::new(from, encoding).read_to_end(&mut decoded).expect("bytes in memory");
    String::from_utf8(decoded).expect("UTF-8")
}
