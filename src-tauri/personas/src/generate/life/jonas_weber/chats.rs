//! Two years of six chats.

use super::{away, day, workday};
use crate::dice::Dice;
use crate::life::talk::{Message, speak};
use crate::table::Table;
use chrono::{NaiveDate, NaiveDateTime};

const OWNER: &str = "Jonas Weber";

/// One chat, as the phone would export it.
pub(super) struct Chat {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) file: &'static str,
    pub(super) ios: bool,
    pub(super) notices: &'static [&'static str],
    /// Days on which it is silent unless something happened.
    only_workdays: bool,
    /// How likely an exchange is on a day, by time of day.
    habits: &'static [(&'static str, f64)],
    pub(super) messages: Vec<Message>,
}

const EMPTY: Chat = Chat { id: "", title: "", file: "", ios: false, notices: &[], only_workdays: false, habits: &[], messages: Vec::new() };

pub(super) fn all(dice: &mut Dice) -> Vec<Chat> {
    let mut chats = vec![
        Chat {
            id: "katrin",
            title: "Katrin",
            file: "WhatsApp Chat with Katrin.txt",
            habits: &[("morning", 0.15), ("day", 0.4), ("evening", 0.33), ("late", 0.02), ("weekend", 0.45)],
            ..EMPTY
        },
        Chat {
            id: "mama",
            title: "Mama",
            file: "WhatsApp Chat - Mama.zip",
            ios: true,
            habits: &[("evening", 0.08), ("day", 0.05), ("weekend", 0.14)],
            ..EMPTY
        },
        Chat {
            id: "work",
            title: "Dispo Leutzsch",
            file: "WhatsApp Chat with Dispo Leutzsch.txt",
            notices: &["Dieter created group \"Dispo Leutzsch\"", "Dieter added you"],
            only_workdays: true,
            habits: &[("morning", 0.3), ("day", 0.4)],
            ..EMPTY
        },
        Chat {
            id: "dieter",
            title: "Dieter",
            file: "WhatsApp Chat with Dieter.txt",
            only_workdays: true,
            habits: &[("day", 0.08)],
            ..EMPTY
        },
        Chat {
            id: "friends",
            title: "Spielerunde",
            file: "WhatsApp Chat with Spielerunde.txt",
            notices: &["You created group \"Spielerunde\""],
            habits: &[("evening", 0.09), ("late", 0.012), ("weekend", 0.16)],
            ..EMPTY
        },
        Chat {
            id: "parents",
            title: "Eltern Igelgruppe",
            file: "WhatsApp Chat with Eltern Igelgruppe.txt",
            notices: &["Ines (Emil) created group \"Eltern Igelgruppe\"", "Ines (Emil) added you"],
            only_workdays: true,
            habits: &[("morning", 0.07), ("day", 0.06), ("evening", 0.08)],
            ..EMPTY
        },
    ];
    let talk = Table::read(include_str!("../../../../data/jonas_weber/talk.tsv"));
    let fill = Table::read(include_str!("../../../../data/jonas_weber/fill.tsv"));
    let dated = Table::read(include_str!("../../../../data/jonas_weber/dated.tsv"));
    for chat in &mut chats {
        for row in dated.of(chat.id) {
            let date: NaiveDate = row[1].parse().expect("a date");
            let at = dice.clock(date, row[2].parse().expect("an hour"), row[3].parse().expect("a minute"), 1);
            chat.messages.extend(speak(dice, &fill, row[4], at, OWNER));
        }
        let mut date = day(2024, 1, 1);
        while date <= day(2025, 12, 31) {
            let silent = if chat.only_workdays { !workday(date) } else { away(date) && dice.chance(0.8) };
            if !silent {
                a_day(dice, chat, date, &talk, &fill);
                if chat.id == "katrin" {
                    around_her_shift(dice, chat, date, &talk, &fill);
                }
            }
            date = date.succ_opt().expect("a next day");
        }
        chat.messages.sort_by_key(|m| m.at);
        let end = day(2025, 12, 31).and_hms_opt(21, 40, 0).expect("evening");
        chat.messages.retain(|m| m.at <= end);
    }
    chats
}

/// Katrin's rota on the ward, two weeks long.
enum Shift {
    Early,
    Late,
    Night,
    Off,
}

fn shift(date: NaiveDate) -> Shift {
    match (date - day(2024, 1, 1)).num_days().rem_euclid(14) {
        _ if away(date) => Shift::Off,
        0..=2 => Shift::Early,
        5..=7 => Shift::Late,
        8..=11 => Shift::Night,
        _ => Shift::Off,
    }
}

/// They live together, so the first and the last word of a day are written when one of them is on the ward or still asleep.
fn around_her_shift(dice: &mut Dice, chat: &mut Chat, date: NaiveDate, talk: &Table, fill: &Table) {
    let yesterday = date.pred_opt().expect("a day before");
    let (word, chance) = match (shift(yesterday), shift(date)) {
        (Shift::Night, _) => ("wake", 0.85),
        (_, Shift::Early) => ("wake", 0.7),
        _ => ("left", if workday(date) { 0.45 } else { 0.0 }),
    };
    if dice.chance(chance) {
        let at = match (word, workday(date)) {
            ("left", _) => dice.clock(date, 6, 40, 15),
            (_, true) => dice.clock(date, 6, 17, 8),
            (_, false) => dice.clock(date, 8, 6, 18),
        };
        say(dice, chat, word, at, talk, fill);
    }
    let (word, chance) = match shift(date) {
        Shift::Night => ("night", 0.9),
        Shift::Late => ("home_late", 0.7),
        // She sleeps early in the small room, he is in the living room.
        Shift::Early => ("night", 0.25),
        Shift::Off => ("night", 0.0),
    };
    if dice.chance(chance) {
        let tomorrow = date.succ_opt().expect("a next day");
        let at = if workday(tomorrow) { dice.clock(date, 22, 52, 16) } else { dice.clock(date, 23, 18, 22) };
        say(dice, chat, word, at, talk, fill);
    }
}

fn say(dice: &mut Dice, chat: &mut Chat, when: &str, at: NaiveDateTime, talk: &Table, fill: &Table) {
    let rows: Vec<_> = talk.of(chat.id).into_iter().filter(|r| r[1] == when).collect();
    let lines = dice.pick(&rows)[2];
    chat.messages.extend(speak(dice, fill, lines, at, OWNER));
}

fn a_day(dice: &mut Dice, chat: &mut Chat, date: NaiveDate, talk: &Table, fill: &Table) {
    let free = !workday(date);
    for (when, chance) in chat.habits {
        let fits = match *when {
            "morning" | "day" => !free,
            "weekend" => free,
            _ => true,
        };
        if !fits || !dice.chance(*chance) {
            continue;
        }
        let (hour, minute, spread) = match *when {
            "morning" => (6, 55, 40),
            "day" => (12, 20, 200),
            "evening" => (19, 20, 110),
            "late" => (22, 50, 45),
            _ => (10, 30, 130),
        };
        let at = dice.clock(date, hour, minute, spread);
        say(dice, chat, when, at, talk, fill);
    }
}
