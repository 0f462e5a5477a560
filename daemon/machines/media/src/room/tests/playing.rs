//! What plays, waits, fails and stops.

use std::sync::Arc;

use crate::sdp::Codec;
use crate::testing::{World, remote, share};
use crate::{Audio, Command, Event, PlayEnd, PlayId, Remote, g711};

fn sound(octet: u8, frames: usize) -> Arc<Audio> {
    Arc::new(Audio {
        alaw: vec![octet; frames * 160].into(),
        ulaw: vec![!octet; frames * 160].into(),
    })
}

fn play(number: u32, sounds: Vec<Option<Arc<Audio>>>) -> Command {
    Command::Play {
        leg: 1,
        play: PlayId(number),
        sounds,
        times: Some(1),
    }
}

fn supply(number: u32, position: usize, sound: Option<Arc<Audio>>) -> Command {
    Command::Supply {
        leg: 1,
        play: PlayId(number),
        position,
        sound,
    }
}

fn octets(world: &mut World) -> Vec<u8> {
    world
        .sent(1)
        .iter()
        .map(|sent| sent.packet().payload[0])
        .collect()
}

#[test]
fn a_sound_supplied_later_goes_on_where_it_was_missing() {
    let mut world = World::with_legs(1);
    world.command(play(1, vec![Some(sound(1, 2)), None, Some(sound(3, 1))]));
    world.pass_millis(100);
    assert_eq!(octets(&mut world), [1, 1]);
    world.command(supply(1, 1, Some(sound(2, 1))));
    world.pass_millis(100);
    assert_eq!(octets(&mut world), [2, 3]);
    assert_eq!(world.events(), [Event::Played(1, PlayId(1), PlayEnd::Done)]);
}

#[test]
fn a_sound_that_cannot_be_had_fails_the_playing_once() {
    let mut world = World::with_legs(1);
    world.command(play(1, vec![Some(sound(1, 50)), None]));
    world.pass_millis(100);
    world.command(supply(1, 1, None));
    world.command(supply(1, 1, None));
    assert_eq!(
        world.events(),
        [Event::Played(1, PlayId(1), PlayEnd::Failed)]
    );
    world.sent(1);
    world.pass_millis(150);
    assert_eq!(octets(&mut world), []);
}

#[test]
fn a_supply_for_another_playing_or_position_changes_nothing() {
    let mut world = World::with_legs(1);
    world.command(play(1, vec![None]));
    world.command(supply(2, 0, Some(sound(9, 1))));
    world.command(supply(1, 7, Some(sound(9, 1))));
    world.command(supply(1, 7, None));
    world.command(supply(1, 0, Some(sound(4, 1))));
    world.command(supply(1, 0, Some(sound(9, 1))));
    world.pass_millis(100);
    assert_eq!(octets(&mut world), [4]);
}

#[test]
fn what_is_stopped_or_replaced_tells_nothing() {
    let mut world = World::with_legs(1);
    world.command(play(1, vec![Some(sound(1, 9))]));
    world.pass_millis(20);
    world.command(play(2, vec![Some(sound(2, 9))]));
    world.pass_millis(20);
    world.command(Command::Stop(1));
    world.pass_millis(500);
    assert_eq!(octets(&mut world)[..3], [1, 1, 2]);
    assert_eq!(world.events(), []);
}

#[test]
fn a_playing_before_the_connection_begins_with_it() {
    let mut world = World::new();
    world.command(Command::Open(1));
    world.command(play(1, vec![Some(sound(1, 2))]));
    world.pass_millis(100);
    assert_eq!(octets(&mut world), []);
    world.command(Command::Connect(1, remote(1)));
    world.pass_millis(50);
    assert_eq!(octets(&mut world), [1, 1]);
}

#[test]
fn a_leg_that_holds_us_hears_nothing_and_the_playing_ends_in_time() {
    let mut world = World::with_legs(1);
    world.command(Command::Connect(
        1,
        Remote {
            send: false,
            ..remote(1)
        },
    ));
    world.command(play(1, vec![Some(sound(1, 5))]));
    world.pass_millis(200);
    assert_eq!(octets(&mut world), []);
    assert_eq!(world.events(), [Event::Played(1, PlayId(1), PlayEnd::Done)]);
}

#[test]
fn each_leg_gets_the_sound_in_its_codec() {
    let mut world = World::with_legs(1);
    let ulaw = Remote {
        codec: Codec::Pcmu,
        payload_type: 0,
        ..remote(1)
    };
    world.command(Command::Connect(1, ulaw));
    world.command(play(1, vec![Some(sound(7, 1))]));
    let sent = world.sent(1);
    assert_eq!(
        (sent[0].packet().payload_type, sent[0].packet().payload[0]),
        (0, !7)
    );
}

#[test]
fn the_ring_back_tone_is_450_hertz_for_one_second_of_five() {
    let mut world = World::with_legs(1);
    let sounds = vec![Some(Arc::new(Audio::ring_back()))];
    world.command(Command::Play {
        leg: 1,
        play: PlayId(1),
        sounds,
        times: None,
    });
    world.pass_millis(9_990);
    let sent = world.sent(1);
    let samples: Vec<i16> = sent
        .iter()
        .flat_map(|sent| sent.packet().payload.to_vec())
        .map(|octet| g711::decode(g711::Law::A, octet))
        .collect();
    assert_eq!(samples.len(), 80_000);
    for start in [0, 40_000] {
        assert!(share(&samples[start..start + 8_000], 450.0) > 0.98);
        assert!(
            samples[start + 8_000..start + 40_000]
                .iter()
                .all(|sample| sample.abs() <= 8)
        );
    }
}

#[test]
fn a_command_for_a_leg_that_is_not_there_is_ignored_and_counted() {
    let mut world = World::new();
    world.command(play(1, vec![Some(sound(1, 5))]));
    world.command(Command::Bridge(1, 2));
    world.command(Command::Close(1));
    world.command(Command::Stop(1));
    assert!(world.room.is_empty());
    assert_eq!(world.room.counters().no_leg, 3);
    assert_eq!(world.room.next_deadline(), None);
}
