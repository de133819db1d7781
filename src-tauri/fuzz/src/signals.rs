//! What is seen in a text: known tags, weights between 0 and 1, in order, each once, and always the same.

use dossier_engine::record::{Amount, Currency, Direction, Fact, Message, Moment, Payment, PaymentKind, Purchase, Recipient, Status, Zone};
use dossier_engine::signal::{Signal, extract, seen, tags};

pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split('\n').map(str::to_owned).chain(std::iter::repeat(String::new()));
    let mut part = || parts.next().filter(|part| !part.is_empty());
    let kinds = [PaymentKind::Merchant, PaymentKind::Transfer, PaymentKind::RedPacket, PaymentKind::Family];
    let kind = kinds[bytes.len() % kinds.len()];
    let minor = i64::try_from(bytes.len()).unwrap_or(0) * 100;
    let [first, second, third, fourth, fifth] = std::array::from_fn(|_| part());
    holds(Fact::Purchase(Purchase {
        time: Some(noon()),
        order_id: None,
        title: first.clone().unwrap_or_default(),
        variant: second.clone(),
        category_label: third.clone(),
        item_id: None,
        quantity: 1,
        unit_price: None,
        paid: Some(Amount::new(minor, Currency::CNY)),
        seller: fourth.clone(),
        marketplace: Some("Amazon.de".into()),
        recipient: fifth.clone().map(|address| Recipient { name: second.clone(), phone: third.clone(), address }),
        gift: third.clone(),
        method: second.clone(),
        status: Status::Done,
    }));
    holds(Fact::Payment(Payment {
        time: noon(),
        direction: Direction::Out,
        direction_label: String::new(),
        amount: Amount::new(minor, Currency::CNY),
        refunded: None,
        kind,
        counterparty: second.clone(),
        counterparty_account: fifth.clone(),
        title: first,
        category_label: third.clone(),
        method: fourth.clone(),
        status: Status::Done,
        order_id: None,
        merchant_order_id: None,
        note: third,
    }));
    let chat = fourth.unwrap_or_default();
    holds(Fact::Message(Message { sender: second, text: Some(text.into_owned()), ..Message::new(noon(), chat) }));
}

fn noon() -> Moment {
    let wall = "2024-03-02T12:00:00".parse().expect("a time");
    Moment { wall, zone: Zone::China }
}

fn holds(fact: Fact) {
    let signals = extract(&fact);
    for signal in &signals {
        assert!(tags::known(&signal.tag).is_some(), "{}", signal.tag);
        assert!((0.0..=1.0).contains(&signal.weight), "{}: {}", signal.tag, signal.weight);
        assert!(signal.value.as_ref().is_none_or(|value| !value.is_empty()), "{}: a value that says nothing", signal.tag);
    }
    let key = |signal: &Signal| (signal.tag.clone(), signal.value.clone());
    assert!(signals.windows(2).all(|pair| key(&pair[0]) < key(&pair[1])), "in order, each once");
    let seen = seen(&fact);
    assert!(seen.iter().map(|(signal, _)| signal).eq(&signals), "always the same");
}
