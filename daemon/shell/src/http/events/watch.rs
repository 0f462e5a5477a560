//! What somebody who watches may see. It is asked again while he watches: his token may be revoked and
//! his role may lose something.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use api::{EventKind, Topic};
use axum::body::Bytes;
use jiff::Timestamp;
use model::record::EventKind as InCall;
use model::{Config, Revision};
use switch::{Action, Module, Principal, Scope};

use super::super::desk::Desk;
use super::super::problem::Refused;
use crate::read_model::Item;

/// Who watches, and what he may see of each topic.
pub struct Watch {
    principal: Principal,
    scopes: BTreeMap<Topic, Scope>,
    config: Arc<Config>,
    revision: Revision,
}

/// The module that a topic belongs to.
const fn module(topic: Topic) -> Module {
    match topic {
        Topic::Calls | Topic::Agents | Topic::Queues | Topic::Phones => Module::Monitoring,
        Topic::Records => Module::Records,
        Topic::Config => Module::Configuration,
    }
}

impl Watch {
    /// What `principal` may see of the topics that he names, or of all.
    ///
    /// # Errors
    /// If he names one of which he may see nothing.
    pub fn new(
        desk: &Desk,
        principal: Principal,
        named: Option<BTreeSet<Topic>>,
    ) -> Result<Watch, Refused> {
        let mut watch = Watch {
            principal,
            scopes: BTreeMap::new(),
            config: Arc::default(),
            revision: Revision::default(),
        };
        let all = Topic::ALL.into_iter().collect();
        for topic in named.as_ref().unwrap_or(&all) {
            match desk.allows(&watch.principal, &Action::view(module(*topic))) {
                Ok(scope) => drop(watch.scopes.insert(*topic, scope)),
                Err(denied) if named.is_some() => return Err(denied.into()),
                Err(_) => {}
            }
        }
        watch.look_at(desk);
        Ok(watch)
    }

    /// The topics of which something is seen.
    pub fn topics(&self) -> BTreeSet<Topic> {
        self.scopes.keys().copied().collect()
    }

    /// Whether he may still watch. What another configuration takes from him is gone from here on.
    pub fn goes_on(&mut self, desk: &Desk) -> bool {
        let changed = {
            let live = desk.present.read();
            if !live.holds(&self.principal, Timestamp::now()) {
                return false;
            }
            live.revision != self.revision
        };
        if changed {
            self.look_at(desk);
            let principal = &self.principal;
            self.scopes.retain(|topic, scope| {
                let allowed = desk.allows(principal, &Action::view(module(*topic)));
                allowed.map(|allowed| *scope = allowed).is_ok()
            });
        }
        !self.scopes.is_empty()
    }

    fn look_at(&mut self, desk: &Desk) {
        let live = desk.present.read();
        self.config = live.config.clone();
        self.revision = live.revision;
    }

    /// An event as it is shown to him, if it is.
    pub fn text(&self, item: &Item) -> Option<Bytes> {
        let scope = match item.kind().topic() {
            Some(topic) => self.scopes.get(&topic)?,
            None => return Some(item.text()),
        };
        match item.kind() {
            EventKind::Call { .. } | EventKind::Record { .. } => scope
                .sees_call(item.parties())
                .then(|| self.masked(scope, item)),
            kind => self.sees(scope, kind).then(|| item.text()),
        }
    }

    fn sees(&self, scope: &Scope, kind: &EventKind) -> bool {
        match kind {
            EventKind::Agent { agent, .. } => scope.sees_agent(&self.config, agent),
            EventKind::Queue { skill_group, .. } => scope.sees_group(&self.config, skill_group),
            EventKind::Phone { phone, .. } => scope.sees_phone(&self.config, phone),
            _ => scope.is_all(),
        }
    }

    /// The event with customers' numbers as he sees them; nearly always it is the text of all.
    fn masked(&self, scope: &Scope, item: &Item) -> Bytes {
        let shown = match item.kind() {
            EventKind::Call { event } if matches!(event.kind, InCall::Arrived { .. }) => {
                let event = scope.event(&self.config, (**event).clone());
                EventKind::Call {
                    event: Box::new(event),
                }
            }
            EventKind::Record { record } => EventKind::Record {
                record: Box::new(scope.record(&self.config, (**record).clone())),
            },
            _ => return item.text(),
        };
        if shown == *item.kind() {
            item.text()
        } else {
            item.with(shown)
        }
    }
}

#[cfg(test)]
mod tests {
    use model::Name;
    use serde_json::{Value, json};
    use switch::authorize;

    use super::*;
    use crate::http::testing::Interface;
    use crate::read_model::{EventReader, Step};

    /// What somebody of a role that sees one skill group may see, in a center that masks numbers.
    fn lead_of(group: &str) -> Watch {
        let config: Config = serde_json::from_value(json!({
            "center": { "number_privacy": { "inbound": "mask" } },
            "skill_groups": {
                "sales": { "members": { "amy": 3 } },
                "support": { "members": { "ben": 3 } },
            },
            "roles": { "lead": {
                "may": {
                    "monitoring": { "permission": "view" },
                    "records": { "permission": "view" },
                },
                "skill_groups": [group],
            } },
        }))
        .expect("a configuration");
        let name = |text| Name::new(text).expect("a name");
        let principal = Principal::Token {
            name: name("wall"),
            role: name("lead"),
        };
        let scopes = Topic::ALL.into_iter().filter_map(|topic| {
            let action = Action::view(module(topic));
            Some((topic, authorize(&principal, &action, &config).ok()?))
        });
        Watch {
            scopes: scopes.collect(),
            principal,
            config: Arc::new(config),
            revision: Revision(1),
        }
    }

    /// What is shown of a call that waited for amy of the sales and was given up.
    fn shown(watch: &Watch) -> Vec<Value> {
        let folder = tempfile::tempdir().expect("a folder");
        let interface = Interface::new(folder.path(), 0);
        let desk = interface.desk();
        let topics = Topic::ALL.into_iter().collect();
        let mut reader =
            EventReader::new(&desk.history, &desk.feed, topics, None).expect("a reader");
        interface.calls(0..1);
        let mut shown = Vec::new();
        while let Step::Events(events) = reader.step() {
            let texts = events.iter().filter_map(|event| watch.text(event));
            shown.extend(texts.map(|text| serde_json::from_slice(&text).expect("JSON")));
        }
        shown
    }

    #[test]
    fn a_role_sees_of_calls_what_belongs_to_its_skill_groups_with_numbers_masked() {
        let watch = lead_of("sales");
        assert!(!watch.topics().contains(&Topic::Config));
        let shown: Vec<Value> = shown(&watch);
        let in_call = shown
            .iter()
            .filter_map(|event| event["event"]["event"].as_str());
        // Before it came to the group, nobody of the group had to do with it.
        assert_eq!(in_call.collect::<Vec<_>>(), ["queued", "offered", "ended"]);
        let waiting = shown.iter().filter_map(|event| event["waiting"].as_u64());
        assert_eq!(waiting.collect::<Vec<_>>(), [2, 1]);
        let records: Vec<_> = shown
            .iter()
            .filter(|event| event["type"] == "record")
            .collect();
        let caller = records
            .first()
            .and_then(|event| event["record"]["caller"].as_str());
        assert!(caller.expect("a number").contains("****"), "{records:?}");
    }

    #[test]
    fn a_role_sees_nothing_of_other_skill_groups() {
        assert_eq!(shown(&lead_of("support")), Vec::<Value>::new());
    }
}
