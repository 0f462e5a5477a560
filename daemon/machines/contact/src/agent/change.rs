//! What changes a seat, and who is told.

use model::Extension;
use model::state::{AgentState, Chosen, Presence};

use super::{Activity, SeatId};
use crate::floor::{Floor, Timer};
use crate::limits;
use crate::{DeviceEvent, LegId, Output};

impl Floor {
    /// Computes a seat's state anew, tells its groups and whoever shows agents, and forgets a seat
    /// that is neither configured nor in a call. Called after every change.
    pub(crate) fn refresh(&mut self, id: &SeatId) {
        let Some(seat) = self.seats.get_mut(id) else {
            return;
        };
        seat.pending &= seat.activity != Activity::Free;
        let state = if seat.configured || seat.on_call() {
            seat.compute(&self.devices)
        } else {
            AgentState::Offline
        };
        let was = std::mem::replace(&mut seat.state, state);
        // A place is only given back to who goes on being idle.
        let place = match seat.activity {
            Activity::Ringing(_) => None,
            _ => seat.place.take(),
        };
        if state == AgentState::Idle && was != AgentState::Idle {
            seat.idle_since = place.unwrap_or(self.now.mono);
        }
        let free = state == AgentState::Idle
            && !seat.resting
            && seat.phones.iter().any(|phone| self.devices.free(phone));
        let online = !matches!(state, AgentState::Offline | AgentState::Break);
        if seat.online != online {
            seat.online = online;
            self.groups.count_online(id, &seat.groups, online);
        }
        if seat.free != free {
            seat.free = free;
            let calls = self.past.calls_of(id);
            self.groups.set_free(id, seat, free, calls);
        }
        if was != state {
            seat.since = self.now.wall;
            self.tell_agent(id);
        }
        self.forget_if_gone(id);
    }

    /// Notes a phone's reach; says whose it is.
    pub(crate) fn note_device(&mut self, phone: &Extension, event: DeviceEvent) -> Option<SeatId> {
        if !self.devices.note(phone, event) {
            self.counters.unknown_phones += 1;
            return None;
        }
        let owner = self.owner(phone)?;
        self.refresh(&owner);
        Some(owner)
    }

    /// The phone to ring for a seat. A seat that is thought free without one is put right.
    pub(crate) fn phone_to_ring(&mut self, id: &SeatId) -> Option<Extension> {
        let seat = self.seats.get(id)?;
        let phone = seat.device(&self.devices).filter(|_| seat.free).cloned();
        if phone.is_none() {
            self.refresh(id);
        }
        phone
    }

    /// The staff number of a seat's agent.
    pub(crate) fn staff_number(&self, id: &SeatId) -> Option<String> {
        let agent = self.config.agents.get(id.agent()?)?;
        Some(agent.staff_number.clone())
    }

    /// Reserves a seat for a leg that rings one of its phones.
    pub(crate) fn lease(&mut self, id: &SeatId, phone: &Extension, leg: LegId) {
        if let Some(seat) = self.seats.get_mut(id) {
            // Who is called while he is not ready, and becomes it meanwhile, begins to be idle after that.
            seat.place = (seat.state == AgentState::Idle).then_some(seat.idle_since);
            seat.activity = Activity::Ringing(leg);
            self.devices.ring(phone, leg);
            self.counters.offers += 1;
            self.refresh(id);
        }
    }

    /// Turns the lease of a leg into a talk.
    pub(crate) fn take_up(&mut self, id: &SeatId, phone: &Extension, leg: LegId) {
        if let Some(seat) = self.seats.get_mut(id)
            && seat.activity == Activity::Ringing(leg)
        {
            seat.activity = Activity::Talking(leg);
            self.devices.answer(phone, leg);
            self.refresh(id);
        }
    }

    /// Ends the lease of a leg that came to nothing.
    pub(crate) fn give_back(&mut self, id: &SeatId, phone: &Extension, leg: LegId, how: Return) {
        self.devices.release(phone, leg);
        if let Some(seat) = self.seats.get_mut(id)
            && seat.activity == Activity::Ringing(leg)
        {
            seat.activity = Activity::Free;
            if let (Return::Missed(Some(presence)), Some(_)) = (how, id.agent()) {
                seat.chosen = Chosen::from(presence);
            }
        }
        if how != Return::Innocent {
            self.rest(id);
        }
        if matches!(how, Return::Missed(_)) {
            self.counters.missed += 1;
        }
        self.refresh_all(id, phone);
    }

    /// Ends a talk, which is followed by `after`, or by the call that was begun in the middle of it. A
    /// device that broke is left alone a while.
    pub(crate) fn hang_up(
        &mut self,
        id: &SeatId,
        phone: &Extension,
        leg: LegId,
        after: Activity,
        broken: bool,
    ) {
        self.devices.release(phone, leg);
        if let Some(seat) = self.seats.get_mut(id)
            && seat.consults.take_if(|own| *own == leg).is_some()
        {
            return;
        }
        if let Some(seat) = self.seats.get_mut(id)
            && seat.activity == Activity::Talking(leg)
            && let Some(own) = seat.consults.take()
        {
            seat.activity = Activity::Talking(own);
            seat.owed = Some(after);
            self.devices.ring(phone, own);
            self.devices.answer(phone, own);
        } else if let Some(seat) = self.seats.get_mut(id)
            && seat.activity == Activity::Talking(leg)
        {
            let works = seat.configured && id.agent().is_some();
            let after = seat.owed.take().unwrap_or(after);
            seat.activity = if works { after } else { Activity::Free };
            if let Activity::WrapUp(Some(span)) = seat.activity {
                self.timers
                    .set(Timer::WrapUp(id.clone()), self.now.mono + span);
            }
        }
        if broken {
            self.rest(id);
        }
        self.refresh_all(id, phone);
    }

    /// A wrap-up is over.
    pub(crate) fn wrapped_up(&mut self, id: &SeatId) {
        if let Some(seat) = self.seats.get_mut(id)
            && matches!(seat.activity, Activity::WrapUp(_))
        {
            seat.activity = Activity::Free;
            self.refresh(id);
        }
    }

    /// A rest is over.
    pub(crate) fn rested(&mut self, id: &SeatId) {
        if let Some(seat) = self.seats.get_mut(id) {
            seat.resting = false;
            self.refresh(id);
        }
    }

    fn rest(&mut self, id: &SeatId) {
        if let Some(seat) = self.seats.get_mut(id) {
            seat.place = None;
            seat.resting = true;
            self.timers
                .set(Timer::Rest(id.clone()), self.now.mono + limits::REST);
        }
    }

    /// Refreshes a seat, and whoever else a phone belongs to since it was bound to somebody new.
    fn refresh_all(&mut self, id: &SeatId, phone: &Extension) {
        self.refresh(id);
        if let Some(owner) = self.owner(phone).filter(|owner| owner != id) {
            self.refresh(&owner);
        }
    }

    pub(super) fn tell_agent(&mut self, id: &SeatId) {
        if let (SeatId::Agent(agent), Some(seat)) = (id, self.seats.get(id)) {
            self.out.push_back(Output::AgentChanged(seat.status(agent)));
        }
    }

    fn forget_if_gone(&mut self, id: &SeatId) {
        if self
            .seats
            .get(id)
            .is_some_and(|seat| !seat.configured && !seat.on_call())
        {
            self.seats.remove(id);
            self.timers.clear(&Timer::WrapUp(id.clone()));
            self.timers.clear(&Timer::Rest(id.clone()));
        }
    }
}

/// Why a seat is free again without having talked.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Return {
    /// By no doing of its own: it keeps its place in the order.
    Innocent,
    /// Its device failed: it rests.
    Failed,
    /// It did not take the call: it rests, and its agent may be set to something.
    Missed(Option<Presence>),
}
