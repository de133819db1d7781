//! What was read: archives and files with their counts, totals and troubles, in words.

use super::{dropped, parts, people, wire};
use crate::error::Error;
use crate::observer::{self, Base, View};
use crate::phrase::{Param, Phrase, Said};
use crate::problem::{Code, Problem};
use crate::record::{Kind, Moment, Zone, decimal};
use crate::source::Total;
use crate::source::mapped::{self, Role};
use crate::vault::Vault;

/// An error in words; `file` is the base name the sentence names.
pub fn failure(e: &Error, file: &str, hint: Option<&str>) -> wire::Failure {
    let mut said = Phrase::new(format!("error.{}", e.code()))
        .with("file", Param::Text(file.to_owned()))
        .with("hint", hint.map_or(Param::Text(String::new()), |h| Param::Word(h.to_owned())));
    match e {
        Error::EncryptionUnsupported { method } | Error::CompressionUnsupported { method } => {
            said = said.with("kind", Param::Text(method.clone()));
        }
        Error::WrongExport { found, wanted } => {
            said = said
                .with("found", Param::Word(format!("wrong_export.{found}")))
                .with("wanted", Param::Word(format!("source.{wanted}")))
                .with("menu_path", Param::Word(format!("source.{wanted}.get")));
        }
        Error::NotRead { found } => {
            said = said
                .with("found", Param::Word(format!("not_read.{found}")))
                .with("instead", Param::Word(format!("not_read.{found}.instead")));
        }
        Error::PartsMissing { missing } => {
            let parts = missing.iter().map(|end| Param::Text(end.clone())).collect();
            said = said.with("parts", Param::List(parts));
        }
        Error::DamagedArchive { spot } | Error::ReaderStopped { spot } => said = said.with("spot", Param::Text(spot.clone())),
        Error::LimitReached { limit, seen, max, spot } => {
            said = said
                .with("limit", Param::Word(format!("limit.{limit}")))
                .with("seen", Param::Count(*seen))
                .with("max", Param::Count(*max))
                .with("spot", Param::Text(spot.clone()));
        }
        Error::ImportTooBig { need, free } => {
            said = said.with("size", Param::Text(megabytes(need.div_ceil(MB)))).with("free", Param::Text(megabytes(free / MB)));
        }
        Error::ReadFailed { kind } | Error::VaultFailed { what: kind } => said = said.with("kind", Param::Text(kind.clone())),
        Error::BadOption { option } => said = said.with("option", Param::Text(option.clone())),
        Error::VaultTooNew { theirs, ours } => {
            said = said.with("theirs", Param::Text(theirs.to_string())).with("ours", Param::Text(ours.to_string()));
        }
        Error::WeakPassphrase { seconds } => said = said.with("time", Param::Seconds(*seconds)),
        Error::PasswordNeeded
        | Error::WrongPassword
        | Error::Unrecognised
        | Error::NothingInside
        | Error::FileGone
        | Error::AccessDenied
        | Error::ArchiveChanged
        | Error::VaultLocked
        | Error::VaultWrongPassphrase
        | Error::VaultDamaged
        | Error::NotAVault
        | Error::VaultInUse
        | Error::DiskFull
        | Error::ReadOnly
        | Error::SaveFailed
        | Error::Cancelled => {}
    }
    wire::Failure { code: e.code().to_owned(), said: said.said() }
}

/// The archives of a vault and all their problems.
pub(crate) fn archives(vault: &Vault, base: &Base) -> Result<(Vec<wire::Archive>, Vec<wire::Problem>), Error> {
    let counts = base.stored_and_known();
    let mut problems = Vec::new();
    let mut archives = Vec::new();
    for archive in vault.archives()? {
        let files = archive
            .note
            .files
            .into_iter()
            .map(|f| {
                let (stored, known) = counts.get(&(archive.id.0.as_str(), f.path.as_str())).copied().unwrap_or_default();
                let r = f.report;
                problems.extend(r.problems.iter().map(|p| problem(p, f.source.as_deref())));
                wire::File {
                    source_name: f.source.as_ref().map(|s| Phrase::new(format!("source.{s}")).said()),
                    variant_name: f.source.as_ref().zip(f.variant.as_ref()).map(|(s, v)| variant_name(s, v)),
                    error: f.error.as_ref().map(|e| failure(e, base_name(&f.path), None)),
                    path: f.path,
                    source: f.source,
                    variant: f.variant,
                    why: f.why,
                    rows_read: r.rows_read,
                    stored,
                    known,
                    skipped: r.skipped.iter().map(|s| wire::Skipped { code: s.code.as_str().to_owned(), count: s.count }).collect(),
                    first: r.first.map(printed),
                    last: r.last.map(printed),
                    parties: r.parties,
                    totals_ours: r.totals_ours.iter().map(total).collect(),
                    totals_printed: r.totals_printed.iter().map(total).collect(),
                    reconciled: r.reconciled,
                    note: r.note.as_ref().map(Phrase::said),
                    note_code: r.note.map(|note| note.id),
                }
            })
            .collect();
        let passed = archive.note.passed;
        let (files, passed) = dropped::passed_over(files, passed);
        let passed_said = dropped::passed_said(&passed);
        archives.push(wire::Archive {
            id: archive.id.0,
            name: archive.name,
            sha256: archive.sha256,
            files,
            passed,
            passed_said,
            parts_said: None,
            error: None,
        });
    }
    dropped::point_to_where_data_went(&mut archives);
    parts::tell(&mut archives);
    problems.sort_by(|a, b| (&a.origin, &a.code, &a.hint).cmp(&(&b.origin, &b.code, &b.hint)));
    Ok((archives, problems))
}

/// A variant in words.
pub(crate) fn variant_name(source: &str, variant: &str) -> Said {
    Phrase::new(format!("variant.{source}.{variant}")).said()
}

/// Of each platform on which nothing tells which sender the owner is, a problem, and what to ask.
pub(crate) fn owner_open(view: &View<'_>) -> (Vec<wire::Problem>, Vec<wire::OwnerOpen>) {
    let one = |open: &observer::Open| {
        let written = || view.events().iter().filter(|e| e.kind == Kind::Message && e.platform == open.platform);
        let origin = view.base().origin(written().next()?.record)?;
        let platform = Phrase::new(format!("platform.{}", open.platform.id())).said();
        let senders = open.senders.iter().map(|mark| people::mark(view.base(), mark)).collect();
        let count = written().count() as u64;
        let trouble = problem(&Problem { origin, code: Code::OwnerUnclear, hint: String::new(), count }, None);
        Some((trouble, wire::OwnerOpen { platform, senders }))
    };
    view.owner_open.iter().filter_map(one).unzip()
}

/// A time as the file prints it: UTC with its Z, others without a zone.
pub(crate) fn printed(t: Moment) -> String {
    let z = if t.zone == Zone::Utc { "Z" } else { "" };
    format!("{}{z}", t.wall.format("%Y-%m-%dT%H:%M:%S"))
}

fn problem(p: &Problem, source: Option<&str>) -> wire::Problem {
    // In a table that the person explained, a column is called by its role.
    let role = Role::from_id(&p.hint).filter(|_| source == Some(mapped::ID));
    let column = role.map_or_else(|| Param::Text(p.hint.clone()), |role| Param::Word(format!("role.{}", role.id())));
    let said = Phrase::new(format!("problem.{}", p.code.as_str()))
        .with("n", Param::Count(p.count))
        .with("column", column)
        .with("order", Param::Text(p.hint.clone()));
    wire::Problem { origin: (&p.origin).into(), code: p.code.as_str().to_owned(), hint: p.hint.clone(), count: p.count, said: said.said() }
}

fn total(t: &Total) -> wire::Total {
    wire::Total { label: t.label.clone(), currency: t.currency.code().to_owned(), count: t.count, sum: decimal(t.sum) }
}

pub(crate) fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Bytes in a megabyte.
const MB: u64 = 1_000_000;

fn megabytes(n: u64) -> String {
    format!("{n} MB")
}
