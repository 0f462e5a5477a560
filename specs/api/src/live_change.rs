//! What is changed at run time beside the configuration.

use jiff::Timestamp;
use jiff::civil::Date;
use model::config::{Priority, Shift};
use model::{Extension, Name, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Asks that something be changed at run time. What the configuration says itself is no change: where
/// there was one, it ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChangeLive {
    /// What is to be how.
    #[serde(flatten)]
    pub wish: LiveWish,
    /// After how long it ends by itself; absent: when somebody ends it. Today's hours end with the day
    /// in any case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lasts: Option<Span>,
    /// Why, for people; at most 200 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl ChangeLive {
    /// The longest note, in characters.
    pub const MAX_NOTE: usize = 200;
    /// Hours of a day at most.
    pub const MAX_SHIFTS: usize = 24;
}

/// What somebody wants to be so at run time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum LiveWish {
    /// An agent answers a group's calls, or does not.
    Member {
        /// The group.
        skill_group: Name,
        /// The agent.
        agent: Name,
        /// 1 (highest) to 5; absent: he is no member.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Option<u8>", range(min = 1, max = 5))]
        priority: Option<Priority>,
    },
    /// A phone takes a group's calls by itself, or does not.
    Phone {
        /// The group.
        skill_group: Name,
        /// The phone.
        phone: Extension,
        /// 1 (highest) to 5; absent: it is no member.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Option<u8>", range(min = 1, max = 5))]
        priority: Option<Priority>,
    },
    /// Business hours have others today.
    Hours {
        /// The hours.
        hours: Name,
        /// When somebody works today; nothing: nobody does.
        #[serde(default)]
        open: Vec<Shift>,
    },
    /// The emergency switch.
    Emergency {
        /// Whether it is on.
        on: bool,
    },
}

/// Something that is changed at run time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LiveChange {
    /// What it is about: `skill_groups.NAME.members.NAME`, `skill_groups.NAME.phones.EXTENSION`,
    /// `hours.NAME.today`, `center.emergency` or `blacklist.NUMBER`.
    pub path: String,
    /// What the configuration says: of a member its priority or `none`, of hours `closed` or hours such
    /// as `09:00-12:00, 13:00-18:00`, of the emergency switch `on` or `off`, of a caller `free`.
    pub desired: String,
    /// What is so, in the same words; a caller is `blocked`.
    pub live: String,
    /// The day whose hours these are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    /// Who has changed it.
    pub by: String,
    /// Since when it is so.
    pub since: Timestamp,
    /// When it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Whether the configuration is meant to say what is so; `false`: it leaves that to run time, and
    /// this is no drift.
    pub managed: bool,
}
