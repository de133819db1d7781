//! Amazon: the audiences it sells its customers in, in its own words, and the advertisers who bought them.
//!
//! # Variants
//! By the one column: `amazon` what Amazon itself concluded · `advertisers` who brought a list with this customer on it · `third_parties`
//! what others concluded · `clicks` whose advertisements were answered · `opt_out` whether interest-based ads are off, by country.
//! # What gives it away
//! A sentence for a header (`Amazon Audiences in which you are included`), an empty line, then one value a line.
//! # Traps
//! A file with its header alone means none in this region. Values come in the account's language (`Demographics:Uomini`) and hold commas.
//! # Where this is from
//! formats/shopping_and_accounts §4.5: humandataincome/hudi-packages-connectors, UCI-Networking-Group/FromVoiceToAds.

use crate::record::{Activity, ActivityKind, AdLabel, Fact, Kind, LabelKind, Platform};
use crate::source::table::{Dialect, Row, Skip, Table};
use crate::source::{Card, Status as Known};

const AMAZON: &str = "Amazon Audiences in which you are included";
const ADVERTISERS: &str = "Advertisers who brought audiences in which you are included";
const THIRD: &str = "Audiences in which you are included via 3rd Parties";
const CLICKS: &str = "Advertisers whose ads you clicked";
const OPT_OUT: &str = "Interest based ads opt out setting per marketplace";

/// The source.
pub(in crate::source) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "amazon_audiences",
        platform: Platform::Amazon,
        yields: &[Kind::AdLabel, Kind::Activity],
        variants: &["amazon", "advertisers", "third_parties", "clicks", "opt_out"],
        status: Known::Sampled,
    },
    dialects: &[
        Dialect { variant: "amazon", starts: &[AMAZON], header: &[AMAZON], ..Dialect::NONE },
        Dialect { variant: "advertisers", starts: &[ADVERTISERS], header: &[ADVERTISERS], ..Dialect::NONE },
        Dialect { variant: "third_parties", starts: &[THIRD], header: &[THIRD], ..Dialect::NONE },
        Dialect { variant: "clicks", starts: &[CLICKS], header: &[CLICKS], ..Dialect::NONE },
        Dialect { variant: "opt_out", starts: &[OPT_OUT], header: &[OPT_OUT], ..Dialect::NONE },
    ],
    row: |row, (), _| fact(row),
    ..Table::NONE
};

fn fact(row: &Row<'_>) -> Result<Fact, Skip> {
    let labelled = |kind, column, origin: Option<&str>| {
        let label = value(row, column)?;
        Ok(Fact::AdLabel(AdLabel { kind, label, value: None, origin: origin.map(str::to_owned), time: None }))
    };
    match row.variant() {
        "amazon" => labelled(LabelKind::Audience, AMAZON, None),
        "advertisers" => labelled(LabelKind::Advertiser, ADVERTISERS, None),
        "third_parties" => labelled(LabelKind::Audience, THIRD, Some("3rd Parties")),
        "clicks" => {
            let advertiser = value(row, CLICKS)?;
            Ok(Fact::Activity(Activity { by: Some(advertiser), ..Activity::new(ActivityKind::Advert, CLICKS) }))
        }
        _ => {
            let (country, setting) = row.text(OPT_OUT).and_then(|t| t.split_once(':')).ok_or(Skip::damaged())?;
            let (origin, value) = (Some(country.trim().to_owned()), Some(setting.trim().to_owned()));
            Ok(Fact::AdLabel(AdLabel { kind: LabelKind::Attribute, label: OPT_OUT.to_owned(), value, origin, time: None }))
        }
    }
}

/// The line. Whoever saved it without quotes has let the commas of a value part it; one that opens a quote and doesn't close it is cut.
fn value(row: &Row<'_>, column: &str) -> Result<String, Skip> {
    row.rest(column).filter(|value| !value.starts_with('"')).ok_or(Skip::damaged())
}
