//! Anything at any time.

use std::sync::Arc;

use proptest::prelude::*;

use crate::room::leg::Leg;
use crate::rtp::Packet;
use crate::testing::{World, address, remote};
use crate::{Audio, Command, Event, LegNumber, PlayId, Remote};

#[derive(Clone, Debug)]
enum Act {
    Tell(Command),
    Rtp(LegNumber, Vec<u8>),
    Rtcp(LegNumber, Vec<u8>),
    Pass(u64),
    Oversleep(u64),
}

fn command() -> impl Strategy<Value = Command> {
    let leg = 0..4u16;
    let sound = || Some(Arc::new(Audio::from_pcm8k(&[500; 700])));
    prop_oneof![
        leg.clone().prop_map(Command::Open),
        (leg.clone(), any::<bool>(), any::<u16>()).prop_map(|(leg, send, ptime_ms)| {
            Command::Connect(
                leg,
                Remote {
                    send,
                    ptime_ms,
                    ..remote(leg)
                },
            )
        }),
        (leg.clone(), 0..9u32, proptest::option::of(0..3u32)).prop_map(
            move |(leg, play, times)| {
                Command::Play {
                    leg,
                    play: PlayId(play),
                    sounds: vec![sound(), None],
                    times,
                }
            }
        ),
        (leg.clone(), 0..9u32, 0..3usize, any::<bool>()).prop_map(
            move |(leg, play, position, is)| {
                let sound = if is { sound() } else { None };
                Command::Supply {
                    leg,
                    play: PlayId(play),
                    position,
                    sound,
                }
            }
        ),
        leg.clone().prop_map(Command::Stop),
        (leg.clone(), leg.clone()).prop_map(|(one, other)| Command::Bridge(one, other)),
        (leg.clone(), leg.clone()).prop_map(|(one, other)| Command::Unbridge(one, other)),
        (leg.clone(), ".{0,6}").prop_map(|(leg, digits)| Command::SendDigits(leg, digits)),
        (0..5u128, leg.clone(), leg.clone()).prop_map(|(recording, left, right)| Command::Record {
            recording,
            left,
            right
        }),
        (0..5u128).prop_map(Command::StopRecording),
        leg.prop_map(Command::Close),
    ]
}

/// Packets that are nearly right: a head that is read, and any rest.
fn rtp() -> impl Strategy<Value = Vec<u8>> {
    let kind = prop_oneof![Just(8u8), Just(0), Just(101), any::<u8>()];
    let number = prop_oneof![0..40u16, any::<u16>()];
    let payload = proptest::collection::vec(any::<u8>(), 0..400);
    (kind, number, any::<u32>(), 0..3u32, payload).prop_map(
        |(kind, number, time, ssrc, payload)| {
            let packet = Packet {
                marker: kind > 127,
                payload_type: kind,
                sequence: number,
                timestamp: time % 90_000,
                ssrc,
                payload: &payload,
            };
            [&packet.header()[..], &payload].concat()
        },
    )
}

fn act() -> impl Strategy<Value = Act> {
    let bytes = || proptest::collection::vec(any::<u8>(), 0..120);
    prop_oneof![
        4 => command().prop_map(Act::Tell),
        6 => (0..4u16, rtp()).prop_map(|(leg, bytes)| Act::Rtp(leg, bytes)),
        1 => (0..4u16, bytes()).prop_map(|(leg, bytes)| Act::Rtp(leg, bytes)),
        1 => (0..4u16, bytes()).prop_map(|(leg, bytes)| Act::Rtcp(leg, bytes)),
        3 => (0..200u64).prop_map(Act::Pass),
        1 => (0..3_000u64).prop_map(Act::Oversleep),
    ]
}

proptest! {
    #[test]
    fn whatever_comes_the_room_sends_rtp_and_ends_empty(
        acts in proptest::collection::vec(act(), 0..120),
    ) {
        let mut world = World::with_legs(3);
        for act in acts {
            match act {
                Act::Tell(command) => world.command(command),
                Act::Rtp(leg, bytes) => world.receive_bytes(leg, address(leg), &bytes),
                Act::Rtcp(leg, bytes) => world.receive_report(leg, remote(leg).rtcp, &bytes),
                Act::Pass(millis) => world.pass_millis(millis),
                Act::Oversleep(millis) => world.oversleep(millis),
            }
        }
        for leg in 0..4 {
            world.command(Command::Close(leg));
        }
        prop_assert!(world.room.is_empty());
        prop_assert_eq!(world.room.next_deadline(), None);
        for sent in &world.out.rtp {
            prop_assert!(Packet::read(sent.bytes()).is_ok());
            prop_assert_eq!(sent.to, address(sent.leg));
        }
        for sent in &world.out.rtcp {
            prop_assert!(crate::rtcp::read(sent.bytes(), 0).is_ok());
        }
        // Nothing of a recording comes after its last.
        let mut open = std::collections::BTreeMap::new();
        for event in world.events() {
            if let Event::Recorded { recording, last, .. } = event {
                open.insert(recording, !last);
            }
        }
        prop_assert!(open.values().all(|open| !open));
    }
}

#[test]
fn a_million_bad_packets_change_nothing() {
    let mut world = World::flowing(2);
    world.command(Command::Bridge(1, 2));
    world.sent(2);
    let stranger = std::net::SocketAddr::from(([203, 0, 113, 5], 4_000));
    let bad = [[0x80, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1], [0; 12]];
    for n in 0..500_000 {
        world.receive_bytes(1, stranger, &bad[n % 2]);
        world.receive_bytes(1, address(1), &bad[1]);
    }
    assert_eq!(world.sent(2).len(), 0);
    let drops = world.room.stats(1).unwrap().drops;
    assert_eq!((drops.foreign, drops.malformed), (250_000, 750_000));
    let mut talker = crate::testing::Talker::new(crate::sdp::Codec::Pcma, 1, 440.0);
    world.receive(1, address(1), &talker.next());
    assert_eq!(world.sent(2).len(), 1);
}

#[test]
fn an_idle_leg_is_small() {
    assert!(size_of::<Leg>() < 2_000, "{}", size_of::<Leg>());
}
