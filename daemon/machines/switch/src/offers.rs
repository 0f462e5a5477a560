//! The legs of those whom we call: phones, at every contact where they are found, and numbers outside, at
//! the address of their trunk.

use std::net::SocketAddr;
use std::time::Duration;

use contact::{DialCause, Forwarded, LegEvent, LegId};
use kernel::Now;
use media::{Family, sdp};
use model::{DialString, Extension, Name};
use sip::{Dial, Flow, SessionId, Transport};

use crate::calls::{answered_elsewhere, session_id};
use crate::causes::cause_of_reason;
use crate::identity;
use crate::interface::{MediaCommand, Output};
use crate::legs::{Callee, Device, Side};
use crate::switch::Switch;
use crate::trunks::Way;

/// What a proxy says of a flow of a phone that is dead (RFC 5626 section 5.3).
const FLOW_FAILED: u16 = 430;

/// How long a server of a trunk that has another is waited for until it says a word: as long as a connection
/// to one may take, for a caller hears nothing meanwhile.
const PATIENCE: Duration = Duration::from_secs(4);

impl Switch {
    /// The call rings somebody: that takes a port first.
    pub(crate) fn dial(&mut self, now: Now, leg: LegId, device: Device) {
        let targets = self.targets(&device.callee, &[]);
        let Some(family) = targets.first().map(Way::family) else {
            let cause = match device.callee {
                Callee::Phone(_) => DialCause::Unreachable,
                Callee::Outside { .. } => DialCause::Carrier,
            };
            return self.tell(now, leg, LegEvent::Failed(cause));
        };
        let line = self.line_of(&device.callee);
        let srtp = self.keys_for(&line);
        self.legs.insert(leg, line, srtp, Side::Device(device));
        self.put(Output::Media(MediaCommand::Open(leg, family)));
    }

    /// The call goes out over a trunk.
    pub(crate) fn dial_out(
        &mut self,
        now: Now,
        leg: LegId,
        trunk: &Name,
        number: &str,
        caller: &DialString,
        forwarded: Option<Forwarded>,
    ) {
        let outward = identity::outward(&self.config, trunk, number, caller, forwarded);
        self.dial(now, leg, Device::outside(trunk.clone(), outward));
    }

    /// The port is there: an INVITE goes to each contact of the phone, all with the same offer.
    pub(crate) fn offer_device(&mut self, now: Now, leg: LegId, port: SocketAddr) {
        let Some(spoken) = self.legs.spoken(leg) else {
            return;
        };
        let Some(device) = self.legs.device_mut(leg) else {
            return;
        };
        let auto_answer = device.auto_answer;
        let (callee, caller, shown) = (
            device.callee.clone(),
            device.caller.clone(),
            device.shown.clone(),
        );
        let (identity, tried) = (device.identity, device.tried.clone());
        let onward = device.onward.clone();
        let besides = match auto_answer {
            true => self.ask_to_answer(),
            false => Vec::new(),
        };
        let offer = sdp::offer(port, &spoken, session_id(leg), 1);
        let (mut sessions, mut flows) = (Vec::new(), Vec::new());
        let leads_on = self.leads_on(&callee, &tried);
        // There is one offer for all, with one address.
        let mut targets = self.targets(&callee, &tried);
        targets.retain(|target| target.family() == Family::of(port.ip()));
        for target in targets {
            let mut headers = besides.clone();
            flows.push(target.flow);
            let path = target.path.iter().cloned();
            headers.extend(path.map(|hop| ("Route".to_owned(), hop)));
            headers.extend(identity::said(identity, &caller, &target));
            headers.extend(onward.as_ref().map(|onward| onward.said(&target)));
            let session = self.stack.dial(
                now.mono,
                Dial {
                    flow: target.flow,
                    to: target.to,
                    uri: target.uri,
                    from_user: if caller.is_empty() {
                        "anonymous".to_owned()
                    } else {
                        caller.clone()
                    },
                    from_name: shown.clone(),
                    from_host: target.from_host,
                    headers,
                    sdp: offer.clone(),
                    credentials: target.credentials,
                },
            );
            if leads_on {
                self.stack.hurry(now.mono, session, PATIENCE);
            }
            self.legs.attach(session, leg);
            self.trace(leg, session, callee.peer());
            sessions.push(session);
        }
        if sessions.is_empty() {
            return self.device_gone(now, leg, LegEvent::Failed(DialCause::Unreachable));
        }
        if let Some(device) = self.legs.device_mut(leg) {
            device.ringing.extend(sessions);
            device.tried.extend(flows);
        }
    }

    /// What makes a phone answer by itself, if its own settings allow it. There is no standard that
    /// desk phones keep: Yealink and those that follow it look for the words in Alert-Info, others for
    /// the parameter of Call-Info. Either is a URI with a parameter (RFC 3261 sections 20.4, 20.9).
    fn ask_to_answer(&self) -> Vec<(String, String)> {
        let ours = format!("<sip:{}>", self.settings.sip);
        let headers = [
            ("Call-Info", format!("{ours};answer-after=0")),
            (
                "Alert-Info",
                format!("{ours};info=alert-autoanswer;delay=0"),
            ),
        ];
        headers.map(|(name, value)| (name.to_owned(), value)).into()
    }

    /// A contact rings, or says something like it. Only a trunk is believed that there may be audio to
    /// hear before an answer.
    pub(crate) fn device_progressed(&mut self, now: Now, session: SessionId, sdp: Option<&[u8]>) {
        let Some(leg) = self.legs.of(session) else {
            return;
        };
        let Some(device) = self.legs.device_mut(leg) else {
            return;
        };
        let outside = matches!(device.callee, Callee::Outside { .. });
        let ringing = !std::mem::replace(&mut device.told_ringing, true);
        let remote = sdp.filter(|_| outside);
        let remote = remote.and_then(|text| self.agreed(leg, text));
        if let Some(device) = self.legs.device_mut(leg) {
            device.early |= remote.is_some();
        }
        if let Some(remote) = remote {
            self.connect(leg, remote);
        }
        if ringing {
            self.tell(now, leg, LegEvent::Ringing);
        }
    }

    /// A contact answered: the others stop ringing.
    pub(crate) fn device_answered(&mut self, now: Now, session: SessionId, answer: Option<&[u8]>) {
        let Some(leg) = self.legs.of(session) else {
            return self.stack.hang_up(now.mono, session, None);
        };
        let Some(device) = self.legs.device_mut(leg) else {
            return;
        };
        let others: Vec<_> = device
            .ringing
            .drain(..)
            .filter(|other| *other != session)
            .collect();
        device.up = Some(session);
        for other in others {
            self.legs.detach(other);
            self.stack
                .hang_up(now.mono, other, Some(answered_elsewhere()));
        }
        self.trace_up(leg, session);
        // Some carriers answer the offer in a 183 alone.
        let known = self.legs.is_connected(leg);
        match answer.and_then(|text| self.agreed(leg, text)) {
            Some(remote) => {
                self.connect(leg, remote);
                self.tell(now, leg, LegEvent::Up);
            }
            None if known => self.tell(now, leg, LegEvent::Up),
            None => {
                self.close_leg(now, leg, None);
                self.tell(now, leg, LegEvent::Failed(DialCause::Failed));
            }
        }
    }

    /// A contact refused; when it was the last, the phone has, and when it speaks for all (RFC 3261
    /// section 16.7 step 5), the others stop ringing.
    pub(crate) fn device_failed(
        &mut self,
        now: Now,
        session: SessionId,
        status: u16,
        reason: Option<&sip::Reason>,
    ) {
        let Some(leg) = self.legs.of(session) else {
            return;
        };
        self.legs.detach(session);
        let Some(device) = self.legs.device_mut(leg) else {
            return;
        };
        device.ringing.retain(|other| *other != session);
        let for_all = (600..700).contains(&status);
        // What the network behind a carrier says, another server of his would say too.
        let mut said = reason.and_then(cause_of_reason);
        let cause = match device.callee {
            Callee::Phone(_) => cause_of(status),
            Callee::Outside { .. } => {
                said.unwrap_or_else(|| cause_outside(status, device.told_ringing))
            }
        };
        said.take_if(|cause| *cause == DialCause::Carrier);
        if said.is_none() && self.goes_on(now, leg, status) {
            return;
        }
        let Some(device) = self.legs.device_mut(leg) else {
            return;
        };
        if device.up.is_none() && (for_all || device.ringing.is_empty()) {
            self.device_gone(now, leg, LegEvent::Failed(cause));
        }
    }

    /// A server of a trunk is not there or has no room: the call tries the next (RFC 3263 section 4.3). So it
    /// does where a flow of a phone that has several is dead (RFC 5626 section 5.3).
    fn goes_on(&mut self, now: Now, leg: LegId, status: u16) -> bool {
        let Some(known) = self.legs.get_mut(leg) else {
            return false;
        };
        let (Some(port), Side::Device(device)) = (known.port, &mut known.side) else {
            return false;
        };
        let dead = match device.callee {
            Callee::Phone(_) => matches!(status, 408 | FLOW_FAILED | 503),
            Callee::Outside { .. } => matches!(status, 408 | 503),
        };
        if !dead || device.told_ringing || device.up.is_some() {
            return false;
        }
        let (callee, tried) = (device.callee.clone(), device.tried.clone());
        // There is one offer for all that it calls, with one address.
        let family = Family::of(port.ip());
        let mut next = self.targets(&callee, &tried).into_iter();
        let leads_on = next.any(|way| way.family() == family);
        if leads_on {
            self.offer_device(now, leg, port);
        }
        leads_on
    }

    /// The leg is over before it was up.
    pub(crate) fn device_gone(&mut self, now: Now, leg: LegId, event: LegEvent) {
        self.close_leg(now, leg, None);
        self.tell(now, leg, event);
    }

    /// All contacts of a phone, and where these were tried its next flow; of a trunk the way that is next.
    fn targets(&self, callee: &Callee, tried: &[Flow]) -> Vec<Way> {
        match callee {
            Callee::Phone(phone) if tried.is_empty() => self.contacts(phone),
            Callee::Phone(phone) => self.next_flow(phone, tried).into_iter().collect(),
            Callee::Outside { trunk, number } => {
                let ways = self.untried(trunk, number, tried);
                ways.into_iter().take(1).collect()
            }
        }
    }

    /// Whether there is another way behind the one that is next.
    fn leads_on(&self, callee: &Callee, tried: &[Flow]) -> bool {
        match callee {
            Callee::Phone(_) => false,
            Callee::Outside { trunk, number } => self.untried(trunk, number, tried).len() > 1,
        }
    }

    fn untried(&self, trunk: &Name, number: &str, tried: &[Flow]) -> Vec<Way> {
        let mut ways = self.ways(trunk, number);
        ways.retain(|way| !tried.contains(&way.flow));
        ways
    }

    /// The way to somebody; `None` if we have no address from which he can be reached.
    pub(crate) fn flow_to(&self, transport: Transport, remote: SocketAddr) -> Option<Flow> {
        self.settings.places.flow(transport, remote)
    }

    fn contacts(&self, phone: &Extension) -> Vec<Way> {
        let fixed = self
            .config
            .phones
            .get(phone)
            .and_then(|phone| phone.contact.as_ref());
        if let Some(contact) = fixed {
            let flow = self.flow_to(Transport::Udp, contact.address);
            let way = |flow| Way::to(contact.to_string(), flow);
            return flow.map(way).into_iter().collect();
        }
        let called = self.registrar.called(phone.as_str());
        called.map(Way::to_binding).collect()
    }

    fn next_flow(&self, phone: &Extension, tried: &[Flow]) -> Option<Way> {
        let mut flows = self.registrar.contacts(phone.as_str()).iter();
        let next = flows.find(|it| it.reg_id.is_some() && !tried.contains(&it.flow));
        next.map(Way::to_binding)
    }
}

/// What the stack calls a transport of the configuration.
pub(crate) fn transport_named(transport: model::config::Transport) -> Transport {
    use model::config::Transport as Word;
    match transport {
        Word::Udp => Transport::Udp,
        Word::Tcp => Transport::Tcp,
        Word::Tls => Transport::Tls,
    }
}

/// What a final status says of a phone (RFC 3261 section 21).
fn cause_of(status: u16) -> DialCause {
    match status {
        486 | 600 => DialCause::Busy,
        603 | 403 | 433 | 607 | 608 => DialCause::Rejected,
        408 | 480 | 487 => DialCause::NoAnswer,
        404 | 410 | 604 | 502 | 503 | 504 => DialCause::Unreachable,
        _ => DialCause::Failed,
    }
}

/// What a final status of a carrier says where the network behind it says nothing.
fn cause_outside(status: u16, rang: bool) -> DialCause {
    match status {
        404 | 410 | 604 => DialCause::NoNumber,
        484 => DialCause::NotANumber,
        486 | 600 => DialCause::Busy,
        603 => DialCause::Rejected,
        403 if rang => DialCause::Rejected,
        480 if !rang => DialCause::Off,
        480 | 408 | 487 if rang => DialCause::NoAnswer,
        408 => DialCause::Unreachable,
        403 | 607 | 608 => DialCause::Blocked,
        500..=599 => DialCause::Carrier,
        _ => DialCause::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_has_a_cause() {
        assert_eq!(cause_of(486), DialCause::Busy);
        assert_eq!(cause_of(603), DialCause::Rejected);
        assert_eq!(cause_of(480), DialCause::NoAnswer);
        assert_eq!(cause_of(404), DialCause::Unreachable);
        assert_eq!(cause_of(699), DialCause::Failed);
    }

    #[test]
    fn the_status_of_a_carrier_has_its_cause_with_and_without_ringing() {
        let cases = [
            (404, false, DialCause::NoNumber),
            (484, false, DialCause::NotANumber),
            (486, true, DialCause::Busy),
            (603, true, DialCause::Rejected),
            (403, true, DialCause::Rejected),
            (403, false, DialCause::Blocked),
            (480, true, DialCause::NoAnswer),
            (480, false, DialCause::Off),
            (408, true, DialCause::NoAnswer),
            (408, false, DialCause::Unreachable),
            (608, false, DialCause::Blocked),
            (503, false, DialCause::Carrier),
            (699, false, DialCause::Failed),
        ];
        for (status, rang, cause) in cases {
            assert_eq!(cause_outside(status, rang), cause, "{status} {rang}");
        }
    }
}
