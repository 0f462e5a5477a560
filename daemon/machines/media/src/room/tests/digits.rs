//! Keys that are heard, sent and passed on.

use crate::dtmf::TelephoneEvent;
use crate::rtp::Packet;
use crate::sdp::Codec;
use crate::testing::{Talker, World, address, remote};
use crate::{Command, Event, Remote};

fn digits(events: &[Event]) -> String {
    let digit = |event: &Event| match event {
        Event::Digit(1, digit) => Some(*digit),
        _ => None,
    };
    events.iter().filter_map(digit).collect()
}

/// Sends what leg 2 is sent to leg 1, as a peer with our own sender would.
fn pipe(world: &mut World, lose: impl Fn(usize) -> bool) -> usize {
    let sent = world.sent(2);
    for (_, sent) in sent.iter().enumerate().filter(|(n, _)| !lose(*n)) {
        world.receive(1, address(1), &sent.packet());
    }
    sent.len()
}

#[test]
fn digits_take_100_ms_with_60_ms_between() {
    let mut world = World::flowing(1);
    world.pass_millis(5);
    world.command(Command::SendDigits(1, "12#".into()));
    world.pass_millis(470);
    let sent = world.sent(1);
    assert_eq!(sent.len(), 24);
    let first = sent[0].packet();
    for (n, sent) in sent.iter().enumerate() {
        let (packet, event) = (
            sent.packet(),
            TelephoneEvent::read(sent.packet().payload).unwrap(),
        );
        assert_eq!(packet.payload_type, 101);
        assert_eq!(packet.marker, n % 8 == 0);
        assert_eq!(packet.sequence, first.sequence.wrapping_add(n as u16));
        assert_eq!(
            packet.timestamp,
            first.timestamp.wrapping_add(n as u32 / 8 * 1_280)
        );
        assert_eq!(event.code, [1, 2, 11][n / 8]);
        assert_eq!(event.end, n % 8 >= 5);
    }
}

#[test]
fn what_one_side_presses_the_other_hears_whatever_is_lost() {
    for pattern in 0..7 {
        let mut world = World::flowing(2);
        world.command(Command::SendDigits(2, "0123456789*#ABCD".into()));
        for _ in 0..300 {
            world.pass_millis(10);
            pipe(&mut world, |_| false);
        }
        assert_eq!(digits(&world.events()), "0123456789*#ABCD");
        world.command(Command::SendDigits(2, "1100".into()));
        world.pass_millis(1_000);
        assert_eq!(pipe(&mut world, |n| n % 8 != pattern), 32);
        assert_eq!(digits(&world.events()), "1100");
    }
}

#[test]
fn a_thousand_digits_are_a_thousand_events_and_no_packet_more_is_needed() {
    let mut world = World::flowing(2);
    let mut told = String::new();
    for _ in 0..25 {
        world.command(Command::SendDigits(2, "1234567890".repeat(4)));
        for _ in 0..330 {
            world.pass_millis(20);
            pipe(&mut world, |_| false);
        }
        told.push_str(&digits(&world.events()));
    }
    assert_eq!(told, "1234567890".repeat(100));
}

#[test]
fn a_storm_of_a_thousand_digits_is_cut_and_counted() {
    let mut world = World::flowing(1);
    for n in 0..1_000u16 {
        let packet = Packet {
            marker: true,
            payload_type: 101,
            sequence: n,
            timestamp: u32::from(n) * 400,
            ssrc: 1,
            payload: &[1, 10, 0, 160],
        };
        world.receive(1, address(1), &packet);
    }
    assert_eq!(digits(&world.events()).len(), 50);
    assert_eq!(world.room.stats(1).unwrap().drops.digits_refused, 950);
}

#[test]
fn a_digit_passes_a_bridge_under_the_other_sides_type_and_is_told_too() {
    let mut world = World::flowing(2);
    world.command(Command::Connect(
        2,
        Remote {
            dtmf: Some(96),
            ..remote(2)
        },
    ));
    world.command(Command::Bridge(1, 2));
    let mut talker = Talker::new(Codec::Pcma, 77, 440.0);
    world.receive(1, address(1), &talker.next());
    let began = talker.timestamp;
    for n in 0..8u16 {
        let event = TelephoneEvent {
            code: 5,
            end: n > 4,
            volume: 10,
            duration: n.min(4) * 160 + 160,
        };
        let packet = Packet {
            marker: n == 0,
            payload_type: 101,
            timestamp: began,
            payload: &event.bytes(),
            ..talker.next()
        };
        world.pass_millis(20);
        world.receive(1, address(1), &packet);
    }
    world.pass_millis(20);
    world.receive(1, address(1), &talker.next());
    assert_eq!(digits(&world.events()), "5");
    let sent = world.sent(2);
    assert_eq!(sent.len(), 10);
    let base = sent[0].packet();
    for (n, sent) in sent.iter().enumerate() {
        let packet = sent.packet();
        assert_eq!(packet.sequence, base.sequence.wrapping_add(n as u16));
        let (expected_type, expected_time) = match n {
            0 => (8, 0),
            9 => (8, 9 * 160),
            _ => (96, 160),
        };
        assert_eq!(packet.payload_type, expected_type);
        assert_eq!(packet.timestamp.wrapping_sub(base.timestamp), expected_time);
    }
}

#[test]
fn the_rest_of_a_key_from_before_the_bridge_reaches_nobody() {
    let mut world = World::flowing(2);
    let press = |sequence: u16, timestamp, marker, code| {
        let payload: &'static [u8] = match code {
            3 => &[3, 10, 0, 160],
            _ => &[6, 10, 0, 160],
        };
        Packet {
            marker,
            payload_type: 101,
            sequence,
            timestamp,
            ssrc: 77,
            payload,
        }
    };
    world.receive(1, address(1), &press(1, 8_000, true, 3));
    world.command(Command::Bridge(1, 2));
    // Its updates, one that was overtaken, and the segment in which a long press goes on.
    world.receive(1, address(1), &press(3, 8_000, false, 3));
    world.receive(1, address(1), &press(2, 8_000, false, 3));
    let segment = 8_000 + u32::from(u16::MAX);
    world.receive(1, address(1), &press(4, segment, false, 3));
    assert!(world.sent(2).is_empty());
    world.receive(1, address(1), &press(5, segment + 4_000, true, 6));
    world.receive(1, address(1), &press(6, segment + 4_000, false, 6));
    assert_eq!(world.sent(2).len(), 2);
    assert_eq!(digits(&world.events()), "36");
}

#[test]
fn a_side_that_takes_no_events_is_sent_none() {
    let mut world = World::flowing(1);
    world.command(Command::Connect(
        1,
        Remote {
            dtmf: None,
            ..remote(1)
        },
    ));
    world.command(Command::SendDigits(1, "12x".into()));
    world.pass_millis(10);
    assert!(world.sent(1).is_empty());
    assert_eq!(world.room.stats(1).unwrap().drops.digits_unsent, 3);
}

#[test]
fn the_first_key_of_another_source_is_heard() {
    let mut world = World::flowing(1);
    let press = |ssrc, sequence, timestamp| Packet {
        marker: true,
        payload_type: 101,
        sequence,
        timestamp,
        ssrc,
        payload: &[1, 10, 0, 160],
    };
    world.receive(1, address(1), &press(1, 1, 900_000));
    let mut other = Talker::new(Codec::Pcma, 2, 440.0);
    world.receive(1, address(1), &other.next());
    world.receive(1, address(1), &press(2, other.sequence, 5));
    assert_eq!(digits(&world.events()), "11");
}
