//! Statements of banks in mainland China and Hong Kong.
//!
//! # Variants
//! One a bank and card, see `layouts.rs`. ICBC (debit of 2023 and 2024, credit), CCB (and its older layout), CITIC credit, SPDB, CIB and
//! HSBC Hong Kong (debit, credit) come from the bank; those of CMB, BOC, BOCOM, ABC and CGB were turned from PDF into a table by others.
//! # What gives it away
//! The header cells, which differ from bank to bank.
//! # Traps
//! Cells are padded and end in TAB. ICBC fills 记账金额, not 交易金额, on debit cards. Credit cards print charges as positive (CITIC, CMB,
//! CGB) or without a sign, the first word telling the way (BOCOM). CMB's credit card has no year in its rows, only in the line above the
//! table, and no 交易日 in repayments. CCB prints 0.0 for nothing and ends with a disclaimer. BOC writes dashes for nothing, CMB and ABC
//! the account behind the name. The other side may be the rail (财付通, 支付宝): then the shop stands under 交易场所. Account numbers
//! stand in clear in some; they are masked as they are read.
//! # Where this is from
//! formats/payments §6: published files of ICBC, CCB, SPDB, CMB and HSBC, and readers of all.

mod layouts;

use super::statement::{Balances, kind, masked, own_account, party, sign, veiled};
use super::table::{Row, Skip, Table};
use super::{Card, Reading, Status as Known, amount, date};
use crate::problem::Code;
use crate::record::{
    Amount, Currency, Direction, Fact, Kind, Moment, Payment, PaymentKind, Platform, Profile, ProfileField, Spot, Status, Zone,
};

/// The source.
pub(super) static SOURCE: Table<Statement> = Table {
    card: &Card {
        id: "bank_cn",
        platform: Platform::Bank,
        yields: &[Kind::Payment, Kind::Profile],
        variants: layouts::VARIANTS,
        status: Known::Sampled,
    },
    dialects: layouts::ALL,
    aside,
    passes: |row, _, _| row.variant() == "ccb" && row.cell("日期").is_empty() && row.cell("摘要").is_empty() || row.cell("日期") == "说明",
    row,
    end: |statement, into| statement.balances.compare(into),
    ..Table::NONE
};

/// What is carried from row to row.
#[derive(Default)]
pub(super) struct Statement {
    /// The statement's own account, masked.
    account: Option<String>,
    /// Stated above the table.
    currency: Option<Currency>,
    /// Year and month of a credit card's statement.
    month: Option<(i32, u32)>,
    balances: Balances,
}

/// Layouts that print what was charged as positive, what was paid back as negative.
const CHARGES: [&str; 3] = ["citic_credit", "cmb_credit", "cgb_credit"];

/// What the column is called; where it is all that tells a layout from a home-made table, it keeps its own name.
const BALANCES: [&str; 3] = ["余额", "联机余额", "本次余额"];

/// Companies that stand between the bank and the shop.
const RAILS: [&str; 5] = ["财付通支付科技", "支付宝（中国）", "支付宝(中国)", "网银在线", "银联商务"];

/// What such companies put before the shop's name.
const PREFIXES: [&str; 6] = ["财付通-", "支付宝-", "美团支付-", "网银在线-", "抖音支付-", "云闪付"];

fn aside(line: &str, spot: Spot, statement: &mut Statement, into: &mut Reading<'_>) {
    let line: String = line.chars().filter(|c| !c.is_whitespace() && *c != '"').collect();
    let after = |labels: &[&str]| {
        labels.iter().find_map(|label| {
            let (_, rest) = line.split_once(label)?;
            let rest = rest.strip_prefix(['：', ':', ','])?.trim_start_matches(',');
            rest.split([',', '，', '|']).next().filter(|value| !value.is_empty())
        })
    };
    if statement.account.is_none()
        && let Some(number) = after(&["卡号", "账号", "账户号"]).filter(|n| n.bytes().any(|b| b.is_ascii_digit()))
    {
        statement.account = own_account(number, spot, into);
    }
    if let Some(name) = after(&["户名", "客户姓名", "账户名称"]) {
        into.beside(spot, Fact::Profile(Profile { field: ProfileField::RealName, value: name.to_owned() }));
    }
    if let Some(currency) = after(&["币种"]).and_then(currency) {
        statement.currency = Some(currency);
    }
    if statement.month.is_none()
        && let Some((before, after)) = line.split_once('年')
    {
        let year = before.get(before.len().saturating_sub(4)..).and_then(|y| y.parse().ok());
        let month = after.split_once('月').and_then(|(m, _)| m.parse().ok());
        statement.month = year.zip(month);
    }
}

fn row(row: &Row<'_>, statement: &mut Statement, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let wall = moment(row, statement).ok_or(Skip { code: Code::BadDate, hint: "日期" })?;
    let (signed, label) = moved(row, statement)?;
    into.total(label, Amount { minor: signed.minor.abs(), ..signed });
    let way = if signed.minor < 0 { Direction::Out } else { Direction::In };
    if let Some(balance) = BALANCES.iter().find_map(|column| row.text(column)) {
        statement.balances.add(row.cell("卡号"), signed, amount::minor(balance));
    }
    let (mut counterparty, mut account) = party(row.cell("对方户名"));
    account = masked(row.cell("对方账号")).or(account);
    let mut place = row.text("地点").map(veiled);
    let through = |name: &String| RAILS.iter().any(|r| name.contains(r));
    let shop = place.as_ref().is_some_and(|p| PREFIXES.iter().any(|r| p.starts_with(r)));
    if place.is_some() && (shop || counterparty.as_ref().is_none_or(through)) {
        counterparty = place.take();
    }
    let mut summary = row.text("摘要").map(veiled);
    if ["bocom_credit", "cgb_credit"].contains(&row.variant())
        && let Some((sort, shop)) = summary.as_deref().and_then(|s| s.trim_start_matches('（').split_once([' ', '）']))
    {
        counterparty = Some(shop.to_owned());
        summary = Some(sort.to_owned());
    }
    let title = row.text("附言").map(veiled);
    let words = [&summary, &title, &counterparty, &place].map(|w| w.as_deref().unwrap_or_default()).join(" ");
    let charged = row.variant().ends_with("credit") && way == Direction::Out;
    Ok(Fact::Payment(Payment {
        direction_label: label.to_owned(),
        kind: kind(&words, way).unwrap_or(if charged { PaymentKind::Merchant } else { PaymentKind::Other }),
        counterparty,
        counterparty_account: account,
        title: title.or_else(|| summary.clone()),
        category_label: summary,
        method: row.text("卡号").and_then(tail).or_else(|| statement.account.clone()),
        status: status(row, into),
        note: place,
        ..Payment::new(Moment { wall, zone: Zone::China }, way, signed)
    }))
}

/// Last four digits of a card; a spreadsheet drops the zeros they begin with.
fn tail(cell: &str) -> Option<String> {
    let short = cell.len() < 4 && cell.bytes().all(|b| b.is_ascii_digit());
    masked(&if short { format!("{cell:0>4}") } else { cell.to_owned() })
}

/// What moved, from the owner's side, and the label it stands under.
fn moved(row: &Row<'_>, statement: &Statement) -> Result<(Amount, &'static str), Skip> {
    let bad = Skip { code: Code::BadAmount, hint: "金额" };
    let printed = row.cell("金额");
    // `CNY 123.18`, `CNY13.50`
    let (code, figure) = match printed.get(..3).and_then(Currency::new) {
        Some(code) => (Some(code), printed.get(3..).unwrap_or_default()),
        None => (None, printed),
    };
    let currency = code.or_else(|| currency(row.cell("币种"))).or(statement.currency).unwrap_or(Currency::CNY);
    let of = |minor: i64| Amount::new(minor, currency);
    if !printed.is_empty() {
        // `8,000.00(CN)`
        let minor = amount::annotated(figure).ok_or(bad)?.minor;
        return Ok(match (row.variant(), row.cell("借贷")) {
            ("bocom_credit", _) if row.cell("摘要").starts_with("消费") => (of(-minor), "-"),
            ("hsbc_hk_credit", "DEBIT") => (of(-minor.abs()), "DEBIT"),
            ("hsbc_hk_credit", _) => (of(minor.abs()), "CREDIT"),
            (_, way) if way.starts_with('借') => (of(-minor), "借"),
            (_, way) if way.starts_with('贷') => (of(minor), "贷"),
            (variant, _) => {
                let signed = of(if CHARGES.contains(&variant) { -minor } else { minor });
                (signed, sign(signed))
            }
        });
    }
    let cell = |column| match row.text(column) {
        Some(text) => amount::minor(text).map(i64::abs).ok_or(Skip { hint: column, ..bad }),
        None => Ok(0),
    };
    match (cell("收入")?, cell("支出")?) {
        (0, 0) if row.text("收入").or(row.text("支出")).is_none() => Err(bad),
        (0, out) if out != 0 => Ok((of(-out), "支出")),
        (come, _) => Ok((of(come), "收入")),
    }
}

/// Day and time of day, from one cell or two; Beijing time.
fn moment(row: &Row<'_>, statement: &Statement) -> Option<chrono::NaiveDateTime> {
    let day = row.text("日期").or(row.text("入账日"))?;
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if row.variant() == "cmb_credit" {
        let (year, closed) = statement.month?;
        let (month, day) = day.split_once('/')?;
        let past = month.parse::<u32>().ok()? > closed;
        return date::wall(&format!("{}-{month}-{day}", year - i32::from(past)));
    }
    if row.variant().starts_with("hsbc") {
        return date::day_first(day);
    }
    let day = match (day.get(..4), day.get(4..6), day.get(6..)) {
        (Some(y), Some(m), Some(d)) if day.len() == 8 && digits(day) => format!("{y}-{m}-{d}"),
        _ => day.to_owned(),
    };
    let time = row.text("时间").unwrap_or_default();
    let time = match (time.get(..2), time.get(2..4), time.get(4..)) {
        (Some(h), Some(m), Some(s)) if time.len() == 6 && digits(time) => format!("{h}:{m}:{s}"),
        _ => time.to_owned(),
    };
    date::wall(&format!("{day} {time}"))
}

fn status(row: &Row<'_>, into: &mut Reading<'_>) -> Status {
    match row.cell("状态") {
        "" | "POSTED" => Status::Done,
        "PENDING" => Status::Pending,
        _ => {
            into.problem(row.spot(), Code::StatusUnknown, "Transaction status");
            Status::Unknown
        }
    }
}

/// A currency by its code or its Chinese name.
fn currency(text: &str) -> Option<Currency> {
    let text = text.trim();
    let name = text.split(['(', '（']).next().unwrap_or_default();
    let code = NAMES.iter().find(|(names, _)| names.contains(&name)).map_or(name, |(_, code)| *code);
    Currency::new(code)
}

const NAMES: &[(&[&str], &str)] = &[
    (&["人民币", "人民币元", "RMB"], "CNY"),
    (&["美元"], "USD"),
    (&["港币", "港元"], "HKD"),
    (&["欧元"], "EUR"),
    (&["英镑"], "GBP"),
    (&["日元", "日圆"], "JPY"),
];
