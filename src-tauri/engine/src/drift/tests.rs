use super::*;
use crate::archive::Limits;
use crate::source::peek::open;

fn drift(name: &str, text: &str) -> Drift {
    let mut stream = text.as_bytes();
    of(open(name, &mut stream, &Limits::default()).unwrap().peek(), 1)
}

fn places(text: &str) -> Vec<String> {
    let Looks::Json(places) = drift("a.json", text).looks else { panic!("no JSON") };
    places.into_iter().map(|p| p.place).collect()
}

#[test]
fn keys_are_shown_and_persons_are_not() {
    assert_eq!(
        places(r#"{"messages":[{"sender":"Kim","kimsThing":1}],"kim@example.com":{"count":3}}"#),
        ["", "messages", "messages[]", "messages[].sender", "messages[].{key}", "{key}", "{key}.count"],
    );
}

#[test]
fn an_object_keyed_by_data_shows_none_of_its_keys() {
    assert_eq!(places(r#"{"users":{"Kim":1,"Lee":2,"Rosa":3,"Host":4}}"#), ["", "users", "users.{key}"]);
}

#[test]
fn lines_are_a_list_and_what_breaks_off_was_counted() {
    let Looks::Json(places) = drift("a.jsonl", "{\"date\":\"2024-01-02\"}\n{\"date\":\"x\"}\n{\"date\":tru").looks else {
        panic!("no JSON")
    };
    let date = places.last().unwrap();
    assert_eq!((date.place.as_str(), &date.kinds), ("[].date", &[(Kind::Text, 1), (Kind::Time, 1)].into()));
}

#[test]
fn columns_have_names_only_under_a_sure_header() {
    let names = |text: &str| match drift("a.csv", text).looks {
        Looks::Table(sheets) => sheets.into_iter().flat_map(|s| s.columns).map(|c| c.name.unwrap_or_default()).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(names("Date,Amount,Kims column,Kim\n2024-01-02,3.50,a,b\n2024-01-03,4.50,a,b\n"), ["Date", "Amount", "… column", "{key}"]);
    assert_eq!(names("Kim,Lee,Rosa\n2024-01-02,3.50,a\n2024-01-03,4.50,a\n"), ["", "", ""]);
}

#[test]
fn elements_are_counted_by_class() {
    let page = drift("a.html", "<html><div class=\"message kim\">Kim <b>x</b></div><div class='message kim'>y</div><kim/></html>");
    let wanted = [("div.message.{key}", 2), ("b", 1), ("html", 1), ("{key}", 1)].map(|(name, n)| (name.to_owned(), n));
    assert_eq!(page.looks, Looks::Page(wanted.to_vec()));
}

#[test]
fn what_a_worker_may_not_say_is_no_sound_description() {
    let honest = drift("Takeout/Kim/History.json", r#"{"messages":[{"sender":"Kim"}]}"#);
    assert_eq!(honest.file, "Takeout/…/History.json");
    assert!(honest.is_sound());
    let place = |place: &str| {
        let kinds = [(Kind::Text, 1)].into();
        Drift { looks: Looks::Json(vec![Place { place: place.to_owned(), kinds, longest: 0 }]), ..honest.clone() }
    };
    assert!(place("messages[].{key}").is_sound() && !place("messages[].kim").is_sound());
    assert!(!Drift { file: "kim.json".into(), ..honest.clone() }.is_sound());
    assert!(!Drift { looks: Looks::Text(vec![LineShape { shape: "kim: 9".into(), count: 1 }]), ..honest.clone() }.is_sound());
    assert!(!Drift { looks: Looks::Page(vec![("kim".into(), 1)]), ..honest.clone() }.is_sound());
    let near = Near { source: "whatsapp".into(), variant: "kim".into(), found: 0, missing: vec!["kim".into()] };
    assert!(!Drift { near: vec![near], ..honest }.is_sound());
}
