//! A request other than INVITE that came to us (RFC 3261 section 17.2.2).

use kernel::Mono;

use super::{Effect, Step, Timing};

/// Where the transaction stands. It is over when a step has no next state.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Server {
    /// No answer yet. The other side gives up after 64·T1 (its timer F), and so do we: an answer
    /// would find nobody (RFC 4320 section 4.2).
    Trying {
        /// When.
        give_up: Mono,
    },
    /// A provisional answer was sent.
    Proceeding {
        /// As above.
        give_up: Mono,
    },
    /// A final answer was sent: a copy of the request gets it again.
    Completed {
        /// Timer J.
        until: Mono,
    },
}

impl Server {
    /// The request has just come.
    pub fn start(now: Mono, timing: &Timing) -> Server {
        Server::Trying {
            give_up: now + timing.lifetime(),
        }
    }

    /// We send an answer with this status. A second final answer is not sent.
    pub fn answer(self, now: Mono, status: u16, timing: &Timing) -> Step<Server> {
        match (self, status) {
            (Server::Trying { give_up } | Server::Proceeding { give_up }, 100..=199) => {
                Step::to(Server::Proceeding { give_up }, Effect::Send)
            }
            (Server::Trying { .. } | Server::Proceeding { .. }, _) => Step::to(
                Server::Completed {
                    until: now + timing.absorb_requests(),
                },
                Effect::Send,
            ),
            (Server::Completed { .. }, _) => Step::to(self, Effect::Nothing),
        }
    }

    /// A copy of the request came.
    pub fn repeated(self) -> Step<Server> {
        match self {
            Server::Trying { .. } => Step::to(self, Effect::Nothing),
            Server::Proceeding { .. } | Server::Completed { .. } => Step::to(self, Effect::Resend),
        }
    }

    /// The deadline has come.
    pub fn expired(self, now: Mono) -> Step<Server> {
        match self {
            Server::Trying { give_up } | Server::Proceeding { give_up } if give_up <= now => {
                Step::end(Effect::GaveUp)
            }
            Server::Completed { until } if until <= now => Step::end(Effect::Nothing),
            _ => Step::to(self, Effect::Nothing),
        }
    }

    /// When it wants to be woken.
    pub fn deadline(&self) -> Option<Mono> {
        match self {
            Server::Trying { give_up } | Server::Proceeding { give_up } => Some(*give_up),
            Server::Completed { until } => Some(*until),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{life, millis};
    use super::*;

    #[test]
    fn a_copy_is_answered_again_only_once_there_is_an_answer() {
        let timing = Timing::default();
        let trying = Server::start(Mono::ZERO, &timing);
        assert_eq!(trying.repeated().effect, Effect::Nothing);
        let proceeding = trying
            .answer(millis(1), 100, &timing)
            .next
            .expect("goes on");
        assert_eq!(proceeding.repeated().effect, Effect::Resend);
        let completed = proceeding
            .answer(millis(2), 200, &timing)
            .next
            .expect("goes on");
        assert_eq!(completed.repeated().effect, Effect::Resend);
        assert_eq!(
            completed.answer(millis(3), 500, &timing).effect,
            Effect::Nothing
        );
    }

    #[test]
    fn timer_j_is_64_t1() {
        let timing = Timing::default();
        let completed = Server::start(Mono::ZERO, &timing)
            .answer(millis(2), 200, &timing)
            .next;
        let (resends, end) = life(
            completed.expect("absorbs copies"),
            |state| state.deadline(),
            Server::expired,
        );
        assert_eq!(
            (resends.len(), end),
            (0, Some((millis(32_002), Effect::Nothing)))
        );
    }

    #[test]
    fn a_request_that_is_never_answered_is_forgotten_when_its_sender_gave_up() {
        let trying = Server::start(millis(5), &Timing::default());
        let (_, end) = life(trying, |state| state.deadline(), Server::expired);
        assert_eq!(end, Some((millis(32_005), Effect::GaveUp)));
    }
}
