//! Who hears a leg: the one to whom it is bridged, the recordings, and who waits for keys in its voice.

use kernel::Mono;

use super::leg::{Hearing, Leg};
use super::receive::{Content, Said};
use super::{Room, Sink};
use crate::codec::Codec;
use crate::ear::Ear;
use crate::tones::Detector;
use crate::{Event, LegNumber};

/// Keys that one packet may tell.
const MAX_KEYS: usize = 4;

impl Room {
    /// Lets everybody hear what a leg said.
    pub(super) fn spread(
        &mut self,
        now: Mono,
        leg: LegNumber,
        said: &Said<'_>,
        out: &mut impl Sink,
    ) {
        let peer = self.leg(leg).and_then(|leg| leg.peer);
        let mut whole = true;
        if let Some(listener) = self.legs.iter_mut().find(|one| Some(one.number) == peer) {
            whole = listener.takes(said);
            if whole {
                listener.relay(now, said, &mut self.scratch, out);
            }
            let key = said.key.filter(|_| !whole);
            if let Some(key) = key {
                listener.press(key, false);
            }
            let quiet = said.content == Content::Noise;
            if quiet {
                listener.hush(said.packet.payload);
            }
            if quiet || key.is_some() {
                listener.start(now, &mut self.scratch, out);
            }
        }
        let recorded = self.recordings.want(leg);
        match said.content {
            Content::Audio(codec) => {
                let recorded = recorded && codec.law().is_none();
                let peer = peer.filter(|_| !whole);
                if !whole || recorded || said.inband {
                    self.listen(now, leg, (codec, said), (peer, recorded), out);
                } else if let Some(hearing) = self.hearing(leg) {
                    hearing.ear.rest();
                }
            }
            _ => {
                if let Some(hearing) = self.hearing(leg) {
                    hearing.ear.pass(&said.packet);
                }
            }
        }
        self.recordings.hear(now, leg, said, out);
    }

    fn hearing(&mut self, leg: LegNumber) -> Option<&mut Hearing> {
        self.leg(leg)?.hearing.as_deref_mut()
    }

    /// Hears a packet, for a peer of another codec, for recordings and for keys.
    fn listen(
        &mut self,
        now: Mono,
        leg: LegNumber,
        (codec, said): (Codec, &Said<'_>),
        (peer, recorded): (Option<LegNumber>, bool),
        out: &mut impl Sink,
    ) {
        let Some(speaker) = self.leg(leg) else { return };
        let mut hearing = speaker.hearing.take().unwrap_or_else(|| {
            Box::new(Hearing {
                ear: Ear::new(said.codec),
                keys: Detector::default(),
            })
        });
        if said.begins {
            hearing.ear.rest();
        }
        let mut keys = [None; MAX_KEYS];
        let Hearing { ear, keys: tones } = &mut *hearing;
        ear.hear(codec, &said.packet, &mut |heard| {
            let mut legs = self.legs.iter_mut();
            if let Some(listener) = legs.find(|one| Some(one.number) == peer) {
                listener.interpret(now, heard, &mut self.scratch, out);
            }
            if recorded {
                self.recordings.listen(now, leg, heard, out);
            }
            if said.inband {
                let mut places = keys.iter_mut().filter(|key| key.is_none());
                tones.hear(heard.samples, |key| {
                    if let Some(place) = places.next() {
                        *place = Some(key);
                    }
                });
            }
        });
        if let Some(speaker) = self.leg(leg) {
            speaker.hearing = Some(hearing);
        }
        keys.into_iter()
            .flatten()
            .for_each(|key| self.key_in_voice(now, leg, key, out));
    }

    /// Tells a key that was a tone, and lets a peer know it whose keys are events.
    fn key_in_voice(&mut self, now: Mono, leg: LegNumber, key: char, out: &mut impl Sink) {
        out.event(Event::Digit(leg, key));
        let peer = self.leg(leg).and_then(|leg| leg.peer);
        if let Some(peer) = peer {
            self.with_leg(now, peer, out, |peer: &mut Leg, _| peer.press(key, true));
        }
    }
}
