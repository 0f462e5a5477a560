//! CANCEL, theirs and ours (RFC 3261 section 9).

use kernel::Mono;

use super::ingress::Incoming;
use super::session::{Calling, Leave, Session};
use super::{Stack, Use};
use crate::message::{Fields, Method, Request};
use crate::transaction::{Key, Sent};
use crate::{Ending, Event, Reason, SessionId};

impl Stack {
    /// A CANCEL came, for the INVITE with that key.
    pub(super) fn take_cancel(&mut self, now: Mono, cancelled: &Key, incoming: Incoming) {
        let Some((ticket, user)) = self.transactions.find(cancelled) else {
            self.counters.unknown_dialogs += 1;
            self.bounce(&incoming, 481, &[]);
            return;
        };
        let (user, open) = (*user, self.transactions.is_open(ticket));
        let reason = incoming.request.headers.reason();
        let Use::Invite(session) = user else {
            return self.reply(now, incoming, 200, &[]);
        };
        // Section 9.2: the same tag as in the answer to the INVITE.
        let first = self
            .sessions
            .get(&session)
            .and_then(|session| session.dialogs().first());
        match first.map(|dialog| dialog.id.clone()) {
            Some(id) => self.reply_as(now, incoming, &id.local, 200, &[]),
            None => self.reply(now, incoming, 200, &[]),
        }
        if !open {
            return;
        }
        match self.sessions.get_mut(&session) {
            Some(Session::Arriving(_)) => {
                self.turn_away(now, session, 487, &[]);
                self.out
                    .tell(Event::Ended(session, Ending::Cancelled(reason)));
            }
            Some(Session::Up(up)) => {
                let Some(reoffer) = up.reoffer.take_if(|reoffer| reoffer.ticket == ticket) else {
                    return;
                };
                self.refuse_reoffer(now, reoffer, 487, &[]);
            }
            _ => {}
        }
    }

    /// Ends an INVITE of ours that has no final answer: at once if it may be cancelled, else as soon
    /// as it may (section 9.1).
    pub(super) fn cancel(
        &mut self,
        now: Mono,
        session: SessionId,
        calling: &mut Calling,
        reason: Option<Reason>,
    ) {
        calling.leave = Leave::Wanted(reason.clone());
        if !calling.heard {
            return;
        }
        let Some(invite) = self.attempts.get(&calling.attempt) else {
            return;
        };
        let (Some(request), flow) = (&invite.request, invite.origin.flow) else {
            return;
        };
        let (cancel, branch) = cancel_of(request, reason.as_ref(), &self.settings.product);
        calling.leave = Leave::Cancelled(reason);
        let sent = Sent {
            key: Key::of_ours(&branch, &Method::Cancel),
            flow,
            invite: false,
            datagram: cancel.write(),
            user: Use::Nobody,
        };
        self.transactions.send(now, sent, &mut self.out);
        // Section 9.1: whoever has not answered by then will not.
        self.timers
            .set(session, now + self.settings.timing.lifetime());
    }
}

/// The CANCEL of this request, and its branch.
fn cancel_of(invite: &Request, reason: Option<&Reason>, product: &str) -> (Request, String) {
    let mut cancel = Request::new(Method::Cancel, invite.uri.clone());
    let via = invite.headers.top_via();
    let branch = via
        .and_then(|via| via.branch().map(str::to_string))
        .unwrap_or_default();
    copy(invite, &mut cancel, "CANCEL");
    cancel.headers.add("Max-Forwards", "70");
    if let Some(reason) = reason {
        cancel.headers.add("Reason", &reason.to_string());
    }
    cancel.headers.add("User-Agent", product);
    (cancel, branch)
}

/// Gives a CANCEL or ACK what it has in common with its INVITE.
pub(super) fn copy(invite: &Request, request: &mut Request, method: &str) {
    if let Some(via) = invite.headers.first("Via") {
        request.headers.add("Via", via);
    }
    for name in ["Route", "From", "To", "Call-ID"] {
        for value in invite.headers.all(name) {
            request.headers.add(name, value);
        }
    }
    let number = invite.headers.cseq().map_or(0, |(number, _)| number);
    request.headers.add("CSeq", &format!("{number} {method}"));
}
