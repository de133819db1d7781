//! The report as one HTML page without scripts: headings to skim, tables beside every number. Everything shown is escaped by the template.

use super::labels::{Printed, printed};
use super::text::{Options, id, marks};
use super::wire::{Claim, Observer, Report, WireOrigin};
use crate::inference::Tier;
use crate::phrase::{Lang, Param, Phrase, Said};
use askama::Template;

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'r> {
    report: &'r Report,
    lang: Lang,
    sensitive: bool,
    version: &'static str,
}

/// The whole page.
pub fn render(report: &Report, options: Options) -> String {
    let page = Page { report, lang: options.lang, sensitive: options.sensitive, version: env!("CARGO_PKG_VERSION") };
    // Writing into a string can't fail; an empty page would show in every test.
    page.render().unwrap_or_default()
}

impl Page<'_> {
    fn say<'s>(&self, said: &'s Said) -> &'s str {
        said.get(self.lang)
    }

    fn word(&self, id: &str) -> String {
        Phrase::new(id).say(self.lang)
    }

    fn title(&self, o: &Observer) -> String {
        Phrase::new("report.title").with("observer", Param::Text(self.say(&o.name).to_owned())).say(self.lang)
    }

    fn day(&self) -> String {
        let day = self.report.today.parse().map_or_else(|_| Param::Text(self.report.today.clone()), Param::Day);
        Phrase::new("report.day").with("day", day).say(self.lang)
    }

    fn foot(&self) -> String {
        Phrase::new("report.foot").with("version", Param::Text(self.version.to_owned())).say(self.lang)
    }

    fn counted(&self, id: &str, n: &u64) -> String {
        Phrase::new(id).with("n", Param::Count(*n)).say(self.lang)
    }

    fn percent(&self, p: &f64) -> String {
        Param::Percent(*p).say(self.lang)
    }

    fn base(&self, p: &f64) -> String {
        Phrase::new("report.base").with("p", Param::Percent(*p)).say(self.lang)
    }

    fn bar(&self, low: &u32, high: &u32) -> String {
        Phrase::new("report.somewhere")
            .with("low", Param::Count(u64::from(*low)))
            .with("high", Param::Count(u64::from(*high)))
            .say(self.lang)
    }

    fn middle(&self, mid: &Option<u32>) -> String {
        match mid {
            Some(mid) => Phrase::new("report.middle").with("mid", Param::Count(u64::from(*mid))).say(self.lang),
            None => self.word("report.no_middle"),
        }
    }

    /// Claims by facet: the facet's words and its claims.
    fn facets<'o>(&self, o: &'o Observer) -> Vec<(String, Vec<&'o Claim>)> {
        let mut out: Vec<(String, Vec<&Claim>)> = Vec::new();
        let mut last = None;
        for claim in &o.claims {
            if last != Some(claim.facet) {
                last = Some(claim.facet);
                out.push((self.word(&format!("facet.{}", id(&claim.facet))), Vec::new()));
            }
            if let Some((_, claims)) = out.last_mut() {
                claims.push(claim);
            }
        }
        out
    }

    fn folded(&self, claim: &Claim) -> bool {
        claim.tier >= Tier::T3 && !self.sensitive
    }

    fn marks(&self, claim: &Claim) -> String {
        marks(claim, self.lang)
    }

    fn labels<'o>(&self, o: &'o Observer) -> Vec<Printed<'o>> {
        printed(&o.labels, self.sensitive)
    }

    fn rest(&self, group: &Printed<'_>) -> Vec<String> {
        group.rest().iter().map(|rest| rest.say(self.lang)).collect()
    }

    fn places(&self, origins: &[WireOrigin]) -> String {
        let shown: Vec<String> = origins.iter().map(|o| format!("{}:{}#{}", o.archive, o.file, o.spot)).collect();
        shown.join(" ")
    }
}
