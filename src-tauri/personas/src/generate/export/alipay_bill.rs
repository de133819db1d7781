//! Alipay's app statement, the layout since 2023: 24 lines before the header, GB18030, both numbers end in a TAB, no footer.

use crate::life::wallet::{Flow, Line};
use crate::table::money;

const NOTES: &str = "\
1.本回单内容可表明支付宝受理了相应支付交易申请，因系统原因或通讯故障等偶发因素导致本回单与实际交易结果不符时，以实际交易情况为准；
2.请勿将本回单作为收款方发货的凭据使用，请查证账户实际到账情况后再进行发货操作；
3.支付宝快捷支付等非余额支付方式可能既产生支付宝交易也同步产生银行交易，因此请勿使用本回单进行重复记账；
4.本回单如经任何涂改、编造，均立即失去效力；
5.部分账单如：充值提现、账户转存或者个人设置收支等不计入为收入或者支出，记为不计收支类；
6.因统计逻辑不同，明细金额直接累加后，可能会和下方统计金额不一致，请以实际交易金额为准；
7.禁止将本回单用于非法用途；
8.本明细仅展示当前账单中的交易，不包括已删除的记录；
9.本明细仅供个人对账使用。";

/// The file's bytes.
pub fn csv(lines: &[Line], name: &str, account: &str) -> Vec<u8> {
    let sum = |flow| lines.iter().filter(|l| l.flow == flow).fold((0, 0), |(n, fen), l| (n + 1, fen + l.fen));
    let (ins, earned) = sum(Flow::In);
    let (outs, spent) = sum(Flow::Out);
    let (neutrals, moved) = sum(Flow::Neutral);
    let mut out = format!(
        "{rule}\n导出信息：\n姓名：{name}\n支付宝账户：{account}\n起始时间：[2024-07-01 00:00:00]    终止时间：[2025-12-31 23:59:59]\n\
         导出交易类型：[全部]\n导出时间：[2025-12-31 21:02:17]\n共{all}笔记录\n收入：{ins}笔 {earned}元\n支出：{outs}笔 {spent}元\n\
         不计收支：{neutrals}笔 {moved}元\n\n特别提示：\n{NOTES}\n\n{dash}支付宝支付科技有限公司  电子客户回单{dash}\n\
         交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,\n",
        rule = "-".repeat(84),
        dash = "-".repeat(24),
        all = lines.len(),
        earned = money(earned),
        spent = money(spent),
        moved = money(moved),
    );
    for l in lines {
        let flow = match l.flow {
            Flow::Out => "支出",
            Flow::In => "收入",
            Flow::Neutral => "不计收支",
        };
        out += &format!(
            "{},{},{},{},{},{flow},{},{},{},{}\t,{}\t,{},\n",
            l.at.format("%Y-%m-%d %H:%M:%S"),
            l.kind,
            l.party,
            l.account,
            l.what.replace(',', "，"),
            money(l.fen),
            l.method,
            l.status,
            l.number,
            l.merchant_number,
            l.note
        );
    }
    encoding_rs::GB18030.encode(&out).0.into_owned()
}
