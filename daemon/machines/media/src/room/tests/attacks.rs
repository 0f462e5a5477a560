//! Sixteen ways to harm a call by its audio. Each is tried a hundred times in the middle of a talk, in
//! which neither side loses a packet and nobody is told anything.

use std::net::SocketAddr;

use crate::rtp::Packet;
use crate::sdp::Codec;
use crate::testing::{Talker, World, address, remote};
use crate::{Command, Event};

/// Somebody somewhere else.
fn stranger() -> SocketAddr {
    SocketAddr::from(([203, 0, 113, 5], 4_000))
}

fn packet(payload_type: u8, sequence: u16, ssrc: u32, payload: &[u8]) -> Vec<u8> {
    let packet = Packet {
        marker: true,
        payload_type,
        sequence,
        timestamp: u32::from(sequence).wrapping_mul(160),
        ssrc,
        payload,
    };
    [&packet.header()[..], payload].concat()
}

/// One try of an attack, the `n`th.
type Attack = fn(&mut World, n: u16);

const NOISE: [u8; 160] = [0x2a; 160];

const ATTACKS: &[(&str, Attack)] = &[
    ("a voice from elsewhere", |world, n| {
        world.receive_bytes(1, stranger(), &packet(8, n, 9, &NOISE));
    }),
    ("the caller's own stream from elsewhere", |world, n| {
        let sequence = 65_500_u16.wrapping_add(n);
        world.receive_bytes(1, stranger(), &packet(8, sequence, 1, &NOISE));
    }),
    ("another port of the caller's host", |world, n| {
        let from = SocketAddr::new(address(1).ip(), 5_000 + n);
        world.receive_bytes(1, from, &packet(8, n, 9, &NOISE));
    }),
    ("keys from elsewhere", |world, n| {
        world.receive_bytes(1, stranger(), &packet(101, n, 9, &[5, 0x8a, 3, 32]));
    }),
    ("a goodbye from elsewhere", |world, _| {
        let bye = [0x81, 203, 0, 1, 0, 0, 0, 1];
        world.receive_report(1, stranger(), &bye);
    }),
    ("reports that are none", |world, n| {
        world.receive_report(1, remote(1).rtcp, &n.to_be_bytes().repeat(40));
    }),
    ("a report of a length beyond its end", |world, _| {
        world.receive_report(1, remote(1).rtcp, &[0x9f, 200, 0xff, 0xff, 0, 0, 0, 1]);
    }),
    ("nothing", |world, _| {
        world.receive_bytes(1, address(1), &[])
    }),
    ("half a header", |world, _| {
        world.receive_bytes(1, address(1), &[0x80, 8, 0, 1, 0]);
    }),
    ("another version", |world, n| {
        let mut bytes = packet(8, n, 1, &NOISE);
        bytes[0] = 0x40;
        world.receive_bytes(1, address(1), &bytes);
    }),
    ("padding longer than the packet", |world, n| {
        let mut bytes = packet(8, n, 1, &[0xff; 8]);
        bytes[0] |= 0x20;
        world.receive_bytes(1, address(1), &bytes);
    }),
    ("sources that are not there", |world, n| {
        let mut bytes = packet(8, n, 1, &[0; 8]);
        bytes[0] |= 0x0f;
        world.receive_bytes(1, address(1), &bytes);
    }),
    ("an extension beyond the end", |world, n| {
        let mut bytes = packet(8, n, 1, &[0xbe, 0xde, 0xff, 0xff]);
        bytes[0] |= 0x10;
        world.receive_bytes(1, address(1), &bytes);
    }),
    ("a payload type that was not agreed on", |world, n| {
        world.receive_bytes(1, stranger(), &packet(97, n, 1, &NOISE));
    }),
    ("a jumbo packet from elsewhere", |world, n| {
        world.receive_bytes(1, stranger(), &packet(8, n, 1, &[0x2a; 9_000]));
    }),
    ("a question of STUN", |world, n| {
        let mut bytes = vec![0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42];
        bytes.extend(n.to_be_bytes().repeat(6));
        world.receive_bytes(1, address(1), &bytes);
    }),
];

#[test]
fn sixteen_attacks_take_nothing_from_a_talk() {
    assert_eq!(ATTACKS.len(), 16);
    for (name, attack) in ATTACKS {
        let mut world = World::flowing(2);
        world.command(Command::Bridge(1, 2));
        let mut talker = Talker::new(Codec::Pcma, 1, 440.0);
        for sent in 0..10 {
            world.receive(1, address(1), &talker.next());
            world.pass_millis(20);
            assert_eq!(world.sent(2).len(), 1, "{name}: {sent}");
        }
        world.events();
        for n in 0..100 {
            attack(&mut world, n);
            let said = talker.next();
            let payload = said.payload.to_vec();
            world.receive(1, address(1), &said);
            let heard = world.sent(2);
            assert_eq!(heard.len(), 1, "{name}: {n}");
            assert_eq!(heard[0].packet().payload, payload, "{name}: {n}");
            assert!(heard[0].to == address(2) && !heard[0].packet().marker);
            world.pass_millis(20);
        }
        let told = world.events();
        let told: Vec<&Event> = told.iter().collect();
        assert!(told.is_empty(), "{name}: {told:?}");
    }
}
