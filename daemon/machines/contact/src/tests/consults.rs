//! Agents consult somebody and hand their callers to him.

use model::CallId;
use model::record::HungUpBy;
use model::state::AgentState;

use super::setup::name;
use super::transfers::{MOBILE, gone, office, statuses, talk};
use super::world::World;
use crate::{DialCause, Handover, Input, LegEvent, Refusal};

/// A caller talks with amy, and she has called ben at her phone: the caller's call and hers.
fn consulted() -> (World, CallId, CallId) {
    let (mut world, call) = talk(office());
    let own = world.dials("2001", "2002");
    world.answer("2002");
    world.leg(own, 0, LegEvent::Up);
    world.secs(6);
    (world, call, own)
}

fn join(world: &mut World, call: CallId, own: CallId) {
    let leg = |call, number| crate::LegId { call, number };
    world.input(Input::Join(leg(call, 1), leg(own, 0)));
}

#[test]
fn who_was_consulted_goes_on_with_the_caller_and_both_calls_have_their_records() {
    let (mut world, call, own) = consulted();
    join(&mut world, call, own);
    assert_eq!(world.handovers(), [Handover::Begun]);
    assert_eq!(statuses(&world, own), (1, vec![1, 1]));
    let record = world.record(own);
    assert_eq!(
        (record.durations.talk_ms, record.recordings.len()),
        (6_000, 1)
    );
    assert_eq!(record.hung_up_by, HungUpBy::Agent);
    assert_eq!(world.state("ben"), AgentState::OnCall);
    world.leg(call, 2, LegEvent::Up);
    assert_eq!(world.handovers(), [Handover::Done]);
    assert!(world.talks(call, 2));
    assert_eq!(world.ringing("2001"), None);
    assert_eq!(world.state("amy"), AgentState::WrapUp);
    world.secs(20);
    world.at("2002", gone());
    assert_eq!(world.state("ben"), AgentState::WrapUp);
    world.played(call);
    assert_eq!(statuses(&world, call), (1, vec![1, 214, 1]));
    let record = world.record(call);
    assert_eq!(record.agent, Some(name("ben")));
    assert_eq!(record.recordings.len(), 2);
    assert_eq!(record.participants[2].transferred_from, Some(1));
    world.close();
}

#[test]
fn whoever_is_lost_on_the_way_gives_the_caller_back() {
    for event in [LegEvent::Failed(DialCause::Failed), gone()] {
        let (mut world, call, own) = consulted();
        join(&mut world, call, own);
        world.leg(call, 2, event);
        assert!(matches!(
            world.handovers()[..],
            [Handover::Begun, Handover::Failed(_)]
        ));
        assert!(world.talks(call, 1));
        world.hang_up(call);
        assert_eq!(statuses(&world, call).0, 1);
        world.close();
    }
}

#[test]
fn a_number_outside_that_was_consulted_takes_the_caller_too() {
    let (mut world, call) = talk(office());
    let own = world.dials("2001", MOBILE);
    world.there(LegEvent::Up);
    world.leg(own, 0, LegEvent::Up);
    join(&mut world, call, own);
    world.leg(call, 2, LegEvent::Up);
    world.secs(5);
    world.there(gone());
    world.played(call);
    assert_eq!(statuses(&world, call), (214, vec![214, 214, 1]));
    assert_eq!(statuses(&world, own).0, 1);
    world.close();
}

#[test]
fn who_consults_has_one_caller_and_one_consultation() {
    let (mut world, call, own) = consulted();
    world.dials("2001", "2003");
    let refused =
        |output: &crate::Output| matches!(output, crate::Output::Refuse(_, Refusal::Occupied));
    assert!(world.outputs.iter().any(refused), "a second one");
    world.leg(own, 0, gone());
    assert_eq!(world.state("amy"), AgentState::OnCall);
    assert!(world.talks(call, 1));
    let again = world.dials("2001", "2003");
    assert!(world.is_up(again), "after that another");
    world.hang_up(call);
    assert_eq!(world.state("amy"), AgentState::OnCall, "she still consults");
    let next = world.call();
    assert_eq!(
        world.center.call(next).map(|it| it.phase),
        Some(crate::CallPhase::Waiting {
            group: name("sales")
        })
    );
    world.leg(again, 0, gone());
    assert_eq!(world.state("amy"), AgentState::WrapUp, "after her caller");
    world.secs(10);
    assert!(world.ringing("2001").is_some_and(|leg| leg.call == next));
    world.close();
}

#[test]
fn nobody_joins_calls_that_are_not_both_his_own() {
    let (mut world, call, own) = consulted();
    let refused = [Handover::Refused(Refusal::Forbidden)];
    let leg = |call, number| crate::LegId { call, number };
    let other = world.call();
    for (one, two) in [
        (leg(call, 0), leg(own, 0)),
        (leg(call, 1), leg(own, 1)),
        (leg(call, 1), leg(call, 0)),
        (leg(call, 1), leg(other, 0)),
        (leg(own, 1), leg(own, 0)),
        (leg(own, 1), leg(call, 0)),
    ] {
        world.input(Input::Join(one, two));
        assert_eq!(world.handovers(), refused, "{one:?} {two:?}");
    }
    let ringing = {
        world.leg(own, 0, gone());
        world.dials("2001", "2003")
    };
    join(&mut world, call, ringing);
    assert_eq!(world.handovers(), refused, "not before he answers");
    world.close();
}

#[test]
fn a_caller_who_hangs_up_while_whoever_was_consulted_is_on_the_way_ends_everything() {
    let (mut world, call, own) = consulted();
    join(&mut world, call, own);
    world.hang_up(call);
    assert_eq!(world.devices(call), [""; 0]);
    assert_eq!(world.state("ben"), AgentState::NotReady);
    assert_eq!(world.state("amy"), AgentState::WrapUp);
    world.close();
}
