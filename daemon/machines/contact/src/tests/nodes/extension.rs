//! `extension`: a phone of ours by its extension.

use model::CallId;
use model::config::{Asking, Config, DialExtension};
use model::record::{HungUpBy, ParticipantKind};
use model::state::{AgentState, Presence};

use crate::tests::setup::{center, end, flow, name, phone, say, staff};
use crate::tests::world::World;
use crate::{DeviceEvent, DialCause, LegEvent, Release};

fn office() -> Config {
    let node = DialExtension {
        on_busy: Some(name("busy")),
        on_no_answer: Some(name("late")),
        on_offline: Some(name("offline")),
        ..DialExtension::new(Asking::new(say("extension")), 4)
    };
    let mut config = center(flow(&[
        ("ask", node.into()),
        ("busy", end("busy")),
        ("late", end("late")),
        ("offline", end("offline")),
    ]));
    staff(&mut config, "sales", &["amy", "ben"]);
    config.phones.insert(phone("3001"), Default::default());
    config
}

fn entering(world: &mut World, digits: &str) -> CallId {
    let call = world.call();
    digits.chars().for_each(|digit| world.press(call, digit));
    call
}

#[test]
fn the_agents_phone_rings_is_answered_and_both_talk() {
    let mut world = World::staffed(office());
    let call = entering(&mut world, "2001");
    assert_eq!(world.devices(call), ["2001"]);
    assert_eq!(world.state("amy"), AgentState::OnCall);
    world.answer("2001");
    world.secs(5);
    world.at("2001", LegEvent::Gone(Release::HungUp));
    assert_eq!(world.status(call), 1);
    let record = world.record(call);
    assert_eq!(record.agent, Some(name("amy")));
    assert_eq!(record.participants[1].kind, ParticipantKind::Agent);
    assert_eq!(record.participants[1].skill_group, None);
    assert_eq!(world.state("amy"), AgentState::Idle);
    world.close();
}

#[test]
fn who_is_not_ready_for_the_queues_can_be_called_and_is_not_ready_after_it() {
    let mut world = World::staffed(office());
    world.set("amy", Presence::NotReady);
    entering(&mut world, "2001");
    world.answer("2001");
    world.at("2001", LegEvent::Gone(Release::HungUp));
    assert_eq!(world.state("amy"), AgentState::NotReady);
    world.close();
}

#[test]
fn each_reason_for_not_being_reached_has_its_exit() {
    let mut world = World::staffed(office());
    let first = entering(&mut world, "2001");
    world.answer("2001");
    let second = entering(&mut world, "2001");
    assert_eq!(world.path(second), ["ask", "busy"]);
    world.hang_up(first);

    let rejected = entering(&mut world, "2001");
    world.at("2001", LegEvent::Failed(DialCause::Rejected));
    assert_eq!(world.path(rejected), ["ask", "busy"]);

    let late = entering(&mut world, "2001");
    world.at("2001", LegEvent::Ringing);
    world.secs(30);
    assert_eq!(world.path(late), ["ask", "late"]);

    world.set("amy", Presence::Break);
    let away = entering(&mut world, "2001");
    assert_eq!(world.path(away), ["ask", "offline"]);
    world.set("amy", Presence::Offline);
    let logged_out = entering(&mut world, "2001");
    assert_eq!(world.devices(logged_out), ["2001"], "a phone is a phone");
    world.close();
}

#[test]
fn a_phone_that_goes_while_it_rings_is_offline() {
    let mut world = World::staffed(office());
    let call = entering(&mut world, "2001");
    world.device("2001", DeviceEvent::Unreachable);
    assert_eq!(world.path(call), ["ask", "offline"]);
    assert!(world.dialled.is_empty());
    world.close();
}

#[test]
fn a_phone_without_an_agent_can_be_called() {
    let mut world = World::staffed(office());
    let call = entering(&mut world, "3001");
    world.answer("3001");
    world.hang_up(call);
    let other = &world.record(call).participants[1];
    assert_eq!(other.kind, ParticipantKind::Phone);
    world.close();
}

#[test]
fn an_extension_that_no_phone_has_is_a_wrong_answer() {
    let mut world = World::staffed(office());
    let call = entering(&mut world, "2999");
    assert!(world.devices(call).is_empty());
    assert_eq!(world.heard(), ["extension", "extension"]);
    "299900001"
        .chars()
        .for_each(|digit| world.press(call, digit));
    assert_eq!(world.status(call), 107);
    world.close();
}

#[test]
fn who_hangs_up_while_the_phone_rings_is_104_and_it_stops() {
    for (rings, status) in [(true, 104), (false, 102)] {
        let mut world = World::staffed(office());
        let call = entering(&mut world, "2001");
        if rings {
            world.at("2001", LegEvent::Ringing);
        }
        world.hang_up(call);
        assert_eq!(world.status(call), status);
        assert!(world.dialled.is_empty());
        assert_eq!(world.state("amy"), AgentState::Idle);
        world.close();
    }
}

#[test]
fn a_device_that_breaks_in_the_talk_is_211_and_the_call_was_normal() {
    let mut world = World::staffed(office());
    let call = entering(&mut world, "2001");
    world.answer("2001");
    world.at("2001", LegEvent::Gone(Release::Broken));
    let record = world.record(call);
    assert_eq!(record.end_status.code(), 1);
    assert_eq!(record.hung_up_by, HungUpBy::System, "nobody did");
    assert_eq!(record.participants[1].end_status.code(), 211);
    world.close();
}

#[test]
fn a_phone_that_is_bound_to_somebody_else_meanwhile_stops_ringing() {
    let mut world = World::staffed(office());
    let call = entering(&mut world, "2001");
    let mut config = office();
    config.phones.get_mut("2001").unwrap().agent = Some(name("ben"));
    world.configure(config);
    assert_eq!(world.path(call), ["ask", "offline"]);
    assert_eq!(world.state("ben"), AgentState::Idle);
    world.close();
}
