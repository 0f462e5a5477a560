//! Two legs that hear each other.

use std::sync::Arc;

use crate::sdp::Codec;
use crate::testing::{Sent, Talker, World, address, remote};
use crate::{Audio, Command, PlayId, Remote, g711};

fn talk(world: &mut World, leg: u16, talker: &mut Talker, frames: usize) {
    for _ in 0..frames {
        world.receive(leg, address(leg), &talker.next());
        world.pass_millis(20);
    }
}

fn assert_numbers_follow(sent: &[Sent]) {
    for pair in sent.windows(2) {
        let (one, two) = (pair[0].packet(), pair[1].packet());
        assert_eq!(two.sequence, one.sequence.wrapping_add(1));
        assert_eq!(two.ssrc, one.ssrc);
        let passed = pair[1].millis() - pair[0].millis();
        let stamped = f64::from(two.timestamp.wrapping_sub(one.timestamp)) / 8.0;
        assert!((stamped - passed).abs() <= 1.0, "{stamped} {passed}");
    }
}

#[test]
fn the_same_codec_passes_through_untouched() {
    let mut world = World::with_legs(2);
    world.command(Command::Bridge(1, 2));
    let mut talker = Talker::new(Codec::Pcma, 77, 440.0);
    let mut same = talker.clone();
    talk(&mut world, 1, &mut talker, 50);
    let sent = world.sent(2);
    assert_eq!(sent.len(), 50);
    assert_numbers_follow(&sent);
    assert_ne!(sent[0].packet().ssrc, 77);
    let marks: Vec<bool> = sent.iter().map(|sent| sent.packet().marker).collect();
    assert_eq!(marks.iter().filter(|mark| **mark).count(), 1);
    assert!(marks[0]);
    for sent in &sent {
        assert_eq!(sent.packet().payload, same.next().payload);
        assert_eq!(sent.to, address(2));
    }
}

#[test]
fn another_codec_is_translated() {
    let mut world = World::with_legs(2);
    world.command(Command::Connect(
        2,
        Remote {
            codec: Codec::Pcmu,
            payload_type: 0,
            ..remote(2)
        },
    ));
    world.command(Command::Bridge(1, 2));
    let mut talker = Talker::new(Codec::Pcma, 77, 440.0);
    talk(&mut world, 1, &mut talker, 10);
    let samples: Vec<i16> = world
        .sent(2)
        .iter()
        .flat_map(|sent| {
            assert_eq!(sent.packet().payload_type, 0);
            sent.packet().payload.to_vec()
        })
        .map(|octet| g711::decode(g711::Law::Mu, octet))
        .collect();
    assert!(crate::testing::share(&samples, 440.0) > 0.97);
}

#[test]
fn music_then_a_bridge_then_music_is_one_stream() {
    let mut world = World::with_legs(2);
    let music = Arc::new(Audio::from_pcm8k(&vec![1_000; 8_000]));
    let play = |number| Command::Play {
        leg: 2,
        play: PlayId(number),
        sounds: vec![Some(Arc::clone(&music))],
        times: None,
    };
    world.command(play(1));
    world.pass_millis(505);
    world.command(Command::Stop(2));
    world.command(Command::Bridge(1, 2));
    world.pass_millis(130);
    let mut talker = Talker::new(Codec::Pcma, 77, 440.0);
    talk(&mut world, 1, &mut talker, 30);
    world.command(play(2));
    talk(&mut world, 1, &mut talker, 30);
    world.command(Command::Stop(2));
    world.pass_millis(25);
    talk(&mut world, 1, &mut talker, 30);
    let sent = world.sent(2);
    assert!((110..125).contains(&sent.len()), "{}", sent.len());
    assert_numbers_follow(&sent);
    let marks = sent.iter().filter(|sent| sent.packet().marker).count();
    assert_eq!(marks, 4, "music, talk, music, talk");
}

#[test]
fn loss_stays_visible_and_another_source_does_not() {
    let mut world = World::with_legs(2);
    world.command(Command::Bridge(1, 2));
    let mut talker = Talker::new(Codec::Pcma, 77, 440.0);
    talk(&mut world, 1, &mut talker, 5);
    talker.next();
    world.pass_millis(20);
    talk(&mut world, 1, &mut talker, 5);
    let sent = world.sent(2);
    let gap = sent[5]
        .packet()
        .sequence
        .wrapping_sub(sent[4].packet().sequence);
    assert_eq!((sent.len(), gap), (10, 2));
    let mut other = Talker::new(Codec::Pcma, 78, 440.0);
    other.sequence = 3;
    talk(&mut world, 1, &mut other, 5);
    let next = world.sent(2);
    assert_eq!(
        next[0].packet().sequence,
        sent[9].packet().sequence.wrapping_add(1)
    );
    assert!(next[0].packet().marker);
}

#[test]
fn doubles_are_dropped_and_counted() {
    let mut world = World::with_legs(2);
    world.command(Command::Bridge(1, 2));
    let mut talker = Talker::new(Codec::Pcma, 77, 440.0);
    for _ in 0..10 {
        let mut again = talker.clone();
        world.receive(1, address(1), &talker.next());
        world.receive(1, address(1), &again.next());
    }
    assert_eq!(world.sent(2).len(), 10);
    assert_eq!(world.room.stats(1).unwrap().drops.duplicate, 10);
}

#[test]
fn a_payload_type_that_was_not_agreed_on_is_left_out_without_a_gap() {
    let mut world = World::with_legs(2);
    world.command(Command::Bridge(1, 2));
    let mut talker = Talker::new(Codec::Pcma, 77, 440.0);
    talk(&mut world, 1, &mut talker, 3);
    let unknown = crate::rtp::Packet {
        payload_type: 96,
        ..talker.next()
    };
    world.receive(1, address(1), &unknown);
    talk(&mut world, 1, &mut talker, 3);
    let sent = world.sent(2);
    assert_eq!(sent.len(), 6);
    assert_eq!(
        sent[3].packet().sequence,
        sent[2].packet().sequence.wrapping_add(1)
    );
    assert_eq!(world.room.stats(1).unwrap().drops.unknown_payload, 1);
}

#[test]
fn a_bridge_ends_with_unbridge_with_a_leg_and_with_another_bridge() {
    let mut world = World::with_legs(3);
    let mut talker = Talker::new(Codec::Pcma, 77, 440.0);
    let mut heard = |world: &mut World| {
        world.out.rtp.clear();
        world.receive(1, address(1), &talker.next());
        (world.sent(2).len(), world.sent(3).len())
    };
    world.command(Command::Bridge(1, 2));
    assert_eq!(heard(&mut world), (1, 0));
    world.command(Command::Unbridge(1, 3));
    assert_eq!(heard(&mut world), (1, 0));
    world.command(Command::Bridge(3, 1));
    assert_eq!(heard(&mut world), (0, 1));
    world.command(Command::Unbridge(1, 3));
    assert_eq!(heard(&mut world), (0, 0));
    world.command(Command::Bridge(1, 2));
    world.command(Command::Close(2));
    assert_eq!(heard(&mut world), (0, 0));
}

#[test]
fn a_leg_that_holds_is_sent_nothing_and_joins_again_in_time() {
    let mut world = World::with_legs(2);
    world.command(Command::Bridge(1, 2));
    let mut talker = Talker::new(Codec::Pcma, 77, 440.0);
    talk(&mut world, 1, &mut talker, 5);
    world.command(Command::Connect(
        2,
        Remote {
            send: false,
            ..remote(2)
        },
    ));
    talk(&mut world, 1, &mut talker, 50);
    world.command(Command::Connect(2, remote(2)));
    talk(&mut world, 1, &mut talker, 5);
    let sent = world.sent(2);
    assert_eq!(sent.len(), 10);
    assert_numbers_follow(&sent);
}
