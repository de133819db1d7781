//! The word lists of a person's world: tab-separated, `#` starts a remark, the first column is the theme.

/// One row of a list; lists live as long as the program.
pub type Row = &'static [&'static str];

/// The rows of a list.
#[derive(Clone)]
pub struct Table(Vec<Row>);

impl Table {
    /// Reads a list that is compiled in.
    pub fn read(text: &'static str) -> Self {
        let row = |line: &'static str| -> Row { line.split('\t').collect::<Vec<_>>().leak() };
        Self(text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(row).collect())
    }

    /// The rows of one theme.
    pub fn of(&self, theme: &str) -> Vec<Row> {
        let rows: Vec<Row> = self.0.iter().copied().filter(|r| r[0] == theme).collect();
        assert!(!rows.is_empty(), "no rows for {theme}");
        rows
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        self.0.iter().copied()
    }
}

/// Cents of a price as it stands in a list.
pub fn cents(text: &str) -> i64 {
    (text.parse::<f64>().unwrap_or_else(|_| panic!("not a price: {text}")) * 100.0).round() as i64
}

/// `12.30`
pub fn money(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}
