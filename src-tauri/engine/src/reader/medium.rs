//! Files in which no source could find a row: pictures, videos, recordings, and the parts of pages. They are told by their names, passed over
//! unread and counted.

use serde::{Deserialize, Serialize};

/// What a file is that is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, rename_all = "snake_case"))]
pub enum Medium {
    /// Photos, drawings, stickers.
    Picture,
    /// With sound or without.
    Video,
    /// Voice and music.
    Recording,
    /// Letters and slides that somebody sent in a chat.
    Document,
    /// Fonts, styles, thumbnails of a folder.
    Other,
    /// Nothing at all: no byte, or a list without entries.
    Empty,
}

/// What a file of this path is passed over as, if it is.
pub(super) fn of(path: &str) -> Option<Medium> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (_, ending) = name.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    if OWN.contains(&name.to_ascii_lowercase().as_str()) {
        return Some(Medium::Other);
    }
    ENDINGS.iter().find(|(_, all)| all.contains(&ending.as_str())).map(|(medium, _)| *medium)
}

/// Whether a file that nothing could be read from is a document, which in a chat is only what somebody attached.
pub(crate) fn is_document(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    DOCUMENTS.contains(&ending.as_str())
}

const ENDINGS: [(Medium, &[&str]); 4] = [
    (Medium::Picture, &["jpg", "jpeg", "jfif", "png", "gif", "webp", "heic", "heif", "avif", "bmp", "tif", "tiff", "svg", "ico", "dng"]),
    (Medium::Video, &["mp4", "m4v", "mov", "avi", "mkv", "3gp", "webm", "wmv", "flv"]),
    (Medium::Recording, &["mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "amr", "silk", "flac", "caf", "aiff"]),
    (Medium::Other, &["css", "woff", "woff2", "ttf", "otf", "eot", "tgs", "thumb"]),
];

/// Written by systems into folders, and Takeout's own page about what is beside it.
const OWN: [&str; 3] = ["thumbs.db", "desktop.ini", "archive_browser.html"];

const DOCUMENTS: [&str; 14] = ["pdf", "doc", "docx", "ppt", "pptx", "odt", "rtf", "epub", "pages", "key", "apk", "vcf", "ics", "exe"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_are_told_by_their_endings() {
        assert_eq!(of("WhatsApp/IMG-0001.JPG"), Some(Medium::Picture));
        assert_eq!(of("a/PTT-1.opus"), Some(Medium::Recording));
        assert_eq!((of("x/Thumbs.db"), of("Takeout/archive_browser.html")), (Some(Medium::Other), Some(Medium::Other)));
        for data in ["chat.txt", "bill.csv", "data/tweets.js", "result.json", "photo", "jpg", "page.html", "MSG0.db"] {
            assert_eq!(of(data), None, "{data}");
        }
        assert!(is_document("a/Lease.PDF") && !is_document("a/bill.csv"));
    }
}
