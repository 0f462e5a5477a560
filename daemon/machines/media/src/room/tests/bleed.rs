//! Strangers' packets: they move, end and enter nothing.

use crate::rtp::Packet;
use crate::sdp::Codec;
use crate::testing::{Talker, World, address, remote};
use crate::{Command, Event};

fn bridged() -> World {
    let mut world = World::with_legs(2);
    world.command(Command::Bridge(1, 2));
    world.command(Command::Record {
        recording: 9,
        left: 1,
        right: 2,
    });
    world
}

#[test]
fn a_strangers_packets_reach_nobody_and_are_counted() {
    let mut world = bridged();
    let mut talker = Talker::new(Codec::Pcma, 1, 440.0);
    let mut stranger = Talker::new(Codec::Pcma, 1, 1_000.0);
    world.receive(1, address(1), &talker.next());
    world.sent(2);
    for n in 0..1_000u16 {
        let from = std::net::SocketAddr::from(([203, 0, 113, 5], 1_024 + n));
        world.receive(1, from, &stranger.next());
        world.receive_bytes(1, from, &[0x80, 8, 1]);
    }
    assert_eq!(world.sent(2).len(), 0);
    let stats = world.room.stats(1).unwrap();
    assert_eq!(
        (stats.received, stats.drops.foreign, stats.drops.malformed),
        (1, 1_000, 1_000)
    );
    assert_eq!(stats.source, Some(address(1)));
    world.receive(1, address(1), &talker.next());
    assert_eq!(world.sent(2).len(), 1);
}

#[test]
fn a_strangers_goodbye_and_digits_do_nothing() {
    let mut world = bridged();
    world.events();
    let stranger = std::net::SocketAddr::from(([203, 0, 113, 5], 4_001));
    let goodbye = [0x81, 203, 0, 1, 0, 0, 0, 1];
    world.receive_report(1, stranger, &goodbye);
    let press = Packet {
        marker: true,
        payload_type: 101,
        sequence: 1,
        timestamp: 1,
        ssrc: 1,
        payload: &[5, 10, 0, 160],
    };
    world.receive(1, stranger, &press);
    assert_eq!(world.events(), []);
    assert_eq!(world.room.stats(1).unwrap().drops.foreign_rtcp, 1);
    // Nor does a good-bye of the other side itself end the call: signalling does.
    world.receive_report(1, remote(1).rtcp, &goodbye);
    assert_eq!(world.events(), []);
    assert!(!world.room.is_empty());
}

#[test]
fn a_stranger_before_the_first_packet_does_not_draw_the_media() {
    let mut world = World::with_legs(1);
    let mut stranger = Talker::new(Codec::Pcma, 7, 440.0);
    let from = std::net::SocketAddr::from(([203, 0, 113, 5], 4_000));
    (0..50).for_each(|_| world.receive(1, from, &stranger.next()));
    world.pass_millis(300);
    assert!(world.sent(1).iter().all(|sent| sent.to == address(1)));
    assert_eq!(world.events(), []);
}

#[test]
fn a_phone_behind_a_translator_is_found_on_its_own_port() {
    let mut world = World::with_legs(1);
    let behind = std::net::SocketAddr::from(([192, 0, 2, 1], 61_000));
    let mut talker = Talker::new(Codec::Pcma, 7, 440.0);
    (0..5).for_each(|_| world.receive(1, behind, &talker.next()));
    assert_eq!(world.events(), [Event::Flowing(1, behind)]);
    world.pass_millis(16_000);
    assert!(world.sent(1).iter().any(|sent| sent.to == behind));
    assert!(world.out.rtcp.iter().all(|sent| sent.to.port() == 61_001));
}

#[test]
fn before_the_connection_nothing_is_taken() {
    let mut world = World::new();
    world.command(Command::Open(1));
    let mut talker = Talker::new(Codec::Pcma, 7, 440.0);
    world.receive(1, address(1), &talker.next());
    world.receive(9, address(9), &talker.next());
    assert_eq!(world.room.stats(1).unwrap().drops.unconnected, 1);
    assert_eq!(world.room.counters().no_leg, 1);
}
