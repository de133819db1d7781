//! Lives: who each member of the cohort is, drawn at random. Rates are enriched so that a few hundred people show everything often enough;
//! nothing here knows what anybody infers.

use super::dice::Dice;
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// The first and the last day of the exports.
pub fn span() -> (NaiveDate, NaiveDate) {
    (NaiveDate::from_ymd_opt(2024, 1, 1).unwrap(), NaiveDate::from_ymd_opt(2025, 6, 30).unwrap())
}

/// One person.
pub struct Life {
    pub traits: BTreeSet<&'static str>,
    /// What stands for `{slot}` in habits and talk.
    pub words: BTreeMap<&'static str, String>,
    pub days: BTreeMap<&'static str, NaiveDate>,
    pub born: NaiveDate,
    pub female: bool,
    /// Hours, from noon to noon: to bed, and up again.
    pub asleep: (f64, f64),
    /// Yuan a month.
    pub salary: i64,
    pub payday: u32,
    /// Province, city, district at home and, after a move, the new one.
    pub home: [&'static str; 3],
    pub moved_to: Option<&'static str>,
    pub work: &'static str,
    pub from: [&'static str; 2],
    /// Days with no export at all.
    pub silent: Option<(NaiveDate, NaiveDate)>,
    /// City, first and last day.
    pub trips: Vec<(&'static str, NaiveDate, NaiveDate)>,
    /// Everybody's orders go through one account.
    pub shared: bool,
}

type City = (&'static str, &'static str, &'static [&'static str]);
const CITIES: &[City] = &[
    ("浙江省", "杭州市", &["西湖区", "拱墅区", "滨江区", "上城区", "余杭区"]),
    ("江苏省", "南京市", &["鼓楼区", "玄武区", "江宁区", "建邺区"]),
    ("广东省", "广州市", &["天河区", "越秀区", "番禺区", "海珠区"]),
    ("广东省", "深圳市", &["南山区", "福田区", "宝安区", "龙岗区"]),
    ("四川省", "成都市", &["武侯区", "锦江区", "青羊区", "双流区"]),
    ("湖北省", "武汉市", &["武昌区", "洪山区", "江汉区"]),
    ("湖南省", "长沙市", &["岳麓区", "雨花区", "天心区"]),
    ("陕西省", "西安市", &["雁塔区", "碑林区", "莲湖区"]),
    ("山东省", "青岛市", &["市南区", "崂山区", "黄岛区"]),
    ("河南省", "洛阳市", &["涧西区", "洛龙区"]),
    ("江西省", "上饶市", &["信州区", "广信区"]),
    ("安徽省", "芜湖市", &["镜湖区", "鸠江区"]),
];
const SURNAMES: &[&str] =
    &["赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "沈", "韩", "杨", "朱", "秦", "许", "何", "吕", "张", "孔"];
const HERS: &[&str] = &["思样", "雨样", "静样", "佳样", "晓样", "婷样", "雪样", "慧样"];
const HIS: &[&str] = &["强样", "伟样", "磊样", "浩样", "军样", "杰样", "明样", "涛样"];

impl Life {
    /// The person of this number.
    pub fn of(number: u64) -> Life {
        let mut dice = Dice::new(number);
        let d = &mut dice;
        let (first, last) = span();
        let mut traits: BTreeSet<&'static str> = BTreeSet::new();
        let mut days = BTreeMap::new();
        let female = d.chance(0.5);
        let job = *weighed(
            d,
            &[
                ("office", 40),
                ("developer", 10),
                ("shift", 6),
                ("nurse", 6),
                ("teacher", 6),
                ("student", 14),
                ("driver", 5),
                ("shopkeeper", 5),
                ("pensioner", 8),
            ],
        );
        traits.insert(job);
        if job == "developer" {
            traits.insert("office");
        }
        if !["student", "driver", "shopkeeper", "pensioner"].contains(&job) {
            traits.insert("salaried");
        }
        let age = match job {
            "student" => d.between(18, 23),
            "pensioner" => d.between(60, 74),
            _ => d.between(23, 54),
        };
        let born = last - Days::new(u64::try_from(age * 365 + d.between(0, 364)).unwrap());
        if d.chance(0.5) {
            traits.insert("paired");
            if age > 23 && d.chance(0.6) {
                traits.extend(["together", "family"]);
                if age > 27 && d.chance(0.8) {
                    traits.insert("married");
                }
            }
        }
        family(d, &mut traits, &mut days, age, first, last);
        chances(d, &mut traits, age);
        events(d, &mut traits, &mut days, first, last);
        let home = d.pick(CITIES);
        let origin = d.pick(CITIES);
        let districts = home.2;
        let at = d.between(0, districts.len() as i64 - 1) as usize;
        let elsewhere = |d: &mut Dice| districts[(at + d.between(1, districts.len() as i64 - 1) as usize) % districts.len()];
        let (work, moved_to) = (elsewhere(d), traits.contains("moved").then(|| elsewhere(d)));
        let late = d.around(0.0, 1.2);
        let asleep = match job {
            "shift" => (21.0 + d.around(0.0, 0.5), 28.5 + d.around(0.0, 0.5)),
            "pensioner" => (9.8 + d.around(0.0, 0.6), 17.8 + d.around(0.0, 0.6)),
            _ => (11.8 + late, 19.3 + late / 2.0),
        };
        let salary = match job {
            "student" => 0,
            "pensioner" => d.between(25, 52) * 100,
            _ => d.between(45, 220) * 100,
        };
        let silent = d.chance(0.15).then(|| {
            let from = first + Days::new(d.between(60, 400) as u64);
            (from, from + Days::new(d.between(30, 90) as u64))
        });
        let mut trips = Vec::new();
        for _ in 0..d.between(0, 4) {
            let to = d.pick(CITIES);
            let from = first + Days::new(d.between(10, 520) as u64);
            if to.1 != home.1 {
                trips.push((to.1, from, from + Days::new(d.between(1, 5) as u64)));
            }
        }
        let shared = traits.contains("sharedaccount");
        let mut life = Life {
            traits,
            words: BTreeMap::new(),
            days,
            born,
            female,
            asleep,
            salary,
            payday: d.between(5, 25) as u32,
            home: [home.0, home.1, districts[at]],
            moved_to,
            work,
            from: [origin.0, origin.1],
            silent,
            trips,
            shared,
        };
        life.words = words(d, &life, age);
        life
    }

    /// Whether an expression of traits holds: `|` between alternatives of `a&!b`; `*` always, `-` never.
    pub fn is(&self, expression: &str) -> bool {
        let holds = |one: &str| match one {
            "*" => true,
            "-" => false,
            _ => one.strip_prefix('!').map_or_else(|| self.traits.contains(one), |not| !self.traits.contains(not)),
        };
        expression.split('|').any(|all| all.split('&').all(holds))
    }
}

fn weighed<'a>(d: &mut Dice, of: &'a [(&'static str, i64)]) -> &'a &'static str {
    let mut at = d.between(1, of.iter().map(|o| o.1).sum());
    for (what, weight) in of {
        at -= weight;
        if at <= 0 {
            return what;
        }
    }
    &of[0].0
}

fn family(
    d: &mut Dice,
    traits: &mut BTreeSet<&'static str>,
    days: &mut BTreeMap<&'static str, NaiveDate>,
    age: i64,
    first: NaiveDate,
    last: NaiveDate,
) {
    if traits.contains("together") && d.chance(0.65) {
        let stage = match age {
            ..=34 => *weighed(d, &[("pregnant", 3), ("baby", 4), ("toddler", 2), ("preschool", 3)]),
            35..=42 => *weighed(d, &[("preschool", 3), ("pupil", 5), ("baby", 1)]),
            _ => *weighed(d, &[("pupil", 2), ("teen", 5)]),
        };
        traits.insert(stage);
        match stage {
            // Some are born within the exports, and are babies then.
            "pregnant" => {
                days.insert("due", last + Days::new(d.between(10, 150) as u64));
            }
            "baby" => {
                let birth = first + Days::new(d.between(0, 400) as u64) - Days::new(60);
                days.insert("birth", birth);
                days.insert("due", birth + Days::new(3));
                traits.insert("pregnant");
            }
            _ => {}
        }
    } else {
        for (habit, p) in [("uncle", 0.25), ("nanny", 0.02)] {
            if d.chance(p) {
                traits.insert(habit);
            }
        }
    }
    if !traits.contains("together") && age < 32 && d.chance(0.3) {
        traits.insert("flatmate");
    }
}

/// Habits and things, each with its share.
fn chances(d: &mut Dice, traits: &mut BTreeSet<&'static str>, age: i64) {
    let young = age < 36;
    let working = traits.contains("salaried");
    let shares: &[(&'static str, f64)] = &[
        ("cat", 0.16),
        ("dog", 0.12),
        ("strays", 0.02),
        ("car", if young { 0.25 } else { 0.5 }),
        ("takeaway", if young { 0.45 } else { 0.12 }),
        ("overtime", if working { 0.25 } else { 0.0 }),
        ("bonus", 0.5),
        ("huabei", 0.45),
        ("instalments", 0.15),
        ("latepayer", 0.05),
        ("borrower", 0.08),
        ("multilender", 0.06),
        ("lends", 0.08),
        ("saver", 0.3),
        ("investor", 0.15),
        ("lottery", 0.09),
        ("officepool", 0.08),
        ("frugal", 0.25),
        ("nightbuyer", 0.08),
        ("luxury", 0.06),
        ("guochao", 0.08),
        ("smoker", 0.15),
        ("drinker", 0.12),
        ("giftliquor", 0.06),
        ("diabetes", if young { 0.01 } else { 0.1 }),
        ("hypertension", if young { 0.01 } else { 0.14 }),
        ("parentmeds", 0.05),
        ("gym", 0.15),
        ("dieter", 0.1),
        ("clinic", 0.15),
        ("canteenvisitor", 0.03),
        ("counselling", 0.04),
        ("assistive", 0.03),
        ("reprohealth", 0.08),
        ("temple", 0.05),
        ("tourist", 0.1),
        ("donor", 0.1),
        ("abroad", 0.06),
        ("vpn", 0.04),
        ("legal", 0.03),
        ("elder", if age > 34 { 0.25 } else { 0.08 }),
        ("kidsends", 0.7),
        ("sibling", 0.3),
        ("gamer", if young { 0.4 } else { 0.12 }),
        ("streams", 0.4),
        ("reader", 0.2),
        ("shops", 0.8),
        ("crew", 0.25),
        ("treasurer", 0.03),
        ("joker", 0.15),
        ("badminton", 0.2),
        ("guest", 0.4),
        ("reseller", 0.02),
        ("sideseller", 0.05),
        ("sharedaccount", 0.05),
        ("apple", 0.2),
        ("android", 0.15),
        ("gascooks", 0.5),
        ("sad", 0.04),
        ("fading", 0.1),
    ];
    for (habit, p) in shares {
        if d.chance(*p) {
            traits.insert(habit);
        }
    }
    if traits.contains("cat") || traits.contains("dog") {
        traits.insert("pet");
    }
    if traits.contains("student") {
        traits.retain(|t| !["car", "mortgage", "elder", "investor", "legal"].contains(t));
    } else if age > 27 && d.chance(0.4) {
        traits.extend(["owner", "mortgage"]);
    } else if d.chance(0.6) {
        traits.insert("renter");
        if d.chance(0.3) {
            traits.insert("agency");
        }
    }
}

/// What happens once, somewhere in the exports.
fn events(d: &mut Dice, traits: &mut BTreeSet<&'static str>, days: &mut BTreeMap<&'static str, NaiveDate>, first: NaiveDate, _: NaiveDate) {
    let working = traits.contains("salaried");
    let likely: [(&'static str, &'static str, f64); 9] = [
        ("moved", "move", 0.1),
        ("wedding", "wedding", if traits.contains("paired") && !traits.contains("married") { 0.15 } else { 0.0 }),
        ("breakup", "breakup", if traits.contains("paired") && !traits.contains("together") { 0.15 } else { 0.0 }),
        ("renovates", "reno", if traits.contains("owner") { 0.2 } else { 0.0 }),
        ("buyshome", "reno", 0.0),
        ("newjob", "newjob", if working { 0.08 } else { 0.0 }),
        ("jobless", "layoff", if working { 0.05 } else { 0.0 }),
        ("exam", "exam", if traits.contains("student") { 0.4 } else { 0.04 }),
        ("sadness", "mood", if traits.contains("sad") { 1.0 } else { 0.0 }),
    ];
    for (what, day, p) in likely {
        if d.chance(p) {
            traits.insert(what);
            days.insert(day, first + Days::new(d.between(150, 400) as u64));
        }
    }
    if traits.contains("renovates") && d.chance(0.6) {
        traits.insert("buyshome");
    }
    if traits.contains("fading") {
        days.insert("fade", first + Days::new(d.between(330, 430) as u64));
    }
}

fn name(d: &mut Dice, female: bool) -> String {
    format!("{}{}", d.pick(SURNAMES), d.pick(if female { HERS } else { HIS }))
}

fn words(d: &mut Dice, life: &Life, age: i64) -> BTreeMap<&'static str, String> {
    let city = life.home[1].trim_end_matches('市').to_owned();
    let bare = |district: &str| district.trim_end_matches('区').to_owned();
    let partner_female = !life.female;
    let pet = |d: &mut Dice| (*d.pick(&["宝贝", "老公", "老婆", "亲爱的", "宝宝"])).to_owned();
    let clothes = if life.female {
        ["连衣裙女夏", "针织开衫女", "口红 唇釉", "卫生巾 日用"]
    } else {
        ["男士衬衫", "男款休闲裤", "剃须刀片", "男士洗面奶"]
    };
    let rent = d.between(12, 45) * 100;
    let mut words = BTreeMap::from([
        ("name", name(d, life.female)),
        ("phone", format!("13{}00000000", d.between(0, 9))),
        ("city", city.clone()),
        ("homestop", format!("{}站", bare(life.home[2]))),
        ("workdistrict", bare(life.work)),
        ("workstop", format!("{}站", bare(life.work))),
        ("breakfast", format!("{city}市{}早点铺", life.home[2])),
        ("lunch", format!("{city}市{}快餐店", life.work)),
        ("landlord", name(d, true)),
        ("rent", rent.to_string()),
        ("bank", "招商银行".to_owned()),
        ("mortgage", (d.between(25, 80) * 100).to_string()),
        ("employer", format!("{city}样例{}有限公司", d.pick(&["科技", "贸易", "医疗", "教育", "电子"]))),
        ("salary", life.salary.to_string()),
        ("salary3", (life.salary * 3).to_string()),
        ("save", (life.salary / 5).max(200).to_string()),
        ("partner", if d.chance(0.3) { pet(d) } else { name(d, partner_female) }),
        ("petname", pet(d)),
        ("friend", {
            let hers = d.chance(0.5);
            name(d, hers)
        }),
        ("friend2", name(d, life.female)),
        ("oldmate", name(d, !life.female)),
        ("oldfriend", name(d, life.female)),
        ("flatmate", name(d, life.female)),
        ("guest", name(d, true)),
        ("stranger", name(d, true)),
        ("mother", if d.chance(0.75) { "妈妈".to_owned() } else { name(d, true) }),
        ("father", if d.chance(0.75) { "爸爸".to_owned() } else { name(d, false) }),
        ("brother", if d.chance(0.5) { "弟弟".to_owned() } else { name(d, false) }),
        ("boss", format!("{}总", d.pick(SURNAMES))),
        ("colleague", name(d, life.female)),
        ("shop", "样例优选旗舰店".to_owned()),
        ("clothes", (*d.pick(&clothes)).to_owned()),
        ("homeitem", (*d.pick(&["收纳盒", "抽纸整箱", "洗衣液", "保鲜膜", "台灯"])).to_owned()),
        ("careitem", if age > 45 { "抗皱紧致面霜 中年" } else { "洗面奶 清爽控油" }.to_owned()),
        ("partneritem", (*d.pick(if life.female { &["男士衬衫 商务", "剃须刀"] } else { &["连衣裙女", "女士包包"] })).to_owned()),
    ]);
    words.insert("partnername", name(d, partner_female));
    words
}
