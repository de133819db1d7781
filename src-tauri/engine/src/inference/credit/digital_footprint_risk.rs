//! # What they could say
//! Which traits of a footprint a lender’s model was shown to use.
//! # What gives it away
//! The device, the host of the mail address, the hour of orders.
//! # When this is wrong
//! One German shop, 2015–16.
//! # What to do
//! Another mail address; another hour.
//!
//! Source: inferences.md `digital_footprint_risk`: shown without any number: device and OS, mail host, orders between midnight and six.
//! Such variables equal or exceed bureau scores in 250,000 orders (Berg 2020). Lower-case typing and the referring site are in no
//! export.

use crate::inference::evidence::{self, live, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use chrono::Timelike;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "digital_footprint_risk",
    facet: Facet::Credit,
    tier: Tier::T2,
    kind: ClaimKind::ExplainOnly,
    needs: &[Kind::Device, Kind::Purchase, Kind::Profile],
    feeds: &[],
    half_life: None,
    cap: None,
    wrong_when: &["one_shop_one_country"],
    actions: &["location_approximate", "email_alias"],
    infer,
};

fn infer(view: &View<'_>) -> Finding {
    let devices = view.of(Kind::Device);
    let mails =
        tagged(view, "id.email").into_iter().filter(|i| view.event(*i).is_some_and(|e| e.kind == Kind::Profile)).collect::<Vec<_>>();
    let night: Vec<usize> = view
        .of(Kind::Purchase)
        .into_iter()
        .filter(|i| view.event(*i).is_some_and(live) && view.time(*i).is_some_and(|t| t.hour() < 6))
        .collect();
    let mut steps = Vec::new();
    for (rows, id) in [
        (devices, "reason.digital_footprint_risk.device"),
        (mails, "reason.digital_footprint_risk.mail"),
        (night, "reason.digital_footprint_risk.night"),
    ] {
        if !rows.is_empty() {
            steps.push(step(view, id, Size::Decisive, "records", rows));
        }
    }
    if steps.len() < 2 {
        return evidence::too_few(steps.len(), 2);
    }
    let n = steps.len() as u64;
    Finding::Claims(vec![Draft {
        emphasis: "n",
        counter: vec![evidence::note("counter.digital_footprint_risk.one_shop")],
        ..Draft { steps, ..Draft::new("traits", Phrase::new("claim.digital_footprint_risk").with("n", Param::Count(n)), 0.5) }
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let login = row(
            Platform::Google,
            Fact::Device(Device { time: Some(at(3, 9)), model: Some("Example Phone".into()), ..Device::default() }),
            &[],
        );
        let night = bought(at(9, 2), ME, &[]);
        assert_eq!(speaks("digital_footprint_risk", vec![login.clone(), night])[0].kind, ClaimKind::ExplainOnly);
        silent("digital_footprint_risk", vec![login]);
    }
}
