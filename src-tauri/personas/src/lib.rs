//! The made-up people who ship with Dossier, as the archives they would have received. The binary `generate-personas` (feature
//! `generate`) writes these archives and, beside them, `truth.json`: what is true of each life, by inference id.
//! Names and introductions are the catalogue's entries `persona.<id>` and `persona.<id>.about`.

/// A made-up person.
#[derive(Debug)]
pub struct Persona {
    /// Stable id: a folder of `fixtures/people/`, and the argument of `dossier demo`.
    pub id: &'static str,
    /// What the platforms sent.
    pub archives: &'static [Archive],
    /// What opens the locked archive among them.
    pub password: Option<&'static str>,
    /// The day the archives were asked for, `YYYY-MM-DD`: the dossier's `today`.
    pub today: &'static str,
}

/// A file as it was received.
#[derive(Debug)]
pub struct Archive {
    /// The name the platform gave it.
    pub name: &'static str,
    /// Its content.
    pub bytes: &'static [u8],
}

macro_rules! archives {
    ($id:literal, $($name:literal),+ $(,)?) => {
        &[$(Archive {
            name: $name,
            bytes: include_bytes!(concat!("../../../fixtures/people/", $id, "/archives/", $name)),
        }),+]
    };
}

/// Everyone. To add a person: a life in `generate/life/`, run the generator, then a line here and the words.
pub static ALL: &[Persona] = &[
    Persona {
        id: "lin_he",
        archives: archives![
            "lin_he",
            "支付宝交易明细(20240701-20251231).zip",
            "微信支付账单流水文件(20240701-20251231)——【解压密码可在微信支付公众号查看】.xlsx",
            "淘宝已买到的宝贝_20251231.xlsx",
            "京东交易流水(申请时间2025年12月31日21时09分40秒)_138.csv",
        ],
        password: Some("271828"),
        today: "2025-12-31",
    },
    Persona {
        id: "jonas_weber",
        archives: archives![
            "jonas_weber",
            "Your Orders.zip",
            "WhatsApp Chat with Katrin.txt",
            "WhatsApp Chat - Mama.zip",
            "WhatsApp Chat with Dispo Leutzsch.txt",
            "WhatsApp Chat with Dieter.txt",
            "WhatsApp Chat with Spielerunde.txt",
            "WhatsApp Chat with Eltern Igelgruppe.txt",
        ],
        password: None,
        today: "2025-12-31",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn home(id: &str) -> std::path::PathBuf {
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/people").join(id)
    }

    #[test]
    fn every_archive_on_disk_is_embedded() {
        for person in ALL {
            let mut on_disk: Vec<_> = std::fs::read_dir(home(person.id).join("archives"))
                .unwrap()
                .map(|f| f.unwrap().file_name().into_string().unwrap())
                .collect();
            let mut embedded: Vec<_> = person.archives.iter().map(|a| a.name.to_owned()).collect();
            on_disk.sort();
            embedded.sort();
            assert_eq!(embedded, on_disk, "{}", person.id);
            assert!(person.archives.iter().all(|a| a.bytes.len() > 500), "{}: an archive is all but empty", person.id);
            let size: usize = person.archives.iter().map(|a| a.bytes.len()).sum();
            assert!(size <= 400 * 1024, "{} takes {size} bytes", person.id);
        }
    }

    #[test]
    fn every_truth_parses_and_says_what_is_not_so() {
        for person in ALL {
            let truth: serde_json::Value =
                serde_json::from_str(&std::fs::read_to_string(home(person.id).join("truth.json")).unwrap()).unwrap();
            assert!(truth["claims"].as_object().unwrap().len() >= 10, "{}", person.id);
            assert!(truth["estimates"].as_object().unwrap().values().all(serde_json::Value::is_boolean), "{}", person.id);
            assert!(!truth["traps"].as_array().unwrap().is_empty(), "{}", person.id);
            assert!(["en", "zh-CN"].iter().all(|lang| truth["story"][lang].is_string()), "{}", person.id);
        }
    }
}
