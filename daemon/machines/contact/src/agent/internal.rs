//! Whom colleagues can reach.

use model::config::Config;
use model::state::{AgentState, Presence};
use model::{Extension, Name};

use super::{Activity, Seat, SeatId};
use crate::center::Center;
use crate::floor::Floor;

/// A call that does not come out of a queue.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum InternalCall {
    /// The extension of a phone is dialled: a phone whose agent is logged out is a phone all the same.
    Extension,
    /// The agent is meant: a colleague calls him or transfers a call to him.
    Agent,
}

impl Center {
    /// The phone on which an agent gets an internal call at this moment; `None`: he gets none.
    pub fn reachable_for(&self, agent: &Name, what: InternalCall) -> Option<&Extension> {
        let seat = SeatId::Agent(agent.clone());
        self.floor.reachable_for(&seat, what)
    }
}

impl Floor {
    /// The same for any seat.
    pub(crate) fn reachable_for(&self, id: &SeatId, what: InternalCall) -> Option<&Extension> {
        let seat = self.seats.get(id)?;
        let phone = seat.device(&self.devices)?;
        seat.gets(what, &self.config).then_some(phone)
    }
}

impl Seat {
    /// Whether it gets an internal call. It gets one while its agent is idle or not ready, and on a
    /// break where the center says so, but not in a call, in wrap-up, and never when he was forced
    /// offline.
    fn gets(&self, what: InternalCall, config: &Config) -> bool {
        if self.chosen.forced || self.activity != Activity::Free || !self.configured {
            return false;
        }
        match (self.state, self.chosen.presence) {
            (AgentState::Idle | AgentState::NotReady, _) => true,
            (AgentState::Break, _) => config.center.internal_calls_on_break,
            (AgentState::Offline, Presence::Offline) => what == InternalCall::Extension,
            _ => false,
        }
    }
}
