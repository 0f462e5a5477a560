//! What the media machines take of the CPU for a packet between two legs, without sockets.

use std::net::SocketAddr;
use std::time::Duration;

use kernel::{Chance, Mono};
use media::codec::Codec;
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
        format!(
            "{:<28} {micros:>8.2} us a packet  {times:>7.1} times",
            format!("{from} to {to}{recorded}")
        )
    }
}

/// Every codec to every other, without and with a recording.
pub fn run() -> Vec<Cost> {
    let mut costs: Vec<Cost> = Vec::new();
    for recorded in [false, true] {
        for from in Codec::ALL {
            for to in Codec::ALL {
                let micros = (0..TIMES)
                    .map(|_| cost(*from, *to, recorded))
                    .fold(f64::MAX, f64::min);
                let plain = costs.first().map_or(micros, |first| first.micros);
                costs.push(Cost {
                    from: from.name(),
                    to: to.name(),
                    recorded,
                    micros,
                    times: micros / plain,
                });
            }
        }
    }
    costs
}

fn cost(from: Codec, to: Codec, recorded: bool) -> f64 {
    let mut room = room(from, to, recorded);
    let voice = Voice::tone(from, 400);
    let began = used();
    for n in 0..PACKETS {
        let now = Mono::ZERO + Duration::from_millis(u64::from(n) * 20);
        room.receive(now, 0, address(0), &packet(&voice, n), &mut Nowhere);
        // As on a media thread, which looks at what is due in every round.
        room.expire(now, &mut Nowhere);
    }
    (used() - began).as_secs_f64() * 1e6 / f64::from(PACKETS)
}

fn room(from: Codec, to: Codec, recorded: bool) -> Room {
    let mut room = Room::new(Chance::from_number(1));
    let mut tell = |command| room.handle(Mono::ZERO, command, &mut Nowhere);
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

/// Takes what comes out of a room.
struct Nowhere;

impl Sink for Nowhere {
    fn rtp(&mut self, _: LegNumber, _: SocketAddr, packet: &[u8]) {
        std::hint::black_box(packet);
    }

    fn rtcp(&mut self, _: LegNumber, _: SocketAddr, _: &[u8]) {}

    fn event(&mut self, event: Event) {
        std::hint::black_box(event);
    }
}
