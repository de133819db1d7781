use super::*;
use crate::archive::Limits;
use crate::record::ArchiveId;
use crate::source::{FileReport, Found};
use proptest::prelude::*;

fn read_with(text: &[u8], name: &str, limits: &Limits) -> (Vec<Found>, FileReport) {
    let mut records = Vec::new();
    let mut keep = |r| {
        records.push(r);
        true
    };
    let mut into = Reading::new(ArchiveId("a".into()), name.into(), limits, &mut keep);
    SOURCE.read(Content::Text(Box::new(text)), name, &mut into);
    let report = into.finish();
    (records, report)
}

fn read(text: &str) -> (Vec<Message>, FileReport) {
    let (records, report) = read_with(text.as_bytes(), "_chat.txt", &Limits::default());
    let messages = records.into_iter().map(|r| if let Fact::Message(m) = r.fact { m } else { panic!("a chat yields messages") });
    (messages.collect(), report)
}

fn recognised(text: &str) -> Recognition {
    SOURCE.recognise(&Peek { text: Some(text.to_owned()), ..Peek::default() })
}

#[test]
fn titles_come_from_the_file_or_its_folder() {
    for (path, want) in [
        ("WhatsApp Chat with Max.txt", "Max"),
        ("exports/WhatsApp-Chat mit Max Muster.txt", "Max Muster"),
        ("WhatsApp Chat - Trip/_chat.txt", "Trip"),
        ("WhatsApp Chat - Trip.zip/_chat.txt", "Trip"),
        ("与小明的 WhatsApp 聊天.txt", "小明"),
        ("與小明的WhatsApp對話.txt", "小明"),
        ("_chat.txt", "_chat"),
        ("family.txt", "family"),
        ("", ""),
    ] {
        assert_eq!(title(path), want, "{path}");
    }
}

#[test]
fn one_line_is_a_maybe_and_prose_is_not_a_chat() {
    let two = "1/2/19, 14:18 - A: x\n1/2/19, 14:19 - B: y\n";
    assert!(matches!(recognised(two), Recognition::Yes(Why { variant: "android", .. })));
    assert!(matches!(recognised("[1/2/19, 14:18:00] A: x"), Recognition::Perhaps(Why { variant: "ios", .. })));
    assert!(matches!(recognised(&format!("{two}{}", "more\n".repeat(9))), Recognition::Perhaps(_)));
    let prose = format!("We met.\n{}1/2/19, 14:18 - A: x\n", "And then.\n".repeat(9));
    assert_eq!(recognised(&prose), Recognition::No);
    assert_eq!(recognised("交易时间,交易分类\n2024-01-02 03:04:05,餐饮\n"), Recognition::No);
    assert_eq!(recognised(""), Recognition::No);
}

#[test]
fn exports_of_signal_are_not_taken_for_ours() {
    assert_eq!(recognised("[2024-01-02, 15:04] Max: x\n[2024-01-03, 15:04] Erika: y\n"), Recognition::No);
    assert!(matches!(recognised("[2024-01-02 15:04:05] Max: x\n[2024-01-03 15:04:05] Moritz: y\n"), Recognition::Perhaps(_)));
    assert_eq!(recognised("[2024-01-02 15:04:05] Max: x\n[2024-01-03 15:04:05] Me: y\n"), Recognition::No);
    assert!(matches!(recognised("[2024-01-02, 15:04:05] Max: x\n[2024-01-03, 15:04:05] Erika: y\n"), Recognition::Yes(_)));
}

#[test]
fn the_last_line_can_settle_the_first_date() {
    let (messages, report) = read("1/2/19, 14:18 - A: x\nmore\n1/3/19, 14:18 - B: y\n1/20/19, 14:19 - B: z");
    assert_eq!(messages[0].time.wall.to_string(), "2019-01-02 14:18:00");
    assert_eq!(messages[0].text.as_deref(), Some("x\nmore"));
    assert_eq!((report.rows_read, report.parties, report.problems.len()), (3, 2, 0));
}

#[test]
fn a_guess_at_the_order_is_told() {
    let (messages, report) = read("1/2/19, 14:18 - A: x\n");
    assert_eq!(messages[0].time.wall.to_string(), "2019-02-01 14:18:00");
    assert_eq!((report.problems[0].code, report.problems[0].hint.as_str()), (Code::DateOrder, "DMY"));
}

#[test]
fn damaged_rows_are_skipped_and_counted() {
    let (messages, report) =
        read("of a message that began earlier\n05/01/19, 14:18 - A: x\n40/01/19, 1:00 - A: y\n20/01/19, 25:61 - A: z\n");
    assert_eq!(messages.len(), 1);
    assert_eq!(report.rows_read, 4);
    let skipped: Vec<_> = report.skipped.iter().map(|s| (s.code, s.count)).collect();
    assert_eq!(skipped, [(Code::BadDate, 2), (Code::RowDamaged, 1)]);
}

#[test]
fn ceilings_cost_words_not_rows() {
    let limits = Limits { row_bytes: 64, held_bytes: 300, ..Limits::default() };
    let long = "w".repeat(500);
    let text = format!("20/01/19, 14:18 - A: {long}\n20/01/19, 14:18 - A: x\n{}\n20/01/19, 14:19 - B: y", "more words\n".repeat(20));
    let (records, report) = read_with(text.as_bytes(), "x.txt", &limits);
    assert_eq!((records.len(), report.rows_read), (3, 3));
    assert!(report.problems.iter().any(|p| p.code == Code::RowTooLong));
}

#[test]
fn stopping_stops() {
    let limits = Limits::default();
    let mut n = 0;
    let mut keep = |_| {
        n += 1;
        false
    };
    let mut into = Reading::new(ArchiveId("a".into()), "x".into(), &limits, &mut keep);
    let text = "20/01/19, 14:18 - A: x\n".repeat(50);
    SOURCE.read(Content::Text(Box::new(text.as_bytes())), "x", &mut into);
    assert_eq!(n, 1);
}

proptest! {
    #[test]
    fn any_bytes_are_read_and_the_counts_add_up(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let (records, report) = read_with(&bytes, "x.txt", &Limits::default());
        prop_assert_eq!(report.kept, records.len() as u64);
        prop_assert_eq!(report.rows_read, report.kept + report.skipped.iter().map(|s| s.count).sum::<u64>());
    }

    #[test]
    fn anything_made_of_our_own_marks_is_read(
        pieces in proptest::collection::vec(prop_oneof![
            Just("[1/2/19, "), Just("20.1.2019, "), Just("14:18"), Just(" PM"), Just("] "), Just(" - "), Just("A: "), Just("\u{200e}"),
            Just("<attached: "), Just(">"), Just("\n"), Just("POLL:"), Just("上午"), Just("\""), Just("é"), Just("9"), Just("-WA"),
        ], 0..60),
        cut in 0usize..400,
    ) {
        let text = pieces.concat();
        let bytes = &text.as_bytes()[..cut.min(text.len())];
        let (records, report) = read_with(bytes, "x.txt", &Limits::default());
        prop_assert_eq!(report.rows_read, records.len() as u64 + report.skipped.iter().map(|s| s.count).sum::<u64>());
        let _ = recognised(&String::from_utf8_lossy(bytes));
    }
}
