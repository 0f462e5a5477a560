//! What happens because nothing did.

use kernel::Mono;

use super::callee::REMIND;
use super::session::{Leave, Session};
use super::{Stack, Use};
use crate::transaction::{Lapse, Ticket};
use crate::{Ending, Event, SessionId};

impl Stack {
    /// Time has come to [`Stack::next_deadline`].
    pub fn expire(&mut self, now: Mono) {
        while let Some(lapse) = self.transactions.expire(now, &mut self.out) {
            self.lapsed(now, lapse);
        }
        while let Some(session) = self.timers.expire(now) {
            self.session_due(now, session);
        }
        while let Some((session, chore)) = self.chores.expire(now) {
            self.do_chore(now, session, chore);
        }
    }

    pub(super) fn lapsed(
        &mut self,
        now: Mono,
        Lapse {
            ticket,
            user,
            gave_up,
        }: Lapse<Use>,
    ) {
        match user {
            Use::Invite(session) => {
                let ours = self.attempts.remove(&ticket).is_some();
                if gave_up && ours {
                    self.nobody_answered(now, session, ticket, 408);
                } else if gave_up {
                    self.reoffer_lapsed(session, ticket);
                }
            }
            Use::Bye(session) if gave_up => {
                self.close(session);
            }
            Use::Asked(session) if gave_up => self.take_asked_answer(now, session, ticket, None),
            Use::Outside(request) if gave_up => self.give_up_outside(request, 408),
            Use::Refer(session) if gave_up => self.take_refer_answer(session, 408),
            Use::Bye(_) | Use::Asked(_) | Use::Outside(_) | Use::Refer(_) | Use::Nobody => {}
        }
    }

    /// Timer B, or no connection: as if the answer had been `status` (RFC 3261 section 8.1.3.1).
    pub(super) fn nobody_answered(
        &mut self,
        now: Mono,
        id: SessionId,
        ticket: Ticket,
        status: u16,
    ) {
        let Some(Session::Calling(calling)) = self.sessions.get(&id) else {
            return self.take_dissent(now, id, ticket, status, None);
        };
        if calling.attempt != ticket {
            return;
        }
        let (told, silent) = (calling.leave == Leave::No, !calling.heard);
        self.close(id);
        if told {
            self.out.tell(Event::Failed {
                session: id,
                status,
                reason: None,
                silent,
            });
        }
    }

    /// An UPDATE that nobody answered in time is out of the way of the next.
    fn reoffer_lapsed(&mut self, id: SessionId, ticket: Ticket) {
        let slot = self.sessions.get_mut(&id).and_then(Session::reoffer_mut);
        slot.and_then(|slot| slot.take_if(|reoffer| reoffer.ticket == ticket));
    }

    fn session_due(&mut self, now: Mono, id: SessionId) {
        match self.sessions.get(&id) {
            Some(Session::Arriving(_)) => {
                self.ring(now, id);
                self.timers.set(id, now + REMIND);
            }
            Some(Session::Calling(calling)) => {
                // Our CANCEL had its 64·T1: the INVITE counts as dead (section 9.1).
                let attempt = calling.attempt;
                self.transactions.forget(attempt);
                self.attempts.remove(&attempt);
                self.close(id);
            }
            Some(Session::Up(_)) => self.unacknowledged(now, id),
            Some(Session::Leaving(_)) | None => {}
        }
    }

    /// Our 2xx has no ACK yet.
    fn unacknowledged(&mut self, now: Mono, id: SessionId) {
        let timing = self.settings.timing;
        let Some(Session::Up(up)) = self.sessions.get_mut(&id) else {
            return;
        };
        let Some(waiting) = &mut up.waiting else {
            return;
        };
        if now < waiting.give_up {
            waiting.resend = waiting.resend.doubled(now, timing.t2);
            self.counters.retransmitted += 1;
            self.timers.set(id, waiting.resend.at.min(waiting.give_up));
            self.out.transmit(waiting.flow, waiting.datagram.clone());
            return;
        }
        let leave = up.waiting.take().and_then(|waiting| waiting.leave);
        self.counters.never_acknowledged += 1;
        match leave {
            Some(reason) => self.leave(now, id, reason),
            None => {
                self.leave(now, id, None);
                self.out.tell(Event::Ended(id, Ending::NeverAcknowledged));
            }
        }
    }
}
