//! What has another name in the next configuration, and stays what it is.

use std::sync::Arc;

use model::MovedKind::{self, SkillGroups};
use model::config::{Hours, Node};
use model::record::{EventKind, QueueExit};

use super::setup::{center, end, flow, menu, name, sales, staff, transfer};
use super::world::{World, moved};
use crate::{CallPhase, LegEvent, Release};

/// A world whose only agent talks.
fn busy() -> World {
    let mut world = World::staffed(sales(transfer("sales"), &["amy"]));
    world.call();
    world.answer("2001");
    world
}

#[test]
fn who_waits_in_a_group_waits_on_at_his_place_and_is_answered_under_its_other_name() {
    let mut world = busy();
    let waiting = [world.call(), world.call()];
    world.rename(vec![moved(SkillGroups, "sales", "presales")]);
    for call in waiting {
        let status = world.center.call(call).expect("a call");
        let waits =
            matches!(&status.phase, CallPhase::Waiting { group, .. } if *group == name("presales"));
        assert!(waits, "{:?}", status.phase);
    }
    for call in waiting {
        world.at("2001", LegEvent::Gone(Release::HungUp));
        assert_eq!(world.ringing("2001").map(|leg| leg.call), Some(call));
        world.answer("2001");
    }
    let left = |kind: &EventKind| match kind {
        EventKind::Dequeued { group, exit } => Some((group.to_string(), *exit)),
        _ => None,
    };
    let left: Vec<_> = world
        .events(waiting[0])
        .into_iter()
        .filter_map(left)
        .collect();
    assert_eq!(left, [("presales".to_owned(), QueueExit::Answered)]);
    world.close();
}

#[test]
fn whose_device_rings_is_not_disturbed_by_the_groups_other_name() {
    let mut world = World::staffed(sales(transfer("sales"), &["amy"]));
    let call = world.call();
    let rings = world.ringing("2001");
    assert!(rings.is_some());
    world.rename(vec![moved(SkillGroups, "sales", "presales")]);
    assert_eq!(world.ringing("2001"), rings, "the same leg");
    world.answer("2001");
    assert!(world.is_up(call));
    world.close();
}

#[test]
fn a_flow_that_is_under_way_leads_to_the_group_by_its_other_name() {
    let config = {
        let queue = Node::Transfer(transfer("sales"));
        let mut ask = menu(&[('1', "sales", "queue")]);
        ask.asking.exhausted = Some(name("bye"));
        let nodes = [
            ("ask", Node::Menu(ask)),
            ("queue", queue),
            ("bye", end("bye")),
        ];
        let mut config = center(flow(&nodes));
        staff(&mut config, "sales", &["amy"]);
        config
    };
    let mut world = World::staffed(config);
    let call = world.call();
    world.rename(vec![
        moved(SkillGroups, "sales", "presales"),
        moved(MovedKind::Ivrs, "main", "entry"),
        moved(MovedKind::Trunks, "carrier", "telco"),
    ]);
    let status = world.center.call(call).expect("a call");
    assert_eq!(
        status.ivr.map(|it| it.to_string()).as_deref(),
        Some("entry")
    );
    assert_eq!(status.trunk, Some(name("telco")));
    world.press(call, '1');
    assert_eq!(world.ringing("2001").map(|leg| leg.call), Some(call));
    world.answer("2001");
    world.hang_up(call);
    world.close();
}

#[test]
fn a_flow_that_is_under_way_asks_the_hours_by_their_other_name() {
    let hours = Hours {
        hours: name("office"),
        open: name("queue"),
        closed: name("bye"),
        emergency: None,
    };
    let nodes = [
        ("ask", Node::Menu(menu(&[('1', "sales", "open")]))),
        ("open", Node::Hours(hours)),
        ("queue", Node::Transfer(transfer("sales"))),
        ("bye", end("bye")),
    ];
    let mut config = center(flow(&nodes));
    staff(&mut config, "sales", &["amy"]);
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let weekly: serde_json::Map<String, serde_json::Value> = days
        .map(|day| (day.to_owned(), serde_json::json!(["00:00-24:00"])))
        .into_iter()
        .collect();
    let always = serde_json::from_value(serde_json::json!({ "weekly": weekly }));
    let always: model::config::BusinessHours = always.expect("hours");
    config.hours.insert(name("office"), always);
    let mut world = World::staffed(config);
    let call = world.call();
    world.rename(vec![moved(MovedKind::Hours, "office", "desk")]);
    world.press(call, '1');
    assert_eq!(world.ringing("2001").map(|leg| leg.call), Some(call));
    world.close();
}

#[test]
fn calls_of_one_flow_share_it_after_its_names_have_changed() {
    let mut world = busy();
    let calls = [world.call(), world.call()];
    world.rename(vec![moved(SkillGroups, "sales", "presales")]);
    let flows = calls.map(|call| Arc::clone(&world.center.calls[&call].ivr));
    assert!(Arc::ptr_eq(&flows[0], &flows[1]));
    world.close();
}

#[test]
fn who_is_meant_for_an_agent_waits_for_him_under_his_other_name() {
    let mut queue = transfer("sales");
    queue.agent = Some("9${Wanted}".parse().expect("a template"));
    let mut config = sales(queue, &["amy", "ben"]);
    let main = config.ivrs.values_mut().next().expect("a flow");
    Arc::make_mut(main)
        .variables
        .insert(name("Wanted"), "2001".to_owned());
    let mut world = World::staffed(config);
    world.call();
    world.answer("2001");
    let waiting = world.call();
    assert_eq!(world.ringing("2002"), None, "he waits for her");
    world.rename(vec![moved(MovedKind::Agents, "amy", "bea")]);
    world.at("2001", LegEvent::Gone(Release::HungUp));
    assert_eq!(world.ringing("2001").map(|leg| leg.call), Some(waiting));
    world.close();
}

#[test]
fn the_channels_of_a_trunk_are_taken_by_the_calls_that_it_has_under_its_other_name() {
    let mut config = sales(transfer("sales"), &["amy"]);
    let carrier = config.trunks.get_mut("carrier").expect("a trunk");
    carrier.channels = Some(1);
    let mut world = World::staffed(config);
    let call = world.call();
    world.rename(vec![moved(MovedKind::Trunks, "carrier", "telco")]);
    assert_eq!(world.center.floor.load.on_trunk(&name("telco")), 1);
    assert_eq!(world.center.floor.load.on_trunk(&name("carrier")), 0);
    world.hang_up(call);
    assert_eq!(world.center.floor.load.on_trunk(&name("telco")), 0);
    world.close();
}
