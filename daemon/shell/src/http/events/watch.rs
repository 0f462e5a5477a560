//! What somebody who watches may see. It is asked again while he watches: his token may be revoked and
//! his role may lose something.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use api::{EventKind, LiveStory, Topic};
use axum::body::Bytes;
use model::record::EventKind as InCall;
use model::{Config, Revision};
use switch::{Action, Module, Scope};

use super::super::desk::Desk;
use super::super::gate::Pass;
use super::super::live_changes::shown_path;
use super::super::problem::Refused;
use crate::read_model::Item;

/// Who watches, and what he may see of each topic.
pub struct Watch {
    pass: Pass,
    scopes: BTreeMap<Topic, Scope>,
    config: Arc<Config>,
    revision: Revision,
}

/// The modules that topics belong to.
pub const MODULES: &[Module] = &[Module::Monitoring, Module::Records, Module::Configuration];

/// The one that a topic belongs to.
const fn module(topic: Topic) -> Module {
    match topic {
        Topic::Calls | Topic::Agents | Topic::Queues | Topic::Phones | Topic::Trunks => {
            Module::Monitoring
        }
        Topic::Records => Module::Records,
        Topic::Config => Module::Configuration,
    }
}

impl Watch {
    /// What whoever has shown `pass` may see of the topics that he names, or of all.
    ///
    /// # Errors
    /// If he names one of which he may see nothing.
    pub fn new(desk: &Desk, pass: Pass, named: Option<BTreeSet<Topic>>) -> Result<Watch, Refused> {
        let mut watch = Watch {
            pass,
            scopes: BTreeMap::new(),
            config: Arc::default(),
            revision: Revision::default(),
        };
        let all = Topic::ALL.into_iter().collect();
        for topic in named.as_ref().unwrap_or(&all) {
            match desk.admits(pass, &Action::view(module(*topic))) {
                Ok(scope) => drop(watch.scopes.insert(*topic, scope)),
                Err(turned) if named.is_some() => return Err(turned.refused()),
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
        if !desk.holds(self.pass) {
            return false;
        }
        if desk.present.read().revision != self.revision {
            self.look_at(desk);
            let pass = self.pass;
            self.scopes.retain(|topic, scope| {
                let allowed = desk.admits(pass, &Action::view(module(*topic)));
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
            EventKind::Call { .. } | EventKind::Record { .. } | EventKind::Remark { .. } => scope
                .sees_call(item.parties())
                .then(|| self.masked(scope, item)),
            EventKind::LiveChanged { .. } | EventKind::LiveEnded { .. } => {
                scope.is_all().then(|| self.masked(scope, item))
            }
            kind => self.sees(scope, kind).then(|| item.text()),
        }
    }

    fn sees(&self, scope: &Scope, kind: &EventKind) -> bool {
        match kind {
            EventKind::Agent { agent, .. } => scope.sees_agent(&self.config, agent),
            EventKind::Queue { skill_group, .. } => scope.sees_group(&self.config, skill_group),
            // Whoever watches sees all trunks in their list, too.
            EventKind::Trunk { .. } => true,
            EventKind::Phone { phone, .. } => scope.sees_phone(&self.config, phone),
            _ => scope.is_all(),
        }
    }

    /// The event with customers' numbers as he sees them; nearly always it is the text of all.
    fn masked(&self, scope: &Scope, item: &Item) -> Bytes {
        let shown = match item.kind() {
            EventKind::Call { event }
                if matches!(
                    event.kind,
                    InCall::Arrived { .. } | InCall::Collected { .. } | InCall::Dialled { .. }
                ) =>
            {
                let event = scope.event(&self.config, (**event).clone());
                EventKind::Call {
                    event: Box::new(event),
                }
            }
            EventKind::Record { record } => EventKind::Record {
                record: Box::new(scope.record(&self.config, (**record).clone())),
            },
            EventKind::Remark { record } => EventKind::Remark {
                record: Box::new(scope.record(&self.config, (**record).clone())),
            },
            EventKind::LiveChanged { change } => EventKind::LiveChanged {
                change: Box::new(LiveStory {
                    path: shown_path(&self.config, scope, &change.path),
                    ..(**change).clone()
                }),
            },
            EventKind::LiveEnded { path, ended } => EventKind::LiveEnded {
                path: shown_path(&self.config, scope, path),
                ended: ended.clone(),
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
