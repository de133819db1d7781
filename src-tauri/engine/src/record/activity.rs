//! Activities: what the owner looked for, looked at, listened to, liked, wrote in public.

use super::Moment;
use serde::{Deserialize, Serialize};

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// Searched for.
    Search,
    /// Looked at: a page, a video, a product, a profile.
    View,
    /// Listened to or watched for a stated time.
    Play,
    /// Read in a book.
    Read,
    /// Liked, saved, put in a cart or on a list.
    Like,
    /// Followed, subscribed to, joined.
    Follow,
    /// Wrote in public: post, comment, review.
    Post,
    /// Installed or used an app.
    Use,
    /// Was shown an advertisement, or answered one.
    Advert,
}

/// One thing done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// When; `None` where the file gives a bare list.
    pub time: Option<Moment>,
    /// What was done.
    pub kind: ActivityKind,
    /// What it was done to: words searched for, title seen, text posted; as printed.
    pub title: String,
    /// Whose it is: channel, artist, author, advertiser, account.
    pub by: Option<String>,
    /// Which part of the platform, as printed (`YouTube`, `Maps`, a profile's name).
    pub service: Option<String>,
    /// Address of what was seen.
    pub url: Option<String>,
    /// For how long, in seconds.
    pub seconds: Option<u32>,
    /// On which device, as printed.
    pub device: Option<String>,
}

impl Activity {
    /// An activity with its title; the rest is filled in by struct update.
    pub fn new(kind: ActivityKind, title: impl Into<String>) -> Activity {
        Activity { time: None, kind, title: title.into(), by: None, service: None, url: None, seconds: None, device: None }
    }
}
