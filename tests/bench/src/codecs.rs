//! What the media machines take of the CPU for a packet between two legs, without sockets.

use std::net::SocketAddr;
use std::time::Duration;

use kernel::{Chance, Mono};
use media::codec::Codec;
use media::srtp::{Crypto, Keys, MasterKey, Shield, Suite};
use media::{Command, Event, LegNumber, Remote, Room, Sink};
use rustix::time::{ClockId, clock_gettime};
use serde::Serialize;

use crate::scenario::Voice;

/// Packets of a measurement: two minutes of a voice.
const PACKETS: u32 = 6_000;
/// The best of so many counts.
const TIMES: usize = 3;

/// What one way costs.
#[derive(Clone, Debug, Serialize)]
pub struct Cost {
    /// The codec of who speaks.
    pub from: &'static str,
    /// And of who listens.
    pub to: &'static str,
    /// Whether it is recorded.
    pub recorded: bool,
    /// Whether both legs are protected: it is opened and protected again.
    pub protected: bool,
    /// CPU microseconds for each packet.
    pub micros: f64,
    /// The same, as a multiple of a packet in A-law that is passed on untouched.
    pub times: f64,
}

impl Cost {
    /// It in a line.
    pub fn line(&self) -> String {
        let Cost {
            from,
            to,
            micros,
            times,
            ..
        } = self;
        let recorded = if self.recorded { ", recorded" } else { "" };
        let protected = if self.protected { ", protected" } else { "" };
        format!(
            "{:<28} {micros:>8.2} us a packet  {times:>7.1} times",
            format!("{from} to {to}{recorded}{protected}")
        )
    }
}

/// Every codec to every other, without and with a recording, and what protection adds.
pub fn run() -> Vec<Cost> {
    let mut costs: Vec<Cost> = Vec::new();
    for recorded in [false, true] {
        for from in Codec::ALL {
            for to in Codec::ALL {
                add(&mut costs, *from, *to, recorded, None);
            }
        }
    }
    for suite in Suite::ALL {
        add(&mut costs, Codec::Pcma, Codec::Pcma, false, Some(suite));
    }
    costs
}

fn add(costs: &mut Vec<Cost>, from: Codec, to: Codec, recorded: bool, suite: Option<Suite>) {
    let micros = (0..TIMES)
        .map(|_| cost(from, to, recorded, suite))
        .fold(f64::MAX, f64::min);
    let plain = costs.first().map_or(micros, |first| first.micros);
    costs.push(Cost {
        from: from.name(),
        to: to.name(),
        recorded,
        protected: suite.is_some(),
        micros,
        times: micros / plain,
    });
}

fn cost(from: Codec, to: Codec, recorded: bool, suite: Option<Suite>) -> f64 {
    let mut room = room(from, to, recorded);
    let voice = Voice::tone(from, 400);
    let [mut speaker, mut opened, sealed] = [(); 3].map(|()| shield(suite));
    let mut out = Out(sealed);
    let packets: Vec<_> = (0..PACKETS)
        .map(|n| speaker.seal_rtp(&packet(&voice, n)).map(<[u8]>::to_vec))
        .collect();
    let began = used();
    for (n, packet) in (0..).zip(&packets) {
        let now = Mono::ZERO + Duration::from_millis(n * 20);
        let mut packet = packet.clone().unwrap_or_default();
        if let Some(packet) = opened.open_rtp(&mut packet) {
            room.receive(now, 0, address(0), packet, &mut out);
        }
        // As on a media thread, which looks at what is due in every round.
        room.expire(now, &mut out);
    }
    (used() - began).as_secs_f64() * 1e6 / f64::from(PACKETS)
}

/// One key for all: what it costs is the same for each.
fn shield(suite: Option<Suite>) -> Shield {
    let crypto = |suite| Crypto {
        tag: 1,
        suite,
        key: MasterKey::new([7; MasterKey::LENGTH]),
    };
    let keys = suite.map(crypto).map(|key| Keys {
        ours: key,
        theirs: key,
    });
    let mut shield = Shield::default();
    shield.set(keys);
    shield
}

fn room(from: Codec, to: Codec, recorded: bool) -> Room {
    let mut room = Room::new(Chance::from_number(1));
    let mut out = Out(Shield::default());
    let mut tell = |command| room.handle(Mono::ZERO, command, &mut out);
    for (leg, codec) in [(0, from), (1, to)] {
        tell(Command::Open(leg));
        tell(Command::Connect(leg, remote(leg, codec)));
    }
    tell(Command::Bridge(0, 1));
    if recorded {
        tell(Command::Record {
            recording: 1,
            left: 0,
            right: 1,
        });
    }
    room
}

fn packet(voice: &Voice, n: u32) -> Vec<u8> {
    let mut bytes = vec![0x80, voice.codec.payload_type()];
    bytes.extend((n as u16).to_be_bytes());
    bytes.extend(n.wrapping_mul(voice.step()).to_be_bytes());
    bytes.extend([0, 0, 0, 7]);
    bytes.extend(&voice.payload);
    bytes
}

fn address(leg: LegNumber) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 30_000 + 2 * leg))
}

fn remote(leg: LegNumber, codec: Codec) -> Remote {
    Remote {
        rtp: address(leg),
        rtcp: address(leg),
        codec,
        payload_type: codec.payload_type(),
        dtmf: Some(101),
        dtmf_clock: 8_000,
        inband: false,
        send: true,
        receive: true,
        ptime_ms: 20,
        srtp: None,
    }
}

/// The CPU time of this thread.
fn used() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let (seconds, nanos) = (time.tv_sec, time.tv_nsec);
    Duration::new(
        seconds.try_into().unwrap_or(0),
        nanos.try_into().unwrap_or(0),
    )
}

/// Takes what comes out of a room, as far as a socket.
struct Out(Shield);

impl Sink for Out {
    fn rtp(&mut self, _: LegNumber, _: SocketAddr, packet: &[u8]) {
        std::hint::black_box(self.0.seal_rtp(packet));
    }

    fn rtcp(&mut self, _: LegNumber, _: SocketAddr, _: &[u8]) {}

    fn event(&mut self, event: Event) {
        std::hint::black_box(event);
    }
}
