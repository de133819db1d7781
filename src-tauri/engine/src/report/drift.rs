//! Descriptions of unknown files in words: what is shown is all there is, and what a person may attach to a report.

use crate::drift::{Drift, Kind, Looks, Near};
use crate::phrase::{Lang, Param, Phrase, Said};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The whole description, and what can be done with it.
pub fn render(drifts: &[Drift], lang: Lang) -> String {
    let body = body(drifts, lang);
    if drifts.is_empty() { body } else { format!("{body}\n{}\n", Phrase::new("drift.attach").say(lang)) }
}

/// The whole description in both languages, for the window.
pub fn said(drifts: &[Drift]) -> Said {
    Said { en: body(drifts, Lang::En), zh_cn: body(drifts, Lang::ZhCn) }
}

fn body(drifts: &[Drift], lang: Lang) -> String {
    let lead = if drifts.is_empty() { "drift.none" } else { "drift.lead" };
    let mut out = format!("{}\n", Phrase::new(lead).say(lang));
    drifts.iter().for_each(|drift| one(&mut out, drift, lang));
    out
}

fn one(out: &mut String, drift: &Drift, lang: Lang) {
    let id = match &drift.looks {
        Looks::Json(_) => "drift.looks.json",
        Looks::Table(_) => "drift.looks.table",
        Looks::Page(_) => "drift.looks.page",
        Looks::Text(_) => "drift.looks.text",
        Looks::Binary => "drift.looks.binary",
    };
    let looked = Phrase::new("drift.looked").with("n", Param::Count(drift.bytes)).say(lang);
    let _ = writeln!(out, "\n#{} {}\n  {} · {looked}", drift.number, drift.file, Phrase::new(id).say(lang));
    for near in &drift.near {
        let _ = writeln!(out, "  {}", nearness(near).say(lang));
    }
    if drift.near.is_empty() {
        let _ = writeln!(out, "  {}", Phrase::new("drift.near_none").say(lang));
    }
    match &drift.looks {
        Looks::Json(places) => {
            for p in places {
                let name = if p.place.is_empty() { Phrase::new("drift.whole").say(lang) } else { p.place.clone() };
                let longest = Phrase::new("drift.longest").with("n", Param::Count(p.longest));
                let longest = if p.longest > 0 { format!(" ({})", longest.say(lang)) } else { String::new() };
                let _ = writeln!(out, "    {name}  {}{longest}", kinds(&p.kinds, lang));
            }
        }
        Looks::Table(sheets) => {
            for sheet in sheets {
                let rows = Phrase::new("drift.rows").with("n", Param::Count(sheet.rows)).with("above", Param::Count(sheet.above));
                let _ = writeln!(out, "    {}", rows.say(lang));
                for (n, column) in sheet.columns.iter().enumerate() {
                    let _ = writeln!(out, "    {}. {}  {}", n + 1, column.name.as_deref().unwrap_or("–"), kinds(&column.kinds, lang));
                }
            }
        }
        Looks::Page(elements) => {
            for (name, n) in elements {
                let _ = writeln!(out, "    {name} ×{n}");
            }
        }
        Looks::Text(lines) => {
            for l in lines {
                let _ = writeln!(out, "    {} ×{}", l.shape, l.count);
            }
        }
        Looks::Binary => {}
    }
    if drift.more > 0 {
        let _ = writeln!(out, "    {}", Phrase::new("drift.more").with("n", Param::Count(drift.more)).say(lang));
    }
}

fn nearness(near: &Near) -> Phrase {
    let id = if near.missing.is_empty() { "drift.near_whole" } else { "drift.near" };
    Phrase::new(id)
        .with("source", Param::Word(format!("source.{}", near.source)))
        .with("variant", Param::Word(format!("variant.{}.{}", near.source, near.variant)))
        .with("found", Param::Count(near.found))
        .with("needed", Param::Count(near.found + near.missing.len() as u64))
        .with("missing", Param::Text(near.missing.join(" · ")))
}

fn kinds(kinds: &BTreeMap<Kind, u64>, lang: Lang) -> String {
    let said = |(kind, n): (&Kind, &u64)| format!("{} ×{n}", Phrase::new(format!("drift.kind.{}", kind.id())).say(lang));
    kinds.iter().map(said).collect::<Vec<_>>().join(" · ")
}
