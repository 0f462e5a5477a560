//! Where one resource names another: the one place that knows all of them.

use super::{MovedKind, Renames};
use crate::config::{Config, Groups, Ivr, Node, Role, Screening, SkillGroup, Speech};

impl Config {
    /// Lets everything have the name that it has from here on, wherever it is named.
    pub fn rename(&mut self, names: &Renames) {
        // A kind that is not named here does not compile.
        let Config {
            center,
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
            hotwords: _,
            webhooks: _,
            protected,
        } = self;
        names.names(MovedKind::CallerLists, &mut center.inbound_blacklist);
        names.keys(MovedKind::Trunks, trunks);
        for number in numbers.values_mut() {
            names.name(MovedKind::Trunks, &mut number.trunk);
            names.name(MovedKind::Ivrs, &mut number.ivr);
            names.set(MovedKind::SkillGroups, &mut number.outbound_skill_groups);
        }
        names.keys(MovedKind::Prompts, prompts);
        names.keys(MovedKind::Ivrs, ivrs);
        ivrs.values_mut().for_each(|flow| names.flow(flow));
        names.keys(MovedKind::SkillGroups, skill_groups);
        let groups = skill_groups.values_mut();
        groups.for_each(|group| group.rename(names));
        names.keys(MovedKind::Agents, agents);
        let of_agents = agents.values_mut().map(|agent| &mut agent.role);
        names.names(MovedKind::Roles, of_agents);
        let bound = phones.values_mut().filter_map(|phone| phone.agent.as_mut());
        names.names(MovedKind::Agents, bound);
        names.keys(MovedKind::Routing, routing);
        names.keys(MovedKind::CallerLists, caller_lists);
        names.keys(MovedKind::Roles, roles);
        roles.values_mut().for_each(|role| role.rename(names));
        names.keys(MovedKind::Hours, hours);
        for kind in MovedKind::ALL {
            for (from, to) in names.each(kind) {
                if protected.remove(&format!("{}/{from}", kind.key())) {
                    protected.insert(format!("{}/{to}", kind.key()));
                }
            }
        }
    }
}

impl SkillGroup {
    fn rename(&mut self, names: &Renames) {
        names.keys(MovedKind::Agents, &mut self.members);
        names.names(MovedKind::Routing, &mut self.routing);
    }
}

impl Role {
    fn rename(&mut self, names: &Renames) {
        let of_modules = self.may.values_mut();
        let of_modules = of_modules.filter_map(|grant| grant.skill_groups.as_mut());
        for groups in of_modules.chain([&mut self.skill_groups]) {
            match groups {
                Groups::These(these) => names.set(MovedKind::SkillGroups, these),
                Groups::All => {}
            }
        }
    }
}

impl Ivr {
    /// Lets a flow name everything as it is called from here on.
    pub fn rename(&mut self, names: &Renames) {
        let Screening {
            blacklist,
            whitelist,
            ..
        } = &mut self.screening;
        names.names(
            MovedKind::CallerLists,
            blacklist.iter_mut().chain(whitelist),
        );
        self.nodes.values_mut().for_each(|node| node.rename(names));
    }
}

impl Node {
    fn rename(&mut self, names: &Renames) {
        for speech in self.speeches_mut() {
            if let Speech::Prompt(prompt) = speech {
                names.name(MovedKind::Prompts, prompt);
            }
        }
        match self {
            Node::Transfer(transfer) => names.name(MovedKind::SkillGroups, &mut transfer.group),
            Node::Hours(node) => names.name(MovedKind::Hours, &mut node.hours),
            Node::Dial(dial) => names.names(MovedKind::Trunks, &mut dial.trunk),
            _ => {}
        }
    }
}
