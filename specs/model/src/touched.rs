//! What of a center another configuration touches. To find that out takes as long as the center is large; to go
//! by it takes as long as the change is.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::live::{LiveChanges, Subject};
use crate::{DialString, Extension, Name, Shared};

/// The names of what may not stay as it is when one configuration takes the place of another: it exists in
/// one of them alone, differs, or goes by something that does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Touched {
    /// Trunks.
    pub trunks: BTreeSet<Name>,
    /// Numbers.
    pub numbers: BTreeSet<DialString>,
    /// Groups, those with another routing, or with members who are touched, included.
    pub skill_groups: BTreeSet<Name>,
    /// Agents.
    pub agents: BTreeSet<Name>,
    /// Phones, those of agents who come or go included.
    pub phones: BTreeSet<Extension>,
    /// Lists of callers.
    pub caller_lists: BTreeSet<Name>,
}

impl Touched {
    /// What is touched when `new` takes the place of `old`.
    pub fn between(old: &Config, new: &Config) -> Touched {
        // A kind that is not named here does not compile. What is not looked at is kept by nobody: it is read
        // in the configuration whenever it is needed.
        let Config {
            center: _,
            trunks,
            numbers,
            prompts: _,
            ivrs: _,
            skill_groups: _,
            agents,
            phones,
            routing: _,
            caller_lists,
            roles: _,
            hours: _,
            hotwords: _,
            webhooks: _,
            protected: _,
        } = old;
        let mut touched = Touched {
            trunks: differing(trunks, &new.trunks),
            numbers: differing(numbers, &new.numbers),
            skill_groups: BTreeSet::new(),
            agents: differing(agents, &new.agents),
            phones: differing(phones, &new.phones),
            caller_lists: differing(caller_lists, &new.caller_lists),
        };
        touched.follow_agents(old, new);
        touched.find_groups(old, new);
        touched
    }

    /// The groups of which something is changed at run time: what is in effect of them is not what a
    /// configuration says.
    pub fn by_run_time(&mut self, changes: &LiveChanges) {
        changes.iter().for_each(|(subject, _)| self.by(subject));
    }

    /// The group that a change at run time is about.
    pub fn by(&mut self, subject: &Subject) {
        if let Subject::Member(group, _) | Subject::Phone(group, _) = subject {
            self.skill_groups.insert(group.clone());
        }
    }

    /// A phone belongs to an agent as long as he is there.
    fn follow_agents(&mut self, old: &Config, new: &Config) {
        let passing =
            |agent: &&Name| old.agents.contains_key(*agent) != new.agents.contains_key(*agent);
        let passing: BTreeSet<&Name> = self.agents.iter().filter(passing).collect();
        if passing.is_empty() {
            return;
        }
        for (extension, phone) in old.phones.iter().chain(new.phones.iter()) {
            if phone.agent.as_ref().is_some_and(|it| passing.contains(it)) {
                self.phones.insert(extension.clone());
            }
        }
    }

    fn find_groups(&mut self, old: &Config, new: &Config) {
        let routed_alike = old.routing == new.routing;
        let same = old.skill_groups.is(&new.skill_groups);
        if same && routed_alike && self.agents.is_empty() && self.phones.is_empty() {
            return;
        }
        self.skill_groups = differing(&old.skill_groups, &new.skill_groups);
        for (name, group) in &new.skill_groups {
            let touched = !routed_alike && old.routing_of(group) != new.routing_of(group)
                || group.members.keys().any(|it| self.agents.contains(it))
                || group.phones.keys().any(|it| self.phones.contains(it));
            if touched {
                self.skill_groups.insert(name.clone());
            }
        }
    }
}

/// The names of what differs, or is in one of them alone.
fn differing<K: Ord + Clone, V: PartialEq>(
    one: &Shared<BTreeMap<K, V>>,
    other: &Shared<BTreeMap<K, V>>,
) -> BTreeSet<K> {
    if one.is(other) {
        return BTreeSet::new();
    }
    let differs = |(name, value): &(&K, &V)| other.get(*name) != Some(*value);
    let here = one.iter().filter(differs).map(|(name, _)| name);
    let alone = other.keys().filter(|name| !one.contains_key(*name));
    here.chain(alone).cloned().collect()
}

impl Config {
    /// Has in common with `other` whatever is the same in both, kind by kind.
    pub fn join(&mut self, other: &Config) {
        // A kind that is not named here does not compile.
        let Config {
            center: _,
            trunks,
            numbers,
            prompts,
            ivrs,
            skill_groups,
            agents,
            phones,
            routing,
            caller_lists,
            roles,
            hours,
            hotwords,
            webhooks,
            protected,
        } = self;
        trunks.join(&other.trunks);
        numbers.join(&other.numbers);
        prompts.join(&other.prompts);
        ivrs.join(&other.ivrs);
        skill_groups.join(&other.skill_groups);
        agents.join(&other.agents);
        phones.join(&other.phones);
        routing.join(&other.routing);
        caller_lists.join(&other.caller_lists);
        roles.join(&other.roles);
        hours.join(&other.hours);
        hotwords.join(&other.hotwords);
        webhooks.join(&other.webhooks);
        protected.join(&other.protected);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> Config {
        serde_json::from_value(serde_json::json!({
            "agents": {
                "amy": { "name": "Amy", "staff_number": "1001" },
                "ben": { "name": "Ben", "staff_number": "1002" },
            },
            "phones": { "2001": { "agent": "amy" }, "2002": {} },
            "skill_groups": {
                "presales": { "members": { "amy": 1 } },
                "service": { "members": { "ben": 1 }, "routing": "fair" },
                "desk": { "phones": { "2002": 1 } },
            },
            "routing": { "fair": {} },
            "caller_lists": { "pests": { "numbers": ["13800001234"] } },
        }))
        .expect("a configuration")
    }

    fn told(touched: &Touched) -> String {
        let Touched {
            trunks,
            numbers,
            skill_groups,
            agents,
            phones,
            caller_lists,
        } = touched;
        format!("{trunks:?} {numbers:?} {skill_groups:?} {agents:?} {phones:?} {caller_lists:?}")
    }

    #[test]
    fn nothing_is_touched_by_the_same() {
        assert_eq!(Touched::between(&config(), &config()), Touched::default());
        let read_in_place = |config: &mut Config| config.center.emergency = true;
        let mut new = config();
        read_in_place(&mut new);
        assert_eq!(Touched::between(&config(), &new), Touched::default());
    }

    #[test]
    fn who_goes_touches_his_phones_and_groups() {
        let mut new = config();
        new.agents.remove("amy");
        let touched = Touched::between(&config(), &new);
        assert_eq!(told(&touched), r#"{} {} {"presales"} {"amy"} {"2001"} {}"#);
    }

    #[test]
    fn a_phone_touches_the_groups_that_it_is_in_and_a_routing_those_that_go_by_it() {
        let mut new = config();
        new.phones.remove("2002");
        let touched = Touched::between(&config(), &new);
        assert_eq!(told(&touched), r#"{} {} {"desk"} {} {"2002"} {}"#);
        let mut new = config();
        let routing = serde_json::json!({ "fair": { "order": "fewest_calls" } });
        new.routing = serde_json::from_value(routing).expect("routings");
        new.caller_lists.clear();
        let touched = Touched::between(&config(), &new);
        assert_eq!(told(&touched), r#"{} {} {"service"} {} {} {"pests"}"#);
    }

    #[test]
    fn what_is_the_same_is_there_once() {
        let old = config();
        let mut new = config();
        new.agents.remove("amy");
        assert!(!new.phones.is(&old.phones));
        new.join(&old);
        assert!(new.phones.is(&old.phones) && new.skill_groups.is(&old.skill_groups));
        assert!(!new.agents.is(&old.agents));
    }
}
