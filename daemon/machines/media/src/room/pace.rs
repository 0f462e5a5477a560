//! What a leg is sent on its own clock: sounds, digits, and silence to open a way.

use std::time::Duration;

use kernel::Mono;

use super::Sink;
use super::leg::{Leg, Voice};
use crate::outgoing::{Head, Scratch, payload_of};
use crate::player::Filled;
use crate::{Event, PlayEnd, g711};

/// A slot of digits and of silence.
const SLOT: Duration = Duration::from_millis(20);
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
    /// Whether a player or digits need slots, and the other side is there to get them.
    fn wants_slots(&self) -> bool {
        self.link.is_some() && (self.player.is_some() || !self.digits.is_idle())
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
    }

    fn digit(&mut self, due: Mono, scratch: &mut Scratch, out: &mut impl Sink) -> Option<Duration> {
        let link = self.link.as_ref()?;
        let Some(payload_type) = link.remote.dtmf.filter(|_| link.remote.send) else {
            self.drops.digits_unsent += self.digits.clear();
            return None;
        };
        let step = self.digits.step()?;
        if step.begins {
            self.digit_began = self.outgoing.timestamp(due);
        }
        self.voice = Voice::Digits;
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
            samples: u32::from(step.event.duration),
        };
        let packet = self.outgoing.seal(scratch, due, head, bytes.len());
        out.rtp(self.number, link.source.destination(), packet);
        Some(SLOT)
    }

    fn sound(&mut self, due: Mono, scratch: &mut Scratch, out: &mut impl Sink) -> Option<Duration> {
        let remote = &self.link.as_ref()?.remote;
        let (codec, millis) = (remote.codec, remote.ptime_ms.clamp(10, 60));
        let player = self.player.as_mut()?;
        let length = usize::from(millis) * 8;
        let frame = payload_of(scratch).get_mut(..length).unwrap_or_default();
        match player.fill(codec, frame) {
            Filled::Whole => {
                self.send_sound(due, length, scratch, out);
                Some(Duration::from_millis(u64::from(millis)))
            }
            Filled::Waiting => None,
            Filled::Done => {
                out.event(Event::Played(self.number, player.id, PlayEnd::Done));
                self.player = None;
                None
            }
        }
    }

    /// Sends the samples in the scratch. A leg that holds us gets nothing: the sound goes on unheard.
    fn send_sound(&mut self, due: Mono, length: usize, scratch: &mut Scratch, out: &mut impl Sink) {
        let Some(link) = self.link.as_ref() else {
            return;
        };
        if !link.remote.send {
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
        let head = Head {
            marker: !goes_on,
            payload_type: link.remote.payload_type,
            sequence: None,
            timestamp,
            samples: length as u32,
        };
        let packet = self.outgoing.seal(scratch, due, head, length);
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
        let codec = link.remote.codec;
        let length = usize::from(link.remote.ptime_ms.clamp(10, 60)) * 8;
        payload_of(scratch)
            .iter_mut()
            .take(length)
            .for_each(|o| *o = g711::silence(codec));
        self.voice = Voice::Nobody;
        self.send_sound(now, length, scratch, out);
        self.voice = Voice::Nobody;
    }
}
