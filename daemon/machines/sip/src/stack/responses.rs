//! Answers to what we sent.

use kernel::Mono;

use super::attempt::ack_of_refusal;
use super::challenge::{Proof, prove};
use super::early::Early;
use super::prack::Judged;
use super::session::{Calling, Leave, Session};
use super::{Stack, Use, compose, refresh};
use crate::dialog::Dialog;
use crate::message::{Fields, Method, Request, Response};
use crate::transaction::{Arrived, Key, Ticket};
use crate::{Event, SessionId};

/// How many forks may ring.
const RINGING: usize = 16;

impl Stack {
    pub(super) fn take_response(&mut self, now: Mono, response: Response) {
        let arrived = key(&response).and_then(|key| {
            self.transactions
                .answered(now, &key, response.status, &mut self.out)
        });
        match arrived {
            None => self.counters.stray_responses += 1,
            Some(None) => {}
            Some(Some(Arrived {
                ticket,
                user,
                acknowledge,
            })) => match user {
                Use::Invite(session) => {
                    let refused = acknowledge.then(|| self.acknowledge_refusal(ticket, &response));
                    self.take_invite_answer(now, session, ticket, response, refused.flatten());
                }
                Use::Bye(session) => self.take_bye_answer(now, session, &response),
                Use::Asked(session) => {
                    self.take_asked_answer(now, session, ticket, Some(&response));
                }
                Use::Outside(id) => self.take_outside_answer(id, response),
                Use::Refer(session) => self.take_refer_answer(session, response.status),
                Use::Nobody => {}
            },
        }
    }

    /// Sends the ACK of a refusal and hands out the INVITE that it ends.
    fn acknowledge_refusal(&mut self, ticket: Ticket, refusal: &Response) -> Option<Request> {
        let request = self.attempts.get_mut(&ticket)?.request.take()?;
        let ack = ack_of_refusal(&request, refusal);
        self.transactions
            .acknowledge(ticket, ack.write(), &mut self.out);
        Some(*request)
    }

    fn take_invite_answer(
        &mut self,
        now: Mono,
        session: SessionId,
        ticket: Ticket,
        response: Response,
        refused: Option<Request>,
    ) {
        if response.is_success() {
            self.take_2xx(now, session, ticket, response);
            return;
        }
        let Some(Session::Calling(calling)) = self.sessions.get(&session) else {
            if !response.is_provisional() {
                let status = response.status;
                let challenged = matches!(status, 401 | 407);
                if challenged && self.propose_with_proof(now, session, ticket, &response, refused) {
                    return;
                }
                self.take_dissent(now, session, ticket, status, Some(&response));
            }
            return;
        };
        if calling.attempt != ticket {
            return;
        }
        if response.is_provisional() {
            self.take_progress(now, session, ticket, response);
        } else {
            self.take_refusal(now, session, ticket, response, refused);
        }
    }

    fn take_progress(&mut self, now: Mono, id: SessionId, ticket: Ticket, response: Response) {
        let Some(Session::Calling(mut calling)) = self.sessions.remove(&id) else {
            return;
        };
        calling.heard = true;
        if let Leave::Wanted(reason) = calling.leave.clone() {
            self.cancel(now, id, &mut calling, reason);
        } else if response.status > 100 && calling.leave == Leave::No {
            self.note_early(&mut calling, ticket, &response);
            self.tell_progress(now, id, &mut calling, &response);
        }
        self.keep(id, Session::Calling(calling));
    }

    /// Tells a provisional answer, unless it is a copy or out of its order, and acknowledges it if it
    /// asks for that.
    fn tell_progress(
        &mut self,
        now: Mono,
        session: SessionId,
        calling: &mut Calling,
        response: &Response,
    ) {
        match calling.judge(response) {
            Judged::Stale => {
                self.counters.provisionals_ignored += 1;
                return;
            }
            Judged::Reliable(rseq) => self.acknowledge_early(now, calling, response, rseq),
            Judged::News => {}
        }
        let sdp = compose::sdp(&response.headers, &response.body);
        self.out.tell(Event::Progressed {
            session,
            status: response.status,
            sdp,
        });
    }

    /// Keeps the early dialog of a fork that rings.
    fn note_early(&self, calling: &mut Calling, ticket: Ticket, response: &Response) {
        let (_, Some(tag)) = response.headers.tags() else {
            return;
        };
        calling.exchange.terms.hear(&response.headers);
        let known = calling.early.iter().any(|early| early.id.remote == tag);
        if known || calling.early.len() >= RINGING {
            return;
        }
        let attempt = self.attempts.get(&ticket);
        calling
            .early
            .extend(attempt.and_then(|a| Dialog::of_response(&a.origin, response)));
    }

    fn take_refusal(
        &mut self,
        now: Mono,
        id: SessionId,
        ticket: Ticket,
        response: Response,
        refused: Option<Request>,
    ) {
        let Some(Session::Calling(mut calling)) = self.close(id) else {
            return;
        };
        if calling.leave != Leave::No {
            return;
        }
        let flow = self
            .attempts
            .get(&ticket)
            .map(|attempt| attempt.origin.flow);
        let again = refused.zip(flow).and_then(|(request, flow)| {
            let answers = self.amend(&mut calling, &request, &response)?;
            Some(self.send_again(now, id, flow, request, &answers))
        });
        match again {
            Some(attempt) => {
                calling.attempt = attempt;
                calling.heard = false;
                calling.early.clear();
                calling.heard_of.clear();
                calling.exchange = Early::default();
                self.keep(id, Session::Calling(calling));
            }
            None => {
                let (status, reason) = (response.status, response.headers.network_reason());
                self.out.tell(Event::Failed {
                    session: id,
                    status,
                    reason,
                    silent: false,
                });
            }
        }
    }

    /// The headers with which a refused INVITE is sent again, if there is a point in that.
    fn amend(
        &mut self,
        calling: &mut Calling,
        request: &Request,
        response: &Response,
    ) -> Option<Vec<(&'static str, String)>> {
        if response.status == 422 {
            let first = !std::mem::replace(&mut calling.prolonged, true);
            let longer = refresh::ask_for_more(request, response).filter(|_| first)?;
            return Some(longer.into());
        }
        let credentials = calling.credentials.as_deref()?;
        let what = (&request.method, &*request.uri.to_string(), &*request.body);
        let before = calling.challenges;
        let Proof { name, value } =
            prove(response, credentials, before, what, &self.chance.hex(8))?;
        calling.challenges += 1;
        Some(vec![(name, value)])
    }

    fn take_bye_answer(&mut self, now: Mono, session: SessionId, response: &Response) {
        if response.is_provisional() {
            return;
        }
        let Some(Session::Leaving(mut leaving)) = self.close(session) else {
            return;
        };
        // Taken away, so that a second challenge finds no credentials.
        let Some(credentials) = leaving.credentials.take() else {
            return;
        };
        let uri = leaving.dialog.uri().to_string();
        let what = (&Method::Bye, &*uri, &[][..]);
        let proof = prove(response, &credentials, 0, what, &self.chance.hex(8));
        let Some(Proof { name, value }) = proof else {
            return;
        };
        let reason = leaving.reason.take();
        let user = Use::Bye(session);
        self.send_bye(
            now,
            &mut leaving.dialog,
            reason.as_ref(),
            user,
            Some((name, &value)),
        );
        self.keep(session, Session::Leaving(leaving));
    }
}

/// The transaction of an answer. `None` if it is not for us: then it has several Vias (RFC 3261
/// section 8.1.3.3).
fn key(response: &Response) -> Option<Key> {
    let mut vias = response.headers.all("Via");
    let (Some(_), None) = (vias.next(), vias.next()) else {
        return None;
    };
    let via = response.headers.top_via()?;
    let (_, method) = response.headers.cseq()?;
    Some(Key::of_ours(via.branch()?, &method))
}
