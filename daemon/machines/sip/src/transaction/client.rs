//! A request other than INVITE that we sent (RFC 3261 section 17.1.2).

use kernel::Mono;

use super::{Effect, Resend, Step, Timing};

/// Where the transaction stands. It is over when a step has no next state.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Client {
    /// Nobody has answered: the request is repeated.
    Trying {
        /// Timer E.
        resend: Resend,
        /// Timer F.
        give_up: Mono,
    },
    /// A provisional answer came: the request is repeated more slowly.
    Proceeding {
        /// Timer E.
        resend: Resend,
        /// Timer F.
        give_up: Mono,
    },
    /// A final answer came: its copies are absorbed.
    Completed {
        /// Timer K.
        until: Mono,
    },
}

impl Client {
    /// The request has just been sent.
    pub fn start(now: Mono, timing: &Timing) -> Client {
        Client::Trying {
            resend: timing.resend(now, timing.t1),
            give_up: now + timing.lifetime(),
        }
    }

    /// An answer with this status came.
    pub fn answered(self, now: Mono, status: u16, timing: &Timing) -> Step<Client> {
        match (self, status) {
            (Client::Trying { resend, give_up }, 100..=199) => {
                Step::to(Client::Proceeding { resend, give_up }, Effect::Tell)
            }
            (Client::Proceeding { .. }, 100..=199) => Step::to(self, Effect::Tell),
            (Client::Trying { .. } | Client::Proceeding { .. }, _) => Step::to(
                Client::Completed {
                    until: now + timing.absorb_late(),
                },
                Effect::Tell,
            ),
            (Client::Completed { .. }, _) => Step::to(self, Effect::Nothing),
        }
    }

    /// The deadline has come.
    pub fn expired(self, now: Mono, timing: &Timing) -> Step<Client> {
        match self {
            Client::Trying { give_up, .. } | Client::Proceeding { give_up, .. }
                if give_up <= now =>
            {
                Step::end(Effect::GaveUp)
            }
            Client::Trying { resend, give_up } if resend.at <= now => {
                let resend = resend.doubled(now, timing.t2);
                Step::to(Client::Trying { resend, give_up }, Effect::Resend)
            }
            Client::Proceeding { resend, give_up } if resend.at <= now => {
                let resend = Resend::after(now, timing.t2);
                Step::to(Client::Proceeding { resend, give_up }, Effect::Resend)
            }
            Client::Completed { until } if until <= now => Step::end(Effect::Nothing),
            _ => Step::to(self, Effect::Nothing),
        }
    }

    /// When it wants to be woken.
    pub fn deadline(&self) -> Option<Mono> {
        match self {
            Client::Trying { resend, give_up } | Client::Proceeding { resend, give_up } => {
                Some(resend.at.min(*give_up))
            }
            Client::Completed { until } => Some(*until),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{life, millis};
    use super::*;

    fn expired(state: Client, now: Mono) -> Step<Client> {
        state.expired(now, &Timing::default())
    }

    #[test]
    fn timer_e_doubles_up_to_t2_and_timer_f_ends_it_after_64_t1() {
        let start = Client::start(Mono::ZERO, &Timing::default());
        let (resends, end) = life(start, |state| state.deadline(), expired);
        let expected = [
            500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500,
        ]
        .map(millis);
        assert_eq!(resends, expected);
        assert_eq!(end, Some((millis(32_000), Effect::GaveUp)));
    }

    #[test]
    fn after_a_provisional_answer_timer_e_is_t2() {
        let start = Client::start(Mono::ZERO, &Timing::default());
        let step = start.answered(millis(100), 100, &Timing::default());
        assert_eq!(step.effect, Effect::Tell);
        let (resends, end) = life(
            step.next.expect("goes on"),
            |state| state.deadline(),
            expired,
        );
        let expected = [500, 4500, 8500, 12_500, 16_500, 20_500, 24_500, 28_500].map(millis);
        assert_eq!(resends, expected);
        assert_eq!(end, Some((millis(32_000), Effect::GaveUp)));
    }

    #[test]
    fn a_final_answer_is_told_once_and_timer_k_is_t4() {
        let start = Client::start(Mono::ZERO, &Timing::default());
        let step = start.answered(millis(100), 200, &Timing::default());
        assert_eq!(step.effect, Effect::Tell);
        let completed = step.next.expect("absorbs copies");
        let again = completed.answered(millis(200), 200, &Timing::default());
        assert_eq!(again, Step::to(completed, Effect::Nothing));
        assert_eq!(completed.deadline(), Some(millis(5100)));
        assert_eq!(expired(completed, millis(5100)), Step::end(Effect::Nothing));
    }
}
