//! What a leg is sent on its own clock: sounds, digits, and silence to open a way.

use std::time::Duration;

use kernel::Mono;

use super::Sink;
use super::leg::{Leg, Voice};
use super::relay::mouth;
use crate::codec::Codec;
use crate::codec::g711::{self, Law};
use crate::outgoing::{Head, Scratch, payload_of};
use crate::player::Filled;
use crate::{Event, PlayEnd, tones};

/// A slot of digits and of silence.
const SLOT: Duration = Duration::from_millis(20);
const SLOT_SAMPLES: usize = 160;
/// Samples of the longest frame.
const MAX_FRAME: usize = 480;
/// Packets that may go out at once when a tick comes late.
const BURST: u32 = 4;
/// A leg that plays nothing is sent a packet so long after it was connected: some lines send nothing
/// before they get something.
pub(super) const PRIME_FIRST: Duration = Duration::from_millis(20);
/// Again so often while nothing comes from it, for five seconds.
const PRIME_SILENT: Duration = Duration::from_millis(200);
const PRIMES: u32 = 25;
/// And so often afterwards, which keeps a translator's way open (RFC 6263).
const PRIME_KEPT: Duration = Duration::from_secs(15);

impl Leg {
    /// Whether a player, digits or noise need slots, and the other side is there to get them.
    fn wants_slots(&self) -> bool {
        let sound = self.player.is_some() || self.noise.is_some();
        self.link.is_some() && (sound || !self.digits.is_idle())
    }

    /// Begins the slots if they are needed: at once, or when the slot before is over.
    pub(super) fn start(&mut self, now: Mono, scratch: &mut Scratch, out: &mut impl Sink) {
        if self.due.is_none() && self.wants_slots() {
            self.due = Some(now.max(self.free_at));
        }
        self.pace(now, scratch, out);
    }

    /// Sends what is due: a few at once when the tick comes late. What is later still is left out of
    /// the time, not of the sound.
    pub(super) fn pace(&mut self, now: Mono, scratch: &mut Scratch, out: &mut impl Sink) {
        let mut sent = 0;
        while let Some(due) = self.due.filter(|due| *due <= now) {
            if sent == BURST {
                self.skip(now, due);
                return;
            }
            sent += 1;
            self.due = self.slot(due, scratch, out).map(|length| due + length);
            self.free_at = self.due.unwrap_or(self.free_at);
        }
    }

    /// Moves the next slot behind `now`, on its grid.
    fn skip(&mut self, now: Mono, due: Mono) {
        let missed = now.since(due).as_micros() / SLOT.as_micros().max(1) + 1;
        let missed = u32::try_from(missed).unwrap_or(u32::MAX);
        self.skipped += u64::from(missed);
        self.free_at = due + SLOT * missed;
        self.due = Some(self.free_at);
    }

    /// Sends the packet of a slot; says how long it is, or `None` if there is nothing to send.
    fn slot(&mut self, due: Mono, scratch: &mut Scratch, out: &mut impl Sink) -> Option<Duration> {
        self.digit(due, scratch, out)
            .or_else(|| self.sound(due, scratch, out))
            .or_else(|| self.comfort(due, scratch, out))
    }

    fn digit(&mut self, due: Mono, scratch: &mut Scratch, out: &mut impl Sink) -> Option<Duration> {
        let remote = &self.link.as_ref()?.remote;
        match remote.dtmf {
            _ if remote.send && remote.inband => self.tone(due, scratch, out),
            Some(payload_type) if remote.send => self.event(due, payload_type, scratch, out),
            _ => {
                self.drops.digits_unsent += self.digits.clear();
                None
            }
        }
    }

    fn event(
        &mut self,
        due: Mono,
        payload_type: u8,
        scratch: &mut Scratch,
        out: &mut impl Sink,
    ) -> Option<Duration> {
        let link = self.link.as_ref()?;
        let mut step = self.digits.step()?;
        if step.begins {
            self.digit_began = self.outgoing.timestamp(due);
        }
        self.voice = Voice::Digits;
        let samples = u32::from(step.event.duration);
        let ratio = (link.remote.dtmf_clock / 8_000).max(1) as u16;
        step.event.duration = step.event.duration.saturating_mul(ratio);
        let bytes = step.event.bytes();
        payload_of(scratch)
            .iter_mut()
            .zip(bytes)
            .for_each(|(to, from)| *to = from);
        let head = Head {
            marker: step.begins,
            payload_type,
            sequence: None,
            timestamp: self.digit_began,
            samples,
        };
        let packet = self.outgoing.seal(scratch, due, head, bytes.len());
        out.rtp(self.number, link.source.destination(), packet);
        Some(SLOT)
    }

    /// The same step of a digit as a tone: while the ends of an event would be sent, silence.
    fn tone(&mut self, due: Mono, scratch: &mut Scratch, out: &mut impl Sink) -> Option<Duration> {
        let step = self.digits.step()?;
        let mut samples = [0; SLOT_SAMPLES];
        if !step.event.end {
            let from = usize::from(step.event.duration).saturating_sub(SLOT_SAMPLES);
            tones::write(step.event.code, from, &mut samples);
        }
        self.send_samples(due, &samples, scratch, out);
        Some(SLOT)
    }

    fn sound(&mut self, due: Mono, scratch: &mut Scratch, out: &mut impl Sink) -> Option<Duration> {
        let (codec, frame) = self.frame()?;
        let player = self.player.as_mut()?;
        let law = codec.law().unwrap_or(Law::A);
        let octets = payload_of(scratch).get_mut(..frame).unwrap_or_default();
        match player.fill(law, octets) {
            Filled::Whole if codec.law().is_some() => {
                self.send_sound(due, (frame, frame), scratch, out);
            }
            Filled::Whole => {
                let mut samples = [0; MAX_FRAME];
                for (to, octet) in samples.iter_mut().zip(octets) {
                    *to = g711::decode(law, *octet);
                }
                let samples = samples.get(..frame).unwrap_or_default();
                self.send_samples(due, samples, scratch, out);
            }
            Filled::Waiting => return None,
            Filled::Done => {
                out.event(Event::Played(self.number, player.id, PlayEnd::Done));
                self.player = None;
                return None;
            }
        }
        Some(time_of(frame))
    }

    fn comfort(
        &mut self,
        due: Mono,
        scratch: &mut Scratch,
        out: &mut impl Sink,
    ) -> Option<Duration> {
        let (_, frame) = self.frame()?;
        let mut samples = [0; MAX_FRAME];
        let samples = samples.get_mut(..frame).unwrap_or_default();
        self.noise.as_mut()?.fill(samples);
        self.send_samples(due, samples, scratch, out);
        Some(time_of(frame))
    }

    /// The codec of its other side, and the samples in a frame of it.
    pub(super) fn frame(&self) -> Option<(Codec, usize)> {
        let remote = &self.link.as_ref()?.remote;
        Some((remote.codec, remote.codec.frame(remote.ptime_ms)))
    }

    /// Sends one frame of these samples.
    fn send_samples(
        &mut self,
        due: Mono,
        samples: &[i16],
        scratch: &mut Scratch,
        out: &mut impl Sink,
    ) {
        let Some((codec, _)) = self.frame() else {
            return;
        };
        let payload = payload_of(scratch);
        let length = match codec.law() {
            Some(law) => g711::encode_all(law, samples, payload),
            None => mouth(&mut self.mouth, codec).say_alone(samples, payload),
        };
        self.send_sound(due, (samples.len(), length), scratch, out);
    }

    /// Sends the frame in the scratch: its samples and its length. A leg that holds us gets nothing: the
    /// sound goes on unheard.
    fn send_sound(
        &mut self,
        due: Mono,
        frame: (usize, usize),
        scratch: &mut Scratch,
        out: &mut impl Sink,
    ) {
        let sends = self.link.as_ref().is_some_and(|link| link.remote.send);
        if !sends {
            self.voice = Voice::Nobody;
            return;
        }
        let goes_on = self.voice == Voice::Player && due.since(self.free_at) < SLOT;
        let timestamp = if goes_on {
            self.outgoing.end()
        } else {
            self.outgoing.timestamp(due)
        };
        self.voice = Voice::Player;
        self.send_frame(due, (!goes_on, timestamp), frame, scratch, out);
    }

    /// Sends the frame in the scratch with this marker and timestamp.
    pub(super) fn send_frame(
        &mut self,
        at: Mono,
        (marker, timestamp): (bool, u32),
        (samples, length): (usize, usize),
        scratch: &mut Scratch,
        out: &mut impl Sink,
    ) {
        let Some(link) = self.link.as_ref() else {
            return;
        };
        let head = Head {
            marker,
            payload_type: link.remote.payload_type,
            sequence: None,
            timestamp,
            samples: samples as u32,
        };
        let packet = self.outgoing.seal(scratch, at, head, length);
        out.rtp(self.number, link.source.destination(), packet);
    }

    /// Sends a frame of silence to a leg that has got nothing for a while.
    pub(super) fn prime(&mut self, now: Mono, scratch: &mut Scratch, out: &mut impl Sink) {
        let Some(link) = self.link.as_mut().filter(|link| link.prime <= now) else {
            return;
        };
        let opening = link.first.is_none() && link.primed < PRIMES;
        let pause = if opening { PRIME_SILENT } else { PRIME_KEPT };
        let quiet_until = self.outgoing.last_sent().map_or(now, |sent| sent + pause);
        let quiet = quiet_until <= now && self.due.is_none() && link.remote.send;
        link.prime = if quiet_until > now {
            quiet_until
        } else {
            now + pause
        };
        if !quiet {
            return;
        }
        link.primed = link.primed.saturating_add(1);
        let frame = link.remote.codec.frame(link.remote.ptime_ms);
        self.voice = Voice::Nobody;
        let silence = [0; MAX_FRAME];
        let silence = silence.get(..frame).unwrap_or_default();
        self.send_samples(now, silence, scratch, out);
        self.voice = Voice::Nobody;
    }
}

/// How long a frame lasts.
fn time_of(frame: usize) -> Duration {
    Duration::from_micros(frame as u64 * 125)
}
