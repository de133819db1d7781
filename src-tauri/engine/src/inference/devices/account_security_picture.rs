//! # What they could say
//! From where your accounts were entered, and what was out of the usual.
//! # What gives it away
//! Logs of logins: place and device.
//! # When this is wrong
//! A VPN or a mobile gateway shows another city.
//! # What to do
//! Change the password, two-step login, remove devices.
//!
//! Source: inferences.md `account_security_picture`: a pair of region and device not met before, after the first thirty days of the
//! log, is listed. The catalogue’s speed over 900 km/h needs coordinates of network addresses, which no free table gives: left out.

use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use std::collections::BTreeSet;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "account_security_picture",
    facet: Facet::Devices,
    tier: Tier::T2,
    kind: ClaimKind::Observed,
    needs: &[Kind::Device],
    feeds: &[],
    half_life: None,
    cap: None,
    wrong_when: &["vpn_or_gateway"],
    actions: &["account_passwords"],
    infer,
};

const LOGINS: u64 = 10;
const LEARN: i64 = 30;

fn infer(view: &View<'_>) -> Finding {
    let rows: Vec<usize> = view
        .of(Kind::Device)
        .into_iter()
        .filter(|i| view.day(*i).is_some() && view.login(*i).is_some_and(|l| l.region.is_some() || l.ip.is_some()))
        .collect();
    if (rows.len() as u64) < LOGINS {
        return evidence::too_few(rows.len(), LOGINS);
    }
    let Some(first) = view.since(&rows) else { return evidence::too_few(0, LOGINS) };
    let (mut known, mut places, mut unusual) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for i in &rows {
        let (Some(login), Some(day)) = (view.login(*i), view.day(*i)) else { continue };
        places.extend(login.region);
        let fresh = known.insert((login.region, view.event(*i).and_then(|e| e.item)));
        if fresh && (day - first).num_days() >= LEARN && login.region.is_some() {
            unusual.push(*i);
        }
    }
    let mut steps = vec![step(view, "reason.account_security_picture.logins", Size::Decisive, "logins", rows.clone())];
    let odd = unusual.len() as u64;
    if !unusual.is_empty() {
        steps.push(step(view, "reason.account_security_picture.unusual", Size::Note, "logins", unusual));
    }
    Finding::Claims(vec![Draft {
        emphasis: "n",
        since: view.since(&rows),
        steps,
        counter: vec![evidence::note("counter.account_security_picture.gateway")],
        ..Draft::new(
            "logins",
            Phrase::new("claim.account_security_picture")
                .with("n", Param::Count(rows.len() as u64))
                .with("places", Param::Count(places.len() as u64))
                .with("odd", Param::Count(odd)),
            0.5,
        )
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let login = |d: u64, region: &str| {
            row(
                Platform::Google,
                Fact::Device(Device {
                    time: Some(at(d, 9)),
                    model: Some("Example Phone".into()),
                    region: Some(region.into()),
                    ..Device::default()
                }),
                &[],
            )
        };
        let said = speaks("account_security_picture", [every(10..100, 5, |d| login(d, "DE")), vec![login(3, "BR")]].concat());
        assert!(said[0].statement.en.contains("2 regions"), "{}", said[0].statement.en);
        silent("account_security_picture", vec![login(3, "BR")]);
    }
}
