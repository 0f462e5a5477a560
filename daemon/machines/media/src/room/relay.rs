//! What a leg is sent of what its peer says: the packets themselves where both speak one codec, frames
//! made of what was heard where they do not.

use kernel::Mono;

use super::Sink;
use super::leg::{Leg, Voice};
use super::receive::{Content, Said};
use crate::codec::g711;
use crate::ear::Heard;
use crate::mouth::Mouth;
use crate::noise::Noise;
use crate::outgoing::{Head, Scratch, payload_of};

impl Leg {
    /// Whether it can be sent the packet as it is, or has no use for it.
    pub(super) fn takes(&self, said: &Said<'_>) -> bool {
        let Some(link) = self.link.as_ref() else {
            return true;
        };
        let remote = &link.remote;
        match said.content {
            Content::Audio(codec) => codec.becomes(remote.codec),
            Content::TelephoneEvent => {
                let clocks = said.event_clock == remote.dtmf_clock;
                let takes_events = remote.dtmf.is_some() && !remote.inband;
                takes_events && clocks && said.codec.becomes(remote.codec)
            }
            Content::Noise | Content::SpentEvent | Content::Unknown => true,
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
        if said.begins || self.voice != Voice::Relay {
            self.relay.restart();
        }
        if !self.listens(said.content) {
            return;
        }
        let Some(link) = self.link.as_ref() else {
            return;
        };
        let remote = &link.remote;
        let packet = &said.packet;
        let length = packet.payload.len();
        let payload = payload_of(scratch);
        let (payload_type, samples) = match (said.content, remote.dtmf) {
            (Content::Audio(codec), _) if codec.becomes(remote.codec) => {
                copy(codec.law(), remote.codec.law(), packet.payload, payload);
                (remote.payload_type, codec.samples(packet.payload))
            }
            (Content::TelephoneEvent, Some(events)) => {
                copy(None, None, packet.payload, payload);
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

    /// Says what its peer is heard to say, in its own codec and in frames of its own length.
    pub(super) fn interpret(
        &mut self,
        now: Mono,
        heard: Heard<'_>,
        scratch: &mut Scratch,
        out: &mut impl Sink,
    ) {
        let content = Content::Audio(crate::codec::Codec::Pcma);
        if !self.listens(content) {
            return;
        }
        let Some((codec, frame)) = self.frame() else {
            return;
        };
        let mouth = mouth(&mut self.mouth, codec);
        let mut joins = self.voice == Voice::Interpreter && !heard.begins;
        if !joins {
            mouth.restart();
        }
        mouth.take(heard.samples);
        self.voice = Voice::Interpreter;
        while let Some(length) = self
            .mouth
            .as_mut()
            .and_then(|mouth| mouth.say(frame, payload_of(scratch)))
        {
            let timestamp = if joins {
                self.outgoing.end()
            } else {
                self.outgoing.timestamp(now)
            };
            self.send_frame(now, (!joins, timestamp), (frame, length), scratch, out);
            joins = true;
        }
    }

    /// Whether it is to hear its peer: what else it is sent goes before, and on hold it is sent nothing.
    fn listens(&mut self, content: Content) -> bool {
        if matches!(content, Content::Audio(_)) && self.noise.take().is_some() {
            let busy = self.player.is_some() || !self.digits.is_idle();
            self.due = self.due.filter(|_| busy);
        }
        let Some(link) = self.link.as_ref() else {
            return false;
        };
        if self.due.is_some() {
            return false;
        }
        if !link.remote.send {
            self.voice = Voice::Nobody;
        }
        link.remote.send
    }

    /// Its peer is silent and says how that sounds.
    pub(super) fn hush(&mut self, payload: &[u8]) {
        if self.player.is_none() {
            self.noise = Some(Noise::new(payload));
        }
    }

    /// Presses a key that its peer pressed where it would not hear it otherwise; `toned`: its peer
    /// presses tones, which it hears anyway.
    pub(super) fn press(&mut self, key: char, toned: bool) {
        let Some(link) = self.link.as_ref() else {
            return;
        };
        let needs = match link.remote.inband {
            true => !toned,
            false => link.remote.dtmf.is_some(),
        };
        if needs {
            self.drops.digits_unsent += self.digits.push(key.encode_utf8(&mut [0; 4]));
        }
    }
}

/// What says something in this codec.
pub(super) fn mouth(place: &mut Option<Box<Mouth>>, codec: crate::codec::Codec) -> &mut Mouth {
    let mouth = place.get_or_insert_with(|| Box::new(Mouth::new(codec)));
    mouth.speak(codec);
    mouth
}

/// Writes a payload, of one law of G.711 by the other if need be.
fn copy(from_law: Option<g711::Law>, to_law: Option<g711::Law>, from: &[u8], to: &mut [u8]) {
    match (from_law, to_law) {
        (Some(from_law), Some(to_law)) => g711::transcode(from_law, to_law, from, to),
        _ => to.iter_mut().zip(from).for_each(|(to, from)| *to = *from),
    }
}
