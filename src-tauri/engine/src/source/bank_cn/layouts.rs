//! The layouts, each with its header. Columns go by one name in all of them: 日期, 时间, 入账日, 收入, 支出, 金额, 币种, 余额, 摘要, 附言,
//! 对方户名, 对方账号, 地点, 卡号, 借贷, 状态.

use super::super::table::Dialect;

/// Ids, in the order of [`ALL`].
pub(super) const VARIANTS: &[&str] = &[
    "icbc_credit",
    "icbc_debit",
    "ccb",
    "ccb_old",
    "citic_credit",
    "spdb",
    "cib",
    "cmb_debit",
    "cmb_credit",
    "boc_debit",
    "boc_credit",
    "bocom_debit",
    "bocom_credit",
    "abc",
    "cgb_credit",
    "hsbc_hk_debit",
    "hsbc_hk_credit",
];

const ICBC: &[&str] = &["交易国家或地区简称", "交易金额(收入)", "交易金额(支出)", "交易币种", "钞/汇", "附言", "对方账号"];

/// Those with more columns first.
pub(super) const ALL: &[Dialect] = &[
    Dialect {
        variant: "icbc_credit",
        header: &["日期", "入账日", "摘要", "地点", "收入", "支出", "币种"],
        expected: &["余额", "对方户名"],
        optional: ICBC,
        renamed: &[
            ("交易日期", "日期"),
            ("记账日期", "入账日"),
            ("交易场所", "地点"),
            ("记账金额(收入)", "收入"),
            ("记账金额(支出)", "支出"),
            ("记账币种", "币种"),
        ],
        ..Dialect::NONE
    },
    Dialect {
        variant: "icbc_debit",
        header: &["日期", "摘要", "地点", "钞/汇", "收入", "支出", "币种", "余额"],
        expected: &["对方户名"],
        optional: ICBC,
        renamed: &[
            ("交易日期", "日期"),
            ("交易场所", "地点"),
            ("交易详情", "附言"),
            ("记账金额(收入)", "收入"),
            ("记账金额(支出)", "支出"),
            ("记账币种", "币种"),
            ("对方账户", "对方账号"),
        ],
        ..Dialect::NONE
    },
    Dialect {
        variant: "ccb",
        header: &["记账日", "日期", "时间", "支出", "收入", "余额", "币种", "摘要"],
        expected: &["对方账号", "对方户名", "地点"],
        renamed: &[("交易日期", "日期"), ("交易时间", "时间"), ("账户余额", "余额"), ("交易地点", "地点")],
        ..Dialect::NONE
    },
    Dialect {
        variant: "ccb_old",
        header: &["序号", "摘要", "币种", "钞汇", "日期", "金额", "余额"],
        expected: &["地点", "对方户名"],
        renamed: &[
            ("币别", "币种"),
            ("交易日期", "日期"),
            ("交易金额", "金额"),
            ("账户余额", "余额"),
            ("交易地点/附言", "地点"),
            ("对方账号与户名", "对方户名"),
        ],
        ..Dialect::NONE
    },
    Dialect {
        variant: "citic_credit",
        header: &["日期", "入账日", "地点", "卡号", "币种", "金额"],
        optional: &["交易币种", "交易金额"],
        renamed: &[
            ("交易日期", "日期"),
            ("入账日期", "入账日"),
            ("交易描述", "地点"),
            ("卡末四位", "卡号"),
            ("结算币种", "币种"),
            ("结算金额", "金额"),
        ],
        ..Dialect::NONE
    },
    Dialect {
        variant: "spdb",
        header: &["顺序号", "日期", "摘要", "收入", "支出", "余额"],
        expected: &["对方户名", "对方账号", "附言"],
        renamed: &[
            ("交易日期", "日期"),
            ("交易类型", "摘要"),
            ("存入金额", "收入"),
            ("取出金额", "支出"),
            ("交易对手名称", "对方户名"),
            ("交易对手账号", "对方账号"),
        ],
        ..Dialect::NONE
    },
    Dialect {
        variant: "cib",
        header: &["日期", "记账日", "支出", "收入", "余额", "摘要", "对方户名", "对方银行"],
        expected: &["对方账号", "附言", "交易渠道", "备注"],
        renamed: &[("交易时间", "日期"), ("账户余额", "余额"), ("用途", "附言")],
        ..Dialect::NONE
    },
    Dialect {
        variant: "cmb_debit",
        header: &["日期", "币种", "金额", "联机余额", "摘要"],
        expected: &["对方户名", "附言"],
        renamed: &[
            ("记账日期", "日期"),
            ("货币", "币种"),
            ("交易金额", "金额"),
            ("交易摘要", "摘要"),
            ("对手信息", "对方户名"),
            ("客户摘要", "附言"),
        ],
        ..Dialect::NONE
    },
    Dialect {
        variant: "cmb_credit",
        header: &["日期", "入账日", "地点", "金额", "卡号"],
        optional: &["交易地金额"],
        renamed: &[("交易日", "日期"), ("记账日", "入账日"), ("交易摘要", "地点"), ("人民币金额", "金额"), ("卡号末四位", "卡号")],
        ..Dialect::NONE
    },
    Dialect {
        variant: "boc_debit",
        header: &["日期", "时间", "币种", "金额", "余额", "摘要", "渠道", "网点名称", "附言"],
        expected: &["对方户名", "对方账号", "对方开户行", "卡号"],
        renamed: &[
            ("记账日期", "日期"),
            ("记账时间", "时间"),
            ("币别", "币种"),
            ("交易名称", "摘要"),
            ("对方账户名", "对方户名"),
            ("对方卡号/账号", "对方账号"),
            ("借记卡号", "卡号"),
        ],
        ..Dialect::NONE
    },
    Dialect {
        variant: "boc_credit",
        header: &["日期", "入账日", "卡号", "地点", "收入", "支出", "币种"],
        renamed: &[("交易日", "日期"), ("银行记账日", "入账日"), ("卡号后四位", "卡号"), ("交易描述", "地点"), ("存入", "收入")],
        ..Dialect::NONE
    },
    Dialect {
        variant: "bocom_debit",
        header: &["序号", "日期", "时间", "摘要", "借贷", "金额", "余额"],
        expected: &["对方账号", "对方户名", "地点", "附言"],
        renamed: &[
            ("交易日期", "日期"),
            ("交易时间", "时间"),
            ("交易类型", "摘要"),
            ("交易金额", "金额"),
            ("交易地点", "地点"),
            ("摘要", "附言"),
        ],
        ..Dialect::NONE
    },
    Dialect {
        variant: "bocom_credit",
        header: &["日期", "入账日", "摘要", "交易币种/金额", "金额"],
        renamed: &[("交易日期", "日期"), ("记账日期", "入账日"), ("交易说明", "摘要"), ("入账币种/金额", "金额")],
        ..Dialect::NONE
    },
    Dialect {
        variant: "abc",
        header: &["日期", "时间", "摘要", "金额", "本次余额", "对方户名"],
        expected: &["日 志 号", "交易渠道", "附言"],
        renamed: &[
            ("交易日期", "日期"),
            ("交易时间", "时间"),
            ("交易摘要", "摘要"),
            ("交易金额", "金额"),
            ("对手信息", "对方户名"),
            ("交易附言", "附言"),
        ],
        ..Dialect::NONE
    },
    Dialect {
        variant: "cgb_credit",
        header: &["日期", "入账日", "摘要", "交易货币", "金额", "币种"],
        optional: &["交易金额"],
        renamed: &[("交易日期", "日期"), ("入账日期", "入账日"), ("交易摘要", "摘要"), ("入账金额", "金额"), ("入账货币", "币种")],
        ..Dialect::NONE
    },
    Dialect {
        variant: "hsbc_hk_debit",
        header: &["日期", "地点", "金额", "币种", "余额", "Balance currency"],
        renamed: &[
            ("Date", "日期"),
            ("Description", "地点"),
            ("Billing amount", "金额"),
            ("Billing currency", "币种"),
            ("Balance", "余额"),
        ],
        ..Dialect::NONE
    },
    Dialect {
        variant: "hsbc_hk_credit",
        header: &["日期", "入账日", "摘要", "金额", "币种", "状态", "借贷"],
        expected: &["对方户名", "Country / region", "Area / district"],
        renamed: &[
            ("Transaction date", "日期"),
            ("Post date", "入账日"),
            ("Description", "摘要"),
            ("Billing amount", "金额"),
            ("Billing currency", "币种"),
            ("Transaction status", "状态"),
            ("Merchant name", "对方户名"),
            ("Credit / Debit", "借贷"),
        ],
        ..Dialect::NONE
    },
];
