//! The lists of what calls and people are judged by.

use api::live;
use jiff::Timestamp;
use model::Name;
use model::config::{Groups, Module, Node, Permission, Role, Weight};

use super::Live;

impl Live {
    /// Business hours, and whether they are open at `now`.
    pub fn hours(&self, now: Timestamp) -> Vec<live::Hours> {
        let config = &self.config;
        let shown = config.hours.iter().map(|(name, hours)| {
            let zone = hours.time_zone.as_ref().unwrap_or(&config.center.time_zone);
            let days = hours.weekly.iter().map(|(day, shifts)| {
                let shifts = shifts.iter().map(ToString::to_string).collect();
                (day.word().to_owned(), shifts)
            });
            live::Hours {
                name: name.clone(),
                open: contact::is_open(config, hours, now).unwrap_or(false),
                time_zone: zone.clone(),
                weekly: days.collect(),
                holidays: count(hours.holidays.len()),
                extra_days: count(hours.extra_days.len()),
                used_by: self.asks_for(name),
            }
        });
        shown.collect()
    }

    /// The nodes that ask for business hours.
    fn asks_for(&self, hours: &Name) -> Vec<String> {
        let flows = self.config.ivrs.iter();
        let nodes = flows.flat_map(|(flow, ivr)| ivr.nodes.iter().map(move |node| (flow, node)));
        let asks = |node: &Node| matches!(node, Node::Hours(asks) if asks.hours == *hours);
        nodes
            .filter(|(_, (_, node))| asks(node))
            .map(|(flow, (node, _))| format!("ivrs.{flow}.nodes.{node}"))
            .collect()
    }

    /// Words that a recogniser is to know.
    pub fn hotwords(&self) -> Vec<live::Hotword> {
        let words = self.config.hotwords.iter();
        let shown = words.map(|(word, Weight(weight))| live::Hotword {
            name: word.clone(),
            weight: *weight,
        });
        shown.collect()
    }

    /// Lists of callers.
    pub fn caller_lists(&self) -> Vec<live::CallerList> {
        let lists = self.config.caller_lists.iter();
        let shown = lists.map(|(name, list)| live::CallerList {
            name: name.clone(),
            numbers: count(list.numbers.len()),
            withheld: list.withheld,
            note: list.note.clone(),
            used_by: self.asks_list(name),
        });
        shown.collect()
    }

    /// Who asks a list of callers.
    fn asks_list(&self, list: &Name) -> Vec<String> {
        let center = &self.config.center.inbound_blacklist;
        let mut used_by = Vec::new();
        if center.contains(list) {
            used_by.push("center.inbound_blacklist".to_owned());
        }
        for (flow, ivr) in &self.config.ivrs {
            let lists = [
                ("blacklist", &ivr.screening.blacklist),
                ("whitelist", &ivr.screening.whitelist),
            ];
            let asked = lists.into_iter().filter(|(_, names)| names.contains(list));
            used_by.extend(asked.map(|(key, _)| format!("ivrs.{flow}.{key}")));
        }
        used_by
    }

    /// Roles, the built-in ones first.
    pub fn roles(&self) -> Vec<live::Role> {
        let built_in = Role::BUILT_IN.into_iter().filter_map(|name| {
            let role = Role::built_in(name)?;
            Some((Name::new(name).ok()?, role, true))
        });
        let own = self.config.roles.iter();
        let own = own.map(|(name, role)| (name.clone(), role.clone(), false));
        built_in
            .chain(own)
            .map(|(name, role, built_in)| self.role(name, role, built_in))
            .collect()
    }

    fn role(&self, name: Name, role: Role, built_in: bool) -> live::Role {
        let allowed = Module::ALL.into_iter().filter_map(|module| {
            let permission = role.permission(module);
            (permission != Permission::None).then_some((module, permission))
        });
        let others = role.may.iter().filter_map(|(module, grant)| {
            let groups = grant.skill_groups.as_ref()?;
            Some((module.word().to_owned(), names(groups)))
        });
        let tokens = self.bearers.tokens().filter(|token| token.role == name);
        let clients = self.bearers.clients().filter(|client| client.role == name);
        live::Role {
            may: allowed
                .map(|(module, permission)| {
                    (module.word().to_owned(), permission.word().to_owned())
                })
                .collect(),
            skill_groups: names(&role.skill_groups),
            skill_groups_of: others.collect(),
            plain_numbers: role.plain_numbers,
            tokens: count(tokens.count()),
            clients: count(clients.count()),
            full_name: if built_in { String::new() } else { role.name },
            built_in,
            name,
        }
    }
}

fn names(groups: &Groups) -> Vec<String> {
    match groups {
        Groups::All => vec!["all".to_owned()],
        Groups::These(names) => names.iter().map(ToString::to_string).collect(),
    }
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn live(config: serde_json::Value) -> Live {
        let config = serde_json::from_value(config).expect("a configuration");
        Live {
            config: Arc::new(config),
            ..Live::default()
        }
    }

    #[test]
    fn hours_say_whether_they_are_open_by_their_own_clock_and_who_asks() {
        let live = live(serde_json::json!({
            "hours": {
                "office": { "weekly": { "fri": ["09:00-18:00"] } },
                "berlin": { "weekly": { "fri": ["09:00-18:00"] }, "time_zone": "Europe/Berlin" },
            },
            "ivrs": { "main": { "start": "ask", "nodes": {
                "ask": { "hours": { "hours": "office", "open": "ask", "closed": "ask" } },
            } } },
        }));
        // Friday, 10:00 in Shanghai, and 03:00 in Berlin.
        let at = "2026-11-27T02:00:00Z".parse().expect("a moment");
        let hours = live.hours(at);
        let shown: Vec<_> = hours.iter().map(|it| (it.name.as_str(), it.open)).collect();
        assert_eq!(shown, [("berlin", false), ("office", true)]);
        assert_eq!(hours[1].used_by, ["ivrs.main.nodes.ask"]);
        assert_eq!(hours[1].weekly["fri"], ["09:00-18:00"]);
    }

    #[test]
    fn a_list_of_callers_says_who_asks_it_and_not_who_is_on_it() {
        let live = live(serde_json::json!({
            "center": { "inbound_blacklist": ["pranks"] },
            "caller_lists": { "pranks": { "numbers": ["13800138000", "0755*"] }, "vip": {} },
            "ivrs": { "main": { "start": "bye", "nodes": { "bye": { "end": {} } },
                "screening": { "blacklist": ["pranks"], "whitelist": ["vip"] } } },
        }));
        let lists = live.caller_lists();
        assert_eq!(lists[0].numbers, 2);
        assert_eq!(
            lists[0].used_by,
            ["center.inbound_blacklist", "ivrs.main.blacklist"]
        );
        assert_eq!(lists[1].used_by, ["ivrs.main.whitelist"]);
        let told = serde_json::to_string(&lists).expect("JSON");
        assert!(!told.contains("13800138000"));
    }

    #[test]
    fn roles_are_the_built_in_ones_and_then_those_of_the_configuration() {
        let live = live(serde_json::json!({
            "roles": { "lead": { "records": "view", "skill_groups": "all",
                "monitoring": { "permission": "change", "skill_groups": ["sales"] } } },
        }));
        let roles = live.roles();
        let names: Vec<_> = roles.iter().map(|role| role.name.as_str()).collect();
        assert_eq!(names, ["agent", "viewer", "operator", "admin", "lead"]);
        let lead = &roles[4];
        assert_eq!(lead.may["monitoring"], "change");
        assert_eq!(lead.skill_groups, ["all"]);
        assert_eq!(lead.skill_groups_of["monitoring"], ["sales"]);
        assert!(roles[0].may.is_empty() && !lead.built_in);
    }
}
