//! Recognition goes by content: a file that was renamed is what it was. Where a name decides after all, it stands in [`BY_NAME`].

use super::{cases, peek, recognise};
use dossier_engine::archive::Limits;
use dossier_engine::source::{ALL, Recognition};

/// Source, the beginning of its cases' names, and what of the name decides there, and why.
const BY_NAME: &[(&str, &str, &str)] = &[
    ("alipay_bill", "stamped_pdf", "the words of a PDF are packed: renamed it is a PDF of nobody's"),
    ("wechat_pay_bill", "stamped_pdf", "the same"),
    ("messenger", "clean_group_two", "since 2024 Messenger and Instagram write one shape: the folder inside the archive says whose it is"),
    ("instagram_account", "clean_categories", "Facebook and Instagram write one shape: the same"),
];

/// Whose the file is under this name, and every source that would have it.
fn under(name: &str, bytes: &[u8]) -> (Option<&'static str>, Recognition, Vec<&'static str>) {
    let mut stream = bytes;
    let opened = peek::open(name, &mut stream, &Limits::default()).unwrap();
    let (source, found) = recognise(opened.peek());
    let all = ALL.iter().filter(|s| s.recognise(opened.peek()) != Recognition::No).map(|s| s.card().id);
    (source.map(|s| s.card().id), found, all.collect())
}

#[test]
fn a_renamed_file_is_recognised_by_its_own_source_and_by_no_other() {
    let (mut wrong, mut needed, mut compared) = (Vec::new(), vec![false; BY_NAME.len()], 0);
    for case in cases() {
        let id = case.source.card().id;
        let own = under(&case.file, &case.bytes);
        let base = case.file.rsplit('/').next().unwrap_or_default();
        let ending = base.rsplit_once('.').map(|(_, ending)| format!("renamed.{ending}"));
        for name in ending.into_iter().chain(["renamed".to_owned()]) {
            compared += 1;
            let found = under(&name, &case.bytes);
            if found == own {
                continue;
            }
            match BY_NAME.iter().position(|(source, of, _)| *source == id && case.name.starts_with(of)) {
                Some(known) => needed[known] = true,
                None => wrong.push(format!("{id}/{} as {name}: {found:?} instead of {own:?}", case.name)),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let idle: Vec<&(&str, &str, &str)> = BY_NAME.iter().zip(needed).filter(|(_, needed)| !needed).map(|(e, _)| e).collect();
    assert!(idle.is_empty(), "these go by content: {idle:?}");
    assert!(compared > 800, "{compared}");
}
