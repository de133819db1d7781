//! What reading a case gives, as text: the form of `expected.txt`.

use super::{Case, read_as, recognition};
use dossier_engine::phrase::Param;
use dossier_engine::record::{Fact, Moment, Spot, Zone, decimal};
use dossier_engine::source::Recognition;
use std::fmt::Write as _;

/// What a case says, in the form of `expected.txt`.
pub(super) fn said(case: &Case) -> String {
    let mut out = String::new();
    match recognition(case.source, &case.file, &case.bytes) {
        Recognition::Yes(why) => writeln!(out, "yes  {} because of {}\n", why.variant, why.mark),
        Recognition::Perhaps(why) => writeln!(out, "perhaps  {} because of {}\n", why.variant, why.mark),
        Recognition::Lookalike { found } => return format!("lookalike  {found}\n"),
        Recognition::No => return "no\n".into(),
    }
    .unwrap();
    let (records, report) = read_as(case.source, &case.file, &case.bytes);
    let skipped = |code| report.skipped.iter().any(|s| s.code == code);
    let mut lines: Vec<(Spot, String)> = records.iter().map(|r| (r.spot, fact(&r.fact))).collect();
    for p in report.problems.iter().filter(|p| skipped(p.code)) {
        let more = if p.count > 1 { format!("  and {} more", p.count - 1) } else { String::new() };
        lines.push((p.origin.spot, format!("skipped {}  {}{more}", p.code.as_str(), p.hint).trim_end().into()));
    }
    lines.sort_by_key(|(spot, _)| *spot);
    for (spot, line) in lines {
        writeln!(out, "{:<5} {line}", spot.to_string()).unwrap();
    }
    let skips: String = report.skipped.iter().map(|s| format!(", {} {}", s.count, s.code.as_str())).collect();
    writeln!(out, "\nrows        {} read, {} kept{skips}", report.rows_read, report.kept).unwrap();
    if let (Some(first), Some(last)) = (report.first, report.last) {
        writeln!(out, "time        {} to {}, {} parties", moment(first), moment(last), report.parties).unwrap();
    }
    for (name, totals) in [("ours", &report.totals_ours), ("printed", &report.totals_printed)] {
        for t in totals {
            writeln!(out, "{name:<11} “{}” {} rows, {} {:?}", t.label, t.count, decimal(t.sum), t.currency).unwrap();
        }
    }
    let reconciled = serde_json::to_value(report.reconciled).unwrap();
    let note = report.note.as_ref().map_or(String::new(), |n| {
        let with: Vec<String> = n.with.iter().map(|(k, v)| format!("{k} {}", param(v))).collect();
        format!(", {}: {}", n.id, with.join(", "))
    });
    writeln!(out, "reconciled  {}{note}", reconciled.as_str().unwrap()).unwrap();
    for p in &report.problems {
        writeln!(out, "{}", format!("problem     {} {} ×{} {}", p.origin.spot, p.code.as_str(), p.count, p.hint).trim_end()).unwrap();
    }
    out
}

fn param(p: &Param) -> String {
    match p {
        Param::Text(t) | Param::Word(t) => t.clone(),
        Param::Count(n) => n.to_string(),
        Param::Money(a) => format!("{} {:?}", a.decimal(), a.currency),
        other => format!("{other:?}"),
    }
}

pub(super) fn moment(m: Moment) -> String {
    let zone = match m.zone {
        Zone::China => "",
        Zone::Utc => "Z",
        Zone::Device => "?",
    };
    format!("{}{zone}", m.wall)
}

fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

/// One line per fact: the fixed fields in columns, then whatever text there is, named where it isn't obvious.
fn fact(fact: &Fact) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut tell = |name: &str, value: &Option<String>| {
        if let Some(v) = value {
            parts.push(format!("{name}{}", v.replace('\n', "⏎")));
        }
    };
    let head = match fact {
        Fact::Payment(p) => {
            tell("", &p.counterparty);
            tell("account ", &p.counterparty_account);
            tell("", &p.title);
            tell("", &p.category_label);
            tell("by ", &p.method);
            tell("no. ", &p.order_id);
            tell("shop's no. ", &p.merchant_order_id);
            tell("note ", &p.note);
            tell("back ", &p.refunded.map(|a| a.decimal()));
            let direction = format!("{} “{}”", word(p.direction), p.direction_label);
            let (kind, status) = (word(p.kind), word(p.status));
            format!("payment  {}  {direction}  {} {:?}  {kind}  {status}", moment(p.time), p.amount.decimal(), p.amount.currency)
        }
        Fact::Purchase(p) => {
            tell("", &p.seller);
            tell("", &p.variant);
            tell("category ", &p.category_label);
            tell("item ", &p.item_id);
            tell("each ", &p.unit_price.map(|a| a.decimal()));
            tell("order ", &p.order_id);
            tell("at ", &p.marketplace);
            tell("by ", &p.method);
            tell("gift ", &p.gift);
            let to = p.recipient.as_ref();
            tell("to ", &to.and_then(|r| r.name.clone()));
            tell("phone ", &to.and_then(|r| r.phone.clone()));
            tell("address ", &to.map(|r| r.address.clone()));
            let time = p.time.map_or("no time".into(), moment);
            let paid = p.paid.map_or("-".into(), |a| format!("{} {:?}", a.decimal(), a.currency));
            format!("purchase  {time}  {} ×{}  {paid}  {}", p.title, p.quantity, word(p.status))
        }
        Fact::Message(m) => {
            tell("", &m.text);
            tell("account ", &m.account);
            tell("no. ", &m.id);
            tell("", &m.amount.map(|a| format!("{} {:?}", a.decimal(), a.currency)));
            tell("at ", &m.point.map(|p| p.to_string()));
            tell("seconds ", &m.seconds.map(|s| s.to_string()));
            let sender = m.sender.as_deref().unwrap_or("-");
            let own = m.own.map_or("", |own| if own { " (own)" } else { " (not own)" });
            format!("message  {}  {}  {sender}{own}  {}", moment(m.time), m.chat, word(m.kind))
        }
        Fact::Place(p) => {
            tell("", &p.name);
            tell("address ", &p.address);
            tell("label ", &p.label);
            tell("at ", &p.point.map(|p| p.to_string()));
            tell("until ", &p.until.map(moment));
            format!("place  {}  {}", p.time.map_or("no time".into(), moment), word(p.kind))
        }
        Fact::Activity(a) => {
            tell("by ", &a.by);
            tell("in ", &a.service);
            tell("", &a.url);
            tell("seconds ", &a.seconds.map(|s| s.to_string()));
            tell("on ", &a.device);
            format!("activity  {}  {}  {}", a.time.map_or("no time".into(), moment), word(a.kind), a.title.replace('\n', "⏎"))
        }
        Fact::Device(d) => {
            tell("", &d.event);
            tell("model ", &d.model);
            tell("system ", &d.system);
            tell("ip ", &d.ip);
            tell("region ", &d.region);
            tell("carrier ", &d.carrier);
            tell("serial ", &d.serial);
            format!("device  {}", d.time.map_or("no time".into(), moment))
        }
        Fact::AdLabel(l) => {
            tell("", &l.value);
            tell("list ", &l.origin);
            format!("label  {}  {}  {}", l.time.map_or("no time".into(), moment), word(l.kind), l.label)
        }
        Fact::Contact(c) => {
            tell("account ", &c.account);
            c.other_names.iter().for_each(|n| tell("also ", &Some(n.clone())));
            c.labels.iter().for_each(|l| tell("filed under ", &Some(l.clone())));
            tell("phone ", &c.phone);
            tell("mail ", &c.mail);
            tell("region ", &c.region);
            let own = if c.own { " (own)" } else { "" };
            format!("contact  {}  {}{own}", word(c.kind), c.name.as_deref().unwrap_or("-"))
        }
        Fact::Profile(p) => format!("profile  {}  {}", word(p.field), p.value),
    };
    if parts.is_empty() { head } else { format!("{head}  {}", parts.join(" | ")) }
}
