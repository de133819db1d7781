//! The page as hostile ground: what the shell lets it ask, and what it can't.

use super::{relative, root, walk};
use serde_json::Value;

const MOST: usize = 25;

/// What a command may be told by the page: numbers, ids, a password, an origin inside what was read, a choice from a list, a
/// way to answer. The first four are Tauri's own and come from the shell.
const TOLD: [&str; 19] = [
    "State<'_, Session>",
    "State<'_, Page>",
    "State<'_, Refused>",
    "AppHandle",
    "Channel<Progress>",
    "Channel<News>",
    "u32",
    "usize",
    "&str",
    "String",
    "Behind",
    "Change",
    "Kept",
    "What",
    "Lang",
    "Letting",
    "bool",
    "Option<String>",
    "Option<bool>",
];

/// One command: its name, and its parameters as name and type.
fn commands() -> Vec<(String, Vec<(String, String)>)> {
    let files = walk(&root().join("src-tauri/src/commands"), &[]);
    let mut found = Vec::new();
    for text in files.iter().map(|path| std::fs::read_to_string(path).unwrap()) {
        for command in text.split("#[tauri::command").skip(1) {
            let (head, rest) = command.split_once("fn ").unwrap().1.split_once('(').unwrap();
            let list = rest.split_once(") ").unwrap().0;
            // `State<'_, Session>` holds a comma of its own.
            let list = list.replace("'_, ", "'_,");
            let parameters = list.split(", ").filter_map(|p| p.trim().split_once(": "));
            let parameters = parameters.map(|(name, kind)| (name.to_owned(), kind.replace("'_,", "'_, "))).collect();
            found.push((head.to_owned(), parameters));
        }
    }
    found
}

#[test]
fn the_page_has_few_commands_and_none_takes_a_path_an_address_or_a_query() {
    let commands = commands();
    assert!(commands.len() > 8 && commands.len() <= MOST, "{} commands", commands.len());
    let shell = std::fs::read_to_string(root().join("src-tauri/src/lib.rs")).unwrap();
    let listed = shell.split("generate_handler![").nth(1).unwrap().split(']').next().unwrap();
    let mut listed: Vec<&str> = listed.split(',').filter_map(|path| path.trim().rsplit("::").next()).filter(|n| !n.is_empty()).collect();
    let mut written: Vec<&str> = commands.iter().map(|(name, _)| name.as_str()).collect();
    listed.sort_unstable();
    written.sort_unstable();
    assert_eq!(listed, written, "what is written is what the page has");
    for (command, parameters) in &commands {
        for (name, kind) in parameters {
            assert!(TOLD.contains(&kind.as_str()), "{command}: `{name}: {kind}` is nothing that a page may say");
            let shady = ["path", "file", "folder", "dir", "url", "uri", "address", "sql", "query", "where"];
            assert!(!shady.iter().any(|word| name.contains(word)), "{command}: `{name}` sounds like a path, an address or a query");
        }
    }
}

#[test]
fn the_page_may_ask_nothing_of_tauri_itself() {
    let folder = root().join("src-tauri/capabilities");
    let files = walk(&folder, &[]);
    assert_eq!(files.iter().map(|p| relative(p)).collect::<Vec<_>>(), ["src-tauri/capabilities/page.json"]);
    let page: Value = serde_json::from_str(&std::fs::read_to_string(&files[0]).unwrap()).unwrap();
    assert_eq!(page["permissions"], Value::Array(Vec::new()));
    assert!(page.get("remote").is_none(), "no other origin may ask anything");
}

#[test]
fn the_page_s_policy_has_no_hole_and_its_web_view_keeps_nothing() {
    let config: Value = serde_json::from_str(&std::fs::read_to_string(root().join("src-tauri/tauri.conf.json")).unwrap()).unwrap();
    let security = &config["app"]["security"];
    let policy = security["csp"].as_str().unwrap();
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    for hole in ["unsafe", "*", "https:", "blob:", "wasm"] {
        assert!(!policy.contains(hole), "{hole} in {policy}");
    }
    let addresses = policy.split([' ', ';']).filter(|word| word.contains("://")).collect::<Vec<_>>();
    assert_eq!(addresses, ["http://ipc.localhost"], "the shell's own door");
    assert_eq!(security["freezePrototype"], true);
    assert!(security.get("dangerousDisableAssetCspModification").is_none() && security.get("assetProtocol").is_none());
    assert_eq!(config["app"]["withGlobalTauri"], false);
    for window in config["app"]["windows"].as_array().unwrap() {
        let told = ["create", "incognito", "devtools"].map(|key| window[key].as_bool());
        assert_eq!(told, [Some(false), Some(true), Some(false)], "{window}");
    }
}

#[test]
fn nothing_in_a_release_inspects_the_page_or_opens_an_address() {
    let manifest: toml::Table = std::fs::read_to_string(root().join("src-tauri/Cargo.toml")).unwrap().parse().unwrap();
    let features = manifest["dependencies"]["tauri"]["features"].as_array().unwrap();
    for feature in features {
        let feature = feature.as_str().unwrap();
        assert!(["wry", "x11", "dbus"].contains(&feature), "Tauri's feature {feature}");
    }
    let rust = walk(&root().join("src-tauri"), &["target"]).into_iter().filter(|p| p.extension().is_some_and(|e| e == "rs"));
    for path in rust {
        let code = super::code(&std::fs::read_to_string(&path).unwrap());
        for call in ["org.freedesktop.portal", "OpenURI", "xdg-open\"", "open_url", "navigate(", "eval("] {
            assert!(!code.contains(call), "{}: {call}", relative(&path));
        }
    }
}
