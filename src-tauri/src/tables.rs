//! Tables that no source knows, as the person explains them: what was proposed for each column is corrected and confirmed. What
//! they said goes for every file with these columns, and is kept with the records.

use crate::queue::{How, Queue};
use crate::session::{Session, hold};
use dossier_engine::error::Error;
use dossier_engine::reader::Mapping;
use dossier_engine::record::{Currency, Kind};
use dossier_engine::report::window::QueueItem;
use dossier_engine::source::mapped::{DateOrder, Role};
use serde::Deserialize;

/// What the page says of one table. It names the columns by their place: their names stay with the proposal.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Explained {
    /// Which file of the item.
    pub(crate) at: usize,
    /// What each column is.
    pub(crate) roles: Vec<Option<Role>>,
    /// What a row becomes.
    pub(crate) makes: Kind,
    /// The order of day and month.
    pub(crate) dates: DateOrder,
    /// ISO code of the money where no column says it.
    pub(crate) currency: Option<String>,
}

impl Explained {
    /// As a mapping of the proposed columns; `bad_option` if rows could not be read so.
    fn over(&self, proposed: &Mapping) -> Result<Mapping, Error> {
        let bad = || Error::BadOption { option: "table".to_owned() };
        let currency = self.currency.as_deref().map(|code| Currency::new(code).ok_or_else(bad)).transpose()?;
        let names = proposed.columns.iter().map(|(name, _)| name.clone());
        let columns = names.zip(self.roles.iter().copied()).collect();
        let mapping = Mapping { place: proposed.place.clone(), makes: self.makes, columns, dates: self.dates, currency };
        let sound = mapping.same_table(proposed) && Mapping::MAKES.contains(&self.makes) && mapping.is_whole();
        if sound { Ok(mapping) } else { Err(bad()) }
    }
}

impl Session {
    /// How tables are read here: as the person said just now, or when these records were kept.
    pub(crate) fn mappings(&self, queue: &Queue) -> Vec<Mapping> {
        let kept = hold(&self.held).vault().and_then(|vault| vault.mappings()).unwrap_or_default();
        let older = kept.into_iter().filter(|kept| !queue.said.iter().any(|said| said.same_table(kept)));
        queue.said.iter().cloned().chain(older).collect()
    }

    /// Says what a table is; the whole queue.
    pub(crate) fn explain(&self, key: u32, table: &Explained) -> Result<Vec<QueueItem>, Error> {
        self.say(key, table.at, |proposed| table.over(proposed).map(Some))
    }

    /// Takes back what was said of a table, also where it was kept; the whole queue.
    pub(crate) fn take_back(&self, key: u32, at: usize) -> Result<Vec<QueueItem>, Error> {
        self.say(key, at, |_| Ok(None))
    }

    fn say(&self, key: u32, at: usize, what: impl FnOnce(&Mapping) -> Result<Option<Mapping>, Error>) -> Result<Vec<QueueItem>, Error> {
        let mut done = Ok(());
        let shown = self.queue(|queue| done = self.say_in(queue, key, at, what));
        done.map(|()| shown)
    }

    fn say_in(
        &self,
        queue: &mut Queue,
        key: u32,
        at: usize,
        what: impl FnOnce(&Mapping) -> Result<Option<Mapping>, Error>,
    ) -> Result<(), Error> {
        let item = queue.items.iter().find(|item| item.shown.key == key);
        let table = item.and_then(|item| item.tables.get(at)?.as_ref()).ok_or(Error::FileGone)?;
        let proposed = table.mapping.clone();
        let said = what(&proposed)?;
        queue.said.retain(|known| !known.same_table(&proposed));
        match said {
            Some(mapping) => queue.said.push(mapping),
            None => {
                if let Ok(vault) = hold(&self.held).vault() {
                    vault.unlearn(&proposed)?;
                }
            }
        }
        let mappings = self.mappings(queue);
        for item in queue.items.iter_mut().filter(|item| item.tables.iter().any(Option::is_some)) {
            let passwords = item.passwords.clone();
            item.try_with(&passwords, How { reader: self.reader, mappings: &mappings });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Listen;
    use dossier_engine::report::window::State;
    use dossier_worker::Reader;

    struct Deaf;

    impl Listen for Deaf {
        fn heard(&self, _: &QueueItem, _: &dossier_engine::vault::Progress) {}
    }

    const BANK: &str = "Fecha;Concepto;Cargo;Abono;Saldo\n13/01/2025;Café Ejemplo;3,20;;96,80\n14/01/2025;Nómina;;1.000,00;1.096,80\n";

    fn states(queue: &[QueueItem]) -> Vec<(State, bool)> {
        queue.iter().map(|item| (item.state, item.files.iter().any(|file| file.table.as_ref().is_some_and(|table| table.said)))).collect()
    }

    #[test]
    fn what_is_said_of_one_table_goes_for_all_of_its_kind_and_is_kept_with_the_records() {
        let home = tempfile::tempdir().unwrap();
        let files = ["january.csv", "february.csv"].map(|name| home.path().join(name));
        files.iter().for_each(|file| std::fs::write(file, BANK).unwrap());
        let mut session = Session::new(dossier_lock::Status::default());
        session.reader = Reader::in_process();
        assert_eq!(states(&session.add(files.to_vec())), [(State::Unrecognised, false); 2], "nothing is read that nobody confirmed");

        let roles = vec![Some(Role::Time), Some(Role::Title), Some(Role::Outgo), Some(Role::Income), None];
        let told = Explained { at: 0, roles, makes: Kind::Payment, dates: DateOrder::DayFirst, currency: Some("EUR".to_owned()) };
        let nothing = Explained { roles: vec![None; 5], ..told.clone() };
        assert_eq!(session.explain(1, &nothing).unwrap_err().code(), "bad_option");
        assert_eq!(session.explain(1, &Explained { roles: vec![Some(Role::Time)], ..told.clone() }).unwrap_err().code(), "bad_option");
        assert_eq!(session.explain(1, &Explained { at: 7, ..told.clone() }).unwrap_err().code(), "file_gone");
        assert_eq!(states(&session.explain(1, &told).unwrap()), [(State::Ready, true); 2]);

        assert_eq!(session.import(false, &Deaf).unwrap().new, 2, "two files with the same rows");
        session.cancel().unwrap();
        assert_eq!(states(&session.queue(|_| ())), [(State::Ready, true); 2], "what was left out can be read again");
        session.import(false, &Deaf).unwrap();
        session.keep().unwrap();

        let again = session.add(vec![files[0].clone()]);
        assert_eq!(states(&again), [(State::Ready, true)], "the next file of these columns needs no word");
        assert_eq!(states(&session.take_back(again[0].key, 0).unwrap()), [(State::Unrecognised, false)]);
    }
}
