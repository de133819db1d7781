//! What the files of one archive tell one another, where one alone leaves something open.

use super::whatsapp;

/// What was heard of an archive's files before one of them is read.
#[derive(Debug)]
pub struct Siblings {
    /// Which number of a date is the day, over all chats.
    pub(super) whatsapp: whatsapp::Orders,
}

impl Default for Siblings {
    fn default() -> Siblings {
        Siblings { whatsapp: whatsapp::Orders::new() }
    }
}
