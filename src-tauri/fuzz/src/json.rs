//! What is sent between processes and kept beside the rows: what can be read from JSON is written and read back as the same.

use dossier_engine::error::Error;
use dossier_engine::reader::{ArchiveNote, Begun, FileNote, Opened, Recognised, Row};
use dossier_engine::record::Record;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(crate) fn check(bytes: &[u8]) {
    round::<Row>(bytes);
    round::<Record>(bytes);
    round::<FileNote>(bytes);
    round::<ArchiveNote>(bytes);
    round::<Opened>(bytes);
    round::<Begun>(bytes);
    round::<Recognised>(bytes);
    round::<Error>(bytes);
}

fn round<T: Serialize + DeserializeOwned>(bytes: &[u8]) {
    let Ok(value) = serde_json::from_slice::<T>(bytes) else { return };
    let written = serde_json::to_string(&value).expect("what was read can be written");
    let again: T = serde_json::from_str(&written).unwrap_or_else(|e| panic!("{e}: {written}"));
    assert_eq!(serde_json::to_string(&again).expect("and written again"), written);
}
