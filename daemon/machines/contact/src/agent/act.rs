//! What agents do about their states, and what stands against it.

use model::Name;
use model::config::AfterLogIn;
use model::state::{AgentState, Chosen, Presence};

use super::{Activity, Seat, SeatId};
use crate::center::Center;
use crate::floor::{Floor, Timer};
use crate::{AgentAct, Objection};

impl Center {
    /// Why an agent cannot do something at this moment; `None`: he can.
    pub fn objection(&self, agent: &Name, act: &AgentAct) -> Option<Objection> {
        self.floor.objection(agent, act)
    }
}

impl Floor {
    pub(crate) fn objection(&self, agent: &Name, act: &AgentAct) -> Option<Objection> {
        let seat = self.seats.get(&SeatId::Agent(agent.clone()));
        let Some(seat) = seat.filter(|seat| seat.configured) else {
            return Some(Objection::Unknown);
        };
        match act {
            AgentAct::ForceOffline | AgentAct::Restore => None,
            _ if seat.chosen.forced => Some(Objection::Forced),
            AgentAct::BreakFor(reason) => self.objection_to(reason),
            AgentAct::StayInWrapUp | AgentAct::ReturnToService
                if seat.state != AgentState::WrapUp =>
            {
                Some(Objection::NotInWrapUp(seat.state))
            }
            _ => None,
        }
    }

    fn objection_to(&self, reason: &Name) -> Option<Objection> {
        let reasons = &self.config.center.break_reasons;
        let known = reasons.get(reason);
        if known.is_some_and(|reason| reason.enabled) {
            return None;
        }
        let enabled = reasons.iter().filter(|(_, reason)| reason.enabled);
        let enabled = enabled.map(|(name, _)| name.clone()).collect();
        Some(match known {
            Some(_) => Objection::ReasonDisabled(enabled),
            None => Objection::NoSuchReason(enabled),
        })
    }

    /// Lets an agent do something. What cannot be done is counted and changes nothing.
    pub(crate) fn act(&mut self, agent: &Name, act: AgentAct) {
        match self.objection(agent, &act) {
            Some(Objection::Unknown) => return self.counters.unknown_agents += 1,
            Some(_) => return self.counters.refused_acts += 1,
            None => {}
        }
        let id = SeatId::Agent(agent.clone());
        match act {
            AgentAct::Be(presence) => self.choose(&id, presence.into()),
            AgentAct::BreakFor(reason) => self.choose(
                &id,
                Chosen {
                    reason: Some(reason),
                    ..Presence::Break.into()
                },
            ),
            AgentAct::StayInWrapUp => self.stay_in_wrap_up(&id),
            AgentAct::ReturnToService => self.choose(&id, Presence::Idle.into()),
            AgentAct::LogIn => self.log_in(&id),
            AgentAct::LogOut => self.choose(&id, Presence::Offline.into()),
            AgentAct::ForceOffline => self.choose(
                &id,
                Chosen {
                    forced: true,
                    ..Presence::Offline.into()
                },
            ),
            AgentAct::Restore => self.restore(&id),
        }
    }

    /// Sets what an agent has chosen. In wrap-up it ends the wrap-up; in a call it shows after it.
    fn choose(&mut self, id: &SeatId, chosen: Chosen) {
        let Some(seat) = self.seats.get_mut(id) else {
            return;
        };
        let told = seat.state;
        let changed = seat.chosen != chosen;
        seat.pending |= changed && seat.on_call();
        seat.chosen = chosen;
        if matches!(seat.activity, Activity::WrapUp(_)) {
            seat.activity = Activity::Free;
            self.timers.clear(&Timer::WrapUp(id.clone()));
        }
        self.refresh(id);
        let same = self.seats.get(id).is_some_and(|seat| seat.state == told);
        if changed && same {
            self.tell_agent(id);
        }
    }

    fn stay_in_wrap_up(&mut self, id: &SeatId) {
        if let Some(seat) = self.seats.get_mut(id)
            && let Activity::WrapUp(span) = &mut seat.activity
            && span.take().is_some()
        {
            self.timers.clear(&Timer::WrapUp(id.clone()));
            self.tell_agent(id);
        }
    }

    fn log_in(&mut self, id: &SeatId) {
        let away = |seat: &Seat| seat.chosen.presence == Presence::Offline;
        if self.seats.get(id).is_some_and(away) {
            let presence = match self.config.center.after_log_in {
                AfterLogIn::Idle => Presence::Idle,
                AfterLogIn::NotReady => Presence::NotReady,
            };
            self.choose(id, presence.into());
        }
    }

    fn restore(&mut self, id: &SeatId) {
        if self.seats.get(id).is_some_and(|seat| seat.chosen.forced) {
            self.choose(id, Presence::Offline.into());
        }
    }
}
