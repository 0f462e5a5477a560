//! What a live change is about, as people write it: `skill_groups.presales.members.amy`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Extension, Name};

/// What a live change is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Whether an agent answers a group's calls, and with which priority.
    Member(Name, Name),
    /// The same of a phone.
    Phone(Name, Extension),
    /// The hours of today.
    Hours(Name),
    /// The emergency switch.
    Emergency,
}

/// A text that names nothing that can be changed at run time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is nothing that is changed at run time, such as `skill_groups.presales.members.amy`, \
     `skill_groups.presales.phones.2101`, `hours.office.today` and `center.emergency`"
)]
pub struct UnknownSubject(pub String);

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Member(group, agent) => write!(f, "skill_groups.{group}.members.{agent}"),
            Subject::Phone(group, phone) => write!(f, "skill_groups.{group}.phones.{phone}"),
            Subject::Hours(hours) => write!(f, "hours.{hours}.today"),
            Subject::Emergency => f.write_str("center.emergency"),
        }
    }
}

impl FromStr for Subject {
    type Err = UnknownSubject;
    fn from_str(text: &str) -> Result<Subject, UnknownSubject> {
        // No name has a dot in it.
        let parts: Vec<&str> = text.split('.').collect();
        let subject = match parts[..] {
            ["skill_groups", group, "members", agent] => {
                let names = name(group).zip(name(agent));
                names.map(|(group, agent)| Subject::Member(group, agent))
            }
            ["skill_groups", group, "phones", phone] => {
                let names = name(group).zip(Extension::new(phone).ok());
                names.map(|(group, phone)| Subject::Phone(group, phone))
            }
            ["hours", hours, "today"] => name(hours).map(Subject::Hours),
            ["center", "emergency"] => Some(Subject::Emergency),
            _ => None,
        };
        subject.ok_or_else(|| UnknownSubject(text.chars().take(200).collect()))
    }
}

fn name(text: &str) -> Option<Name> {
    Name::new(text).ok()
}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Subject {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Subject, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
