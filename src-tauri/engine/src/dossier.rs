//! Compiling a dossier.
