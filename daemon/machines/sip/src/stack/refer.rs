//! REFER: the other side asks us to call somebody in its place, or we ask it (RFC 3515). One transfer is
//! under way in a session at a time, and it is over with the session.

use kernel::Mono;

use super::ingress::Incoming;
use super::session::Session;
use super::{Stack, Use, compose};
use crate::dialog::DialogId;
use crate::message::{
    Fields, Method, NameAddr, Params, Request, Response, Scheme, reason_phrase, response_to,
};
use crate::transaction::{Key, Sent, Ticket};
use crate::{Event, Refer, Replaced, SessionId};

/// Says that no NOTIFY is wanted, or will come (RFC 4488).
const REFER_SUB: &str = "Refer-Sub";

/// What is said of one of which nothing is known yet.
const TRYING: u16 = 100;

/// What is said of a transfer that the end of its call has ended.
const GONE: u16 = 487;

/// A transfer that is under way.
#[derive(Debug)]
pub(super) enum Referral {
    /// The other side asked for it.
    Theirs(Box<Theirs>),
    /// We asked for it.
    Ours,
}

/// A REFER that came.
#[derive(Debug)]
pub(super) struct Theirs {
    /// Its transaction.
    ticket: Ticket,
    /// The answer as far as it copies the request.
    answer: Response,
    /// Its CSeq, which names the subscription that it makes.
    pub cseq: u32,
    /// Whether the other side wants to hear what becomes of it.
    pub subscribed: bool,
    /// Whether it has its answer.
    taken: bool,
}

impl Stack {
    /// A REFER within a session: told once it says whom it means.
    pub(super) fn take_refer(&mut self, now: Mono, id: SessionId, incoming: Incoming) {
        if !matches!(self.sessions.get(&id), Some(Session::Up(_))) {
            return self.reply(now, incoming, 481, &[]);
        }
        if self.referrals.contains_key(&id) {
            self.counters.referrals_crossed += 1;
            return self.reply(now, incoming, 491, &[]);
        }
        match self.meant(&incoming.request) {
            Err(status) => self.reply(now, incoming, status, &[]),
            Ok(refer) => self.begin_referral(now, id, incoming, refer),
        }
    }

    fn begin_referral(&mut self, now: Mono, id: SessionId, incoming: Incoming, refer: Refer) {
        let Incoming {
            key, back, request, ..
        } = incoming;
        self.counters.referrals += 1;
        let ticket = self.transactions.accept(now, key, back, false, Use::Nobody);
        let theirs = Theirs {
            ticket,
            answer: response_to(&request, 202, ""),
            cseq: request.headers.cseq().map_or(0, |(number, _)| number),
            subscribed: !is_false(request.headers.first(REFER_SUB)),
            taken: false,
        };
        self.referrals
            .insert(id, Referral::Theirs(Box::new(theirs)));
        self.out.tell(Event::Referred(id, refer));
    }

    /// Whom a REFER means, or why it means nobody.
    fn meant(&self, request: &Request) -> Result<Refer, u16> {
        let mut targets = request.headers.all("Refer-To");
        let (Some(text), None) = (targets.next(), targets.next()) else {
            return Err(400);
        };
        let uri = NameAddr::read(text).ok_or(400_u16)?.uri;
        if matches!(uri.scheme, Scheme::Other(_)) {
            return Err(416);
        }
        let method = uri.params.get("method").unwrap_or("INVITE");
        if !method.eq_ignore_ascii_case("INVITE") {
            return Err(403);
        }
        let replaces = uri.header_text("Replaces");
        Ok(Refer {
            target: uri.bare(),
            replaces: replaces.map(|text| self.replaced(&text)),
        })
    }

    /// The session that Replaces names: its dialog as we see it has their tag for the From of whoever
    /// asks (RFC 3891 section 3).
    fn replaced(&self, text: &str) -> Replaced {
        let (call_id, params) = text.split_once(';').unwrap_or((text, ""));
        let params = Params::read(params);
        let tag = |name| params.get(name).unwrap_or_default().to_owned();
        let id = DialogId {
            call_id: call_id.trim().to_owned(),
            local: tag("to-tag"),
            remote: tag("from-tag"),
        };
        match self.dialogs.get(&id) {
            Some(session) if matches!(self.sessions.get(session), Some(Session::Up(_))) => {
                Replaced::Known(*session)
            }
            _ => Replaced::Unknown,
        }
    }

    /// Whom a REFER means is called: 202, and a NOTIFY that says so.
    pub fn take_referral(&mut self, now: Mono, session: SessionId) {
        let Some(Referral::Theirs(mut theirs)) = self.referrals.remove(&session) else {
            return;
        };
        let dialog = self
            .sessions
            .get(&session)
            .and_then(|it| it.dialogs().first());
        let Some(contact) = dialog.map(compose::contact_in) else {
            return;
        };
        let mut answer = theirs.answer.clone();
        answer.headers.add("Contact", &contact);
        if !theirs.subscribed {
            answer.headers.add(REFER_SUB, "false");
        }
        self.answer_refer(now, theirs.ticket, answer);
        theirs.taken = true;
        if theirs.subscribed {
            self.notify(now, session, theirs.cseq, (TRYING, false));
        }
        self.referrals.insert(session, Referral::Theirs(theirs));
    }

    /// Nobody is called for a REFER.
    pub fn refuse_referral(&mut self, now: Mono, session: SessionId, status: u16) {
        let Some(Referral::Theirs(theirs)) = self.referrals.remove(&session) else {
            return;
        };
        let mut answer = theirs.answer;
        answer.status = status;
        answer.reason = reason_phrase(status).to_string();
        self.answer_refer(now, theirs.ticket, answer);
    }

    fn answer_refer(&mut self, now: Mono, ticket: Ticket, mut answer: Response) {
        answer.headers.add("Server", &self.settings.product);
        let status = answer.status;
        self.transactions
            .answer(now, ticket, status, answer.write(), &mut self.out);
    }

    /// What became of whom a REFER meant. Nothing more is told of it.
    pub fn report(&mut self, now: Mono, session: SessionId, status: u16) {
        if let Some(Referral::Theirs(theirs)) = self.referrals.remove(&session)
            && theirs.subscribed
        {
            self.notify(now, session, theirs.cseq, (status, true));
        }
    }

    /// The other side has hung up before it was known what becomes of whom its REFER meant. It hears that it
    /// hears no more, with what is known by then (RFC 3515 section 2.4.5). One that has forgotten all of the
    /// call answers 481 to that, which does no harm.
    pub(super) fn drop_referral(&mut self, now: Mono, session: SessionId) {
        match self.referrals.get(&session) {
            Some(Referral::Theirs(theirs)) if theirs.taken => self.report(now, session, TRYING),
            Some(Referral::Theirs(_)) => self.refuse_referral(now, session, GONE),
            Some(Referral::Ours) | None => {}
        }
    }

    /// We are about to hang up before it was known what becomes of whom a REFER meant: its subscription does
    /// not end with the call (RFC 5057 section 4.2).
    pub(super) fn end_referral(&mut self, now: Mono, session: SessionId) {
        match self.referrals.get(&session) {
            Some(Referral::Theirs(theirs)) if theirs.taken => self.report(now, session, GONE),
            Some(Referral::Theirs(_)) => self.refuse_referral(now, session, GONE),
            Some(Referral::Ours) | None => {
                self.referrals.remove(&session);
            }
        }
    }

    /// Asks the other side to call somebody in our place. False if that may not be at the moment.
    pub fn refer(&mut self, now: Mono, session: SessionId, target: &str) -> bool {
        if self.is_full() || self.referrals.contains_key(&session) {
            return false;
        }
        let Some(Session::Up(up)) = self.sessions.get_mut(&session) else {
            return false;
        };
        let (mut refer, flow) = up.dialog.request(Method::Refer);
        let contact = compose::contact_in(&up.dialog);
        refer.headers.add("Contact", &contact);
        refer.headers.add("Refer-To", &format!("<{target}>"));
        let branch = self.new_branch();
        compose::dispatch(&mut refer, flow, &branch, &self.settings.product);
        let sent = Sent {
            key: Key::of_ours(&branch, &Method::Refer),
            flow,
            invite: false,
            datagram: refer.write(),
            user: Use::Refer(session),
        };
        self.transactions.send(now, sent, &mut self.out);
        self.referrals.insert(session, Referral::Ours);
        true
    }

    /// An answer to our REFER, or none (408).
    pub(super) fn take_refer_answer(&mut self, session: SessionId, status: u16) {
        let asked = matches!(self.referrals.get(&session), Some(Referral::Ours));
        if asked && status >= 300 {
            self.referrals.remove(&session);
            self.out.tell(Event::Notified(session, status));
        }
    }
}

fn is_false(value: Option<&str>) -> bool {
    let word = value.map(|value| value.split(';').next().unwrap_or_default().trim());
    word.is_some_and(|word| word.eq_ignore_ascii_case("false"))
}
