//! What is changed at run time beside the configuration: members and their priorities, today's hours,
//! and the emergency switch. It stands beside what is desired, never in it, and all of it together is
//! laid over the configuration in one place.

mod lay;
mod listed;
mod past;
mod show;
mod subject;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::config::{Config, Priority, Shift};
use crate::{Extension, MovedKind, Name, Renames};

pub use listed::Listed;
pub use past::{Ended, Ending, How, Past, REMEMBERED};
pub use subject::{Subject, UnknownSubject};

/// Live changes at most. Each is one thing that a person has set by hand.
pub const LIMIT: usize = 1_000;

/// What something is at run time, whatever the configuration says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum LiveValue {
    /// An agent answers a group's calls, or does not.
    Member {
        /// The group.
        skill_group: Name,
        /// The agent.
        agent: Name,
        /// With which priority; `None`: he is no member.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        priority: Option<Priority>,
    },
    /// A phone takes a group's calls by itself, or does not.
    Phone {
        /// The group.
        skill_group: Name,
        /// The phone.
        phone: Extension,
        /// With which priority; `None`: it is no member.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        priority: Option<Priority>,
    },
    /// Business hours have others on one day.
    Hours {
        /// The hours.
        hours: Name,
        /// The day, by their own clock.
        date: Date,
        /// When somebody works on it.
        open: Vec<Shift>,
    },
    /// The emergency switch is on, or off.
    Emergency {
        /// Which of them.
        on: bool,
    },
}

/// A change that was made at run time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LiveChange {
    /// What is how.
    #[serde(flatten)]
    pub value: LiveValue,
    /// How it was in effect before; absent: it was not written down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<LiveValue>,
    /// Who has changed it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// When it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Timestamp>,
    /// Why, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// All that is changed at run time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LiveChanges(BTreeMap<Subject, LiveChange>);

impl LiveValue {
    /// What it is about: of each there is one change at a time.
    pub fn subject(&self) -> Subject {
        match self {
            LiveValue::Member {
                skill_group, agent, ..
            } => Subject::Member(skill_group.clone(), agent.clone()),
            LiveValue::Phone {
                skill_group, phone, ..
            } => Subject::Phone(skill_group.clone(), phone.clone()),
            LiveValue::Hours { hours, .. } => Subject::Hours(hours.clone()),
            LiveValue::Emergency { .. } => Subject::Emergency,
        }
    }

    /// What a configuration does not know of what it is about: a kind and a name.
    pub fn unknown_in(&self, config: &Config) -> Option<(&'static str, String)> {
        let group = |name: &Name| {
            let known = config.skill_groups.contains_key(name);
            (!known).then(|| ("skill group", name.to_string()))
        };
        match self {
            LiveValue::Member {
                skill_group, agent, ..
            } => group(skill_group).or_else(|| {
                let known = config.agents.contains_key(agent);
                (!known).then(|| ("agent", agent.to_string()))
            }),
            LiveValue::Phone {
                skill_group, phone, ..
            } => group(skill_group).or_else(|| {
                let known = config.phones.contains_key(phone);
                (!known).then(|| ("phone", phone.to_string()))
            }),
            LiveValue::Hours { hours, .. } => {
                let known = config.hours.contains_key(hours);
                (!known).then(|| ("set of business hours", hours.to_string()))
            }
            LiveValue::Emergency { .. } => None,
        }
    }

    /// The phone that it is about and the agent whom that follows in a configuration: such a phone is in no
    /// group by itself.
    pub fn bound_in<'c>(&self, config: &'c Config) -> Option<(&'c Extension, &'c Name)> {
        let LiveValue::Phone { phone, .. } = self else {
            return None;
        };
        let (phone, known) = config.phones.get_key_value(phone)?;
        Some((phone, known.agent.as_ref()?))
    }

    /// Whether a configuration says the same.
    pub fn is_said_by(&self, config: &Config) -> bool {
        self.in_config(config).as_ref() == Some(self)
    }

    /// Whether the configuration leaves it to run time: then it is no drift.
    pub fn is_unmanaged(&self, config: &Config) -> bool {
        match self {
            LiveValue::Member { skill_group, .. } | LiveValue::Phone { skill_group, .. } => {
                let group = config.skill_groups.get(skill_group);
                group.is_some_and(|group| group.unmanaged)
            }
            LiveValue::Hours { hours, .. } => {
                let hours = config.hours.get(hours);
                hours.is_some_and(|hours| hours.unmanaged)
            }
            LiveValue::Emergency { .. } => config.center.unmanaged,
        }
    }

    /// The same as a configuration has it; `None`: it does not know what this is about.
    pub fn in_config(&self, config: &Config) -> Option<LiveValue> {
        if self.unknown_in(config).is_some() {
            return None;
        }
        Some(match self.clone() {
            LiveValue::Member {
                skill_group, agent, ..
            } => LiveValue::Member {
                priority: config
                    .skill_groups
                    .get(&skill_group)?
                    .members
                    .get(&agent)
                    .copied(),
                skill_group,
                agent,
            },
            LiveValue::Phone {
                skill_group, phone, ..
            } => LiveValue::Phone {
                priority: config
                    .skill_groups
                    .get(&skill_group)?
                    .phones
                    .get(&phone)
                    .copied(),
                skill_group,
                phone,
            },
            LiveValue::Hours { hours, date, .. } => LiveValue::Hours {
                open: config.hours.get(&hours)?.on(date).to_vec(),
                hours,
                date,
            },
            LiveValue::Emergency { .. } => LiveValue::Emergency {
                on: config.center.emergency,
            },
        })
    }
}

impl LiveChanges {
    /// One of them.
    pub fn get(&self, subject: &Subject) -> Option<&LiveChange> {
        self.0.get(subject)
    }

    /// All of them, in the order of what they are about.
    pub fn iter(&self) -> impl Iterator<Item = (&Subject, &LiveChange)> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Keeps a change, and gives back what was there about the same.
    pub fn put(&mut self, change: LiveChange) -> Option<LiveChange> {
        self.0.insert(change.value.subject(), change)
    }

    /// Drops a change and gives it back; `None`: there is none.
    pub fn remove(&mut self, subject: &Subject) -> Option<LiveChange> {
        self.0.remove(subject)
    }

    /// What has ended by itself at a moment.
    pub fn expired(&self, now: Timestamp) -> Vec<Subject> {
        let over = |change: &LiveChange| change.expires.is_some_and(|at| at <= now);
        let over = self.0.iter().filter(|(_, change)| over(change));
        over.map(|(subject, _)| subject.clone()).collect()
    }

    /// When the next one ends by itself.
    pub fn next_end(&self) -> Option<Timestamp> {
        self.0.values().filter_map(|change| change.expires).min()
    }

    /// What is left of them beside another configuration: a change ends whose subject is gone or cannot be so any
    /// more, and one that the configuration says itself. Gives those that have ended.
    pub fn settle(&mut self, config: &Config, names: &Renames) -> Vec<LiveChange> {
        let mut ended = Vec::new();
        for mut change in std::mem::take(&mut self.0).into_values() {
            change.value.follow(names);
            let lost = change.value.unknown_in(config).is_some()
                || change.value.bound_in(config).is_some();
            if lost || change.value.is_said_by(config) {
                ended.push(change);
            } else {
                self.put(change);
            }
        }
        ended
    }
}

impl LiveValue {
    /// Goes by the names that things have from here on.
    fn follow(&mut self, names: &Renames) {
        match self {
            LiveValue::Member {
                skill_group, agent, ..
            } => {
                names.name(MovedKind::SkillGroups, skill_group);
                names.name(MovedKind::Agents, agent);
            }
            LiveValue::Phone { skill_group, .. } => {
                names.name(MovedKind::SkillGroups, skill_group);
            }
            LiveValue::Hours { hours, .. } => names.name(MovedKind::Hours, hours),
            LiveValue::Emergency { .. } => {}
        }
    }
}
