//! Whom colleagues can reach, and calls that somebody begins at his phone.

use model::config::Config;
use model::state::{AgentState, Presence};
use model::{Extension, Name};

use super::{Activity, Seat, SeatId};
use crate::center::Center;
use crate::floor::{Floor, Timer};
use crate::{DialCause, LegId};

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

    /// Whose phone rings when somebody dials its extension, or why it does not.
    pub(crate) fn reach(&self, phone: &Extension) -> Result<SeatId, DialCause> {
        let owner = self.owner(phone).ok_or(DialCause::NoNumber)?;
        let seat = self.seats.get(&owner).ok_or(DialCause::Unreachable)?;
        if seat.gets(InternalCall::Extension, &self.config) && self.devices.free(phone) {
            return Ok(owner);
        }
        match seat.state {
            AgentState::OnCall | AgentState::WrapUp => Err(DialCause::Busy),
            _ => Err(DialCause::Unreachable),
        }
    }

    /// Whose phone it is that dials; `None`: whoever has it is in a call or rung by one, or was forced
    /// offline, or the phone has a call of who had it before.
    pub(crate) fn dials(&self, phone: &Extension) -> Option<SeatId> {
        let owner = self.owner(phone)?;
        let seat = self.seats.get(&owner)?;
        let busy = seat.on_call() || self.devices.in_use(phone);
        (!busy && !seat.chosen.forced).then_some(owner)
    }

    /// Whose phone it is that dials in the middle of a talk with a caller, to consult somebody: one such
    /// call at a time.
    pub(crate) fn consults(&self, phone: &Extension) -> Option<SeatId> {
        let owner = self.owner(phone)?;
        let seat = self.seats.get(&owner)?;
        let talks = match seat.activity {
            Activity::Talking(leg) => leg.number > 0 && self.devices.is_used_by(phone, leg),
            _ => false,
        };
        (talks && seat.consults.is_none()).then_some(owner)
    }

    /// A seat has a call that it began itself. A wrap-up ends with that.
    pub(crate) fn occupy(&mut self, id: &SeatId, phone: &Extension, leg: LegId) {
        self.timers.clear(&Timer::WrapUp(id.clone()));
        if let Some(seat) = self.seats.get_mut(id) {
            if matches!(seat.activity, Activity::Talking(_)) {
                seat.consults = Some(leg);
                return;
            }
            seat.activity = Activity::Talking(leg);
            self.devices.ring(phone, leg);
            self.devices.answer(phone, leg);
            self.refresh(id);
        }
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
