//! Tables nobody has met: what is proposed for them, and how they read once that was confirmed.

use super::*;
use crate::archive::Limits;
use crate::record::ArchiveId;
use crate::source::{FileReport, Found, peek};

fn proposal(name: &str, text: &str) -> Option<Proposal> {
    propose(peek::open(name, &mut text.as_bytes(), &Limits::default()).unwrap().peek())
}

fn told(p: &Proposal) -> Vec<String> {
    let columns = p.columns.iter().map(|c| format!("{}={}", c.name, c.role.map_or("-", Role::id)));
    columns.chain([format!("{} {} {:?}", p.mapping.makes.id(), p.mapping.dates.id(), p.mapping.currency)]).collect()
}

fn read(mapping: &Mapping, name: &str, text: &str) -> (Vec<Found>, FileReport) {
    let limits = Limits::default();
    let source = source(mapping);
    let mut records = Vec::new();
    let mut keep = |r| {
        records.push(r);
        true
    };
    let mut stream = text.as_bytes();
    let opened = peek::open(name, &mut stream, &limits).unwrap();
    assert!(matches!(source.recognise(opened.peek()), crate::source::Recognition::Yes(_)), "{name}");
    let mut into = Reading::new(ArchiveId(String::new()), name.into(), &limits, &mut keep);
    opened.read(source, &mut into).unwrap();
    let report = into.finish();
    (records, report)
}

const SPANISH: &str = "Banco Ejemplo\nExtracto\n\nFecha;Concepto;Cargo;Abono;Saldo\n13/01/2025;Café Ejemplo;3,20;;96,80\n14/01/2025;Nómina;;1.000,00;1.096,80\n";

#[test]
fn a_strange_bank_is_understood_and_read() {
    let p = proposal("x.csv", SPANISH).unwrap();
    assert_eq!(told(&p), ["Fecha=time", "Concepto=title", "Cargo=outgo", "Abono=income", "Saldo=-", "payment day_first None"]);
    assert_eq!(p.columns[1].cells, ["Café Ejemplo", "Nómina"]);
    let mut mapping = p.mapping;
    assert!(mapping.is_whole());
    mapping.currency = Currency::new("EUR");
    let (records, report) = read(&mapping, "x.csv", SPANISH);
    assert_eq!((report.rows_read, report.kept), (2, 2), "{:?}", report.problems);
    let Fact::Payment(p) = &records[1].fact else { panic!("{:?}", records[1].fact) };
    assert_eq!((p.amount.minor, p.amount.currency.code(), p.direction), (100_000, "EUR", crate::record::Direction::In));
    assert_eq!(p.time.wall.to_string(), "2025-01-14 00:00:00");
    assert!(report.problems.is_empty(), "{:?}", report.problems);
}

#[test]
fn chinese_lists_of_orders_and_chats_are_proposed() {
    let orders =
        "编号,商品名称,数量,实付款,下单时间,店铺\n1,毛巾,2,¥39.90,2025-03-01 08:00,样例店\n2,米,1,¥59.00,2025-03-04 09:30,样例店\n";
    let p = proposal("orders.csv", orders).unwrap();
    assert_eq!(
        told(&p),
        ["编号=-", "商品名称=title", "数量=quantity", "实付款=amount", "下单时间=time", "店铺=party", "purchase year_first Some(CNY)"]
    );
    let (records, _) = read(&p.mapping, "orders.csv", orders);
    let Fact::Purchase(towel) = &records[0].fact else { panic!() };
    assert_eq!((towel.quantity, towel.paid.map(|a| a.minor), towel.seller.as_deref()), (2, Some(3990), Some("样例店")));
    let chat = "时间\t发送者\t内容\n2025/3/1 08:00\t小样\t早\n2025/3/1 08:01\t小例\t早上好\n";
    assert_eq!(told(&proposal("chat.txt", chat).unwrap()), ["时间=time", "发送者=sender", "内容=text", "message year_first None"]);
}

#[test]
fn lists_in_json_are_proposed_and_read() {
    let json = r#"{"ok":true,"data":{"items":[{"id":"a1","created":1735689600,"merchant":"Shop","amount":"12.50","tags":[]},
        {"id":"a2","created":1735693200,"merchant":"Other","amount":"-3.00","tags":["x"]}]}}"#;
    let p = proposal("x.json", json).unwrap();
    assert_eq!(p.mapping.place, "data.items[]");
    assert_eq!(told(&p), ["amount=amount", "created=time", "id=order", "merchant=party", "payment year_first None"]);
    let (records, report) = read(&p.mapping, "x.json", json);
    assert_eq!((records.len(), report.kept), (2, 2));
    let (_, cut) = read(&p.mapping, "x.json", &json[..json.len() - 30]);
    assert_eq!((cut.kept, cut.rows_read), (1, 2), "the broken one is told");
}

#[test]
fn what_is_no_table_is_not_proposed() {
    for text in ["", "just a line\n", "Dear all,\nthis, is, prose,\nwith commas, too, here\n", "{\"a\":1}", "a,b,c\n"] {
        assert_eq!(proposal("x.txt", text), None, "{text}");
    }
}

#[test]
fn a_mapping_needs_what_makes_a_row() {
    let mut mapping = proposal("x.csv", SPANISH).unwrap().mapping;
    mapping.columns[0].1 = None;
    assert!(!mapping.is_whole(), "no time");
    mapping.columns[0].1 = Some(Role::Time);
    mapping.columns[4].1 = Some(Role::Time);
    assert!(!mapping.is_whole(), "two times");
}
