//! Game Center, from Apple's "Data and Privacy": which games were played and what was reached in them.
//!
//! # Variants
//! `json`, `Game Center/Game Center Data.json`.
//! # What gives it away
//! `games_state` with `game_name` and `last_played_utc`.
//! # Traps
//! Times are UTC with the month first, `03/21/2024 18:05:09Z`. A game is told once, when it was last played; each achievement and each
//! score has a time of its own, and is told beside it.
//! # Where this is from
//! formats/shopping_and_accounts §6: purarue/HPI:my/apple/privacy_export.py. No real file seen.

use super::json::{At, Json, Layout, Value};
use super::table::Skip;
use super::{Card, Reading, Status, date};
use crate::problem::Code;
use crate::record::{Activity, ActivityKind, Fact, Kind, Moment, Platform, Zone};

/// The source.
pub(super) static SOURCE: Json<()> = Json {
    card: &Card { id: "apple_games", platform: Platform::Apple, yields: &[Kind::Activity], variants: &["json"], status: Status::Described },
    layouts: &[Layout {
        variant: "json",
        needs: &["games_state[].game_name", "games_state[].last_played_utc"],
        rows: &[("games_state[]", game)],
        ..Layout::NONE
    }],
    ..Json::NONE
};

const SERVICE: &str = "Game Center";

fn game(v: &Value<'_>, at: At<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let name = v.owned("game_name").ok_or(Skip { code: Code::RowDamaged, hint: "game_name" })?;
    let played = |title: String, by: Option<&str>, time: Moment| {
        let (time, by, service) = (Some(time), by.map(str::to_owned), Some(SERVICE.to_owned()));
        Fact::Activity(Activity { time, by, service, ..Activity::new(ActivityKind::Use, title) })
    };
    for reached in v.list("achievements") {
        if let Some((title, time)) = reached.owned("achievements_title").zip(utc(&reached, "last_update_utc")) {
            into.beside(at.spot, played(title, Some(&name), time));
        }
    }
    for board in v.list("leaderboard") {
        let title = board.owned("leaderboard_title").unwrap_or_else(|| name.clone());
        for time in board.list("leaderboard_score").iter().filter_map(|score| utc(score, "submitted_time_utc")) {
            into.beside(at.spot, played(title.clone(), Some(&name), time));
        }
    }
    let time = utc(v, "last_played_utc").ok_or(Skip { code: Code::BadDate, hint: "last_played_utc" })?;
    Ok(Some(played(name, None, time)))
}

fn utc(v: &Value<'_>, key: &str) -> Option<Moment> {
    let wall = date::month_first(v.text(key)?.trim_end_matches('Z'))?;
    Some(Moment { wall, zone: Zone::Utc })
}
