//! The way of an RTP packet into a leg.

use std::net::SocketAddr;

use kernel::Mono;

use super::Sink;
use super::leg::{Leg, Voice};
use super::source::Verdict;
use crate::dtmf::Heard;
use crate::outgoing::{Head, MAX_PAYLOAD, Scratch, payload_of};
use crate::rtp::{Arrival, Packet};
use crate::sdp::{Codec, OUR_EVENTS};
use crate::{Event, Remote, g711};

/// A packet that a leg took.
#[derive(Copy, Clone, Debug)]
pub(super) struct Said<'a> {
    pub(super) packet: Packet<'a>,
    pub(super) content: Content,
    /// Whether a stream begins with it.
    pub(super) begins: bool,
}

/// What its payload is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Audio(Codec),
    TelephoneEvent,
    /// The rest of a key that was pressed before its leg was bridged: nobody's business there.
    SpentEvent,
    Unknown,
}

impl Content {
    /// By what was agreed on; static types count besides, since some senders change between them,
    /// and so does the event type that we propose.
    fn of(payload_type: u8, remote: &Remote) -> Content {
        match payload_type {
            agreed if agreed == remote.payload_type => Content::Audio(remote.codec),
            events if Some(events) == remote.dtmf => Content::TelephoneEvent,
            8 => Content::Audio(Codec::Pcma),
            0 => Content::Audio(Codec::Pcmu),
            OUR_EVENTS => Content::TelephoneEvent,
            _ => Content::Unknown,
        }
    }
}

impl Leg {
    /// Takes a packet, or counts why not.
    pub(super) fn take<'a>(
        &mut self,
        now: Mono,
        from: SocketAddr,
        bytes: &'a [u8],
        out: &mut impl Sink,
    ) -> Option<Said<'a>> {
        let drops = &mut self.drops;
        let Some(link) = self.link.as_mut() else {
            drops.unconnected += 1;
            return None;
        };
        let Ok(packet) = Packet::read(bytes) else {
            drops.malformed += 1;
            return None;
        };
        match link.source.judge(now, from, &packet, self.settings) {
            Verdict::Take => {}
            Verdict::Probation => {
                drops.probation += 1;
                return None;
            }
            Verdict::Foreign => {
                drops.foreign += 1;
                return None;
            }
        }
        if link.heard(now) {
            out.event(Event::Mute(self.number, false));
        }
        if !link.flowing {
            link.flowing = true;
            out.event(Event::Flowing(self.number, from));
        }
        let arrival = self.reception.take(now, &packet);
        match arrival {
            Arrival::Start | Arrival::Next | Arrival::Late => {}
            Arrival::Duplicate => {
                drops.duplicate += 1;
                return None;
            }
            Arrival::Stray => {
                drops.misordered += 1;
                return None;
            }
        }
        if packet.payload.len() > MAX_PAYLOAD {
            drops.oversized += 1;
            return None;
        }
        self.received.0 += 1;
        self.received.1 += packet.payload.len() as u64;
        let begins = arrival == Arrival::Start;
        if begins {
            self.keys.restart();
        }
        let mut content = Content::of(packet.payload_type, &link.remote);
        match content {
            Content::TelephoneEvent => {
                self.key(now, &packet, out);
                if self.keys.is_spent(packet.timestamp) {
                    content = Content::SpentEvent;
                }
            }
            Content::Unknown => drops.unknown_payload += 1,
            Content::Audio(_) | Content::SpentEvent => {}
        }
        Some(Said {
            packet,
            content,
            begins,
        })
    }

    fn key(&mut self, now: Mono, packet: &Packet<'_>, out: &mut impl Sink) {
        match self
            .keys
            .take(now, packet.timestamp, packet.marker, packet.payload)
        {
            Heard::Digit(digit) => out.event(Event::Digit(self.number, digit)),
            Heard::Refused => self.drops.digits_refused += 1,
            Heard::Nothing => {}
        }
    }

    /// Sends on what its peer said, unless something else is sent to it.
    pub(super) fn relay(
        &mut self,
        now: Mono,
        said: &Said<'_>,
        scratch: &mut Scratch,
        out: &mut impl Sink,
    ) {
        let Some(link) = self.link.as_ref() else {
            return;
        };
        let remote = &link.remote;
        if said.begins || self.voice != Voice::Relay {
            self.relay.restart();
        }
        if self.due.is_some() {
            return;
        }
        if !remote.send {
            self.voice = Voice::Nobody;
            return;
        }
        let packet = &said.packet;
        let length = packet.payload.len();
        let payload = payload_of(scratch);
        let (payload_type, samples) = match (said.content, remote.dtmf) {
            (Content::Audio(codec), _) => {
                g711::transcode(codec, remote.codec, packet.payload, payload);
                (remote.payload_type, length)
            }
            (Content::TelephoneEvent, Some(events)) => {
                payload
                    .iter_mut()
                    .zip(packet.payload)
                    .for_each(|(to, from)| *to = *from);
                (events, 0)
            }
            _ => {
                self.relay.leave_out(packet);
                return;
            }
        };
        let Some(place) = self.relay.place(now, packet, &self.outgoing) else {
            self.drops.misordered += 1;
            return;
        };
        self.voice = Voice::Relay;
        let head = Head {
            marker: place.marker,
            payload_type,
            sequence: Some(place.sequence),
            timestamp: place.timestamp,
            samples: samples as u32,
        };
        let packet = self.outgoing.seal(scratch, now, head, length);
        out.rtp(self.number, link.source.destination(), packet);
    }
}
