//! Where flows lead: a call enters a node only from one that names it, from a menu the one of the key that
//! was pressed, and the one it came from if none was.

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel::Mono;
use model::config::{Asking, Config, Ivr, Node};
use model::record::{CallEvent, EventKind};
use model::{CallId, IvrName, Key, Name};
use serde_json::Value;

use super::at;
use crate::report::Report;

/// A call in its flow.
#[derive(Debug)]
struct Path {
    name: IvrName,
    ivr: Arc<Ivr>,
    node: Option<Name>,
    chosen: Option<Key>,
    /// How many failures there were with the one that no key came.
    late: Option<u32>,
    /// The nodes before this one, each once.
    before: Vec<Name>,
}

/// All calls in their flows.
#[derive(Debug, Default)]
pub struct Paths(BTreeMap<CallId, Path>);

impl Paths {
    /// Takes in an event of a call.
    pub fn take(&mut self, now: Mono, event: &CallEvent, config: &Config, report: &mut Report) {
        if let EventKind::Arrived {
            ivr: Some(name), ..
        } = &event.kind
        {
            let path = config.ivrs.get(name).map(|ivr| Path {
                name: name.clone(),
                ivr: Arc::clone(ivr),
                node: None,
                chosen: None,
                late: None,
                before: Vec::new(),
            });
            self.0.extend(path.map(|path| (event.call, path)));
        }
        let Some(path) = self.0.get_mut(&event.call) else {
            return;
        };
        match &event.kind {
            EventKind::Chose { key, .. } => path.chosen = Some(*key),
            EventKind::Failed { key, errors } => path.late = key.is_none().then_some(*errors),
            EventKind::Entered { ivr, node } if *ivr == path.name => {
                report.checked();
                if !path.leads_to(node) {
                    let what = format!("{}: from {:?} to {node}", event.call, path.node);
                    report.violated(at(now), "a call goes where its flow leads", what);
                }
                path.enters(node);
            }
            EventKind::Ended { .. } => {
                self.0.remove(&event.call);
            }
            _ => {}
        }
    }

    /// The power failed.
    pub fn crashed(&mut self) {
        self.0.clear();
    }
}

impl Path {
    fn enters(&mut self, node: &Name) {
        self.before.extend(self.node.take());
        if let Some(place) = self.before.iter().position(|known| known == node) {
            self.before.truncate(place);
        }
        self.node = Some(node.clone());
        (self.chosen, self.late) = (None, None);
    }

    fn leads_to(&self, next: &Name) -> bool {
        let Some(name) = &self.node else {
            return self.ivr.start == *next;
        };
        let node = self.ivr.nodes.get(name);
        if let (Some(Node::Menu(menu)), Some(key)) = (node, self.chosen) {
            return menu.keys.get(&key).is_some_and(|it| it.next == *next);
        }
        if let (Some(Node::Menu(menu)), Some(errors)) = (node, self.late) {
            let Asking {
                on_timeout,
                max_errors,
                ..
            } = &menu.asking;
            if errors < *max_errors && on_timeout.next.is_none() {
                return self.before.last() == Some(next);
            }
        }
        // Whatever kind of node it is: what it leads to stands in its configuration.
        let written = node.and_then(|node| serde_json::to_value(node).ok());
        let named = written.is_some_and(|node| names(&node, next.as_str()));
        named || next == name || self.ivr.on_exception.as_ref() == Some(next)
    }
}

/// Whether a text stands somewhere in what is written.
fn names(written: &Value, text: &str) -> bool {
    match written {
        Value::String(found) => found == text,
        Value::Array(all) => all.iter().any(|one| names(one, text)),
        Value::Object(all) => all.values().any(|one| names(one, text)),
        _ => false,
    }
}
