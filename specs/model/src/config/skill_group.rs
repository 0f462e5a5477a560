//! Skill groups: who answers which calls.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_default;
use crate::{Extension, Name};

/// One skill group (feature Q1).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SkillGroup {
    /// Whether one device rings after the other or several at once.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ring: Ring,
    /// The agents of the group with their priorities.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub members: BTreeMap<Name, Priority>,
    /// The phones that take its calls without anybody logged in, with their priorities (feature P3).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", with = "phones")]
    pub phones: BTreeMap<Extension, Priority>,
    /// The routing that orders its calls; `None`: the one named `default`, or ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub routing: Option<Name>,
    /// Callers that may wait at once; `None`: 1,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_waiting: Option<u32>,
    /// Devices that ring at once for one caller where several do; `None`: 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_ringing: Option<u32>,
    /// Whether its members are left to those who change them at run time.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unmanaged: bool,
}

impl SkillGroup {
    /// Callers that may wait at once.
    pub fn waiting_limit(&self) -> usize {
        self.max_waiting.unwrap_or(1_000) as usize
    }

    /// Devices that ring at once for one caller.
    pub fn ringing_limit(&self) -> usize {
        match self.ring {
            Ring::Sequential => 1,
            Ring::Simultaneous => self.max_ringing.unwrap_or(100) as usize,
        }
    }
}

/// How the devices of a group ring.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ring {
    /// One after the other.
    #[default]
    Sequential,
    /// All free ones at once; the first to answer has the call.
    Simultaneous,
}

/// 1 (highest) to 5.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "u8")]
pub struct Priority(pub u8);

/// A number that is no priority.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no priority: give one from 1 (highest) to 5")]
pub struct NoPriority(i64);

impl TryFrom<i64> for Priority {
    type Error = NoPriority;

    fn try_from(number: i64) -> Result<Priority, NoPriority> {
        let known = u8::try_from(number).ok().filter(|it| (1..=5).contains(it));
        known.map(Priority).ok_or(NoPriority(number))
    }
}

impl From<Priority> for u8 {
    fn from(Priority(number): Priority) -> u8 {
        number
    }
}

impl Default for Priority {
    fn default() -> Self {
        Priority(3)
    }
}

/// Phones are written as a list where all have the default priority, else as a map; either is read.
mod phones {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Extension, Priority};

    type Phones = BTreeMap<Extension, Priority>;

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        List(Vec<Extension>),
        Map(Phones),
    }

    pub(super) fn serialize<S: Serializer>(phones: &Phones, to: S) -> Result<S::Ok, S::Error> {
        let alike = phones.values().all(|it| *it == Priority::default());
        match alike {
            true => to.collect_seq(phones.keys()),
            false => phones.serialize(to),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Phones, D::Error> {
        Ok(match Written::deserialize(from)? {
            Written::Map(phones) => phones,
            Written::List(phones) => {
                let each = phones.into_iter().map(|phone| (phone, Priority::default()));
                each.collect()
            }
        })
    }
}
