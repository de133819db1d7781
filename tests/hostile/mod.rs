//! Archives as they come and as they shouldn't: locked, damaged, lying, too big. Whatever is handed over is either read
//! exactly or refused with a stable code; nothing panics.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bombs;
mod damage;
mod folders;
mod found;
mod fuzz;
mod locks;
mod making;
mod nested;
mod parts;
mod samples;
mod workbooks;
