//! What must always hold from a file to a dossier, checked over the fixtures and a made-up life: whatever the order, the packing
//! and the repetition of files, the same records give the same claims, and no claim outlives its evidence.

use crate::clean::one_of_each;
use chrono::NaiveDate;
use dossier_engine::archive::{Archive, Input, Limits};
use dossier_engine::dossier::{Ask, Whose, compile, step_records};
use dossier_engine::observer::{self, Base, Event, View};
use dossier_engine::record::Origin;
use dossier_engine::report::{rows, wire};
use dossier_engine::vault::{Progress, Vault, Watch};
use proptest::prelude::*;
use serde_json::Value;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::io::Write;

use std::sync::LazyLock;
use zip::unstable::write::FileOptionsExt;
use zip::write::SimpleFileOptions;
use zip::{AesMode, ZipWriter};

const PASSWORD: &str = "027184";

/// A statement of seven rows; the third and the fourth are alike to the second and the cent, but for their numbers.
const BILL_HEAD: &str =
    "京东账号名：示例\n交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注\n";
const BILL_ROWS: [&str; 7] = [
    "2024-12-30 17:16:02\t,示例超市,牛奶,20.00,京东白条,交易成功,支出,食品酒饮,1001\t,2001\t,\n",
    "2024-12-29 09:00:00\t,示例宠物店,猫粮 2kg,88.00,京东白条,交易成功,支出,宠物生活,1002\t,2002\t,\n",
    "2024-12-20 12:00:00\t,示例地铁,乘车,3.00,京东白条,交易成功,支出,交通出行,\t,\t,\n",
    "2024-12-20 12:00:00\t,示例地铁,乘车,3.00,京东白条,交易成功,支出,交通出行,\t,\t,\n",
    "2024-12-11 21:10:00\t,示例超市,鸡蛋,15.50,京东白条,交易成功,支出,食品酒饮,1005\t,2005\t,\n",
    "2024-12-09 08:30:00\t,示例早餐店,豆浆,4.50,京东白条,交易成功,支出,食品酒饮,1006\t,2006\t,\n",
    "2024-12-05 22:49:55\t,示例超市,大米,59.90,京东白条,交易成功,支出,食品酒饮,1007\t,2007\t,\n",
];

fn bill(rows: &[&str]) -> Vec<u8> {
    format!("{BILL_HEAD}{}", rows.concat()).into_bytes()
}

fn input(name: &str, bytes: &[u8]) -> Input {
    Input::Bytes { name: name.to_owned(), bytes: bytes.into() }
}

/// Of every source one clean file, in a fixed order.
fn clean() -> Vec<Input> {
    one_of_each().iter().map(|(name, bytes)| input(name, bytes)).collect()
}

fn take(vault: &mut Vault, input: &Input, passwords: &[&str]) {
    let passwords: Vec<String> = passwords.iter().map(|p| (*p).to_owned()).collect();
    let mut archive = Archive::open(input, &passwords, &Limits::default()).unwrap();
    vault.import(&mut archive, &Limits::default(), &()).unwrap();
}

fn vault_of<'i>(inputs: impl IntoIterator<Item = &'i Input>) -> Vault {
    let mut vault = Vault::in_memory().unwrap();
    for input in inputs {
        take(&mut vault, input, &[PASSWORD]);
    }
    vault
}

/// A made-up person's files, read once for all tests.
struct Life {
    vault: Vault,
    base: Base,
    ask: Ask,
}

// SQLite's connection is used by one test at a time.
static LIVES: LazyLock<std::sync::Mutex<Vec<Life>>> = LazyLock::new(|| {
    let lives = dossier_personas::ALL.iter().map(|persona| {
        let mut vault = Vault::in_memory().unwrap();
        for a in persona.archives {
            take(&mut vault, &input(a.name, a.bytes), persona.password.as_slice());
        }
        Life { base: Base::of(&vault).unwrap(), vault, ask: Ask { today: persona.today.parse().unwrap(), ..ask() } }
    });
    std::sync::Mutex::new(lives.collect())
});

fn lives() -> std::sync::MutexGuard<'static, Vec<Life>> {
    LIVES.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn ask() -> Ask {
    let today = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    Ask { today, observers: Whose::All, country: None, without: BTreeSet::new() }
}

fn report(vault: &Vault) -> wire::Report {
    compile(vault, &Base::of(vault).unwrap(), &ask()).unwrap()
}

fn bytes(report: &wire::Report) -> String {
    serde_json::to_string(report).unwrap()
}

/// What the records say, wherever they stand: counts and dossiers without origins.
fn content(report: &wire::Report) -> Value {
    let mut value = serde_json::to_value((&report.records, &report.observers)).unwrap();
    forget_places(&mut value);
    value
}

fn forget_places(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("origins");
            fields.values_mut().for_each(forget_places);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_places),
        _ => {}
    }
}

#[test]
fn importing_twice_is_importing_once() {
    let inputs = clean();
    let once = bytes(&report(&vault_of(&inputs)));
    let twice = bytes(&report(&vault_of(inputs.iter().chain(&inputs))));
    assert!(once == twice, "a second import of every fixture changed the report");
}

#[test]
fn a_copy_under_another_name_adds_nothing_whichever_comes_first() {
    let (one, two) = (input("bill.csv", &bill(&BILL_ROWS)), input("bill (1).csv", &bill(&BILL_ROWS)));
    let alone = report(&vault_of([&one]));
    let (forth, back) = (report(&vault_of([&one, &two])), report(&vault_of([&two, &one])));
    assert_eq!(content(&alone), content(&forth));
    assert_eq!(bytes(&forth), bytes(&back));
    for file in forth.archives.iter().flat_map(|a| &a.files) {
        let skipped: u64 = file.skipped.iter().map(|s| s.count).sum();
        assert_eq!(file.rows_read, file.stored + file.known + skipped, "{}", file.path);
    }
}

#[test]
fn the_same_second_and_amount_are_still_two_rows() {
    let alike = report(&vault_of([&input("bill.csv", &bill(&BILL_ROWS[2..4]))]));
    assert_eq!(alike.records.get("payment"), Some(&2));
    let more = vault_of([&input("bill.csv", &bill(&BILL_ROWS)), &input("part.csv", &bill(&BILL_ROWS[2..4]))]);
    assert_eq!(report(&more).records.get("payment"), Some(&7), "the two are the same two in both files");
}

#[test]
fn counts_add_up_in_every_file() {
    let said = report(&vault_of(&clean()));
    for file in said.archives.iter().flat_map(|a| &a.files) {
        let skipped: u64 = file.skipped.iter().map(|s| s.count).sum();
        assert_eq!(file.rows_read, file.stored + file.known + skipped, "{}", file.path);
    }
}

#[test]
fn the_packing_changes_nothing() {
    let bill = bill(&BILL_ROWS);
    let packed = |options: SimpleFileOptions| {
        let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        writer.start_file("bill.csv", options).unwrap();
        writer.write_all(&bill).unwrap();
        content(&report(&vault_of([&input("bill.zip", &writer.finish().unwrap().into_inner())])))
    };
    let bare = content(&report(&vault_of([&input("bill.csv", &bill)])));
    let plain = SimpleFileOptions::default();
    assert_eq!(bare, packed(plain));
    assert_eq!(bare, packed(plain.with_deprecated_encryption(PASSWORD.as_bytes()).unwrap()));
    for mode in [AesMode::Aes128, AesMode::Aes192, AesMode::Aes256] {
        assert_eq!(bare, packed(plain.with_aes_encryption(mode, PASSWORD)));
    }
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let inputs = clean();
    assert!(bytes(&report(&vault_of(&inputs))) == bytes(&report(&vault_of(&inputs))));
    for life in lives().iter() {
        let again = Base::of(&life.vault).unwrap();
        let compiled = |base| bytes(&compile(&life.vault, base, &life.ask).unwrap());
        assert!(compiled(&life.base) == compiled(&again));
    }
}

/// Stops after so many questions.
struct Impatient(Cell<u32>);

impl Watch for Impatient {
    fn progress(&self, _: &Progress) {}
    fn cancelled(&self) -> bool {
        self.0.set(self.0.get().saturating_sub(1));
        self.0.get() == 0
    }
}

#[test]
fn a_cancelled_import_leaves_the_vault_as_it_was() {
    let long: String = (0..2000)
        .map(|n| format!("2024-{:02}-{:02} 10:00:00\t,示例店{n},货{n},1.00,白条,交易成功,支出,其他,{n}\t,\t,\n", n % 12 + 1, n % 28 + 1))
        .collect();
    let long = input("long.csv", format!("{BILL_HEAD}{long}").as_bytes());
    let before = input("bill.csv", &bill(&BILL_ROWS));
    let mut vault = vault_of([&before]);
    let untouched = bytes(&report(&vault));
    let mut cancelled = 0;
    for patience in 1..=6 {
        let mut archive = Archive::open(&long, &[], &Limits::default()).unwrap();
        let done = vault.import(&mut archive, &Limits::default(), &Impatient(Cell::new(patience)));
        assert_eq!(done.map_err(|e| e.code()), Err("cancelled"), "after {patience} questions");
        assert_eq!(bytes(&report(&vault)), untouched);
        cancelled += 1;
    }
    assert_eq!(cancelled, 6);
    take(&mut vault, &long, &[]);
    assert_eq!(bytes(&report(&vault)), bytes(&report(&vault_of([&before, &long]))), "and the import can be done again");
}

fn all_claims(report: &wire::Report) -> impl Iterator<Item = (&wire::Observer, &wire::Claim)> {
    report.observers.iter().flatten().flat_map(|o| o.claims.iter().map(move |c| (o, c)))
}

#[test]
fn every_claim_has_evidence_and_every_origin_is_a_stored_row() {
    for life in lives().iter() {
        let said = compile(&life.vault, &life.base, &life.ask).unwrap();
        let stands = |o: &wire::WireOrigin| o.parse().is_some_and(|o| life.base.at(&o).is_some());
        for (observer, claim) in all_claims(&said) {
            let what = format!("{} {} {}", observer.id, claim.id, claim.value);
            assert!(claim.evidence.count > 0, "{what} has no evidence");
            assert!(claim.evidence.steps.iter().any(|s| s.count > 0 && !s.origins.is_empty()), "{what} shows no row");
            assert!((0.0..=1.0).contains(&claim.p), "{what}: {}", claim.p);
            for step in claim.evidence.steps.iter().chain(&claim.evidence.counter) {
                assert!(step.origins.iter().all(stands), "{what}: an origin leads nowhere");
                assert_eq!(step.origins.len() as u64, step.count.min(20), "{what}");
            }
        }
        let scores = said.observers.iter().flatten().flat_map(|o| &o.scores);
        for row in scores.flat_map(|s| &s.dimensions).flat_map(|d| &d.rows) {
            assert!(row.origins.iter().all(stands), "{}: an origin leads nowhere", row.feature);
        }
    }
}

/// The rows behind a claim, with the other places, the joined rows and the other lines of the same orders: an order is one event.
fn evidence(life: &Life, ask: &Ask, observer: &str, claim: &wire::Claim) -> BTreeSet<Origin> {
    let mut records = BTreeSet::new();
    for step in 0..claim.evidence.steps.len() {
        records.extend(step_records(&life.base, ask, observer, &claim.id, &claim.value, i64::try_from(step).unwrap()));
    }
    let view = View::look(&life.base, observer::by_id(observer).unwrap(), &ask.without, ask.today);
    let order = |e: &Event| e.order.map(|o| (e.platform, o));
    let orders: BTreeSet<_> = view.events().iter().filter(|e| records.contains(&e.record)).filter_map(order).collect();
    records.extend(view.events().iter().filter(|e| order(e).is_some_and(|o| orders.contains(&o))).map(|e| e.record));
    let records: Vec<usize> = records.into_iter().collect();
    let mut origins: BTreeSet<Origin> = records.iter().flat_map(|r| life.base.origins(*r)).collect();
    for row in rows::rows(&life.vault, &life.base, &records).unwrap() {
        for joined in row.joined {
            let record = life.base.at(&joined.origin.parse().unwrap()).unwrap();
            origins.extend(life.base.origins(record));
        }
    }
    origins
}

/// The same may follow from other rows (a partner's parcels go to the same district): then these have to be taken away too,
/// and each time there are fewer rows, until there is nothing it could rest on.
#[test]
fn a_claim_goes_with_its_evidence() {
    for life in lives().iter() {
        let everything = Ask { observers: Whose::One("everything".into()), ..life.ask.clone() };
        let said = compile(&life.vault, &life.base, &everything).unwrap();
        assert!(all_claims(&said).count() > 5);
        for (observer, claim) in all_claims(&said) {
            let mut ask = everything.clone();
            let mut standing = Some(claim.clone());
            while let Some(claim) = standing {
                let before = ask.without.len();
                ask.without.extend(evidence(life, &ask, &observer.id, &claim));
                let gone = ask.without.len();
                assert!(gone > before, "{} = {} stands on nothing: {before} rows behind it were gone", claim.id, claim.value);
                let left = compile(&life.vault, &life.base, &ask).unwrap();
                standing = all_claims(&left).map(|(_, c)| c).find(|c| c.id == claim.id && c.value == claim.value).cloned();
            }
        }
    }
}

#[test]
fn leaving_rows_out_is_never_having_imported_them() {
    let (whole, cut) = (bill(&BILL_ROWS), bill(&BILL_ROWS[..4]));
    let vault = vault_of([&input("bill.csv", &whole)]);
    let base = Base::of(&vault).unwrap();
    let id = report(&vault).archives[0].id.clone();
    let line = |n: usize| wire::WireOrigin { archive: id.clone(), file: "bill.csv".into(), spot: format!("L{n}") }.parse().unwrap();
    let without: BTreeSet<Origin> = (7..=9).map(line).collect();
    assert!(without.iter().all(|o| base.at(o).is_some()));
    let left = compile(&vault, &base, &Ask { without, ..ask() }).unwrap();
    let fresh = report(&vault_of([&input("bill.csv", &cut)]));
    let observers = |r: &wire::Report| content(r)[1].clone();
    assert_eq!(observers(&left), observers(&fresh));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn the_order_of_files_changes_nothing(order in Just((0..clean().len()).collect::<Vec<_>>()).prop_shuffle()) {
        let inputs = clean();
        let shuffled = vault_of(order.iter().map(|i| &inputs[*i]));
        prop_assert!(bytes(&report(&vault_of(&inputs))) == bytes(&report(&shuffled)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_part_beside_the_whole_gives_the_whole(from in 0..BILL_ROWS.len(), len in 0..BILL_ROWS.len(), part_first: bool) {
        let to = (from + len).min(BILL_ROWS.len());
        let (part, whole) = (input("part.csv", &bill(&BILL_ROWS[from..to])), input("whole.csv", &bill(&BILL_ROWS)));
        let both = if part_first { vault_of([&part, &whole]) } else { vault_of([&whole, &part]) };
        prop_assert_eq!(content(&report(&both)), content(&report(&vault_of([&whole]))));
    }
}
