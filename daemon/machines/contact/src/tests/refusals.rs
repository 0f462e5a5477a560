//! Which calls are not taken.

use model::config::Config;
use model::record::{Cause, HungUpBy};

use super::setup::{center, flow, name, number, play};
use super::world::World;
use crate::{Input, Output, Refusal, limits};

fn endless() -> Config {
    center(flow(&[("hello", play("hi", "hello"))]))
}

fn refusal(world: &mut World, dialled: &str) -> Option<Refusal> {
    world.outputs.clear();
    world.arrive_at(dialled);
    world.outputs.iter().find_map(|output| match output {
        Output::Refuse(_, refusal) => Some(*refusal),
        _ => None,
    })
}

/// The cause in the record of a call that was turned away as it came.
fn turned_away(world: &mut World, dialled: &str) -> Option<Cause> {
    world.outputs.clear();
    let call = world.arrive_at(dialled);
    let refused = |output: &Output| matches!(output, Output::Refuse(_, Refusal::NoRoom));
    if !world.outputs.iter().any(refused) {
        return None;
    }
    let record = world.record(call);
    assert_eq!(record.end_status.code(), 102);
    assert_eq!(record.hung_up_by, HungUpBy::System);
    assert_eq!(record.participants[0].answered_at, None);
    record.cause
}

#[test]
fn a_number_that_is_not_configured_is_not_found() {
    let mut world = World::new(endless());
    assert_eq!(refusal(&mut world, "101"), Some(Refusal::NotFound));
    assert_eq!(world.center.counters().refused_not_found, 1);
    assert!(world.journal.is_empty(), "a call to nowhere is no call");
    world.close();
}

#[test]
fn a_number_of_another_trunk_or_without_a_flow_is_not_found() {
    let mut config = endless();
    config.numbers.get_mut("100").unwrap().trunk = name("other");
    let mut without = config.numbers[&number("100")].clone();
    without.trunk = name("carrier");
    without.ivr = super::setup::ivr_name("none");
    config.numbers.insert(number("102"), without);
    let mut world = World::new(config);
    assert_eq!(refusal(&mut world, "100"), Some(Refusal::NotFound));
    assert_eq!(refusal(&mut world, "102"), Some(Refusal::NotFound));
    world.close();
}

#[test]
fn the_center_takes_no_more_calls_than_it_may() {
    let mut config = endless();
    config.center.max_calls = 1;
    let mut world = World::new(config);
    let call = world.call();
    assert_eq!(turned_away(&mut world, "100"), Some(Cause::Overload));
    world.hang_up(call);
    assert_eq!(refusal(&mut world, "100"), None);
    assert_eq!(world.center.counters().refused_center, 1);
    world.close();
}

#[test]
fn trunks_and_numbers_have_their_channels() {
    let mut config = endless();
    config.trunks.get_mut("carrier").unwrap().channels = Some(2);
    let mut other = config.numbers[&number("100")].clone();
    other.channels = Some(1);
    config.numbers.insert(number("101"), other);
    let mut world = World::new(config);
    assert_eq!(refusal(&mut world, "101"), None);
    assert_eq!(turned_away(&mut world, "101"), Some(Cause::Overload));
    assert_eq!(refusal(&mut world, "100"), None);
    assert_eq!(turned_away(&mut world, "100"), Some(Cause::Overload));
    let counters = world.center.counters();
    assert_eq!((counters.refused_number, counters.refused_trunk), (1, 1));
    world.close();
}

#[test]
fn a_number_that_only_calls_out_takes_no_calls() {
    let mut config = endless();
    config.numbers.get_mut(&number("100")).unwrap().direction = model::config::Ways::Out;
    let mut world = World::new(config);
    assert_eq!(refusal(&mut world, "100"), Some(Refusal::NotFound));
    world.close();
}

#[test]
fn of_a_flood_of_calls_that_are_turned_away_most_are_only_counted() {
    let mut config = endless();
    config.center.max_calls = 1;
    let mut world = World::new(config);
    world.call();
    let recorded = (0..1_000).filter(|_| turned_away(&mut world, "100").is_some());
    assert_eq!(recorded.count() as u64, limits::TURNED_AWAY.1);
    assert_eq!(refusal(&mut world, "100"), Some(Refusal::Flood));
    world.wait(limits::TURNED_AWAY.0);
    assert_eq!(turned_away(&mut world, "100"), Some(Cause::Overload));
    assert_eq!(world.center.counters().refused_center, 1_002);
    assert_eq!(world.center.counters().refused_unrecorded, 901);
    world.close();
}

#[test]
fn a_draining_center_lets_calls_finish_but_takes_none() {
    let mut world = World::new(endless());
    let call = world.call();
    world.input(Input::Drain);
    assert_eq!(turned_away(&mut world, "100"), Some(Cause::Shutdown));
    assert!(world.is_up(call));
    world.input(Input::EndAll);
    assert_eq!(world.record(call).cause, Some(Cause::Shutdown));
    world.close();
}

#[test]
fn a_call_id_that_is_in_use_begins_no_second_call() {
    let mut world = World::new(endless());
    let call = world.call();
    world.center.handle(
        world.now,
        Input::Arrived(crate::Arrival {
            leg: crate::LegId { call, number: 0 },
            trunk: name("carrier"),
            number: number("100"),
            caller: String::new(),
            diversion: Default::default(),
        }),
    );
    assert_eq!(world.center.poll(), None);
    assert_eq!(world.center.counters().stray_events, 1);
    world.close();
}
