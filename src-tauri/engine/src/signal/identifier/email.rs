//! E-mail addresses, whole (`id.email`, value in lower case) and masked (`id.email_masked`, value as printed).
//!
//! A narrow reading of RFC 5321: ASCII names, a dotted domain that ends in letters. Traps: @mentions, `@` in prices.

use crate::signal::Signal;

pub(super) fn read(text: &str, out: &mut Vec<Signal>) {
    for (at, _) in text.match_indices('@') {
        let (Some(before), Some(after)) = (text.get(..at), text.get(at + 1..)) else { continue };
        let in_name = |b: &u8| b.is_ascii_alphanumeric() || b"._%+-*".contains(b);
        let in_domain = |b: &u8| b.is_ascii_alphanumeric() || b".-".contains(b);
        let name_length = before.bytes().rev().take_while(|b| in_name(b)).count();
        let domain_length = after.bytes().take_while(|b| in_domain(b)).count();
        let name = before.get(before.len() - name_length..).unwrap_or_default().trim_start_matches(['.', '-']);
        let domain = after.get(..domain_length).unwrap_or_default().trim_end_matches(['.', '-']);
        let Some((host, top)) = domain.rsplit_once('.') else { continue };
        let real = !name.is_empty()
            && !host.is_empty()
            && !domain.contains("..")
            && top.len() >= 2
            && top.bytes().all(|b| b.is_ascii_alphabetic());
        if real && name.contains('*') {
            out.push(Signal::new("id.email_masked", Some(&format!("{name}@{domain}")), 0.6));
        } else if real {
            out.push(Signal::new("id.email", Some(&format!("{name}@{domain}").to_ascii_lowercase()), 0.95));
        }
    }
}
