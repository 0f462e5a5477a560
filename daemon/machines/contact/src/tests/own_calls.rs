//! Calls that somebody begins at one of our phones.

use model::config::Config;
use model::record::{CallKind, Direction, HungUpBy, ParticipantKind};
use model::state::{AgentState, PhoneState, Presence};
use model::{CallId, Span};

use super::setup::{name, number, phone, route, sales, transfer};
use super::world::{CALLER, World};
use crate::{DialCause, Input, LegEvent, Output, Refusal, Release};

/// Amy at 2001, ben at 2002, a phone of nobody at 3001; the group may dial out with 100.
fn office() -> Config {
    let mut config = sales(transfer("sales"), &["amy", "ben"]);
    config.phones.insert(phone("3001"), Default::default());
    let ours = config.numbers.get_mut("100").unwrap();
    ours.outbound_skill_groups.insert(name("sales"));
    config
}

fn refused(world: &mut World) -> Option<Refusal> {
    let told = std::mem::take(&mut world.outputs);
    told.into_iter().find_map(|output| match output {
        Output::Refuse(_, why) => Some(why),
        _ => None,
    })
}

fn accepted(world: &mut World, call: CallId) {
    let accept = |output: &Output| matches!(output, Output::Accept(leg) if leg.call == call);
    assert!(world.outputs.iter().any(accept), "the caller is answered");
    world.leg(call, 0, LegEvent::Up);
}

#[test]
fn a_phone_calls_a_phone_and_both_talk() {
    let mut world = World::staffed(office());
    let call = world.dials("2001", "2002");
    assert_eq!(world.state("amy"), AgentState::OnCall);
    assert_eq!(world.state("ben"), AgentState::OnCall);
    assert_eq!(world.phone("2001"), PhoneState::OnCall);
    world.at("2002", LegEvent::Ringing);
    let rings = |output: &Output| matches!(output, Output::Ring(leg) if leg.number == 0);
    assert!(
        world.outputs.iter().any(rings),
        "the caller hears that it rings"
    );
    world.secs(3);
    world.at("2002", LegEvent::Up);
    accepted(&mut world, call);
    world.secs(20);
    world.at("2002", LegEvent::Gone(Release::HungUp));
    let record = world.record(call);
    assert_eq!(
        (record.kind, record.direction),
        (CallKind::Internal, Direction::Out)
    );
    assert_eq!(
        (record.caller.as_str(), record.callee.as_str()),
        ("2001", "2002")
    );
    assert_eq!(record.end_status.code(), 1);
    assert_eq!(record.durations.talk_ms, 20_000);
    assert_eq!(record.durations.ring_ms, 3_000);
    assert_eq!(record.recordings.len(), 1);
    let [caller, callee] = &record.participants[..] else {
        panic!("{:?}", record.participants);
    };
    assert_eq!(
        (&caller.agent, caller.kind),
        (&Some(name("amy")), ParticipantKind::Agent)
    );
    assert_eq!(
        (&callee.agent, callee.kind),
        (&Some(name("ben")), ParticipantKind::Agent)
    );
    assert_eq!(world.state("amy"), AgentState::Idle);
    assert_eq!(world.state("ben"), AgentState::Idle);
    world.close();
}

#[test]
fn a_customer_is_called_over_the_trunk_with_the_number_of_the_group() {
    let mut world = World::staffed(office());
    let call = world.dials("2001", CALLER);
    let leg = world.outside();
    assert_eq!(world.outside[&leg], (CALLER.to_owned(), "100".to_owned()));
    assert_eq!(world.forwarded, [None]);
    world.there(LegEvent::Ringing);
    world.there(LegEvent::Up);
    accepted(&mut world, call);
    let (left, right) = *world.recorded.values().next().unwrap();
    assert_eq!(
        (left, right.unwrap().number),
        (leg, 0),
        "the customer is left"
    );
    world.secs(7);
    world.there(LegEvent::Gone(Release::HungUp));
    let record = world.record(call);
    assert_eq!(
        (record.kind, record.direction),
        (CallKind::Telephone, Direction::Out)
    );
    assert_eq!(
        (record.caller.as_str(), record.callee.as_str()),
        ("100", CALLER)
    );
    assert_eq!(record.trunk, Some(name("carrier")));
    assert_eq!(
        (record.end_status.code(), record.hung_up_by),
        (1, HungUpBy::User)
    );
    assert_eq!(record.agent, Some(name("amy")));
    assert_eq!(record.recordings[0].participant, 0);
    assert_eq!(record.participants[1].kind, ParticipantKind::Customer);
    assert_eq!(record.participants[1].number.as_deref(), Some(CALLER));
    world.close();
}

#[test]
fn a_call_that_reaches_nobody_has_the_status_that_says_why() {
    for (cause, status) in [
        (DialCause::Busy, 206),
        (DialCause::Rejected, 203),
        (DialCause::NoAnswer, 202),
        (DialCause::NoNumber, 205),
        (DialCause::NotANumber, 215),
        (DialCause::Off, 204),
        (DialCause::Blocked, 212),
        (DialCause::Carrier, 208),
    ] {
        let mut world = World::staffed(office());
        let call = world.dials("2001", CALLER);
        world.there(LegEvent::Failed(cause));
        assert_eq!(refused(&mut world), Some(Refusal::NotReached(cause)));
        assert_eq!(world.status(call), status, "{cause:?}");
        let other = &world.record(call).participants[1];
        assert_eq!(other.end_status.code(), status);
        assert_eq!(world.state("amy"), AgentState::Idle);
        world.close();
    }
}

#[test]
fn who_hangs_up_before_an_answer_has_cancelled_with_or_without_ringing() {
    for (rings, status) in [(false, 209), (true, 220)] {
        let mut world = World::staffed(office());
        let call = world.dials("2001", CALLER);
        if rings {
            world.there(LegEvent::Ringing);
        }
        world.hang_up(call);
        let record = world.record(call);
        assert_eq!(record.end_status.code(), status);
        assert_eq!(record.hung_up_by, HungUpBy::Agent);
        assert!(world.outside.is_empty());
        world.close();
    }
}

#[test]
fn nobody_answers_for_a_minute_and_that_is_enough() {
    let mut world = World::staffed(office());
    let call = world.dials("2001", CALLER);
    world.there(LegEvent::Ringing);
    world.secs(60);
    assert_eq!(world.status(call), 202);
    world.close();
}

#[test]
fn a_phone_in_a_call_or_on_a_break_is_not_rung() {
    let mut world = World::staffed(office());
    world.dials("2001", "2002");
    let busy = world.dials("3001", "2001");
    assert_eq!(world.status(busy), 206);
    world.close();
    let mut world = World::staffed(office());
    world.set("ben", Presence::Break);
    let away = world.dials("2001", "2002");
    assert_eq!(
        refused(&mut world),
        Some(Refusal::NotReached(DialCause::Unreachable))
    );
    assert_eq!(world.status(away), 210);
    world.close();
}

#[test]
fn who_has_a_call_has_no_second_one_and_dialling_himself_is_busy() {
    let mut world = World::staffed(office());
    world.dials("2001", "2002");
    let second = world.dials("2001", "3001");
    assert_eq!(refused(&mut world), Some(Refusal::Occupied));
    assert!(!world.records.contains_key(&second));
    let own = world.dials("3001", "3001");
    assert_eq!(world.status(own), 206);
    world.close();
}

#[test]
fn nobody_dials_out_without_a_number_of_his_groups() {
    let mut world = World::staffed(office());
    world.dials("3001", CALLER);
    assert_eq!(refused(&mut world), Some(Refusal::Forbidden));
    assert!(world.outside.is_empty());
    world.close();
}

#[test]
fn of_two_numbers_the_one_is_shown_whose_trunk_works_and_has_room() {
    let mut config = office();
    let carrier = config.trunks[&name("carrier")].clone();
    config.trunks.insert(name("other"), carrier);
    let mut second = config.numbers[&number("100")].clone();
    second.trunk = name("other");
    config.numbers.insert(number("101"), second);
    config
        .numbers
        .get_mut(&number("100"))
        .unwrap()
        .outbound_channels = 1;
    let mut world = World::staffed(config);
    let shown = |world: &mut World| {
        let leg = world.outside();
        world.outside[&leg].1.clone()
    };
    world.input(Input::Trunk(name("carrier"), false));
    let call = world.dials("2001", CALLER);
    assert_eq!(shown(&mut world), "101");
    world.hang_up(call);
    world.input(Input::Trunk(name("carrier"), true));
    world.dials("2001", CALLER);
    assert_eq!(shown(&mut world), "100");
    world.dials("2002", CALLER);
    let all: Vec<_> = world.outside.values().map(|it| it.1.as_str()).collect();
    assert!(all.contains(&"101"), "{all:?}");
}

#[test]
fn a_trunk_that_was_down_when_it_was_deleted_works_when_it_comes_back() {
    let mut config = office();
    let mut world = World::staffed(config.clone());
    world.input(Input::Trunk(name("carrier"), false));
    let carrier = config.trunks.remove(&name("carrier")).unwrap();
    world.configure(config.clone());
    config.trunks.insert(name("carrier"), carrier);
    world.configure(config);
    world.dials("2001", CALLER);
    let leg = world.outside();
    assert_eq!(world.outside[&leg].1, "100");
}

#[test]
fn numbers_that_the_center_never_dials_are_108_and_a_flood_is_109() {
    let mut world = World::staffed(office());
    let abroad = world.dials("2001", "0015551230000");
    assert_eq!(world.status(abroad), 108);
    for _ in 0..60 {
        let call = world.dials("2001", CALLER);
        world.hang_up(call);
    }
    let flood = world.dials("2001", CALLER);
    assert_eq!(world.status(flood), 109);
    world.secs(1);
    let later = world.dials("2001", CALLER);
    assert!(world.is_up(later));
    world.close();
}

#[test]
fn not_ready_and_wrap_up_may_dial_out_and_the_state_before_comes_back() {
    let mut config = office();
    route(&mut config, |routing| routing.wrap_up = Span::seconds(30));
    let mut world = World::staffed(config);
    let queued = world.call();
    world.answer("2001");
    world.hang_up(queued);
    assert_eq!(world.state("amy"), AgentState::WrapUp);
    let call = world.dials("2001", CALLER);
    assert_eq!(world.state("amy"), AgentState::OnCall);
    world.hang_up(call);
    assert_eq!(world.state("amy"), AgentState::Idle);
    world.set("amy", Presence::NotReady);
    let call = world.dials("2001", CALLER);
    world.hang_up(call);
    assert_eq!(world.state("amy"), AgentState::NotReady);
    world.close();
}

#[test]
fn who_is_on_a_break_may_dial_out_and_is_on_it_again() {
    let mut world = World::staffed(office());
    world.set("amy", Presence::Break);
    let call = world.dials("2001", CALLER);
    assert_eq!(world.state("amy"), AgentState::OnCall);
    world.hang_up(call);
    assert_eq!(world.state("amy"), AgentState::Break);
    world.close();
}

#[test]
fn a_phone_that_is_never_heard_of_again_before_the_answer_is_211() {
    let mut world = World::staffed(office());
    let call = world.dials("2001", CALLER);
    world.leg(call, 0, LegEvent::Gone(Release::Broken));
    assert_eq!(world.status(call), 211);
    let call = world.dials("2001", CALLER);
    world.there(LegEvent::Up);
    // The answer to the phone is never established.
    world.secs(40);
    assert_eq!(world.status(call), 211);
    world.close();
}

#[test]
fn a_crash_leaves_the_status_of_what_was_reached() {
    let mut world = World::staffed(office());
    let call = world.dials("2001", CALLER);
    let status = |world: &World| {
        let events = &world.journal[&call];
        let closed = crate::record::close_after_crash(events, world.now.wall);
        closed.unwrap().1.end_status.code()
    };
    assert_eq!(status(&world), 209);
    world.there(LegEvent::Ringing);
    assert_eq!(status(&world), 220);
    world.there(LegEvent::Up);
    accepted(&mut world, call);
    assert_eq!(status(&world), 1);
    world.close();
}

#[test]
fn no_phone_dials_while_the_center_drains() {
    let mut world = World::staffed(office());
    world.input(Input::Drain);
    world.dials("2001", "2002");
    assert_eq!(refused(&mut world), Some(Refusal::Flood));
    world.close();
}

#[test]
fn a_phone_that_talks_for_whom_it_belonged_to_begins_no_second_call() {
    let mut world = World::staffed(office());
    let call = world.dials("2001", "2002");
    let mut config = office();
    config.phones.get_mut("2001").unwrap().agent = None;
    world.configure(config);
    refused(&mut world);
    world.dials("2001", "3001");
    assert_eq!(refused(&mut world), Some(Refusal::Occupied));
    assert!(world.is_up(call));
    world.close();
}
