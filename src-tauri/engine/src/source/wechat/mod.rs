//! WeChat: what its messages are, whichever tool exported them. WeChat itself exports none; every tool hands on its numbers for kinds
//! of message, its XML or Chinese words for them (formats/messaging §1.0).

mod said;

pub(super) use said::said;
