//! Profiles: what an export states about its owner.

use serde::{Deserialize, Serialize};

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Which statement.
    pub field: ProfileField,
    /// As printed.
    pub value: String,
}

/// Fields that preambles and profile files print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProfileField {
    /// Real name (姓名).
    RealName,
    /// A name the person chose (微信昵称, 美团用户名, 京东账号名).
    Nickname,
    /// Login: e-mail or phone, sometimes masked (支付宝账户), or the platform's own id of the person.
    Account,
    /// Mail address.
    Mail,
    /// Phone number.
    Phone,
    /// Date of birth.
    Birthday,
    /// Gender.
    Gender,
    /// Postal address.
    Address,
    /// Country, region or city.
    Region,
    /// Language.
    Language,
    /// When the account was made.
    Since,
    /// Where the person works.
    Employer,
    /// Where the person learnt.
    School,
    /// Relationship, and to whom.
    Relationship,
    /// Words about oneself.
    Bio,
    /// A card or account to pay with, masked.
    Instrument,
}

impl ProfileField {
    /// All of them.
    pub const ALL: [ProfileField; 16] = [
        ProfileField::RealName,
        ProfileField::Nickname,
        ProfileField::Account,
        ProfileField::Mail,
        ProfileField::Phone,
        ProfileField::Birthday,
        ProfileField::Gender,
        ProfileField::Address,
        ProfileField::Region,
        ProfileField::Language,
        ProfileField::Since,
        ProfileField::Employer,
        ProfileField::School,
        ProfileField::Relationship,
        ProfileField::Bio,
        ProfileField::Instrument,
    ];

    /// Stable id; words are the catalogue entry `profile.<id>`.
    pub fn id(self) -> &'static str {
        match self {
            ProfileField::RealName => "real_name",
            ProfileField::Nickname => "nickname",
            ProfileField::Account => "account",
            ProfileField::Mail => "mail",
            ProfileField::Phone => "phone",
            ProfileField::Birthday => "birthday",
            ProfileField::Gender => "gender",
            ProfileField::Address => "address",
            ProfileField::Region => "region",
            ProfileField::Language => "language",
            ProfileField::Since => "since",
            ProfileField::Employer => "employer",
            ProfileField::School => "school",
            ProfileField::Relationship => "relationship",
            ProfileField::Bio => "bio",
            ProfileField::Instrument => "instrument",
        }
    }
}
