//! The made-up people who ship with Dossier.

/// A made-up person.
#[derive(Debug)]
pub struct Persona {
    /// Stable id.
    pub id: &'static str,
    /// What the platforms sent.
    pub archives: &'static [Archive],
    /// What opens the locked archive among them.
    pub password: Option<&'static str>,
    /// The dossier's day.
    pub today: &'static str,
}

/// A file as it was received.
#[derive(Debug)]
pub struct Archive {
    /// The name the platform gave it.
    pub name: &'static str,
    /// Its content.
    pub bytes: &'static [u8],
}

/// Everyone.
pub static ALL: &[Persona] = &[];
