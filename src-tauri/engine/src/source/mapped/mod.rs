//! Tables that no source knows: what their columns are, the person says. A [`Mapping`] is that saying; it is proposed from names and
//! values ([`propose`]), corrected, and kept. From then on the same header is recognised like any other format.
//!
//! # Traps
//! A column that looks like a date may hold order numbers; day and month may be swapped; money may stand in one signed column, in two,
//! or in one beside a word for its direction. Nothing is guessed silently: what was not confirmed is not read.

mod fact;
mod json;
mod propose;

pub use propose::{Column, Proposal, cells_by, header, is_time, propose};

use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Source, Status};
use crate::record::{Currency, Fact, Kind, Platform};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

/// What a column is. Words: `role.<id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub enum Role {
    /// When.
    Time,
    /// Money, with a sign or beside a direction.
    Amount,
    /// Money that came.
    Income,
    /// Money that went.
    Outgo,
    /// Which money.
    Currency,
    /// A word or sign for which way money went.
    Direction,
    /// The other side.
    Party,
    /// The other side's account.
    Account,
    /// What it was for.
    Title,
    /// A category.
    Category,
    /// How it was paid.
    Method,
    /// How far it got.
    Status,
    /// The number of the order or transaction.
    Order,
    /// Pieces.
    Quantity,
    /// Where it was sent.
    Address,
    /// A remark.
    Note,
    /// Who wrote it.
    Sender,
    /// In which chat.
    Chat,
    /// What was written.
    Text,
}

impl Role {
    /// All of them, as a person would look for them.
    pub const ALL: [Role; 19] = [
        Role::Time,
        Role::Amount,
        Role::Income,
        Role::Outgo,
        Role::Currency,
        Role::Direction,
        Role::Party,
        Role::Account,
        Role::Title,
        Role::Category,
        Role::Method,
        Role::Status,
        Role::Order,
        Role::Quantity,
        Role::Address,
        Role::Note,
        Role::Sender,
        Role::Chat,
        Role::Text,
    ];

    /// Stable id.
    pub fn id(self) -> &'static str {
        match self {
            Role::Time => "time",
            Role::Amount => "amount",
            Role::Income => "income",
            Role::Outgo => "outgo",
            Role::Currency => "currency",
            Role::Direction => "direction",
            Role::Party => "party",
            Role::Account => "account",
            Role::Title => "title",
            Role::Category => "category",
            Role::Method => "method",
            Role::Status => "status",
            Role::Order => "order",
            Role::Quantity => "quantity",
            Role::Address => "address",
            Role::Note => "note",
            Role::Sender => "sender",
            Role::Chat => "chat",
            Role::Text => "text",
        }
    }

    /// The role with this id.
    pub fn from_id(id: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|r| r.id() == id)
    }
}

/// In which order a table writes day, month and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub enum DateOrder {
    /// Year, month, day; ISO; a spreadsheet's number; seconds since 1970.
    #[default]
    YearFirst,
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
}

impl DateOrder {
    /// All of them.
    pub const ALL: [DateOrder; 3] = [DateOrder::YearFirst, DateOrder::DayFirst, DateOrder::MonthFirst];

    /// Stable id; words: `date_order.<id>`.
    pub fn id(self) -> &'static str {
        match self {
            DateOrder::YearFirst => "year_first",
            DateOrder::DayFirst => "day_first",
            DateOrder::MonthFirst => "month_first",
        }
    }

    fn from_id(id: &str) -> DateOrder {
        match id {
            "day_first" => DateOrder::DayFirst,
            "month_first" => DateOrder::MonthFirst,
            _ => DateOrder::YearFirst,
        }
    }
}

/// What the columns of one table are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Mapping {
    /// Where its rows stand: `[]` or `data.items[]` in JSON, empty in a table.
    pub place: String,
    /// What a row becomes: payment, purchase or message.
    pub makes: Kind,
    /// Every column by name, with what it is, if anything.
    pub columns: Vec<(String, Option<Role>)>,
    /// The order of dates.
    pub dates: DateOrder,
    /// The money where no column says it.
    pub currency: Option<Currency>,
}

impl Mapping {
    /// What a row can become.
    pub const MAKES: [Kind; 3] = [Kind::Payment, Kind::Purchase, Kind::Message];

    /// Whether both speak of tables with the same columns.
    pub fn same_table(&self, other: &Mapping) -> bool {
        let names = |mapping: &'_ Mapping| mapping.columns.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        self.place == other.place && names(self) == names(other)
    }

    /// The roles a row can't do without, beside a time.
    pub fn wants(makes: Kind) -> &'static [&'static [Role]] {
        match makes {
            Kind::Message => &[&[Role::Text], &[Role::Sender]],
            Kind::Purchase => &[&[Role::Title]],
            _ => &[&[Role::Amount, Role::Income, Role::Outgo]],
        }
    }

    /// Whether nothing is missing and nothing is there twice.
    pub fn is_whole(&self) -> bool {
        let has = |role: &Role| self.column(*role).is_some();
        let once = Role::ALL.iter().all(|role| self.columns.iter().filter(|(_, r)| *r == Some(*role)).count() <= 1);
        once && has(&Role::Time) && Mapping::wants(self.makes).iter().all(|any| any.iter().any(has))
    }

    fn column(&self, role: Role) -> Option<&str> {
        self.columns.iter().find(|(_, r)| *r == Some(role)).map(|(name, _)| name.as_str())
    }

    /// What stands behind a role's id where more has to be known to read it: the order of dates, the money.
    fn manner(&self, role: Role) -> String {
        match role {
            Role::Time => format!(".{}", self.dates.id()),
            Role::Amount | Role::Income | Role::Outgo => self.currency.map(|c| format!(".{}", c.code())).unwrap_or_default(),
            _ => String::new(),
        }
    }
}

/// Id of the source that reads by mapping.
pub const ID: &str = "mapped_table";

/// The source that reads what this mapping describes. Sources live as long as the program: each mapping makes one, once.
pub fn source(mapping: &Mapping) -> &'static dyn Source {
    static MADE: LazyLock<Mutex<HashMap<Mapping, &'static dyn Source>>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    *made.entry(mapping.clone()).or_insert_with(|| if mapping.place.is_empty() { table(mapping) } else { json::source(mapping) })
}

static PAYMENTS: Card = one(&[Kind::Payment]);
static PURCHASES: Card = one(&[Kind::Purchase]);
static MESSAGES: Card = one(&[Kind::Message]);

const fn one(yields: &'static [Kind]) -> Card {
    Card { id: ID, platform: Platform::Other, yields, variants: &["payment", "purchase", "message"], status: Status::Described }
}

/// The card of this id and variant, if it is ours.
pub(super) fn card(id: &str, variant: &str) -> Option<&'static Card> {
    (id == ID).then(|| Kind::from_id(variant).map(card_of)).flatten()
}

fn card_of(makes: Kind) -> &'static Card {
    match makes {
        Kind::Purchase => &PURCHASES,
        Kind::Message => &MESSAGES,
        _ => &PAYMENTS,
    }
}

/// A table whose columns are called by their roles and manners.
fn table(mapping: &Mapping) -> &'static dyn Source {
    let mut renamed: Vec<(&'static str, &'static str)> = Vec::new();
    let mut optional: Vec<&'static str> = Vec::new();
    for (name, role) in &mapping.columns {
        let name: &'static str = name.clone().leak();
        match role {
            Some(role) => renamed.push((name, format!("{}{}", role.id(), mapping.manner(*role)).leak())),
            None => optional.push(name),
        }
    }
    let header: Vec<&'static str> = renamed.iter().map(|(_, ours)| *ours).collect();
    let dialect =
        Dialect { variant: mapping.makes.id(), header: header.leak(), optional: optional.leak(), renamed: renamed.leak(), ..Dialect::NONE };
    let row: RowOf = |row, (), into| {
        let say = |role: Role| row.called(role.id()).map(|(manner, cell)| (manner, Cow::Borrowed(cell)));
        fact::of(row.variant(), &say, row.spot(), into)
    };
    let table: Table<()> = Table { card: card_of(mapping.makes), dialects: vec![dialect].leak(), row, ..Table::NONE };
    Box::leak(Box::new(table))
}

type RowOf = fn(&Row<'_>, &mut (), &mut Reading<'_>) -> Result<Fact, Skip>;

#[cfg(test)]
mod tests;
