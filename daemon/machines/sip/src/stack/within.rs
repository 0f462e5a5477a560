//! Requests within a dialog.

use kernel::Mono;

use super::ingress::Incoming;
use super::session::Session;
use super::{Stack, compose, refresh};
use crate::dialog::{DialogId, Order};
use crate::message::{Fields, Method};
use crate::{Ending, Event, SessionId};

impl Stack {
    /// A request that says it belongs to the dialog of that name.
    pub(super) fn take_within(&mut self, now: Mono, id: &DialogId, incoming: Incoming) {
        let Some(session) = self.dialogs.get(id).copied() else {
            self.counters.unknown_dialogs += 1;
            self.bounce(&incoming, 481, &[]);
            return;
        };
        // What ends something is let in for that.
        if self.is_full() && incoming.request.method != Method::Bye {
            self.refuse_for_want_of_room(&incoming);
            return;
        }
        let lacking = compose::unsupported(&incoming.request);
        if self.order(session, id, &incoming) == Order::Late {
            self.counters.out_of_order += 1;
            self.reply(now, incoming, 500, &[("Retry-After", "0")]);
        } else if !lacking.is_empty() {
            self.counters.bad_extensions += 1;
            self.reply(now, incoming, 420, &[("Unsupported", &lacking)]);
        } else {
            self.obey(now, session, incoming);
        }
    }

    /// Notes the place of a request in its dialog.
    fn order(&mut self, session: SessionId, id: &DialogId, incoming: &Incoming) -> Order {
        let cseq = incoming
            .request
            .headers
            .cseq()
            .map_or(0, |(number, _)| number);
        let dialogs = self.sessions.get_mut(&session).map(Session::dialogs_mut);
        let dialog = dialogs.and_then(|all| all.iter_mut().find(|dialog| *dialog.id == *id));
        dialog.map_or(Order::Next, |dialog| dialog.order(cseq))
    }

    fn obey(&mut self, now: Mono, session: SessionId, incoming: Incoming) {
        match incoming.request.method {
            Method::Bye => self.take_bye(now, session, incoming),
            Method::Invite | Method::Update if compose::is_foreign(&incoming.request) => {
                self.reply(now, incoming, 415, &[("Accept", compose::SDP)]);
            }
            Method::Invite | Method::Update if refresh::is_too_brief(&incoming.request) => {
                self.reply(now, incoming, 422, &refresh::TOO_BRIEF);
            }
            Method::Invite | Method::Update => self.take_reoffer(now, session, incoming),
            Method::Options => {
                self.reply(now, incoming, 200, &compose::ABILITIES);
            }
            Method::Info => self.take_info(now, session, incoming),
            Method::Prack => self.take_prack(now, session, incoming),
            Method::Refer => self.take_refer(now, session, incoming),
            Method::Notify => self.take_notify(now, session, incoming),
            Method::Subscribe => self.reply(now, incoming, 489, &[]),
            Method::Other(_) => self.reply(now, incoming, 501, &[("Allow", compose::ALLOW)]),
            _ => self.reply(now, incoming, 405, &[("Allow", compose::ALLOW)]),
        }
    }

    fn take_bye(&mut self, now: Mono, id: SessionId, incoming: Incoming) {
        let reason = incoming.request.headers.reason();
        match self.sessions.get(&id) {
            // Section 15: whom we call may not hang up before he answers.
            Some(Session::Calling(_)) | None => {
                self.reply(now, incoming, 481, &[]);
                return;
            }
            // Ours is under way and ends the session.
            Some(Session::Leaving(_)) => {
                self.reply(now, incoming, 200, &[]);
                return;
            }
            Some(Session::Arriving(_) | Session::Up(_)) => {}
        }
        self.reply(now, incoming, 200, &[]);
        self.drop_referral(now, id);
        let mut told = true;
        if let Some(Session::Arriving(_)) = self.sessions.get(&id) {
            self.turn_away(now, id, 487, &[]);
        } else if let Some(Session::Up(up)) = self.close(id) {
            told = up.waiting.is_none_or(|waiting| waiting.leave.is_none());
            if let Some(proposal) = up.proposal {
                self.transactions
                    .abandon(now, proposal.ticket, &mut self.out);
            }
            if let Some(reoffer) = up.reoffer {
                self.refuse_reoffer(now, reoffer, 487, &[]);
            }
        }
        if told {
            self.out.tell(Event::Ended(id, Ending::Bye(reason)));
        }
    }
}
