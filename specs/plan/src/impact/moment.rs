//! The center at the moment when a plan is made.

use std::collections::{BTreeMap, BTreeSet};

use model::config::Transport;
use model::{CallId, Extension, IvrName, Name};

/// What the daemon knows when a plan is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Calls that are up.
    pub calls: Vec<LiveCall>,
    /// Agents who are rung or talk.
    pub agents_on_call: BTreeSet<Name>,
    /// Phones that are registered, and over what.
    pub registered: BTreeMap<Extension, BTreeSet<Transport>>,
    /// Phones whose password comes with the plan and is another one.
    pub other_passwords: BTreeSet<Extension>,
    /// What of the desired configuration's audio is not there yet.
    pub prompts_to_make: u64,
}

/// A call that is up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveCall {
    /// Its id.
    pub id: CallId,
    /// The flow that it entered with.
    pub ivr: Option<IvrName>,
    /// The node that it entered last.
    pub node: Option<Name>,
    /// The skill group in which it waits, or whose agents are rung for it.
    pub waits_in: Option<Name>,
}

impl Moment {
    /// Calls that wait, with their groups.
    pub fn waiting(&self) -> impl Iterator<Item = (&Name, CallId)> {
        let calls = self.calls.iter();
        calls.filter_map(|call| Some((call.waits_in.as_ref()?, call.id)))
    }
}
