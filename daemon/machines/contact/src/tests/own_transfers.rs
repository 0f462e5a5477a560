//! Whoever has called somebody hands him over.

use model::record::{Cause, Direction, HungUpBy, ParticipantKind};
use model::state::{AgentState, Presence};
use model::{CallId, Extension};

use super::setup::name;
use super::transfers::{MOBILE, gone, office, statuses};
use super::world::World;
use crate::record::close_after_crash;
use crate::{DialCause, Handover, LegEvent, Output, Refusal};

const OTHER: &str = "13900000002";

/// Amy has called somebody, and talks with him.
fn talk(dialled: &str) -> (World, CallId) {
    let mut world = World::staffed(office());
    let call = world.dials("2001", dialled);
    match Extension::new(dialled) {
        Ok(phone) => world.answer(phone.as_str()),
        Err(_) => world.there(LegEvent::Up),
    }
    world.leg(call, 0, LegEvent::Up);
    world.secs(5);
    (world, call)
}

/// Whether the one who was handed over hears another leg.
fn hears(world: &World, call: CallId, other: u16) -> bool {
    let leg = |number| crate::LegId { call, number };
    world.bridges.contains(&(leg(1), leg(other)))
}

#[test]
fn a_colleague_who_answers_has_the_customer_whom_an_agent_had_called() {
    let (mut world, call) = talk(MOBILE);
    world.transfers("2001", "2002");
    assert_eq!(world.handovers(), [Handover::Begun]);
    let rung = world.outputs.iter().rev().find_map(|output| match output {
        Output::Dial { caller, callee, .. } => Some((caller.as_str(), callee.as_str())),
        _ => None,
    });
    assert_eq!(rung, Some((MOBILE, "100")), "he sees whose call it is");
    assert!(world.bridges.is_empty(), "the customer hears a tone alone");
    world.secs(2);
    world.answer("2002");
    assert_eq!(world.handovers(), [Handover::Done]);
    assert!(hears(&world, call, 2));
    assert_eq!(world.state("amy"), AgentState::Idle, "she is released");
    world.secs(20);
    world.at("2002", gone());
    assert_eq!(statuses(&world, call), (1, vec![214, 1, 1]));
    let record = world.record(call);
    assert_eq!(
        (record.direction, record.hung_up_by),
        (Direction::Out, HungUpBy::Agent)
    );
    assert_eq!(record.callee, MOBILE);
    assert_eq!(record.agent, Some(name("ben")), "the last one");
    assert_eq!(record.durations.talk_ms, 25_000);
    let [amy, customer, ben] = &record.participants[..] else {
        panic!("{:?}", record.participants)
    };
    assert_eq!(customer.kind, ParticipantKind::Customer);
    assert_eq!(
        (amy.transferred_to, ben.transferred_from),
        (Some(2), Some(0))
    );
    assert_eq!(record.recordings.len(), 2);
    world.close();
}

#[test]
fn the_customer_is_given_back_if_nobody_answers_and_may_be_handed_over_again() {
    let (mut world, call) = talk(MOBILE);
    world.transfers("2001", "2002");
    world.at("2002", LegEvent::Failed(DialCause::Busy));
    let failed = Handover::Failed(DialCause::Busy);
    assert_eq!(world.handovers(), [Handover::Begun, failed]);
    assert!(hears(&world, call, 0) && world.playing.is_empty());
    assert_eq!(world.state("amy"), AgentState::OnCall);
    world.transfers("2001", "2003");
    world.answer("2003");
    world.transfers("2003", OTHER);
    let outside = world.outside.iter().find(|(leg, _)| leg.number > 1);
    let leg = *outside.expect("it is called").0;
    world.input(crate::Input::Leg(leg, LegEvent::Up));
    assert!(hears(&world, call, leg.number));
    world.leg(call, 1, gone());
    assert_eq!(statuses(&world, call), (214, vec![214, 1, 206, 214, 1]));
    assert_eq!(world.record(call).hung_up_by, HungUpBy::User);
    world.close();
}

#[test]
fn who_hangs_up_first_leaves_the_customer_with_whoever_answers_or_with_nobody() {
    let (mut world, call) = talk(MOBILE);
    world.transfers("2001", "2002");
    world.at("2001", gone());
    assert_eq!(world.state("amy"), AgentState::Idle);
    world.answer("2002");
    world.leg(call, 1, gone());
    assert_eq!(statuses(&world, call), (1, vec![214, 1, 1]));
    let call = {
        let call = world.dials("2001", OTHER);
        world.there(LegEvent::Up);
        world.leg(call, 0, LegEvent::Up);
        call
    };
    world.transfers("2001", "2003");
    world.at("2001", gone());
    world.at("2003", LegEvent::Failed(DialCause::Busy));
    assert_eq!(statuses(&world, call), (214, vec![214, 1, 206]));
    assert_eq!(world.record(call).cause, Some(Cause::NotReached));
    world.close();
}

#[test]
fn a_customer_who_hangs_up_meanwhile_ends_everything() {
    let (mut world, call) = talk(MOBILE);
    world.transfers("2001", "2002");
    world.at("2002", LegEvent::Ringing);
    world.leg(call, 1, gone());
    assert_eq!(world.devices(call), [""; 0]);
    assert_eq!(statuses(&world, call), (1, vec![1, 1, 220]));
    assert_eq!(world.record(call).hung_up_by, HungUpBy::User);
    assert_eq!(world.state("amy"), AgentState::Idle);
    world.close();
}

#[test]
fn nobody_hands_a_customer_over_to_what_he_may_not_dial_or_to_a_group_without_a_flow() {
    let (mut world, call) = talk(MOBILE);
    for (to, why) in [
        ("0015550000", Refusal::Forbidden),
        ("support", Refusal::NotFound),
        ("nobody", Refusal::NotFound),
    ] {
        world.transfers("2001", to);
        assert_eq!(world.handovers(), [Handover::Refused(why)], "{to}");
    }
    assert!(world.talks(call, 1));
    world.at("2001", gone());
    assert_eq!(world.record(call).hung_up_by, HungUpBy::Agent);
    world.close();
}

#[test]
fn a_colleague_whom_one_has_called_is_handed_over_and_may_hand_over_in_turn() {
    let (mut world, call) = talk("2002");
    world.transfers("2001", "2003");
    assert_eq!(world.state("ben"), AgentState::OnCall);
    world.answer("2003");
    assert_eq!(world.state("amy"), AgentState::Idle);
    assert!(hears(&world, call, 2));
    world.transfers("2002", "3001");
    world.answer("3001");
    assert_eq!(world.state("ben"), AgentState::Idle);
    world.at("2003", gone());
    assert_eq!(statuses(&world, call), (1, vec![214, 214, 1, 1]));
    world.close();
}

#[test]
fn a_channel_of_the_trunk_is_held_as_long_as_the_customer_is_there() {
    let mut config = office();
    let carrier = config.trunks.get_mut("carrier").unwrap();
    carrier.channels = Some(1);
    let mut world = World::staffed(config);
    let call = world.dials("2001", MOBILE);
    world.there(LegEvent::Up);
    world.leg(call, 0, LegEvent::Up);
    world.transfers("2001", "2002");
    world.answer("2002");
    let full = world.dials("2001", OTHER);
    assert_eq!(world.status(full), 208);
    world.leg(call, 1, gone());
    let next = world.dials("2001", OTHER);
    assert!(world.is_up(next));
    world.close();
}

#[test]
fn a_crash_at_any_moment_leaves_the_status_of_the_phase_that_was_reached() {
    let (mut world, call) = talk(MOBILE);
    world.transfers("2001", "2002");
    world.at("2002", LegEvent::Ringing);
    let events = world.journal[&call].clone();
    let at = events.last().unwrap().at;
    let (_, record) = close_after_crash(&events, at).expect("a call");
    let parts = record.participants.iter();
    let parts: Vec<u16> = parts.map(|part| part.end_status.code()).collect();
    assert_eq!((record.end_status.code(), parts), (1, vec![1, 1, 220]));
    world.set("amy", Presence::NotReady);
    world.close();
}
