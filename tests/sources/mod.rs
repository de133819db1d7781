//! Every case under `fixtures/<source_id>/`: recognised by its own source and by no other, read as `expected.txt` says.
//! `UPDATE_EXPECT=1` rewrites the expectations; the review happens in the diff. Case `clean*` is the format as it should be, the others
//! are named by their damage. `DOSSIER_SAMPLES=<folder>` compares with published samples too.

mod apart;
mod arriving;
mod named;
mod told;

use dossier_engine::archive::Limits;
use dossier_engine::record::ArchiveId;
use dossier_engine::source::{ALL, Content, FileReport, Found, Reading, Recognition, Source, peek, recognise};
use proptest::prelude::*;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use told::{moment, said};

/// A case of a fixture.
pub(crate) struct Case {
    pub(crate) source: &'static dyn Source,
    pub(crate) name: String,
    folder: PathBuf,
    pub(crate) file: String,
    pub(crate) bytes: Vec<u8>,
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures")
}

fn subfolders(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().map(|e| e.unwrap().path()).filter(|p| p.is_dir()).collect();
    found.sort();
    found
}

/// Every file below; the folders above an input are part of its path.
fn below(folder: &Path) -> Vec<PathBuf> {
    let here = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file());
    here.chain(subfolders(folder).iter().flat_map(|f| below(f))).collect()
}

/// All of them.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for source in ALL {
        for folder in subfolders(&fixtures().join(source.card().id)) {
            let mut inputs = below(&folder);
            inputs.retain(|p| *p != folder.join("expected.txt"));
            assert_eq!(inputs.len(), 1, "{}: one input", folder.display());
            let name = folder.file_name().unwrap().to_string_lossy().into_owned();
            let file = inputs[0].strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
            cases.push(Case { source: *source, name, folder, file, bytes: fs::read(&inputs[0]).unwrap() });
        }
    }
    cases
}

fn read_as(source: &dyn Source, file: &str, mut bytes: &[u8]) -> (Vec<Found>, FileReport) {
    read_from(source, file, &mut bytes)
}

fn read_from(source: &dyn Source, file: &str, stream: &mut dyn Read) -> (Vec<Found>, FileReport) {
    let limits = Limits::default();
    let mut records = Vec::new();
    let mut keep = |record: Found| {
        records.push(record);
        true
    };
    let mut into = Reading::new(ArchiveId("000000000000".into()), file.into(), &limits, &mut keep);
    // A workbook too damaged to be opened gives no row.
    if let Ok(opened) = peek::open(file, stream, &limits) {
        opened.read(source, &mut into).unwrap();
    }
    let report = into.finish();
    (records, report)
}

fn recognition(source: &dyn Source, file: &str, bytes: &[u8]) -> Recognition {
    let mut stream = bytes;
    peek::open(file, &mut stream, &Limits::default()).map_or(Recognition::No, |opened| source.recognise(opened.peek()))
}

fn assert_adds_up(report: &FileReport, what: &str) {
    let skipped: u64 = report.skipped.iter().map(|s| s.count).sum();
    assert_eq!(report.rows_read, report.kept + skipped, "{what}");
}

#[test]
fn every_case_reads_as_expected() {
    let mut wrong = Vec::new();
    for case in cases() {
        let path = case.folder.join("expected.txt");
        let said = said(&case);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, &said).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != said {
            wrong.push(format!("{}/{}:\n{said}", case.source.card().id, case.name));
        }
    }
    assert!(wrong.is_empty(), "UPDATE_EXPECT=1 rewrites them\n{}", wrong.join("\n"));
}

#[test]
fn every_case_is_recognised_by_its_own_source_and_by_no_other() {
    for case in cases() {
        for source in ALL {
            let id = source.card().id;
            let own = id == case.source.card().id;
            match recognition(*source, &case.file, &case.bytes) {
                Recognition::No => {}
                found => assert!(own, "{}/{} is also {id}: {found:?}", case.source.card().id, case.name),
            }
        }
        let mut stream = &case.bytes[..];
        let opened = peek::open(&case.file, &mut stream, &Limits::default()).unwrap();
        let (source, found) = recognise(opened.peek());
        assert_eq!(source.map(|s| s.card().id).unwrap_or(case.source.card().id), case.source.card().id);
        if let Recognition::Yes(why) = found {
            assert!(case.source.card().variants.contains(&why.variant), "{}", why.variant);
        } else {
            assert!(!case.name.starts_with("clean"), "{}/{}: {found:?}", case.source.card().id, case.name);
        }
    }
}

#[test]
fn every_source_has_clean_and_damaged_cases() {
    let cases = cases();
    for source in ALL {
        let of =
            |clean: bool| cases.iter().filter(|c| c.source.card().id == source.card().id && c.name.starts_with("clean") == clean).count();
        assert!(of(true) >= 1 && of(false) >= 2, "{}: {} clean, {} damaged", source.card().id, of(true), of(false));
    }
}

#[test]
fn cutting_a_file_anywhere_keeps_the_counts_adding_up() {
    for case in cases().iter().filter(|c| c.name.starts_with("clean")) {
        let (_, whole) = read_as(case.source, &case.file, &case.bytes);
        // In places over the whole, and closely in the last rows; each case from another byte on.
        let tail = case.bytes.len().saturating_sub(300);
        let shift = case.name.len() % 7;
        for cut in (shift..tail).step_by((tail / 30).max(23)).chain((tail + shift..case.bytes.len()).step_by(7)) {
            let (records, report) = read_as(case.source, &case.file, &case.bytes[..cut]);
            assert_adds_up(&report, &format!("{} cut at {cut}", case.name));
            assert!(report.kept <= whole.kept && report.kept <= records.len() as u64);
        }
    }
}

#[test]
fn a_stray_quote_in_any_row_costs_at_most_that_row() {
    for case in cases().iter().filter(|c| c.name.starts_with("clean") && c.file.ends_with(".csv")) {
        let Ok(text) = String::from_utf8(case.bytes.clone()) else { continue };
        let (_, whole) = read_as(case.source, &case.file, &case.bytes);
        for (at, _) in text.match_indices('\n') {
            let damaged = format!("{}\n\"{}", &text[..at], &text[at + 1..]);
            let (_, report) = read_as(case.source, &case.file, damaged.as_bytes());
            assert_adds_up(&report, &case.name);
            let header_hit = report.rows_read == 0;
            // The second product of a Taobao order is lost with the first, rather than given to another order.
            let lost = 1 + u64::from(case.source.card().id == "taobao_orders");
            assert!(
                header_hit || report.kept + lost >= whole.kept,
                "{} at byte {at}: {} of {}",
                case.folder.display(),
                report.kept,
                whole.kept
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        for source in ALL {
            let (_, report) = read_as(*source, "any.csv", &bytes);
            assert_adds_up(&report, source.card().id);
            force(*source, &bytes);
        }
    }

    #[test]
    fn shuffled_pieces_of_fixtures_never_panic(
        which in any::<proptest::sample::Index>(),
        edits in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>(), 0..3u8), 1..20),
    ) {
        let cases = cases();
        let case = &cases[which.index(cases.len())];
        let mut bytes = case.bytes.clone();
        for (at, byte, how) in edits {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, b",\"\n-\t\r;/"[usize::from(byte) % 8]),
                _ => { bytes.remove(at); }
            }
        }
        for source in ALL {
            let (_, report) = read_as(*source, &case.file, &bytes);
            assert_adds_up(&report, source.card().id);
        }
    }
}

proptest! {
    #[test]
    fn workbooks_with_damaged_parts_never_panic(
        which in any::<proptest::sample::Index>(),
        part in any::<proptest::sample::Index>(),
        edits in proptest::collection::vec((any::<proptest::sample::Index>(), any::<proptest::sample::Index>()), 1..6),
    ) {
        let books: Vec<Case> = cases().into_iter().filter(|c| c.bytes.starts_with(b"PK")).collect();
        let case = &books[which.index(books.len())];
        let mut parts = unzip(&case.bytes);
        let part = part.index(parts.len());
        for (at, with) in edits {
            let with = HOSTILE[with.index(HOSTILE.len())];
            let text = &mut parts[part].1;
            // At the end of a value or an attribute, where it does most harm.
            let places: Vec<usize> = text.iter().enumerate().filter(|(_, b)| b"<\">".contains(b)).map(|(i, _)| i).collect();
            if !places.is_empty() {
                let at = places[at.index(places.len())];
                text.splice(at..at, with.bytes());
            }
        }
        let bytes = zip(&parts);
        for source in ALL {
            let (_, report) = read_as(*source, "a.xlsx", &bytes);
            assert_adds_up(&report, source.card().id);
        }
    }
}

/// What is slipped into the parts of a workbook.
const HOSTILE: &[&str] =
    &["9", "99999999999", "-1", "A", "XFD1048577", "<", ">", "\"", "&#0;", "1e999", "NaN", "é", "/", "[h]", " r=\"A0\" "];

fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|i| {
            let mut entry = archive.by_index(i).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn zip(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Reads bytes as text and as a workbook, whatever they are.
fn force(source: &dyn Source, bytes: &[u8]) {
    let limits = Limits::default();
    let text = String::from_utf8_lossy(bytes).into_owned();
    for content in [Content::Text(Box::new(text.as_bytes())), Content::Workbook(bytes.to_vec())] {
        let mut keep = |_| true;
        let mut into = Reading::new(ArchiveId(String::new()), String::new(), &limits, &mut keep);
        source.read(content, "any.csv", &mut into);
        assert_adds_up(&into.finish(), source.card().id);
    }
}

/// Published samples and the figures that an independent count of them gave: rows, (label, rows, sum), first and last time.
type Figures = (&'static str, &'static str, u64, &'static [(&'static str, u64, i128)], &'static str, &'static str);

const SAMPLES: &[Figures] = &[
    (
        "payments/alipay/alipay_record_web_gbk.csv",
        "alipay_bill web",
        7,
        &[("", 2, 280_842), ("支出", 4, 313_700), ("收入", 1, 1)],
        "2019-09-30 05:26:50",
        "2021-02-06 14:53:31",
    ),
    (
        "payments/alipay/alipay_app_v1_2021_receipt_first.csv",
        "alipay_bill app_v1",
        16,
        &[("其他", 7, 319_741), ("支出", 6, 32_181), ("收入", 3, 16_190)],
        "2020-06-02 15:34:06",
        "2021-12-11 16:53:51",
    ),
    (
        "payments/alipay/支付宝交易明细(20230210-20230213).csv",
        "alipay_bill app_v2",
        10,
        &[("不计收支", 4, 24_737), ("支出", 5, 21_164), ("收入", 1, 22_222_850)],
        "2023-01-09 18:21:50",
        "2023-07-10 13:20:16",
    ),
    (
        "payments/wechat/微信支付账单(20190801-20190930).csv",
        "wechat_pay_bill csv",
        27,
        WECHAT,
        "2017-10-20 18:36:44",
        "2024-06-07 23:40:27",
    ),
    (
        "payments/wechat/wechat_xlsx_2025-09_text_amounts.xlsx",
        "wechat_pay_bill xlsx_v1",
        27,
        WECHAT,
        "2017-10-20 18:36:44",
        "2024-06-07 23:40:27",
    ),
    (
        "payments/wechat/wechat_xlsx_2026-03_numeric_amounts.xlsx",
        "wechat_pay_bill xlsx_v2",
        27,
        WECHAT,
        "2017-10-20 18:36:44",
        "2024-06-07 23:40:27",
    ),
    (
        "payments/jd/京东交易流水(申请时间2025年01月01日11时32分42秒)_138.csv",
        "jd_bill v2",
        26,
        &[("不计收支", 10, 160_152), ("支出", 16, 227_770)],
        "2024-12-05 22:49:55",
        "2024-12-30 17:16:02",
    ),
    (
        "payments/meituan/美团账单(20250201-20250228).csv",
        "meituan_bill csv",
        29,
        &[("支出", 23, 122_380), ("收入", 6, 20_973)],
        "2025-02-02 21:30:16",
        "2025-02-28 20:35:13",
    ),
    ("shopping/taobao_official_constructed/constructed_13col.xlsx", "taobao_orders columns_13", 8, &[("实付金额", 5, 145_810)], "", ""),
    ("shopping/taobao_official_constructed/constructed_11col.xlsx", "taobao_orders columns_11", 8, &[("实付金额", 5, 145_810)], "", ""),
];

const WECHAT: &[(&str, u64, i128)] = &[("/", 11, 2_610_089), ("支出", 11, 290_453), ("收入", 5, 2849)];

#[test]
fn published_samples_give_the_figures_counted_independently() {
    let Some(samples) = std::env::var_os("DOSSIER_SAMPLES") else {
        println!("skipped: DOSSIER_SAMPLES names no folder of published samples");
        return;
    };
    for (path, expected, rows, totals, first, last) in SAMPLES {
        let bytes = fs::read(Path::new(&samples).join(path)).unwrap();
        let mut stream = &bytes[..];
        let opened = peek::open(path, &mut stream, &Limits::default()).unwrap();
        let (source, found) = recognise(opened.peek());
        let Recognition::Yes(why) = found else { panic!("{path}: {found:?}") };
        let source = source.unwrap();
        assert_eq!(format!("{} {}", source.card().id, why.variant), *expected, "{path}");
        let (_, report) = read_as(source, path, &bytes);
        assert_adds_up(&report, path);
        assert_eq!((report.rows_read, report.kept), (*rows, *rows), "{path}");
        let ours: Vec<_> = report.totals_ours.iter().map(|t| (t.label.as_str(), t.count, t.sum)).collect();
        assert_eq!(ours, *totals, "{path}");
        if !first.is_empty() {
            assert_eq!(report.first.map(moment).as_deref(), Some(*first), "{path}");
            assert_eq!(report.last.map(moment).as_deref(), Some(*last), "{path}");
        }
        let problems: Vec<_> = report.problems.iter().map(|p| format!("{} {}", p.code.as_str(), p.hint)).collect();
        println!("{expected:<24} {rows} rows, reconciled {:?}, problems {problems:?}", report.reconciled);
    }
}
