//! What others see of the calls that are up.

use jiff::Timestamp;
use model::{CallId, Extension, IvrName, Name, Revision};

use super::party::Party;
use super::{Call, Phase};
use crate::center::Center;

/// A call at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallStatus {
    /// Its id.
    pub id: CallId,
    /// The trunk that brought it.
    pub trunk: Option<Name>,
    /// The caller's number; empty if withheld.
    pub caller: String,
    /// The number that was dialled.
    pub callee: String,
    /// The flow that it pinned.
    pub ivr: Option<IvrName>,
    /// The configuration it came in with.
    pub revision: Revision,
    /// When it came in.
    pub started_at: Timestamp,
    /// Where it is.
    pub phase: CallPhase,
}

/// Where a call is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallPhase {
    /// Our answer is not established yet.
    Answering,
    /// In a node of its flow.
    Flow {
        /// The node.
        node: Name,
    },
    /// In a queue, nobody is rung.
    Waiting {
        /// The skill group.
        group: Name,
    },
    /// In a queue, and somebody is rung.
    Ringing {
        /// The skill group.
        group: Name,
    },
    /// Somebody is called who was dialled.
    Dialling(Other),
    /// With an agent, a phone, or a number outside.
    Talking(Other),
}

/// Who is at the other end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// The skill group whose call it is; `None`: it was dialled.
    pub group: Option<Name>,
    /// The agent; `None`: the phone stands for itself.
    pub agent: Option<Name>,
    /// The phone.
    pub phone: Option<Extension>,
    /// The number outside.
    pub number: Option<String>,
}

impl From<&Party> for Other {
    fn from(party: &Party) -> Other {
        Other {
            group: party.group().cloned(),
            agent: party.agent().cloned(),
            phone: party.phone().cloned(),
            number: party.number().cloned(),
        }
    }
}

impl Center {
    /// Every call that is up, oldest id first.
    pub fn calls(&self) -> impl Iterator<Item = CallStatus> {
        self.calls.values().filter_map(Call::status)
    }

    /// Whether a call is up.
    pub fn has_calls(&self) -> bool {
        !self.calls.is_empty()
    }

    /// One call that is up.
    pub fn call(&self, id: CallId) -> Option<CallStatus> {
        self.calls.get(&id).and_then(Call::status)
    }
}

impl Call {
    fn status(&self) -> Option<CallStatus> {
        Some(CallStatus {
            id: self.id,
            trunk: self.trunk.clone(),
            caller: self.caller.clone(),
            callee: self.number.as_str().to_owned(),
            ivr: self.ivr_name.clone(),
            revision: self.revision,
            started_at: self.book.events().first()?.at,
            phase: self.where_it_is()?,
        })
    }

    fn where_it_is(&self) -> Option<CallPhase> {
        match &self.phase {
            Phase::Answering => Some(CallPhase::Answering),
            Phase::Staying(_) => Some(CallPhase::Flow {
                node: self.node.clone(),
            }),
            Phase::Waiting(waiting) => {
                let group = waiting.group.clone();
                Some(match waiting.offers.is_empty() {
                    true => CallPhase::Waiting { group },
                    false => CallPhase::Ringing { group },
                })
            }
            Phase::Dialling(dialling) => Some(CallPhase::Dialling(Other::from(&dialling.party))),
            Phase::Talking(talk) => Some(CallPhase::Talking(Other::from(&talk.party))),
            Phase::Moving | Phase::Over => None,
        }
    }
}
