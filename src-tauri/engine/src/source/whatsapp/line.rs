//! What a record says: who, what kind, which words. Placeholders are kinds, not words.

use super::grammar::is_mark;
use super::words;
use crate::record::{MessageKind, Point};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::ops::Range;
use std::sync::LazyLock;

/// Before WhatsApp's own words on iOS.
const LRM: char = '\u{200e}';

/// Names that were looked at already: a chat has few.
#[derive(Default)]
pub(super) struct Names(Vec<Known>);

struct Known {
    /// With the blanks and marks around it.
    spelled: String,
    /// Which part of it is the name.
    name: Range<usize>,
    /// Whether it is WhatsApp speaking.
    app: bool,
}

impl Names {
    /// How many are remembered.
    const MOST: usize = 32;

    /// The name in what stands before a colon, and whether it is WhatsApp's own; `None` where it is the beginning of a notice.
    fn of<'a>(&mut self, spelled: &'a str) -> Option<(&'a str, bool)> {
        if let Some(known) = self.0.iter().find(|known| known.spelled == spelled) {
            return Some((spelled.get(known.name.clone())?, known.app));
        }
        let name = bare(spelled);
        let name = name.strip_prefix('~').map_or(name, |n| n.trim_start_matches(is_edge));
        if name.is_empty() || is_event(name) {
            return None;
        }
        let app = words::SPEAKERS.contains(&name);
        let start = spelled.find(name)?;
        if self.0.len() < Names::MOST {
            self.0.push(Known { spelled: spelled.to_owned(), name: start..start + name.len(), app });
        }
        Some((name, app))
    }
}

/// Who, what kind, which words.
pub(super) struct Said<'a> {
    pub(super) sender: Option<&'a str>,
    pub(super) kind: MessageKind,
    pub(super) text: Option<String>,
}

/// Reads a record's rest: `NAME: text` or a notice, with its continuation lines. Its first line is so long.
///
/// A notice that carries a name keeps it (`Group: ‎Messages are encrypted`): kind `System` marks it, so that names can still be
/// counted as the file states them.
pub(super) fn read<'a>(rest: &'a str, first: usize, names: &mut Names) -> Said<'a> {
    let Some(((name, app), text)) = name_and_text(rest, first, names) else {
        return Said { sender: None, kind: MessageKind::System, text: words_of(rest) };
    };
    let (kind, text) =
        if app { (MessageKind::System, words_of(text)) } else { kind_and_words(text, (first + text.len()).saturating_sub(rest.len())) };
    Said { sender: Some(name), kind, text }
}

/// Up to the first `: ` (also where the text is empty), else up to the first `:` (a Chinese version writes no blank).
fn name_and_text<'a>(rest: &'a str, first: usize, names: &mut Names) -> Option<((&'a str, bool), &'a str)> {
    if rest.starts_with(LRM) && !rest.contains(": ") {
        return None;
    }
    let first = rest.get(..first).unwrap_or(rest);
    let bytes = first.as_bytes();
    let name = match memchr::memchr_iter(b':', bytes).find(|at| bytes.get(at + 1) == Some(&b' ')) {
        Some(at) => first.get(..at)?,
        None => match first.trim_end_matches(is_mark).strip_suffix(':') {
            Some(name) => name,
            None => first.split_once(':').filter(|(_, text)| !text.starts_with('/'))?.0,
        },
    };
    let text = rest.get(name.len() + 1..)?;
    Some((names.of(name)?, text.strip_prefix(' ').unwrap_or(text)))
}

/// Whether a supposed name is the beginning of a notice whose group title has a colon in it.
fn is_event(name: &str) -> bool {
    static EVENT: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(words::EVENT).ok());
    let open = |a: char, b: char| name.matches(a).count() > name.matches(b).count();
    let quoted = name.contains(['"', '“', '«', '「'])
        && (name.matches('"').count() % 2 == 1 || open('“', '”') || open('«', '»') || open('「', '」'));
    quoted || EVENT.as_ref().is_some_and(|e| e.is_match(name))
}

fn kind_and_words(text: &str, first: usize) -> (MessageKind, Option<String>) {
    let more = text.get(first + 1..).unwrap_or_default();
    let first = text.get(..first).unwrap_or_default();
    if is_plain(text, first) { (MessageKind::Text, Some(text.to_owned())) } else { looked_through(text, first, more) }
}

/// What the lists of WhatsApp's own words make of it.
fn looked_through(text: &str, first: &str, more: &str) -> (MessageKind, Option<String>) {
    let marked = text.starts_with(LRM);
    let line = bare(first);
    // Most lines are words: each list is looked through only where something of its sort may stand.
    let listed = is_listed(line);
    let linked = memchr::memmem::find(line.as_bytes(), b"https://").is_some();
    if listed && words::CONTACT_OMITTED.contains(&line) {
        return (MessageKind::Contact, None);
    }
    if listed && words::MEDIA_OMITTED.contains(&line) {
        return (MessageKind::Media, words_of(more));
    }
    if let Some((before, file)) = attachment(first) {
        let contact = file.to_ascii_lowercase().ends_with(".vcf");
        let kind = if contact { MessageKind::Contact } else { MessageKind::Media };
        let title = before.split('•').next().map(bare).filter(|t| !t.is_empty()).or_else(|| own_name(file));
        let all = [title.unwrap_or_default(), bare(more)].join("\n");
        return (kind, words_of(&all));
    }
    if listed && more.is_empty() && words::DELETED.contains(&stopless(line)) {
        return (MessageKind::Deleted, None);
    }
    if let Some(place) = Some(line).filter(|_| marked || listed || linked).and_then(|line| place(line, marked)) {
        return (MessageKind::Location, words_of(place));
    }
    if (listed || marked) && words::CALL.iter().any(|c| line == *c || marked && line.starts_with(c)) {
        return (MessageKind::Call, None);
    }
    let options = if marked { more.lines().filter(|l| l.starts_with(LRM)).count() } else { 0 };
    if !more.is_empty() && (words::POLL.contains(&line) || marked && options > 0 && line.ends_with([':', '：'])) {
        let lines: Vec<&str> = more.lines().map(option).collect();
        return (MessageKind::Poll, words_of(&lines.join("\n")));
    }
    if marked || words::NOTICE.iter().any(|notice| line.starts_with(notice)) {
        return (MessageKind::System, words_of(text));
    }
    (MessageKind::Text, words_of(unedited(text)))
}

/// Whether it is words and nothing else, as most messages are: nothing in it is of the sort that WhatsApp writes.
fn is_plain(text: &str, first: &str) -> bool {
    static NOTICES: LazyLock<ByFirst> = LazyLock::new(|| ByFirst::new(&[words::NOTICE]));
    let ends = |text: &str, signs: &[u8]| text.as_bytes().last().is_some_and(|last| signs.contains(last));
    let solid = is_solid(text) && (text.len() == first.len() || is_solid(first));
    let written = || is_listed(first) || NOTICES.of(first).iter().any(|notice| first.starts_with(notice));
    let linked = || memchr::memchr(b':', first.as_bytes()).is_some() && first.contains("https://");
    solid && !ends(text, b">") && !ends(first, b">)") && !written() && !linked()
}

/// Words by their first byte: most lines begin like none of them, or like few.
struct ByFirst(Vec<Vec<&'static str>>);

impl ByFirst {
    fn new(lists: &[&[&'static str]]) -> ByFirst {
        let of = |byte| lists.iter().copied().flatten().copied().filter(|words| words.as_bytes().first() == Some(&byte)).collect();
        ByFirst((0..=u8::MAX).map(of).collect())
    }

    /// Those that begin with the byte this line begins with.
    fn of(&self, line: &str) -> &[&'static str] {
        line.as_bytes().first().and_then(|byte| self.0.get(usize::from(*byte))).map_or(&[], Vec::as_slice)
    }
}

/// Whether neither end is a blank or a mark.
fn is_solid(text: &str) -> bool {
    let plainly = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let solid = |c: Option<char>| c.is_some_and(|c| !is_edge(c));
    let bytes = text.as_bytes();
    (plainly(bytes.first()) || solid(text.chars().next())) && (plainly(bytes.last()) || solid(text.chars().next_back()))
}

/// A blank or a mark.
fn is_edge(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_whitespace() || c == '\u{b}' } else { is_mark(c) || c.is_whitespace() }
}

/// Whether it is, as a whole, something WhatsApp writes.
fn is_listed(line: &str) -> bool {
    static LISTED: LazyLock<ByFirst> = LazyLock::new(|| {
        let lists = [words::CONTACT_OMITTED, words::MEDIA_OMITTED, words::DELETED, words::LIVE_LOCATION, words::CALL, words::POLL];
        ByFirst::new(&lists)
    });
    let words = stopless(line);
    LISTED.of(line).iter().any(|one| *one == words || *one == line)
}

/// Without its full stop.
fn stopless(line: &str) -> &str {
    line.trim_end_matches(['.', '。'])
}

/// What stands before an attachment, and the attached file's name.
fn attachment(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_end_matches(is_edge);
    if let Some(file) =
        Some(words::ATTACHED_AFTER).filter(|_| line.ends_with(')')).unwrap_or_default().iter().find_map(|a| line.strip_suffix(a))
    {
        return Some(("", bare(file)));
    }
    let inside = line.strip_suffix('>')?;
    if let Some((before, file)) = words::ATTACHED_BEFORE.iter().find_map(|a| inside.rsplit_once(a)) {
        return Some((before, bare(file)));
    }
    let (before, label) = inside.rsplit_once("\u{200e}<")?;
    let (_, file) = label.split_once(':')?;
    file.contains('.').then(|| (before, bare(file)))
}

/// A file name somebody chose; WhatsApp's own (`IMG-20241202-WA0001.jpg`, `00000012-PHOTO-….jpg`) says nothing.
fn own_name(file: &str) -> Option<&str> {
    let own = file.contains("-WA") || file.split('-').next().is_some_and(|n| n.len() == 8 && n.bytes().all(|b| b.is_ascii_digit()));
    (!own && file.split_once('.').is_some_and(|(stem, _)| !stem.is_empty())).then_some(file)
}

/// Before the degrees of a shared place.
const MAPS: &str = "https://maps.google.com/?q=";

/// Where a shared place is, where its link says so: others name the place alone.
pub(super) fn point(words: &str) -> Option<Point> {
    let (_, after) = words.split_once(MAPS)?;
    Point::parse(after.split(|c: char| c.is_whitespace() || c == '&').next()?)
}

/// How long a call took, where its line ends so: `Video call, ‎5 min`. Seen in English; other languages' words aren't known.
pub(super) fn took(line: &str) -> Option<u32> {
    let (_, after) = line.rsplit_once(',')?;
    let mut words = after.split(|c: char| c.is_whitespace() || is_mark(c)).filter(|word| !word.is_empty());
    let mut seconds: Option<u32> = None;
    while let (Some(number), Some(unit)) = (words.next(), words.next()) {
        let each = [("sec", 1), ("min", 60), ("hr", 3600)].into_iter().find(|(word, _)| *word == unit).map(|(_, each)| each);
        let Some(part) = number.parse::<u32>().ok().zip(each).and_then(|(n, each)| n.checked_mul(each)) else { break };
        seconds = Some(seconds.unwrap_or(0).saturating_add(part));
    }
    seconds
}

fn place(line: &str, marked: bool) -> Option<&str> {
    if words::LIVE_LOCATION.contains(&line) {
        return Some("");
    }
    let labelled = words::LOCATION.iter().find_map(|l| line.strip_prefix(l)).filter(|p| marked || p.starts_with("https://"));
    let linked = line.contains(MAPS) || marked && line.contains("https://foursquare.com/v/");
    labelled.or(linked.then_some(line))
}

/// `‎OPTION: tea (2 votes)` says `tea`.
fn option(line: &str) -> &str {
    if !line.starts_with(LRM) {
        return line;
    }
    let line = bare(line);
    let after = line.split_once([':', '：']).map_or(line, |(_, after)| after);
    bare(after.rsplit_once(['(', '（']).map_or(after, |(words, _)| words))
}

/// Without the remark that it was edited.
fn unedited(text: &str) -> &str {
    let text = text.trim_end_matches(is_edge);
    if !text.ends_with('>') {
        return text;
    }
    if let Some(before) = words::EDITED.iter().find_map(|e| text.strip_suffix(e)) {
        return before;
    }
    match text.rsplit_once("\u{200e}<") {
        Some((before, remark)) if remark.ends_with('>') && !remark.contains('\n') => before,
        _ => text,
    }
}

fn bare(text: &str) -> &str {
    if is_solid(text) { text } else { text.trim_matches(is_edge) }
}

/// The words that remain, or none.
fn words_of(text: &str) -> Option<String> {
    let text = bare(text);
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_and_places_say_how_long_and_where() {
        assert_eq!(took("Kim: \u{200e}Video call, \u{200e}5 min"), Some(300));
        assert_eq!(took("\u{200e}Voice call, \u{200e}1 hr 2 min \u{2022} 3 joined"), Some(3720));
        assert_eq!((took("\u{200e}Missed voice call"), took("a, b min"), took("x, 4294967295 hr")), (None, None, None));
        assert_eq!(point("https://maps.google.com/?q=51.5,-0.25"), Point::degrees(51.5, -0.25));
        assert_eq!((point("Place (here): https://foursquare.com/v/1,2"), point("https://maps.google.com/?q=x")), (None, None));
    }
    use MessageKind::*;
    use proptest::prelude::*;

    #[test]
    fn names_end_at_the_first_colon_unless_a_notice_has_one_in_a_title() {
        for (rest, sender) in [
            ("Max Muster: hello", Some("Max Muster")),
            ("Is this a name?: yes: it is", Some("Is this a name?")),
            ("Max:", Some("Max")),
            ("Max:.", Some("Max")),
            ("小明:没有空格", Some("小明")),
            ("~\u{202f}Max: hello", Some("Max")),
            ("\u{202a}+1 206 555-0101\u{202c}: hello", Some("+1 206 555-0101")),
            ("You were added", None),
            ("Max created group \"Trip: south\"", None),
            ("Max changed the subject to “Trip: south”", None),
            ("小明 创建了此群组“旅行: 南方”", None),
            ("Learn more at https://example.com", None),
            ("\u{200e}Max was added", None),
        ] {
            assert_eq!(read(rest, rest.len(), &mut Names::default()).sender, sender, "{rest}");
        }
    }

    #[test]
    fn placeholders_are_kinds_not_words() {
        for (text, kind, words) in [
            ("hello", Text, Some("hello")),
            ("", Text, None),
            ("two\nlines", Text, Some("two\nlines")),
            ("now \u{200e}<This message was edited>", Text, Some("now")),
            ("now <此消息已编辑>", Text, Some("now")),
            ("a <b>", Text, Some("a <b>")),
            ("<Media omitted>", Media, None),
            ("<省略影音内容>", Media, None),
            ("\u{200e}image omitted", Media, None),
            ("IMG-20241202-WA0001.jpg (file attached)\nthe lake", Media, Some("the lake")),
            ("lease.pdf (Datei angehängt)", Media, Some("lease.pdf")),
            ("\u{200e}<attached: 00000012-PHOTO-2024-12-02-15-00-11.jpg>", Media, None),
            ("Lease.pdf • \u{200e}1 page \u{200e}<attached: 00000013-Lease.pdf>", Media, Some("Lease.pdf")),
            ("\u{200e}<liitteenä: 00000012-PHOTO-2024-12-02-15-00-11.jpg>", Media, None),
            ("Max Muster.vcf (file attached)", Contact, Some("Max Muster.vcf")),
            ("\u{200e}Contact card omitted", Contact, None),
            ("\u{200e}You deleted this message.", Deleted, None),
            ("此訊息已刪除", Deleted, None),
            ("\u{200e}Location: https://maps.google.com/?q=0.5,-0.5", Location, Some("https://maps.google.com/?q=0.5,-0.5")),
            ("location: https://maps.google.com/?q=0.5,-0.5", Location, Some("https://maps.google.com/?q=0.5,-0.5")),
            ("Location: unclear to me", Text, Some("Location: unclear to me")),
            ("\u{200e}Missed voice call", Call, None),
            ("\u{200e}Video call, \u{200e}5 min", Call, None),
            ("Video call, maybe?", Text, Some("Video call, maybe?")),
            ("\u{200e}POLL:\nTea?\n\u{200e}OPTION: Yes (1 vote)\n\u{200e}OPTION: No (0 votes)", Poll, Some("Tea?\nYes\nNo")),
            ("\u{200e}KYSELY:\nTea?\n\u{200e}VAIHTOEHTO: Yes (1)", Poll, Some("Tea?\nYes")),
            ("\u{200e}Max changed their phone number", System, Some("Max changed their phone number")),
            ("Messages and calls are end-to-end encrypted. x", System, Some("Messages and calls are end-to-end encrypted. x")),
        ] {
            let rest = format!("Erika: {text}");
            let said = read(&rest, rest.find('\n').unwrap_or(rest.len()), &mut Names::default());
            assert_eq!((said.kind, said.text.as_deref()), (kind, words), "{text}");
        }
    }

    proptest! {
        /// What is taken for words at a glance is words when it is looked through, too.
        #[test]
        fn a_glance_is_never_wrong(pieces in prop::collection::vec(prop_oneof![
            prop::sample::select([words::MEDIA_OMITTED, words::DELETED, words::CALL, words::POLL, words::NOTICE, words::LOCATION,
                words::EDITED, words::ATTACHED_AFTER, words::LIVE_LOCATION, words::CONTACT_OMITTED].concat()).prop_map(str::to_owned),
            prop::sample::select(vec!["\u{200e}", "\n", " ", ".", ">", "<", "https://maps.google.com/?q=1,2", ":", "a.vcf", "词", "•"]).prop_map(str::to_owned),
            "[a-zM。 ]{0,6}",
        ], 0..6)) {
            let text = pieces.concat();
            let (first, more) = text.split_once('\n').unwrap_or((&text, ""));
            if is_plain(&text, first) {
                prop_assert_eq!(looked_through(&text, first, more), (Text, Some(text.clone())));
            }
        }
    }
}
