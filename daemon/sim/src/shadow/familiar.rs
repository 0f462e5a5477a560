//! Who served each caller last, by what is written of the calls while it happens.

use std::collections::BTreeMap;

use journal::Seq;
use model::{CallId, Name};

/// Who served a caller last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Last {
    /// Nobody has.
    Nobody,
    /// He.
    Agent(Name),
    /// A crash may have made the center forget it.
    Unknown,
}

/// What is known of a caller.
#[derive(Debug)]
struct Served {
    /// `None`: nobody knows any more.
    agent: Option<Name>,
    written: Seq,
}

/// All callers.
#[derive(Debug, Default)]
pub struct Familiar {
    callers: BTreeMap<CallId, String>,
    served: BTreeMap<String, Served>,
}

impl Familiar {
    /// A customer calls, or is called.
    pub fn begins(&mut self, call: CallId, customer: &str) {
        self.callers.insert(call, local(customer));
    }

    /// An agent talks with the customer of a call.
    pub fn serves(&mut self, call: CallId, agent: &Name, written: Seq) {
        let Some(customer) = self.callers.get(&call) else {
            return;
        };
        let agent = Some(agent.clone());
        self.served
            .insert(customer.clone(), Served { agent, written });
    }

    /// Who served the customer of a call last.
    pub fn of(&self, call: CallId) -> Last {
        let customer = self.callers.get(&call);
        let served = customer.and_then(|customer| self.served.get(customer));
        match served.map(|served| &served.agent) {
            None => Last::Nobody,
            Some(None) => Last::Unknown,
            Some(Some(agent)) => Last::Agent(agent.clone()),
        }
    }

    /// A call is over.
    pub fn over(&mut self, call: CallId) {
        self.callers.remove(&call);
    }

    /// The power failed; nothing behind `durable` is certain.
    pub fn crashed(&mut self, durable: Seq) {
        self.callers.clear();
        for served in self.served.values_mut() {
            if served.written > durable {
                served.agent = None;
            }
            // Numbers of what was not durable are given again.
            served.written = Seq::ZERO;
        }
    }
}

/// A number as it is dialled here.
fn local(number: &str) -> String {
    number.strip_prefix("+86").unwrap_or(number).to_owned()
}
