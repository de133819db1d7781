//! Google Account: the page "Google Subscriber Information" of Takeout.
//!
//! # Variants
//! `html`, `Google Account/<user>.SubscriberInfo.html`; written in English whatever the person's language.
//! # What gives it away
//! The heading `GOOGLE SUBSCRIBER INFORMATION`.
//! # Traps
//! Statements without a value (`Terms of Service Language:`). The country of the recovery phone stands behind it in brackets. Times as
//! `2022-04-08 09:43:06 Z`.
//! # Where this is from
//! formats/shopping_and_accounts §5: abrignoni/RLEAPP, a page in humandataincome/hudi-packages-connectors.

use super::page::{Page, Token};
use super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why, date};
use crate::problem::Code;
use crate::record::{Device, Fact, Kind, Moment, Platform, Profile, ProfileField, Spot, Zone};

/// The source.
pub(super) static SOURCE: Account = Account;

/// The page.
pub(super) struct Account;

static CARD: Card = Card {
    id: "google_account",
    platform: Platform::Google,
    yields: &[Kind::Profile, Kind::Device],
    variants: &["html"],
    status: Status::Described,
};

/// What a statement begins with.
const STATEMENTS: &[(&str, ProfileField)] = &[
    ("Google Account ID:", ProfileField::Account),
    ("Name:", ProfileField::RealName),
    ("e-Mail:", ProfileField::Mail),
    ("Alternate e-Mails:", ProfileField::Mail),
    ("Contact e-Mail:", ProfileField::Mail),
    ("Recovery e-Mail:", ProfileField::Mail),
    ("Recovery SMS:", ProfileField::Phone),
    ("Created on:", ProfileField::Since),
    ("Terms of Service Language:", ProfileField::Language),
];

const TERMS: &str = "Terms of Service IP:";

impl crate::source::Marked for Account {}

impl Source for Account {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let page = peek.text.as_ref().filter(|t| t.trim_start().starts_with('<'));
        let said = page.is_some_and(|t| {
            let words = t.split_once("SUBSCRIBER").map(|(before, after)| (before.trim_end().ends_with("GOOGLE"), after.trim_start()));
            words.is_some_and(|(google, after)| google && after.starts_with("INFORMATION"))
        });
        if said { Recognition::Yes(Why { variant: "html", mark: "GOOGLE SUBSCRIBER INFORMATION".into() }) } else { Recognition::No }
    }

    fn read(&self, content: Content<'_>, _: &str, into: &mut Reading<'_>) {
        let Content::Text(text) = content else { return };
        let mut page = Page::new(text);
        let (mut number, mut item, mut cells) = (0u32, None, None::<Vec<String>>);
        while let Some(token) = page.next(into) {
            match token {
                Token::Words(words) => match (&mut item, &mut cells) {
                    (Some(item), _) => String::push_str(item, &words),
                    (None, Some(cells)) => cells.last_mut().into_iter().for_each(|c| c.push_str(words.trim())),
                    _ => {}
                },
                Token::Tag(name, _) => match name.as_str() {
                    "li" => item = Some(String::new()),
                    "/li" => {
                        if let Some(said) = item.take().and_then(|text| statement(text.trim())) {
                            number = number.saturating_add(1);
                            said.into_iter().for_each(|fact| into.row(Spot::Item(number), fact));
                        }
                    }
                    "tr" => cells = Some(Vec::new()),
                    "td" => cells.iter_mut().for_each(|c| c.push(String::new())),
                    "/tr" => {
                        if let Some(cells) = cells.take().filter(|c| !c.is_empty()) {
                            number = number.saturating_add(1);
                            login(&cells, Spot::Item(number), into);
                        }
                    }
                    _ => {}
                },
                Token::TooLong => into.problem(Spot::File, Code::RowTooLong, ""),
            }
        }
        if item.is_some() || cells.is_some() {
            into.skip(Spot::Item(number.saturating_add(1)), Code::CutShort, "");
        }
    }
}

/// What a statement says; nothing where it has no value or isn't of ours.
fn statement(text: &str) -> Option<Vec<Fact>> {
    if let Some(ip) = text.strip_prefix(TERMS).map(str::trim).filter(|ip| !ip.is_empty()) {
        let event = Some(TERMS.trim_end_matches([':', ' ']).to_owned());
        return Some(vec![Fact::Device(Device { ip: Some(ip.to_owned()), event, ..Device::default() })]);
    }
    let (value, field) = STATEMENTS.iter().find_map(|(begin, field)| Some((text.strip_prefix(begin)?.trim(), *field)))?;
    let profile = |value: &str| Fact::Profile(Profile { field, value: value.trim().to_owned() });
    let several = value.split(',').filter(|v| !v.trim().is_empty());
    match field {
        _ if value.is_empty() => None,
        ProfileField::Mail => Some(several.map(profile).collect()),
        ProfileField::Phone => value.split(" [").next().map(|v| vec![profile(v)]),
        _ => Some(vec![profile(value)]),
    }
}

/// A row of the table of network addresses.
fn login(cells: &[String], spot: Spot, into: &mut Reading<'_>) {
    let cell = |at: usize| cells.get(at).filter(|c| !c.is_empty()).cloned();
    let Some(ip) = cell(1) else { return into.skip(spot, Code::RowDamaged, "IP Address") };
    let Some(wall) = cell(0).and_then(|t| date::wall(t.trim_end_matches(['Z', ' ']))) else {
        return into.skip(spot, Code::BadDate, "Timestamp");
    };
    let time = Some(Moment { wall, zone: Zone::Utc });
    into.row(spot, Fact::Device(Device { time, ip: Some(ip), event: cell(2), system: cell(3), ..Device::default() }));
}
