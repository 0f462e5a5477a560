//! A room in virtual time, streams that talk to it, and an ear for tones.

use std::net::SocketAddr;
use std::time::Duration;

use kernel::{Chance, Mono};

use crate::outgoing::MAX_PAYLOAD;
use crate::rtp::Packet;
use crate::sdp::Codec;
use crate::{Command, Event, LegNumber, Remote, Room, Sink, g711};

/// A packet that a room sent.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) at: Mono,
    pub(crate) leg: LegNumber,
    pub(crate) to: SocketAddr,
    bytes: Vec<u8>,
}

impl Sent {
    pub(crate) fn packet(&self) -> Packet<'_> {
        Packet::read(&self.bytes).unwrap()
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn millis(&self) -> f64 {
        self.at.as_micros() as f64 / 1_000.0
    }
}

#[derive(Debug, Default)]
pub(crate) struct Out {
    now: Mono,
    pub(crate) rtp: Vec<Sent>,
    pub(crate) rtcp: Vec<Sent>,
    pub(crate) events: Vec<Event>,
}

impl Sink for Out {
    fn rtp(&mut self, leg: LegNumber, to: SocketAddr, packet: &[u8]) {
        self.rtp.push(Sent {
            at: self.now,
            leg,
            to,
            bytes: packet.to_vec(),
        });
    }

    fn rtcp(&mut self, leg: LegNumber, to: SocketAddr, packet: &[u8]) {
        self.rtcp.push(Sent {
            at: self.now,
            leg,
            to,
            bytes: packet.to_vec(),
        });
    }

    fn event(&mut self, event: Event) {
        self.events.push(event);
    }
}

/// A room and its time.
pub(crate) struct World {
    pub(crate) room: Room,
    pub(crate) out: Out,
    pub(crate) now: Mono,
}

impl World {
    pub(crate) fn new() -> World {
        let room = Room::new(Chance::from_number(1));
        World {
            room,
            out: Out::default(),
            now: Mono::from_micros(1_000_000_000),
        }
    }

    /// A room with connected legs 1 to `legs`, at `address(leg)`.
    pub(crate) fn with_legs(legs: LegNumber) -> World {
        let mut world = World::new();
        for leg in 1..=legs {
            world.command(Command::Open(leg));
            world.command(Command::Connect(leg, remote(leg)));
        }
        world
    }

    /// The same, and a packet came from each, so that none is sent silence to open its way.
    pub(crate) fn flowing(legs: LegNumber) -> World {
        let mut world = World::with_legs(legs);
        for leg in 1..=legs {
            world.receive(
                leg,
                address(leg),
                &Talker::new(Codec::Pcma, 999, 440.0).next(),
            );
        }
        world.events();
        world
    }

    pub(crate) fn command(&mut self, command: Command) {
        self.out.now = self.now;
        self.room.handle(self.now, command, &mut self.out);
    }

    /// Lets time pass; whatever is due is done in time.
    pub(crate) fn pass(&mut self, span: Duration) {
        self.pass_until(self.now + span);
    }

    pub(crate) fn pass_millis(&mut self, millis: u64) {
        self.pass(Duration::from_millis(millis));
    }

    pub(crate) fn pass_until(&mut self, until: Mono) {
        while let Some(due) = self.room.next_deadline().filter(|due| *due <= until) {
            self.now = self.now.max(due);
            self.expire();
        }
        self.now = self.now.max(until);
    }

    /// Lets time pass in which nobody looks at the clock.
    pub(crate) fn oversleep(&mut self, millis: u64) {
        self.now = self.now + Duration::from_millis(millis);
        self.expire();
    }

    fn expire(&mut self) {
        self.out.now = self.now;
        self.room.expire(self.now, &mut self.out);
    }

    pub(crate) fn receive(&mut self, leg: LegNumber, from: SocketAddr, packet: &Packet<'_>) {
        let mut bytes = packet.header().to_vec();
        bytes.extend(packet.payload);
        self.receive_bytes(leg, from, &bytes);
    }

    pub(crate) fn receive_bytes(&mut self, leg: LegNumber, from: SocketAddr, bytes: &[u8]) {
        self.out.now = self.now;
        self.room.receive(self.now, leg, from, bytes, &mut self.out);
    }

    pub(crate) fn receive_report(&mut self, leg: LegNumber, from: SocketAddr, bytes: &[u8]) {
        self.out.now = self.now;
        self.room
            .receive_rtcp(self.now, leg, from, bytes, &mut self.out);
    }

    /// The packets that a leg was sent since this was asked last.
    pub(crate) fn sent(&mut self, leg: LegNumber) -> Vec<Sent> {
        let (theirs, others) = std::mem::take(&mut self.out.rtp)
            .into_iter()
            .partition(|sent| sent.leg == leg);
        self.out.rtp = others;
        theirs
    }

    pub(crate) fn events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.out.events)
    }
}

pub(crate) fn address(leg: LegNumber) -> SocketAddr {
    SocketAddr::from(([192, 0, 2, leg as u8], 4_000))
}

pub(crate) fn remote(leg: LegNumber) -> Remote {
    Remote {
        rtp: address(leg),
        rtcp: SocketAddr::from(([192, 0, 2, leg as u8], 4_001)),
        codec: Codec::Pcma,
        payload_type: 8,
        dtmf: Some(101),
        dtmf_clock: 8_000,
        inband: false,
        send: true,
        receive: true,
        ptime_ms: 20,
        srtp: None,
    }
}

/// Somebody who talks a tone in frames of 20 ms.
#[derive(Clone, Debug)]
pub(crate) struct Talker {
    pub(crate) codec: Codec,
    pub(crate) ssrc: u32,
    pub(crate) sequence: u16,
    pub(crate) timestamp: u32,
    hertz: f64,
    spoken: u64,
    frame: Vec<u8>,
}

impl Talker {
    pub(crate) fn new(codec: Codec, ssrc: u32, hertz: f64) -> Talker {
        let (sequence, timestamp) = (65_500, u32::MAX - 40_000);
        Talker {
            codec,
            ssrc,
            sequence,
            timestamp,
            hertz,
            spoken: 0,
            frame: vec![0; 160],
        }
    }

    fn law(&self) -> g711::Law {
        self.codec.law().unwrap()
    }

    /// The next frame.
    pub(crate) fn next(&mut self) -> Packet<'_> {
        let law = self.law();
        for octet in &mut self.frame {
            let turns = self.hertz * self.spoken as f64 / 8_000.0;
            let sample = 9_000.0 * (turns * std::f64::consts::TAU).sin();
            *octet = g711::encode(law, sample as i16);
            self.spoken += 1;
        }
        let (sequence, timestamp) = (self.sequence, self.timestamp);
        self.sequence = sequence.wrapping_add(1);
        self.timestamp = timestamp.wrapping_add(160);
        assert!(self.frame.len() < MAX_PAYLOAD);
        Packet {
            marker: self.spoken == 160,
            payload_type: self.codec.payload_type(),
            sequence,
            timestamp,
            ssrc: self.ssrc,
            payload: &self.frame,
        }
    }
}

/// The share of the samples' energy that lies at a frequency (Goertzel's algorithm).
pub(crate) fn share(samples: &[i16], hertz: f64) -> f64 {
    let step = 2.0 * (std::f64::consts::TAU * hertz / 8_000.0).cos();
    let (mut one, mut two, mut energy) = (0.0, 0.0, 0.0);
    for sample in samples.iter().map(|sample| f64::from(*sample)) {
        (one, two) = (sample + step * one - two, one);
        energy += sample * sample;
    }
    let power = one * one + two * two - step * one * two;
    if energy == 0.0 {
        0.0
    } else {
        2.0 * power / (energy * samples.len() as f64)
    }
}

#[test]
fn the_ear_tells_tones_apart() {
    let mut talker = Talker::new(Codec::Pcma, 1, 440.0);
    let samples: Vec<i16> = (0..10)
        .flat_map(|_| {
            let octets = talker.next().payload.to_vec();
            octets
                .into_iter()
                .map(|octet| g711::decode(g711::Law::A, octet))
        })
        .collect();
    assert!(share(&samples, 440.0) > 0.98);
    assert!(share(&samples, 880.0) < 0.01);
}
