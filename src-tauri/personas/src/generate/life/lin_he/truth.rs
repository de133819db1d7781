//! What is true of her, by the id of the inference it answers; what is not, among the traps.

use super::LinHe;
use serde_json::{Value, json};

pub(super) fn of(she: &LinHe) -> Value {
    let played: i64 = she.game_months.values().sum();
    json!({
        "claims": {
            "legal_name": "何琳",
            "linked_accounts": { "card_tail": "1111", "phone": "13800000000", "accounts": ["alipay", "wechat_pay", "taobao", "jd"] },
            "home_location": "CN/330105",
            "work_or_study_place": "CN/330108",
            "trips_and_absences": [
                { "city": "西安", "from": "2024-10-01", "to": "2024-10-06" },
                { "city": "上饶", "from": "2025-01-26", "to": "2025-02-04" },
                { "city": "上海", "from": "2025-06-21", "to": "2025-06-22" },
                { "city": "成都", "from": "2025-10-01", "to": "2025-10-06" },
                { "city": "上饶", "from": "2025-12-06", "to": "2025-12-07" }
            ],
            "sleep_window": { "workdays": ["00:45", "08:00"], "free_days": ["01:15", "10:30"] },
            "work_schedule": { "from": "09:40", "to": "19:00", "late": ["tuesday", "thursday"] },
            "household_size": 1,
            "children_and_ages": [],
            "pet_owner": "cat",
            "closest_ties": ["小屿", "妈妈", "阿宁"],
            "romantic_partner": "小屿",
            "income_estimate": { "currency": "CNY", "monthly_net": [12480, 13620], "raised": "2025-04" },
            "payday_cycle": { "day": 10 },
            "credit_and_instalments": { "product": "花呗", "instalments": true, "late": 0 },
            "clinic_visits": { "own_days": she.clinic_days.iter().map(ToString::to_string).collect::<Vec<_>>(), "department": "消化内科" },
            "gaming_intensity": { "months_with_spending": she.game_months.len(), "yuan": played / 100, "late_at_night": true }
        },
        "estimates": {
            "kids": false, "single": true, "size3plus": false, "age45plus": false, "age_lt35": true, "age65plus": false,
            "married": false, "renter": true, "female": true, "age_le20": false, "age_ge26": true
        },
        "estimates_note": "single: lives alone; the partner has a flat of their own.",
        "story": {
            "en": "Lin is 27 and designs software. She rents a flat in Gongshu alone with a cat, rides line 5 to an office in Binjiang and stays late on Tuesdays and Thursdays. Xiaoyu is her partner and lives across town. In spring 2025 her stomach gave out: pills at night, a gastroscopy, six weeks without coffee. She was given a raise that April, and half of what she buys runs on pay-later. She sends her mother in Shangrao 1,000 yuan a month and plays a story game in bed.",
            "zh-CN": "何琳27岁，做软件设计。她一个人带着一只猫在拱墅租房，坐5号线去滨江上班，周二、周四常加班。恋人小屿住在城市另一头。2025年春天胃出了问题：半夜买药，做了胃镜，六周没碰咖啡。那年4月涨了薪，一半的网购用花呗。每月给上饶的妈妈转1000元，睡前爱玩一款恋爱游戏。"
        },
        "traps": [
            { "id": "children_and_ages", "true": false, "what": "Baby things in November 2024, January and October 2025 are gifts for a friend's child." },
            { "id": "romantic_partner", "true": false, "what": "520.00 went to her mother on Mother's Day, 13.14 to colleagues on 20 May." },
            { "id": "pet_owner", "true": false, "what": "Chews for a dog, once: for a friend's corgi." },
            { "id": "clinic_visits", "true": false, "what": "The eye clinic in Shangrao in December 2025 was for her mother." },
            { "id": "elder_care", "true": false, "what": "Massager and supplements are presents; her mother lives in another city." },
            { "id": "income_estimate", "true": false, "what": "Fees for drawings come irregularly from a friend; moves between balance, fund and bank are no income." },
            { "id": "wedding", "true": false, "what": "800.00 with 新婚快乐 was for a friend's wedding." }
        ]
    })
}
