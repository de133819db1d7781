//! Sources: the formats we can read. One format, one file, one line in [`ALL`].
//!
//! A source recognises by content and says why; reading yields records *and* problems and never fails whole.
//! Most formats are tables: see [`table`] for the declarative reader, the normal way to write a source.

mod alipay_bill;
mod amazon_orders;
pub mod amount;
mod bill;
pub mod cells;
mod chat;
mod chatlab;
mod chatlog;
pub mod date;
mod jd_bill;
pub mod json;
pub mod lines;
pub mod mapped;
mod meituan_bill;
mod memotrace;
pub mod peek;
mod pywxdump;
mod qce;
mod qq;
mod reading;
mod shape;
pub mod table;
mod tags;
mod taobao_orders;
pub mod text;
mod wechat;
mod wechat_pay_bill;
mod weflow;
mod weibo;
mod whatsapp;

pub use peek::recognise;
pub use reading::{FileReport, Keep, Reading, Reconciled, Skipped, Total};

use crate::record::{Kind, Platform};
use std::io::BufRead;

/// Every format we can read. More specific first: the first `Yes` wins, a lone `Perhaps` is taken with its doubt shown.
pub static ALL: &[&dyn Source] = &[
    &alipay_bill::SOURCE,
    &wechat_pay_bill::SOURCE,
    &meituan_bill::SOURCE,
    &jd_bill::SOURCE,
    &taobao_orders::SOURCE,
    &amazon_orders::SOURCE,
    &whatsapp::SOURCE,
    &chatlab::SOURCE,
    &weflow::JSON,
    &weflow::TABLE,
    &weflow::TEXT,
    &memotrace::TABLE,
    &memotrace::TEXT,
    &pywxdump::TABLE,
    &pywxdump::JSON,
    &chatlog::JSON,
    &chatlog::TABLE,
    &chatlog::TEXT,
    &qq::TEXT,
    &qq::PAGE,
    &qce::JSON,
    &qce::TEXT,
    &weibo::TABLE,
    &weibo::JSON,
];

/// A format.
pub trait Source: Sync {
    /// What it is.
    fn card(&self) -> &'static Card;

    /// Whether this file is one, judged from its beginning.
    fn recognise(&self, peek: &Peek) -> Recognition;

    /// Whose export this very file is: of interchange formats, which carry many platforms, the file says so itself.
    fn platform(&self, _peek: &Peek) -> Platform {
        self.card().platform
    }

    /// Reads the whole file. Never fails: what can't be read becomes a problem or a skipped row.
    fn read(&self, content: Content<'_>, name: &str, into: &mut Reading<'_>);
}

/// What a format is, for the list `dossier sources`.
#[derive(Debug, Clone, Copy)]
pub struct Card {
    /// Stable id, e.g. `alipay_bill`; name and how-to are catalogue entries `source.<id>` and `source.<id>.get`.
    pub id: &'static str,
    /// Whose export it is.
    pub platform: Platform,
    /// Kinds of record it yields.
    pub yields: &'static [Kind],
    /// Variants it reads, e.g. `web`, `app_v1`, `app_v2`.
    pub variants: &'static [&'static str],
    /// How well it is known.
    pub status: Status,
}

/// How well a format is known to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Checked against real published samples.
    Sampled,
    /// Written from descriptions that agree; no real file seen.
    Described,
}

/// The answer to "is it yours?".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognition {
    /// Not this format.
    No,
    /// Could be; the reason is shown.
    Perhaps(Why),
    /// It is; the reason is shown.
    Yes(Why),
    /// A file that is easily confused with this format: `found` names it (catalogue entry `wrong_export.<found>`).
    Lookalike {
        /// Id of what it is.
        found: &'static str,
    },
}

/// Which variant, and the mark that gave it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// One of [`Card::variants`].
    pub variant: &'static str,
    /// What was seen, e.g. the header cells `交易时间, 交易分类, 交易对方` or the shape of a chat line and on how many it fits;
    /// from our own lists and counts, in no language of ours, never cell contents.
    pub mark: String,
}

/// The beginning of a file, prepared once for all sources.
#[derive(Debug, Default)]
pub struct Peek {
    /// Path inside the archive.
    pub name: String,
    /// The first bytes as they are: 64 KiB, and more where one row is longer.
    pub bytes: Vec<u8>,
    /// The same decoded, BOM stripped, last broken line dropped; `None` for binary files and spreadsheets.
    pub text: Option<String>,
    /// The shape of its first MiB, where it is JSON.
    pub json: Option<json::Shape>,
    /// What it is refused for where no source knows it.
    pub fault: Option<crate::error::Error>,
    /// First 60 rows of each sheet, for spreadsheets (trimmed cells).
    pub sheets: Vec<Vec<Vec<String>>>,
}

/// A file's content, prepared for reading.
pub enum Content<'a> {
    /// Decoded to UTF-8 as it streams, BOM stripped.
    Text(Box<dyn BufRead + 'a>),
    /// A spreadsheet, held in memory under [`crate::archive::Limits::held_bytes`].
    Workbook(Vec<u8>),
}
