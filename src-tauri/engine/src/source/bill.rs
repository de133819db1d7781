//! What the mainland bills have in common: the words around the table, printed totals, and how they are compared with ours.
//! Rules: formats/payments §0.7.

use super::{Reading, Reconciled, amount, cells, date};
use crate::phrase::{Param, Phrase};
use crate::problem::Code;
use crate::record::{Amount, Currency, Fact, Profile, ProfileField, Spot};
use chrono::NaiveDateTime;

/// Labels that preambles and footers sum under; other lines that look alike are left alone.
const LABELS: [&str; 9] = ["收入", "支出", "不计收支", "其他", "中性交易", "已收入", "待收入", "已支出", "待支出"];

/// What a bill prints about itself.
#[derive(Debug, Default)]
pub(super) struct Printed {
    /// `共66笔记录`
    pub(super) rows: Option<u64>,
    /// `收入：1笔 28.50元`
    pub(super) totals: Vec<PrintedTotal>,
}

/// One printed total.
#[derive(Debug, Clone)]
pub(super) struct PrintedTotal {
    /// As printed.
    pub(super) label: &'static str,
    /// Rows.
    pub(super) count: u64,
    /// Hundredths of a yuan.
    pub(super) minor: i64,
}

impl Printed {
    /// Takes a line of the preamble or footer, if it is one of those that count or sum.
    pub(super) fn take(&mut self, line: &str, into: &mut Reading<'_>) {
        if let Some(n) = line.strip_prefix('共').and_then(|rest| rest.strip_suffix("笔记录")) {
            self.rows = self.rows.or(n.trim_start_matches(['：', ':']).trim().parse().ok());
        } else if let Some(total) = total(line) {
            into.printed(total.label, Currency::CNY, total.count, i128::from(total.minor));
            self.totals.push(total);
        } else if let Some(when) = made(line) {
            into.exported(when);
        }
    }

    /// The rule of bills whose sums may differ by the platform's own word (Alipay, WeChat Pay, JD before 2025): rows must agree,
    /// in all and under each label both sides have; a difference between sums is told in a note.
    pub(super) fn compare_counts(&self, into: &mut Reading<'_>) {
        if self.rows.is_none() && self.totals.is_empty() {
            return;
        }
        let ours = into.totals_ours().to_vec();
        let find = |label: &str| ours.iter().find(|t| t.label == label);
        let read = into.rows_read();
        if let Some(printed) = self.rows.filter(|n| *n != read) {
            return counts_differ(into, "", printed, read);
        }
        for total in &self.totals {
            let count = find(total.label).map_or(0, |t| t.count);
            // Labels of another classification (web: 已支出 by state of funds) have no counterpart.
            let comparable = ours.iter().any(|t| self.totals.iter().any(|p| p.label == t.label));
            if comparable && count != total.count {
                return counts_differ(into, total.label, total.count, count);
            }
        }
        into.reconciled(Reconciled::Yes);
        for total in &self.totals {
            let gap = find(total.label).map(|t| t.sum - i128::from(total.minor)).filter(|gap| *gap != 0);
            if let Some(gap) = gap {
                into.note(differs("note.sums_differ", total.label, gap));
                return;
            }
        }
    }

    /// The rule of bills that reconcile to the cent: `expected` gives our count and sum for a printed label, by the platform's rule.
    pub(super) fn compare_sums(&self, into: &mut Reading<'_>, expected: impl Fn(&str) -> Option<(u64, i128)>) {
        if self.totals.is_empty() {
            return;
        }
        let read = into.rows_read();
        if let Some(printed) = self.rows.filter(|n| *n != read) {
            return counts_differ(into, "", printed, read);
        }
        for total in &self.totals {
            let Some((count, sum)) = expected(total.label) else { continue };
            if count != total.count {
                return counts_differ(into, total.label, total.count, count);
            }
            let gap = sum - i128::from(total.minor);
            if gap != 0 {
                into.problem(Spot::File, Code::TotalsDiffer, total.label);
                into.note(differs("note.totals_differ", total.label, gap));
                return into.reconciled(Reconciled::No);
            }
        }
        into.reconciled(Reconciled::Yes);
    }
}

/// A statement of the preamble as a fact about the owner, unless it is empty or masked.
pub(super) fn profile(line: &str, words: &str, field: ProfileField, spot: Spot, into: &mut Reading<'_>) {
    let Some((_, after)) = line.split_once(words) else { return };
    let value = after.strip_prefix('[').map_or(after, |v| v.rsplit_once(']').map_or(v, |(inside, _)| inside));
    if let Some(value) = cells::present(value).filter(|v| !cells::masked(v)) {
        into.beside(spot, Fact::Profile(Profile { field, value: value.to_owned() }));
    }
}

fn counts_differ(into: &mut Reading<'_>, label: &str, printed: u64, ours: u64) {
    let note = if label.is_empty() {
        Phrase::new("note.counts_differ")
    } else {
        Phrase::new("note.label_counts_differ").with("label", Param::Text(label.to_owned()))
    };
    into.note(note.with("printed", Param::Count(printed)).with("ours", Param::Count(ours)));
    into.reconciled(Reconciled::No);
}

fn differs(id: &str, label: &str, gap: i128) -> Phrase {
    let gap = i64::try_from(gap.unsigned_abs()).unwrap_or(i64::MAX);
    Phrase::new(id).with("label", Param::Text(label.to_owned())).with("amount", Param::Money(Amount::fen(gap)))
}

/// `导出时间：[2023-02-13 09:12:52]`, `导出时间:[2019-10-08 14:34:22]    用户:…`, `申请时间：2025-01-01 11:32:42`
fn made(line: &str) -> Option<NaiveDateTime> {
    let (label, when) = line.split_once(['：', ':'])?;
    if !["导出时间", "申请时间"].contains(&label) {
        return None;
    }
    let when = when.trim_start_matches('[').split([']', ',', '\t']).next()?;
    date::wall(when)
}

/// `支出：63笔 16.54元`, `支出：78笔,4474.05元`, `已收入:1笔,0.01元`, `支出：16笔(含4笔部分退款)，1648.43元`
fn total(line: &str) -> Option<PrintedTotal> {
    let (label, rest) = line.split_once(['：', ':'])?;
    let label = LABELS.into_iter().find(|known| *known == label.trim())?;
    let (count, rest) = rest.split_once('笔')?;
    let sum = rest.trim_end().strip_suffix('元')?;
    let sum = sum.rsplit([' ', ')', '）', '，']).next()?.trim_start_matches([',', '，']);
    Some(PrintedTotal { label, count: count.trim().parse().ok()?, minor: amount::minor(sum)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_a_bill_was_made() {
        for line in ["导出时间：[2023-02-13 09:12:52]", "导出时间:[2023-02-13 09:12:52]    用户:示例", "申请时间：2023-02-13 09:12:52"]
        {
            assert_eq!(made(line).map(|t| t.to_string()).as_deref(), Some("2023-02-13 09:12:52"), "{line}");
        }
        for line in ["起始时间：[2023-02-13 00:00:00]", "导出时间：", "导出时间"] {
            assert_eq!(made(line), None, "{line}");
        }
    }

    #[test]
    fn printed_totals_in_every_dress() {
        for (line, label, count, minor) in [
            ("支出：63笔 16.54元", "支出", 63, 1654),
            ("支出：78笔,4474.05元", "支出", 78, 447_405),
            ("已收入:1笔,0.01元", "已收入", 1, 1),
            ("已支出:1笔,27元", "已支出", 1, 2700),
            ("支出：16笔(含4笔部分退款)，1648.43元", "支出", 16, 164_843),
            ("中性交易：0笔 0.00元", "中性交易", 0, 0),
            ("收入：2笔,1,234.50元", "收入", 2, 123_450),
        ] {
            let t = total(line).unwrap();
            assert_eq!((t.label, t.count, t.minor), (label, count, minor), "{line}");
        }
        for line in ["共66笔记录", "导出时间：[2023-02-13 09:12:52]", "支出：x笔,1.00元", "备注：3笔 5元", ""] {
            assert!(total(line).is_none(), "{line}");
        }
    }
}
