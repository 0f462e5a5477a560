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

#[cfg(test)]
mod tests {
    use super::*;

    fn call(n: u128) -> CallId {
        CallId(uuid::Uuid::from_u128(n))
    }

    fn last(familiar: &mut Familiar, n: u128, customer: &str) -> Last {
        familiar.begins(call(n), customer);
        familiar.of(call(n))
    }

    #[test]
    fn whoever_served_a_customer_last_is_known_until_a_crash_may_have_lost_it() {
        let mut familiar = Familiar::default();
        let [amy, ben] = ["amy", "ben"].map(|it| Name::new(it).expect("a name"));
        assert_eq!(last(&mut familiar, 1, "+86138"), Last::Nobody);
        familiar.serves(call(1), &amy, Seq::new(4));
        assert_eq!(last(&mut familiar, 2, "138"), Last::Agent(amy));
        familiar.begins(call(3), "139");
        familiar.serves(call(3), &ben, Seq::new(9));
        familiar.crashed(Seq::new(5));
        assert_eq!(familiar.of(call(2)), Last::Nobody, "no call is left");
        assert!(matches!(last(&mut familiar, 4, "138"), Last::Agent(_)));
        assert_eq!(last(&mut familiar, 5, "139"), Last::Unknown);
        familiar.serves(call(5), &ben, Seq::new(6));
        assert_eq!(last(&mut familiar, 6, "139"), Last::Agent(ben));
    }
}
