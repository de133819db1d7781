//! Records: normalised facts, each with its origin. Plain serde types, so that reading can run elsewhere and stream them.

mod fact;
mod money;
mod origin;

pub use fact::{Direction, Fact, Kind, Message, MessageKind, Payment, PaymentKind, Profile, ProfileField, Purchase, Recipient, Status};
pub use money::{Amount, Currency, decimal};
pub use origin::{ArchiveId, Origin, Spot};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// One fact and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The row it came from.
    pub origin: Origin,
    /// Whose platform handed it out.
    pub platform: Platform,
    /// Id of the source that read it.
    pub source: String,
    /// What it says.
    pub fact: Fact,
}

/// The company whose export this is. Observers see by platform, not by file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Platform {
    /// 支付宝
    Alipay,
    /// 微信支付
    WechatPay,
    /// 京东
    Jd,
    /// 美团
    Meituan,
    /// 淘宝、天猫
    Taobao,
    /// Amazon
    Amazon,
    /// WhatsApp
    Whatsapp,
}

impl Platform {
    /// All of them, in the order they are listed.
    pub const ALL: [Platform; 7] =
        [Platform::Alipay, Platform::WechatPay, Platform::Jd, Platform::Meituan, Platform::Taobao, Platform::Amazon, Platform::Whatsapp];

    /// Stable id, e.g. `wechat_pay`; words are the catalogue entry `platform.<id>`.
    pub fn id(self) -> &'static str {
        match self {
            Platform::Alipay => "alipay",
            Platform::WechatPay => "wechat_pay",
            Platform::Jd => "jd",
            Platform::Meituan => "meituan",
            Platform::Taobao => "taobao",
            Platform::Amazon => "amazon",
            Platform::Whatsapp => "whatsapp",
        }
    }

    /// The platform with this id.
    pub fn from_id(id: &str) -> Option<Platform> {
        Platform::ALL.into_iter().find(|p| p.id() == id)
    }
}

/// A time as the file gives it: the wall clock it prints and what that clock is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// As printed.
    pub wall: NaiveDateTime,
    /// Which clock printed it.
    pub zone: Zone,
}

/// The clock behind a printed time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// Beijing time, as every mainland bill (formats/payments §0.5).
    China,
    /// Stated as UTC; the View turns it into the account's zone (see [`Purchase::marketplace`]).
    Utc,
    /// The exporting device's local time; not stated.
    Device,
}

impl Record {
    /// The same record as one sees it who knows who, when and how much, but not what: title, note, text, goods and address left out.
    pub(crate) fn bare(&self) -> Record {
        let mut bare = self.clone();
        match &mut bare.fact {
            Fact::Purchase(p) => {
                p.title.clear();
                (p.variant, p.category_label, p.item_id, p.recipient, p.gift) = (None, None, None, None, None);
            }
            Fact::Payment(p) => (p.title, p.category_label, p.note) = (None, None, None),
            Fact::Message(m) => m.text = None,
            Fact::Profile(_) => {}
        }
        bare
    }
}
