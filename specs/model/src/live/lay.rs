//! The configuration with what is changed at run time laid over it.

use std::borrow::Cow;
use std::sync::Arc;

use super::{LiveChanges, LiveValue};
use crate::config::{Config, ExtraDay, Priority};

impl LiveChanges {
    /// What is in effect: the configuration, but for what was changed beside it. Without a change it is
    /// the configuration itself, and nothing is copied.
    pub fn over(&self, config: &Arc<Config>) -> Arc<Config> {
        match self.laid_on(config) {
            Cow::Borrowed(_) => Arc::clone(config),
            Cow::Owned(effective) => Arc::new(effective),
        }
    }

    /// The same of a configuration that nobody shares.
    pub fn laid_on<'c>(&self, config: &'c Config) -> Cow<'c, Config> {
        let mut effective = Cow::Borrowed(config);
        for (_, change) in self.iter() {
            lay(effective.to_mut(), &change.value);
        }
        effective
    }
}

fn lay(config: &mut Config, value: &LiveValue) {
    match value {
        LiveValue::Member {
            skill_group,
            agent,
            priority,
        } => {
            if let Some(group) = config.skill_groups.get_mut(skill_group) {
                set(&mut group.members, agent, *priority);
            }
        }
        LiveValue::Phone {
            skill_group,
            phone,
            priority,
        } => {
            if let Some(group) = config.skill_groups.get_mut(skill_group) {
                set(&mut group.phones, phone, *priority);
            }
        }
        LiveValue::Hours { hours, date, open } => {
            if let Some(hours) = config.hours.get_mut(hours) {
                hours.extra_days.retain(|extra| extra.date != *date);
                hours.extra_days.push(ExtraDay {
                    date: *date,
                    hours: Some(open.clone()),
                });
            }
        }
        LiveValue::Emergency { on } => config.center.emergency = *on,
    }
}

fn set<K: Ord + Clone>(
    members: &mut std::collections::BTreeMap<K, Priority>,
    who: &K,
    priority: Option<Priority>,
) {
    match priority {
        Some(priority) => {
            members.insert(who.clone(), priority);
        }
        None => {
            members.remove(who);
        }
    }
}
