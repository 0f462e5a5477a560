//! Who has which calls: one at most, and beside a talk with a caller one of his own, to consult somebody.

use std::collections::BTreeMap;

use contact::LegId;
use model::{CallId, Name};

/// Every agent's calls.
#[derive(Debug, Default)]
pub struct Engaged(BTreeMap<Name, Calls>);

#[derive(Copy, Clone, Debug, Default)]
struct Calls {
    /// One that he was offered.
    given: Option<LegId>,
    /// One that he began himself.
    own: Option<LegId>,
}

impl Engaged {
    /// Somebody is offered a call; the one that he has already, if there is one.
    pub fn is_given(&mut self, agent: &Name, leg: LegId) -> Option<LegId> {
        let calls = self.0.entry(agent.clone()).or_default();
        let other = calls.given.or(calls.own);
        calls.given = Some(leg);
        other
    }

    /// Somebody calls; the call of his own that he has already, if there is one.
    pub fn begins(&mut self, agent: &Name, leg: LegId) -> Option<LegId> {
        let calls = self.0.entry(agent.clone()).or_default();
        calls.own.replace(leg)
    }

    /// A call of somebody's is over for him.
    pub fn is_free(&mut self, agent: &Name, leg: LegId) {
        if let Some(calls) = self.0.get_mut(agent) {
            calls.given.take_if(|it| *it == leg);
            calls.own.take_if(|it| *it == leg);
        }
    }

    /// A call is over.
    pub fn is_over(&mut self, call: CallId) {
        for calls in self.0.values_mut() {
            calls.given.take_if(|it| it.call == call);
            calls.own.take_if(|it| it.call == call);
        }
    }

    /// The power failed.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}
