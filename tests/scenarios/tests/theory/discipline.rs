//! Ways of serving callers other than the right one. The machine is the one of production all the same:
//! the office around it is in disorder.

use std::collections::BTreeMap;
use std::time::Duration;

use contact::DialCause;
use kernel::Chance;
use model::CallId;

use super::office::Caller;

/// How an office serves its callers.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Discipline {
    /// In their order, by whoever is free.
    Right,
    /// Whoever called last is served first.
    LastFirst,
    /// Anybody who waits is served.
    AnyOrder,
    /// Now and then an agent does nothing for a while after a call, and callers wait.
    IdleAgent,
    /// Now and then an offer passes over an agent who is free.
    SkippedAgent,
    /// Agents work after a call, which theory is not told.
    WrapUp,
}

impl Discipline {
    /// How long agents work after a call.
    pub fn wrap_up(self) -> Duration {
        match self {
            Discipline::WrapUp => Duration::from_secs(1),
            _ => Duration::ZERO,
        }
    }

    /// How long it takes until an agent's call is over once his talk is.
    pub fn pause(self, chance: &mut Chance) -> Duration {
        match self {
            Discipline::IdleAgent if chance.percent(5) => Duration::from_secs(20),
            _ => Duration::ZERO,
        }
    }

    /// Why the agent who is rung does not get the call, if so.
    pub fn skips(self, chance: &mut Chance) -> Option<DialCause> {
        let skips = self == Discipline::SkippedAgent && chance.percent(15);
        skips.then_some(DialCause::Failed)
    }

    /// Lets the one whom this discipline would serve take the turn of the one who is served.
    pub fn exchange(
        self,
        chance: &mut Chance,
        waiting: &mut BTreeMap<CallId, Caller>,
        turn: CallId,
    ) {
        let other = match self {
            Discipline::LastFirst => waiting.iter().max_by_key(|(_, caller)| caller.arrives),
            Discipline::AnyOrder => {
                let place = chance.below(waiting.len() as u64);
                waiting.iter().nth(usize::try_from(place).unwrap_or(0))
            }
            _ => None,
        };
        let Some((other, taken)) = other.map(|(call, caller)| (*call, *caller)) else {
            return;
        };
        if let Some(given) = waiting.insert(turn, taken) {
            waiting.insert(other, given);
        }
    }
}
