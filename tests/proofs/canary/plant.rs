//! Archives full of words that occur nowhere else: whatever of them turns up in a file came out of these archives.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;

/// Rows of the bill (three words each), lines of the chat (one each), order lines (one each).
const PAYMENTS: usize = 450;
const MESSAGES: usize = 500;
const ORDERS: usize = 250;

/// What was planted, and where.
pub(crate) struct Planted {
    pub(crate) words: Vec<String>,
    pub(crate) archives: Vec<PathBuf>,
}

/// Plants a bill, a chat and a list of orders in this folder.
pub(crate) fn plant(folder: &Path) -> Planted {
    let mut garden = Garden { words: Vec::new(), state: 0x9e37_79b9_7f4a_7c15 };
    let bill = zipped(folder, &format!("支付宝交易明细({}).zip", garden.word()), "支付宝交易明细.csv", &bill(&mut garden));
    let chat = format!("WhatsApp Chat with {}.txt", garden.word());
    let chat = zipped(folder, "chat.zip", &chat, messages(&mut garden).as_bytes());
    let orders = zipped(folder, "Your Orders.zip", "Retail.OrderHistory.1.csv", orders(&mut garden).as_bytes());
    Planted { words: garden.words, archives: vec![bill, chat, orders] }
}

/// Grows words: Latin and Chinese ones by turns, none twice.
struct Garden {
    words: Vec<String>,
    state: u64,
}

impl Garden {
    fn next(&mut self, below: u32) -> u32 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.state >> 33).unwrap() % below
    }

    fn word(&mut self) -> String {
        let word: String = if self.words.len().is_multiple_of(2) {
            (0..14).map(|_| char::from(b'a' + u8::try_from(self.next(26)).unwrap())).collect()
        } else {
            // All of this range is in GBK.
            (0..7).map(|_| char::from_u32(0x4e00 + self.next(0x9fa5 - 0x4e00)).unwrap()).collect()
        };
        assert!(!self.words.contains(&word));
        self.words.push(word.clone());
        word
    }
}

fn zipped(folder: &Path, name: &str, inside: &str, content: &[u8]) -> PathBuf {
    let path = folder.join(name);
    let mut zip = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    zip.start_file(inside, SimpleFileOptions::default()).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap();
    path
}

/// Alipay's app statement since 2023, as `fixtures/alipay_bill/clean_app_v2`.
fn bill(garden: &mut Garden) -> Vec<u8> {
    let mut csv = format!("{}\n导出信息：\n姓名：{}\n支付宝账户：canary@example.com\n", "-".repeat(84), garden.word());
    csv += "起始时间：[2024-01-01 00:00:00]    终止时间：[2025-12-31 23:59:59]\n导出交易类型：[全部]\n";
    writeln!(
        csv,
        "导出时间：[2026-01-01 09:00:00]\n共{PAYMENTS}笔记录\n收入：0笔 0.00元\n支出：{PAYMENTS}笔 {PAYMENTS}.00元\n不计收支：0笔 0.00元\n"
    )
    .unwrap();
    writeln!(csv, "特别提示：\n1.说明。\n\n{0}支付宝支付科技有限公司  电子客户回单{0}", "-".repeat(24)).unwrap();
    csv += "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,\n";
    for n in 0..PAYMENTS {
        let (party, what, note) = (garden.word(), garden.word(), garden.word());
        let (month, day) = (n / 28 % 12 + 1, n % 28 + 1);
        writeln!(csv, "2025-{month:02}-{day:02} 12:{:02}:00,日用百货,{party},/,{what} 猫粮,支出,1.00,花呗,交易成功,2025000000000000{n:012}\t,{n}\t,{note},", n % 60).unwrap();
    }
    encoding_rs::GB18030.encode(&csv).0.into_owned()
}

fn messages(garden: &mut Garden) -> String {
    let mut chat = String::new();
    for n in 0..MESSAGES {
        let word = garden.word();
        let (month, day) = (n / 28 % 12 + 1, n % 28 + 1);
        writeln!(chat, "{day:02}/{month:02}/2025, {:02}:{:02} - Kim Sample: {word} at the clinic tomorrow", n % 24, n % 60).unwrap();
    }
    chat
}

/// Amazon's `Retail.OrderHistory`, as `fixtures/amazon_orders/clean_g3_2024`.
fn orders(garden: &mut Garden) -> String {
    let mut csv = String::from(
        "Website,Order ID,Order Date,Currency,Unit Price,Unit Price Tax,Shipping Charge,Total Discounts,Total Owed,Shipment Item Subtotal,Shipment Item Subtotal Tax,ASIN,Product Condition,Quantity,Order Status,Shipment Status,Ship Date,Shipping Option,Shipping Address,Billing Address,Carrier Name & Tracking Number,Product Name\n",
    );
    for n in 0..ORDERS {
        let (title, street) = (garden.word(), if n == 0 { garden.word() } else { garden.words[garden.words.len() - 2].clone() });
        let (month, day) = (n / 28 % 12 + 1, n % 28 + 1);
        let address = format!("Erika Muster {street} 1 Musterstadt 00000 Germany");
        writeln!(csv, "Amazon.de,305-0000000-{n:07},2025-{month:02}-{day:02}T08:03:16Z,EUR,4.99,0,0,0,4.99,4.99,0,B0EXAMPL01,New,1,Closed,Shipped,Not Available,Not Available,{address},{address},Not Available,{title} cat food").unwrap();
    }
    csv
}
