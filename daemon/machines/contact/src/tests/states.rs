//! What agents do about their states: breaks with a reason, wrap-up, log-in, being forced offline.

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel::Chance;
use model::config::{AfterLogIn, AfterMissed, BreakReason, Config, Routing, WrapUpEnd};
use model::state::{AgentState, Chosen, PhoneState, Presence};
use model::{Revision, Span};

use super::setup::{name, route, sales, transfer};
use super::world::World;
use crate::{
    AgentAct, Center, DeviceEvent, InternalCall, LegEvent, Objection, Output, Past, Release,
};

fn team(change: impl FnOnce(&mut Routing)) -> Config {
    let mut config = sales(transfer("sales"), &["amy", "ben"]);
    route(&mut config, change);
    for (reason, enabled) in [("lunch", true), ("training", false)] {
        let label = reason.to_owned();
        let reason = BreakReason { label, enabled };
        config
            .center
            .break_reasons
            .insert(name(&reason.label), reason);
    }
    config
}

/// A world in which amy has just had a call.
fn after_a_call(change: impl FnOnce(&mut Routing)) -> World {
    let mut world = World::staffed(team(change));
    let call = world.call();
    world.answer("2001");
    world.hang_up(call);
    world
}

fn notes(routing: &mut Routing) {
    routing.wrap_up = Span::seconds(30);
}

#[test]
fn a_break_has_a_reason_until_it_ends() {
    let mut world = World::staffed(team(|_| {}));
    world.act("amy", AgentAct::BreakFor(name("lunch")));
    let amy = world.agent("amy");
    assert_eq!(
        (amy.state, amy.reason),
        (AgentState::Break, Some(name("lunch")))
    );
    world.outputs.clear();
    world.set("amy", Presence::Break);
    assert_eq!(world.agent("amy").reason, None, "another break");
    assert!(matches!(&world.outputs[..], [Output::AgentChanged(told)] if told.reason.is_none()));
    world.act("amy", AgentAct::BreakFor(name("lunch")));
    world.set("amy", Presence::Idle);
    assert_eq!(world.agent("amy").reason, None);
    world.close();
}

#[test]
fn a_reason_that_is_unknown_or_disabled_is_refused_with_those_that_are_not() {
    let mut world = World::staffed(team(|_| {}));
    let can = vec![name("lunch")];
    for (reason, objection) in [
        ("nap", Objection::NoSuchReason(can.clone())),
        ("training", Objection::ReasonDisabled(can)),
    ] {
        let act = AgentAct::BreakFor(name(reason));
        assert_eq!(world.center.objection(&name("amy"), &act), Some(objection));
        world.act("amy", act);
        assert_eq!(world.state("amy"), AgentState::Idle);
    }
    assert_eq!(world.center.counters().refused_acts, 2);
    world.close();
}

#[test]
fn a_reason_that_is_disabled_goes_on_for_who_has_it() {
    let mut world = World::staffed(team(|_| {}));
    world.act("amy", AgentAct::BreakFor(name("lunch")));
    let mut config = team(|_| {});
    config.center.break_reasons.clear();
    world.configure(config);
    assert_eq!(world.agent("amy").reason, Some(name("lunch")));
    world.close();
}

#[test]
fn whoever_stays_in_wrap_up_is_in_it_until_he_acts() {
    let mut world = after_a_call(notes);
    world.outputs.clear();
    world.act("amy", AgentAct::StayInWrapUp);
    assert!(matches!(&world.outputs[..], [Output::AgentChanged(told)] if told.wrap_up.is_none()));
    world.secs(3_600);
    assert_eq!(world.state("amy"), AgentState::WrapUp);
    world.act("amy", AgentAct::ReturnToService);
    assert_eq!(world.state("amy"), AgentState::Idle);
    world.close();
}

#[test]
fn whoever_returns_to_service_is_idle_at_once() {
    let mut world = after_a_call(notes);
    world.secs(3);
    world.act("amy", AgentAct::ReturnToService);
    assert_eq!(world.state("amy"), AgentState::Idle);
    world.secs(60);
    assert_eq!(world.state("amy"), AgentState::Idle);
    world.close();
}

#[test]
fn outside_of_wrap_up_there_is_nothing_to_stay_in_or_return_from() {
    let mut world = World::staffed(team(notes));
    world.set("amy", Presence::Break);
    for act in [AgentAct::StayInWrapUp, AgentAct::ReturnToService] {
        let objection = world.center.objection(&name("amy"), &act);
        assert_eq!(objection, Some(Objection::NotInWrapUp(AgentState::Break)));
        world.act("amy", act);
    }
    assert_eq!(world.state("amy"), AgentState::Break);
    world.close();
}

#[test]
fn a_wrap_up_without_an_end_lasts_until_he_acts() {
    let mut world = after_a_call(|routing| routing.wrap_up_end = WrapUpEnd::Manual);
    let amy = world.agent("amy");
    assert_eq!((amy.state, amy.wrap_up), (AgentState::WrapUp, None));
    world.secs(3_600);
    assert_eq!(world.state("amy"), AgentState::WrapUp);
    world.set("amy", Presence::NotReady);
    assert_eq!(world.state("amy"), AgentState::NotReady);
    world.close();
}

#[test]
fn after_wrap_up_he_is_what_he_was_before_the_call() {
    let mut world = World::staffed(team(notes));
    let call = world.call();
    world.answer("2001");
    assert_eq!(world.agent("amy").pending, None);
    world.hang_up(call);
    world.secs(30);
    assert_eq!(world.state("amy"), AgentState::Idle);
    world.close();
}

#[test]
fn what_he_chooses_during_a_call_is_pending_until_the_call_and_its_notes_are_over() {
    let mut world = World::staffed(team(notes));
    let call = world.call();
    world.answer("2001");
    world.act("amy", AgentAct::BreakFor(name("lunch")));
    let amy = world.agent("amy");
    assert_eq!(
        (amy.state, amy.pending),
        (AgentState::OnCall, Some(Presence::Break))
    );
    world.hang_up(call);
    assert_eq!(world.agent("amy").pending, Some(Presence::Break));
    world.secs(30);
    let amy = world.agent("amy");
    assert_eq!((amy.state, amy.pending), (AgentState::Break, None));
    assert_eq!(amy.reason, Some(name("lunch")));
    world.close();
}

#[test]
fn an_agent_who_misses_a_call_can_be_set_to_not_ready() {
    let mut world = World::staffed(team(|routing| {
        routing.after_missed = AfterMissed::NotReady;
    }));
    world.call();
    world.secs(20);
    assert_eq!(world.state("amy"), AgentState::NotReady);
    world.close();
}

#[test]
fn whoever_logs_in_is_what_the_center_says() {
    for (after, state) in [
        (AfterLogIn::Idle, AgentState::Idle),
        (AfterLogIn::NotReady, AgentState::NotReady),
    ] {
        let mut config = team(|_| {});
        config.center.after_log_in = after;
        let mut world = World::staffed(config);
        world.act("amy", AgentAct::LogOut);
        assert_eq!(world.state("amy"), AgentState::Offline);
        world.act("amy", AgentAct::LogIn);
        assert_eq!(world.state("amy"), state);
        world.set("amy", Presence::Break);
        world.act("amy", AgentAct::LogIn);
        assert_eq!(world.state("amy"), AgentState::Break, "he is there already");
        world.close();
    }
}

#[test]
fn a_logged_out_agents_phone_is_idle_and_takes_no_call_of_a_queue() {
    let mut world = World::staffed(team(|_| {}));
    world.act("amy", AgentAct::LogOut);
    assert_eq!(world.phone("2001"), PhoneState::Idle);
    let call = world.call();
    assert_eq!(world.devices(call), ["2002"]);
    world.close();
}

#[test]
fn whoever_is_forced_offline_can_choose_nothing_until_that_is_undone() {
    let mut world = World::staffed(team(|_| {}));
    world.act("amy", AgentAct::ForceOffline);
    let amy = world.agent("amy");
    assert!(amy.forced && amy.state == AgentState::Offline);
    for act in [
        AgentAct::Be(Presence::Idle),
        AgentAct::LogIn,
        AgentAct::BreakFor(name("lunch")),
        AgentAct::ReturnToService,
    ] {
        let objection = world.center.objection(&name("amy"), &act);
        assert_eq!(objection, Some(Objection::Forced), "{act:?}");
        world.act("amy", act);
    }
    world.set("amy", Presence::Idle);
    assert_eq!(world.state("amy"), AgentState::Offline);
    world.act("amy", AgentAct::Restore);
    assert_eq!(
        world.state("amy"),
        AgentState::Offline,
        "he has still to log in"
    );
    world.act("amy", AgentAct::LogIn);
    assert_eq!(world.state("amy"), AgentState::Idle);
    world.close();
}

#[test]
fn being_forced_offline_ends_a_ring_but_not_a_talk() {
    let mut world = World::staffed(team(notes));
    let call = world.call();
    world.act("amy", AgentAct::ForceOffline);
    assert_eq!(world.devices(call), ["2002"]);
    world.answer("2002");
    world.act("ben", AgentAct::ForceOffline);
    assert!(world.is_up(call));
    world.at("2002", LegEvent::Gone(Release::HungUp));
    assert_eq!(world.state("ben"), AgentState::WrapUp, "he has had a call");
    world.secs(30);
    assert_eq!(world.state("ben"), AgentState::Offline);
    world.close();
}

#[test]
fn what_was_chosen_and_forced_survives_a_restart() {
    let mut world = World::staffed(team(|_| {}));
    world.act("amy", AgentAct::ForceOffline);
    world.act("ben", AgentAct::BreakFor(name("lunch")));
    let told = world.center.agents();
    let chosen: BTreeMap<_, Chosen> = told.map(|it| (it.agent.clone(), it.chosen())).collect();
    let kept = serde_json::to_string(&chosen).unwrap();
    let chosen = serde_json::from_str(&kept).unwrap();
    let config = Arc::new(team(|_| {}));
    world.center = Center::new(config, Revision(7), Chance::from_number(2));
    world.center.restore(&chosen, Past::default());
    world.device("2001", DeviceEvent::Reachable);
    world.device("2002", DeviceEvent::Reachable);
    let (amy, ben) = (world.agent("amy"), world.agent("ben"));
    assert!(amy.forced && amy.state == AgentState::Offline);
    assert_eq!(
        (ben.state, ben.reason),
        (AgentState::Break, Some(name("lunch")))
    );
}

#[test]
fn what_was_written_before_there_were_reasons_is_read() {
    let chosen: BTreeMap<String, Chosen> = serde_json::from_str(r#"{"amy":"break"}"#).unwrap();
    assert_eq!(chosen["amy"], Chosen::from(Presence::Break));
}

/// Whether amy gets calls from colleagues, and her phone calls to its extension.
fn reached(world: &World) -> (bool, bool) {
    let gets = |what| world.center.reachable_for(&name("amy"), what).is_some();
    (gets(InternalCall::Agent), gets(InternalCall::Extension))
}

#[test]
fn colleagues_reach_who_is_there_and_has_no_call() {
    let mut world = World::staffed(team(notes));
    assert_eq!(reached(&world), (true, true));
    for (presence, expected) in [
        (Presence::NotReady, (true, true)),
        (Presence::Break, (false, false)),
        (Presence::Offline, (false, true)),
    ] {
        world.set("amy", presence);
        assert_eq!(reached(&world), expected, "{presence:?}");
    }
    world.set("amy", Presence::Idle);
    let call = world.call();
    assert_eq!(reached(&world), (false, false), "she is rung");
    world.answer("2001");
    world.hang_up(call);
    assert_eq!(reached(&world), (false, false), "she works");
    world.act("amy", AgentAct::ForceOffline);
    assert_eq!(reached(&world), (false, false), "forced offline, never");
    world.act("amy", AgentAct::Restore);
    assert_eq!(reached(&world), (false, true));
    world.device("2001", DeviceEvent::Unreachable);
    assert_eq!(reached(&world), (false, false));
    world.close();
}

#[test]
fn where_the_center_says_so_colleagues_reach_who_is_on_a_break() {
    let mut config = team(|_| {});
    config.center.internal_calls_on_break = true;
    let mut world = World::staffed(config);
    world.set("amy", Presence::Break);
    assert_eq!(reached(&world), (true, true));
    world.close();
}

#[test]
fn a_device_is_asked_to_answer_by_itself_where_the_routing_says_so() {
    for wanted in [false, true] {
        let mut world = World::staffed(team(|routing| routing.auto_answer = wanted));
        world.call();
        let asked = |output: &Output| match output {
            Output::Dial { auto_answer, .. } => Some(*auto_answer),
            _ => None,
        };
        assert_eq!(world.outputs.iter().find_map(asked), Some(wanted));
        world.close();
    }
}
