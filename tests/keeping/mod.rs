//! Keeping: imports that are looked at before they are kept, versions of a row, deleting and undoing.

mod conflicts;
mod every_source;
mod increments;
mod making;
mod refusals;
mod samples;
