//! Before anything is read in: what each file of an archive is, and where a locked one's password was sent.

use super::files::{base_name, failure, variant_name};
use super::table::Table;
use super::window::QueueFile;
use crate::phrase::Phrase;
use crate::reader::{Glance, Mapping, Recognised};

/// What each file of an archive is, in words; `said` is what the person said of tables.
pub fn files(glances: &[Glance], said: &[Mapping]) -> Vec<QueueFile> {
    let file = |glance: &Glance| {
        let table = glance.table.as_deref().map(|p| Table::of(p, said.iter().find(|m| m.same_table(&p.mapping))));
        QueueFile { table, ..one(glance) }
    };
    glances.iter().map(file).collect()
}

fn one(glance: &Glance) -> QueueFile {
    let path = glance.path.clone();
    match glance.what.clone() {
        Ok(Recognised { source, variant, why, .. }) => QueueFile {
            path,
            source_name: Some(Phrase::new(format!("source.{source}")).said()),
            variant_name: Some(variant_name(&source, &variant)),
            source: Some(source),
            variant: Some(variant),
            why: Some(why),
            error: None,
            table: None,
        },
        Err(e) => {
            let error = Some(failure(&e, base_name(&path), None));
            QueueFile { path, source: None, source_name: None, variant: None, variant_name: None, why: None, error, table: None }
        }
    }
}

/// Where the platform sends the password of a locked file: a catalogue id. A locked file shows nothing but its name, so the
/// name decides, as the platforms print it; any other gets the general advice.
pub fn password_hint(file_name: &str) -> &'static str {
    const NAMES: [(&str, &str); 8] = [
        ("支付宝", "password_hint.alipay"),
        ("alipay", "password_hint.alipay"),
        ("微信支付", "password_hint.wechat_pay"),
        ("wechat", "password_hint.wechat_pay"),
        ("京东", "password_hint.jd"),
        ("美团", "password_hint.meituan"),
        ("amazon", "password_hint.amazon"),
        ("whatsapp", "password_hint.whatsapp"),
    ];
    let name = file_name.to_lowercase();
    NAMES.iter().find(|(mark, _)| name.contains(mark)).map_or("password_hint.elsewhere", |(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_file_says_by_its_name_where_the_password_is() {
        assert_eq!(password_hint("支付宝交易明细(20240101-20240331).zip"), "password_hint.alipay");
        assert_eq!(password_hint("微信支付账单(20240101-20240331).zip"), "password_hint.wechat_pay");
        assert_eq!(password_hint("export.zip"), "password_hint.elsewhere");
    }
}
