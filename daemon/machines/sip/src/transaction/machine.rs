//! One of the four machines.

use kernel::Mono;

use super::{Client, Effect, InviteClient, InviteServer, Server, Step, Timing};

/// Any of the four, as the table keeps it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Machine {
    /// An INVITE of ours.
    InviteClient(InviteClient),
    /// Any other request of ours.
    Client(Client),
    /// An INVITE of theirs.
    InviteServer(InviteServer),
    /// Any other request of theirs.
    Server(Server),
}

impl Machine {
    /// The machine of a request that we have just sent.
    pub fn sent(invite: bool, now: Mono, timing: &Timing) -> Machine {
        if invite {
            Machine::InviteClient(InviteClient::start(now, timing))
        } else {
            Machine::Client(Client::start(now, timing))
        }
    }

    /// The machine of a request that has just come.
    pub fn came(invite: bool, now: Mono, timing: &Timing) -> Machine {
        if invite {
            Machine::InviteServer(InviteServer::Proceeding)
        } else {
            Machine::Server(Server::start(now, timing))
        }
    }

    /// An answer to our request came.
    pub fn answered(self, now: Mono, status: u16, timing: &Timing) -> Step<Machine> {
        match self {
            Machine::InviteClient(state) => state
                .answered(now, status, timing)
                .map(Machine::InviteClient),
            Machine::Client(state) => state.answered(now, status, timing).map(Machine::Client),
            Machine::InviteServer(_) | Machine::Server(_) => Step::to(self, Effect::Nothing),
        }
    }

    /// We answer their request.
    pub fn answer(self, now: Mono, status: u16, timing: &Timing) -> Step<Machine> {
        match self {
            Machine::InviteServer(state) => {
                state.answer(now, status, timing).map(Machine::InviteServer)
            }
            Machine::Server(state) => state.answer(now, status, timing).map(Machine::Server),
            Machine::InviteClient(_) | Machine::Client(_) => Step::to(self, Effect::Nothing),
        }
    }

    /// A copy of their request came.
    pub fn repeated(self) -> Step<Machine> {
        match self {
            Machine::InviteServer(state) => state.repeated().map(Machine::InviteServer),
            Machine::Server(state) => state.repeated().map(Machine::Server),
            Machine::InviteClient(_) | Machine::Client(_) => Step::to(self, Effect::Nothing),
        }
    }

    /// An ACK came.
    pub fn acknowledged(self, now: Mono, timing: &Timing) -> Step<Machine> {
        match self {
            Machine::InviteServer(state) => {
                state.acknowledged(now, timing).map(Machine::InviteServer)
            }
            _ => Step::to(self, Effect::Nothing),
        }
    }

    /// Whoever sent our INVITE has left.
    pub fn abandoned(self, now: Mono, timing: &Timing) -> Step<Machine> {
        match self {
            Machine::InviteClient(state) => state.abandoned(now, timing).map(Machine::InviteClient),
            _ => Step::to(self, Effect::Nothing),
        }
    }

    /// Nobody is waited for beyond that who has not said a word to our INVITE.
    pub fn hurried(self, until: Mono) -> Step<Machine> {
        match self {
            Machine::InviteClient(state) => state.hurried(until).map(Machine::InviteClient),
            _ => Step::to(self, Effect::Nothing),
        }
    }

    /// The deadline has come.
    pub fn expired(self, now: Mono, timing: &Timing) -> Step<Machine> {
        match self {
            Machine::InviteClient(state) => state.expired(now).map(Machine::InviteClient),
            Machine::Client(state) => state.expired(now, timing).map(Machine::Client),
            Machine::InviteServer(state) => state.expired(now, timing).map(Machine::InviteServer),
            Machine::Server(state) => state.expired(now).map(Machine::Server),
        }
    }

    /// When it wants to be woken.
    pub fn deadline(&self) -> Option<Mono> {
        match self {
            Machine::InviteClient(state) => state.deadline(),
            Machine::Client(state) => state.deadline(),
            Machine::InviteServer(state) => state.deadline(),
            Machine::Server(state) => state.deadline(),
        }
    }

    /// Whether all is said, and it only waits for copies of what is dealt with: timers D, I, J, K, L and M.
    pub fn only_absorbs(&self) -> bool {
        self.is_mute()
            || matches!(
                self,
                Machine::InviteClient(InviteClient::Completed { .. })
                    | Machine::Server(Server::Completed { .. })
            )
    }

    /// Whether it only waits for copies of what is dealt with and has nothing to repeat for them.
    pub fn is_mute(&self) -> bool {
        matches!(
            self,
            Machine::InviteClient(InviteClient::Accepted { .. })
                | Machine::Client(Client::Completed { .. })
                | Machine::InviteServer(
                    InviteServer::Accepted { .. } | InviteServer::Confirmed { .. }
                )
        )
    }

    /// Whether it is a request of ours that nobody has said a word to.
    pub fn is_unheard(&self) -> bool {
        matches!(
            self,
            Machine::InviteClient(InviteClient::Calling { .. })
                | Machine::Client(Client::Trying { .. })
        )
    }

    /// Whether it is a request of theirs.
    pub fn is_theirs(&self) -> bool {
        matches!(self, Machine::InviteServer(_) | Machine::Server(_))
    }

    /// Whether a final answer has come or gone.
    pub fn is_decided(&self) -> bool {
        !matches!(
            self,
            Machine::InviteClient(
                InviteClient::Calling { .. }
                    | InviteClient::Proceeding
                    | InviteClient::Abandoned { .. }
            ) | Machine::Client(Client::Trying { .. } | Client::Proceeding { .. })
                | Machine::InviteServer(InviteServer::Proceeding)
                | Machine::Server(Server::Trying { .. } | Server::Proceeding { .. })
        )
    }
}
