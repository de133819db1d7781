//! Who is who, as the person corrects it. What they say is kept where the records are, and the dossier is compiled anew.

use crate::session::{Held, Read, Session, hold};
use dossier_engine::error::Error;
use dossier_engine::report::people::{self, People};
use dossier_engine::report::wire::Report;

impl Session {
    /// Everyone in what was read; nobody before anything was.
    pub(crate) fn people(&self) -> Result<People, Error> {
        match &mut *hold(&self.held) {
            Held { store: Some(store), read: Some(read), .. } => people::people(store.vault(), read.base()),
            _ => Ok(People { known: Vec::new(), said: Vec::new() }),
        }
    }

    /// Says something of two names, or takes it back; the document that follows.
    pub(crate) fn judge(&self, one: &str, other: &str, same: Option<bool>) -> Result<Report, Error> {
        let (one, other) = people::pair(one, other)?;
        let mut held = hold(&self.held);
        // What waits for a word of its own would be left out or kept together with this one.
        if held.staged.is_some() {
            return Err(Error::VaultFailed { what: "staged".to_owned() });
        }
        let (today, sample) = held.read.as_ref().map(Read::of).ok_or(Error::VaultLocked)?;
        held.vault()?.judge(&one, &other, same)?;
        held.compile(today, sample)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dossier_engine::archive::{Archive, Input, Limits};

    #[test]
    fn two_names_are_joined_and_parted_by_a_word() {
        let session = Session::new(dossier_lock::Status::default());
        assert_eq!(session.people().unwrap().known, []);
        let lines = "[14/01/2024, 20:15:00] Kim: hello\n[14/01/2024, 20:16:00] Kim Doe: hi\n[15/01/2024, 20:16:00] Me: hi\n";
        let input = Input::Bytes { name: "WhatsApp Chat with Kim.txt".to_owned(), bytes: lines.as_bytes().into() };
        let chat = Archive::open(&input, &[], &Limits::default()).unwrap();
        session.replace(vec![chat], "2024-02-01".parse().unwrap()).unwrap();
        let together = || {
            let known = session.people().unwrap().known;
            known.iter().any(|one| ["whatsapp:Kim", "whatsapp:Kim Doe"].iter().all(|id| one.marks.iter().any(|mark| mark.id == *id)))
        };
        assert!(!together());
        session.judge("whatsapp:Kim", "whatsapp:Kim Doe", Some(true)).unwrap();
        assert!(together());
        let said = session.people().unwrap().said;
        assert!(said.iter().all(|its| its.same) && said.len() == 1);
        session.judge("whatsapp:Kim Doe", "whatsapp:Kim", None).unwrap();
        assert!(!together() && session.people().unwrap().said.is_empty());
        assert_eq!(session.judge("Kim", "nobody", Some(true)).unwrap_err().code(), "bad_option");
    }
}
