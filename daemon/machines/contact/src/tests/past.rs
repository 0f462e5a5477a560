//! What is remembered of calls is the same while the center runs and when it is read in their records.

use model::config::{Asking, Config, DialExtension};

use super::setup::{add_agent, center, flow, name, say, staff};
use super::world::{CALLER, World};
use crate::agent::SeatId;
use crate::{LegEvent, Past, Release};

/// A flow that asks for an extension, and a group that may dial out.
fn office() -> Config {
    let node = DialExtension::new(Asking::new(say("extension")), 4);
    let mut config = center(flow(&[("ask", node.into())]));
    staff(&mut config, "sales", &["amy", "ben"]);
    add_agent(&mut config, "cat", "2003");
    let ours = config.numbers.get_mut("100").unwrap();
    ours.outbound_skill_groups.insert(name("sales"));
    config
}

/// Who served a caller last, and how many calls amy, ben and cat took: as it is known, and as the
/// records say.
fn known(world: &World, caller: &str) -> [(Option<String>, [u32; 3]); 2] {
    let mut read = Past::default();
    for record in world.records.values() {
        read.note("Asia/Shanghai", record);
    }
    [&world.center.floor.past, &read].map(|past| {
        let last = past.last_agent(caller).map(|(agent, _)| agent.to_string());
        let seat = |agent| SeatId::Agent(name(agent));
        let calls = ["amy", "ben", "cat"].map(|agent| past.calls_of(&seat(agent)));
        (last, calls)
    })
}

fn both(last: Option<&str>, calls: [u32; 3]) -> [(Option<String>, [u32; 3]); 2] {
    let one = (last.map(str::to_owned), calls);
    [one.clone(), one]
}

#[test]
fn who_talks_at_a_dialled_extension_has_served_the_caller_and_taken_a_call() {
    let mut world = World::staffed(office());
    let call = world.call();
    "2003".chars().for_each(|digit| world.press(call, digit));
    world.answer("2003");
    world.hang_up(call);
    assert_eq!(known(&world, CALLER), both(Some("cat"), [0, 0, 1]));
    world.close();
}

#[test]
fn who_calls_a_customer_has_served_him_and_taken_no_call() {
    let mut world = World::staffed(office());
    let call = world.dials("2002", CALLER);
    world.there(LegEvent::Up);
    world.leg(call, 0, LegEvent::Up);
    world.there(LegEvent::Gone(Release::HungUp));
    assert_eq!(known(&world, CALLER), both(Some("ben"), [0, 0, 0]));
    world.close();
}

#[test]
fn colleagues_serve_nobody_and_take_no_call_of_each_other() {
    let mut world = World::staffed(office());
    let call = world.dials("2001", "2002");
    world.at("2002", LegEvent::Up);
    world.leg(call, 0, LegEvent::Up);
    world.hang_up(call);
    assert_eq!(known(&world, "2001"), both(None, [0, 0, 0]));
    world.close();
}

#[test]
fn whom_a_customer_is_handed_to_has_served_him_and_taken_a_call() {
    let mut world = World::staffed(office());
    let call = world.dials("2001", CALLER);
    world.there(LegEvent::Up);
    world.leg(call, 0, LegEvent::Up);
    world.transfers("2001", "2002");
    world.answer("2002");
    world.leg(call, 1, LegEvent::Gone(Release::HungUp));
    assert_eq!(known(&world, CALLER), both(Some("ben"), [0, 1, 0]));
    world.close();
}

#[test]
fn a_number_outside_to_which_a_colleague_was_handed_is_no_customer_of_his() {
    let mut world = World::staffed(office());
    let call = world.dials("2001", "2002");
    world.answer("2002");
    world.leg(call, 0, LegEvent::Up);
    world.transfers("2002", CALLER);
    world.there(LegEvent::Up);
    world.there(LegEvent::Gone(Release::HungUp));
    assert_eq!(known(&world, CALLER), both(None, [0, 0, 0]));
    world.close();
}
