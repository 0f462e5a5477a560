//! `voicemail`: a message.

use model::CallId;
use model::config::{Config, Voicemail};
use model::record::EventKind;

use crate::tests::setup::{center, end, flow, name, say};
use crate::tests::world::World;
use crate::{LegEvent, Output, PlayEnd, record};

fn box_of(change: impl FnOnce(&mut Voicemail)) -> Config {
    let mut voicemail = Voicemail::new(say("speak after the tone"));
    change(&mut voicemail);
    center(flow(&[("leave", voicemail.into()), ("bye", end("bye"))]))
}

/// A caller who has heard the beep.
fn speaking(change: impl FnOnce(&mut Voicemail)) -> (World, CallId) {
    let mut world = World::new(box_of(change));
    let call = world.call();
    world.played(call);
    assert!(world.recorded.is_empty(), "not before the beep");
    world.played(call);
    assert_eq!(world.heard(), ["speak after the tone", "beep"]);
    (world, call)
}

fn message(world: &World, call: CallId) -> Option<u64> {
    let voicemail = world.record(call).voicemail.as_ref()?;
    assert_eq!(voicemail.node, name("leave"));
    let recordings = &world.record(call).recordings;
    let recording = recordings.iter().find(|it| it.id == voicemail.recording);
    assert_eq!(recording.map(|it| it.participant), Some(0));
    Some(voicemail.duration_ms)
}

#[test]
fn only_the_caller_is_recorded_and_told_when_he_is_silent() {
    let mut world = World::new(box_of(|_| {}));
    let call = world.call();
    world.played(call);
    world.outputs.clear();
    world.played(call);
    let begun = world.outputs.iter().find_map(|output| match output {
        Output::RecordAlone { leg, quiet, .. } => Some((leg.number, *quiet)),
        _ => None,
    });
    let five = std::time::Duration::from_secs(5);
    assert_eq!(begun, Some((0, five)));
    world.close();
}

#[test]
fn a_mark_ends_the_message_and_other_keys_do_not() {
    let (mut world, call) = speaking(|_| {});
    world.secs(8);
    world.press(call, '5');
    assert!(world.is_up(call));
    world.press(call, '#');
    assert_eq!(message(&world, call), Some(8_000));
    assert_eq!(world.status(call), 107);
    world.close();
}

#[test]
fn a_silence_ends_it_too() {
    let (mut world, call) = speaking(|voicemail| voicemail.next = Some(name("bye")));
    world.secs(12);
    let recording = *world.recorded.keys().next().unwrap();
    world.leg(call, 0, LegEvent::Quiet(recording));
    assert_eq!(world.path(call), ["leave", "bye"]);
    // Told twice, it is told of nothing.
    world.leg(call, 0, LegEvent::Quiet(recording));
    world.played(call);
    assert_eq!(message(&world, call), Some(12_000));
    world.close();
}

#[test]
fn no_message_is_longer_than_the_node_says() {
    let (mut world, call) = speaking(|_| {});
    world.secs(180);
    assert_eq!(message(&world, call), Some(180_000));
    world.close();
}

#[test]
fn a_hang_up_keeps_the_message() {
    let (mut world, call) = speaking(|_| {});
    world.secs(4);
    world.hang_up(call);
    assert_eq!(message(&world, call), Some(4_000));
    assert_eq!(world.status(call), 102);
    world.close();
}

#[test]
fn who_hangs_up_at_the_beep_has_left_none_but_the_recording_is_told_of() {
    let (mut world, call) = speaking(|_| {});
    world.wait(std::time::Duration::from_millis(900));
    world.hang_up(call);
    assert_eq!(message(&world, call), None);
    assert_eq!(world.record(call).recordings.len(), 1);
    world.close();
}

#[test]
fn what_is_said_after_it_is_not_recorded() {
    let (mut world, call) = speaking(|voicemail| voicemail.closing = Some(say("thanks")));
    world.secs(3);
    world.press(call, '#');
    assert!(world.recorded.is_empty());
    assert_eq!(world.heard(), ["thanks"]);
    world.secs(2);
    world.played(call);
    assert_eq!(message(&world, call), Some(3_000));
    world.close();
}

#[test]
fn a_prompt_that_fails_and_a_beep_that_fails_keep_nobody_from_speaking() {
    let mut world = World::new(box_of(|_| {}));
    let call = world.call();
    world.ended(call, PlayEnd::Failed);
    world.ended(call, PlayEnd::Failed);
    assert_eq!(world.recorded.len(), 1);
    world.close();
}

#[test]
fn a_key_cuts_the_prompt_short() {
    let mut world = World::new(box_of(|_| {}));
    let call = world.call();
    world.press(call, '1');
    assert_eq!(world.heard(), ["speak after the tone", "beep"]);
    world.close();
}

#[test]
fn a_crash_keeps_the_message_that_was_being_left() {
    let (mut world, call) = speaking(|_| {});
    world.secs(4);
    let events = world.journal[&call].clone();
    let at = world.now.wall;
    let (ended, cut) = record::close_after_crash(&events, at).unwrap();
    assert!(matches!(ended.unwrap().kind, EventKind::Ended { .. }));
    assert_eq!(cut.voicemail.unwrap().duration_ms, 4_000);
    assert_eq!(cut.end_status.code(), 102);
    world.close();
}
