//! # What they could say
//! Which devices you use.
//! # What gives it away
//! Lists of devices and logins; phones and tablets bought.
//! # When this is wrong
//! A work phone; it was sold since.
//! # What to do
//! Advertising ids off or reset.
//!
//! Source: inferences.md `devices_and_os`: a log names the device (certain); whose it is, .8. In one German shop iOS and Android
//! differed in default rates as much as the middle and the upper fifth of bureau scores (Berg 2020, via summary).

use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "devices_and_os",
    facet: Facet::Devices,
    tier: Tier::T1,
    kind: ClaimKind::Declared,
    needs: &[Kind::Device, Kind::Purchase],
    feeds: &["goods.electronics"],
    half_life: None,
    cap: None,
    wrong_when: &["work_phone", "sold_since"],
    actions: &["location_approximate"],
    infer,
};

fn infer(view: &View<'_>) -> Finding {
    let mut devices: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for i in view.of(Kind::Device) {
        if let Some(item) = view.event(i).and_then(|e| e.item) {
            devices.entry(item).or_default().push(i);
        }
    }
    let rows: Vec<usize> = devices.values().flatten().copied().collect();
    let Some(platform) = rows.first().and_then(|i| view.event(*i)).map(|e| e.platform) else { return evidence::too_few(0, 1) };
    let mut listed: Vec<(Name, Vec<usize>)> = devices.into_iter().collect();
    listed.sort_by_key(|(name, rows)| (std::cmp::Reverse(rows.iter().filter_map(|i| view.day(*i)).max()), *name));
    let names: Vec<Param> = listed.iter().take(4).map(|(name, _)| Param::Text(view.name(*name).to_owned())).collect();
    let n = listed.len() as u64;
    let all = step(view, "reason.devices_and_os.all", Size::Decisive, "devices", rows.clone());
    let each = listed.into_iter().take(10).map(|(name, rows)| {
        let mut one = step(view, "reason.devices_and_os.one", Size::Note, "devices", rows);
        one.reason = one.reason.with("device", Param::Text(view.name(name).to_owned()));
        one
    });
    Finding::Claims(vec![Draft {
        emphasis: "devices",
        since: view.since(&rows),
        steps: std::iter::once(all).chain(each).collect(),
        counter: vec![evidence::note("counter.devices_and_os.whose")],
        ..Draft::new(
            "devices",
            Phrase::new("claim.devices_and_os")
                .with("n", Param::Count(n))
                .with("devices", Param::List(names))
                .with("source", Param::Word(format!("platform.{}", platform.id()))),
            0.5,
        )
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let login = |d: u64, model: &str| {
            row(Platform::Google, Fact::Device(Device { time: Some(at(d, 9)), model: Some(model.into()), ..Device::default() }), &[])
        };
        let said = speaks("devices_and_os", vec![login(3, "Example Phone 9"), login(4, "Example Tablet")]);
        assert!(said[0].statement.en.contains("2 devices"), "{}", said[0].statement.en);
        // A phone bought for somebody is no device of this account.
        silent("devices_and_os", vec![bought(at(3, 9), ME, &["goods.electronics.phone"])]);
    }
}
