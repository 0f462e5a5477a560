//! An INVITE that came to us (RFC 3261 section 17.2.1, with the Accepted state of RFC 6026).

use kernel::Mono;

use super::{Effect, Resend, Step, Timing};

/// Where the transaction stands. It is over when a step has no next state.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum InviteServer {
    /// No final answer yet: a copy of the request gets the last provisional one again.
    Proceeding,
    /// Refused: the answer is repeated until it is acknowledged.
    Completed {
        /// Timer G.
        resend: Resend,
        /// Timer H.
        give_up: Mono,
    },
    /// The refusal is acknowledged: copies of the ACK are absorbed.
    Confirmed {
        /// Timer I.
        until: Mono,
    },
    /// Accepted with a 2xx, which whoever uses the transaction repeats: copies of the INVITE are
    /// absorbed.
    Accepted {
        /// Timer L.
        until: Mono,
    },
}

impl InviteServer {
    /// We send an answer with this status. A second final answer is not sent.
    pub fn answer(self, now: Mono, status: u16, timing: &Timing) -> Step<InviteServer> {
        match (self, status) {
            (InviteServer::Proceeding, 100..=199) => Step::to(self, Effect::Send),
            (InviteServer::Proceeding, 200..=299) => Step::to(
                InviteServer::Accepted {
                    until: now + timing.lifetime(),
                },
                Effect::Send,
            ),
            (InviteServer::Proceeding, _) => Step::to(
                InviteServer::Completed {
                    resend: timing.resend(now, timing.t1.min(timing.t2)),
                    give_up: now + timing.lifetime(),
                },
                Effect::Send,
            ),
            _ => Step::to(self, Effect::Nothing),
        }
    }

    /// A copy of the request came.
    pub fn repeated(self) -> Step<InviteServer> {
        match self {
            InviteServer::Proceeding | InviteServer::Completed { .. } => {
                Step::to(self, Effect::Resend)
            }
            InviteServer::Confirmed { .. } | InviteServer::Accepted { .. } => {
                Step::to(self, Effect::Nothing)
            }
        }
    }

    /// An ACK of this transaction came.
    pub fn acknowledged(self, now: Mono, timing: &Timing) -> Step<InviteServer> {
        match self {
            InviteServer::Completed { .. } => Step::to(
                InviteServer::Confirmed {
                    until: now + timing.absorb_late(),
                },
                Effect::Nothing,
            ),
            InviteServer::Accepted { .. } => Step::to(self, Effect::Tell),
            _ => Step::to(self, Effect::Nothing),
        }
    }

    /// The deadline has come.
    pub fn expired(self, now: Mono, timing: &Timing) -> Step<InviteServer> {
        match self {
            InviteServer::Completed { give_up, .. } if give_up <= now => Step::end(Effect::GaveUp),
            InviteServer::Completed { resend, give_up } if resend.at <= now => {
                let resend = resend.doubled(now, timing.t2);
                Step::to(InviteServer::Completed { resend, give_up }, Effect::Resend)
            }
            InviteServer::Confirmed { until } | InviteServer::Accepted { until }
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
            InviteServer::Proceeding => None,
            InviteServer::Completed { resend, give_up } => Some(resend.at.min(*give_up)),
            InviteServer::Confirmed { until } | InviteServer::Accepted { until } => Some(*until),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{life, millis};
    use super::*;

    fn timing() -> Timing {
        Timing::default()
    }

    fn expired(state: InviteServer, now: Mono) -> Step<InviteServer> {
        state.expired(now, &timing())
    }

    #[test]
    fn a_refusal_is_repeated_by_timer_g_up_to_t2_until_timer_h() {
        let step = InviteServer::Proceeding.answer(Mono::ZERO, 486, &timing());
        assert_eq!(step.effect, Effect::Send);
        let (resends, end) = life(
            step.next.expect("waits for the ACK"),
            |state| state.deadline(),
            expired,
        );
        let expected = [
            500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500,
        ]
        .map(millis);
        assert_eq!(resends, expected);
        assert_eq!(end, Some((millis(32_000), Effect::GaveUp)));
    }

    #[test]
    fn an_acknowledged_refusal_is_repeated_no_more_and_timer_i_is_t4() {
        let completed = InviteServer::Proceeding
            .answer(Mono::ZERO, 486, &timing())
            .next;
        let step = completed
            .expect("waits for the ACK")
            .acknowledged(millis(700), &timing());
        assert_eq!(step.effect, Effect::Nothing);
        let confirmed = step.next.expect("absorbs copies of the ACK");
        assert_eq!(confirmed.repeated().effect, Effect::Nothing);
        assert_eq!(
            confirmed.acknowledged(millis(800), &timing()).effect,
            Effect::Nothing
        );
        let (resends, end) = life(confirmed, |state| state.deadline(), expired);
        assert_eq!(
            (resends.len(), end),
            (0, Some((millis(5700), Effect::Nothing)))
        );
    }

    #[test]
    fn a_copy_of_the_request_gets_the_last_answer_again() {
        assert_eq!(InviteServer::Proceeding.repeated().effect, Effect::Resend);
        let completed = InviteServer::Proceeding
            .answer(Mono::ZERO, 503, &timing())
            .next;
        assert_eq!(
            completed.map(|state| state.repeated().effect),
            Some(Effect::Resend)
        );
    }

    #[test]
    fn after_a_2xx_copies_are_absorbed_and_acks_told_until_timer_l() {
        let step = InviteServer::Proceeding.answer(millis(40), 200, &timing());
        let accepted = step.next.expect("absorbs copies");
        assert_eq!(accepted.repeated().effect, Effect::Nothing);
        assert_eq!(
            accepted.acknowledged(millis(90), &timing()).effect,
            Effect::Tell
        );
        let (resends, end) = life(accepted, |state| state.deadline(), expired);
        assert_eq!(
            (resends.len(), end),
            (0, Some((millis(32_040), Effect::Nothing)))
        );
    }

    #[test]
    fn there_is_one_final_answer() {
        let accepted = InviteServer::Proceeding
            .answer(Mono::ZERO, 200, &timing())
            .next;
        let again = accepted.map(|state| state.answer(millis(1), 487, &timing()).effect);
        assert_eq!(again, Some(Effect::Nothing));
    }
}
