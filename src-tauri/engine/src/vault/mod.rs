//! The vault: where records live.
