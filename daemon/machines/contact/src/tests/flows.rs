//! Flows: playing, typing ahead, variables, exception exits, circles.

use model::config::{Clip, Config, Node, Play, Prompt, Speech, Template};
use model::record::{Cause, HungUpBy};

use super::setup::{center, end, flow, menu, name, play, sales, staff, transfer};
use super::world::World;
use crate::{DialCause, LegEvent, LegId, Output, PlayEnd, PlayId, Release};

fn digits() -> Node {
    Node::Menu(menu(&[('1', "one", "bye"), ('2', "two", "bye")]))
}

fn prompt(prompt: &str, next: &str) -> Node {
    Node::Play(Play {
        speech: Speech::Prompt(name(prompt)),
        interruptible: false,
        times: 1,
        next: name(next),
    })
}

#[test]
fn a_flow_that_ends_by_itself_is_107_by_the_system() {
    let mut world = World::new(center(flow(&[
        ("hello", play("hi", "bye")),
        ("bye", end("bye")),
    ])));
    let call = world.call();
    world.played(call);
    assert!(world.is_up(call), "the good-bye is heard to its end");
    world.played(call);
    let record = world.record(call);
    assert_eq!((record.end_status.code(), record.cause), (107, None));
    assert_eq!(record.hung_up_by, HungUpBy::System);
    assert_eq!(world.heard(), ["hi", "bye"]);
    world.close();
}

#[test]
fn an_end_without_words_ends_at_once() {
    let mut world = World::new(center(flow(&[("bye", end(""))])));
    let call = world.call();
    assert_eq!(world.status(call), 107);
    world.close();
}

#[test]
fn a_caller_who_hangs_up_in_the_flow_is_102() {
    let mut world = World::new(center(flow(&[("hello", play("hi", "hello"))])));
    let before = world.arrive();
    world.hang_up(before);
    let within = world.call();
    world.hang_up(within);
    for call in [before, within] {
        assert_eq!(world.status(call), 102);
        assert_eq!(world.record(call).hung_up_by, HungUpBy::User);
    }
    assert_eq!(world.record(before).participants[0].answered_at, None);
    world.close();
}

#[test]
fn a_callers_broken_leg_is_a_cause_of_its_own() {
    let mut world = World::new(center(flow(&[("hello", play("hi", "hello"))])));
    let call = world.call();
    world.leg(call, 0, LegEvent::Gone(Release::Broken));
    let record = world.record(call);
    assert_eq!(
        (record.end_status.code(), record.cause),
        (102, Some(Cause::Signalling))
    );
    assert_eq!(record.hung_up_by, HungUpBy::System);
    world.close();
}

#[test]
fn a_caller_for_whom_there_is_no_room_is_turned_away_by_the_center() {
    let mut world = World::new(center(flow(&[("hello", play("hi", "hello"))])));
    let call = world.arrive();
    world.leg(call, 0, LegEvent::Failed(DialCause::NoRoom));
    let record = world.record(call);
    assert_eq!(record.cause, Some(Cause::Overload));
    assert_eq!(record.hung_up_by, HungUpBy::System);
    world.close();
}

#[test]
fn an_answer_that_is_never_established_ends_the_call() {
    let mut world = World::new(center(flow(&[("hello", play("hi", "hello"))])));
    let call = world.arrive();
    world.secs(39);
    assert!(world.is_up(call));
    world.secs(1);
    assert_eq!(world.record(call).cause, Some(Cause::Signalling));
    world.close();
}

#[test]
fn silence_from_the_caller_ends_the_call() {
    let mut world = World::staffed(sales(transfer("sales"), &["amy"]));
    let call = world.call();
    world.answer("2001");
    world.leg(call, 0, LegEvent::NoMedia);
    let record = world.record(call);
    assert_eq!(
        (record.end_status.code(), record.cause),
        (1, Some(Cause::NoMedia))
    );
    world.close();
}

#[test]
fn a_key_cuts_an_interruptible_play_and_answers_the_menu() {
    let mut config = center(flow(&[("hello", play("hi", "menu")), ("menu", digits())]));
    change(&mut config, "hello", |node| {
        if let Node::Play(play) = node {
            play.interruptible = true;
        }
    });
    let mut world = World::new(config);
    let call = world.call();
    world.press(call, '2');
    assert!(
        world
            .outputs
            .iter()
            .any(|output| matches!(output, Output::Stop(_)))
    );
    assert_eq!(world.record_label(call), Some("two".to_owned()));
    world.close();
}

#[test]
fn keys_typed_ahead_wait_for_the_menu() {
    let config = center(flow(&[
        ("hello", play("hi", "menu")),
        ("menu", digits()),
        ("bye", end("bye")),
    ]));
    let mut world = World::new(config);
    let call = world.call();
    world.press(call, '2');
    world.played(call);
    assert_eq!(
        world.heard(),
        ["hi", "bye"],
        "the menu is answered without being asked"
    );
    assert_eq!(world.record_label(call), Some("two".to_owned()));
    for _ in 0..40 {
        world.press(call, '1');
    }
    world.close();
}

#[test]
fn no_more_than_32_keys_are_kept() {
    let mut world = World::new(center(flow(&[("hello", play("hi", "hello"))])));
    let call = world.call();
    for _ in 0..40 {
        world.press(call, '1');
    }
    assert_eq!(world.center.counters().keys_dropped, 8);
    world.close();
}

#[test]
fn a_play_is_played_as_often_as_it_says() {
    let mut config = center(flow(&[("hello", play("hi", "hello"))]));
    change(&mut config, "hello", |node| {
        if let Node::Play(play) = node {
            play.times = 3;
        }
    });
    let mut world = World::new(config);
    world.call();
    let times = world.outputs.iter().find_map(|output| match output {
        Output::Play { times, .. } => Some(*times),
        _ => None,
    });
    assert_eq!(times, Some(Some(3)));
    world.close();
}

#[test]
fn a_failed_prompt_counts_as_played() {
    let mut world = World::new(center(flow(&[
        ("hello", play("hi", "bye")),
        ("bye", end("bye")),
    ])));
    let call = world.call();
    world.ended(call, PlayEnd::Failed);
    assert_eq!(world.path(call), ["hello", "bye"]);
    world.close();
}

#[test]
fn a_circle_of_failing_prompts_ends_the_call() {
    let mut world = World::new(center(flow(&[
        ("a", play("a", "b")),
        ("b", play("b", "a")),
    ])));
    let call = world.call();
    for _ in 0..200 {
        if world.is_up(call) {
            world.ended(call, PlayEnd::Failed);
        }
    }
    let record = world.record(call);
    assert_eq!(
        (record.end_status.code(), record.cause),
        (107, Some(Cause::Flow))
    );
    assert_eq!(record.path.len(), 100);
    assert_eq!(world.center.counters().loops, 1);
    world.close();
}

#[test]
fn a_circle_takes_the_exception_exit_once() {
    let mut ivr = flow(&[("a", play("a", "a")), ("sorry", play("sorry", "a"))]);
    ivr.on_exception = Some(name("sorry"));
    let mut world = World::new(center(ivr));
    let call = world.call();
    for _ in 0..400 {
        if world.is_up(call) {
            world.ended(call, PlayEnd::Failed);
        }
    }
    assert_eq!(world.record(call).cause, Some(Cause::Flow));
    assert_eq!(
        world
            .path(call)
            .iter()
            .filter(|node| *node == "sorry")
            .count(),
        1
    );
    world.close();
}

#[test]
fn a_playing_whose_end_is_never_told_does_not_hold_a_call_for_ever() {
    let mut world = World::new(center(flow(&[
        ("hello", play("hi", "bye")),
        ("bye", end("")),
    ])));
    let call = world.call();
    world.secs(3_600);
    assert_eq!(world.status(call), 107);
    world.close();
}

#[test]
fn the_end_of_an_older_playing_means_nothing() {
    let mut world = World::new(center(flow(&[
        ("a", play("a", "b")),
        ("b", play("b", "a")),
    ])));
    let call = world.call();
    let old = world.playing[&LegId { call, number: 0 }];
    world.played(call);
    world.leg(call, 0, LegEvent::Played(old, PlayEnd::Done));
    world.leg(call, 0, LegEvent::Played(PlayId(99), PlayEnd::Done));
    assert_eq!(world.path(call), ["a", "b"]);
    assert_eq!(world.center.counters().stray_events, 2);
    world.close();
}

#[test]
fn a_prompt_that_is_gone_takes_the_exception_exit() {
    let mut ivr = flow(&[
        ("hello", prompt("gone", "bye")),
        ("bye", end("")),
        ("x", end("sorry")),
    ]);
    ivr.on_exception = Some(name("x"));
    let mut world = World::new(center(ivr.clone()));
    let call = world.call();
    assert_eq!(world.path(call), ["hello", "x"]);
    ivr.on_exception = None;
    world.configure(center(ivr));
    let other = world.call();
    assert_eq!(world.record(other).cause, Some(Cause::Flow));
    assert_eq!(world.status(other), 107);
    world.close();
}

#[test]
fn prompts_come_from_the_live_library_and_texts_in_their_voice() {
    let mut config = center(flow(&[
        ("a", prompt("file", "b")),
        ("b", prompt("text", "c")),
    ]));
    let clip = Clip {
        file: "hold.wav".to_owned(),
        sha256: "0".repeat(64),
    };
    config
        .prompts
        .insert(name("file"), Prompt::File(clip.clone()));
    let mut world = World::new(config.clone());
    let call = world.call();
    let text = Template::literal("later");
    config.prompts.insert(
        name("text"),
        Prompt::Text {
            text,
            voice: Some("en".to_owned()),
        },
    );
    world.configure(config);
    world.played(call);
    let sounds: Vec<_> = world
        .outputs
        .iter()
        .filter_map(|output| match output {
            Output::Play { sounds, .. } => Some(sounds[0].clone()),
            _ => None,
        })
        .collect();
    let later = crate::Sound::Text {
        text: "later".into(),
        voice: "en".into(),
    };
    assert_eq!(sounds, [crate::Sound::Clip(clip), later]);
    world.close();
}

#[test]
fn variables_are_told_as_they_are_at_that_moment() {
    let mut queue = transfer("sales");
    queue.then = Some(name("thanks"));
    let words = "${SystemCallerNumber} ${SystemCalleeNumber} ${SystemCallAcceptDuration}";
    let mut config = center(flow(&[
        ("hello", play(words, "queue")),
        ("queue", Node::Transfer(queue)),
        (
            "thanks",
            play("${StaffNo} ${SystemCallRingDuration} ${WaitNo}", "thanks"),
        ),
    ]));
    staff(&mut config, "sales", &["amy"]);
    let mut world = World::staffed(config);
    let call = world.call();
    assert_eq!(world.heard(), ["13800138000 100 0"]);
    world.played(call);
    world.at("2001", LegEvent::Ringing);
    world.secs(6);
    world.at("2001", LegEvent::Up);
    world.heard();
    world.at("2001", LegEvent::Gone(Release::HungUp));
    assert_eq!(world.heard(), ["92001 6 0"]);
    world.close();
}

#[test]
fn a_call_keeps_the_flow_it_came_in_with() {
    let mut world = World::new(center(flow(&[
        ("a", play("old", "b")),
        ("b", end("old bye")),
    ])));
    let call = world.call();
    world.configure(center(flow(&[("a", play("new", "a"))])));
    world.played(call);
    assert_eq!(world.heard(), ["old", "old bye"]);
    world.call();
    assert_eq!(world.heard(), ["new"]);
    world.played(call);
    assert_eq!(world.record(call).revision.0, 7);
    world.close();
}

#[test]
fn an_admin_ends_a_call() {
    let mut world = World::new(center(flow(&[("hello", play("hi", "hello"))])));
    let call = world.call();
    world.input(crate::Input::EndCall(call));
    let record = world.record(call);
    assert_eq!(
        (record.end_status.code(), record.cause),
        (102, Some(Cause::Admin))
    );
    assert_eq!(record.hung_up_by, HungUpBy::System);
    world.close();
}

fn change(config: &mut Config, node: &str, change: impl FnOnce(&mut Node)) {
    let ivr = config.ivrs.get_mut("main").unwrap();
    change(std::sync::Arc::make_mut(ivr).nodes.get_mut(node).unwrap());
}

impl World {
    fn record_label(&self, call: model::CallId) -> Option<String> {
        let chosen = |kind: &&model::record::EventKind| match kind {
            model::record::EventKind::Chose { label, .. } => Some(label.clone()),
            _ => None,
        };
        self.events(call).iter().find_map(chosen)
    }
}
