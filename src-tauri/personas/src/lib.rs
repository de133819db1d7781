//! The made-up people who ship with Dossier.
