//! An INVITE that we sent (RFC 3261 section 17.1.1, with the Accepted state of RFC 6026).

use std::time::Duration;

use kernel::Mono;

use super::{Effect, Resend, Step, Timing};

/// Where the transaction stands. It is over when a step has no next state.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum InviteClient {
    /// Nobody has answered: the request is repeated.
    Calling {
        /// Timer A.
        resend: Resend,
        /// Timer B.
        give_up: Mono,
    },
    /// A provisional answer came: the other side rings for as long as it likes.
    Proceeding,
    /// Whoever sent it has left, so that a final answer matters to nobody but the other side.
    Abandoned {
        /// When that will not come any more.
        until: Mono,
    },
    /// A final answer that is no 2xx came: its copies are acknowledged.
    Completed {
        /// Timer D.
        until: Mono,
    },
    /// A 2xx came: its copies and those of other forks are told.
    Accepted {
        /// Timer M.
        until: Mono,
    },
}

impl InviteClient {
    /// The request has just been sent.
    pub fn start(now: Mono, timing: &Timing) -> InviteClient {
        InviteClient::Calling {
            resend: timing.resend(now, timing.t1),
            give_up: now + timing.lifetime(),
        }
    }

    /// An answer with this status came.
    pub fn answered(self, now: Mono, status: u16, timing: &Timing) -> Step<InviteClient> {
        use InviteClient::{Abandoned, Accepted, Calling, Completed, Proceeding};
        match (self, status) {
            (Abandoned { .. }, 100..=199) => Step::to(self, Effect::Nothing),
            (Calling { .. } | Proceeding, 100..=199) => Step::to(Proceeding, Effect::Tell),
            (Calling { .. } | Proceeding | Abandoned { .. }, 200..=299) => Step::to(
                Accepted {
                    until: now + timing.lifetime(),
                },
                Effect::Tell,
            ),
            (Calling { .. } | Proceeding | Abandoned { .. }, _) => Step::to(
                Completed {
                    until: now + timing.absorb_finals(),
                },
                Effect::TellAndAcknowledge,
            ),
            (Completed { .. }, 300..) => Step::to(self, Effect::Resend),
            (Accepted { .. }, 200..=299) => Step::to(self, Effect::Tell),
            (Completed { .. } | Accepted { .. }, _) => Step::to(self, Effect::Nothing),
        }
    }

    /// Whoever sent it has left: it is not repeated, and nothing of it is kept for longer than anybody
    /// repeats an answer.
    pub fn abandoned(self, now: Mono, timing: &Timing) -> Step<InviteClient> {
        let until = now + timing.lifetime();
        match self {
            InviteClient::Calling { .. } | InviteClient::Proceeding => {
                Step::to(InviteClient::Abandoned { until }, Effect::Nothing)
            }
            decided => Step::to(decided, Effect::Nothing),
        }
    }

    /// There is somebody else to ask: nobody is waited for beyond that.
    pub fn hurried(self, until: Mono) -> Step<InviteClient> {
        match self {
            InviteClient::Calling { resend, give_up } => {
                let give_up = give_up.min(until);
                Step::to(InviteClient::Calling { resend, give_up }, Effect::Nothing)
            }
            heard => Step::to(heard, Effect::Nothing),
        }
    }

    /// The deadline has come.
    pub fn expired(self, now: Mono) -> Step<InviteClient> {
        match self {
            InviteClient::Calling { give_up, .. } if give_up <= now => Step::end(Effect::GaveUp),
            InviteClient::Calling { resend, give_up } if resend.at <= now => {
                let resend = resend.doubled(now, Duration::MAX);
                Step::to(InviteClient::Calling { resend, give_up }, Effect::Resend)
            }
            InviteClient::Abandoned { until }
            | InviteClient::Completed { until }
            | InviteClient::Accepted { until }
                if until <= now =>
            {
                Step::end(Effect::Nothing)
            }
            _ => Step::to(self, Effect::Nothing),
        }
    }

    /// When it wants to be woken.
    pub fn deadline(&self) -> Option<Mono> {
        match self {
            InviteClient::Calling { resend, give_up } => Some(resend.at.min(*give_up)),
            InviteClient::Proceeding => None,
            InviteClient::Abandoned { until }
            | InviteClient::Completed { until }
            | InviteClient::Accepted { until } => Some(*until),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{life, millis};
    use super::*;

    const T: Timing = Timing {
        t1: Duration::from_millis(500),
        t2: Duration::from_secs(4),
        t4: Duration::from_secs(5),
        reliable: false,
    };

    fn wake(state: &InviteClient) -> Option<Mono> {
        state.deadline()
    }

    #[test]
    fn timer_a_doubles_without_limit_and_timer_b_ends_it_after_64_t1() {
        let (resends, end) = life(
            InviteClient::start(Mono::ZERO, &T),
            wake,
            InviteClient::expired,
        );
        assert_eq!(resends, [500, 1500, 3500, 7500, 15_500, 31_500].map(millis));
        assert_eq!(end, Some((millis(32_000), Effect::GaveUp)));
    }

    #[test]
    fn a_provisional_answer_stops_the_repetition_for_good() {
        let step = InviteClient::start(Mono::ZERO, &T).answered(millis(10), 100, &T);
        assert_eq!(step, Step::to(InviteClient::Proceeding, Effect::Tell));
        assert_eq!(InviteClient::Proceeding.deadline(), None);
    }

    #[test]
    fn a_refusal_is_acknowledged_each_time_and_told_once_until_timer_d() {
        let step = InviteClient::Proceeding.answered(millis(100), 486, &T);
        assert_eq!(step.effect, Effect::TellAndAcknowledge);
        let completed = step.next.expect("waits for copies");
        assert_eq!(
            completed.answered(millis(600), 486, &T).effect,
            Effect::Resend
        );
        assert_eq!(
            completed.answered(millis(600), 200, &T).effect,
            Effect::Nothing
        );
        assert_eq!(
            completed.answered(millis(600), 180, &T).effect,
            Effect::Nothing
        );
        let (resends, end) = life(completed, wake, InviteClient::expired);
        assert_eq!(
            (resends.len(), end),
            (0, Some((millis(32_100), Effect::Nothing)))
        );
    }

    #[test]
    fn timer_d_is_at_least_32_seconds_even_where_t1_is_short() {
        let fast = Timing {
            t1: Duration::from_millis(10),
            ..T
        };
        let step = InviteClient::Proceeding.answered(Mono::ZERO, 404, &fast);
        assert_eq!(step.next.as_ref().and_then(wake), Some(millis(32_000)));
    }

    #[test]
    fn every_2xx_is_told_until_timer_m() {
        let step = InviteClient::start(Mono::ZERO, &T).answered(millis(100), 200, &T);
        assert_eq!(step.effect, Effect::Tell);
        let accepted = step.next.expect("waits for forks");
        assert_eq!(accepted.answered(millis(200), 200, &T).effect, Effect::Tell);
        assert_eq!(
            accepted.answered(millis(200), 486, &T).effect,
            Effect::Nothing
        );
        let (resends, end) = life(accepted, wake, InviteClient::expired);
        assert_eq!(
            (resends.len(), end),
            (0, Some((millis(32_100), Effect::Nothing)))
        );
    }

    #[test]
    fn one_whose_sender_left_ends_by_itself_and_still_acknowledges() {
        let start = InviteClient::start(Mono::ZERO, &T);
        for state in [start, InviteClient::Proceeding] {
            let left = state.abandoned(millis(100), &T).next.expect("a state");
            assert_eq!(left.answered(millis(200), 180, &T).next, Some(left));
            let refused = left.answered(millis(200), 487, &T);
            assert_eq!(refused.effect, Effect::TellAndAcknowledge);
            let (resends, end) = life(left, wake, InviteClient::expired);
            assert_eq!(
                (resends.len(), end),
                (0, Some((millis(32_100), Effect::Nothing)))
            );
        }
    }

    #[test]
    fn waking_too_early_does_nothing() {
        let start = InviteClient::start(Mono::ZERO, &T);
        assert_eq!(start.expired(millis(499)), Step::to(start, Effect::Nothing));
    }
}
