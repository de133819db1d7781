//! What is true of him, by the id of the inference it answers; what is not, among the traps.

use super::TRIPS;
use super::chats::Chat;
use crate::export::amazon_orders::Bought;
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(super) fn of(orders: &[Bought], chats: &[Chat]) -> Value {
    let people: BTreeSet<&str> =
        chats.iter().flat_map(|c| &c.messages).map(|m| m.who.as_str()).filter(|who| *who != "Jonas Weber").collect();
    let date = |[y, m, d]: [i32; 3]| format!("{y}-{m:02}-{d:02}");
    let trips: Vec<Value> = TRIPS.iter().map(|&(from, to, place)| json!({ "place": place, "from": date(from), "to": date(to) })).collect();
    json!({
        "claims": {
            "legal_name": "Jonas Weber",
            "linked_accounts": { "accounts": ["amazon", "whatsapp"], "name": "Jonas Weber", "card_tail": "1111" },
            "home_location": "DE/Leipzig/04229",
            "moved_home": { "from": "DE/Leipzig/04277", "on": "2021-10-01" },
            "work_or_study_place": "DE/Leipzig (Leutzsch depot)",
            "trips_and_absences": trips,
            "sleep_window": { "workdays": ["23:00", "06:10"], "free_days": ["23:30", "08:00"] },
            "work_schedule": { "from": "06:30", "to": "16:00" },
            "household_size": 3,
            "children_and_ages": [{ "name": "Mila", "born": "2019-03-09", "age": 6 }],
            "school_stage": "first year, since 2025-08-11",
            "pet_owner": "dog",
            "closest_ties": ["Katrin", "Mama", "Tom"],
            "romantic_partner": "Katrin",
            "contacts_exposed": { "chat_partners": people.len(), "with_phone": 1, "recipients_with_address": 5 },
            "income_estimate": null,
            "clinic_visits": null,
            "gaming_intensity": null
        },
        "estimates": {
            "kids": true, "single": false, "size3plus": true, "age45plus": false, "age_lt35": true, "age65plus": false,
            "married": false, "renter": true, "female": false, "age_le20": false, "age_ge26": true
        },
        "counts": { "order_lines": orders.len(), "messages": chats.iter().map(|c| c.messages.len()).sum::<usize>() },
        "story": {
            "en": "Jonas is 34 and plans delivery tours at a depot in Leipzig-Leutzsch; in October 2025 he became its head of dispatch. He and Katrin, a nurse on shifts, have been a couple since June 2013 and aren't married. Their daughter Mila was born on 9 March 2019 and started school in August 2025; Bruno the dog came as a puppy in April 2021, and that autumn they moved from Connewitz to Plagwitz. In spring 2023 his back gave out. His mother in Dresden got a new hip in September 2025. When he can't sleep he buys science fiction.",
            "zh-CN": "约纳斯34岁，在莱比锡罗伊奇区的货运站排配送路线，2025年10月升任调度主管。他和轮班护士卡特琳2013年6月起在一起，没有结婚。女儿米拉生于2019年3月9日，2025年8月上小学；小狗布鲁诺2021年4月来到家里，同年秋天他们从康内维茨搬到普拉格维茨。2023年春天他腰出了问题。2025年9月，住在德累斯顿的母亲换了髋关节。睡不着的时候，他就买科幻小说。"
        },
        "traps": [
            { "id": "children_and_ages", "true": false, "what": "Newborn things in May 2023 and January 2025 went to his sister in Erfurt and to a friend." },
            { "id": "romantic_partner", "true": false, "what": "Tom calls him Schatz in the friends' group as a joke." },
            { "id": "pet_owner", "true": false, "what": "The cat toys of May 2024 were for a neighbour." },
            { "id": "pregnancy_stage", "true": false, "what": "The pregnancy of 2024 in the friends' group is Jule's." },
            { "id": "clinic_visits", "true": false, "what": "The surgery of September 2025 was his mother's." },
            { "id": "household_size", "true": false, "what": "Gisela Pohl at the same house number is a neighbour, not a housemate." }
        ]
    })
}
