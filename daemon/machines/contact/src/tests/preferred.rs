//! Who is offered a caller ahead of the order: an agent whom the flow named, or the one who served him
//! last.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use kernel::Chance;
use model::config::{Config, Node, Ring, Routing};
use model::record::{EventKind, QueueExit};
use model::state::Presence;
use model::{CallId, Revision, Span};

use super::setup::{add_agent, ivr_name, name, play, route, sales, straight, transfer};
use super::world::World;
use crate::agent::SeatId;
use crate::skill_group::{Otherwise, Wanted, Wish, enqueue};
use crate::{Center, DeviceEvent, LegEvent, Past, Release, ivr};

fn team(change: impl FnOnce(&mut Routing)) -> Config {
    let mut config = sales(transfer("sales"), &["amy", "ben", "cat"]);
    route(&mut config, change);
    config
}

fn familiar() -> Config {
    team(|routing| routing.last_agent = true)
}

/// Somebody is served at an extension, and his call is over.
fn served(world: &mut World, caller: &str, extension: &str) {
    let call = world.call_from(caller);
    while world.devices(call) != [extension] {
        let rung = world.devices(call)[0].clone();
        world.at(&rung, LegEvent::Failed(crate::DialCause::Unreachable));
    }
    world.answer(extension);
    world.hang_up(call);
    world.secs(10);
}

#[test]
fn the_agent_who_served_a_caller_last_is_rung_first() {
    let mut world = World::staffed(familiar());
    served(&mut world, "13800138000", "2003");
    let call = world.call_from("+8613800138000");
    assert_eq!(
        world.devices(call),
        ["2003"],
        "however the number is written"
    );
    world.hang_up(call);
    let other = world.call_from("13900139000");
    assert_eq!(world.devices(other), ["2001"], "others have the order");
    world.close();
}

#[test]
fn without_the_setting_the_order_holds() {
    let mut world = World::staffed(team(|_| {}));
    served(&mut world, "13800138000", "2003");
    let call = world.call_from("13800138000");
    assert_eq!(world.devices(call), ["2001"]);
    world.close();
}

#[test]
fn if_he_is_not_free_anybody_will_do() {
    let mut world = World::staffed(familiar());
    served(&mut world, "13800138000", "2003");
    world.set("cat", Presence::Break);
    let call = world.call_from("13800138000");
    assert_eq!(world.devices(call), ["2001"]);
    world.close();
}

#[test]
fn if_he_does_not_answer_another_does() {
    let mut world = World::staffed(familiar());
    served(&mut world, "13800138000", "2003");
    let call = world.call_from("13800138000");
    world.at("2003", LegEvent::Failed(crate::DialCause::Busy));
    assert_eq!(world.devices(call), ["2001"]);
    world.close();
}

#[test]
fn whoever_is_no_member_any_more_is_not_rung() {
    let mut world = World::staffed(familiar());
    served(&mut world, "13800138000", "2003");
    let mut config = familiar();
    let group = config.skill_groups.get_mut("sales").unwrap();
    group.members.remove("cat");
    world.configure(config);
    let call = world.call_from("13800138000");
    assert_eq!(world.devices(call), ["2001"]);
    world.close();
}

#[test]
fn he_is_remembered_for_as_long_as_the_routing_says() {
    let config = || {
        team(|routing| {
            routing.last_agent = true;
            routing.last_agent_within = Span::seconds(3_600);
        })
    };
    let mut world = World::staffed(config());
    served(&mut world, "13800138000", "2003");
    world.wait(Duration::from_secs(3_580));
    let call = world.call_from("13800138000");
    assert_eq!(world.devices(call), ["2003"]);
    world.hang_up(call);
    world.wait(Duration::from_secs(20));
    let call = world.call_from("13800138000");
    assert_eq!(world.devices(call), ["2001"]);
    world.close();
}

#[test]
fn a_withheld_number_is_nobodys() {
    let mut world = World::staffed(familiar());
    served(&mut world, "", "2003");
    let call = world.call_from("");
    assert_eq!(world.devices(call), ["2001"]);
    world.close();
}

#[test]
fn he_is_remembered_over_a_restart_by_the_records() {
    let mut world = World::staffed(familiar());
    served(&mut world, "13800138000", "2003");
    let mut past = Past::default();
    for record in world.records.values() {
        past.note("Asia/Shanghai", record);
    }
    let config = Arc::new(familiar());
    world.center = Center::new(config, Revision(7), Chance::from_number(2));
    world.center.restore(&BTreeMap::new(), past);
    for extension in ["2001", "2002", "2003"] {
        world.device(extension, DeviceEvent::Reachable);
    }
    let call = world.call_from("13800138000");
    assert_eq!(world.devices(call), ["2003"]);
}

/// A flow that holds its callers in a prompt until a test sends them to the queue.
fn held(mut config: Config) -> World {
    let mut ivr = straight(transfer("sales"));
    let Some(Node::Transfer(queue)) = ivr.nodes.get_mut("queue") else {
        unreachable!("it is a transfer");
    };
    queue.on_no_agent = Some(name("after"));
    queue.timeout = Some(Span::seconds(60));
    ivr.nodes.insert(name("hold"), play("hold on", "queue"));
    ivr.start = name("hold");
    config.ivrs.insert(ivr_name("main"), Arc::new(ivr));
    add_agent(&mut config, "eve", "2009");
    World::staffed(config)
}

/// Sends a call to the queue of `sales` with a wish.
pub fn wish(world: &mut World, call: CallId, wish: Wish) {
    world.center.with(call, |call, floor| {
        let flow = Arc::clone(&call.ivr);
        // A call that a phone began has a flow without nodes.
        let Some(Node::Transfer(queue)) = flow.nodes.get("queue") else {
            return;
        };
        let step = enqueue(call, floor, &name("queue"), queue, wish);
        ivr::go(call, floor, step);
    });
    world.center.settle();
    world.drain();
}

fn meant(world: &mut World, agents: &[&str], otherwise: Otherwise) -> CallId {
    let call = world.call();
    let wanted = Wanted::new(agents.iter().map(|agent| name(agent)), otherwise);
    let asked = Wish {
        wanted: Some(wanted),
        on_busy: None,
    };
    wish(world, call, asked);
    call
}

fn exit(world: &World, call: CallId) -> Option<QueueExit> {
    let left = |kind: &&EventKind| match kind {
        EventKind::Dequeued { exit, .. } => Some(*exit),
        _ => None,
    };
    world.events(call).iter().find_map(left)
}

#[test]
fn an_agent_whom_the_flow_names_goes_before_the_last_agent() {
    let mut world = World::staffed(familiar());
    served(&mut world, super::world::CALLER, "2003");
    let mut config = familiar();
    config.ivrs = held(familiar()).center.floor.config.ivrs.clone();
    world.configure(config);
    let call = meant(&mut world, &["ben"], Otherwise::Group);
    assert_eq!(world.devices(call), ["2002"]);
    world.close();
}

#[test]
fn he_need_not_be_a_member() {
    let mut world = held(familiar());
    let call = meant(&mut world, &["eve"], Otherwise::Wait);
    assert_eq!(world.devices(call), ["2009"]);
    world.answer("2009");
    assert!(world.is_up(call));
    world.close();
}

#[test]
fn of_several_the_first_who_is_free_is_rung() {
    let mut world = held(team(|_| {}));
    world.set("cat", Presence::NotReady);
    let call = meant(&mut world, &["cat", "ben", "eve"], Otherwise::Wait);
    assert_eq!(world.devices(call), ["2002"]);
    world.close();
}

#[test]
fn who_waits_for_him_waits_beside_others_who_are_free() {
    let mut world = held(team(|_| {}));
    let first = meant(&mut world, &["ben"], Otherwise::Wait);
    world.answer("2002");
    let second = meant(&mut world, &["ben"], Otherwise::Wait);
    assert_eq!(world.devices(second), <[&str; 0]>::default());
    let other = meant(&mut world, &[], Otherwise::Group);
    assert_eq!(
        world.devices(other),
        ["2001"],
        "who can be anybody's is served"
    );
    world.hang_up(first);
    assert_eq!(world.devices(second), ["2002"]);
    world.close();
}

#[test]
fn who_would_take_anybody_does_not_wait_for_him() {
    let mut world = held(team(|_| {}));
    meant(&mut world, &["ben"], Otherwise::Group);
    world.answer("2002");
    let second = meant(&mut world, &["ben"], Otherwise::Group);
    assert_eq!(world.devices(second), ["2001"]);
    world.close();
}

#[test]
fn an_agent_who_lets_him_pass_is_tried_again_or_another_is() {
    for (otherwise, after) in [(Otherwise::Wait, None), (Otherwise::Group, Some("2001"))] {
        let mut world = held(team(|_| {}));
        let call = meant(&mut world, &["ben"], otherwise);
        world.at("2002", LegEvent::Failed(crate::DialCause::Busy));
        assert_eq!(world.devices(call).first().map(String::as_str), after);
        if after.is_none() {
            world.secs(5);
            assert_eq!(world.devices(call), ["2002"]);
        }
        world.close();
    }
}

#[test]
fn when_he_goes_offline_nobody_waits_for_him() {
    let mut world = held(team(|_| {}));
    meant(&mut world, &["ben"], Otherwise::Wait);
    world.answer("2002");
    let call = meant(&mut world, &["ben"], Otherwise::Wait);
    world.at("2002", LegEvent::Gone(Release::HungUp));
    world.set("ben", Presence::Offline);
    assert_eq!(exit(&world, call), Some(QueueExit::NoAgent));
    let late = meant(&mut world, &["ben", "nobody"], Otherwise::Wait);
    assert_eq!(exit(&world, late), Some(QueueExit::NoAgent));
    world.close();
}

#[test]
fn he_can_be_waited_for_in_a_group_with_nobody_online() {
    let mut world = held(team(|_| {}));
    for agent in ["amy", "ben", "cat"] {
        world.set(agent, Presence::Offline);
    }
    meant(&mut world, &["eve"], Otherwise::Group);
    world.answer("2009");
    let call = meant(&mut world, &["eve"], Otherwise::Group);
    assert_eq!(exit(&world, call), None);
    world.device("2009", DeviceEvent::Unreachable);
    assert_eq!(exit(&world, call), None, "he still talks");
    world.at("2009", LegEvent::Gone(Release::HungUp));
    assert_eq!(exit(&world, call), Some(QueueExit::NoAgent));
    world.close();
}

#[test]
fn a_deleted_agent_is_waited_for_no_longer() {
    let mut world = held(team(|_| {}));
    meant(&mut world, &["ben"], Otherwise::Wait);
    world.answer("2002");
    let call = meant(&mut world, &["ben"], Otherwise::Wait);
    let mut config = Config::clone(&world.center.floor.config);
    config.agents.remove("ben");
    config.phones.remove("2002");
    config
        .skill_groups
        .get_mut("sales")
        .unwrap()
        .members
        .remove("ben");
    world.configure(config);
    world.at("2002", LegEvent::Gone(Release::HungUp));
    assert_eq!(exit(&world, call), Some(QueueExit::NoAgent));
    world.close();
}

#[test]
fn the_longest_wait_ends_a_wait_for_somebody() {
    let mut world = held(team(|_| {}));
    meant(&mut world, &["ben"], Otherwise::Wait);
    world.answer("2002");
    let call = meant(&mut world, &["ben"], Otherwise::Wait);
    world.secs(60);
    assert_eq!(exit(&world, call), Some(QueueExit::Timeout));
    world.close();
}

#[test]
fn in_a_simultaneous_group_he_rings_alone() {
    let mut config = team(|_| {});
    config.skill_groups.get_mut("sales").unwrap().ring = Ring::Simultaneous;
    let mut world = held(config);
    let call = meant(&mut world, &["ben"], Otherwise::Group);
    assert_eq!(world.devices(call), ["2002"]);
    world.close();
}

#[test]
fn more_than_ten_are_not_named() {
    let agents = (0..20).map(|n| name(&format!("a{n}")));
    let wanted = Wanted::new(agents, Otherwise::Wait);
    let last = wanted.seats().last();
    assert_eq!(last, Some(SeatId::Agent(name("a9"))));
}

#[test]
fn with_everybody_busy_the_flow_may_go_another_way_at_once() {
    let mut world = held(team(|_| {}));
    let busy = || Wish {
        wanted: None,
        on_busy: Some(name("after")),
    };
    for extension in ["2001", "2002", "2003"] {
        let call = world.call();
        wish(&mut world, call, busy());
        world.answer(extension);
    }
    let call = world.call();
    wish(&mut world, call, busy());
    assert_eq!(exit(&world, call), Some(QueueExit::AllBusy));
    assert_eq!(world.path(call), ["hold", "after"]);
    assert_eq!(world.center.counters().queues_busy, 1);
    for agent in ["amy", "ben", "cat"] {
        world.set(agent, Presence::Offline);
    }
    world.input(crate::Input::EndAll);
    let call = world.call();
    wish(&mut world, call, busy());
    assert_eq!(
        exit(&world, call),
        Some(QueueExit::NoAgent),
        "that is another thing"
    );
    world.close();
}
