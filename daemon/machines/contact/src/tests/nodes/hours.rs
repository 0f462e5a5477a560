//! `hours`: branches on business hours, and the status of who comes outside of them.

use model::config::{BusinessHours, Config, Hours, Node, Transfer, Weekday};
use model::record::Cause;

use crate::record;
use crate::tests::setup::{center, end, flow, ivr_name, name, play, sales, transfer};
use crate::tests::world::World;
use crate::{Input, LegEvent};

/// Hours that are the same on each day.
fn daily(shift: &str) -> BusinessHours {
    let shift = shift.parse().unwrap();
    BusinessHours {
        weekly: Weekday::ALL
            .into_iter()
            .map(|day| (day, vec![shift]))
            .collect(),
        ..BusinessHours::default()
    }
}

fn asks(open: &str, closed: &str) -> Node {
    Node::Hours(Hours {
        hours: name("office"),
        open: name(open),
        closed: name(closed),
        emergency: None,
    })
}

/// A center that says whether it works.
fn tells(hours: BusinessHours) -> Config {
    let mut config = center(flow(&[
        ("when", asks("open", "closed")),
        ("open", end("open")),
        ("closed", end("closed")),
    ]));
    config.hours.insert(name("office"), hours);
    config
}

fn at(world: &mut World, wall: &str) {
    world.now.wall = wall.parse().unwrap();
}

#[test]
fn the_wall_clock_of_the_moment_decides() {
    let mut world = World::new(tells(daily("09:00-18:00")));
    for (wall, told) in [
        ("2026-11-27T00:59:59Z", "closed"),
        ("2026-11-27T01:00:00Z", "open"),
        ("2026-11-27T09:59:59Z", "open"),
        ("2026-11-27T10:00:00Z", "closed"),
    ] {
        at(&mut world, wall);
        let call = world.call();
        assert_eq!(world.path(call), ["when", told], "{wall}");
        world.hang_up(call);
        assert_eq!(world.record(call).path[0].label.as_deref(), Some(told));
        assert_eq!(world.status(call), if told == "open" { 102 } else { 106 });
    }
    world.close();
}

#[test]
fn hours_can_have_a_zone_of_their_own_with_its_summer_time() {
    let hours = BusinessHours {
        time_zone: Some("Europe/Berlin".to_owned()),
        ..daily("02:00-03:00")
    };
    let mut world = World::new(tells(hours));
    // The clock goes from 02:00 to 03:00, and half a year later from 03:00 back to 02:00.
    for (wall, told) in [
        ("2026-03-29T00:59:59Z", "closed"),
        ("2026-03-29T01:00:00Z", "closed"),
        ("2026-10-25T00:30:00Z", "open"),
        ("2026-10-25T01:30:00Z", "open"),
        ("2026-10-25T02:00:00Z", "closed"),
    ] {
        at(&mut world, wall);
        let call = world.call();
        assert_eq!(world.path(call), ["when", told], "{wall}");
    }
    world.close();
}

#[test]
fn the_hours_are_those_of_the_live_configuration() {
    let mut world = World::new(tells(daily("00:00-24:00")));
    world.configure(tells(BusinessHours::default()));
    let call = world.call();
    assert_eq!(world.path(call), ["when", "closed"]);
    world.close();
}

#[test]
fn nobody_works_while_the_emergency_switch_is_on() {
    let emergency = |named: Option<&str>| {
        let mut config = tells(daily("00:00-24:00"));
        config.center.emergency = true;
        let main = config.ivrs.get_mut("main").unwrap();
        let ivr = std::sync::Arc::make_mut(main);
        ivr.nodes.insert(name("alarm"), end("alarm"));
        if let Some(Node::Hours(asks)) = ivr.nodes.get_mut("when") {
            asks.emergency = named.map(name);
        }
        config
    };
    let mut world = World::new(tells(daily("00:00-24:00")));
    for (named, told) in [(None, "closed"), (Some("alarm"), "alarm")] {
        world.configure(emergency(named));
        let call = world.call();
        assert_eq!(world.path(call), ["when", told]);
        world.hang_up(call);
        let label = world.record(call).path[0].label.clone();
        assert_eq!(label.as_deref(), Some("emergency"));
        assert_eq!(world.status(call), 106);
    }
    world.configure(tells(daily("00:00-24:00")));
    let call = world.call();
    assert_eq!(world.path(call), ["when", "open"]);
    world.close();
}

#[test]
fn hours_that_are_gone_lead_to_the_exception_exit() {
    let mut config = tells(daily("00:00-24:00"));
    let main = config.ivrs.get_mut("main").unwrap();
    let ivr = std::sync::Arc::make_mut(main);
    ivr.start = name("hello");
    ivr.nodes.insert(name("hello"), play("hello", "when"));
    ivr.on_exception = Some(name("closed"));
    let mut world = World::new(config.clone());
    let call = world.call();
    config.hours.clear();
    world.configure(config);
    world.played(call);
    assert_eq!(world.path(call), ["hello", "when", "closed"]);
    world.hang_up(call);
    assert_eq!(world.status(call), 102, "nobody said that it is closed");
    world.close();
}

/// A center that is closed, but has somebody for whoever waits until the queue.
fn closed(after: &str) -> Config {
    let queue = Transfer {
        on_no_agent: Some(name("bye")),
        ..transfer("sales")
    };
    let mut config = sales(queue.clone(), &["amy"]);
    let nodes = flow(&[
        ("when", asks("queue", after)),
        ("sorry", play("we are closed", "bye")),
        ("queue", Node::Transfer(queue)),
        ("bye", end("bye")),
    ]);
    config.ivrs.insert(ivr_name("main"), nodes.into());
    config
        .hours
        .insert(name("office"), BusinessHours::default());
    config
}

#[test]
fn outside_the_hours_the_flow_and_the_caller_end_a_call_with_106() {
    let mut world = World::new(closed("sorry"));
    let (one, two) = (world.call(), world.call());
    world.hang_up(one);
    assert_eq!(world.status(one), 106);
    world.played(two);
    world.played(two);
    assert_eq!(world.status(two), 106);
    world.close();
}

#[test]
fn who_was_let_into_a_queue_all_the_same_did_not_come_outside_the_hours() {
    let mut world = World::staffed(closed("queue"));
    let (waits, talks) = (world.call(), world.call());
    world.hang_up(waits);
    assert_eq!(world.status(waits), 103);
    world.answer("2001");
    world.at("2001", LegEvent::Gone(crate::Release::HungUp));
    assert_eq!(world.status(talks), 1);
    let mut world = World::new(closed("queue"));
    let call = world.call();
    world.played(call);
    assert_eq!(
        world.status(call),
        107,
        "nobody is online, and the flow goes on"
    );
    world.close();
}

#[test]
fn a_crash_outside_the_hours_leaves_106_too() {
    let mut world = World::new(closed("sorry"));
    let (crashed, ended) = (world.call(), world.call());
    let events = world.journal[&crashed].clone();
    let (_, record) = record::close_after_crash(&events, world.now.wall).unwrap();
    assert_eq!(record.end_status.code(), 106);
    world.input(Input::EndCall(ended));
    assert_eq!(world.status(ended), 106);
    assert_eq!(world.record(ended).cause, Some(Cause::Admin));
    world.close();
}
