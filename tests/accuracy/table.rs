//! The tables, as Markdown.

use crate::score::mean;
use std::fmt;
use std::path::Path;

/// One bench.
pub struct Table {
    title: String,
    pub rows: Vec<Row>,
    pub notes: Vec<String>,
}

/// One question of it.
pub struct Row {
    pub target: String,
    pub n: usize,
    pub base: f64,
    /// Share of those with a known answer for whom something was said.
    pub coverage: f64,
    pub auc: f64,
    pub interval: (f64, f64),
    pub skill: f64,
    pub calibration: f64,
    /// Said at p ≥ .85, and right.
    pub sure: usize,
    pub right: usize,
    /// What the best model known of reaches.
    pub ceiling: Option<f64>,
    /// Nothing but the order means anything.
    pub ranking_only: bool,
}

impl Table {
    pub fn new(title: String) -> Table {
        Table { title, rows: Vec::new(), notes: Vec::new() }
    }

    /// Adds a sentence with the means.
    pub fn mean(&mut self) {
        let of = |f: fn(&Row) -> f64| mean(self.rows.iter().map(f));
        let lowest = self.rows.iter().map(|r| r.auc).fold(f64::INFINITY, f64::min);
        self.notes.push(format!(
            "Mean AUC {:.3} (ceiling {:.3}), lowest {lowest:.3}; mean Brier skill {:+.3}; mean calibration error {:.3}; coverage {:.2}.",
            of(|r| r.auc),
            of(|r| r.ceiling.unwrap_or(f64::NAN)),
            of(|r| r.skill),
            of(|r| r.calibration),
            of(|r| r.coverage),
        ));
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "## {}\n", self.title)?;
        writeln!(
            f,
            "| question | n | base rate | coverage | AUC | 95 % interval | ceiling | Brier skill | calibration error | right at p ≥ .85 |"
        )?;
        writeln!(f, "|---|---|---|---|---|---|---|---|---|---|")?;
        for r in &self.rows {
            let (skill, calibration, sure) = if r.ranking_only {
                ("–".into(), "–".into(), "–".into())
            } else {
                (format!("{:+.3}", r.skill), format!("{:.3}", r.calibration), format!("{} of {}", r.right, r.sure))
            };
            let ceiling = r.ceiling.map_or("–".into(), |c| format!("{c:.3}"));
            let (low, high) = r.interval;
            writeln!(
                f,
                "| `{}` | {} | {:.2} | {:.2} | **{:.3}** | {low:.3}–{high:.3} | {ceiling} | {skill} | {calibration} | {sure} |",
                r.target, r.n, r.base, r.coverage, r.auc
            )?;
        }
        writeln!(f)?;
        self.notes.iter().try_for_each(|note| writeln!(f, "{note}"))
    }
}

/// Puts the tables between the document's marks.
pub fn write(path: &Path, tables: &[String]) {
    const FROM: &str = "<!-- measured: `cargo xtask accuracy` writes what follows -->\n";
    let before = std::fs::read_to_string(path).unwrap();
    let (head, _) = before.split_once(FROM).expect("the document's mark");
    std::fs::write(path, format!("{head}{FROM}\n{}", tables.join("\n"))).unwrap();
}
