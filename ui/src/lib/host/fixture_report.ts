import { TABLE_WORDS } from "./fixture_tables";
import type { Action, Claim, Field, Kind, Label, Level, NotFound, Observer, Origin, Proof, QueueItem, Report, Row, Said, Score, ScoreRow, Start, Step, Tier } from "./types";

/** The synthetic report of the fixture host. Lin Yuhe, her cat and her bills are invented; numbers are masked or set aside for fiction. */
export const said = (en: string, zh: string): Said => ({ en, "zh-CN": zh });

const BILL = { archive: "a1", file: "alipay_record_2025.csv" };
const ORDERS = { archive: "a2", file: "淘宝订单_2025.xlsx" };
export const ORIGINS: Origin[] = [
  { ...BILL, spot: "L412" }, { ...ORDERS, spot: "S0R47" }, { ...BILL, spot: "L431" }, { ...ORDERS, spot: "S0R58" }, { ...BILL, spot: "L502" },
];

const GOODS = ["豆腐猫砂 6L×4袋", "全价成猫粮 2kg", "工作日午餐", "猫条 15支", "地铁 滨江站"];
const SHOPS = ["三桥宠物用品店", "三桥宠物医院(余杭店)", "江边小馆", "三桥宠物用品店", "杭州地铁"];
const field = (id: string, en: string, zh: string, value: string, masked: string | null = null): Field => ({ id, name: said(en, zh), value, masked });

export function rowAt(origin: Origin, n: number): Row {
  const i = n % GOODS.length;
  const inBill = origin.archive === "a1";
  return {
    origin,
    archive_name: inBill ? "alipay_2025.zip" : "淘宝订单_2025.xlsx",
    platform: inBill ? said("Alipay", "支付宝") : said("Taobao", "淘宝"),
    when: `2025-0${(n % 9) + 1}-1${n % 9}T19:4${n % 9}:00`,
    fields: [
      field("item", "Item", "商品", GOODS[i]!), field("party", "Shop", "商家", SHOPS[i]!),
      field("amount", "Amount", "金额", `${59 + n}.90`), field("phone", "Phone number", "手机号", "13800000000", "138****0000"),
    ],
    joined: n % 2 === 0 ? [{ origin: ORIGINS[1]!, why: said("Same amount, same minute, same shop.", "金额、分钟、店铺都相同。") }] : [],
  };
}

const step = (en: string, zh: string, weight: number, count: number, size: Step["size"] = "moderate", family = "goods"): Step =>
  ({ reason: said(en, zh), size, weight, family, count, origins: ORIGINS.slice(0, Math.min(count, 5)) });

type Draft = { id: string; facet: string; title: Said; who?: [string, string]; en: string; zh: string; value: [string, string]; p: number; prior?: number; level: Level; tier?: Tier; kind?: Kind;
  steps: Step[]; counter?: Step[]; wrong?: Said[]; actions?: Action[]; capped?: Said; exhibit?: Said; since?: string };

const claim = (d: Draft): Claim => ({
  id: d.id, facet: d.facet, title: d.title, value: d.value[0], statement: said(d.en.replace("_", d.value[0]), d.zh.replace("_", d.value[1])),
  emphasis: said(...d.value), p: d.p, level: d.level, capped_by: d.capped ? "one_family" : null, capped_said: d.capped ?? null, tier: d.tier ?? "T1", kind: d.kind ?? "derived",
  since: d.since ?? null, exhibit: d.exhibit ?? null,
  evidence: { count: d.steps.reduce((n, s) => n + s.count, 0), families: [...new Set(d.steps.map((s) => s.family))], prior: d.prior ?? 0.2, steps: d.steps, counter: d.counter ?? [] },
  wrong_when: d.wrong ?? [], actions: d.actions ?? [],
});

const CAT = (who: [string, string]): Claim => claim({
  id: "pet_owner", facet: "household", title: said("Pets", "宠物"), tier: "T0", level: "high", p: 0.94, since: "2025-03",
  en: `${who[0]} could infer that you keep _.`, zh: `${who[1]}可能推断出：你养_。`, value: ["a cat", "猫"],
  exhibit: said("9 March 2025, 19:42: a first visit to a pet hospital, CN¥286", "2025年3月9日 19:42，第一次去宠物医院，286 元"),
  steps: [step("120 orders of food and litter, about 3 days apart", "猫粮和猫砂买过 120 次，大约隔 3 天", 1.61, 120), step("3 payments to a pet hospital", "在宠物医院付过款 3 笔", 3, 3, "decisive", "place")],
  counter: [step("1 bag of litter went to another name", "1 袋猫砂寄给了别的名字", -0.41, 1, "against")],
  wrong: [said("Could be wrong if you shop for someone else’s cat.", "如果是替别人的猫买的，就会看走眼。"), said("Could be wrong if a flatmate uses your account.", "如果室友也用这个账号，就会看走眼。")],
  actions: [{ id: "cash", title: said("Pay the vet in cash.", "看宠物医生付现金。"), how: said("Ask at the counter; the bill then has no line of it.", "到前台付款，账单里就没有这一笔。"), status: "reported", checked_on: "2025-11-02" }],
});

const claims = (who: [string, string]): Claim[] => [
  claim({ id: "legal_name", facet: "identity", title: said("Name", "姓名"), kind: "declared", level: "high", p: 0.99, prior: 0.5, en: `${who[0]} can read the name _, as stated in the Alipay bill.`, zh: `${who[1]}能读到姓名_，支付宝账单里写明。`, value: ["Lin *he", "林*禾"], steps: [step("Cover lines of the Alipay bill", "支付宝账单的开头几行", 4.6, 1, "decisive", "declared")] }),
  claim({ id: "age_band", facet: "identity", title: said("Age", "年龄"), level: "medium", p: 0.71, en: `${who[0]} could infer that you are about _ years old.`, zh: `${who[1]}可能推断出：你大约_岁。`, value: ["25 to 29", "25 到 29 "], capped: said("High by number, shown as medium: it rests on goods alone.", "按数字够得上较大，但只有商品作依据，最高标到中等。"),
    steps: [step("Student discount until June 2020, then none", "学生优惠用到2020年6月，之后没有", 1.4, 12), step("38 goods that lean to this band", "38 件商品偏向这个年龄段", 0.9, 38)], wrong: [said("Could be wrong if family members share the account.", "如果家人共用账号，就会看走眼。")] }),
  claim({ id: "home_location", facet: "places", title: said("Where you live", "住在哪里"), tier: "T3", level: "high", p: 0.91, en: `${who[0]} could infer that you live around _.`, zh: `${who[1]}可能推断出：你住在_一带。`, value: ["Yuhang, Hangzhou", "杭州余杭"], steps: [step("41 parcels to one door in 18 months", "18 个月里 41 个包裹寄到同一个门口", 3.7, 41, "strong", "place")] }),
  claim({ id: "work_or_study_place", facet: "places", title: said("Where you work", "在哪里上班"), tier: "T2", level: "high", p: 0.9, en: `${who[0]} could infer that you spend most workdays around _.`, zh: `${who[1]}可能推断出：工作日你多半在_一带。`, value: ["Binjiang, Hangzhou", "杭州滨江"],
    steps: [step("212 workday lunches paid there", "工作日在那里付过午饭钱 212 次", 1.9, 212, "strong", "place"), step("187 metro exits before 09:30", "9:30 前出地铁站 187 次", 1.3, 187, "moderate", "time"), step("31 parcels to an office", "31 个包裹寄到写字楼", 0.8, 31)], counter: [step("On 29 workdays nothing was paid there", "有 29 个工作日没有在那里付过款", -0.4, 29, "against", "place")] }),
  claim({ id: "sleep_window", facet: "rhythm", title: said("When you sleep", "什么时候睡"), tier: "T2", level: "medium", p: 0.78, en: `${who[0]} could infer that on workdays you sleep between about _.`, zh: `${who[1]}可能推断出：工作日你大约_。`, value: ["00:40 and 07:20", "0:40 睡、7:20 起"], steps: [step("Longest gap on 168 of 241 workdays", "241 个工作日里有 168 天，这一段最安静", 2.65, 168, "strong", "time")] }),
  claim({ id: "household_size", facet: "household", title: said("How many share your home", "家里几个人"), tier: "T2", level: "low", p: 0.52, en: `${who[0]} could infer that _ share your home.`, zh: `${who[1]}可能推断出：家里住着_。`, value: ["2 people", "2 个人"], steps: [step("9 parcels to a second name, same door", "9 个包裹寄给另一个名字，门牌相同", 0.9, 9, "weak"), step("Electricity split 6 times", "电费平摊过 6 次", 0.57, 6, "weak", "money")] }),
  CAT(who),
  claim({ id: "income_estimate", facet: "money", title: said("Income", "收入"), tier: "T3", level: "medium", p: 0.74, en: `${who[0]} could estimate your monthly income at _.`, zh: `${who[1]}可能估计：你的月收入在_之间。`, value: ["CN¥11,000 to 14,000", "11,000 到 14,000 元"], steps: [step("12 payments from one payer, near day 10", "同一付款方入账 12 笔，多在 10 日前后", 2.4, 12, "strong", "money")] }),
  claim({ id: "mental_health_signals", facet: "health", title: said("Records others might read a mood into", "别人可能联系到情绪的记录"), tier: "T3", kind: "explain_only", level: "low", p: 0.5, en: "Others could read low spirits into _ of these records. We draw no conclusion.", zh: "这_条记录，别人可能联系到情绪状态。侧写不作判断。", value: ["7", "7 "], steps: [step("7 orders of sleep aids", "助眠用品 7 单", 0, 7, "trace")] }),
  claim({ id: "gaming_intensity", facet: "interests", title: said("Games", "游戏"), kind: "observed", level: "high", p: 0.97, en: `${who[0]} could count about _ a month paid to games.`, zh: `${who[1]}能数出：平均一个月在游戏上付_。`, value: ["CN¥86", "86 元"], steps: [step("41 payments in 10 of 12 months", "12 个月里有 10 个月付过，共 41 笔", 4.9, 41, "measured", "money")] }),
];

const absent: NotFound[] = [
  { id: "children_and_ages", title: said("Children", "孩子"), facet: "household", because: "below_threshold", said: said("Looked for. The traces (2) are too weak to say anything.", "找过。线索只有 2 条，太弱，不足以推断。") },
  { id: "closest_ties", title: said("Closest ties", "最亲近的人"), facet: "relationships", because: "no_source", said: said("None of your files holds messages. A WhatsApp chat would.", "现有文件里没有聊天记录。加上 WhatsApp 聊天就能看到。") },
  { id: "trips_and_absences", title: said("Trips", "出行"), facet: "places", because: "too_few", said: said("2 found, at least 5 needed. A longer period may be enough.", "找到 2 条，至少要 5 条。换更长的时间段也许就够了。") },
];

const feature = (id: string, en: string, zh: string, bin: Said | null, points: number | null, max: number, reason: Said): ScoreRow =>
  ({ feature: id, name: said(en, zh), bin, points, max, reason, count: points === null ? 0 : 5, origins: points === null ? [] : ORIGINS });
const NONE = said("No row in these files speaks to it.", "这些文件里没有说到它的记录。");
const score = (mid: number | null): Score => ({
  id: "zhima_open_v1", name: said("A model in the manner of Zhima Credit", "仿芝麻分的公开模型"), low: 680, mid, high: 820, coverage: mid === null ? 0.31 : 0.77, band: mid === null ? null : "outstanding", min: 350, max: 950,
  bands: [["poor", "poor", "较差", 350, 550], ["fair", "fair", "中等", 550, 600], ["good", "good", "良好", 600, 650], ["excellent", "excellent", "优秀", 650, 700], ["outstanding", "outstanding", "极好", 700, 950]].map(([id, en, zh, from, to]) => ({ id: String(id), name: said(String(en), String(zh)), from: Number(from), to: Number(to) })),
  dimensions: [
    { id: "history", name: said("Credit history", "信用历史"), max: 210, low: 132, mid: 147, high: 162, rows: [feature("late", "Late payments", "逾期", said("1 in 12 months", "12 个月里 1 次"), 60, 90, said("One late repayment in April.", "4 月有一次还款逾期。")), feature("years", "Years with the account", "账号年限", said("5 to 8 years", "5 到 8 年"), 72, 90, said("The first row is of 2019.", "最早的记录在 2019 年。")), feature("loans", "Loans paid back", "还清的借款", null, null, 30, NONE)] },
    { id: "ability", name: said("Ability to pay", "履约能力"), max: 150, low: 34, mid: 69, high: 104, rows: [feature("income", "Regular income", "固定收入", null, null, 70, NONE), feature("balance", "Balance kept", "余额", said("seldom below CN¥500", "很少低于 500 元"), 34, 80, said("Balance lines of the bill.", "账单里的余额行。"))] },
    { id: "behaviour", name: said("Behaviour", "行为偏好"), max: 120, low: 100, mid: 100, high: 100, rows: [feature("active", "Active months", "活跃月份", said("12 of 12", "12 个月都有"), 100, 120, said("A payment in each month.", "月月都有付款。"))] },
    { id: "identity", name: said("Identity", "身份特质"), max: 90, low: 43, mid: 63, high: 83, rows: [feature("name", "Name on the account", "账号实名", said("stated", "写明"), 43, 50, said("Cover lines of the bill.", "账单的开头几行。")), feature("phone", "Age of the phone number", "手机号年限", null, null, 40, NONE)] },
    { id: "connections", name: said("Connections", "人脉关系"), max: 30, low: 21, mid: 21, high: 21, rows: [feature("both_ways", "Contacts who pay both ways", "双向转账的联系人", said("5", "5 人"), 21, 30, said("Five contacts pay both ways.", "有 5 位联系人互相转过账。"))] },
  ],
  banner: said("Not a real score. An open model built from public descriptions; the real formulas are not public.", "这不是真实分数，是按公开说明搭的开放模型。真正的公式没有公开。"),
  caveats: [said("This is for learning. Don’t use it to judge anybody.", "仅供学习，不要用它评价任何人。"), said("Many points reward having money and accounts: they measure use as much as trust.", "不少分值奖励的是有钱、账号多，衡量的是用得多不多，不只是守不守信。")],
});

type Eye = { id: string; name: [string, string]; rows: number; claims?: Claim[]; scores?: Score[]; labels?: Label[]; together?: boolean; chip?: Said; sentence?: Said; sees?: Said[] };
const eye = (e: Eye): Observer => ({
  id: e.id, name: said(...e.name), group: e.together ? "together" : "company", chip: e.chip ?? null, sentence: e.sentence ?? null, sees: [], sees_said: e.sees ?? [], rows: e.rows,
  claims: e.claims ?? [], estimates: [], not_found: e.rows > 0 ? absent : [], scores: e.scores ?? [], segments: [], labels: e.labels ?? [],
});

const label = (text: string, more: Partial<Label> = {}): Label => ({
  platform: "alipay", platform_name: said("Alipay", "支付宝"), kind: "audience", kind_name: said("audiences", "人群标签"), label: text, value: null, list: null, topic: null, topic_name: null, count: 2, origins: ORIGINS.slice(0, 2), ...more,
});
const labels: Label[] = [
  label("养宠人群"), label("高频外卖"), label("备孕人群", { topic: "health", topic_name: said("health", "健康") }),
  label("阳光信用", { kind: "score", kind_name: said("scores", "评分"), value: "极好", list: "信用档案" }),
];

const payments = said("payments", "付款");
const orders = said("orders", "订单");
const weaker = (c: Claim, p: number): Claim => ({ ...c, p, level: p >= 0.85 ? "high" : p >= 0.6 ? "medium" : "low", evidence: { ...c.evidence, steps: c.evidence.steps.slice(0, 1), counter: [] } });
const of = (who: [string, string], ids: string[]) => claims(who).filter((c) => ids.includes(c.id));

const observers: Observer[] = [
  eye({ id: "alibaba", name: ["Alibaba", "阿里"], rows: 412, sees: [orders], claims: [...of(["Alibaba", "阿里"], ["age_band", "home_location"]), weaker(CAT(["Alibaba", "阿里"]), 0.55)] }),
  eye({ id: "ant", name: ["Ant", "蚂蚁"], rows: 2126, sees: [payments], scores: [score(null)], claims: [...of(["Ant", "蚂蚁"], ["legal_name", "work_or_study_place", "sleep_window", "income_estimate", "gaming_intensity"]), weaker(CAT(["Ant", "蚂蚁"]), 0.83)] }),
  eye({ id: "alibaba_group", name: ["Alibaba and Ant together", "阿里系（合并）"], rows: 2538, together: true, chip: said("Assumption: pooled", "假设：数据打通"), sentence: said("Two companies, looked at as if they shared their files. Whether they do, we don’t know.", "把两家公司当作数据互通来看。实际是否互通，我们不知道。"), claims: claims(["Alibaba and Ant together", "阿里系"]), scores: [score(750)] }),
  eye({ id: "tencent", name: ["Tencent", "腾讯"], rows: 3, sees: [payments] }),
  eye({ id: "amazon", name: ["Amazon", "亚马逊"], rows: 0 }), eye({ id: "meta", name: ["Meta", "Meta"], rows: 0 }), eye({ id: "paypal", name: ["PayPal", "PayPal"], rows: 0 }), eye({ id: "bank", name: ["your bank", "你的银行"], rows: 0 }),
  eye({ id: "state", name: ["A state", "政府部门（汇总）"], rows: 2541, together: true, chip: said("Assumption: all combined", "假设：数据汇总"), sentence: said("Laws in many countries let a state ask companies for data. We found no public proof that shopping, chats and payments are pooled live and in bulk.", "许多国家的法律允许政府部门调取数据。我们没有查到公开资料，能说明购物、聊天和支付数据被实时、大批量地汇总。"), claims: claims(["A state that combined them", "汇总数据的政府部门"]), scores: [score(750)] }),
  eye({ id: "metadata", name: ["Who, when, how much", "只看往来信息"], rows: 2541, together: true, chip: said("No content", "不含内容"), sentence: said("What remains if nobody reads a word.", "一个字都不读，还能看出什么。"), claims: of(["Whoever sees only who, when and how much", "只看往来信息的人"], ["sleep_window"]) }),
  eye({ id: "everything", name: ["Whoever holds these files", "拿到这些文件的人"], rows: 2541, together: true, chip: said("These very files", "就这些文件"), sentence: said("Someone who finds them, someone close, a lender you sent them to.", "可能是捡到的人、身边的人，或你交过文件的机构。"), claims: claims(["Whoever holds these files", "拿到这些文件的人"]), scores: [score(750)], labels }),
];

const HASH = "9c1f04be77a2d3e85b601f9ac4d72e138a05f6b930cd417ee29b68d40c5ab1f7";
const read = { parties: 0, totals_ours: [], totals_printed: [], reconciled: "not_printed" as const, note: null, error: null };

export const REPORT: Report = {
  schema: "dossier/1", today: "2025-12-31", fed_most: "alibaba_group", records: { purchase: 398, payment: 2122, message: 0 }, observers,
  archives: [
    { id: "a1", name: "alipay_2025.zip", sha256: HASH, error: null, files: [{ ...read, path: BILL.file, source: "alipay_bill", source_name: said("Alipay bill", "支付宝账单"), variant: "app_v2", variant_name: said("from the app, layout since 2023", "App 导出，2023 年起的版式"), why: "交易时间, 交易对方, 金额", rows_read: 2129, stored: 2122, known: 3, skipped: [{ code: "bad_date", count: 3 }, { code: "row_damaged", count: 1 }], first: "2025-01-01", last: "2025-12-30", parties: 214,
      totals_ours: [{ label: "支出", currency: "CNY", count: 1986, sum: "81204.55" }, { label: "收入", currency: "CNY", count: 136, sum: "148000.00" }], totals_printed: [{ label: "支出", currency: "CNY", count: 1986, sum: "81191.65" }, { label: "收入", currency: "CNY", count: 136, sum: "148000.00" }], reconciled: "no", note: said("Our total and the printed one differ by CN¥12.90: a refund counted twice by the bill.", "我们数的合计和账单印的差 12.90 元：账单把一笔退款算了两次。") }] },
    { id: "a2", name: ORDERS.file, sha256: HASH, error: null, files: [{ ...read, path: ORDERS.file, source: "taobao_orders", source_name: said("Taobao orders, official export", "淘宝订单（官方导出）"), variant: null, variant_name: null, why: "11/11", rows_read: 412, stored: 398, known: 14, skipped: [], first: "2025-01-03", last: "2025-12-29", parties: 87, totals_ours: [{ label: "实付", currency: "CNY", count: 398, sum: "30911.20" }] }] },
  ],
  owner_open: [],
  problems: [
    { origin: { ...BILL, spot: "L26" }, code: "bad_date", hint: "交易时间", count: 3, said: said("3 rows: the date in column “交易时间” can’t be read. Skipped; the rest was kept.", "3 行的“交易时间”不是能读懂的日期，已跳过，其余保留。") },
    { origin: { ...BILL, spot: "L1804" }, code: "row_damaged", hint: "", count: 1, said: said("1 row breaks off or lacks cells. Skipped; the rest was kept.", "1 行不完整，已跳过，其余保留。") },
  ],
};

const file = (path: string, en: string, zh: string, why: string) => ({ path, source: "some", source_name: said(en, zh), variant: null, variant_name: null, why, error: null, table: null });
const item = (key: number, name: string, bytes: number, state: QueueItem["state"], more: Partial<QueueItem>): QueueItem => ({ key, name, bytes, state, error: null, hint: null, files: [], shape: null, ...more });

export const QUEUE: QueueItem[] = [
  item(1, ORDERS.file, 88_412, "ready", { files: [file(ORDERS.file, "Taobao orders, official export", "淘宝订单（官方导出）", "11/11")] }),
  item(2, "WhatsApp Chat with Mei.txt", 412_000, "ready", { files: [file("WhatsApp Chat with Mei.txt", "WhatsApp chat, text", "WhatsApp 聊天（文本）", "DD/MM/YYYY")] }),
  item(3, "alipay_2025.zip", 301_220, "needs_password", { hint: said("Six digits, in a service message inside the Alipay app, not in the e-mail.", "6 位数字，在支付宝 App 的服务消息里，邮件里没有。"), files: [file(BILL.file, "Alipay bill", "支付宝账单", "交易时间, 交易对方, 金额")] }),
  item(4, "记账本_2025.csv", 9_100, "refused", { error: { code: "wrong_export", said: said("记账本_2025.csv is Alipay’s cash book, not its bill. Nothing was taken from it. You can get the right one here: Alipay, Me, Bills, … , Issue transaction proof.", "记账本_2025.csv 是支付宝记账本，不是账单，没有取走内容。要拿对的那一份，请走：支付宝，我的，账单，开具交易流水证明。") } }),
];

export const START: Omit<Start, "place"> = {
  tables: TABLE_WORDS,
  version: "0.1.0", chinese_font: true, guides: [{ id: "alipay", platform: "alipay", name: { en: "Alipay", "zh-CN": "支付宝" }, exports: true,
    steps: [{ en: "Open the bills.", "zh-CN": "打开账单。" }, { en: "Ask for the zip.", "zh-CN": "申请压缩包。" }],
    wait: { en: "ready within minutes", "zh-CN": "几分钟就好" }, password: { en: "The password comes in the app.", "zh-CN": "密码在 App 里。" },
    note: null, known: { en: "Steps as others report.", "zh-CN": "步骤依据：别人写的经验。" }, reads: [{ en: "Alipay bill", "zh-CN": "支付宝账单" }] }], lock: { enforced: false, mechanisms: [] },
  personas: [
    { id: "lin_yuhe", name: said("Lin Yuhe, 27, Hangzhou", "林语禾，27 岁，杭州"), about: said("Alipay and WeChat Pay bills, Taobao orders, one chat", "支付宝和微信支付账单、淘宝订单、一段聊天"), files: 4 },
    { id: "tom_keller", name: said("Tom Keller, 34, Leipzig", "汤姆·凯勒，34 岁，莱比锡"), about: said("Amazon orders and one WhatsApp chat", "亚马逊订单和一段 WhatsApp 聊天"), files: 2 },
  ],
};

const attempt = (id: string, en: string, zh: string, target: string) => ({ id, what: said(en, zh), target, outcome: "blocked" as const, by: "seccomp: EACCES" });
export const PROOF: Proof = {
  enforced: true, sockets: 0, program: "0".repeat(64), day: "2026-01-01",
  mechanisms: [{ id: "seccomp", what: said("seccomp", "seccomp"), covers: said("Refuses every socket that leads out of this computer.", "通向外面的套接字一律不给。"), holds: "yes", state: said("in force", "有效") }],
  page: [{ id: "page_fetch", what: said("fetch, to an IPv4 address", "fetch，连 IPv4 地址"), target: "http://192.0.2.1/" }],
  attempts: [attempt("tcp4", "A TCP connection over IPv4", "IPv4 上的 TCP 连接", "192.0.2.1:443"), attempt("tcp6", "A TCP connection over IPv6", "IPv6 上的 TCP 连接", "[2001:db8::1]:443"), attempt("udp", "A UDP packet", "UDP 数据包", "192.0.2.1:53"), attempt("name", "Looking up a name", "查询域名", "probe.invalid"), attempt("child", "The same from a child process", "由子进程来试", "192.0.2.1:443")],
};
