//! Who is rung for whom, over crashes and whatever agents do about their states.

use std::time::Duration;

use contact::AgentAct;
use model::Name;
use model::record::EventKind;
use model::state::{AgentState, Presence};
use phone::{Command, End, Event};
use sim::world::HandsetId;

use super::stage::{Stage, TEXT};
use super::{DIRECT, presence};

/// A stage on which agents are rung under other rules, with amy's and ben's phones.
fn stage(routing: &str) -> (Stage, HandsetId, HandsetId) {
    let mut stage = Stage::new();
    let brisk = "ring_timeout: 10s, wrap_up: 5s";
    let text = TEXT.replace(brisk, &format!("{brisk}, {routing}"));
    assert_ne!(text, TEXT);
    stage.apply(&text);
    let (amy, ben) = (stage.phone("2001"), stage.phone("2002"));
    (stage, amy, ben)
}

/// An agent does something about his state, and a second passes.
fn act(stage: &mut Stage, agent: &str, act: AgentAct) {
    let agent = Name::new(agent).expect("a name");
    stage.world.command(switch::Command::Agent(agent, act));
    stage.play(1);
}

fn state(stage: &Stage, agent: &str) -> AgentState {
    let agent = Name::new(agent).expect("a name");
    let switch = stage.world.switch().expect("it runs");
    let status = switch.center().agent(&agent);
    status.expect("an agent").state
}

fn crash(stage: &mut Stage) {
    stage.play(2);
    stage.world.crash(Duration::from_secs(1));
    stage.play(2);
}

/// Somebody calls and is served by an agent, and all is over.
fn serve(stage: &mut Stage, own: &str, agent: HandsetId) {
    let caller = stage.caller_as(own, DIRECT);
    stage.order(agent, Command::Answer);
    stage.order(caller, Command::HangUp);
    stage.play(6);
}

#[test]
fn the_agent_who_served_a_caller_last_is_rung_again_even_after_a_crash() {
    let (mut stage, amy, ben) = stage("last_agent: true");
    act(&mut stage, "amy", AgentAct::Be(Presence::Break));
    serve(&mut stage, "13800138000", ben);
    act(&mut stage, "amy", AgentAct::Be(Presence::Idle));
    crash(&mut stage);
    stage.caller_as("008613800138000", DIRECT);
    assert_eq!((stage.rang(amy), stage.rang(ben)), (0, 2));
    stage.caller_as("13900139000", DIRECT);
    assert_eq!(stage.rang(amy), 1, "others have the order");
}

#[test]
fn calls_of_the_day_decide_even_after_a_crash() {
    let (mut stage, amy, ben) = stage("order: fewest_calls");
    serve(&mut stage, "13800138000", amy);
    crash(&mut stage);
    stage.caller(DIRECT);
    assert_eq!((stage.rang(amy), stage.rang(ben)), (1, 1));
}

#[test]
fn calls_that_a_crash_cut_off_are_calls_of_the_day() {
    let (mut stage, amy, ben) = stage("order: fewest_calls");
    stage.talk(DIRECT, amy);
    crash(&mut stage);
    stage.caller(DIRECT);
    assert_eq!((stage.rang(amy), stage.rang(ben)), (1, 1));
}

#[test]
fn whoever_has_the_priority_is_rung_first() {
    let mut stage = Stage::new();
    let text = TEXT
        .replace("members: { amy: 1, ben: 3 }", "members: { amy: 4, ben: 2 }")
        .replace("wrap_up: 5s", "order: priority");
    stage.apply(&text);
    let (amy, ben) = (stage.phone("2001"), stage.phone("2002"));
    for n in 1..4 {
        serve(&mut stage, "13800138000", ben);
        assert_eq!((stage.rang(amy), stage.rang(ben)), (0, n));
    }
}

#[test]
fn whoever_is_forced_offline_is_not_rung_before_he_is_restored_and_there() {
    let (mut stage, amy, ben) = stage("order: longest_idle");
    act(&mut stage, "amy", AgentAct::ForceOffline);
    crash(&mut stage);
    act(&mut stage, "amy", AgentAct::Be(Presence::Idle));
    assert_eq!(state(&stage, "amy"), AgentState::Offline);
    serve(&mut stage, "13800138000", ben);
    act(&mut stage, "amy", AgentAct::Restore);
    serve(&mut stage, "13800138000", ben);
    act(&mut stage, "amy", AgentAct::LogIn);
    assert_eq!(state(&stage, "amy"), AgentState::Idle);
    stage.world.command(presence("ben", Presence::Offline));
    stage.play(1);
    stage.caller(DIRECT);
    assert_eq!((stage.rang(amy), stage.rang(ben)), (1, 2));
}

#[test]
fn whoever_stays_in_wrap_up_is_not_rung_until_he_returns() {
    let (mut stage, amy, ben) = stage("order: longest_idle");
    act(&mut stage, "ben", AgentAct::LogOut);
    let caller = stage.talk(DIRECT, amy);
    stage.order(caller, Command::HangUp);
    act(&mut stage, "amy", AgentAct::StayInWrapUp);
    stage.caller(DIRECT);
    stage.play(30);
    assert_eq!(
        (state(&stage, "amy"), stage.rang(amy)),
        (AgentState::WrapUp, 1)
    );
    act(&mut stage, "amy", AgentAct::ReturnToService);
    assert_eq!((stage.rang(amy), stage.rang(ben)), (2, 0));
}

#[test]
fn a_break_chosen_in_a_talk_begins_after_the_notes() {
    let (mut stage, amy, _) = stage("order: longest_idle");
    let caller = stage.talk(DIRECT, amy);
    act(&mut stage, "amy", AgentAct::Be(Presence::Break));
    assert_eq!(state(&stage, "amy"), AgentState::OnCall);
    stage.order(caller, Command::HangUp);
    assert_eq!(state(&stage, "amy"), AgentState::WrapUp);
    stage.play(5);
    assert_eq!(state(&stage, "amy"), AgentState::Break);
}

#[test]
fn who_loses_a_simultaneous_ring_is_told_that_another_answered() {
    let mut stage = Stage::new();
    let sequential = "presales: { members: { amy: 1, ben: 3 }";
    let text = TEXT.replace(sequential, &format!("{sequential}, ring: simultaneous"));
    assert_ne!(text, TEXT);
    stage.apply(&text);
    let (amy, ben) = (stage.phone("2001"), stage.phone("2002"));
    stage.caller(DIRECT);
    assert_eq!((stage.rang(amy), stage.rang(ben)), (1, 1));
    stage.order(ben, Command::Answer);
    assert!(stage.happened(|event| matches!(event, EventKind::Answered { .. })));
    let elsewhere = Event::Ended(End::Missed("Call completed elsewhere".to_owned()));
    let noticed = stage.noticed.get(&amy).and_then(|events| events.last());
    assert_eq!(noticed, Some(&elsewhere));
}
