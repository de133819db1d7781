//! WeChat Pay's workbook of 2026: header in row 18, rows 6 and 16 missing, shared strings, dates as serial numbers, amounts as numbers.

use super::sheet::{column, escape, workbook};
use crate::life::wallet::{Flow, Line};
use crate::table::money;
use std::collections::HashMap;
use std::fmt::Write;

const STYLES: &str = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss\"/><numFmt numFmtId=\"165\" formatCode=\"\\¥#,##0.00\"/></numFmts><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"4\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"165\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>";
const HEADER: [&str; 11] =
    ["交易时间", "交易类型", "交易对方", "商品", "收/支", "金额(元)", "支付方式", "当前状态", "交易单号", "商户单号", "备注"];

/// The strings that cells point at.
#[derive(Default)]
struct Shared {
    places: HashMap<String, usize>,
    all: Vec<String>,
    uses: usize,
}

impl Shared {
    fn cell(&mut self, at: usize, row: usize, text: &str) -> String {
        self.uses += 1;
        let next = self.all.len();
        let place = *self.places.entry(text.to_owned()).or_insert(next);
        if place == next {
            self.all.push(text.to_owned());
        }
        format!("<c r=\"{}{row}\" t=\"s\"><v>{place}</v></c>", column(at))
    }
}

/// The workbook's bytes.
pub fn xlsx(lines: &[Line], nickname: &str) -> Vec<u8> {
    let count = |flow, name: &str| {
        let (n, fen) = lines.iter().filter(|l| l.flow == flow).fold((0, 0), |(n, fen), l| (n + 1, fen + l.fen));
        format!("{name}：{n}笔 {}元", money(fen))
    };
    let (mut shared, mut rows) = (Shared::default(), String::new());
    let preamble = [
        "微信支付账单明细".to_owned(),
        format!("微信昵称：[{nickname}]"),
        "起始时间：[2024-07-01 00:00:00] 终止时间：[2025-12-31 23:59:59]".into(),
        "导出类型：[全部账单]".into(),
        "导出时间：[2025-12-31 21:06:31]".into(),
        String::new(),
        format!("共{}笔记录", lines.len()),
        count(Flow::In, "收入"),
        count(Flow::Out, "支出"),
        count(Flow::Neutral, "中性交易"),
        "注：".into(),
        "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易".into(),
        "2. 若交易记录明细无有效内容，则代表该时间段内此微信号无交易。".into(),
        "3. 本明细仅供个人对账使用".into(),
        "4. 本账单中所有时间均为UTC+08:00时间".into(),
        String::new(),
        "----------------------微信支付账单明细列表--------------------".into(),
    ];
    for (n, text) in preamble.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        let _ = write!(rows, "<row r=\"{}\">{}</row>", n + 1, shared.cell(0, n + 1, text));
    }
    let header: String = HEADER.iter().enumerate().map(|(n, name)| shared.cell(n, 18, name)).collect();
    let _ = write!(rows, "<row r=\"18\">{header}</row>");
    for (n, l) in lines.iter().enumerate() {
        let row = n + 19;
        let slash = |text: &str| {
            if text.is_empty() { "/".to_owned() } else { text.to_owned() }
        };
        let flow = match l.flow {
            Flow::Out => "支出",
            Flow::In => "收入",
            Flow::Neutral => "/",
        };
        let _ = write!(rows, "<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"><v>{}</v></c>", serial(l.at));
        for (at, text) in [(1, slash(&l.kind)), (2, slash(&l.party)), (3, slash(&l.what)), (4, flow.to_owned())] {
            rows += &shared.cell(at, row, &text);
        }
        let _ = write!(rows, "<c r=\"F{row}\" s=\"3\"><v>{}</v></c>", l.fen as f64 / 100.0);
        for (at, text) in [(6, &l.method), (7, &l.status), (8, &l.number), (9, &l.merchant_number), (10, &l.note)] {
            rows += &shared.cell(at, row, &slash(text));
        }
        rows += "</row>";
    }
    let mut strings = format!(
        "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"{}\" uniqueCount=\"{}\">",
        shared.uses,
        shared.all.len()
    );
    for text in &shared.all {
        let _ = write!(strings, "<si><t xml:space=\"preserve\">{}</t></si>", escape(text));
    }
    strings += "</sst>";
    workbook(&rows, &[("styles", STYLES.into()), ("sharedStrings", strings)])
}

/// Days since 1899-12-30, as spreadsheets count.
fn serial(at: chrono::NaiveDateTime) -> f64 {
    let origin = crate::life::calendar::day(1899, 12, 30).and_hms_opt(0, 0, 0).expect("midnight");
    (at - origin).num_seconds() as f64 / 86_400.0
}
