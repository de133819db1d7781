//! The commands: each reads its arguments, asks the engine, prints.

mod doctor;
pub(crate) mod drift;
pub(crate) mod guide;
pub(crate) mod list;
pub(crate) mod map;
pub(crate) mod people;
pub(crate) mod vault;

pub(crate) use doctor::{Ask, doctor};

use crate::args::{Audit, Demo, Eyes, Inspect, Printing};
use crate::intake::{Intake, take_in};
use crate::output::{print, to_screen};
use crate::store::{Secrets, Store};
use chrono::NaiveDate;
use dossier_engine::archive::Input;
use dossier_engine::dossier::{self, Whose};
use dossier_engine::error::Error;
use dossier_engine::observer;
use dossier_engine::phrase::{Lang, Phrase};
use dossier_engine::report::{files, wire};
use std::collections::BTreeSet;

type Done = Result<u8, wire::Failure>;

/// `dossier inspect`.
pub(crate) fn inspect(ask: &Inspect, lang: Lang) -> Done {
    let mut taken = take_in(ask, lang)?;
    let mut report = dossier::inspect(taken.store.vault(), &taken.base, today(&ask.printing)).map_err(|e| files::failure(&e, "", None))?;
    report.archives.extend(taken.refused);
    print(&report, &ask.printing, lang)
}

/// `dossier audit`.
pub(crate) fn audit(ask: &Audit, lang: Lang) -> Done {
    let whose = whose(&ask.eyes)?;
    let taken = take_in(&ask.inspect, lang)?;
    compile(taken, whose, &ask.eyes, &ask.inspect.printing, today(&ask.inspect.printing), lang)
}

/// `dossier demo`.
pub(crate) fn demo(ask: &Demo, lang: Lang) -> Done {
    let own_language = match lang {
        Lang::En => "jonas_weber",
        Lang::ZhCn => "lin_he",
    };
    let wanted = ask.persona.as_deref().unwrap_or(own_language);
    let bad = || files::failure(&Error::BadOption { option: "PERSONA".into() }, "", None);
    let persona = dossier_personas::ALL.iter().find(|p| p.id == wanted).ok_or_else(bad)?;
    let inputs: Vec<Input> = persona.archives.iter().map(|a| Input::Bytes { name: a.name.to_owned(), bytes: a.bytes.into() }).collect();
    let passwords: Vec<String> = persona.password.iter().map(|p| (*p).to_owned()).collect();
    let whose = whose(&ask.eyes)?;
    let taken =
        Intake::of(Store::open(None, &mut Secrets::new(lang, false)).map_err(|e| files::failure(&e, "", None))?, &inputs, &passwords)?;
    let day = ask.printing.today.or_else(|| persona.today.parse().ok()).unwrap_or_else(|| today(&ask.printing));
    if ask.printing.format() == crate::args::Format::Text && ask.printing.out.is_none() {
        to_screen(&format!(
            "{}\n{}\n\n",
            Phrase::new(format!("persona.{}", persona.id)).say(lang),
            Phrase::new("report.made_up").say(lang)
        ));
    }
    compile(taken, whose, &ask.eyes, &ask.printing, day, lang)
}

fn compile(mut taken: Intake, whose: Whose, eyes: &Eyes, printing: &Printing, day: NaiveDate, lang: Lang) -> Done {
    let ask = dossier::Ask { today: day, observers: whose, country: eyes.country.clone(), without: BTreeSet::new() };
    let mut report = dossier::compile(taken.store.vault(), &taken.base, &ask).map_err(|e| files::failure(&e, "", None))?;
    report.archives.extend(taken.refused);
    print(&report, printing, lang)
}

/// Checked before anything is read.
fn whose(eyes: &Eyes) -> Result<Whose, wire::Failure> {
    match eyes.observer.as_deref() {
        None => Ok(Whose::FedMost),
        Some("all") => Ok(Whose::All),
        Some(id) if observer::by_id(id).is_some() => Ok(Whose::One(id.to_owned())),
        Some(_) => Err(files::failure(&Error::BadOption { option: "--observer".into() }, "", None)),
    }
}

fn today(printing: &Printing) -> NaiveDate {
    printing.today.unwrap_or_else(|| chrono::Local::now().date_naive())
}
