//! What others see of agents and phones.

use model::state::PhoneState;
use model::{Extension, Name};

use super::SeatId;
use crate::AgentStatus;
use crate::center::Center;

/// A phone at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneStatus {
    /// Its extension.
    pub phone: Extension,
    /// What it does.
    pub state: PhoneState,
    /// The agent to whom it is bound.
    pub agent: Option<Name>,
}

impl Center {
    /// Every agent of the configuration, and those deleted in the middle of a talk, by name.
    pub fn agents(&self) -> impl Iterator<Item = AgentStatus> {
        self.floor.seats.iter().filter_map(|(id, seat)| match id {
            SeatId::Agent(agent) => Some(seat.status(agent)),
            SeatId::Phone(_) => None,
        })
    }

    /// One of them.
    pub fn agent(&self, agent: &Name) -> Option<AgentStatus> {
        let seat = self.floor.seats.get(&SeatId::Agent(agent.clone()))?;
        Some(seat.status(agent))
    }

    /// Calls that an agent has taken since midnight.
    pub fn calls_today(&self, agent: &Name) -> u32 {
        self.floor.past.calls_of(&SeatId::Agent(agent.clone()))
    }

    /// Every phone of the configuration, by extension.
    pub fn phones(&self) -> impl Iterator<Item = PhoneStatus> {
        self.floor
            .devices
            .states()
            .map(|(phone, state)| PhoneStatus {
                phone: phone.clone(),
                state,
                agent: self
                    .floor
                    .config
                    .phones
                    .get(phone)
                    .and_then(|it| it.agent.clone()),
            })
    }
}
