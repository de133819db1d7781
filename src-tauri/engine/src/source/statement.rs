//! What statements of banks and wallets have in common: account numbers masked as they are read, words that tell the sort of a
//! movement, balances that add up. Rules: formats/payments §6, §12.

use super::{Reading, Reconciled, cells};
use crate::phrase::{Param, Phrase};
use crate::problem::Code;
use crate::record::{Amount, Direction, Fact, PaymentKind, Profile, ProfileField, Spot};

/// Digits from which on a run of them within a text may be somebody's account.
const ACCOUNT_DIGITS: usize = 9;

/// Accounts in one file whose balances are followed.
const ACCOUNTS: usize = 64;

/// An account or card number with no more than its last four signs left; `None` where it says nothing.
pub(super) fn masked(account: &str) -> Option<String> {
    let account = cells::present(account)?;
    let signs: Vec<char> = account.chars().filter(char::is_ascii_alphanumeric).collect();
    let last: String = signs.iter().skip(signs.len().saturating_sub(4)).collect();
    Some(if last.is_empty() { account.to_owned() } else { format!("****{last}") })
}

/// A text with the account numbers in it masked: runs of letters, digits and dashes with nine digits or more.
pub(super) fn veiled(text: &str) -> String {
    let in_run = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(in_run) {
        let (before, run_on) = rest.split_at(start);
        let (run, after) = run_on.split_at(run_on.find(|c| !in_run(c)).unwrap_or(run_on.len()));
        out.push_str(before);
        if run.bytes().filter(u8::is_ascii_digit).count() < ACCOUNT_DIGITS {
            out.push_str(run);
        } else {
            let letters = run.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or_default();
            out.push_str(run.get(..letters).unwrap_or_default());
            out.push_str("****");
            out.push_str(run.get(run.len().saturating_sub(4)..).unwrap_or_default());
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A name with the number of its account behind it, as some banks print them in one cell: (name, masked account).
pub(super) fn party(text: &str) -> (Option<String>, Option<String>) {
    let Some(text) = cells::present(text) else { return (None, None) };
    let name = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '*');
    let number = text.get(name.len()..).unwrap_or_default();
    if number.len() < 6 {
        return (Some(veiled(text)), None);
    }
    (cells::present(name).map(veiled), masked(number))
}

/// The statement's own account, once it is read.
pub(super) fn own_account(account: &str, spot: Spot, into: &mut Reading<'_>) -> Option<String> {
    let value = masked(account)?;
    into.beside(spot, Fact::Profile(Profile { field: ProfileField::Instrument, value: value.clone() }));
    Some(value)
}

/// Adds a signed amount to our totals, under its sign.
pub(super) fn total(signed: Amount, into: &mut Reading<'_>) {
    into.total(sign(signed), Amount { minor: signed.minor.abs(), ..signed });
}

/// `+` or `-`: what files print whose amounts are signed.
pub(super) fn sign(signed: Amount) -> &'static str {
    if signed.minor < 0 { "-" } else { "+" }
}

/// The way of a signed amount.
pub(super) fn direction(signed: Amount) -> Direction {
    if signed.minor < 0 { Direction::Out } else { Direction::In }
}

/// What sort of movement a bank's own words say it is; `None` where they say nothing.
pub(super) fn kind(words: &str, direction: Direction) -> Option<PaymentKind> {
    let words = format!(" {}", words.to_lowercase());
    let known = KINDS.iter().find(|(word, only, _)| only.is_none_or(|d| d == direction) && words.contains(word));
    known.map(|(_, _, kind)| *kind)
}

const IN: Option<Direction> = Some(Direction::In);
const OUT: Option<Direction> = Some(Direction::Out);

/// Words of statements in lower case, the way they hold for, and what they mean; the first that fits.
const KINDS: &[(&str, Option<Direction>, PaymentKind)] = &[
    // Pay, pensions and the housing fund are no sort of their own; they must not be taken for what follows.
    ("工资", IN, PaymentKind::Other),
    ("代发", IN, PaymentKind::Other),
    ("薪", IN, PaymentKind::Other),
    ("公积金", IN, PaymentKind::Other),
    ("社保", IN, PaymentKind::Other),
    ("salary", IN, PaymentKind::Other),
    ("pension", IN, PaymentKind::Other),
    ("退款", None, PaymentKind::Refund),
    ("退货", None, PaymentKind::Refund),
    ("return:", IN, PaymentKind::Refund),
    ("refund", None, PaymentKind::Refund),
    ("reversal", None, PaymentKind::Refund),
    ("还款", None, PaymentKind::Repayment),
    ("还贷", None, PaymentKind::Repayment),
    ("按揭", None, PaymentKind::Repayment),
    ("房贷", None, PaymentKind::Repayment),
    ("贷款", OUT, PaymentKind::Repayment),
    ("mortgage", OUT, PaymentKind::Repayment),
    ("loan payment", OUT, PaymentKind::Repayment),
    ("payment - thank you", IN, PaymentKind::Repayment),
    ("结息", IN, PaymentKind::Interest),
    ("利息", IN, PaymentKind::Interest),
    ("interest", IN, PaymentKind::Interest),
    ("dividend", IN, PaymentKind::Interest),
    ("红包", None, PaymentKind::RedPacket),
    ("零钱充值", OUT, PaymentKind::TopUp),
    ("余额充值", OUT, PaymentKind::TopUp),
    ("提现", IN, PaymentKind::Withdraw),
    ("余额宝", None, PaymentKind::Savings),
    ("零钱通", None, PaymentKind::Savings),
    ("理财", None, PaymentKind::Savings),
    ("基金", None, PaymentKind::Savings),
    ("申购", None, PaymentKind::Savings),
    ("赎回", None, PaymentKind::Savings),
    ("亲情卡", None, PaymentKind::Family),
    ("亲属卡", None, PaymentKind::Family),
    ("预授权", None, PaymentKind::Hold),
    // Cash is neither a shop nor a person.
    ("取款", None, PaymentKind::Other),
    ("取现", None, PaymentKind::Other),
    (" atm", None, PaymentKind::Other),
    ("withdrawal", None, PaymentKind::Other),
    ("手续费", None, PaymentKind::Other),
    ("年费", None, PaymentKind::Other),
    ("转账", None, PaymentKind::Transfer),
    ("转帐", None, PaymentKind::Transfer),
    ("汇款", None, PaymentKind::Transfer),
    ("汇兑", None, PaymentKind::Transfer),
    ("网转", None, PaymentKind::Transfer),
    ("他行汇", None, PaymentKind::Transfer),
    ("transfer", None, PaymentKind::Transfer),
    ("消费", None, PaymentKind::Merchant),
    ("支付", OUT, PaymentKind::Merchant),
    ("财付通", OUT, PaymentKind::Merchant),
    ("网银在线", OUT, PaymentKind::Merchant),
    ("缴费", OUT, PaymentKind::Merchant),
    ("代扣", OUT, PaymentKind::Merchant),
    ("pos purchase", OUT, PaymentKind::Merchant),
    ("sales:", OUT, PaymentKind::Merchant),
    ("card payment", OUT, PaymentKind::Merchant),
    ("bill payment", OUT, PaymentKind::Merchant),
];

/// Balances printed beside rows. What lies between the first and the last of an account is the sum of its rows, whichever end the
/// file begins at; otherwise rows are missing or figures were changed.
#[derive(Debug, Default)]
pub(super) struct Balances {
    accounts: Vec<(String, Run)>,
}

#[derive(Debug)]
struct Run {
    first: (i64, Amount),
    last: (i64, Amount),
    sum: i128,
    rows: u64,
    /// Steps from row to row that fit a file whose latest row is the last, less those that fit one whose latest is the first.
    downward: i64,
    /// A balance couldn't be read.
    broken: bool,
}

impl Balances {
    /// A row that moved the balance of `account` by `change`, after which it was `balance`.
    pub(super) fn add(&mut self, account: &str, change: Amount, balance: Option<i64>) {
        let now = (balance.unwrap_or_default(), change);
        let known = self.accounts.iter_mut().find(|(name, run)| name == account && run.last.1.currency == change.currency);
        if let Some((_, run)) = known {
            let step = i128::from(now.0) - i128::from(run.last.0);
            run.downward += i64::from(step == i128::from(change.minor)) - i64::from(step == -i128::from(run.last.1.minor));
            run.last = now;
            run.sum = run.sum.saturating_add(change.minor.into());
            run.rows += 1;
            run.broken |= balance.is_none();
        } else if self.accounts.len() < ACCOUNTS {
            let run = Run { first: now, last: now, sum: change.minor.into(), rows: 1, downward: 0, broken: balance.is_none() };
            self.accounts.push((account.to_owned(), run));
        }
    }

    /// Tells whether they add up, where there is something to compare.
    pub(super) fn compare(&self, into: &mut Reading<'_>) {
        for run in self.accounts.iter().map(|(_, run)| run).filter(|run| run.rows > 1 && !run.broken) {
            let gap = run.gap();
            // Where rows of one day stand in an order of their own, several steps don't fit, and the ends of the file prove nothing.
            if gap != 0 && run.misfits() > 1 {
                continue;
            }
            if gap != 0 {
                return differ(Amount::new(gap, run.last.1.currency), into);
            }
            into.reconciled(Reconciled::Yes);
        }
    }
}

impl Run {
    /// Steps from row to row whose balances don't follow from each other; one where a row is missing.
    fn misfits(&self) -> u64 {
        (self.rows - 1).saturating_sub(self.downward.unsigned_abs())
    }

    /// By how much balances and rows differ, read in the direction that most rows fit.
    fn gap(&self) -> i64 {
        let between = |(start, of): (i64, Amount), (end, _): (i64, Amount)| {
            i128::from(end) - (i128::from(start) - i128::from(of.minor)).saturating_add(self.sum)
        };
        let (down, up) = (between(self.first, self.last), between(self.last, self.first));
        let least = match self.downward {
            1.. => down,
            ..0 => up,
            0 if down.unsigned_abs() <= up.unsigned_abs() => down,
            0 => up,
        };
        i64::try_from(least.abs()).unwrap_or(i64::MAX)
    }
}

/// Compares an opening and a closing balance with what moved between them.
pub(super) fn compare(opening: Amount, moved: i128, closing: Amount, into: &mut Reading<'_>) {
    let gap = i128::from(closing.minor) - i128::from(opening.minor) - moved;
    if gap == 0 && opening.currency == closing.currency {
        into.reconciled(Reconciled::Yes);
    } else {
        differ(Amount::new(i64::try_from(gap.abs()).unwrap_or(i64::MAX), closing.currency), into);
    }
}

fn differ(gap: Amount, into: &mut Reading<'_>) {
    into.problem(Spot::File, Code::TotalsDiffer, "");
    into.note(Phrase::new("note.balances_differ").with("amount", Param::Money(gap)));
    into.reconciled(Reconciled::No);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_keep_their_last_four_signs() {
        for (printed, kept) in [
            ("6222000000001234", Some("****1234")),
            ("1234****9876", Some("****9876")),
            ("GB33 BUKB 2020 1555 5555 55", Some("****5555")),
            ("6688", Some("****6688")),
            ("-------------------", None),
            ("", None),
        ] {
            assert_eq!(masked(printed).as_deref(), kept, "{printed}");
        }
    }

    #[test]
    fn accounts_within_a_text_are_masked_and_dates_are_not() {
        for (printed, kept) in [
            ("FUND TRANSFER FROM 12-345678-9 A B", "FUND TRANSFER FROM ****78-9 A B"),
            ("NL26VAYB8060476890 on 2024-01-01", "NL****6890 on 2024-01-01"),
            ("示例公司99999999999999", "示例公司****9999"),
            ("order 12345678", "order 12345678"),
            ("-", "-"),
            ("", ""),
        ] {
            assert_eq!(veiled(printed), kept);
        }
    }

    #[test]
    fn a_name_is_parted_from_its_account() {
        let parts = |t| {
            let (n, a) = party(t);
            (n.unwrap_or_default(), a.unwrap_or_default())
        };
        assert_eq!(parts("示例中心1111111111"), ("示例中心".into(), "****1111".into()));
        assert_eq!(parts("甲 乙 66666666666666"), ("甲 乙".into(), "****6666".into()));
        assert_eq!(parts("12341234123412341"), (String::new(), "****2341".into()));
        assert_eq!(parts("7-Eleven 24"), ("7-Eleven 24".into(), String::new()));
    }

    #[test]
    fn words_tell_the_sort() {
        for (words, way, sort) in [
            ("代发住房公积金", Direction::In, Some(PaymentKind::Other)),
            ("自助还款", Direction::Out, Some(PaymentKind::Repayment)),
            ("Transfer in, Old-age pension", Direction::In, Some(PaymentKind::Other)),
            ("INTEREST CREDIT", Direction::In, Some(PaymentKind::Interest)),
            ("Penalty interest, negative balance", Direction::Out, None),
            ("财付通-示例", Direction::Out, Some(PaymentKind::Merchant)),
            ("Anything", Direction::Out, None),
        ] {
            assert_eq!(kind(words, way), sort, "{words}");
        }
    }

    #[test]
    fn balances_add_up_from_either_end() {
        let run = |rows: &[(i64, i64)]| {
            let mut all = Balances::default();
            for (change, balance) in rows {
                all.add("", Amount::fen(*change), Some(*balance));
            }
            all.accounts.first().map(|(_, run)| run.gap())
        };
        assert_eq!(run(&[(100, 100), (-30, 70), (5, 75)]), Some(0));
        assert_eq!(run(&[(5, 75), (-30, 70), (100, 100)]), Some(0));
        assert_eq!(run(&[(100, 100), (5, 75)]), Some(30));
    }
}
