//! Passwords as people type them. Every statement password known to us is six ASCII digits, copied out of a chat:
//! stray spaces and full-width digits are the usual slips.

/// The passwords worth trying, in order, each once.
pub(super) fn clean(typed: &[String]) -> Vec<Vec<u8>> {
    let mut clean: Vec<Vec<u8>> = Vec::new();
    for password in typed {
        let folded: String = password.trim().chars().map(fold).collect();
        if !folded.is_empty() && !clean.iter().any(|known| known == folded.as_bytes()) {
            clean.push(folded.into_bytes());
        }
    }
    clean
}

fn fold(c: char) -> char {
    match c {
        '０'..='９' => u32::from(c).checked_sub(u32::from('０')).and_then(|d| char::from_digit(d, 10)).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_forgiven_and_repeats_dropped() {
        let typed = [" 123456\u{3000}", "１２３４５６", "", "  ", "pass word", "密码１"].map(String::from);
        assert_eq!(clean(&typed), [b"123456".to_vec(), b"pass word".to_vec(), "密码1".as_bytes().to_vec()]);
    }
}
