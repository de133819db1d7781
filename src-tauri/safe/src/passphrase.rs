//! Passphrases: generated ones, which are offered first, and what guessing a typed one would cost.
//!
//! Generated: words drawn by chance, at least 77 bits of it. English: EFF's long list (7,776 words, 12.9 bits each). Chinese: 512
//! everyday words of two characters, of our own choosing (9 bits each).
//!
//! Judged by zxcvbn (Wheeler, USENIX Security 2016), which knows common passwords, names, dates, keyboard rows and repeats.
//! Characters it has no list for, Chinese ones among them, it counts as ten choices each, far below what they are; so its guess
//! is low, which is the right side.
//!
//! Spellings: what a person types may come out in several ways of writing the same (full-width letters, composed accents), so a
//! passphrase is normalised (NFKC, Unicode annex 15) and runs of spaces count as one.

use crate::key::random;
use dossier_engine::error::Error;
use dossier_engine::phrase::Lang;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Guesses a second that somebody with a hundred graphics cards makes: Argon2id with 256 MiB and three passes moves about
/// 1.5 GB of memory a guess, and a large card moves about 1.5 TB a second.
const GUESSES_A_SECOND_LOG10: f64 = 5.0;
/// Ten billion seconds' work for them: three hundred years.
const ENOUGH_LOG10: f64 = 15.0;

const ENGLISH: &str = include_str!("../data/words.en.txt");
const CHINESE: &str = include_str!("../data/words.zh-CN.txt");

/// A passphrase; zeroed when dropped, printed nowhere.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// What a person typed.
    pub fn new(typed: String) -> Passphrase {
        let typed = Zeroizing::new(typed);
        let mut text = Zeroizing::new(String::with_capacity(typed.len() * 4));
        for word in typed.split_whitespace() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.extend(word.nfkc());
        }
        Passphrase(text)
    }

    /// To show it to whom it was suggested.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// What guessing a passphrase would take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// Guesses until it is found, as a power of ten.
    pub guesses_log10: f64,
    /// Seconds that takes somebody with a hundred graphics cards.
    pub seconds: u64,
    /// Whether that is enough for a vault.
    pub strong_enough: bool,
}

impl Judgement {
    /// The refusal of one that isn't.
    pub fn refusal(&self) -> Option<Error> {
        (!self.strong_enough).then_some(Error::WeakPassphrase { seconds: self.seconds })
    }
}

/// A new passphrase, drawn by chance.
///
/// # Errors
/// `vault_failed` where the system has no chance to give.
pub fn suggest(lang: Lang) -> Result<Passphrase, Error> {
    let (list, words) = match lang {
        Lang::En => (ENGLISH, 6),
        Lang::ZhCn => (CHINESE, 9),
    };
    let list: Vec<&str> = list.lines().collect();
    let mut text = Zeroizing::new(String::with_capacity(words * 16));
    for _ in 0..words {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(list.get(draw(list.len())?).copied().unwrap_or_default());
    }
    Ok(Passphrase(text))
}

/// What guessing it would take.
pub fn judge(passphrase: &Passphrase) -> Judgement {
    let guesses_log10 = match passphrase.as_str() {
        "" => 0.0,
        text => zxcvbn::zxcvbn(text, &["dossier", "vault", "侧写", "保险箱"]).guesses_log10(),
    };
    // More than the age of the universe is no use to anybody.
    let seconds = 10f64.powf((guesses_log10 - GUESSES_A_SECOND_LOG10).min(18.0)) as u64;
    Judgement { guesses_log10, seconds, strong_enough: guesses_log10 >= ENOUGH_LOG10 }
}

/// A number below this, each as likely as any other: what would favour some is thrown away.
fn draw(below: usize) -> Result<usize, Error> {
    let below = u32::try_from(below).map_err(|_| Error::VaultFailed { what: "chance".into() })?;
    let fair = u32::MAX - u32::MAX % below;
    loop {
        let mut bytes = [0; 4];
        random(&mut bytes)?;
        let drawn = u32::from_le_bytes(bytes);
        if drawn < fair {
            return Ok((drawn % below) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_suggested_is_strong_in_either_language() {
        for (list, words, bits) in [(ENGLISH, 6.0, 77.0), (CHINESE, 9.0, 77.0)] {
            let mut all: Vec<&str> = list.lines().collect();
            assert!((all.len() as f64).log2() * words >= bits);
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), list.lines().count(), "no word twice");
        }
        for lang in Lang::ALL {
            let (one, other) = (suggest(lang).unwrap(), suggest(lang).unwrap());
            assert_ne!(one.as_str(), other.as_str());
            let judged = judge(&one);
            assert!(judged.strong_enough, "{judged:?}");
        }
    }

    #[test]
    fn weak_ones_are_told_from_strong_ones() {
        for weak in [
            "",
            "123456",
            "password",
            "Passw0rd!",
            "iloveyou2",
            "20010203",
            "woaini1314",
            "张三19990101",
            "qwertyuiop",
            "aaaaaaaaaaaaaaaaaaaa",
        ] {
            let judged = judge(&Passphrase::new(weak.into()));
            assert!(!judged.strong_enough, "{weak}: {judged:?}");
            assert!(judged.refusal().is_some());
        }
        assert!(judge(&Passphrase::new("kiln otter brisk lantern verso maple".into())).strong_enough);
    }

    #[test]
    fn the_same_words_typed_in_another_way_are_the_same() {
        let plain = Passphrase::new("kiln otter 42 café".into());
        for other in ["  kiln   otter 42 cafe\u{301} ", "ｋｉｌｎ\u{3000}ｏｔｔｅｒ　４２ café"] {
            assert_eq!(Passphrase::new(other.into()).as_str(), plain.as_str());
        }
        assert_ne!(Passphrase::new("Kiln otter 42 café".into()).as_str(), plain.as_str());
    }
}
