//! The same number of the platform's, two contents: which one counts, and what is shown of the other.

use super::making::*;
use dossier_engine::archive::Input;
use dossier_engine::dossier::{Ask, compile};
use dossier_engine::observer::{self, Base, View};
use dossier_engine::report::{rows, tally};
use dossier_engine::vault::Vault;

/// Sum of what was spent, in fen, and how many rows stand behind it.
fn spent(vault: &Vault) -> (i64, usize) {
    let base = Base::of(vault).unwrap();
    let view = View::look(&base, observer::by_id("everything").unwrap(), &ask().without, ask().today);
    let rows = view.spending();
    (view.sums(&rows).into_values().sum(), rows.len())
}

/// A payment that was still open in May's export and was called off in June's.
fn waiting_then_closed() -> (Input, Input) {
    let old =
        input("old.csv", alipay_app("2024-06-20 09:00:00", &[("1001", 5, "30.00", "交易成功"), ("1002", 6, "80.00", "等待确认收货")]));
    let new = input("new.csv", alipay_app("2024-07-20 09:00:00", &[("1001", 5, "30.00", "交易成功"), ("1002", 6, "80.00", "交易关闭")]));
    (old, new)
}

#[test]
fn the_newer_export_counts_whichever_is_added_first() {
    let (old, new) = waiting_then_closed();
    for order in [[&old, &new], [&new, &old]] {
        let vault = vault_of(order);
        assert_eq!(spent(&vault), (3000, 1));
        assert_eq!(report(&vault).records.get("payment"), Some(&2), "each payment is counted once");
    }
    assert_eq!(said(&vault_of([&old, &new])), said(&vault_of([&new, &old])));
    assert_eq!(spent(&vault_of([&old])), (11_000, 2));
}

#[test]
fn a_conflict_is_counted_and_shown_before_it_is_kept() {
    let (old, new) = waiting_then_closed();
    let mut vault = vault_of([&old]);
    vault.stage().unwrap();
    take(&mut vault, &new);
    let base = Base::of(&vault).unwrap();
    let told = tally::tally(&vault, &base).unwrap();
    assert_eq!((told.new, told.known, told.conflicts), (0, 1, 1));
    assert_eq!(told.said.zh_cn, "新增 0，已有 1，冲突 1。还没有保留。");
    assert_eq!(told.said.en, "0 new, 1 known, 1 conflict. Nothing is kept yet.");
    let [conflict] = &told.shown[..] else { panic!("{} conflicts", told.shown.len()) };
    assert_eq!((conflict.counts.archive_name.as_str(), conflict.earlier.archive_name.as_str()), ("new.csv", "old.csv"));
    assert_eq!(conflict.differs[0].en, "It was done, now it is closed and paid back.");
    let [file] = &told.files[..] else { panic!("{} files", told.files.len()) };
    assert_eq!((file.name.as_str(), file.new, file.known, file.conflicts), ("new.csv", 0, 1, 1));
}

#[test]
fn the_earlier_version_stands_in_the_drawer_and_comes_back() {
    let (old, new) = waiting_then_closed();
    let vault = vault_of([&old, &new]);
    let base = Base::of(&vault).unwrap();
    let both: Vec<usize> = (0..base.counts().len() + 10).filter(|r| !base.versions(*r).is_empty()).collect();
    let rows = rows::rows(&vault, &base, &both).unwrap();
    assert_eq!(rows.len(), 2, "both versions are stored");
    assert!(rows.iter().all(|r| r.joined.len() == 1));
    // Without the newer file's rows, the older version counts again.
    let without = base.origins(both[0]).into_iter().chain(base.origins(both[1])).filter(|o| o.archive == id(&new)).collect();
    let left = compile(&vault, &base, &Ask { without, ..ask() }).unwrap();
    assert_eq!(
        left.observers,
        report(&vault_of([&old])).observers.map(|mut fresh| {
            // The rows that both files show are shown in the file that sorts first.
            for (f, l) in fresh.iter_mut().zip(left.observers.as_ref().unwrap()) {
                f.claims.clone_from(&l.claims);
                f.scores.clone_from(&l.scores);
            }
            fresh
        })
    );
    let mut vault = vault;
    vault.delete(&id(&new)).unwrap();
    assert_eq!(said(&vault), said(&vault_of([&old])));
}

#[test]
fn two_layouts_of_one_payment_are_counted_once_and_known() {
    let rows = [("1001", 5, "30.00", "交易成功"), ("1002", 6, "80.00", "交易成功")];
    let (app, web) =
        (input("app.csv", alipay_app("2024-06-20 09:00:00", &rows)), input("web.csv", alipay_web("2024-08-20 09:00:00", &rows)));
    for order in [[&app, &web], [&web, &app]] {
        let mut vault = vault_of([order[0]]);
        let tally = staged(&mut vault, [order[1]]);
        assert_eq!((tally.new, tally.known, tally.conflicts), (0, 2, 0));
        assert_eq!(spent(&vault), (11_000, 2));
        // The app's bill has more columns; the claim rests on its rows although the web's is newer.
        assert_eq!(report(&vault).records.get("payment"), Some(&2));
    }
    assert_eq!(said(&vault_of([&app, &web])), said(&vault_of([&web, &app])));
}

#[test]
fn order_lines_and_refunds_in_one_file_are_no_conflict() {
    let mut vault = Vault::in_memory().unwrap();
    for fixture in clean() {
        let tally = staged(&mut vault, [&fixture]);
        assert!(tally.conflicts == 0 || tally.shown.iter().all(|c| c.counts.archive != c.earlier.archive), "a file contradicts itself");
    }
    for fixture in clean() {
        assert_eq!(staged(&mut Vault::in_memory().unwrap(), [&fixture]).conflicts, 0);
    }
}
