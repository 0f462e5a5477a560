//! Which free member is offered the next call.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use kernel::Chance;
use model::config::{Config, Order, Priority};
use model::state::Presence;
use model::{CallId, Revision};
use proptest::prelude::*;

use super::setup::{add_agent, ivr_name, name, phone, route, sales, transfer};
use super::world::World;
use crate::{Center, DeviceEvent, Input, Past};

const TEAM: [&str; 3] = ["amy", "ben", "cat"];

fn team(order: Order) -> Config {
    let mut config = sales(transfer("sales"), &TEAM);
    route(&mut config, |routing| routing.order = order);
    config
}

/// All of the team, who became reachable one second after the other.
fn staffed(config: Config) -> World {
    let mut world = World::new(config);
    for extension in ["2001", "2002", "2003"] {
        world.secs(1);
        world.device(extension, DeviceEvent::Reachable);
    }
    world
}

/// The extension that rings for a call.
fn rung(world: &World, call: CallId) -> String {
    let devices = world.devices(call);
    assert_eq!(devices.len(), 1, "one device rings");
    devices[0].clone()
}

/// A call comes, is answered where it rings, and is over.
fn serve(world: &mut World) -> String {
    let call = world.call();
    let extension = rung(world, call);
    world.answer(&extension);
    world.secs(1);
    world.hang_up(call);
    extension
}

/// Lets the wall clock stand at a time, while no time passes.
fn set_clock(world: &mut World, wall: &str) {
    world.now.wall = wall.parse::<Timestamp>().unwrap();
    world.input(Input::Timeout);
}

#[test]
fn the_one_with_the_fewest_calls_of_the_day_is_rung_first() {
    let mut world = staffed(team(Order::FewestCalls));
    let first: Vec<String> = (0..3).map(|_| serve(&mut world)).collect();
    assert_eq!(
        first,
        ["2001", "2002", "2003"],
        "of equals the longest idle"
    );
    world.set("amy", Presence::Break);
    serve(&mut world);
    serve(&mut world);
    world.set("amy", Presence::Idle);
    assert_eq!(
        serve(&mut world),
        "2001",
        "the last to be idle has the fewest"
    );
    world.close();
}

#[test]
fn a_call_that_was_only_offered_is_no_call_taken() {
    let mut world = staffed(team(Order::FewestCalls));
    for _ in 0..2 {
        let call = world.call();
        assert_eq!(rung(&world, call), "2001");
        world.hang_up(call);
    }
    world.close();
}

#[test]
fn at_midnight_of_the_center_all_are_equal_again() {
    let mut world = staffed(team(Order::FewestCalls));
    set_clock(&mut world, "2027-01-15T15:59:00Z");
    world.set("ben", Presence::Break);
    world.set("cat", Presence::Break);
    serve(&mut world);
    world.set("ben", Presence::Idle);
    world.secs(1);
    world.set("cat", Presence::Idle);
    world.secs(1);
    // Shanghai is eight hours ahead. amy, who has taken a call, has been idle longest.
    set_clock(&mut world, "2027-01-15T15:59:59Z");
    let call = world.call();
    assert_eq!(rung(&world, call), "2002");
    world.hang_up(call);
    set_clock(&mut world, "2027-01-15T16:00:00Z");
    assert_eq!(serve(&mut world), "2001");
    assert_eq!(
        serve(&mut world),
        "2002",
        "and what is taken counts for the day"
    );
    world.close();
}

#[test]
fn a_clock_that_is_set_back_over_midnight_gives_no_calls_back() {
    let mut world = staffed(team(Order::FewestCalls));
    set_clock(&mut world, "2027-01-15T16:00:05Z");
    serve(&mut world);
    set_clock(&mut world, "2027-01-15T15:59:55Z");
    assert_eq!(serve(&mut world), "2002");
    set_clock(&mut world, "2027-01-15T16:00:05Z");
    assert_eq!(serve(&mut world), "2003", "neither of the two is forgotten");
    world.close();
}

#[test]
fn calls_of_the_day_survive_a_restart_by_their_records() {
    let mut world = staffed(team(Order::FewestCalls));
    serve(&mut world);
    serve(&mut world);
    let mut past = Past::default();
    for record in world.records.values() {
        past.note("Asia/Shanghai", record);
    }
    let kept = serde_json::to_string(&past).unwrap();
    let config = Arc::new(team(Order::FewestCalls));
    world.center = Center::new(config, Revision(7), Chance::from_number(2));
    let past = serde_json::from_str(&kept).unwrap();
    world.center.restore(&BTreeMap::new(), past);
    for extension in ["2001", "2002", "2003"] {
        world.secs(1);
        world.device(extension, DeviceEvent::Reachable);
    }
    let call = world.call();
    assert_eq!(rung(&world, call), "2003");
}

#[test]
fn yesterdays_records_count_for_nothing() {
    let mut world = staffed(team(Order::FewestCalls));
    serve(&mut world);
    let mut past = Past::default();
    let record = world.records.values().next().unwrap();
    past.note("Asia/Shanghai", record);
    let mut later = record.clone();
    later.ended_at += jiff::SignedDuration::from_hours(24);
    past.note("Asia/Shanghai", &later);
    let mut today = Past::default();
    today.note("Asia/Shanghai", &later);
    let calls = |past: &Past| serde_json::to_value(past).unwrap()["agents"].clone();
    assert_eq!(calls(&past), serde_json::json!({}));
    assert_eq!(calls(&today), calls(&past));
}

#[test]
fn the_highest_priority_is_rung_first_and_of_equals_the_longest_idle() {
    let mut config = team(Order::Priority);
    let members = &mut config.skill_groups.get_mut("sales").unwrap().members;
    members.insert(name("cat"), Priority(1));
    members.insert(name("amy"), Priority(5));
    members.insert(name("ben"), Priority(5));
    let mut world = staffed(config);
    assert_eq!(serve(&mut world), "2003");
    assert_eq!(serve(&mut world), "2003", "again, idle for no time at all");
    world.set("cat", Presence::Break);
    assert_eq!(serve(&mut world), "2001");
    assert_eq!(serve(&mut world), "2002");
    world.close();
}

#[test]
fn a_priority_is_that_of_the_group() {
    let mut config = team(Order::Priority);
    let mut other = config.skill_groups["sales"].clone();
    config
        .skill_groups
        .get_mut("sales")
        .unwrap()
        .members
        .insert(name("amy"), Priority(1));
    other.members.insert(name("cat"), Priority(1));
    config.skill_groups.insert(name("support"), other);
    let support = super::setup::straight(transfer("support"));
    config.ivrs.insert(ivr_name("support"), Arc::new(support));
    let mut number = config.numbers["100"].clone();
    number.ivr = ivr_name("support");
    config.numbers.insert(super::setup::number("200"), number);
    let mut world = staffed(config);
    for (dialled, extension) in [("100", "2001"), ("200", "2003")] {
        let call = world.arrive_at(dialled);
        world.leg(call, 0, crate::LegEvent::Up);
        assert_eq!(rung(&world, call), extension);
    }
    world.close();
}

#[test]
fn a_phone_in_a_group_has_its_priority_too() {
    let mut config = team(Order::Priority);
    config.phones.insert(phone("3001"), Default::default());
    let group = config.skill_groups.get_mut("sales").unwrap();
    group.phones.insert(phone("3001"), Priority(2));
    let mut world = staffed(config);
    world.device("3001", DeviceEvent::Reachable);
    assert_eq!(serve(&mut world), "3001");
    world.close();
}

#[test]
fn a_priority_that_changes_holds_for_the_next_call() {
    let mut world = staffed(team(Order::Priority));
    let mut config = team(Order::Priority);
    config
        .skill_groups
        .get_mut("sales")
        .unwrap()
        .members
        .insert(name("cat"), Priority(2));
    world.configure(config);
    assert_eq!(serve(&mut world), "2003");
    world.close();
}

/// What the orders mean, by looking at everybody.
fn expected(order: Order, idle: &BTreeMap<usize, u64>, calls: &[u32], ranks: &[u8]) -> usize {
    let key = |agent: usize| match order {
        Order::LongestIdle => 0,
        Order::FewestCalls => calls[agent],
        Order::Priority => u32::from(ranks[agent]),
    };
    let first = idle
        .iter()
        .min_by_key(|(agent, since)| (key(**agent), **since));
    *first.expect("somebody is idle").0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]
    #[test]
    fn every_offer_goes_to_the_one_whom_the_order_says(
        order in prop::sample::select(vec![Order::LongestIdle, Order::FewestCalls, Order::Priority]),
        ranks in prop::collection::vec(1_u8..=5, 6),
        acts in prop::collection::vec((0_u8..3, any::<usize>()), 1..80),
    ) {
        const SIX: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
        let mut config = sales(transfer("sales"), &SIX);
        for (agent, rank) in SIX.iter().zip(&ranks) {
            let group = config.skill_groups.get_mut("sales").unwrap();
            group.members.insert(name(agent), Priority(*rank));
            add_agent(&mut config, agent, &extension_of(agent));
        }
        route(&mut config, |routing| routing.order = order);
        let mut world = World::new(config);
        let mut idle = BTreeMap::new();
        let mut step = 0_u64;
        for (n, agent) in SIX.iter().enumerate() {
            step += 1;
            world.secs(1);
            world.device(&extension_of(agent), DeviceEvent::Reachable);
            idle.insert(n, step);
        }
        let mut calls = [0_u32; 6];
        let mut talks: Vec<(usize, CallId)> = Vec::new();
        for (act, n) in acts {
            step += 1;
            world.secs(1);
            if act < 2 && !idle.is_empty() {
                let agent = expected(order, &idle, &calls, &ranks);
                let call = world.call();
                prop_assert_eq!(rung(&world, call), extension_of(SIX[agent]));
                world.answer(&extension_of(SIX[agent]));
                calls[agent] += 1;
                idle.remove(&agent);
                talks.push((agent, call));
            } else if !talks.is_empty() {
                let (agent, call) = talks.swap_remove(n % talks.len());
                world.hang_up(call);
                idle.insert(agent, step);
            }
        }
        world.close();
    }
}

fn extension_of(agent: &str) -> String {
    let n = u32::from(agent.as_bytes()[0]) - u32::from(b'a');
    format!("{}", 2001 + n)
}
