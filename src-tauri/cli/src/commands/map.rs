//! `dossier map`: what the columns of an unknown table are. Proposes, takes corrections, and writes down how it is to be read.

use super::Done;
use crate::args::Map;
use crate::intake::{inputs, passwords};
use crate::output::{failed, json, save, to_screen};
use crate::store::{Secrets, Store};
use dossier_engine::archive::Limits;
use dossier_engine::error::Error;
use dossier_engine::phrase::{Lang, Param, Phrase};
use dossier_engine::reader::{Mapping, Proposal};
use dossier_engine::record::{Currency, Kind};
use dossier_engine::report::files;
use dossier_engine::source::mapped::{DateOrder, Role};
use dossier_worker::Reader;
use std::fmt::Write;

/// Proposes, corrects, and keeps if asked to.
pub(crate) fn map(ask: &Map, lang: Lang) -> Done {
    let ours = |e: Error| files::failure(&e, "", None);
    let mut secrets = Secrets::new(lang, ask.passphrase_stdin);
    let mut store = ask.vault.as_deref().map(|folder| Store::open(Some(folder), &mut secrets)).transpose().map_err(ours)?;
    let (input, passwords) = (inputs(std::slice::from_ref(&ask.path)), passwords(ask.password_stdin));
    let Some(input) = input.first() else { return Err(failed("file_gone")) };
    let glances = Reader::walled_off().glance(input, &passwords, &Limits::default(), &|| false).map_err(ours)?;
    let tables: Vec<(String, Proposal)> = glances.into_iter().filter_map(|g| Some((g.path, *g.table?))).collect();
    let Some((file, proposal)) = tables.into_iter().find(|(path, _)| ask.file.as_ref().is_none_or(|f| f == path)) else {
        return Err(ours(Error::Unrecognised));
    };
    let mapping = corrected(ask, proposal.mapping.clone()).map_err(ours)?;
    if ask.json {
        to_screen(&json(&mapping));
    } else {
        to_screen(&told(&file, &proposal, &mapping, lang));
    }
    if !mapping.is_whole() {
        return Ok(1);
    }
    if let Some(out) = &ask.save {
        save(out, json(&mapping).as_bytes()).map_err(|_| failed("save_failed"))?;
    }
    if let Some(store) = &mut store {
        store.vault().remember(&mapping).map_err(ours)?;
    }
    Ok(0)
}

fn corrected(ask: &Map, mut mapping: Mapping) -> Result<Mapping, Error> {
    let bad = |option: &str| Error::BadOption { option: option.to_owned() };
    for said in &ask.column {
        let (name, role) = said.rsplit_once('=').ok_or_else(|| bad("--column"))?;
        let role = if role == "none" { None } else { Some(Role::from_id(role).ok_or_else(|| bad("--column"))?) };
        mapping.columns.iter_mut().filter(|(_, r)| r.is_some() && *r == role).for_each(|(_, r)| *r = None);
        let column = mapping.columns.iter_mut().find(|(known, _)| known == name).ok_or_else(|| bad("--column"))?;
        column.1 = role;
    }
    if let Some(makes) = &ask.makes {
        let known = Kind::from_id(makes).filter(|k| matches!(k, Kind::Payment | Kind::Purchase | Kind::Message));
        mapping.makes = known.ok_or_else(|| bad("--makes"))?;
    }
    if let Some(order) = &ask.dates {
        let known = [DateOrder::YearFirst, DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().find(|o| o.id() == order);
        mapping.dates = known.ok_or_else(|| bad("--dates"))?;
    }
    if let Some(code) = &ask.currency {
        mapping.currency = Some(Currency::new(code).ok_or_else(|| bad("--currency"))?);
    }
    Ok(mapping)
}

fn told(file: &str, proposal: &Proposal, mapping: &Mapping, lang: Lang) -> String {
    let kind = Param::Word(format!("kind.{}", mapping.makes.id()));
    let mut text = format!("{}\n", Phrase::new("table.unknown").with("file", Param::Text(file.to_owned())).with("kind", kind).say(lang));
    for (column, (name, role)) in proposal.columns.iter().zip(&mapping.columns) {
        let role = Param::Word(format!("role.{}", role.map_or("none", Role::id)));
        let cells = Param::Text(column.cells.iter().filter(|c| !c.is_empty()).take(3).cloned().collect::<Vec<_>>().join(" · "));
        let line = Phrase::new("table.column").with("column", Param::Text(name.clone())).with("role", role).with("cells", cells);
        let _ = writeln!(text, "  {}", line.say(lang));
    }
    let order = Phrase::new(format!("date_order.{}", mapping.dates.id())).say(lang);
    let _ = writeln!(text, "  {order}{}", mapping.currency.map(|c| format!(" · {}", c.code())).unwrap_or_default());
    if !mapping.is_whole() {
        let wanted = Mapping::wants(mapping.makes).iter().flat_map(|any| any.iter()).map(|r| Param::Word(format!("role.{}", r.id())));
        let _ = writeln!(text, "{}", Phrase::new("table.missing").with("roles", Param::List(wanted.collect())).say(lang));
    } else {
        let _ = writeln!(text, "{}", Phrase::new("table.how").say(lang));
        let _ = writeln!(text, "  dossier map … --save TABLE.json && dossier inspect … --mapping TABLE.json");
    }
    text
}
