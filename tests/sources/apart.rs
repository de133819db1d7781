//! Fixtures are made up: no row of a fixture is a row of a published sample. Compared where `DOSSIER_SAMPLES` names their folder.

use super::{cases, read_as};
use dossier_engine::archive::Limits;
use dossier_engine::record::Fact;
use dossier_engine::source::{Found, peek, recognise};
use std::collections::BTreeMap;
use std::path::Path;

/// To the second, and to the cent: what two made-up rows don't share by chance. Days alone, and nothing paid, say too little.
fn movement(found: &Found) -> Option<(String, i64)> {
    let (time, amount) = match &found.fact {
        Fact::Payment(p) => (Some(p.time), Some(p.amount)),
        Fact::Purchase(p) => (p.time, p.paid),
        _ => return None,
    };
    let (time, amount) = (time?.wall, amount?.minor);
    (amount != 0 && time.time() != chrono::NaiveTime::MIN).then(|| (time.to_string(), amount.abs()))
}

#[test]
fn no_row_of_a_fixture_is_one_of_a_published_sample() {
    let Some(samples) = std::env::var_os("DOSSIER_SAMPLES") else {
        println!("skipped: DOSSIER_SAMPLES names no folder of published samples");
        return;
    };
    let mut published: BTreeMap<(String, i64), String> = BTreeMap::new();
    for folder in ["payments", "shopping"] {
        for path in super::below(&Path::new(&samples).join(folder)) {
            let (name, bytes) = (path.display().to_string(), std::fs::read(&path).unwrap());
            let mut stream = &bytes[..];
            let Ok(opened) = peek::open(&name, &mut stream, &Limits::default()) else { continue };
            let (Some(source), _) = recognise(opened.peek()) else { continue };
            let (rows, _) = read_as(source, &name, &bytes);
            published.extend(rows.iter().filter_map(|row| Some((movement(row)?, name.clone()))));
        }
    }
    assert!(published.len() > 300, "{}", published.len());
    let mut same = Vec::new();
    for case in cases() {
        let (rows, _) = read_as(case.source, &case.file, &case.bytes);
        let known = rows.iter().filter_map(movement).filter(|m| published.contains_key(m)).count();
        if known > 0 {
            same.push(format!("{}/{}: {known}", case.source.card().id, case.name));
        }
    }
    assert!(same.is_empty(), "{}", same.join("\n"));
}
