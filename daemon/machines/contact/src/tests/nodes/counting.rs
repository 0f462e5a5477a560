//! How failed tries are counted: by node, by flow, apart or together (feature I16).

use model::config::{Config, Counting, Menu, Node, Scope};
use model::record::EventKind;

use crate::tests::setup::{center, end, flow, menu, name, say};
use crate::tests::world::World;

/// Two menus, the first of which leads to the second on `1`.
fn two(change: impl Fn(&mut Menu)) -> Config {
    let mut first = menu(&[('1', "on", "second")]);
    let mut second = menu(&[('1', "back", "first")]);
    first.asking.exhausted = Some(name("sorry"));
    second.asking.exhausted = Some(name("sorry"));
    change(&mut first);
    change(&mut second);
    center(flow(&[
        ("first", Node::Menu(first)),
        ("second", Node::Menu(second)),
        ("sorry", end("sorry")),
    ]))
}

fn counts(world: &World, call: model::CallId) -> Vec<u32> {
    let errors = |event: &&EventKind| match event {
        EventKind::Failed { errors, .. } => Some(*errors),
        _ => None,
    };
    world.events(call).iter().filter_map(errors).collect()
}

fn press(world: &mut World, call: model::CallId, keys: &str) {
    keys.chars().for_each(|key| world.press(call, key));
}

#[test]
fn each_node_counts_by_itself() {
    let mut world = World::new(two(|_| {}));
    let call = world.call();
    press(&mut world, call, "99199");
    assert_eq!(counts(&world, call), [1, 2, 1, 2]);
    assert_eq!(world.path(call), ["first", "second"]);
    world.close();
}

#[test]
fn the_nodes_of_a_flow_can_count_together() {
    let mut world = World::new(two(|menu| menu.asking.counting.scope = Scope::Flow));
    let call = world.call();
    press(&mut world, call, "9919");
    assert_eq!(counts(&world, call), [1, 2, 3]);
    assert_eq!(world.path(call), ["first", "second", "sorry"]);
    world.close();
}

#[test]
fn no_key_and_a_wrong_key_can_be_counted_apart() {
    let mut world = World::new(two(|menu| menu.asking.counting.separate = true));
    let call = world.call();
    world.press(call, '9');
    world.press(call, '9');
    world.played(call);
    world.secs(5);
    assert_eq!(counts(&world, call), [1, 2, 1]);
    assert_eq!(world.path(call), ["first"]);
    world.press(call, '9');
    assert_eq!(world.path(call), ["first", "sorry"]);
    world.close();
}

#[test]
fn the_count_is_kept_in_a_variable() {
    let mut world = World::new(two(|menu| {
        menu.asking.counting = Counting {
            into: Some(name("Tries")),
            ..Counting::default()
        };
        menu.asking.on_error.play = Some(say("try ${Tries}"));
    }));
    let call = world.call();
    world.press(call, '9');
    assert_eq!(world.heard().last().map(String::as_str), Some("try 1"));
    world.played(call);
    world.press(call, '9');
    assert_eq!(world.heard().last().map(String::as_str), Some("try 2"));
    world.close();
}
