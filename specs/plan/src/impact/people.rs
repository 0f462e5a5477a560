//! Agents who gain or lose a group, and deleted ones who are on a call.

use std::collections::BTreeSet;

use model::config::SkillGroup;
use model::{Config, Name};

use super::{Membership, Moment};

/// The memberships of `one` that `other` does not have.
pub(super) fn memberships_beyond(one: &Config, other: &Config) -> Vec<Membership> {
    let others = memberships(other);
    let beyond = memberships(one).into_iter();
    beyond.filter(|it| !others.contains(it)).collect()
}

/// Who takes the calls of which groups, also by a phone of his that a group lists.
pub(crate) fn memberships(config: &Config) -> BTreeSet<Membership> {
    let of = |(name, group): (&Name, &SkillGroup)| {
        let by_phone = group.phones.keys();
        let by_phone = by_phone.filter_map(|phone| config.phones.get(phone)?.agent.clone());
        let agents: BTreeSet<Name> = group.members.keys().cloned().chain(by_phone).collect();
        let skill_group = name.clone();
        agents.into_iter().map(move |agent| Membership {
            agent,
            skill_group: skill_group.clone(),
        })
    };
    config.skill_groups.iter().flat_map(of).collect()
}

pub(super) fn deleted_on_call(desired: &Config, moment: &Moment) -> Vec<Name> {
    let deleted = |agent: &&Name| !desired.agents.contains_key(*agent);
    let agents = moment.agents_on_call.iter();
    agents.filter(deleted).cloned().collect()
}
