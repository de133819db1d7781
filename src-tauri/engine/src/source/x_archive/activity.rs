//! What the owner wrote, liked, followed, kept, and the advertisements they were shown.

use super::super::Reading;
use super::super::json::{At, Value};
use super::{File, Found, missing, time};
use crate::record::{Activity, ActivityKind, AdLabel, Fact, LabelKind};

/// Aims remembered.
const AIMS: usize = 10_000;

fn done(activity: Activity) -> Found {
    Ok(Some(Fact::Activity(activity)))
}

pub(super) fn post(v: &Value<'_>, _: At<'_>, _: &mut File, _: &mut Reading<'_>) -> Found {
    let title = v.owned("full_text").ok_or(missing("full_text"))?;
    done(Activity { time: time(v, "created_at"), ..Activity::new(ActivityKind::Post, title) })
}

pub(super) fn like(v: &Value<'_>, _: At<'_>, _: &mut File, _: &mut Reading<'_>) -> Found {
    let url = v.owned("expandedUrl");
    let title = v.owned("fullText").or_else(|| url.clone()).or_else(|| v.owned("tweetId")).ok_or(missing("tweetId"))?;
    done(Activity { url, ..Activity::new(ActivityKind::Like, title) })
}

pub(super) fn follow(v: &Value<'_>, _: At<'_>, _: &mut File, _: &mut Reading<'_>) -> Found {
    let id = v.owned("accountId").ok_or(missing("accountId"))?;
    done(Activity { by: Some(id.clone()), url: v.owned("userLink"), ..Activity::new(ActivityKind::Follow, id) })
}

/// A program that was given access to the account.
pub(super) fn program(v: &Value<'_>, _: At<'_>, _: &mut File, _: &mut Reading<'_>) -> Found {
    let title = v.owned("name").ok_or(missing("name"))?;
    done(Activity { time: time(v, "approvedAt"), by: v.owned("organization.name"), ..Activity::new(ActivityKind::Use, title) })
}

pub(super) fn shown(v: &Value<'_>, at: At<'_>, file: &mut File, into: &mut Reading<'_>) -> Found {
    advert(v, None, at, file, into)
}

pub(super) fn answered(v: &Value<'_>, at: At<'_>, file: &mut File, into: &mut Reading<'_>) -> Found {
    let answer = v.list("engagementAttributes").iter().find_map(|a| a.owned("engagementType"));
    advert(&v.get("impressionAttributes").unwrap_or_default(), answer, at, file, into)
}

fn advert(v: &Value<'_>, answer: Option<String>, at: At<'_>, file: &mut File, into: &mut Reading<'_>) -> Found {
    for aim in v.list("matchedTargetingCriteria") {
        let kind = aim.owned("targetingType").unwrap_or_default();
        let value = aim.owned("targetingValue");
        if kind.is_empty() || file.aims.len() >= AIMS || !file.aims.insert((kind.clone(), value.clone().unwrap_or_default())) {
            continue;
        }
        let (label, origin) = (value.unwrap_or_else(|| kind.clone()), Some(kind));
        let label = AdLabel { kind: LabelKind::Audience, label, value: None, origin, time: time(v, "impressionTime") };
        into.beside(at.spot, Fact::AdLabel(label));
    }
    let by = v.owned("advertiserInfo.advertiserName");
    let title = v.owned("promotedTweetInfo.tweetText").or_else(|| by.clone()).ok_or(missing("advertiserName"))?;
    let service = answer.or_else(|| v.owned("displayLocation"));
    done(Activity { time: time(v, "impressionTime"), by, service, ..Activity::new(ActivityKind::Advert, title) })
}
