//! The way of an RTP packet into a leg.

use std::net::SocketAddr;

use kernel::Mono;

use super::Sink;
use super::leg::Leg;
use super::source::Verdict;
use crate::codec::Codec;
use crate::dtmf::Heard;
use crate::outgoing::MAX_PAYLOAD;
use crate::rtp::{Arrival, Packet};
use crate::sdp::{OUR_EVENTS, OUR_FAST_EVENTS};
use crate::{Event, Remote};

/// A packet that a leg took.
#[derive(Copy, Clone, Debug)]
pub(super) struct Said<'a> {
    pub(super) packet: Packet<'a>,
    pub(super) content: Content,
    /// Whether a stream begins with it.
    pub(super) begins: bool,
    /// The key that it is the first to tell of.
    pub(super) key: Option<char>,
    /// The codec that its leg speaks, and the clock of its events.
    pub(super) codec: Codec,
    pub(super) event_clock: u32,
    /// Whether keys are tones in its voice.
    pub(super) inband: bool,
}

/// The payload type of comfort noise (RFC 3389 section 4).
const COMFORT_NOISE: u8 = 13;

/// What its payload is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Audio(Codec),
    TelephoneEvent,
    /// The rest of a key that was pressed before its leg was bridged: nobody's business there.
    SpentEvent,
    /// Silence, and how it sounds.
    Noise,
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
            COMFORT_NOISE => Content::Noise,
            OUR_EVENTS | OUR_FAST_EVENTS => Content::TelephoneEvent,
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
        let remote = &link.remote;
        let (codec, event_clock) = (remote.codec, remote.dtmf_clock);
        let mut inband = remote.inband;
        let mut content = Content::of(packet.payload_type, remote);
        let mut key = None;
        match content {
            Content::TelephoneEvent => {
                key = self.key(now, &packet, out);
                if self.keys.is_spent(packet.timestamp) {
                    content = Content::SpentEvent;
                }
            }
            Content::Unknown => drops.unknown_payload += 1,
            Content::Audio(_) | Content::Noise | Content::SpentEvent => {}
        }
        inband &= !self.eventful;
        Some(Said {
            packet,
            content,
            begins,
            key,
            codec,
            event_clock,
            inband,
        })
    }

    fn key(&mut self, now: Mono, packet: &Packet<'_>, out: &mut impl Sink) -> Option<char> {
        let heard = self
            .keys
            .take(now, packet.timestamp, packet.marker, packet.payload);
        match heard {
            Heard::Digit(digit) => {
                self.eventful = true;
                out.event(Event::Digit(self.number, digit));
                return Some(digit);
            }
            Heard::Refused => self.drops.digits_refused += 1,
            Heard::Nothing => {}
        }
        None
    }
}
