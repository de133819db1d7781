//! What the columns of an unknown table could be: by their names, and by what stands in them.

use super::{DateOrder, Mapping, Role};
use crate::record::{Currency, Kind};
use crate::source::table::split_line;
use crate::source::{Peek, amount, cells, date, json};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Rows shown to the person.
const PREVIEW: usize = 5;
/// Rows looked at.
const ROWS: usize = 50;
/// A table has so many columns, and so many rows.
const COLUMNS: usize = 3;
const LEAST: usize = 2;

/// A column of an unknown table. What stands in it is shown to the person and kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it could be.
    pub role: Option<Role>,
    /// Its first cells.
    pub cells: Vec<String>,
}

/// A proposal: a mapping and what it was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// As a mapping.
    pub mapping: Mapping,
    /// The columns with some of their cells.
    pub columns: Vec<Column>,
}

/// Words that name a column, by role.
static WORDS: LazyLock<HashMap<String, Vec<String>>> =
    LazyLock::new(|| toml::from_str(include_str!("../../../data/columns.toml")).unwrap_or_default());

/// A table as it was found.
struct Found {
    place: String,
    names: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// What could be read from a file that no source knows; `None` where it shows no table.
pub fn propose(peek: &Peek) -> Option<Proposal> {
    let found = in_json(peek).or_else(|| in_sheets(peek)).or_else(|| in_text(peek))?;
    let column = |at: usize| -> Vec<&str> {
        found.rows.iter().filter_map(|r| r.get(at)).map(|c| cells::clean(c)).filter(|c| !c.is_empty()).collect()
    };
    let mut taken: Vec<Role> = Vec::new();
    let mut ranked: Vec<(u32, usize, Role)> = Vec::new();
    for (at, name) in found.names.iter().enumerate() {
        let cells = column(at);
        ranked.extend(Role::ALL.into_iter().filter_map(|role| Some((fit(role, name, &cells)?, at, role))));
    }
    ranked.sort_by_key(|(fit, at, role)| (std::cmp::Reverse(*fit), *at, *role));
    let mut roles: Vec<Option<Role>> = vec![None; found.names.len()];
    for (_, at, role) in ranked {
        if let Some(free @ None) = roles.get_mut(at)
            && !taken.contains(&role)
        {
            *free = Some(role);
            taken.push(role);
        }
    }
    // One signed column beside two for in and out says the same twice.
    if taken.contains(&Role::Income) && taken.contains(&Role::Outgo) {
        roles.iter_mut().filter(|r| **r == Some(Role::Amount)).for_each(|r| *r = None);
    }
    let makes = makes(&taken);
    let times = roles.iter().position(|r| *r == Some(Role::Time)).map(column).unwrap_or_default();
    let amounts = roles.iter().position(|r| matches!(r, Some(Role::Amount | Role::Outgo))).map(column).unwrap_or_default();
    let mapping = Mapping {
        place: found.place.clone(),
        makes,
        columns: found.names.iter().cloned().zip(roles.iter().copied()).collect(),
        dates: order(&times),
        currency: currency(&amounts, &found.names),
    };
    let columns = found.names.iter().zip(roles).enumerate();
    let columns = columns.map(|(at, (name, role))| Column {
        name: name.clone(),
        role,
        cells: found.rows.iter().take(PREVIEW).map(|r| r.get(at).map(|c| cells::clean(c).to_owned()).unwrap_or_default()).collect(),
    });
    Some(Proposal { columns: columns.collect(), mapping })
}

/// How well a column fits a role: its name (whole 8, at the beginning 4), and whether its cells can be that.
fn fit(role: Role, name: &str, cells: &[&str]) -> Option<u32> {
    let low = cells::clean(name).to_lowercase();
    let low = low.split(['(', '（']).next().unwrap_or_default().trim();
    let words = WORDS.get(role.id()).map(Vec::as_slice).unwrap_or_default();
    let named = if words.iter().any(|w| w == low) {
        8
    } else if words.iter().any(|w| low.starts_with(w.as_str()) || (!w.is_ascii() && low.contains(w.as_str()))) {
        4
    } else {
        0
    };
    let share = |can: fn(&str) -> bool| cells.iter().filter(|c| can(c)).count() * 10 / cells.len().max(1);
    let can = match role {
        Role::Time => share(is_time),
        Role::Amount | Role::Income | Role::Outgo | Role::Quantity => share(|c| amount::minor(c).is_some()),
        _ => 10,
    };
    let money = share(|c| amount::minor(c).is_some() && c.contains(['.', ',', '¥', '￥', '$', '€', '£']));
    match role {
        _ if can < 8 && !cells.is_empty() => None,
        Role::Time if !cells.is_empty() => Some(named + 6),
        Role::Amount if money >= 8 => Some(named + 3),
        _ => (named > 0).then_some(named),
    }
}

/// Whether a cell can be read as a day or a time.
pub fn is_time(cell: &str) -> bool {
    // A bare number is a time only as seconds or milliseconds since 1970.
    let epoch = cell.parse::<i64>().ok().filter(|n| *n > 900_000_000).and_then(date::epoch).is_some();
    let plain =
        cell.parse::<f64>().is_err() && (date::iso(cell).is_some() || date::day_first(cell).is_some() || date::month_first(cell).is_some());
    epoch || plain
}

fn makes(taken: &[Role]) -> Kind {
    let has = |role| taken.contains(&role);
    if has(Role::Text) && has(Role::Sender) && !has(Role::Amount) {
        Kind::Message
    } else if has(Role::Title) && (has(Role::Quantity) || has(Role::Address)) {
        Kind::Purchase
    } else {
        Kind::Payment
    }
}

/// The order of dates that fits most cells; of equals the one with the day first, which most of the world writes.
fn order(cells: &[&str]) -> DateOrder {
    let fits = |read: fn(&str) -> bool| cells.iter().filter(|c| read(c)).count();
    let year = fits(|c| date::iso(c).is_some() || c.parse::<i64>().is_ok());
    let day = fits(|c| date::day_first(c).is_some());
    let month = fits(|c| date::month_first(c).is_some());
    match () {
        () if year >= day && year >= month => DateOrder::YearFirst,
        () if day >= month => DateOrder::DayFirst,
        () => DateOrder::MonthFirst,
    }
}

/// The money that signs or a column's name give away.
fn currency(cells: &[&str], names: &[String]) -> Option<Currency> {
    const SIGNS: [(&str, &str); 6] = [("¥", "CNY"), ("￥", "CNY"), ("元", "CNY"), ("€", "EUR"), ("£", "GBP"), ("$", "USD")];
    let sign = SIGNS.iter().find(|(sign, _)| cells.iter().any(|c| c.contains(sign)) || names.iter().any(|n| n.contains(sign)));
    let code = || {
        names
            .iter()
            .flat_map(|n| n.split(|c: char| !c.is_ascii_alphabetic()))
            .find(|w| ["CNY", "EUR", "USD", "GBP", "HKD", "JPY"].contains(w))
    };
    Currency::new(sign.map(|(_, code)| *code).or_else(code)?)
}

/// The first row that looks like a header: several names, no date and no amount among them, and rows of its width below.
pub fn header(rows: &[Vec<String>]) -> Option<usize> {
    let filled = |row: &Vec<String>| row.iter().filter(|c| !cells::clean(c).is_empty()).count();
    (0..rows.len()).find(|at| {
        let Some(row) = rows.get(*at) else { return false };
        let names = row.iter().map(|c| cells::clean(c)).filter(|c| !c.is_empty());
        let plain = names.clone().all(|c| !is_time(c) && amount::minor(c).is_none() && c.chars().count() <= 60);
        let below = rows.iter().skip(at + 1).take(ROWS).filter(|r| !cells::clean(&r.join("")).is_empty());
        let wide = below.clone().filter(|r| r.len() + 1 >= row.len() && filled(r) * 2 >= filled(row)).count();
        let values = below.flatten().any(|c| is_time(cells::clean(c)) || amount::minor(cells::clean(c)).is_some());
        plain && filled(row) >= COLUMNS && wide >= LEAST.min(rows.len() - at - 1).max(1) && values
    })
}

fn table(rows: Vec<Vec<String>>) -> Option<Found> {
    let at = header(&rows)?;
    let names = rows.get(at)?.iter().map(|c| cells::clean(c).to_owned()).collect::<Vec<_>>();
    let used = names.iter().rposition(|n| !n.is_empty())? + 1;
    let names = names.into_iter().take(used).collect();
    Some(Found { place: String::new(), names, rows: rows.into_iter().skip(at + 1).take(ROWS).collect() })
}

fn in_sheets(peek: &Peek) -> Option<Found> {
    peek.sheets.iter().find_map(|rows| table(rows.clone()))
}

/// The first lines of a text as cells.
pub fn cells_by(text: &str, separator: char) -> Vec<Vec<String>> {
    text.lines().take(ROWS + 10).map(|l| split_line(l, separator)).collect()
}

fn in_text(peek: &Peek) -> Option<Found> {
    let text = peek.text.as_ref().filter(|_| peek.json.is_none())?;
    let by = |separator: char| table(cells_by(text, separator));
    [',', '\t', ';'].into_iter().filter_map(by).max_by_key(|found| found.names.len())
}

fn in_json(peek: &Peek) -> Option<Found> {
    let shape = peek.json.as_ref()?;
    let (place, keys) = json::widest_list(shape)?;
    let mut rows = Vec::new();
    json::sample(peek.text.as_deref()?, &place, ROWS, |value| {
        rows.push(keys.iter().map(|k| value.text(k).map(|t| t.into_owned()).unwrap_or_default()).collect());
    });
    (keys.len() >= COLUMNS && !rows.is_empty()).then_some(Found { place, names: keys, rows })
}
