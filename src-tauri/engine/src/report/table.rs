//! Tables that no source knows, as the window shows them: what each column is taken for, and the words to say otherwise.

use crate::phrase::{Phrase, Said};
use crate::reader::{Mapping, Proposal};
use crate::record::Kind;
use crate::source::mapped::{DateOrder, Role};
use serde::Serialize;
#[cfg(test)]
use ts_rs::TS;

/// A table, and what it is taken for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Table {
    /// Its columns, in order.
    pub columns: Vec<TableColumn>,
    /// What a row becomes: `payment`, `purchase` or `message`.
    pub makes: String,
    /// The order of day and month.
    pub dates: DateOrder,
    /// ISO code of the money where no column says it.
    pub currency: Option<String>,
    /// Whether the person said so; else it is proposed, and not read.
    pub said: bool,
}

/// A column of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct TableColumn {
    /// As the file calls it.
    pub name: String,
    /// What it is taken for.
    pub role: Option<Role>,
    /// Its first cells.
    pub cells: Vec<String>,
}

/// What can be said of a table, in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct TableWords {
    /// What a column can be.
    pub roles: Vec<RoleName>,
    /// What a row can become.
    pub makes: Vec<MakesName>,
    /// How dates can stand.
    pub dates: Vec<DatesName>,
}

/// A role and its name.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct RoleName {
    /// Stable id.
    pub id: Role,
    /// Its name.
    pub name: Said,
}

/// What a row can become.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct MakesName {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub name: Said,
    /// It can't do without one role of each of these.
    pub wants: Vec<Vec<Role>>,
}

/// An order of dates.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct DatesName {
    /// Stable id.
    pub id: DateOrder,
    /// Its name.
    pub name: Said,
}

impl Table {
    /// The table, taken as proposed, or as the person `said`.
    pub fn of(proposal: &Proposal, said: Option<&Mapping>) -> Table {
        let taken = said.unwrap_or(&proposal.mapping);
        let columns = proposal.columns.iter().zip(&taken.columns);
        Table {
            columns: columns
                .map(|(column, (_, role))| TableColumn { name: column.name.clone(), role: *role, cells: column.cells.clone() })
                .collect(),
            makes: taken.makes.id().to_owned(),
            dates: taken.dates,
            currency: taken.currency.map(|c| c.code().to_owned()),
            said: said.is_some(),
        }
    }
}

/// The words.
pub fn words() -> TableWords {
    let named = |id: String| Phrase::new(id).said();
    TableWords {
        roles: Role::ALL.into_iter().map(|id| RoleName { id, name: named(format!("role.{}", id.id())) }).collect(),
        makes: Mapping::MAKES.into_iter().map(makes).collect(),
        dates: DateOrder::ALL.into_iter().map(|id| DatesName { id, name: named(format!("date_order.{}", id.id())) }).collect(),
    }
}

fn makes(kind: Kind) -> MakesName {
    let wants = std::iter::once(vec![Role::Time]).chain(Mapping::wants(kind).iter().map(|any| any.to_vec()));
    MakesName { id: kind.id().to_owned(), name: Phrase::new(format!("makes.{}", kind.id())).said(), wants: wants.collect() }
}
