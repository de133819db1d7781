//! Made-up bills, and what a vault says of them.

use crate::clean::one_of_each;
use chrono::NaiveDate;
use dossier_engine::archive::{Archive, Input, Limits};
use dossier_engine::dossier::{Ask, Whose, compile};
use dossier_engine::observer::Base;
use dossier_engine::report::wire;
use dossier_engine::vault::{Feed, Tally, Vault};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A file with these bytes.
pub(crate) fn input(name: &str, bytes: impl AsRef<[u8]>) -> Input {
    Input::Bytes { name: name.to_owned(), bytes: bytes.as_ref().into() }
}

/// An app bill of Alipay, made at this time; rows are (order number, day of June 2024, amount, status).
pub(crate) fn alipay_app(made: &str, rows: &[(&str, u32, &str, &str)]) -> Vec<u8> {
    let mut bill = format!("导出信息：\n姓名：示例\n导出时间：[{made}]\n");
    bill += "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,\n";
    for (order, day, amount, status) in rows {
        let _ = writeln!(bill, "2024-06-{day:02} 12:00:00,餐饮美食,示例面馆,/,午饭,支出,{amount},花呗,{status},{order}\t,M{order}\t,,");
    }
    bill.into_bytes()
}

/// The web's bill of the same.
pub(crate) fn alipay_web(made: &str, rows: &[(&str, u32, &str, &str)]) -> Vec<u8> {
    let mut bill = "支付宝交易记录明细查询\n账号:[user@example.com]\n".to_owned();
    bill += "---------------------------------交易记录明细列表------------------------------------\n";
    bill += "交易号,商家订单号,交易创建时间,付款时间,最近修改时间,交易来源地,类型,交易对方,商品名称,金额（元）,收/支,交易状态,服务费（元）,成功退款（元）,备注,资金状态,\n";
    for (order, day, amount, status) in rows {
        let _ = writeln!(
            bill,
            "{order}\t,M{order}\t,2024-06-{day:02} 11:59:58,2024-06-{day:02} 12:00:00,,其他（包括阿里巴巴和外部商家）,即时到账交易,示例面馆,午饭,{amount},支出,{status},0.00,0.00,,已支出,"
        );
    }
    let _ = writeln!(
        bill,
        "------------------------------------------------------------------------------------\n导出时间:[{made}]    用户:示例"
    );
    bill.into_bytes()
}

/// Of every source one clean file, in a fixed order.
pub(crate) fn clean() -> Vec<Input> {
    one_of_each().into_iter().map(|(name, bytes)| input(&name, bytes)).collect()
}

pub(crate) fn take(vault: &mut Vault, input: &Input) {
    let mut archive = Archive::open(input, &[], &Limits::default()).unwrap();
    vault.import(&mut archive, &Limits::default(), &()).unwrap();
}

pub(crate) fn vault_of<'i>(inputs: impl IntoIterator<Item = &'i Input>) -> Vault {
    let mut vault = Vault::in_memory().unwrap();
    inputs.into_iter().for_each(|input| take(&mut vault, input));
    vault
}

/// Stages what is fed, says what it would bring, and keeps it.
pub(crate) fn staged_from(vault: &mut Vault, feed: &mut Feed<'_>) -> Tally {
    vault.stage().unwrap();
    vault.import_from(&(), feed).unwrap();
    let tally = vault.tally().unwrap();
    vault.keep().unwrap();
    tally
}

/// Stages these, says what they would bring, and keeps them.
pub(crate) fn staged<'i>(vault: &mut Vault, inputs: impl IntoIterator<Item = &'i Input>) -> Tally {
    vault.stage().unwrap();
    inputs.into_iter().for_each(|input| take(vault, input));
    let tally = vault.tally().unwrap();
    vault.keep().unwrap();
    tally
}

pub(crate) fn ask() -> Ask {
    Ask { today: NaiveDate::from_ymd_opt(2026, 11, 1).unwrap(), observers: Whose::All, country: None, without: BTreeSet::new() }
}

pub(crate) fn report(vault: &Vault) -> wire::Report {
    compile(vault, &Base::of(vault).unwrap(), &ask()).unwrap()
}

/// The document `dossier/1`.
pub(crate) fn said(vault: &Vault) -> String {
    serde_json::to_string(&report(vault)).unwrap()
}

pub(crate) fn id(input: &Input) -> dossier_engine::record::ArchiveId {
    Archive::open(input, &[], &Limits::default()).unwrap().id().clone()
}
