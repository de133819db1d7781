//! Sources: the formats we can read. One format, one file, one line in [`ALL`].
//!
//! A source recognises by content and says why; reading yields records *and* problems and never fails whole.
//! Most formats are tables: see [`table`] for the declarative reader, the normal way to write a source.

mod aliexpress_inventory;
mod alipay_bill;
mod amazon;
mod amazon_orders;
pub mod amount;
mod apple_games;
mod apple_music;
mod apple_places;
mod bank_cn;
mod bank_statement_csv;
mod bill;
mod bmo;
mod camt;
mod cash_app;
pub mod cells;
mod chat;
mod chatlab;
mod chatlog;
mod clock;
pub mod date;
mod day_month;
mod discord;
mod eleme_orders;
mod google_access_log;
mod google_account;
mod google_activity;
mod google_chat;
mod google_chrome;
mod google_lists;
mod google_pay;
mod google_places;
mod google_play;
mod google_profile;
mod google_timeline;
mod imessage;
mod jd_bill;
mod jd_json;
mod jd_scripts;
pub mod json;
mod kakaotalk;
mod line;
pub mod lines;
pub mod mapped;
mod marks;
mod markup;
mod meituan_bill;
mod memotrace;
mod meta;
mod monzo;
mod mt940;
mod n26;
mod netflix;
mod ofx;
pub mod page;
mod paypal;
pub mod peek;
mod pinduoduo_json;
mod pywxdump;
mod qce;
mod qif;
mod qq;
mod reading;
mod revolut;
mod shape;
mod shop;
mod siblings;
mod signal_export;
mod slack;
mod snapchat;
mod spotify;
mod statement;
pub mod table;
mod tags;
mod taobao_orders;
mod taobao_scripts;
mod taobao_web_json;
mod td;
mod telegram;
pub mod text;
mod tiktok;
mod uber;
mod unread;
mod venmo;
mod wechat;
mod wechat_pay_bill;
mod weflow;
mod weibo;
mod whatsapp;
mod wise;
mod x_archive;

pub(crate) use google_timeline::SETTINGS;
pub use marks::{Marked, Marks};
pub use peek::recognise;
pub use reading::{FileReport, Found, Keep, Reading, Reconciled, Skipped, Total};
pub use siblings::Siblings;

use crate::record::{Kind, Platform};
use std::io::BufRead;

/// Every format we can read. More specific first: the first `Yes` wins, a lone `Perhaps` is taken with its doubt shown.
pub static ALL: &[&dyn Source] = &[
    &alipay_bill::SOURCE,
    &wechat_pay_bill::SOURCE,
    &meituan_bill::SOURCE,
    &jd_bill::SOURCE,
    &taobao_orders::SOURCE,
    &taobao_scripts::SOURCE,
    &taobao_web_json::SOURCE,
    &jd_scripts::SOURCE,
    &jd_json::SOURCE,
    &eleme_orders::SOURCE,
    &pinduoduo_json::SOURCE,
    &aliexpress_inventory::SOURCE,
    &amazon_orders::SOURCE,
    &amazon::audiences::SOURCE,
    &amazon::searches::SOURCE,
    &amazon::returns::SOURCE,
    &amazon::digital::SOURCE,
    &amazon::prime_video::SOURCE,
    &amazon::audible::SOURCE,
    &amazon::kindle::SOURCE,
    &amazon::lists::SOURCE,
    &amazon::wishlist::SOURCE,
    &amazon::settings::SOURCE,
    &amazon::feedback::SOURCE,
    &amazon::logins::SOURCE,
    &amazon::order_report::SOURCE,
    &whatsapp::SOURCE,
    &bank_statement_csv::SOURCE,
    &bank_cn::SOURCE,
    &google_timeline::SOURCE,
    &paypal::SOURCE,
    &venmo::SOURCE,
    &cash_app::SOURCE,
    &google_pay::SOURCE,
    &revolut::SOURCE,
    &wise::SOURCE,
    &n26::SOURCE,
    &monzo::SOURCE,
    &bmo::SOURCE,
    &td::SOURCE,
    &ofx::SOURCE,
    &qif::SOURCE,
    &camt::SOURCE,
    &mt940::SOURCE,
    &google_activity::SOURCE,
    &google_activity::page::SOURCE,
    &google_account::SOURCE,
    &google_access_log::SOURCE,
    &google_profile::SOURCE,
    &google_chrome::SOURCE,
    &google_play::SOURCE,
    &google_places::SOURCE,
    &google_lists::SOURCE,
    &spotify::SOURCE,
    &netflix::SOURCE,
    &uber::SOURCE,
    &apple_music::SOURCE,
    &apple_games::SOURCE,
    &apple_places::SOURCE,
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
    &telegram::SOURCE,
    &meta::thread::MESSENGER,
    &meta::thread::INSTAGRAM,
    &meta::e2ee::SOURCE,
    &meta::page::SOURCE,
    &meta::instagram::SOURCE,
    &meta::facebook::SOURCE,
    &discord::PACKAGE,
    &discord::PACKAGE_TABLE,
    &discord::EXPORTER,
    &discord::EXPORTER_TABLE,
    &x_archive::SOURCE,
    &tiktok::SOURCE,
    &snapchat::SOURCE,
    &google_chat::SOURCE,
    &kakaotalk::SOURCE,
    &slack::SOURCE,
    &signal_export::TEXT,
    &signal_export::JSON,
    &imessage::SOURCE,
    &line::SOURCE,
];

/// A format.
pub trait Source: Marked + Sync {
    /// What it is.
    fn card(&self) -> &'static Card;

    /// Whether this file is one, judged from its beginning.
    fn recognise(&self, peek: &Peek) -> Recognition;

    /// Whose export this very file is: of interchange formats, which carry many platforms, the file says so itself.
    fn platform(&self, _peek: &Peek) -> Platform {
        self.card().platform
    }

    /// Whether a file of it may leave open what others beside it in the archive decide.
    fn asks_siblings(&self) -> bool {
        false
    }

    /// Takes from a file what others beside it may need, and no row.
    fn hear(&self, _content: Content<'_>, _siblings: &mut Siblings) {}

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

impl Recognition {
    /// Why, if it is or could be.
    pub fn why(self) -> Option<Why> {
        match self {
            Recognition::Yes(why) | Recognition::Perhaps(why) => Some(why),
            Recognition::No | Recognition::Lookalike { .. } => None,
        }
    }
}

/// The card of the source with this id, of our own list or read by mapping, which yields such a variant.
pub fn card(id: &str, variant: &str) -> Option<&'static Card> {
    let own = ALL.iter().map(|s| s.card()).find(|card| card.id == id);
    own.or_else(|| mapped::card(id, variant)).filter(|card| card.variants.contains(&variant))
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

impl Peek {
    /// Whether there is nothing in the file: blanks, or a list without entries, as `[]` or X's `window.YTD.block.part0 = [ ]`.
    pub fn says_nothing(&self) -> bool {
        const LONGEST: usize = 256;
        let bytes = self.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.bytes);
        let Some(text) = Some(bytes).filter(|b| b.len() < LONGEST).and_then(|b| std::str::from_utf8(b).ok()) else { return false };
        let list = text.trim().strip_prefix("window.YTD.").and_then(|rest| Some(rest.split_once('=')?.1)).unwrap_or(text);
        let said: String = list.chars().filter(|c| !c.is_whitespace()).collect();
        ["", "[]", "{}", "null"].contains(&said.as_str())
    }
}

/// A file's content, prepared for reading.
pub enum Content<'a> {
    /// Decoded to UTF-8 as it streams, BOM stripped.
    Text(Box<dyn BufRead + 'a>),
    /// A spreadsheet, held in memory under [`crate::archive::Limits::held_bytes`].
    Workbook(Vec<u8>),
}
