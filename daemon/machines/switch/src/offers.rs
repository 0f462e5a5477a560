//! Devices' legs: the phones that a call rings, at every contact where they are found.

use std::net::SocketAddr;

use contact::{DialCause, LegEvent, LegId};
use kernel::Now;
use media::sdp;
use model::Extension;
use sip::{Dial, Flow, SessionId};

use crate::calls::{CODECS, answered_elsewhere, session_id};
use crate::interface::{MediaCommand, Output};
use crate::legs::{Device, Side};
use crate::switch::Switch;

/// Where a phone is found.
struct Target {
    uri: String,
    flow: Flow,
}

impl Switch {
    /// The call rings a phone: that takes a port first.
    pub(crate) fn dial(&mut self, now: Now, leg: LegId, device: Device) {
        if self.targets(&device.phone).is_empty() {
            return self.tell(now, leg, LegEvent::Failed(DialCause::Unreachable));
        }
        self.legs.insert(leg, Side::Device(device));
        self.put(Output::Media(MediaCommand::Open(leg)));
    }

    /// The port is there: an INVITE goes to each contact of the phone, all with the same offer.
    pub(crate) fn offer_device(&mut self, now: Now, leg: LegId, port: SocketAddr) {
        let Some(device) = self.legs.device_mut(leg) else {
            return;
        };
        let auto_answer = device.auto_answer;
        let (phone, caller, callee) = (
            device.phone.clone(),
            device.caller.clone(),
            device.callee.clone(),
        );
        let headers = match auto_answer {
            true => self.ask_to_answer(),
            false => Vec::new(),
        };
        let mut sessions = Vec::new();
        for target in self.targets(&phone) {
            let session = self.stack.dial(
                now.mono,
                Dial {
                    flow: target.flow,
                    to: target.uri.clone(),
                    uri: target.uri,
                    from_user: if caller.is_empty() {
                        "anonymous".to_owned()
                    } else {
                        caller.clone()
                    },
                    from_name: callee.clone(),
                    headers: headers.clone(),
                    sdp: sdp::offer(port, CODECS, session_id(leg), 1),
                    credentials: None,
                },
            );
            self.legs.attach(session, leg);
            sessions.push(session);
        }
        if sessions.is_empty() {
            return self.device_gone(now, leg, LegEvent::Failed(DialCause::Unreachable));
        }
        if let Some(device) = self.legs.device_mut(leg) {
            device.ringing = sessions;
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

    /// A contact rings, or says something like it.
    pub(crate) fn device_progressed(&mut self, now: Now, session: SessionId) {
        let Some(leg) = self.legs.of(session) else {
            return;
        };
        let Some(device) = self.legs.device_mut(leg) else {
            return;
        };
        if !std::mem::replace(&mut device.told_ringing, true) {
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
        let remote = answer
            .and_then(|text| sdp::parse(text).ok())
            .and_then(|answer| sdp::accept(&answer, CODECS).ok());
        match remote {
            Some(remote) => {
                self.connect(leg, remote);
                self.tell(now, leg, LegEvent::Up);
            }
            None => {
                self.close_leg(now, leg, None);
                self.tell(now, leg, LegEvent::Failed(DialCause::Failed));
            }
        }
    }

    /// A contact refused; when it was the last, the phone has, and when it speaks for all (RFC 3261
    /// section 16.7 step 5), the others stop ringing.
    pub(crate) fn device_failed(&mut self, now: Now, session: SessionId, status: u16) {
        let Some(leg) = self.legs.of(session) else {
            return;
        };
        self.legs.detach(session);
        let Some(device) = self.legs.device_mut(leg) else {
            return;
        };
        device.ringing.retain(|other| *other != session);
        let for_all = (600..700).contains(&status);
        if device.up.is_none() && (for_all || device.ringing.is_empty()) {
            self.device_gone(now, leg, LegEvent::Failed(cause_of(status)));
        }
    }

    /// The leg is over before it was up.
    pub(crate) fn device_gone(&mut self, now: Now, leg: LegId, event: LegEvent) {
        self.close_leg(now, leg, None);
        self.tell(now, leg, event);
    }

    fn targets(&self, phone: &Extension) -> Vec<Target> {
        let fixed = self
            .config
            .phones
            .get(phone)
            .and_then(|phone| phone.contact.as_ref());
        if let Some(contact) = fixed {
            let flow = Flow {
                local: self.settings.sip,
                remote: contact.address,
            };
            return vec![Target {
                uri: contact.to_string(),
                flow,
            }];
        }
        self.registrar
            .contacts(phone.as_str())
            .iter()
            .map(|binding| Target {
                uri: binding.uri.to_string(),
                flow: binding.flow,
            })
            .collect()
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
}
