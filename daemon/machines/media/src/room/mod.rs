//! The media of all legs of one call.

mod hear;
mod leg;
mod pace;
mod receive;
mod recordings;
mod relay;
mod report;
mod source;
mod stats;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;

use kernel::{Chance, Mono};

use leg::Leg;
use recordings::Recordings;
pub use stats::{Counters, Drops, LegStats};

use crate::outgoing::{MAX_PAYLOAD, Scratch};
use crate::player::Player;
use crate::recorder::Recorder;
use crate::rtp::HEADER;
use crate::{Command, Event, LegNumber};

/// Legs in one room.
const MAX_LEGS: usize = 32;

/// Where a room puts what comes out of it.
pub trait Sink {
    /// Send this RTP packet from the leg's RTP socket.
    fn rtp(&mut self, leg: LegNumber, to: SocketAddr, packet: &[u8]);
    /// Send this RTCP packet from the leg's RTCP socket.
    fn rtcp(&mut self, leg: LegNumber, to: SocketAddr, packet: &[u8]);
    /// Something happened.
    fn event(&mut self, event: Event);
}

/// What an operator may choose.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Whether a leg whose signalled host sends nothing in the first second may be taken over by
    /// another host: phones behind a translator that signals their private address need it.
    pub latch_other_host: bool,
}

/// The media of all legs of one call.
#[derive(Debug)]
pub struct Room {
    legs: Vec<Leg>,
    recordings: Recordings,
    settings: Settings,
    chance: Chance,
    /// Our name in reports.
    name: String,
    scratch: Box<Scratch>,
    counters: Counters,
}

impl Room {
    /// A room without legs.
    pub fn new(chance: Chance) -> Room {
        Room::with(Settings::default(), chance)
    }

    /// A room without legs, with other settings than the default.
    pub fn with(settings: Settings, mut chance: Chance) -> Room {
        // RFC 7022 section 4.2: a name of at least 96 random bits for each session.
        let name = chance.hex(12);
        Room {
            legs: Vec::new(),
            recordings: Recordings::default(),
            settings,
            chance,
            name,
            scratch: Box::new([0; HEADER + MAX_PAYLOAD]),
            counters: Counters::default(),
        }
    }

    /// Does what it is told.
    pub fn handle(&mut self, now: Mono, command: Command, out: &mut impl Sink) {
        match command {
            Command::Open(leg) => self.open(leg),
            Command::Connect(leg, remote) => {
                self.with_leg(now, leg, out, |leg, _| leg.connect(now, remote));
            }
            Command::Play {
                leg,
                play,
                sounds,
                times,
            } => {
                let player = Player::new(play, sounds, times);
                self.with_leg(now, leg, out, |leg, out| leg.play(play, player, out));
            }
            Command::Supply {
                leg,
                play,
                position,
                sound,
            } => {
                self.with_leg(now, leg, out, |leg, out| {
                    leg.supply(play, position, sound, out)
                });
            }
            Command::Stop(leg) => self.with_leg(now, leg, out, |leg, _| leg.player = None),
            Command::Bridge(one, other) => self.bridge(one, other),
            Command::Unbridge(one, other) => self.unbridge(one, other),
            Command::SendDigits(leg, digits) => self.with_leg(now, leg, out, |leg, _| {
                leg.drops.digits_unsent += leg.digits.push(&digits);
            }),
            Command::Record {
                recording,
                left,
                right,
            } => {
                self.record(now, recording, left, right, out);
            }
            Command::RecordAlone {
                recording,
                leg,
                quiet,
            } => {
                let there = self.leg(leg).is_some();
                let recorder = there.then(|| Recorder::alone(now, recording, leg, quiet));
                self.counters.recordings_refused += self.recordings.begin(recording, recorder, out);
            }
            Command::StopRecording(recording) => {
                self.recordings
                    .end(now, |recorder| recorder.recording == recording, out);
            }
            Command::Close(leg) => self.close(now, leg, out),
        }
    }

    /// Takes what came to the leg's RTP socket.
    pub fn receive(
        &mut self,
        now: Mono,
        leg: LegNumber,
        from: SocketAddr,
        packet: &[u8],
        out: &mut impl Sink,
    ) {
        let Some(speaker) = self.legs.iter_mut().find(|one| one.number == leg) else {
            self.counters.no_leg += 1;
            return;
        };
        let Some(said) = speaker.take(now, from, packet, out) else {
            return;
        };
        self.spread(now, leg, &said, out);
    }

    /// Takes what came to the leg's RTCP socket.
    pub fn receive_rtcp(
        &mut self,
        now: Mono,
        leg: LegNumber,
        from: SocketAddr,
        packet: &[u8],
        out: &mut impl Sink,
    ) {
        match self.leg(leg) {
            Some(leg) => leg.take_report(now, from, packet, out),
            None => self.counters.no_leg += 1,
        }
    }

    /// When [`Room::expire`] has something to do; it may be in the past.
    pub fn next_deadline(&self) -> Option<Mono> {
        let legs = self.legs.iter().filter_map(Leg::deadline);
        legs.chain(self.recordings.deadline()).min()
    }

    /// Does what is due.
    pub fn expire(&mut self, now: Mono, out: &mut impl Sink) {
        for leg in &mut self.legs {
            if leg.deadline().is_none_or(|deadline| deadline > now) {
                continue;
            }
            leg.pace(now, &mut self.scratch, out);
            leg.prime(now, &mut self.scratch, out);
            leg.report_if_due(now, self.name.as_bytes(), &mut self.chance, out);
            leg.watch(now, out);
        }
        self.recordings.expire(now, out);
    }

    /// Whether it holds no leg.
    pub fn is_empty(&self) -> bool {
        self.legs.is_empty()
    }

    /// The figures of a leg; read them before it is closed.
    pub fn stats(&self, leg: LegNumber) -> Option<LegStats> {
        self.legs
            .iter()
            .find(|one| one.number == leg)
            .map(Leg::stats)
    }

    /// What was refused, apart from what the legs count.
    pub fn counters(&self) -> Counters {
        self.counters
    }

    fn leg(&mut self, number: LegNumber) -> Option<&mut Leg> {
        self.legs.iter_mut().find(|leg| leg.number == number)
    }

    /// Changes a leg, and starts at once what that made due.
    fn with_leg<S: Sink>(
        &mut self,
        now: Mono,
        number: LegNumber,
        out: &mut S,
        change: impl FnOnce(&mut Leg, &mut S),
    ) {
        let Some(leg) = self.legs.iter_mut().find(|leg| leg.number == number) else {
            self.counters.no_leg += 1;
            return;
        };
        change(leg, out);
        leg.start(now, &mut self.scratch, out);
    }

    fn open(&mut self, number: LegNumber) {
        if self.leg(number).is_some() {
            return;
        }
        if self.legs.len() >= MAX_LEGS {
            self.counters.legs_refused += 1;
            return;
        }
        self.legs
            .push(Leg::new(number, self.settings, &mut self.chance));
    }

    fn bridge(&mut self, one: LegNumber, other: LegNumber) {
        if one == other || self.leg(one).is_none() || self.leg(other).is_none() {
            self.counters.no_leg += 1;
            return;
        }
        self.release(one);
        self.release(other);
        for (leg, peer) in [(one, other), (other, one)] {
            if let Some(leg) = self.leg(leg) {
                leg.peer = Some(peer);
                leg.relay.restart();
                leg.keys.spend();
            }
        }
    }

    fn unbridge(&mut self, one: LegNumber, other: LegNumber) {
        if self.leg(one).is_some_and(|leg| leg.peer == Some(other)) {
            self.release(one);
        }
    }

    /// Ends what a leg hears and who hears it.
    fn release(&mut self, number: LegNumber) {
        for leg in &mut self.legs {
            if leg.number == number || leg.peer == Some(number) {
                leg.peer = None;
                leg.noise = None;
            }
        }
    }

    fn record(
        &mut self,
        now: Mono,
        recording: u128,
        left: LegNumber,
        right: LegNumber,
        out: &mut impl Sink,
    ) {
        let legs = self.leg(left).is_some() && self.leg(right).is_some();
        let recorder = legs.then(|| Recorder::new(now, recording, left, right));
        self.counters.recordings_refused += self.recordings.begin(recording, recorder, out);
    }

    fn close(&mut self, now: Mono, number: LegNumber, out: &mut impl Sink) {
        self.recordings
            .end(now, |recorder| recorder.records(number), out);
        self.release(number);
        if let Some(leg) = self.legs.iter_mut().find(|leg| leg.number == number) {
            leg.say_goodbye(now, self.name.as_bytes(), out);
        }
        self.legs.retain(|leg| leg.number != number);
    }
}
