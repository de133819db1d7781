//! The command line of Dossier.

fn main() {}
