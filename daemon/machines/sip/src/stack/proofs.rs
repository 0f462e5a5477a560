//! Challenges to requests of ours within a session that is up: answered once each, so that a refresh
//! reaches a carrier that asks again who we are.

use kernel::Mono;

use super::challenge::{Proof, prove};
use super::session::Session;
use super::{Stack, compose};
use crate::SessionId;
use crate::message::{Fields, Method, Request, Response};
use crate::transaction::Ticket;

impl Stack {
    /// Sends a challenged re-INVITE again with its proof; says whether it did.
    pub(super) fn propose_with_proof(
        &mut self,
        now: Mono,
        id: SessionId,
        ticket: Ticket,
        response: &Response,
        refused: Option<Request>,
    ) -> bool {
        let cnonce = self.chance.hex(8);
        let (Some(mut request), Some(Session::Up(up))) = (refused, self.sessions.get_mut(&id))
        else {
            return false;
        };
        let proposal = up
            .proposal
            .as_mut()
            .filter(|it| it.ticket == ticket && !it.proved);
        let (Some(proposal), Some(credentials)) = (proposal, &up.credentials) else {
            return false;
        };
        let what = (&request.method, &*request.uri.to_string(), &*request.body);
        let Some(Proof { name, value }) = prove(response, credentials, 0, what, &cnonce) else {
            return false;
        };
        proposal.proved = true;
        let (next, flow) = up.dialog.request(Method::Invite);
        let numbered = next.headers.first("CSeq").unwrap_or_default().to_string();
        request.headers.set("CSeq", &numbered);
        request.headers.set(name, &value);
        request.headers.remove("Via");
        let again = self.send_invite(now, id, flow, request);
        if let Some(Session::Up(up)) = self.sessions.get_mut(&id)
            && let Some(proposal) = &mut up.proposal
        {
            proposal.ticket = again;
        }
        true
    }

    /// Sends a challenged UPDATE that refreshes again with its proof; says whether it did.
    pub(super) fn refresh_with_proof(
        &mut self,
        now: Mono,
        id: SessionId,
        response: Option<&Response>,
    ) -> bool {
        let cnonce = self.chance.hex(8);
        let Some(Session::Up(up)) = self.sessions.get_mut(&id) else {
            return false;
        };
        let (Some(response), Some(credentials), Some(timer)) =
            (response, &up.credentials, up.care.timer)
        else {
            return false;
        };
        let uri = up.dialog.uri().to_string();
        let what = (&Method::Update, &*uri, &[][..]);
        let proof = prove(response, credentials, 0, what, &cnonce);
        let Some(Proof { name, value }) = proof.filter(|_| !up.care.proved) else {
            return false;
        };
        up.care.proved = true;
        let sent = self.ask(now, id, Method::Update, |request| {
            request.headers.add("Supported", compose::SUPPORTED);
            timer.request(&mut request.headers);
            request.headers.add(name, &value);
        });
        if let Some(Session::Up(up)) = self.sessions.get_mut(&id) {
            up.care.refreshing = sent;
        }
        sent.is_some()
    }
}
