//! The legs of those who call us, customers and our own phones: their INVITE becomes a call, and what the
//! call decides becomes their answer.

use std::net::{IpAddr, SocketAddr};

use contact::{Arrival, DialCause, LegEvent, LegId, Outgoing, Release};
use kernel::Now;
use media::sdp::{self, Terms};
use media::{Family, Remote};
use model::{CallId, DialString, Name};
use sip::{Ending, Invite, Refusal, SessionId};

use crate::causes::normal_clearing;
use crate::diverted::diversion_of;
use crate::gate::{Whose, retry_after};
use crate::identity::caller_of;
use crate::interface::{MediaCommand, Output};
use crate::keys::Takes;
use crate::legs::{Customer, Side};
use crate::line::Line;
use crate::switch::Switch;
use crate::traced::{Conversation, OtherEnd};

impl Switch {
    /// An INVITE that the gate let in.
    pub(crate) fn invited(&mut self, now: Now, session: SessionId, invite: &Invite) {
        let from = self.whose(&invite.request, invite.flow.remote.ip());
        if matches!(from, Whose::Nobody | Whose::Gateway(_, None)) {
            self.counters.refused_unknown += 1;
            return self.stack.refuse(now.mono, session, &refusal(404));
        }
        let line = match &from {
            Whose::Trunk(trunk, _) => self.line_of_trunk(trunk),
            Whose::Phone(phone) => self.line_of_phone(phone),
            Whose::Gateway(account, _) => self
                .gateway_of(account)
                .map_or_else(Line::default, |(trunk, _)| self.line_of_trunk(trunk)),
            Whose::Nobody => return,
        };
        let ours = invite.flow.local.ip();
        let srtp = self.keys_for(&line);
        let terms = Terms {
            codecs: &line.codecs,
            srtp,
        };
        let Ok(offer) = acceptable(invite.sdp.as_deref(), ours, terms) else {
            self.counters.refused_codec += 1;
            return self.stack.refuse(now.mono, session, &refusal(488));
        };
        let leg = LegId {
            call: CallId(self.chance.id(now.wall)),
            number: 0,
        };
        self.counters.calls += 1;
        let customer = Customer {
            session,
            ours: matches!(from, Whose::Phone(_)),
            offer,
            family: Family::of(invite.flow.local.ip()),
            up: false,
            early: false,
            wanted: false,
        };
        self.legs.insert(leg, line, srtp, Side::Customer(customer));
        self.trace_caller(leg, session, &from);
        let input = match from {
            Whose::Nobody | Whose::Gateway(_, None) => return,
            Whose::Gateway(account, Some(number)) => {
                let trunk = self.gateway_of(&account).map(|(name, _)| name.clone());
                let Some(trunk) = trunk else { return };
                self.arrived(leg, trunk, number, invite)
            }
            Whose::Trunk(trunk, number) => self.arrived(leg, trunk, number, invite),
            Whose::Phone(phone) => contact::Input::Dialled(Outgoing {
                leg,
                phone,
                dialled: invite.request.uri.number_text().unwrap_or_default(),
            }),
        };
        self.center.handle(now, input);
    }

    /// Tells the flight recorder who is at the other end of a call that came in.
    fn trace_caller(&mut self, leg: LegId, session: SessionId, from: &Whose) {
        let end = match from {
            Whose::Gateway(account, Some(_)) => self
                .gateway_of(account)
                .map(|(trunk, _)| OtherEnd::Trunk(trunk.clone())),
            Whose::Trunk(trunk, _) => Some(OtherEnd::Trunk(trunk.clone())),
            Whose::Phone(phone) => Some(OtherEnd::Phone(phone.clone())),
            Whose::Nobody | Whose::Gateway(_, None) => None,
        };
        if let Some(end) = end {
            self.trace(leg, session, end);
        }
    }

    /// A call by a trunk to a number of ours.
    fn arrived(
        &self,
        leg: LegId,
        trunk: Name,
        number: DialString,
        invite: &Invite,
    ) -> contact::Input {
        let known = self.config.trunks.get(&trunk);
        let numbering = known.map(|known| known.numbering.clone());
        contact::Input::Arrived(Arrival {
            leg,
            trunk,
            number,
            caller: caller_of(invite, &numbering.unwrap_or_default()),
            diversion: diversion_of(&invite.request),
        })
    }

    /// Whoever calls us, and has no answer yet, is told that it rings.
    pub(crate) fn ring(&mut self, now: Now, leg: LegId) {
        if let Some(customer) = self.legs.customer_mut(leg) {
            let session = customer.session;
            self.stack.ring(now.mono, session);
        }
    }

    /// The call does not want the customer.
    pub(crate) fn refuse(&mut self, now: Now, leg: LegId, why: contact::Refusal) {
        use contact::Refusal as Why;
        let status = match why {
            Why::NotFound => 404,
            Why::Blocked => 603,
            Why::NoRoom | Why::Flood => 503,
            Why::Forbidden => 403,
            Why::Occupied => 486,
            Why::NotReached(cause) => status_of(cause),
        };
        match why {
            Why::NotFound => self.counters.refused_unknown += 1,
            Why::Blocked => self.counters.refused_blocked += 1,
            Why::NoRoom | Why::Flood => self.counters.refused_limit += 1,
            Why::Forbidden | Why::Occupied => self.counters.refused_phones += 1,
            Why::NotReached(_) => {}
        }
        let recorded = matches!(why, Why::NoRoom | Why::Blocked | Why::NotReached(_));
        if !recorded {
            self.counters.calls = self.counters.calls.saturating_sub(1);
        }
        self.drop_customer(now, leg, status);
    }

    /// The call wants the customer answered: that takes a port first.
    pub(crate) fn accept(&mut self, now: Now, leg: LegId) {
        let Some(known) = self.legs.get_mut(leg) else {
            return;
        };
        let port = known.port;
        let Some(customer) = self.legs.customer_mut(leg) else {
            return;
        };
        customer.wanted = true;
        let family = customer.family;
        match port {
            Some(port) => self.answer_customer(now, leg, port),
            None if customer.early => {}
            None => self.put(Output::Media(MediaCommand::Open(leg, family))),
        }
    }

    /// A leg has its port: the customer gets his answer, the phone its offer.
    pub(crate) fn opened(&mut self, now: Now, leg: LegId, port: SocketAddr) {
        let Some(known) = self.legs.get_mut(leg) else {
            return;
        };
        known.port = Some(port);
        match &known.side {
            Side::Customer(customer) if customer.early && !customer.wanted => {
                self.let_hear(now, leg, port);
            }
            Side::Customer(_) => self.answer_customer(now, leg, port),
            Side::Device(device) if device.up.is_some() => self.move_device(now, leg, port),
            Side::Device(_) => self.offer_device(now, leg, port),
        }
    }

    /// A leg has no port.
    pub(crate) fn open_failed(&mut self, now: Now, leg: LegId) {
        self.counters.no_port += 1;
        match self.legs.customer_mut(leg) {
            Some(_) => {
                self.drop_customer(now, leg, 503);
                self.tell(now, leg, LegEvent::Failed(DialCause::NoRoom));
            }
            None => self.device_gone(now, leg, LegEvent::Failed(DialCause::NoRoom)),
        }
    }

    fn answer_customer(&mut self, now: Now, leg: LegId, port: SocketAddr) {
        let id = session_id(leg);
        let Some(spoken) = self.legs.spoken(leg) else {
            return;
        };
        let Some(customer) = self.legs.customer_mut(leg) else {
            return;
        };
        let session = customer.session;
        customer.up = true;
        let answer = match customer.offer.take() {
            Some(offer) => sdp::answer(&offer, port, &spoken, id, 1).ok(),
            None => None,
        };
        match answer {
            Some(answer) => {
                self.connect(leg, answer.remote);
                self.stack.answer(now.mono, session, answer.text);
            }
            None => self
                .stack
                .answer(now.mono, session, sdp::offer(port, &spoken, id, 1)),
        }
        self.tell(now, leg, LegEvent::Up);
    }

    /// A re-INVITE: the same port, the other side's new address and direction.
    pub(crate) fn reoffered(&mut self, now: Now, session: SessionId, offer: Option<&[u8]>) {
        let known = self.legs.of(session).and_then(|id| {
            let leg = self.legs.get_mut(id)?;
            leg.version += 1;
            let (port, origin, version) = (leg.port?, session_id(leg.origin), leg.version);
            Some((id, port, origin, version, self.legs.spoken(id)?))
        });
        let Some((leg, port, origin, version, spoken)) = known else {
            return self.stack.refuse(now.mono, session, &refusal(481));
        };
        let Some(offer) = offer else {
            let text = sdp::offer(port, &spoken, origin, version);
            return self.stack.answer(now.mono, session, text);
        };
        let answer = sdp::parse(offer)
            .ok()
            .and_then(|offer| sdp::answer(&offer, port, &spoken, origin, version).ok());
        match answer {
            Some(answer) => {
                self.connect(leg, answer.remote);
                self.stack.answer(now.mono, session, answer.text);
            }
            None => self.stack.refuse(now.mono, session, &refusal(488)),
        }
    }

    /// The other side acknowledged, and answered an offer of ours if we made one (RFC 3261 section
    /// 13.2.1). Without an answer that we can use there is no one to hear; what was agreed on before
    /// stays.
    pub(crate) fn confirmed(&mut self, now: Now, session: SessionId, answer: Option<&[u8]>) {
        let Some(leg) = self.legs.of(session) else {
            return;
        };
        let remote = answer.and_then(|text| self.agreed(leg, text));
        match remote {
            Some(remote) => self.connect(leg, remote),
            None if self.legs.is_connected(leg) => {}
            None => {
                self.close_leg(now, leg, None);
                self.tell(now, leg, LegEvent::Gone(Release::Broken));
            }
        }
    }

    /// The media threads learn where the other end of a leg is.
    pub(crate) fn connect(&mut self, leg: LegId, remote: Remote) {
        let Some(known) = self.legs.get_mut(leg) else {
            return;
        };
        known.connected = true;
        known.codec = Some(remote.codec);
        let remote = known.line.heard(remote);
        known.takes = Some(Takes::of(&remote));
        known.heard = remote.send && remote.receive;
        known.mute = false;
        let session = known.session();
        if let Some(session) = session {
            self.stack.trust(session);
        }
        let remote = match session.and_then(|session| self.stack.translated(session)) {
            Some((believed, seen)) => beyond(remote, believed, seen),
            None => remote,
        };
        self.put(Output::Media(MediaCommand::Connect(leg, remote)));
    }

    /// A session is over, and not because we said so.
    pub(crate) fn session_ended(&mut self, now: Now, session: SessionId, ending: &Ending) {
        let Some(leg) = self.legs.of(session) else {
            return;
        };
        let release = match ending {
            Ending::Bye(_) | Ending::Cancelled(_) => Release::HungUp,
            Ending::NeverAcknowledged | Ending::Lost => Release::Broken,
        };
        self.legs.detach(session);
        self.close_leg(now, leg, Some(session));
        self.tell(now, leg, LegEvent::Gone(release));
    }

    /// The call ends a leg, in whatever state it is.
    pub(crate) fn hang_up(&mut self, now: Now, leg: LegId, elsewhere: bool) {
        self.end_leg(now, leg, None, elsewhere.then(answered_elsewhere));
    }

    /// Frees what a leg holds; `over` is a session that is over already.
    pub(crate) fn close_leg(&mut self, now: Now, leg: LegId, over: Option<SessionId>) {
        self.end_leg(now, leg, over, None);
    }

    fn end_leg(
        &mut self,
        now: Now,
        leg: LegId,
        over: Option<SessionId>,
        reason: Option<sip::Reason>,
    ) {
        let Some(known) = self.legs.remove(leg) else {
            return;
        };
        let up = known.up();
        let sessions = known.sessions().into_iter();
        for session in sessions.filter(|session| Some(*session) != over) {
            let normal = (up == Some(session)).then(normal_clearing);
            self.stack
                .hang_up(now.mono, session, reason.clone().or(normal));
        }
        if known.port.is_some() {
            self.owe(leg, Conversation::of(&known));
        }
        self.put(Output::Media(MediaCommand::Close(leg)));
    }

    fn drop_customer(&mut self, now: Now, leg: LegId, status: u16) {
        let Some(session) = self.legs.customer_mut(leg).map(|customer| customer.session) else {
            return;
        };
        self.stack.refuse(now.mono, session, &refusal(status));
        let known = self.legs.remove(leg);
        if let Some(known) = known.filter(|known| known.port.is_some()) {
            self.owe(leg, Conversation::of(&known));
            self.put(Output::Media(MediaCommand::Close(leg)));
        }
    }
}

/// What one of our phones is told whose call reached nobody.
pub(crate) fn status_of(cause: DialCause) -> u16 {
    match cause {
        DialCause::Busy => 486,
        DialCause::Rejected => 603,
        DialCause::NoAnswer | DialCause::Off | DialCause::Unreachable => 480,
        DialCause::NoNumber => 404,
        DialCause::NotANumber => 484,
        DialCause::Blocked => 403,
        DialCause::NoRoom | DialCause::Carrier => 503,
        DialCause::Failed => 500,
    }
}

/// What a customer offers, if it can be agreed on; `Ok(None)`: he asks us to offer.
fn acceptable(
    offer: Option<&[u8]>,
    local: IpAddr,
    terms: Terms<'_>,
) -> Result<Option<sdp::Session>, ()> {
    let Some(text) = offer else { return Ok(None) };
    let offer = sdp::parse(text).map_err(|_| ())?;
    if sdp::is_acceptable(&offer, local, terms) {
        Ok(Some(offer))
    } else {
        Err(())
    }
}

/// The media of who stands behind a NAT: at the address that we see in place of the one that he
/// believes to have. Its port is found when he speaks.
fn beyond(mut remote: Remote, believed: IpAddr, seen: IpAddr) -> Remote {
    for address in [&mut remote.rtp, &mut remote.rtcp] {
        if address.ip() == believed {
            address.set_ip(seen);
        }
    }
    remote
}

/// The id of our session descriptions on a leg (RFC 8866 section 5.2): one for the whole leg.
pub(crate) fn session_id(leg: LegId) -> u64 {
    let (_, low) = leg.call.0.as_u64_pair();
    // Some peers read it as a signed 64-bit number.
    (low >> 1).wrapping_add(u64::from(leg.number))
}

/// Why a phone stops ringing when another has answered (RFC 3326).
pub(crate) fn answered_elsewhere() -> sip::Reason {
    sip::Reason {
        protocol: "SIP".to_owned(),
        cause: 200,
        text: "Call completed elsewhere".to_owned(),
    }
}

pub(crate) fn refusal(status: u16) -> Refusal {
    let headers = if status == 503 {
        vec![retry_after()]
    } else {
        Vec::new()
    };
    Refusal { status, headers }
}
