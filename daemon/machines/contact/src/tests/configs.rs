//! A new configuration in the middle of calls.

use model::config::{Config, Priority};
use model::record::{Cause, EventKind, OfferEnd, QueueExit};
use model::state::{AgentState, Presence};

use super::setup::{add_agent, ivr_name, name, phone, sales, staff, transfer};
use super::world::World;
use crate::DeviceEvent;

fn team(agents: &[&str]) -> Config {
    sales(transfer("sales"), agents)
}

#[test]
fn a_new_member_is_rung_for_who_waits() {
    let mut config = team(&["amy"]);
    add_agent(&mut config, "ben", "2002");
    let mut world = World::staffed(config.clone());
    world.call();
    world.answer("2001");
    let call = world.call();
    let group = config.skill_groups.get_mut("sales").unwrap();
    group.members.insert(name("ben"), Priority::default());
    world.configure(config);
    assert_eq!(world.devices(call), ["2002"]);
    world.close();
}

#[test]
fn a_removed_member_no_longer_rings() {
    let mut config = team(&["amy", "ben"]);
    let mut world = World::staffed(config.clone());
    let call = world.call();
    config
        .skill_groups
        .get_mut("sales")
        .unwrap()
        .members
        .remove("amy");
    world.configure(config);
    assert_eq!(world.devices(call), ["2002"]);
    let withdrawn = EventKind::OfferEnded {
        participant: 1,
        end: OfferEnd::Withdrawn,
    };
    assert!(world.events(call).contains(&&withdrawn));
    world.close();
}

#[test]
fn a_deleted_group_sends_its_callers_to_the_exception_exit() {
    for exit in [None, Some("after")] {
        let mut config = team(&["amy"]);
        let mut ivr = (*config.ivrs["main"]).clone();
        ivr.on_exception = exit.map(name);
        config
            .ivrs
            .insert(ivr_name("main"), std::sync::Arc::new(ivr));
        let mut world = World::staffed(config.clone());
        let call = world.call();
        config.skill_groups.clear();
        world.configure(config);
        let gone = EventKind::Dequeued {
            group: name("sales"),
            exit: QueueExit::GroupGone,
        };
        assert!(world.events(call).contains(&&gone));
        match exit {
            Some(_) => assert_eq!(world.path(call), ["queue", "after"]),
            None => assert_eq!(world.record(call).cause, Some(Cause::Flow)),
        }
        assert_eq!(world.state("amy"), AgentState::Idle);
        world.close();
    }
}

#[test]
fn a_call_that_is_led_to_a_deleted_group_takes_the_exception_exit() {
    let mut config = team(&["amy"]);
    let mut world = World::staffed(config.clone());
    let call = world.arrive();
    config.skill_groups.clear();
    world.configure(config);
    world.leg(call, 0, crate::LegEvent::Up);
    assert_eq!(world.record(call).cause, Some(Cause::Flow));
    world.close();
}

#[test]
fn a_deleted_agent_rings_no_longer_but_finishes_his_talk() {
    let mut config = team(&["amy", "ben"]);
    let mut world = World::staffed(config.clone());
    let talking = world.call();
    world.answer("2001");
    let ringing = world.call();
    assert_eq!(world.devices(ringing), ["2002"]);
    config.agents.clear();
    config.phones.clear();
    config
        .skill_groups
        .get_mut("sales")
        .unwrap()
        .members
        .clear();
    world.configure(config);
    assert!(world.is_up(talking));
    assert_eq!(world.status(ringing), 105, "nobody is left to answer");
    world.hang_up(talking);
    assert_eq!(world.status(talking), 1);
    assert_eq!(world.center.agents().count(), 0);
    world.close();
}

#[test]
fn a_phone_that_changes_hands_rings_for_its_new_agent() {
    let mut config = team(&["amy", "ben"]);
    let mut world = World::staffed(config.clone());
    config.phones.get_mut(&phone("2001")).unwrap().agent = Some(name("ben"));
    config.phones.remove("2002");
    world.configure(config);
    assert_eq!(world.state("amy"), AgentState::Offline);
    let call = world.call();
    assert_eq!(world.devices(call), ["2001"]);
    assert_eq!(world.state("ben"), AgentState::OnCall);
    world.close();
}

#[test]
fn a_phone_in_a_talk_does_not_ring_for_its_new_agent() {
    let mut config = team(&["amy", "ben"]);
    config.phones.remove("2002");
    let mut world = World::staffed(config.clone());
    let talking = world.call();
    world.answer("2001");
    config.phones.get_mut(&phone("2001")).unwrap().agent = Some(name("ben"));
    world.configure(config);
    let waiting = world.call();
    assert!(world.devices(waiting).is_empty());
    world.hang_up(talking);
    assert_eq!(world.devices(waiting), ["2001"]);
    world.close();
}

#[test]
fn agents_keep_what_they_chose_and_phones_their_reach() {
    let mut config = team(&["amy", "ben"]);
    let mut world = World::staffed(config.clone());
    world.set("amy", Presence::NotReady);
    staff(&mut config, "more", &["amy"]);
    add_agent(&mut config, "cat", "2003");
    world.configure(config);
    assert_eq!(world.state("amy"), AgentState::NotReady);
    assert_eq!(world.state("ben"), AgentState::Idle);
    assert_eq!(world.state("cat"), AgentState::Offline);
    world.device("2003", DeviceEvent::Reachable);
    assert_eq!(world.state("cat"), AgentState::Idle);
    world.close();
}

#[test]
fn callers_keep_their_places_over_a_new_configuration() {
    let mut config = team(&["amy"]);
    let mut world = World::staffed(config.clone());
    world.call();
    world.answer("2001");
    let calls = [world.call(), world.call()];
    add_agent(&mut config, "ben", "2002");
    world.configure(config);
    world.at("2001", crate::LegEvent::Gone(crate::Release::HungUp));
    assert_eq!(world.ringing("2001").unwrap().call, calls[0]);
    world.close();
}

#[test]
fn a_group_that_comes_back_has_its_members_once() {
    let mut config = team(&["amy"]);
    let mut world = World::staffed(config.clone());
    let group = config.skill_groups.remove("sales").unwrap();
    world.configure(config.clone());
    config.skill_groups.insert(name("sales"), group);
    world.configure(config);
    world.set("amy", Presence::NotReady);
    let call = world.call();
    world.set("amy", Presence::Break);
    assert_eq!(world.status(call), 105);
    let queue = world.center.queues().next().unwrap();
    assert_eq!((queue.members, queue.online, queue.free), (1, 0, 0));
    world.close();
}

#[test]
fn a_change_of_rules_holds_for_who_waits_already() {
    let mut config = team(&["amy", "ben"]);
    let mut world = World::staffed(config.clone());
    let call = world.call();
    assert_eq!(world.devices(call), ["2001"]);
    config.skill_groups.get_mut("sales").unwrap().ring = model::config::Ring::Simultaneous;
    world.configure(config);
    assert_eq!(world.devices(call), ["2001", "2002"]);
    world.close();
}

/// A team in which somebody has another name than before.
fn renamed(from: &str, to: &str, config: &Config) -> Config {
    let mut config = config.clone();
    let agent = config.agents.remove(from).unwrap();
    config.agents.insert(name(to), agent);
    for group in config.skill_groups.values_mut() {
        let priority = group.members.remove(from).unwrap();
        group.members.insert(name(to), priority);
    }
    for phone in config.phones.values_mut() {
        if phone.agent == Some(name(from)) {
            phone.agent = Some(name(to));
        }
    }
    config
}

#[test]
fn an_agent_who_is_moved_keeps_what_he_chose_and_whom_he_served() {
    let config = team(&["amy", "ben"]);
    let mut world = World::staffed(config.clone());
    let call = world.call();
    world.answer("2001");
    world.hang_up(call);
    world.set("amy", Presence::NotReady);
    world.configure_moved("amy", "bea", renamed("amy", "bea", &config));
    assert_eq!(world.state("bea"), AgentState::NotReady);
    let past = &world.center.floor.past;
    let last = past
        .last_agent(super::world::CALLER)
        .map(|(agent, _)| agent.clone());
    assert_eq!(last, Some(name("bea")));
    assert_eq!(past.calls_of(&crate::agent::SeatId::Agent(name("bea"))), 1);
    world.close();
}

#[test]
fn an_agent_who_is_renamed_without_a_move_begins_anew() {
    let config = team(&["amy", "ben"]);
    let mut world = World::staffed(config.clone());
    world.set("amy", Presence::NotReady);
    world.configure(renamed("amy", "bea", &config));
    assert_eq!(world.state("bea"), AgentState::Idle);
    world.close();
}

#[test]
fn an_agent_who_is_moved_in_a_call_finishes_it_and_takes_the_next_under_his_other_name() {
    let config = team(&["amy"]);
    let mut world = World::staffed(config.clone());
    let talking = world.call();
    world.answer("2001");
    world.configure_moved("amy", "bea", renamed("amy", "bea", &config));
    assert!(world.is_up(talking));
    let waiting = world.call();
    assert!(world.devices(waiting).is_empty());
    world.hang_up(talking);
    assert_eq!(world.devices(waiting), ["2001"]);
    let record = world.record(talking);
    assert_eq!(record.agent, Some(name("amy")), "it is told as it was");
    world.close();
}

#[test]
fn what_a_call_brings_an_agent_who_is_moved_meanwhile_is_his_live_and_in_its_record() {
    let config = team(&["amy"]);
    let mut world = World::staffed(config.clone());
    let talking = world.call();
    world.answer("2001");
    let config = renamed("amy", "bea", &config);
    world.configure_moved("amy", "bea", config.clone());
    world.hang_up(talking);
    let mut read = crate::Past::default();
    read.rename(&name("amy"), &name("bea"));
    read.settle(&config);
    read.note("Asia/Shanghai", world.record(talking));
    for past in [&world.center.floor.past, &read] {
        let last = past
            .last_agent(super::world::CALLER)
            .map(|(agent, _)| agent.clone());
        assert_eq!(last, Some(name("bea")));
    }
    world.close();
}
