//! Keys between legs that send them in different ways.

use crate::codec::{Codec, Decoder, Encoder};
use crate::dtmf::TelephoneEvent;
use crate::rtp::Packet;
use crate::testing::{World, address, remote};
use crate::tones::{self, Detector};
use crate::{Command, Event, Remote};

const KEYS: &str = "1590#*";

/// A leg whose keys are tones.
fn toned(leg: u16, codec: Codec) -> Remote {
    Remote {
        codec,
        payload_type: codec.payload_type(),
        dtmf: None,
        inband: true,
        ..remote(leg)
    }
}

fn world(one: Remote, other: Remote) -> World {
    let mut world = World::flowing(2);
    world.command(Command::Connect(1, one));
    world.command(Command::Connect(2, other));
    world.sent(1);
    world.sent(2);
    world
}

/// Leg 1 presses the keys as tones of 80 ms with 120 ms between.
fn press(world: &mut World, codec: Codec) {
    let mut encoder = Encoder::new(codec);
    let mut packets = (0u32..).map(|n| (n as u16, n * 160 * (codec.clock() / 8_000)));
    for key in KEYS.chars() {
        for slot in 0..10 {
            let mut samples = [0; 160];
            if slot < 4 {
                tones::write(crate::dtmf::code(key).unwrap(), slot * 160, &mut samples);
            }
            let mut payload = [0; 400];
            let length = encoder.encode(&samples, &mut payload);
            let (sequence, timestamp) = packets.next().unwrap();
            let packet = Packet {
                marker: false,
                payload_type: codec.payload_type(),
                sequence,
                timestamp,
                ssrc: 5,
                payload: &payload[..length],
            };
            world.receive(1, address(1), &packet);
            world.pass_millis(20);
        }
    }
}

fn told(world: &mut World) -> String {
    let key = |event: &Event| match event {
        Event::Digit(1, key) => Some(*key),
        _ => None,
    };
    world.events().iter().filter_map(key).collect()
}

/// The keys of the events that a leg was sent, each once.
fn events(world: &mut World, leg: u16) -> String {
    let sent = world.sent(leg);
    let events = sent
        .iter()
        .map(|sent| sent.packet())
        .filter(|it| it.payload_type == 101);
    let begins = events.filter(|it| it.marker);
    let key = |it: Packet<'_>| crate::dtmf::digit(TelephoneEvent::read(it.payload).unwrap().code);
    begins.filter_map(key).collect()
}

#[test]
fn keys_are_heard_in_the_voice_of_every_codec() {
    for codec in Codec::ALL {
        let mut world = world(toned(1, *codec), remote(2));
        press(&mut world, *codec);
        assert_eq!(told(&mut world), KEYS, "{codec:?}");
    }
}

#[test]
fn tones_become_events_for_who_takes_those() {
    for codec in [Codec::Pcma, Codec::Opus] {
        let mut world = world(toned(1, codec), remote(2));
        world.command(Command::Bridge(1, 2));
        press(&mut world, codec);
        world.pass_millis(400);
        assert_eq!(events(&mut world, 2), KEYS, "{codec:?}");
    }
}

#[test]
fn who_hears_tones_anyway_is_not_pressed_them_again() {
    let mut world = world(toned(1, Codec::Pcma), toned(2, Codec::Pcma));
    world.command(Command::Bridge(1, 2));
    press(&mut world, Codec::Pcma);
    assert_eq!(world.sent(2).len(), KEYS.len() * 10);
    assert_eq!(told(&mut world), KEYS);
}

#[test]
fn where_tones_are_not_waited_for_they_are_a_voice() {
    let mut world = world(remote(1), remote(2));
    press(&mut world, Codec::Pcma);
    assert_eq!(told(&mut world), "");
}

#[test]
fn who_sends_events_though_tones_were_agreed_on_is_heard_once() {
    let mut world = world(toned(1, Codec::Pcma), remote(2));
    let event = Packet {
        marker: true,
        payload_type: 101,
        sequence: u16::MAX,
        timestamp: 1,
        ssrc: 5,
        payload: &[1, 10, 0, 160],
    };
    world.receive(1, address(1), &event);
    assert_eq!(told(&mut world), "1");
    press(&mut world, Codec::Pcma);
    assert_eq!(told(&mut world), "");
}

#[test]
fn events_become_tones_for_who_has_no_events() {
    for codec in Codec::ALL {
        let mut world = world(toned(1, *codec), remote(2));
        world.command(Command::Bridge(1, 2));
        for (n, key) in KEYS.chars().enumerate() {
            for (k, duration) in [160u16, 320, 480, 480, 480].into_iter().enumerate() {
                let event = TelephoneEvent {
                    code: crate::dtmf::code(key).unwrap(),
                    end: k >= 2,
                    volume: 10,
                    duration,
                };
                let packet = Packet {
                    marker: k == 0,
                    payload_type: 101,
                    sequence: (n * 5 + k) as u16,
                    timestamp: n as u32 * 2_000,
                    ssrc: 6,
                    payload: &event.bytes(),
                };
                world.receive(2, address(2), &packet);
                world.pass_millis(20);
            }
            world.pass_millis(150);
        }
        let (mut decoder, mut detector) = (Decoder::new(*codec), Detector::default());
        let mut heard = String::new();
        for sent in world.sent(1) {
            let mut samples = [0; 160];
            decoder.decode(sent.packet().payload, &mut samples);
            detector.hear(&samples, |key| heard.push(key));
        }
        assert_eq!(heard, KEYS, "{codec:?}");
    }
}

#[test]
fn digits_are_said_in_units_of_the_clock_that_was_agreed_on() {
    let opus = Remote {
        codec: Codec::Opus,
        payload_type: 111,
        dtmf_clock: 48_000,
        ..remote(1)
    };
    let mut world = world(opus, remote(2));
    world.command(Command::SendDigits(1, "12".into()));
    world.pass_millis(500);
    let sent = world.sent(1);
    let last = TelephoneEvent::read(sent[7].packet().payload).unwrap();
    assert_eq!((last.duration, last.end), (4_800, true));
    let passed = sent[8]
        .packet()
        .timestamp
        .wrapping_sub(sent[0].packet().timestamp);
    assert_eq!(passed, 160 * 48);
}

#[test]
fn keys_pass_between_legs_of_different_clocks_once_each() {
    let opus = Remote {
        codec: Codec::Opus,
        payload_type: 111,
        dtmf_clock: 48_000,
        ..remote(1)
    };
    let mut world = world(opus, remote(2));
    world.command(Command::Bridge(1, 2));
    for (n, end) in [(0u16, false), (1, false), (2, true), (3, true)] {
        let payload = [7, if end { 0x8A } else { 10 }, 3, 0xC0];
        let packet = Packet {
            marker: n == 0,
            payload_type: 101,
            sequence: n,
            timestamp: 9,
            ssrc: 6,
            payload: &payload,
        };
        world.receive(1, address(1), &packet);
        world.pass_millis(20);
    }
    world.pass_millis(200);
    assert_eq!(events(&mut world, 2), "7");
}
