//! The page of ceilings shows what the engine obeys.

use super::root;
use dossier_engine::archive::{Ceiling, Limits};

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let parts: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|part| std::str::from_utf8(part).unwrap()).collect();
    parts.join(",")
}

/// As the page writes it: a round number of the largest unit that divides it.
fn shown(ceiling: &Ceiling, unit: &str) -> String {
    if ceiling.unit == "bytes" {
        for (bits, name) in [(30, "GiB"), (20, "MiB"), (10, "KiB")] {
            if ceiling.value.is_multiple_of(1 << bits) {
                return format!("{} {name}", ceiling.value >> bits);
            }
        }
    }
    format!("{} {unit}", grouped(ceiling.value))
}

#[test]
fn the_page_of_limits_shows_the_data() {
    let page = std::fs::read_to_string(root().join("LIMITS.md")).unwrap();
    let rows: Vec<&str> =
        page.lines().filter(|line| line.starts_with("| `") && !line.starts_with("| `#") && !line.starts_with("| `@")).collect();
    let chinese = [("files", "个"), ("times", "倍"), ("levels", "层"), ("columns", "列"), ("seconds", "秒"), ("bytes", "字节")];
    let english = Limits::ceilings().iter().map(|c| format!("| `{}` | {} | {} |", c.id, shown(c, &c.unit), c.en));
    let chinese = Limits::ceilings().iter().map(|c| {
        let unit = chinese.iter().find(|(unit, _)| *unit == c.unit).unwrap().1;
        format!("| `{}` | {} | {} |", c.id, shown(c, unit), c.zh)
    });
    assert_eq!(rows, english.chain(chinese).collect::<Vec<_>>());
    // What the page promises is at least as strict as what was promised first.
    let limits = Limits::default();
    assert_eq!((limits.entries, limits.ratio, limits.ratio_free_bytes, limits.nesting), (100_000, 200, 64 << 20, 3));
    assert_eq!((limits.path_bytes, limits.depth, limits.string_bytes, limits.row_bytes), (4096, 128, 16 << 20, 1 << 20));
    assert_eq!((limits.columns, limits.worker_bytes, limits.refusal_seconds), (512, 256 << 20, 60));
}
