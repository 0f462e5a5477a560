//! Agents: what they chose, what calls make of it, wrap-up, restart.

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel::Chance;
use model::config::Config;
use model::state::{AgentState, Presence};
use model::{Revision, Span};

use super::setup::{name, phone, route, sales, transfer};
use super::world::World;
use crate::{Center, DeviceEvent, Input, LegEvent, Output, Past, Release};

fn team() -> Config {
    sales(transfer("sales"), &["amy"])
}

fn with_wrap_up() -> World {
    let mut config = team();
    route(&mut config, |routing| routing.wrap_up = Span::seconds(30));
    World::staffed(config)
}

#[test]
fn an_agent_is_idle_while_a_phone_of_his_can_be_reached() {
    let mut world = World::new(team());
    assert_eq!(world.state("amy"), AgentState::Offline);
    world.device("2001", DeviceEvent::Reachable);
    assert_eq!(world.state("amy"), AgentState::Idle);
    world.device("2001", DeviceEvent::Unreachable);
    assert_eq!(world.state("amy"), AgentState::Offline);
    world.close();
}

#[test]
fn what_he_chose_is_what_he_does_while_he_has_no_call() {
    let mut world = World::staffed(team());
    for (presence, state) in [
        (Presence::NotReady, AgentState::NotReady),
        (Presence::Break, AgentState::Break),
        (Presence::Offline, AgentState::Offline),
        (Presence::Idle, AgentState::Idle),
    ] {
        world.outputs.clear();
        world.set("amy", presence);
        assert_eq!(world.state("amy"), state);
        assert!(matches!(&world.outputs[..], [Output::AgentChanged(told)] if told.state == state));
    }
    world.close();
}

#[test]
fn after_a_call_he_has_time_for_his_notes_and_is_then_as_before() {
    let mut world = with_wrap_up();
    let call = world.call();
    world.answer("2001");
    world.hang_up(call);
    let amy = world.agent("amy");
    assert_eq!(amy.state, AgentState::WrapUp);
    assert_eq!(amy.wrap_up, Some(Span::seconds(30).get()));
    let waiting = world.call();
    assert!(world.is_up(waiting), "wrap-up is worth waiting for");
    world.secs(29);
    assert_eq!(world.state("amy"), AgentState::WrapUp);
    world.secs(1);
    assert_eq!(world.ringing("2001").unwrap().call, waiting);
    world.close();
}

#[test]
fn a_choice_during_the_notes_ends_them() {
    let mut world = with_wrap_up();
    let call = world.call();
    world.answer("2001");
    world.hang_up(call);
    world.set("amy", Presence::Idle);
    assert_eq!(world.state("amy"), AgentState::Idle);
    world.secs(60);
    assert_eq!(world.state("amy"), AgentState::Idle);
    world.close();
}

#[test]
fn a_choice_during_a_call_shows_after_it() {
    let mut world = World::staffed(team());
    let call = world.call();
    world.answer("2001");
    world.set("amy", Presence::Break);
    assert_eq!(world.state("amy"), AgentState::OnCall);
    assert_eq!(
        world.presences["amy"],
        Presence::Break,
        "but it is kept at once"
    );
    assert!(world.is_up(call));
    world.at("2001", LegEvent::Gone(Release::HungUp));
    assert_eq!(world.state("amy"), AgentState::Break);
    world.close();
}

#[test]
fn a_phone_that_cannot_be_reached_does_not_end_its_talk() {
    let mut world = World::staffed(team());
    let call = world.call();
    world.answer("2001");
    world.device("2001", DeviceEvent::Unreachable);
    assert!(world.is_up(call));
    assert_eq!(world.state("amy"), AgentState::OnCall);
    world.hang_up(call);
    assert_eq!(world.state("amy"), AgentState::Offline);
    world.close();
}

#[test]
fn nothing_is_said_of_agents_and_phones_that_do_not_exist() {
    let mut world = World::new(team());
    world.outputs.clear();
    world.set("nobody", Presence::Idle);
    world.device("8888", DeviceEvent::Reachable);
    assert!(world.outputs.is_empty());
    let counters = world.center.counters();
    assert_eq!((counters.unknown_agents, counters.unknown_phones), (1, 1));
    world.close();
}

#[test]
fn after_a_restart_agents_are_what_they_had_chosen() {
    let mut world = World::new(team());
    let chosen = BTreeMap::from([(name("amy"), Presence::NotReady.into())]);
    world.center = Center::new(Arc::new(team()), Revision(7), Chance::from_number(2));
    world.center.restore(&chosen, Past::default());
    world.input(Input::Device(phone("2001"), DeviceEvent::Reachable));
    let amy = world.agent("amy");
    assert_eq!(
        (amy.state, amy.presence),
        (AgentState::NotReady, Presence::NotReady)
    );
    assert_eq!(amy.since, world.now.wall);
    world.close();
}
