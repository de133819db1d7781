//! People: marks of senders, of those who send or get money, and of contacts; joined, and named alike in every event.

use super::bonds::{Bond, Sets, bond, by_hand};
use super::{Identity, Mark, Sort};
use crate::observer::base::{Base, Name};
use crate::observer::event::Event;
use crate::record::{Kind, MessageKind, PaymentKind, Platform};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is known of one mark.
#[derive(Default)]
struct Known {
    rows: u64,
    /// Names it goes by and how often; a name in a list of contacts outweighs any number of messages.
    names: BTreeMap<Name, u64>,
    listed: Option<Name>,
    /// Digits of phone numbers and mail addresses in small letters.
    keys: Vec<(String, &'static str)>,
}

/// Shortest number that is one person's.
const DIGITS: usize = 7;

/// Finds out who is who, and gives each person one name in all events. `party` and `chat` are changed, nothing else.
pub(in crate::observer) fn resolve(events: &mut [Event], base: &Base) -> Vec<Identity> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut known: Vec<Known> = Vec::new();
    let mut number: HashMap<Mark, usize> = HashMap::new();
    let mut of_event: Vec<Option<usize>> = Vec::with_capacity(events.len());
    for e in events.iter() {
        let Some(mark) = mark(e, base) else {
            of_event.push(None);
            continue;
        };
        let at = *number.entry(mark).or_insert_with(|| {
            marks.push(mark);
            known.push(Known::default());
            marks.len() - 1
        });
        of_event.push(Some(at));
        if let Some(known) = known.get_mut(at) {
            known.see(e, base);
        }
    }
    let mut sets = Sets::new(marks.len());
    let bonds = join(&mut sets, &marks, &known, base);
    let people = gather(&mut sets, &marks, &known, bonds, base);
    name_alike(events, &of_event, &marks, &people);
    title_chats(events, base, &people);
    people
}

/// The mark of the person an event is about.
fn mark(e: &Event, base: &Base) -> Option<Mark> {
    let person = match e.kind {
        Kind::Message => e.message != Some(MessageKind::System),
        Kind::Payment => matches!(e.payment, Some(PaymentKind::Transfer | PaymentKind::RedPacket | PaymentKind::Family)),
        Kind::Contact => !base.is_group(e.record),
        _ => false,
    };
    let account = e.account.map(|words| Mark { platform: e.platform, words, account: true });
    let named = || e.party.map(|words| Mark { platform: e.platform, words, account: false });
    person.then(|| account.or_else(named)).flatten().filter(|m| m.account || says_who(base.name(m.words)))
}

/// Whether a name tells one person from another.
fn says_who(name: &str) -> bool {
    name.chars().nth(1).is_some() && !name.contains('*')
}

impl Known {
    fn see(&mut self, e: &Event, base: &Base) {
        self.rows += u64::from(e.kind != Kind::Contact);
        if let Some(name) = e.party.filter(|p| Some(*p) != e.account) {
            *self.names.entry(name).or_default() += 1;
            if let Some(digits) = phone(base.name(name)) {
                self.key(digits, "same_phone");
            }
            if e.kind == Kind::Contact {
                self.listed = Some(self.listed.map_or(name, |known| known.min(name)));
            }
        }
        if let Some(listed) = base.contact(e.record) {
            for name in &listed.other_names {
                self.names.entry(*name).or_default();
            }
            if let Some(digits) = listed.phone.and_then(|p| phone(base.name(p))) {
                self.key(digits, "same_phone");
            }
            if let Some(mail) = listed.mail.map(|m| base.name(m).to_lowercase()).filter(|m| m.contains('@') && says_who(m)) {
                self.key(mail, "same_mail");
            }
        }
    }

    fn key(&mut self, key: String, why: &'static str) {
        if !self.keys.iter().any(|(known, _)| *known == key) {
            self.keys.push((key, why));
        }
    }
}

/// A number in its digits, without the marks around it and the codes of mainland China; `None` where it isn't one.
fn phone(text: &str) -> Option<String> {
    let around = |c: char| c.is_whitespace() || "+-().~\u{202A}\u{202C}\u{200E}\u{2011}".contains(c);
    if !text.chars().all(|c| c.is_ascii_digit() || around(c)) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    let own = digits.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(digits);
    (own.len() >= DIGITS).then(|| own.to_owned())
}

/// Brings together what is the same; by hand first, then by key, then by name.
fn join(sets: &mut Sets, marks: &[Mark], known: &[Known], base: &Base) -> Vec<Bond> {
    let mut bonds = by_hand(sets, marks, base);
    let mut by_key: BTreeMap<&str, (usize, &'static str)> = BTreeMap::new();
    for (at, known) in known.iter().enumerate() {
        for (key, why) in &known.keys {
            match by_key.get(key.as_str()) {
                Some((first, _)) => bonds.extend(bond(sets, marks, *first, at, why)),
                None => drop(by_key.insert(key, (at, why))),
            }
        }
    }
    let mut by_name: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for (at, (mark, known)) in marks.iter().zip(known).enumerate() {
        let names = known.names.keys().filter(|n| says_who(base.name(**n)));
        names.for_each(|n| by_name.entry(*n).or_default().push(at));
        if !mark.account {
            by_name.entry(mark.words).or_default().push(at);
        }
    }
    for bearers in by_name.values() {
        // Two accounts of one platform under one name are two people until something else says otherwise.
        let mut accounts: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for at in bearers {
            if let Some(mark) = marks.get(*at).filter(|m| m.account) {
                let set = sets.of(*at);
                let of_platform = accounts.entry(mark.platform).or_default();
                if !of_platform.contains(&set) {
                    of_platform.push(set);
                }
            }
        }
        if accounts.values().any(|sets| sets.len() > 1) {
            continue;
        }
        for pair in bearers.windows(2) {
            if let [one, other] = pair {
                bonds.extend(bond(sets, marks, *one, *other, "same_name"));
            }
        }
    }
    bonds
}

fn gather(sets: &mut Sets, marks: &[Mark], known: &[Known], bonds: Vec<Bond>, base: &Base) -> Vec<Identity> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..marks.len() {
        groups.entry(sets.of(at)).or_default().push(at);
    }
    let mut people: Vec<Identity> = Vec::new();
    for members in groups.values() {
        let of = |at: &usize| marks.get(*at).zip(known.get(*at));
        let mut names: BTreeMap<Name, (bool, u64)> = BTreeMap::new();
        for (mark, known) in members.iter().filter_map(of) {
            for (name, n) in &known.names {
                let name = names.entry(*name).or_default();
                (name.0, name.1) = (name.0 || known.listed == Some(mark.words), name.1 + n);
            }
            if let Some(listed) = known.listed {
                names.entry(listed).or_default().0 = true;
            }
        }
        // The name in the contacts, else the most frequent that is no number; else a number, else the account.
        let best =
            names.iter().max_by_key(|(name, (listed, n))| (phone(base.name(**name)).is_none(), *listed, *n, std::cmp::Reverse(**name)));
        let mut sorted: Vec<(u64, Mark)> = members.iter().filter_map(of).map(|(m, k)| (k.rows, *m)).collect();
        sorted.sort_by_key(|(rows, mark)| (std::cmp::Reverse(*rows), *mark));
        let Some(name) = best.map(|(name, _)| *name).or(sorted.first().map(|(_, m)| m.words)) else { continue };
        people.push(Identity {
            name,
            sort: Sort::Person,
            rows: sorted.iter().map(|(rows, _)| rows).sum(),
            marks: sorted.into_iter().map(|(_, mark)| mark).collect(),
            bonds: Vec::new(),
        });
    }
    people.sort_by_key(|p| (std::cmp::Reverse(p.rows), p.name, p.marks.first().copied()));
    // Two people of one name: the second goes by its account.
    let mut taken = BTreeSet::new();
    for person in &mut people {
        if !taken.insert(person.name)
            && let Some(account) = person.marks.iter().find(|m| m.account && !taken.contains(&m.words))
        {
            person.name = account.words;
            taken.insert(person.name);
        }
    }
    for bond in bonds {
        if let Some(person) = people.iter_mut().find(|p| p.marks.contains(&bond.one)) {
            person.bonds.push(bond);
        }
    }
    people
}

fn name_alike(events: &mut [Event], of_event: &[Option<usize>], marks: &[Mark], people: &[Identity]) {
    let names: HashMap<Mark, Name> = people.iter().flat_map(|p| p.marks.iter().map(|m| (*m, p.name))).collect();
    let by_number: Vec<Option<Name>> = marks.iter().map(|m| names.get(m).copied()).collect();
    for (e, at) in events.iter_mut().zip(of_event) {
        if let Some(name) = at.and_then(|at| by_number.get(at).copied().flatten()) {
            e.party = Some(name);
        }
    }
}

/// Chats that go by an id get a title: of a group its own, of a direct chat the name of the person whose account it is, or whose account
/// its list gives for a title. A title that two chats of a platform share goes to the one whose id comes first; the other keeps its id.
fn title_chats(events: &mut [Event], base: &Base, people: &[Identity]) {
    let mut titles: BTreeMap<(Platform, Name), Name> = BTreeMap::new();
    let mut taken: BTreeSet<(Platform, Name)> = BTreeSet::new();
    let groups = events.iter().filter(|e| e.kind == Kind::Contact && base.is_group(e.record));
    let mut groups: Vec<(Platform, Name, Name)> = groups.filter_map(|e| Some((e.platform, e.account?, e.party?))).collect();
    let accounts = people.iter().flat_map(|p| p.marks.iter().filter(|m| m.account).map(move |m| ((m.platform, m.words), p.name)));
    let accounts: HashMap<(Platform, Name), Name> = accounts.collect();
    groups.iter_mut().for_each(|(platform, _, title)| *title = accounts.get(&(*platform, *title)).copied().unwrap_or(*title));
    groups.sort_by_key(|(platform, id, title)| (*platform, base.name(*id), base.name(*title)));
    for (platform, id, title) in groups {
        if title != id && !titles.contains_key(&(platform, id)) && taken.insert((platform, title)) {
            titles.insert((platform, id), title);
        }
    }
    for (account, name) in accounts {
        titles.entry(account).or_insert(name);
    }
    for e in events.iter_mut() {
        e.chat = e.chat.map(|chat| titles.get(&(e.platform, chat)).copied().unwrap_or(chat));
    }
}

#[cfg(test)]
mod tests {
    use super::phone;

    #[test]
    fn numbers_are_the_same_in_every_spelling() {
        for text in ["+86 138 0000 0000", "8613800000000", "138-0000-0000", "\u{202A}+86 138 0000 0000\u{202C}", "008613800000000"] {
            assert_eq!(phone(text).as_deref(), Some("13800000000"), "{text}");
        }
        assert_eq!(phone("+1 (555) 555-0123").as_deref(), Some("15555550123"));
        assert_eq!((phone("Kim 2"), phone("12345"), phone("")), (None, None, None));
    }
}
