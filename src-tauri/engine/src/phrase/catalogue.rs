//! The catalogue: all entries of one language, read once from the files compiled in. One line per area and language.

use super::Lang;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Entries by id.
pub type Catalogue = BTreeMap<String, String>;

macro_rules! areas {
    ($lang:literal, $($area:literal),+ $(,)?) => {
        &[$(include_str!(concat!("../../locales/", $lang, "/", $area, ".toml"))),+]
    };
}

static EN: &[&str] = areas![
    "en",
    "actions",
    "claims",
    "claims_beliefs",
    "claims_credit",
    "claims_devices",
    "claims_health",
    "claims_household",
    "claims_identity",
    "claims_interests",
    "claims_money",
    "claims_places",
    "claims_relationships",
    "claims_rhythm",
    "claims_segments",
    "claims_work",
    "core",
    "drift",
    "guides",
    "personas",
    "proof",
    "queue",
    "report",
    "scores",
    "signals",
    "sources",
    "sources_accounts",
    "sources_chats",
    "sources_chats_cn",
    "sources_money",
    "sources_shops",
    "sources_social",
    "sources_western",
    "vault"
];
static ZH_CN: &[&str] = areas![
    "zh-CN",
    "actions",
    "claims",
    "claims_beliefs",
    "claims_credit",
    "claims_devices",
    "claims_health",
    "claims_household",
    "claims_identity",
    "claims_interests",
    "claims_money",
    "claims_places",
    "claims_relationships",
    "claims_rhythm",
    "claims_segments",
    "claims_work",
    "core",
    "drift",
    "guides",
    "personas",
    "proof",
    "queue",
    "report",
    "scores",
    "signals",
    "sources",
    "sources_accounts",
    "sources_chats",
    "sources_chats_cn",
    "sources_money",
    "sources_shops",
    "sources_social",
    "sources_western",
    "vault"
];

static CATALOGUES: LazyLock<[Catalogue; 2]> = LazyLock::new(|| [parse(EN), parse(ZH_CN)]);

/// The catalogue of a language.
pub fn catalogue(lang: Lang) -> &'static Catalogue {
    let [en, zh] = &*CATALOGUES;
    match lang {
        Lang::En => en,
        Lang::ZhCn => zh,
    }
}

/// A file that doesn't parse gives no entries here; `every_file_parses` keeps one from shipping.
fn parse(files: &[&str]) -> Catalogue {
    files.iter().filter_map(|f| toml::from_str::<Catalogue>(f).ok()).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_parses_and_no_id_stands_twice() {
        for files in [EN, ZH_CN] {
            let mut seen = Catalogue::new();
            for file in files {
                let entries: Catalogue = toml::from_str(file).unwrap();
                for (id, words) in entries {
                    assert!(!words.trim().is_empty(), "{id} is empty");
                    assert_eq!(seen.insert(id.clone(), words), None, "{id} stands twice");
                }
            }
        }
    }

    #[test]
    fn both_languages_have_the_same_ids_and_parameters() {
        let (en, zh) = (catalogue(Lang::En), catalogue(Lang::ZhCn));
        let only = |a: &Catalogue, b: &Catalogue| a.keys().filter(|k| !b.contains_key(*k)).cloned().collect::<Vec<_>>();
        assert_eq!(only(en, zh), Vec::<String>::new(), "no Chinese words for these");
        assert_eq!(only(zh, en), Vec::<String>::new(), "no English words for these");
        for (id, words) in en {
            assert_eq!(parameters(words), parameters(&zh[id]), "{id}: parameters differ");
        }
    }

    fn parameters(words: &str) -> std::collections::BTreeSet<String> {
        words.split('{').skip(1).filter_map(|p| p.split_once('}')).map(|(name, _)| name.to_owned()).collect()
    }
}
