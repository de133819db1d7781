use super::*;

#[test]
fn tags_are_sorted_once_each_and_dotted() {
    assert!(TAGS.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(TAGS.iter().all(|tag| tag.contains('.') && tag.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_'))));
}

#[test]
fn a_shelf_holds_what_stands_on_it_only() {
    assert!(under("goods.pet.cat_food", "goods.pet"));
    assert!(under("goods.games", "goods.games"));
    assert!(!under("goods.games_x", "goods.games"));
    assert_eq!(known("goods.pet.cat_food"), Some("goods.pet.cat_food"));
    assert_eq!(known("goods.nothing"), None);
}
