//! 2xx to INVITEs of ours: the first makes the session, others are hung up (RFC 3261 section
//! 13.2.2.4).

use kernel::Mono;

use super::attempt::{FORKS, Fork};
use super::session::{Leave, Session, Up};
use super::terms::Terms;
use super::{Stack, Use, compose};
use crate::dialog::Dialog;
use crate::message::{Fields, Response};
use crate::transaction::Ticket;
use crate::{Event, SessionId};

impl Stack {
    pub(super) fn take_2xx(
        &mut self,
        now: Mono,
        session: SessionId,
        ticket: Ticket,
        response: Response,
    ) {
        let Some(attempt) = self.attempts.get_mut(&ticket) else {
            return;
        };
        if attempt.within {
            return self.take_consent(session, ticket, &response);
        }
        attempt.request = None;
        let (_, tag) = response.headers.tags();
        let tag = tag.unwrap_or_default();
        if let Some(fork) = attempt.forks.iter().find(|fork| fork.tag == tag) {
            self.out.transmit(fork.flow, fork.ack.clone());
            return;
        }
        if attempt.forks.len() >= FORKS {
            self.counters.forks_ignored += 1;
            return;
        }
        let cseq = attempt.origin.cseq;
        let Some(dialog) = Dialog::of_response(&attempt.origin, &response) else {
            return;
        };
        let (mut ack, flow) = dialog.ack(cseq);
        let branch = self.new_branch();
        compose::dispatch(&mut ack, flow, &branch, &self.settings.product);
        let ack = ack.write();
        self.out.transmit(flow, ack.clone());
        if let Some(attempt) = self.attempts.get_mut(&ticket) {
            attempt.forks.push(Fork { tag, flow, ack });
        }
        self.settle(now, session, ticket, dialog, &response);
    }

    /// Makes the session of an acknowledged 2xx, or hangs it up if it comes too late for that.
    fn settle(
        &mut self,
        now: Mono,
        id: SessionId,
        ticket: Ticket,
        dialog: Dialog,
        response: &Response,
    ) {
        let waits = match self.sessions.get(&id) {
            Some(Session::Calling(calling)) => calling.attempt == ticket,
            _ => false,
        };
        let calling = if waits { self.close(id) } else { None };
        let Some(Session::Calling(mut calling)) = calling else {
            self.counters.forks_hung_up += 1;
            let mut dialog = dialog;
            self.send_bye(now, &mut dialog, None, Use::Nobody, None);
            return;
        };
        let rung = calling.early.iter().position(|early| early.id == dialog.id);
        let dialog = match rung {
            Some(place) => calling.early.swap_remove(place).confirmed(dialog),
            None => dialog,
        };
        let credentials = calling.credentials.take();
        let up = Up {
            dialog,
            credentials,
            waiting: None,
            reoffer: calling.exchange.reoffer.take(),
            proposal: calling.exchange.proposal.take(),
            terms: Terms::of(&response.headers),
            rack: None,
        };
        self.keep(id, Session::Up(Box::new(up)));
        match calling.leave {
            Leave::No => {
                let sdp = compose::sdp(&response.headers, &response.body);
                self.out.tell(Event::Answered { session: id, sdp });
            }
            Leave::Wanted(reason) | Leave::Cancelled(reason) => self.leave(now, id, reason),
        }
    }
}
