//! Packets, each with its length and how it comes before it, are read or refused and put in order. A
//! room whose legs are bridged and recorded takes them from friends and strangers, and records no more
//! time than passed.

use std::net::SocketAddr;
use std::time::Duration;

use kernel::{Chance, Mono};
use media::rtcp::Reception;
use media::rtp::{HEADER, Packet};
use media::sdp::Codec;
use media::{Command, Event, LegNumber, Remote, Room, Sink};

use crate::peer::address;

/// Takes packets.
pub fn run(bytes: &[u8]) {
    let mut now = Mono::ZERO;
    let mut reception = Reception::default();
    // One call whose packets pass, and one in which they are heard and said anew.
    let mut calls = [
        Call::new(Codec::Pcma, Codec::Pcmu),
        Call::new(Codec::Opus, Codec::G729),
    ];
    let mut rest = bytes;
    while let [length, how, after @ ..] = rest {
        let (datagram, after) = after.split_at(usize::from(*length).min(after.len()));
        rest = after;
        now = now + Duration::from_millis(20);
        if let Ok(packet) = Packet::read(datagram) {
            assert!(packet.payload.len() <= datagram.len() - HEADER);
            let _order = reception.take(now, &packet);
        }
        calls
            .iter_mut()
            .for_each(|call| call.take(now, *how, datagram));
    }
    let _report = reception.report(now);
    calls.into_iter().for_each(|mut call| call.end(now));
}

/// A room with two legs.
struct Call {
    room: Room,
    heard: Heard,
}

impl Call {
    fn new(one: Codec, other: Codec) -> Call {
        let mut call = Call {
            room: Room::new(Chance::from_number(1)),
            heard: Heard::default(),
        };
        for (leg, codec) in [(0, one), (1, other)] {
            call.tell(Mono::ZERO, Command::Open(leg));
            call.tell(Mono::ZERO, Command::Connect(leg, remote(leg, codec)));
        }
        call.tell(Mono::ZERO, Command::Bridge(0, 1));
        let record = Command::Record {
            recording: 1,
            left: 0,
            right: 1,
        };
        call.tell(Mono::ZERO, record);
        call
    }

    fn tell(&mut self, now: Mono, command: Command) {
        self.room.handle(now, command, &mut self.heard);
    }

    /// Three bits of `how` say to which leg, from whom, and on which socket.
    fn take(&mut self, now: Mono, how: u8, packet: &[u8]) {
        let (room, heard) = (&mut self.room, &mut self.heard);
        room.expire(now, heard);
        let leg = LegNumber::from(how & 1);
        let host = if how & 2 == 0 { 7 } else { 66 };
        if how & 4 == 0 {
            room.receive(now, leg, address(host, port(leg)), packet, heard);
        } else {
            room.receive_rtcp(now, leg, address(host, port(leg) + 1), packet, heard);
        }
    }

    fn end(&mut self, now: Mono) {
        self.tell(now, Command::StopRecording(1));
        self.tell(now, Command::Close(0));
        self.tell(now, Command::Close(1));
        assert!(self.room.is_empty());
        let most = usize::try_from(now.as_micros() / 125).unwrap_or(usize::MAX);
        // A packet is of its time's end, and a jitter buffer may hold some.
        assert!(self.heard.recorded <= most + 8_000);
    }
}

#[derive(Default)]
struct Heard {
    /// Samples of one channel.
    recorded: usize,
}

impl Sink for Heard {
    fn rtp(&mut self, _: LegNumber, to: SocketAddr, packet: &[u8]) {
        // To a stranger goes nothing.
        assert_eq!(to.ip(), address(7, 0).ip());
        assert!(Packet::read(packet).is_ok());
    }

    fn rtcp(&mut self, _: LegNumber, to: SocketAddr, _: &[u8]) {
        assert_eq!(to.ip(), address(7, 0).ip());
    }

    fn event(&mut self, event: Event) {
        if let Event::Recorded { samples, .. } = event {
            self.recorded += samples.len() / 2;
        }
    }
}

fn port(leg: LegNumber) -> u16 {
    30_000 + 2 * leg
}

fn remote(leg: LegNumber, codec: Codec) -> Remote {
    Remote {
        rtp: address(7, port(leg)),
        rtcp: address(7, port(leg) + 1),
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
