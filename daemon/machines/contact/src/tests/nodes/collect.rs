//! `collect`: digits into a variable.

use model::CallId;
use model::config::{Asking, Collect, Config, Length, Node, Reaction};
use model::record::EventKind;

use crate::tests::setup::{center, end, flow, ivr_name, name, play, say};
use crate::tests::world::World;

fn collects(change: impl FnOnce(&mut Collect)) -> Config {
    let mut collect = Collect {
        asking: Asking::new(say("your card")),
        into: name("Card"),
        length: Length::UpTo(6),
        secret: false,
        next: name("told"),
    };
    change(&mut collect);
    center(flow(&[
        ("card", Node::Collect(collect)),
        ("told", play("card ${Card}", "bye")),
        ("bye", end("bye")),
    ]))
}

fn collected(world: &World, call: CallId) -> Vec<Option<String>> {
    let digits = |event: &&EventKind| match event {
        EventKind::Collected { digits, .. } => Some(digits.clone()),
        _ => None,
    };
    world.events(call).iter().filter_map(digits).collect()
}

fn pressing(keys: &str, change: impl FnOnce(&mut Collect)) -> (World, CallId) {
    let mut world = World::new(collects(change));
    let call = world.call();
    keys.chars().for_each(|key| world.press(call, key));
    (world, call)
}

#[test]
fn a_fixed_number_of_digits_is_an_answer_without_a_mark() {
    let (world, call) = pressing("123", |collect| collect.length = Length::Fixed(3));
    assert_eq!(world.path(call), ["card", "told"]);
    assert_eq!(collected(&world, call), [Some("123".to_owned())]);
    world.close();
}

#[test]
fn a_mark_ends_fewer_digits_than_there_may_be() {
    let (world, call) = pressing("12#", |_| {});
    assert_eq!(world.path(call), ["card", "told"]);
    assert_eq!(collected(&world, call), [Some("12".to_owned())]);
    world.close();
}

#[test]
fn a_pause_ends_them_too() {
    let (mut world, call) = pressing("12", |_| {});
    world.secs(4);
    assert_eq!(world.path(call), ["card"]);
    world.secs(1);
    assert_eq!(world.path(call), ["card", "told"]);
    world.close();
}

#[test]
fn no_key_at_all_is_no_answer_and_takes_nothing() {
    let (mut world, call) = pressing("", |_| {});
    world.played(call);
    world.secs(5);
    assert_eq!(world.heard(), ["your card", "your card"]);
    assert_eq!(collected(&world, call), [] as [Option<String>; 0]);
    world.close();
}

#[test]
fn a_pause_in_a_fixed_number_is_a_wrong_answer() {
    let (mut world, call) = pressing("12", |collect| {
        collect.length = Length::Fixed(3);
        collect.asking.on_error = Reaction {
            play: None,
            next: Some(name("bye")),
        };
    });
    world.secs(5);
    assert_eq!(world.path(call), ["card", "bye"]);
    world.close();
}

#[test]
fn the_time_between_two_digits_begins_anew_with_each() {
    let (mut world, call) = pressing("1", |collect| collect.length = Length::Fixed(3));
    world.secs(4);
    world.press(call, '2');
    world.secs(4);
    world.press(call, '3');
    assert_eq!(collected(&world, call), [Some("123".to_owned())]);
    world.close();
}

#[test]
fn a_mark_alone_and_a_star_are_no_digits() {
    for keys in ["#", "1*"] {
        let (world, call) = pressing(keys, |_| {});
        assert_eq!(collected(&world, call), [], "{keys}");
        let failed = |event: &EventKind| matches!(event, EventKind::Failed { .. });
        assert_eq!(world.events(call).iter().filter(|e| failed(e)).count(), 1);
        world.close();
    }
}

#[test]
fn what_was_pressed_ahead_is_taken_and_the_rest_may_follow() {
    let mut config = collects(|collect| collect.length = Length::Fixed(3));
    let mut ahead = flow(&[("hello", play("hello", "card"))]);
    let main = config.ivrs.remove(&ivr_name("main")).unwrap();
    ahead.nodes.extend(main.nodes.clone());
    config.ivrs.insert(ivr_name("main"), ahead.into());
    let mut world = World::new(config);
    let call = world.call();
    world.press(call, '1');
    world.press(call, '2');
    world.played(call);
    assert_eq!(world.path(call), ["hello", "card"]);
    world.press(call, '3');
    assert_eq!(collected(&world, call), [Some("123".to_owned())]);
    world.close();
}

#[test]
fn secret_digits_are_used_but_stand_nowhere() {
    let (mut world, call) = pressing("4711#", |collect| collect.secret = true);
    assert_eq!(collected(&world, call), [None]);
    assert_eq!(world.heard().last().map(String::as_str), Some("card 4711"));
    world.hang_up(call);
    assert_eq!(world.record(call).path[0].digits, None);
    world.close();
}

#[test]
fn the_digits_stand_in_the_path_of_the_record() {
    let (mut world, call) = pressing("4711#", |_| {});
    world.hang_up(call);
    assert_eq!(world.record(call).path[0].digits.as_deref(), Some("4711"));
    world.close();
}
