//! Addresses: Chinese ones down to the district (`place.district`), American, British and German ones down to the town
//! (`place.foreign`, `US/CA/San Francisco`), and the whole string of a delivery address (`id.address`).
//!
//! Chinese places are also read from branch names of shops (喜茶（北京大兴万科广场店）) and metro operators.
//! Traps: product titles name origins (新疆苹果), so titles count with full names or a branch in brackets only; Amazon
//! prints name, street and town as one string without delimiters (formats/shopping_and_accounts), so the town is what
//! stands between the last street word and the state.

use crate::record::Fact;
use crate::signal::text::{Part, Texts};
use crate::signal::{Signal, regions};
use regex::Regex;
use std::sync::LazyLock;

static US: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let states = "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]";
    Regex::new(&format!(r"(?-u:\b)({states}),? ([0-9]{{5}})(-[0-9]{{4}})?(?-u:\b)")).ok()
});
static UK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?-u:\b)[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}(?-u:\b)").ok());
static DE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?-u:\b)[0-9]{5} ([A-ZÄÖÜ][a-zäöüß]+(?:[ -](?:am|an|der|im|[A-ZÄÖÜ][a-zäöüß]+))*)").ok());

const STREETS: &[&str] = &[
    "st",
    "street",
    "ave",
    "avenue",
    "rd",
    "road",
    "blvd",
    "boulevard",
    "dr",
    "drive",
    "ln",
    "lane",
    "way",
    "ct",
    "court",
    "pl",
    "place",
    "ter",
    "terrace",
    "cir",
    "circle",
    "hwy",
    "highway",
    "pkwy",
    "parkway",
    "sq",
    "square",
    "close",
    "crescent",
    "gardens",
    "row",
];

pub(super) fn extract(texts: &Texts<'_>, out: &mut Vec<Signal>) {
    for (_, text) in texts.parts(&[Part::Address]) {
        out.push(Signal::new("id.address", Some(&text.split_whitespace().collect::<Vec<_>>().join(" ")), 0.9));
        label(text, out);
        if let Some(place) = foreign(text) {
            out.push(Signal::new("place.foreign", Some(&place), 0.85));
        }
        chinese(text, true, 1.0, out);
    }
    for (_, text) in texts.parts(&[Part::Line]) {
        let places = regions::places(text, true);
        if let Some(address) = written_out(text, &places) {
            out.push(Signal::new("id.address", Some(address), 0.7));
        }
        out.extend(places.iter().map(|place| Signal::new("place.district", Some(&place.path), place.weight * 0.7)));
    }
    if let Fact::Payment(_) = texts.fact {
        for (_, text) in texts.parts(&[Part::Party]) {
            // A company's name holds the place of its registration, not of the purchase.
            chinese(text, true, if text.contains("公司") { 0.4 } else { 0.9 }, out);
        }
        for (_, text) in texts.parts(&[Part::Title, Part::Note]) {
            chinese(text, false, 0.8, out);
            if let Some((_, branch)) = branch(text) {
                chinese(branch, true, 0.8, out);
            }
        }
    }
}

/// A name and the branch in its last brackets: `喜茶` and `北京大兴万科广场店`.
pub(in crate::signal) fn branch(text: &str) -> Option<(&str, &str)> {
    let at = text.rfind(['（', '('])?;
    let name = text.get(..at)?.trim();
    let inside = text.get(at..)?.trim_start_matches(['（', '(']);
    let inside = inside.split(['）', ')']).next()?;
    (!name.is_empty() && !inside.is_empty()).then_some((name, inside))
}

fn chinese(text: &str, loose: bool, part_weight: f32, out: &mut Vec<Signal>) {
    for place in regions::places(text, loose) {
        out.push(Signal::new("place.district", Some(&place.path), place.weight * part_weight));
    }
}

/// What sort of building an address names: `work`, `school` or `home`.
fn label(text: &str, out: &mut Vec<Signal>) {
    const LABELS: &[(&str, &[&str])] = &[
        ("school", &["大学", "学院", "中学", "小学", "学校", "宿舍", "校区", "University", "Dorm"]),
        ("work", &["公司", "大厦", "写字楼", "科技园", "产业园", "工业园", "软件园", "Suite", "Office"]),
        ("home", &["小区", "花园", "家园", "公寓", "单元", "新村", "Apt"]),
    ];
    if let Some((name, _)) = LABELS.iter().find(|(_, words)| words.iter().any(|word| text.contains(word))) {
        out.push(Signal::new("id.address_label", Some(name), 0.6));
    }
}

/// The part of a chat line from a district to a house number.
fn written_out<'t>(text: &'t str, places: &[regions::Place]) -> Option<&'t str> {
    let place = places.iter().find(|place| place.district)?;
    let rest = text.get(place.end..)?;
    let line = rest.split(['，', '。', ',', '\n', '！', '；']).next()?;
    let end = line.rfind(['号', '室', '栋', '楼'])?;
    let numbered = line.get(..end)?;
    let stop = line.get(end..)?.chars().next().map_or(0, char::len_utf8);
    numbered.bytes().any(|b| b.is_ascii_digit()).then(|| text.get(..place.end + end + stop)).flatten()
}

/// The Länder, as addresses print them between town and postcode.
const LAENDER: [&str; 16] = [
    "Baden-Württemberg",
    "Bayern",
    "Berlin",
    "Brandenburg",
    "Bremen",
    "Hamburg",
    "Hessen",
    "Mecklenburg-Vorpommern",
    "Niedersachsen",
    "Nordrhein-Westfalen",
    "Rheinland-Pfalz",
    "Saarland",
    "Sachsen",
    "Sachsen-Anhalt",
    "Schleswig-Holstein",
    "Thüringen",
];

fn foreign(text: &str) -> Option<String> {
    if let Some(found) = US.as_ref().and_then(|us| us.captures_iter(text).last()) {
        let state = found.get(1)?;
        let town = town(text.get(..state.start())?);
        return Some(if town.is_empty() { format!("US/{}", state.as_str()) } else { format!("US/{}/{town}", state.as_str()) });
    }
    if let Some(found) = UK.as_ref().and_then(|uk| uk.find_iter(text).last()) {
        let town = town(text.get(..found.start())?);
        let outward = found.as_str().split(' ').next()?;
        return Some(if town.is_empty() { format!("GB/{outward}") } else { format!("GB/{outward}/{town}") });
    }
    let german = ["Germany", "Deutschland", "DE"].iter().any(|country| text.trim_end().ends_with(country));
    let found = DE.as_ref().filter(|_| german)?.captures_iter(text).last()?;
    let after = ["Germany", "Deutschland"].iter().fold(found.get(1)?.as_str(), |t, country| t.trim_end_matches(country)).trim();
    if !after.is_empty() {
        return Some(format!("DE/{after}"));
    }
    // Amazon prints the town and the Land before the postcode.
    let before = text.get(..found.get(0)?.start())?.trim_end();
    let town = town(LAENDER.iter().find_map(|land| before.strip_suffix(land)).unwrap_or(before));
    Some(if town.is_empty() { "DE".to_owned() } else { format!("DE/{town}") })
}

/// The words just before a state or postcode, back to a comma, a number or a street word; three at most.
fn town(before: &str) -> String {
    let before = before.trim_end_matches([',', ' ']);
    let last = before.rsplit([',', '\n']).next().unwrap_or_default();
    let mut words: Vec<&str> = Vec::new();
    for word in last.split_whitespace().rev().take(3) {
        let bare = word.trim_end_matches('.').to_ascii_lowercase();
        let saint = bare == "st" && !words.is_empty() && words.len() == last.split_whitespace().count() - 1;
        if word.bytes().any(|b| b.is_ascii_digit() || b == b'#') || (STREETS.contains(&bare.as_str()) && !saint) {
            break;
        }
        words.push(word);
    }
    words.reverse();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_may_stand_before_its_land_and_postcode() {
        assert_eq!(foreign("Jo Beispiel Musterweg 5 Leipzig Sachsen 04229 Germany").as_deref(), Some("DE/Leipzig"));
        assert_eq!(foreign("Jo Beispiel Musterweg 5 Leipzig 04229 Germany").as_deref(), Some("DE/Leipzig"));
    }

    #[test]
    fn towns_are_read_without_delimiters() {
        assert_eq!(foreign("Jo Example 12 Main St San Francisco CA 94105 United States").as_deref(), Some("US/CA/San Francisco"));
        assert_eq!(foreign("Jo Example, 12 Main Street Apt 4, Austin, TX 78701-0001").as_deref(), Some("US/TX/Austin"));
        assert_eq!(foreign("Jo Example 3 High Street Leeds LS1 4AP United Kingdom").as_deref(), Some("GB/LS1/Leeds"));
        assert_eq!(foreign("Jo Beispiel Hauptstraße 5 10115 Berlin Germany").as_deref(), Some("DE/Berlin"));
        assert_eq!(foreign("北京市朝阳区某路1号"), None);
    }

    #[test]
    fn branches_stand_in_the_last_brackets() {
        assert_eq!(branch("喜茶（北京大兴万科广场店）"), Some(("喜茶", "北京大兴万科广场店")));
        assert_eq!(branch("(x)"), None);
    }
}
