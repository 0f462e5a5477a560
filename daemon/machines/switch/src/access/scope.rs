//! What somebody may see of what he asked for.

use model::config::{Config, Groups};
use model::{Extension, Name};

use super::action::Parties;

/// What may be seen of an answer. Whoever makes one leaves out what is not seen, and of one thing that
/// is not seen he says what he says of one that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The skill groups that are seen with all that belongs to them.
    pub(super) groups: Groups,
    /// The agent who sees what concerns himself besides.
    pub(super) own: Option<Name>,
    /// Whether customers' numbers are shown whole where the center masks them.
    pub(super) plain_numbers: bool,
}

impl Scope {
    /// Sees everything.
    pub const ALL: Scope = Scope {
        groups: Groups::All,
        own: None,
        plain_numbers: true,
    };

    /// Whether nothing is left out.
    pub fn is_all(&self) -> bool {
        self.groups == Groups::All
    }

    /// What is seen by the role alone.
    pub(super) fn by_role(&self) -> Scope {
        Scope {
            own: None,
            ..self.clone()
        }
    }

    /// Whether a skill group and its queue are seen: an agent sees those that he is in.
    pub fn sees_group(&self, config: &Config, group: &Name) -> bool {
        self.groups.contains(group)
            || self
                .own
                .as_ref()
                .is_some_and(|own| is_in(config, own, group))
    }

    /// Whether an agent is seen: himself, or as a member of a skill group.
    pub fn sees_agent(&self, config: &Config, agent: &Name) -> bool {
        self.own.as_ref() == Some(agent)
            || match &self.groups {
                Groups::All => true,
                Groups::These(groups) => groups.iter().any(|group| is_in(config, agent, group)),
            }
    }

    /// Whether a phone is seen: with its agent, or as a member of a skill group.
    pub fn sees_phone(&self, config: &Config, phone: &Extension) -> bool {
        let in_group = |group: &Name| {
            let known = config.skill_groups.get(group);
            known.is_some_and(|group| group.phones.contains_key(phone))
        };
        let its_agent = || config.phones.get(phone).and_then(|it| it.agent.as_ref());
        match &self.groups {
            Groups::All => true,
            Groups::These(groups) if groups.iter().any(in_group) => true,
            Groups::These(_) => its_agent().is_some_and(|agent| self.sees_agent(config, agent)),
        }
    }

    /// Whether a call, its record and its recordings are seen. A call that came to no skill group is
    /// seen by those alone who see all.
    pub fn sees_call(&self, parties: &Parties) -> bool {
        self.is_all()
            || parties
                .groups
                .iter()
                .any(|group| self.groups.contains(group))
            || self
                .own
                .as_ref()
                .is_some_and(|own| parties.agents.contains(own))
    }
}

fn is_in(config: &Config, agent: &Name, group: &Name) -> bool {
    let known = config.skill_groups.get(group);
    known.is_some_and(|group| group.members.contains_key(agent))
}
