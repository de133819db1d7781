//! JD's bill, the layout since December 2024: UTF-8 with BOM, TAB after the time and both numbers, the printed 支出 is net of refunds.

use crate::life::wallet::{Flow, Line};
use crate::table::money;

const NOTES: &str = "\
1.本明细为每笔订单支付的明细，不包括已删除的记录；如需计算白条相关费用明细，请访问“白条-查账还款”进行查看；
2.个人资金互转、全额退款等记为【不计收支】类，部分退款的支出金额为剔除退款后的支付金额；
3.因系统原因或通讯故障等偶发因素导致本明细与实际交易结果不符时，以实际交易情况为准；
4.因统计逻辑不同，明细金额直接累加后，可能会和上方统计金额不一致，请以实际交易金额为准；
5.京东快捷支付等非余额支付方式可能既产生京东交易也同步产生银行交易，因此请勿使用本回单进行重复记账；
6.明细如经任何涂改、编造，均立即失去效力；
7.禁止将本回单用于非法用途；
8.本明细仅供个人对账使用。";

/// The file's bytes.
pub fn csv(lines: &[Line], account: &str) -> Vec<u8> {
    let of = |flow| lines.iter().filter(move |l| l.flow == flow);
    let spent: i64 = of(Flow::Out).map(|l| l.fen - l.refunded).sum();
    let moved: i64 = of(Flow::Neutral).map(|l| l.fen).sum();
    let mut out = format!(
        "\u{feff}导出信息：\n京东账号名：{account}\n申请时间：2025-12-31 21:09:40\n日期区间：2024-07-01 至 2025-12-31\n导出交易类型：全部\n\
         导出交易场景：全部\n共：{}笔记录\n收入：0笔，0.00元\n支出：{}笔(含{}笔部分退款)，{}元\n不计收支：{}笔，{}元\n\n特别提示\n{NOTES}\n\n\
         交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注\n",
        lines.len(),
        of(Flow::Out).count(),
        of(Flow::Out).filter(|l| l.refunded > 0).count(),
        money(spent),
        of(Flow::Neutral).count(),
        money(moved),
    );
    for l in lines {
        let paid = match l.refunded {
            0 => money(l.fen),
            whole if whole == l.fen => format!("{}(已全额退款)", money(l.fen)),
            part => format!("{}(已退款{})", money(l.fen), money(part)),
        };
        let flow = if l.flow == Flow::Out { "支出" } else { "不计收支" };
        out += &format!(
            "{}\t,{},{},{paid},{},{},{flow},{},{}\t,{}\t, ,\n",
            l.at.format("%Y-%m-%d %H:%M:%S"),
            l.party,
            l.what,
            l.method,
            l.status,
            l.kind,
            l.number,
            l.merchant_number
        );
    }
    out.into_bytes()
}
