//! Lives, day by day: people, habits, errands and chance. Nothing here knows what anyone infers from them.

pub mod calendar;
pub mod jonas_weber;
pub mod lin_he;
pub mod shop;
pub mod talk;
pub mod wallet;
