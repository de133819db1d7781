//! Whole accounts against published exports, which are not part of this repository. Set `DOSSIER_SAMPLES` to the folder that holds them;
//! without it the check says that it was skipped. Figures: the samples' own MANIFEST, counted independently.

use dossier_engine::archive::Limits;
use dossier_engine::record::{ActivityKind, ArchiveId, Fact};
use dossier_engine::source::{self, Found, Reading, Recognition, peek};
use std::fs::File;
use std::path::Path;

/// A file in one line: which source, rows, plays and their seconds, problems.
fn told(path: &Path) -> String {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let mut file = File::open(path).unwrap();
    let limits = Limits::default();
    let opened = peek::open(&name, &mut file, &limits).unwrap();
    let known: Vec<&str> = source::ALL.iter().filter(|s| s.recognise(opened.peek()) != Recognition::No).map(|s| s.card().id).collect();
    let (Some(source), Recognition::Yes(why)) = source::recognise(opened.peek()) else { panic!("{}", path.display()) };
    assert_eq!(known, [source.card().id], "{}", path.display());
    let mut records: Vec<Found> = Vec::new();
    let mut keep = |r| {
        records.push(r);
        true
    };
    let mut into = Reading::new(ArchiveId("sample".into()), name, &limits, &mut keep);
    opened.read(source, &mut into).unwrap();
    let report = into.finish();
    assert_eq!(report.rows_read, report.kept);
    let plays: Vec<u32> = records
        .iter()
        .filter_map(|r| if let Fact::Activity(a) = &r.fact { (a.kind == ActivityKind::Play).then_some(a.seconds?) } else { None })
        .collect();
    let problems: Vec<&str> = report.problems.iter().map(|p| p.code.as_str()).collect();
    format!(
        "{}/{} rows {} plays {} seconds {} {}",
        source.card().id,
        why.variant,
        report.rows_read,
        plays.len(),
        plays.iter().sum::<u32>(),
        problems.join(",")
    )
}

#[test]
fn netflix_gives_the_figures_counted_independently() {
    let Some(samples) = std::env::var_os("DOSSIER_SAMPLES") else {
        println!("skipped: DOSSIER_SAMPLES names no folder of published samples");
        return;
    };
    let root = Path::new(&samples).join("shopping/netflix_2021_mock");
    for (file, expected) in [
        // 02:09:34 + 00:17:43 watched; a trailer and a scene that played by themselves are not.
        ("CONTENT_INTERACTION/ViewingActivity.csv", "netflix/viewing rows 4 plays 2 seconds 8837 "),
        ("CONTENT_INTERACTION/PlaybackRelatedEvents.csv", "netflix/playback rows 18 plays 0 seconds 0 "),
        ("CONTENT_INTERACTION/IndicatedPreferences.csv", "netflix/preferences rows 7 plays 0 seconds 0 "),
        ("CONTENT_INTERACTION/MyList.csv", "netflix/list rows 7 plays 0 seconds 0 "),
        ("CONTENT_INTERACTION/SearchHistory.csv", "netflix/searches rows 1 plays 0 seconds 0 "),
        ("ACCOUNT/AccountDetails.csv", "netflix/account rows 1 plays 0 seconds 0 "),
        ("PROFILES/Profiles.csv", "netflix/profiles rows 5 plays 0 seconds 0 "),
    ] {
        assert_eq!(told(&root.join(file)), expected, "{file}");
    }
}
