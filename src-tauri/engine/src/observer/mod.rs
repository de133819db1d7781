//! Observers: eyes, as dated data, and the view each one has.
