//! Hanging up.

use kernel::Mono;

use super::session::{Leaving, Session};
use super::{Stack, Use, compose};
use crate::dialog::Dialog;
use crate::message::{Fields, Method};
use crate::transaction::{Key, Sent};
use crate::{Reason, SessionId};

impl Stack {
    /// Ends a session whatever it is at, by CANCEL, BYE or a refusal. Nothing more is told of it.
    pub fn hang_up(&mut self, now: Mono, session: SessionId, reason: Option<Reason>) {
        match self.sessions.remove(&session) {
            Some(Session::Arriving(arriving)) => {
                self.sessions.insert(session, Session::Arriving(arriving));
                let text = reason.map(|reason| reason.to_string());
                let extra: Vec<_> = text.iter().map(|text| ("Reason", text.as_str())).collect();
                self.turn_away(now, session, 603, &extra);
            }
            Some(Session::Calling(mut calling)) => {
                if calling.leave == super::session::Leave::No {
                    self.cancel(now, session, &mut calling, reason);
                }
                self.sessions.insert(session, Session::Calling(calling));
            }
            Some(Session::Up(mut up)) => {
                if let Some(reoffer) = up.reoffer.take() {
                    self.refuse_reoffer(now, reoffer, 487, &[]);
                }
                // RFC 3261 section 15: no BYE before the ACK, nor before its time is up.
                let waits = up.waiting.as_mut().is_some_and(|waiting| {
                    waiting.leave.get_or_insert_with(|| reason.clone());
                    true
                });
                self.sessions.insert(session, Session::Up(up));
                if !waits {
                    self.leave(now, session, reason);
                }
            }
            Some(leaving @ Session::Leaving(_)) => {
                self.sessions.insert(session, leaving);
            }
            None => {}
        }
    }

    /// Sends BYE for a session that is up.
    pub(super) fn leave(&mut self, now: Mono, session: SessionId, reason: Option<Reason>) {
        self.timers.clear(&session);
        self.clear_chores(session);
        self.end_referral(now, session);
        let Some(Session::Up(up)) = self.sessions.remove(&session) else {
            return;
        };
        if let Some(proposal) = &up.proposal {
            self.transactions
                .abandon(now, proposal.ticket, &mut self.out);
        }
        let mut dialog = up.dialog;
        self.send_bye(now, &mut dialog, reason.as_ref(), Use::Bye(session), None);
        let leaving = Leaving {
            dialog,
            credentials: up.credentials,
            reason,
        };
        self.sessions
            .insert(session, Session::Leaving(Box::new(leaving)));
    }

    /// Sends BYE within a dialog; `proof` is the header that answers a challenge.
    pub(super) fn send_bye(
        &mut self,
        now: Mono,
        dialog: &mut Dialog,
        reason: Option<&Reason>,
        user: Use,
        proof: Option<(&str, &str)>,
    ) {
        let (mut bye, flow) = dialog.request(Method::Bye);
        if let Some(reason) = reason {
            bye.headers.add("Reason", &reason.to_string());
        }
        if let Some((name, value)) = proof {
            bye.headers.add(name, value);
        }
        let branch = self.new_branch();
        compose::dispatch(&mut bye, flow, &branch, &self.settings.product);
        let sent = Sent {
            key: Key::of_ours(&branch, &Method::Bye),
            flow,
            invite: false,
            datagram: bye.write(),
            user,
        };
        self.transactions.send(now, sent, &mut self.out);
    }
}
