//! The report as text, for the terminal: headings, numbered claims, reasons with their rows, in one language.

use super::labels::printed;
use super::wire::{Claim, Failure, Observer, Report, Score, Step, Total, WireOrigin};
use crate::inference::Tier;
use crate::phrase::{Lang, Param, Phrase};
use std::fmt::Write;

/// How much to show.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// In which language.
    pub lang: Lang,
    /// Whether claims of tier T3 and T4 are shown in full instead of folded.
    pub sensitive: bool,
}

/// Origins printed per reason.
const ORIGINS: usize = 3;

/// Senders named where it is asked which one the person is.
const NAMES: usize = 12;

/// The whole report.
pub fn render(report: &Report, options: Options) -> String {
    let mut out = String::new();
    if !report.archives.is_empty() {
        files(&mut out, report, options.lang);
    }
    for observer in report.observers.iter().flatten() {
        dossier(&mut out, observer, &report.today, options);
    }
    out
}

/// What was read.
pub fn files(out: &mut String, report: &Report, lang: Lang) {
    heading(out, &word("report.files", lang), '=');
    for archive in &report.archives {
        let _ = writeln!(out, "\n{}", archive.name);
        if !archive.sha256.is_empty() {
            let _ = writeln!(out, "  {} {}", word("report.hash", lang), archive.sha256);
        }
        error(out, archive.error.as_ref(), "  ", lang);
        if let Some(parts) = &archive.parts_said {
            let _ = writeln!(out, "  {}", parts.get(lang));
        }
        for file in &archive.files {
            let name = file.source_name.as_ref().map_or("", |s| s.get(lang));
            let variant = file.variant_name.as_ref().map_or(String::new(), |v| format!(" · {}", v.get(lang)));
            let _ = writeln!(out, "  {}  {name}{variant}", file.path);
            error(out, file.error.as_ref(), "    ", lang);
            let Some(why) = &file.why else {
                if let Some(note) = &file.note {
                    let _ = writeln!(out, "    {}", note.get(lang));
                }
                continue;
            };
            let _ = writeln!(out, "    {}", labelled(&word("report.recognised", lang), why, lang));
            let skipped = file.skipped.iter().map(|s| s.count).sum();
            let counts = Phrase::new("report.counts")
                .with("read", Param::Count(file.rows_read))
                .with("stored", Param::Count(file.stored))
                .with("known", Param::Count(file.known))
                .with("skipped", Param::Count(skipped));
            let _ = writeln!(out, "    {}", counts.say(lang));
            if let (Some(first), Some(last)) = (&file.first, &file.last) {
                let period = Phrase::new("report.period")
                    .with("first", Param::Text(first.replace('T', " ")))
                    .with("last", Param::Text(last.replace('T', " ")));
                let parties = Phrase::new("report.parties").with("n", Param::Count(file.parties));
                let _ = writeln!(out, "    {} · {}", period.say(lang), parties.say(lang));
            }
            totals(out, &word("report.ours", lang), &file.totals_ours);
            totals(out, &word("report.printed", lang), &file.totals_printed);
            match file.reconciled {
                crate::source::Reconciled::Yes => drop(writeln!(out, "    {}", word("report.reconciled", lang))),
                crate::source::Reconciled::No => drop(writeln!(out, "    {}", word("report.differs", lang))),
                crate::source::Reconciled::NotPrinted => {}
            }
            if let Some(note) = &file.note {
                let _ = writeln!(out, "    {}", note.get(lang));
            }
        }
        if let Some(passed) = &archive.passed_said {
            let _ = writeln!(out, "  {}", passed.get(lang));
        }
    }
    ways(out, report, lang);
    if !report.problems.is_empty() {
        let _ = writeln!(out, "\n{}", word("report.problems", lang));
        for p in &report.problems {
            let _ = writeln!(out, "  {}  {}#{}  {}", p.code, p.origin.file, p.origin.spot, p.said.get(lang));
        }
    }
    for open in &report.owner_open {
        let names = open.senders.iter().map(|sender| sender.words.as_str()).take(NAMES);
        let more = (open.senders.len() > NAMES).then_some("…");
        let names = names.chain(more).map(|name| Param::Text(name.to_owned())).collect();
        let asked = Phrase::new("report.owner_open").with("platform", Param::Text(open.platform.get(lang).to_owned()));
        let _ = writeln!(out, "\n{}", asked.with("names", Param::List(names)).say(lang));
    }
    out.push('\n');
}

/// What can be done about files that no source knows. Those that look like tables have a note that says so.
fn ways(out: &mut String, report: &Report, lang: Lang) {
    let files = report.archives.iter().flat_map(|a| &a.files);
    let mut unknown = files.filter(|f| f.error.as_ref().is_some_and(|e| e.code == "unrecognised")).peekable();
    if unknown.peek().is_some() {
        out.push('\n');
        let table = unknown.any(|f| f.note.is_some());
        for way in table.then_some("drift.way_map").into_iter().chain(["drift.way_drift"]) {
            let _ = writeln!(out, "{}", word(way, lang));
        }
    }
}

fn dossier(out: &mut String, o: &Observer, today: &str, options: Options) {
    let lang = options.lang;
    let title = Phrase::new("report.title").with("observer", Param::Text(o.name.get(lang).to_owned()));
    heading(out, &title.say(lang), '=');
    if let Ok(day) = today.parse() {
        let _ = writeln!(out, "{}", Phrase::new("report.day").with("day", Param::Day(day)).say(lang));
    }
    for said in [&o.chip, &o.sentence].into_iter().flatten() {
        let _ = writeln!(out, "{}", said.get(lang));
    }
    let _ = writeln!(out, "{}", word("report.open_rules", lang));
    let rows = Phrase::new("report.rows_seen").with("n", Param::Count(o.rows)).say(lang);
    let claims = Phrase::new("report.claims").with("n", Param::Count(o.claims.len() as u64)).say(lang);
    let _ = writeln!(out, "{rows} · {claims}");
    let mut facet = None;
    let (mut chapter, mut number) = (0, 0);
    for c in &o.claims {
        if facet != Some(c.facet) {
            facet = Some(c.facet);
            (chapter, number) = (chapter + 1, 0);
            let _ = writeln!(out, "\n{chapter}  {}", word(&format!("facet.{}", id(&c.facet)), lang));
        }
        number += 1;
        claim(out, c, &format!("{chapter}.{number}"), options);
    }
    if o.claims.is_empty() {
        let _ = writeln!(out, "\n{}", word("report.none", lang));
    }
    labels(out, o, options);
    if !o.not_found.is_empty() {
        let _ = writeln!(out, "\n{}", word("report.not_found", lang));
        for n in &o.not_found {
            let _ = writeln!(out, "  {}", labelled(n.title.get(lang), n.said.get(lang), lang));
        }
    }
    let _ = writeln!(out, "\n{}", word("report.scores", lang));
    for s in &o.scores {
        score(out, s, lang);
    }
    let _ = writeln!(out, "\n{}", word("report.estimates", lang));
    for e in &o.estimates {
        let base = Phrase::new("report.base").with("p", Param::Percent(e.prior)).say(lang);
        let coverage = match e.coverage {
            c if c > 0.0 => coverage_said(c, lang),
            _ => word("report.no_data", lang),
        };
        let _ = writeln!(out, "  {}: {} ({base}, {coverage})", e.label.get(lang), Param::Percent(e.p).say(lang));
    }
    out.push('\n');
}

/// What platforms wrote down themselves, in their own words.
fn labels(out: &mut String, o: &Observer, options: Options) {
    if o.labels.is_empty() {
        return;
    }
    let lang = options.lang;
    let _ = writeln!(out, "\n{}\n  {}", word("report.labels", lang), word("report.labels_lead", lang));
    for group in printed(&o.labels, options.sensitive) {
        let [platform, kind] = group.heading;
        let _ = writeln!(out, "  {} · {}", platform.get(lang), kind.get(lang));
        for label in &group.shown {
            let value = label.value.as_ref().map_or(label.label.clone(), |value| labelled(&label.label, value, lang));
            let list = label.list.as_ref().map_or(String::new(), |list| format!(" · {list}"));
            let rows = Phrase::new("report.rows").with("n", Param::Count(label.count)).say(lang);
            let _ = writeln!(out, "    {value}{list} [{rows}]{}", places(&label.origins));
        }
        for rest in group.rest() {
            let _ = writeln!(out, "    {}", rest.say(lang));
        }
    }
}

fn claim(out: &mut String, c: &Claim, number: &str, options: Options) {
    let lang = options.lang;
    if c.tier >= Tier::T3 && !options.sensitive {
        let _ = writeln!(out, "  {number}  {}", labelled(c.title.get(lang), &word("report.folded", lang), lang));
        return;
    }
    let _ = writeln!(out, "  {number}  {}", c.statement.get(lang));
    let _ = writeln!(out, "       {}", marks(c, lang));
    if let Some(exhibit) = &c.exhibit {
        let _ = writeln!(out, "       {}", exhibit.get(lang));
    }
    for step in &c.evidence.steps {
        reason(out, &word("report.because", lang), step, lang);
    }
    for step in &c.evidence.counter {
        reason(out, &word("report.against", lang), step, lang);
    }
    for w in &c.wrong_when {
        let _ = writeln!(out, "       {}", labelled(&word("report.wrong", lang), w.get(lang), lang));
    }
    for a in &c.actions {
        let what = format!("{} – {}", a.title.get(lang), a.how.get(lang));
        let _ = writeln!(out, "       {}", labelled(&word("report.do", lang), &what, lang));
    }
}

/// "High confidence · 91% · guessed · private", and by what it is capped.
pub fn marks(c: &Claim, lang: Lang) -> String {
    let level = word(&format!("level.{}", id(&c.level)), lang);
    let kind = word(&format!("claim_kind.{}", id(&c.kind)), lang);
    let tier = word(&format!("tier.{}", id(&c.tier)), lang);
    let capped = c.capped_said.as_ref().map_or(String::new(), |s| format!(" · {}", s.get(lang)));
    format!("{level} · {} · {kind} · {tier}{capped}", Param::Percent(c.p).say(lang))
}

fn reason(out: &mut String, label: &str, step: &Step, lang: Lang) {
    let size = word(&format!("size.{}", id(&step.size)), lang);
    let rows = Phrase::new("report.rows").with("n", Param::Count(step.count)).say(lang);
    let reason = labelled(label, step.reason.get(lang), lang);
    let _ = writeln!(out, "       {reason} [{size} {:+.2}, {rows}]{}", step.weight, places(&step.origins));
}

/// A coverage is a count of points, not a belief: it may be 0% or 100%.
fn coverage_said(share: f64, lang: Lang) -> String {
    Phrase::new("report.coverage").with("c", Param::Text(format!("{}%", (share * 100.0).round()))).say(lang)
}

/// "label: words", with the colon of the language.
fn labelled(label: &str, words: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{label}: {words}"),
        Lang::ZhCn => format!("{label}：{words}"),
    }
}

/// The id a value has on the wire.
pub(super) fn id(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn places(origins: &[WireOrigin]) -> String {
    let shown: Vec<String> = origins.iter().take(ORIGINS).map(|o| format!("{}:{}#{}", o.archive, o.file, o.spot)).collect();
    if shown.is_empty() { String::new() } else { format!(" {}", shown.join(" ")) }
}

fn score(out: &mut String, s: &Score, lang: Lang) {
    let bar = Phrase::new("report.somewhere").with("low", Param::Count(s.low.into())).with("high", Param::Count(s.high.into())).say(lang);
    let middle = match s.mid {
        Some(mid) => Phrase::new("report.middle").with("mid", Param::Count(mid.into())).say(lang),
        None => word("report.no_middle", lang),
    };
    let coverage = coverage_said(s.coverage, lang);
    let _ = writeln!(out, "  {}: {bar} · {middle} · {coverage}\n  {}", s.name.get(lang), s.banner.get(lang));
    for d in &s.dimensions {
        let _ = writeln!(out, "    {}  {}–{} / {}", d.name.get(lang), d.low, d.high, d.max);
        for row in &d.rows {
            let points = match row.points {
                Some(p) => {
                    Phrase::new("report.points").with("points", Param::Count(p.into())).with("max", Param::Count(row.max.into())).say(lang)
                }
                None => word("report.no_data", lang),
            };
            let _ = writeln!(out, "      {}: {points} · {}{}", row.name.get(lang), row.reason.get(lang), places(&row.origins));
        }
    }
    for c in &s.caveats {
        let _ = writeln!(out, "    {}", c.get(lang));
    }
}

fn totals(out: &mut String, label: &str, totals: &[Total]) {
    for t in totals {
        let name = if t.label.is_empty() { "–" } else { &t.label };
        let _ = writeln!(out, "    {label}: {name}  {} × {} {}", t.count, t.sum, t.currency);
    }
}

fn error(out: &mut String, failure: Option<&Failure>, indent: &str, lang: Lang) {
    if let Some(f) = failure {
        let _ = writeln!(out, "{indent}{}: {}", f.code, f.said.get(lang));
    }
}

fn heading(out: &mut String, words: &str, line: char) {
    let width: usize = words.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let _ = writeln!(out, "{words}\n{}", line.to_string().repeat(width));
}

fn word(id: &str, lang: Lang) -> String {
    Phrase::new(id).say(lang)
}
