//! The kinds of fact a record can hold. Only kinds that a source yields exist.

use super::{Amount, Moment};
use serde::{Deserialize, Serialize};

/// What a record says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// One line of an order.
    Purchase(Purchase),
    /// One movement of money.
    Payment(Payment),
    /// One line of a chat, system notices included.
    Message(Message),
    /// Something an export states about its owner.
    Profile(Profile),
}

/// The kind of a fact, without the fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// See [`Purchase`].
    Purchase,
    /// See [`Payment`].
    Payment,
    /// See [`Message`].
    Message,
    /// See [`Profile`].
    Profile,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 4] = [Kind::Purchase, Kind::Payment, Kind::Message, Kind::Profile];

    /// Stable id, e.g. `purchase`; words are the catalogue entry `kind.<id>`.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Purchase => "purchase",
            Kind::Payment => "payment",
            Kind::Message => "message",
            Kind::Profile => "profile",
        }
    }

    /// The kind with this id.
    pub fn from_id(id: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.id() == id)
    }
}

impl Fact {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Fact::Purchase(_) => Kind::Purchase,
            Fact::Payment(_) => Kind::Payment,
            Fact::Message(_) => Kind::Message,
            Fact::Profile(_) => Kind::Profile,
        }
    }

    /// When it happened; `None` where the row gives no time (profiles).
    pub fn time(&self) -> Option<Moment> {
        match self {
            Fact::Purchase(p) => p.time,
            Fact::Payment(p) => Some(p.time),
            Fact::Message(m) => Some(m.time),
            Fact::Profile(_) => None,
        }
    }

    /// The other side: seller, counterparty or sender.
    pub fn party(&self) -> Option<&str> {
        match self {
            Fact::Purchase(p) => p.seller.as_deref(),
            Fact::Payment(p) => p.counterparty.as_deref(),
            Fact::Message(m) => m.sender.as_deref(),
            Fact::Profile(_) => None,
        }
    }
}

/// How far a purchase or payment got, as the platform states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Paid, or paid and held in escrow (等待确认收货).
    Done,
    /// Never paid, or called off: no money moved.
    Cancelled,
    /// Closed after payment: paid and given back (交易关闭 with 支出).
    Closed,
    /// Paid; part or all of it came back.
    Refunded,
    /// Placed, not yet charged (先享后付, 冻结).
    Pending,
    /// A word we don't know: kept, not counted.
    Unknown,
}

impl Status {
    /// All of them.
    pub const ALL: [Status; 6] = [Status::Done, Status::Cancelled, Status::Closed, Status::Refunded, Status::Pending, Status::Unknown];

    /// Stable id; words are the catalogue entry `status.<id>`.
    pub fn id(self) -> &'static str {
        match self {
            Status::Done => "done",
            Status::Cancelled => "cancelled",
            Status::Closed => "closed",
            Status::Refunded => "refunded",
            Status::Pending => "pending",
            Status::Unknown => "unknown",
        }
    }
}

/// One line of an order (one product). The total of an order stands on its first line only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Purchase {
    /// When it was ordered; `None` where a damaged row lacks it.
    pub time: Option<Moment>,
    /// The platform's order number, as text.
    pub order_id: Option<String>,
    /// Product title as printed.
    pub title: String,
    /// Size, colour, model as printed (型号款式).
    pub variant: Option<String>,
    /// The platform's own category, where it prints one.
    pub category_label: Option<String>,
    /// The platform's own number for the product (ASIN, item id).
    pub item_id: Option<String>,
    /// Pieces; 0 on cancelled Amazon rows.
    pub quantity: u32,
    /// Price of one piece.
    pub unit_price: Option<Amount>,
    /// What was paid for this line; for formats that print a total per order only, that total on the first line and `None` on the rest.
    pub paid: Option<Amount>,
    /// Shop.
    pub seller: Option<String>,
    /// Marketplace such as `Amazon.de`: decides the account's zone.
    pub marketplace: Option<String>,
    /// Who it was sent to, where printed.
    pub recipient: Option<Recipient>,
    /// A gift message of the giver's own (not "Ship in Amazon packaging selected").
    pub gift: Option<String>,
    /// Payment instrument as printed.
    pub method: Option<String>,
    /// How far it got.
    pub status: Status,
}

/// Where a parcel went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Name, where the format keeps it apart.
    pub name: Option<String>,
    /// Phone, where the format keeps it apart.
    pub phone: Option<String>,
    /// The address string as printed, without the name where the format lets it be told apart.
    pub address: String,
}

/// Which way money went, seen from the owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Received.
    In,
    /// Spent or sent.
    Out,
    /// Neither: own accounts, repayments, holds (不计收支, `/`).
    Neutral,
}

/// What sort of movement a payment is, by the rules of its format (formats/payments).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentKind {
    /// To a shop or service.
    Merchant,
    /// Between people.
    Transfer,
    /// Red packet.
    RedPacket,
    /// Money that came back for an earlier payment.
    Refund,
    /// Into a wallet from an own bank account.
    TopUp,
    /// From a wallet to an own bank account.
    Withdraw,
    /// Between an own balance and an own savings product or fund.
    Savings,
    /// Of a credit card, 花呗, 白条, 美团月付, a loan.
    Repayment,
    /// Interest or yield (余额宝收益).
    Interest,
    /// Paid for, or by, family (亲情卡, 亲属卡, 亲友代付).
    Family,
    /// A hold that is not a charge (先享后付, 冻结).
    Hold,
    /// A type we don't know.
    Other,
}

/// One movement of money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Payment {
    /// When.
    pub time: Moment,
    /// Which way, by the format's own rules.
    pub direction: Direction,
    /// The direction cell as printed (`支出`, `不计收支`, `/`, or empty).
    pub direction_label: String,
    /// Gross, never negative.
    pub amount: Amount,
    /// Part of it that was given back, where the row says so (JD `448.32(已退款70.48)`).
    pub refunded: Option<Amount>,
    /// What sort of movement.
    pub kind: PaymentKind,
    /// The other side as printed; `None` for `/` and empty.
    pub counterparty: Option<String>,
    /// The other side's account as printed, usually masked.
    pub counterparty_account: Option<String>,
    /// What it was for (商品说明, 商品, 交易说明, 订单标题).
    pub title: Option<String>,
    /// The platform's own category or type (交易分类, 交易类型).
    pub category_label: Option<String>,
    /// Where the money came from or went to (花呗, 零钱, 招商银行(1234)).
    pub method: Option<String>,
    /// The status cell, interpreted.
    pub status: Status,
    /// The platform's own number, as text.
    pub order_id: Option<String>,
    /// The merchant's number, as text: the best key for joining shop and wallet.
    pub merchant_order_id: Option<String>,
    /// Remark column.
    pub note: Option<String>,
}

/// What a chat line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// Words.
    Text,
    /// Picture, video, voice, sticker, document or another attachment, omitted or named.
    Media,
    /// A shared place.
    Location,
    /// Voice or video call, missed or not.
    Call,
    /// A poll.
    Poll,
    /// A shared contact card.
    Contact,
    /// Taken back by its sender.
    Deleted,
    /// The app speaking.
    System,
}

/// One line of a chat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// When.
    pub time: Moment,
    /// The chat's title as far as the export tells (often only the file name).
    pub chat: String,
    /// Who; `None` for system notices without a name.
    pub sender: Option<String>,
    /// What it is.
    pub kind: MessageKind,
    /// Words, without placeholders for media.
    pub text: Option<String>,
}

/// What an export states about its owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Which statement.
    pub field: ProfileField,
    /// As printed.
    pub value: String,
}

/// Fields that preambles and profile files print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProfileField {
    /// Real name (姓名).
    RealName,
    /// A name the person chose (微信昵称, 美团用户名, 京东账号名).
    Nickname,
    /// Login: e-mail or phone, sometimes masked (支付宝账户).
    Account,
}
