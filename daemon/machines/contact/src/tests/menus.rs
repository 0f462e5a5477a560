//! Menus: keys, time-outs, errors and what they lead to.

use model::Span;
use model::config::{Config, Menu, Node, Reaction};
use model::record::EventKind;

use super::setup::{center, end, flow, key, menu, name, play, say};
use super::world::World;

fn asks(change: impl FnOnce(&mut Menu)) -> Config {
    let mut asked = menu(&[('1', "one", "bye")]);
    change(&mut asked);
    center(flow(&[
        ("menu", Node::Menu(asked)),
        ("bye", end("bye")),
        ("help", play("help", "menu")),
    ]))
}

fn failures(world: &World, call: model::CallId) -> Vec<(Option<char>, u32)> {
    let failed = |kind: &&EventKind| match kind {
        EventKind::Failed { key, errors } => Some((key.map(|key| key.as_char()), *errors)),
        _ => None,
    };
    world.events(call).iter().filter_map(failed).collect()
}

#[test]
fn a_key_cuts_the_prompt() {
    let mut world = World::new(asks(|_| {}));
    let call = world.call();
    world.press(call, '1');
    assert_eq!(world.path(call), ["menu", "bye"]);
    assert_eq!(failures(&world, call), []);
    world.close();
}

#[test]
fn the_time_for_a_key_counts_from_the_end_of_the_prompt() {
    let mut world = World::new(asks(|_| {}));
    let call = world.call();
    world.secs(60);
    assert_eq!(failures(&world, call), []);
    world.played(call);
    world.wait(Span::millis(4_999).get());
    assert_eq!(failures(&world, call), []);
    world.wait(Span::millis(1).get());
    assert_eq!(failures(&world, call), [(None, 1)]);
    world.close();
}

#[test]
fn a_failed_try_has_its_comment_and_the_menu_asks_again() {
    let mut world = World::new(asks(|menu| {
        menu.asking.on_timeout.play = Some(say("too late"));
        menu.asking.on_error.play = Some(say("wrong"));
    }));
    let call = world.call();
    world.press(call, '9');
    world.played(call);
    world.played(call);
    world.secs(5);
    world.played(call);
    assert_eq!(
        world.heard(),
        [
            "press a key",
            "wrong",
            "press a key",
            "too late",
            "press a key"
        ]
    );
    assert_eq!(failures(&world, call), [(Some('9'), 1), (None, 2)]);
    world.close();
}

/// A welcome that leads to a menu, which leads to another one by key 1.
fn levels(change: impl FnOnce(&mut Menu)) -> World {
    let mut lower = menu(&[('1', "one", "bye")]);
    change(&mut lower);
    World::new(center(flow(&[
        ("welcome", play("welcome", "upper")),
        ("upper", Node::Menu(menu(&[('1', "one", "lower")]))),
        ("lower", Node::Menu(lower)),
        ("bye", end("bye")),
    ])))
}

fn nothing_pressed(world: &mut World, call: model::CallId) {
    world.played(call);
    world.secs(5);
}

#[test]
fn who_presses_nothing_goes_back_to_the_node_before_until_he_has_failed_too_often() {
    let mut world = levels(|_| {});
    let call = world.call();
    world.played(call);
    nothing_pressed(&mut world, call);
    world.played(call);
    world.press(call, '1');
    nothing_pressed(&mut world, call);
    let way = ["welcome", "upper", "welcome", "upper", "lower", "upper"];
    assert_eq!(world.path(call), way);
    for _ in 0..2 {
        world.press(call, '1');
        nothing_pressed(&mut world, call);
    }
    assert_eq!(failures(&world, call).last(), Some(&(None, 3)));
    assert!(!world.is_up(call));
    world.close();
}

#[test]
fn the_comment_on_a_key_that_did_not_come_is_heard_before_the_node_before() {
    let mut world = levels(|lower| lower.asking.on_timeout.play = Some(say("too late")));
    let call = world.call();
    world.played(call);
    world.press(call, '1');
    nothing_pressed(&mut world, call);
    assert_eq!(world.path(call).len(), 3);
    world.played(call);
    assert_eq!(world.path(call), ["welcome", "upper", "lower", "upper"]);
    world.close();
}

#[test]
fn a_menu_that_says_so_asks_again_itself() {
    let mut world = levels(|lower| lower.asking.on_timeout.next = Some(name("lower")));
    let call = world.call();
    world.played(call);
    world.press(call, '1');
    nothing_pressed(&mut world, call);
    assert_eq!(world.path(call), ["welcome", "upper", "lower", "lower"]);
    world.close();
}

#[test]
fn a_key_during_the_comment_answers_the_next_question() {
    let mut world = World::new(asks(|menu| menu.asking.on_error.play = Some(say("wrong"))));
    let call = world.call();
    world.press(call, '9');
    world.press(call, '1');
    assert_eq!(world.path(call), ["menu", "bye"]);
    assert_eq!(world.heard(), ["press a key", "wrong", "bye"]);
    world.close();
}

#[test]
fn the_third_failure_of_three_ends_the_call_without_a_comment() {
    let mut world = World::new(asks(|menu| menu.asking.on_error.play = Some(say("wrong"))));
    let call = world.call();
    world.press(call, '9');
    world.played(call);
    world.press(call, '8');
    world.played(call);
    world.played(call);
    world.secs(5);
    assert_eq!(
        failures(&world, call),
        [(Some('9'), 1), (Some('8'), 2), (None, 3)]
    );
    assert_eq!(world.status(call), 107);
    assert_eq!(
        world.heard().iter().filter(|text| *text == "wrong").count(),
        2
    );
    world.close();
}

#[test]
fn the_last_failure_takes_the_named_exit() {
    let mut world = World::new(asks(|menu| {
        menu.asking.max_errors = 1;
        menu.asking.exhausted = Some(name("bye"));
    }));
    let call = world.call();
    world.press(call, '9');
    assert_eq!(world.path(call), ["menu", "bye"]);
    world.close();
}

#[test]
fn a_failed_try_may_lead_elsewhere_and_still_counts() {
    let mut world = World::new(asks(|menu| {
        menu.asking.on_timeout = Reaction {
            play: None,
            next: Some(name("help")),
        };
    }));
    let call = world.call();
    for _ in 0..2 {
        world.played(call);
        world.secs(5);
        world.played(call);
    }
    world.played(call);
    world.secs(5);
    assert_eq!(world.path(call), ["menu", "help", "menu", "help", "menu"]);
    assert_eq!(
        world.status(call),
        107,
        "the third failure, over all visits"
    );
    world.close();
}

#[test]
fn a_key_that_fits_forgives_the_errors_before_it() {
    let mut asked = menu(&[('1', "again", "menu")]);
    asked.asking.max_errors = 2;
    let mut world = World::new(center(flow(&[("menu", Node::Menu(asked))])));
    let call = world.call();
    for _ in 0..3 {
        world.press(call, '9');
        world.press(call, '1');
    }
    assert!(world.is_up(call));
    assert_eq!(failures(&world, call), [(Some('9'), 1); 3]);
    world.close();
}

#[test]
fn a_branch_without_a_label_is_called_by_its_key() {
    let mut world = World::new(asks(|menu| {
        menu.keys.get_mut(&key('1')).unwrap().label = None;
    }));
    let call = world.call();
    world.press(call, '1');
    world.hang_up(call);
    let step = &world.record(call).path[0];
    assert_eq!(
        (step.key, step.label.as_deref()),
        (Some(key('1')), Some("1"))
    );
    world.close();
}

#[test]
fn a_menu_that_gives_no_time_still_ends() {
    let mut world = World::new(asks(|menu| menu.asking.timeout = Span::seconds(0)));
    let call = world.call();
    for _ in 0..3 {
        world.played(call);
        world.secs(0);
    }
    assert_eq!(world.status(call), 107);
    world.close();
}

#[test]
fn failures_that_lead_back_to_the_menu_are_counted_to_the_last_one() {
    let mut world = World::new(asks(|menu| {
        menu.asking.on_timeout.next = Some(name("menu"));
        menu.asking.on_error.next = Some(name("help"));
    }));
    let call = world.call();
    world.played(call);
    world.secs(5);
    world.press(call, '9');
    world.played(call);
    world.played(call);
    world.secs(5);
    assert_eq!(
        failures(&world, call),
        [(None, 1), (Some('9'), 2), (None, 3)]
    );
    assert_eq!(world.status(call), 107);
    world.close();
}
