//! Whom a caller is meant for, when the flow names agents.

use model::{MovedKind, Name, Renames};

use crate::agent::SeatId;

/// Agents that one call may be meant for.
const WANTED: usize = 10;

/// Agents named by the flow, who need not be members of the group in which the caller waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    agents: Vec<Name>,
    otherwise: Otherwise,
}

/// What a caller does when none of them is free.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Otherwise {
    /// He waits for them; when none of them is online any more he leaves as if no agent was.
    Wait,
    /// Anybody of the group will do.
    Group,
}

impl Wanted {
    /// Agents in the order in which they are preferred; those beyond the limit are left out.
    pub(crate) fn new(agents: impl IntoIterator<Item = Name>, otherwise: Otherwise) -> Wanted {
        Wanted {
            agents: agents.into_iter().take(WANTED).collect(),
            otherwise,
        }
    }

    /// Goes by the names that agents have from here on.
    pub(crate) fn rename(&mut self, names: &Renames) {
        names.names(MovedKind::Agents, &mut self.agents);
    }

    /// Their seats.
    pub(crate) fn seats(&self) -> impl Iterator<Item = SeatId> {
        self.agents.iter().cloned().map(SeatId::Agent)
    }

    /// Whether anybody of the group will do.
    pub(crate) fn takes_any(&self) -> bool {
        self.otherwise == Otherwise::Group
    }
}
