//! 2xx to INVITEs of ours: the first makes the session, others are hung up (RFC 3261 section
//! 13.2.2.4).

use kernel::Mono;

use super::attempt::{FORKS, Fork};
use super::refresh::{Care, Timer};
use super::session::{Leave, Session, Up};
use super::{Stack, Use, compose};
use crate::dialog::Dialog;
use crate::message::{Fields, Response};
use crate::transaction::Ticket;
use crate::{Event, SessionId};

/// What a 2xx makes.
struct Made {
    dialog: Dialog,
    care: Care,
}

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
            return self.take_consent(now, session, ticket, &response);
        }
        let offered = attempt.request.take().map(|invite| invite.body);
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
        let care = Care {
            timer: Timer::of_answer(&response.headers),
            described: offered.unwrap_or_default(),
            ..Care::default()
        };
        self.settle(now, session, ticket, Made { dialog, care }, &response);
    }

    /// Makes the session of an acknowledged 2xx, or hangs it up if it comes too late for that.
    fn settle(
        &mut self,
        now: Mono,
        id: SessionId,
        ticket: Ticket,
        made: Made,
        response: &Response,
    ) {
        let Made { dialog, care } = made;
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
        let mut terms = calling.exchange.terms.clone();
        terms.hear(&response.headers);
        let up = Up {
            dialog,
            credentials,
            waiting: None,
            reoffer: calling.exchange.reoffer.take(),
            proposal: calling.exchange.proposal.take(),
            terms,
            rack: None,
            care,
        };
        self.keep(id, Session::Up(Box::new(up)));
        self.wind(now, id);
        match calling.leave {
            Leave::No => {
                let sdp = compose::sdp(&response.headers, &response.body);
                self.out.tell(Event::Answered { session: id, sdp });
            }
            Leave::Wanted(reason) | Leave::Cancelled(reason) => self.leave(now, id, reason),
        }
    }
}
