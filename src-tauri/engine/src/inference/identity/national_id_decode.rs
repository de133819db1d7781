//! # What they could say
//! What an ID number in your files says: where it was registered, the day of birth and the sex.
//! # What gives it away
//! Eighteen digits whose check digit, date and region are all valid.
//! # When this is wrong
//! It is somebody else’s number.
//! # What to do
//! Delete it from chats and photos.
//!
//! Source: inferences.md `national_id_decode`: GB 11643: check digit, a valid date and a region code in force since 1981 (all three;
//! one in eleven order numbers passes the first). Masked on screen.

use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "national_id_decode",
    facet: Facet::Identity,
    tier: Tier::T3,
    kind: ClaimKind::Declared,
    needs: &[Kind::Message, Kind::Profile, Kind::Payment, Kind::Purchase],
    feeds: &["id.cn_id"],
    half_life: None,
    cap: None,
    wrong_when: &["id_of_another"],
    actions: &["encrypted_chats", "ask_for_explanation"],
    infer,
};

fn infer(view: &View<'_>) -> Finding {
    let mut numbers: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for i in view.tagged("id.cn_id") {
        view.event(i)
            .into_iter()
            .flat_map(|e| view.seen(e, "id.cn_id"))
            .filter_map(|s| s.value)
            .for_each(|n| numbers.entry(n).or_default().push(i));
    }
    let mut drafts = Vec::new();
    for (number, rows) in numbers {
        let mut parts = view.name(number).split('|');
        let (Some(digits), Some(region), Some(born), Some(sex)) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let Ok(born) = born.parse::<NaiveDate>() else { continue };
        let masked = format!("{}…{}", digits.get(..6).unwrap_or_default(), digits.get(16..).unwrap_or_default());
        let Some(platform) = rows.first().and_then(|i| view.event(*i)).map(|e| e.platform) else { continue };
        let whose = rows.iter().any(|i| view.event(*i).is_some_and(|e| e.kind == Kind::Profile));
        drafts.push(Draft {
            emphasis: "number",
            since: view.since(&rows),
            steps: vec![step(view, "reason.national_id_decode.stands", Size::Decisive, "number", rows)],
            counter: if whose { Vec::new() } else { vec![evidence::note("counter.national_id_decode.whose")] },
            ..Draft::new(
                masked.clone(),
                Phrase::new("claim.national_id_decode")
                    .with("number", Param::Text(masked))
                    .with("region", Param::Text(region.replace('/', "")))
                    .with("date", Param::Day(born))
                    .with("sex", Param::Word(format!("id_sex.{sex}")))
                    .with("source", Param::Word(format!("platform.{}", platform.id()))),
                0.5,
            )
        });
    }
    if drafts.is_empty() { evidence::too_few(0, 1) } else { Finding::Claims(drafts) }
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let said = speaks(
            "national_id_decode",
            vec![wrote(at(3, 9), "甲", ME, &["id.cn_id=330106190502030017|浙江省/杭州市/西湖区|1905-02-03|m"])],
        );
        assert!(!said[0].statement.en.contains("330106190502030017"), "masked");
        silent("national_id_decode", vec![wrote(at(3, 9), "甲", ME, &["id.order_alias=330106190502030017"])]);
    }
}
