//! Talk between people: short exchanges with words put in, one line a message, minutes apart.

use crate::dice::Dice;
use crate::table::Table;
use chrono::{NaiveDateTime, TimeDelta};

/// One message as it was sent.
pub struct Message {
    pub at: NaiveDateTime,
    pub who: String,
    pub text: String,
}

/// Speaks an exchange from this moment on; `me` becomes the owner's name.
pub fn speak(dice: &mut Dice, fill: &Table, lines: &str, mut at: NaiveDateTime, owner: &str) -> Vec<Message> {
    let mut said = Vec::new();
    for line in lines.split(" ¶ ") {
        let (who, text) = line.split_once(": ").expect("`who: text`");
        let who = if who == "me" { owner } else { who };
        said.push(Message { at, who: who.into(), text: filled(dice, fill, text) });
        at += TimeDelta::seconds(if dice.chance(0.12) { dice.between(300, 1500) } else { dice.between(12, 160) });
    }
    said
}

fn filled(dice: &mut Dice, fill: &Table, text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, tail) = after.split_once('}').expect("a closed slot");
        let words = fill.of(slot)[0];
        out += before;
        let word: &str = dice.pick::<&str>(&words[1..]);
        out += word;
        rest = tail;
    }
    out + rest
}
