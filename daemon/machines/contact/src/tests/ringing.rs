//! Who is rung, in what order, and what becomes of an offer.

use model::config::{AfterMissed, Config, Ring};
use model::record::{EventKind, OfferEnd};
use model::state::{AgentState, PhoneState, Presence};
use model::{CallId, Span};

use super::setup::{add_agent, ivr_name, name, phone, route, sales, staff, transfer};
use super::world::World;
use crate::{DeviceEvent, DialCause, LegEvent, Output, Release};

fn team(agents: &[&str]) -> Config {
    sales(transfer("sales"), agents)
}

fn simultaneous(agents: &[&str]) -> Config {
    let mut config = team(agents);
    config.skill_groups.get_mut("sales").unwrap().ring = Ring::Simultaneous;
    config
}

fn ends(world: &World, call: CallId) -> Vec<(u32, OfferEnd)> {
    let ended = |kind: &&EventKind| match kind {
        EventKind::OfferEnded { participant, end } => Some((*participant, *end)),
        _ => None,
    };
    world.events(call).iter().filter_map(ended).collect()
}

#[test]
fn the_one_who_has_been_idle_longest_is_rung_first() {
    let mut world = World::new(team(&["amy", "ben", "cat"]));
    for extension in ["2002", "2003", "2001"] {
        world.device(extension, DeviceEvent::Reachable);
        world.secs(1);
    }
    let order: Vec<CallId> = (0..3).map(|_| world.call()).collect();
    let rung: Vec<_> = order
        .iter()
        .map(|call| world.devices(*call)[0].clone())
        .collect();
    assert_eq!(rung, ["2002", "2003", "2001"]);
    // Ben, freed last, comes last.
    for extension in ["2003", "2001", "2002"] {
        world.answer(extension);
    }
    for call in order.iter().rev() {
        world.secs(1);
        world.hang_up(*call);
    }
    let call = world.call();
    assert_eq!(world.devices(call), ["2001"]);
    world.close();
}

#[test]
fn a_sequential_group_rings_one_device_at_a_time() {
    let mut world = World::staffed(team(&["amy", "ben"]));
    let call = world.call();
    assert_eq!(world.devices(call), ["2001"]);
    world.close();
}

#[test]
fn nobody_answering_in_time_gives_the_call_to_another() {
    let mut config = team(&["amy", "ben"]);
    route(&mut config, |routing| {
        routing.ring_timeout = Span::seconds(15)
    });
    let mut world = World::staffed(config);
    let call = world.call();
    world.at("2001", LegEvent::Ringing);
    world.secs(15);
    assert_eq!(world.devices(call), ["2002"]);
    assert_eq!(ends(&world, call), [(1, OfferEnd::NoAnswer)]);
    assert_eq!(world.state("amy"), AgentState::Idle);
    world.answer("2002");
    world.hang_up(call);
    let record = world.record(call);
    let codes: Vec<u16> = record
        .participants
        .iter()
        .map(|it| it.end_status.code())
        .collect();
    assert_eq!(codes, [1, 17, 1]);
    assert_eq!(
        (record.end_status.code(), record.agent.clone()),
        (1, Some(name("ben")))
    );
    world.close();
}

#[test]
fn an_agent_who_misses_a_call_can_be_set_to_break() {
    let mut config = team(&["amy", "ben"]);
    route(&mut config, |routing| {
        routing.after_missed = AfterMissed::Break
    });
    let mut world = World::staffed(config);
    world.call();
    world.secs(20);
    let amy = world.agent("amy");
    assert_eq!(
        (amy.state, amy.presence),
        (AgentState::Break, Presence::Break)
    );
    assert_eq!(world.presences["amy"], Presence::Break);
    world.close();
}

#[test]
fn every_agent_has_his_turn_before_the_first_is_rung_again() {
    let mut world = World::staffed(team(&["amy", "ben", "cat"]));
    let call = world.call();
    let mut rung = Vec::new();
    for _ in 0..6 {
        rung.push(world.devices(call)[0].clone());
        world.secs(20);
    }
    assert_eq!(rung, ["2001", "2002", "2003", "2001", "2002", "2003"]);
    world.close();
}

#[test]
fn who_becomes_ready_while_he_is_dialled_begins_to_be_idle_after_that() {
    let mut world = World::staffed(team(&["amy", "ben", "cat"]));
    world.set("amy", Presence::NotReady);
    let call = world.dials("2003", "2001");
    assert_eq!(world.state("amy"), AgentState::OnCall);
    world.set("amy", Presence::Idle);
    world.secs(5);
    world.hang_up(call);
    assert_eq!(world.state("amy"), AgentState::Idle);
    let next = world.call();
    assert_eq!(world.devices(next), ["2002"]);
    world.close();
}

#[test]
fn the_only_one_is_left_alone_for_a_moment() {
    let mut world = World::staffed(team(&["amy"]));
    let call = world.call();
    world.secs(20);
    assert_eq!(world.devices(call), [""; 0]);
    world.wait(Span::millis(4_999).get());
    assert_eq!(world.devices(call), [""; 0]);
    world.wait(Span::millis(1).get());
    assert_eq!(world.devices(call), ["2001"]);
    world.close();
}

#[test]
fn a_device_that_fails_or_rejects_passes_the_call_on_at_once() {
    let causes = [
        (DialCause::Busy, OfferEnd::Rejected, 17),
        (DialCause::Rejected, OfferEnd::Rejected, 17),
        (DialCause::NoAnswer, OfferEnd::NoAnswer, 17),
        (DialCause::Unreachable, OfferEnd::Failed, 211),
        (DialCause::NoRoom, OfferEnd::Failed, 211),
        (DialCause::Failed, OfferEnd::Failed, 211),
    ];
    for (cause, end, code) in causes {
        let mut world = World::staffed(team(&["amy", "ben"]));
        let call = world.call();
        world.at("2001", LegEvent::Failed(cause));
        assert_eq!(ends(&world, call), [(1, end)]);
        assert_eq!(world.devices(call), ["2002"]);
        world.hang_up(call);
        assert_eq!(world.record(call).participants[1].end_status.code(), code);
        world.close();
    }
}

#[test]
fn a_ringing_phone_that_can_no_longer_be_reached_passes_the_call_on_at_once() {
    let mut world = World::staffed(team(&["amy", "ben"]));
    let call = world.call();
    world.device("2001", DeviceEvent::Unreachable);
    assert_eq!(ends(&world, call), [(1, OfferEnd::Failed)]);
    assert_eq!(world.devices(call), ["2002"]);
    assert_eq!(world.state("amy"), AgentState::Offline);
    world.close();
}

#[test]
fn an_agent_who_leaves_while_rung_passes_the_call_on_at_once() {
    for presence in [Presence::Offline, Presence::NotReady, Presence::Break] {
        let mut world = World::staffed(team(&["amy", "ben"]));
        let call = world.call();
        world.set("amy", presence);
        assert_eq!(ends(&world, call), [(1, OfferEnd::Withdrawn)]);
        assert_eq!(world.devices(call), ["2002"]);
        assert_eq!(world.state("amy").word(), presence.word());
        world.close();
    }
}

#[test]
fn a_simultaneous_group_rings_all_and_the_first_has_the_call() {
    let mut config = simultaneous(&["amy", "ben", "cat"]);
    route(&mut config, |routing| {
        routing.after_missed = AfterMissed::Break
    });
    let mut world = World::staffed(config);
    let call = world.call();
    assert_eq!(world.devices(call), ["2001", "2002", "2003"]);
    world.outputs.clear();
    world.answer("2002");
    let elsewhere = |output: &&Output| {
        matches!(
            output,
            Output::HangUp {
                elsewhere: true,
                ..
            }
        )
    };
    assert_eq!(world.outputs.iter().filter(elsewhere).count(), 2);
    let lost = OfferEnd::AnsweredElsewhere;
    assert_eq!(ends(&world, call), [(1, lost), (3, lost)]);
    assert_eq!(
        world.state("amy"),
        AgentState::Idle,
        "who lost has missed nothing"
    );
    assert_eq!(world.center.counters().missed, 0);
    world.hang_up(call);
    assert_eq!(world.record(call).agent, Some(name("ben")));
    world.close();
}

#[test]
fn who_lost_a_simultaneous_ring_keeps_his_place() {
    let mut config = simultaneous(&["amy", "ben"]);
    config.center.record = false;
    let mut world = World::staffed(config.clone());
    world.secs(5);
    let call = world.call();
    world.answer("2002");
    world.hang_up(call);
    config.skill_groups.get_mut("sales").unwrap().ring = Ring::Sequential;
    world.configure(config);
    let next = world.call();
    assert_eq!(
        world.devices(next),
        ["2001"],
        "amy has been idle since the start"
    );
    assert!(world.record(call).recordings.is_empty());
    world.close();
}

#[test]
fn a_member_who_becomes_free_joins_a_simultaneous_ring() {
    let mut world = World::staffed(simultaneous(&["amy", "ben"]));
    world.set("ben", Presence::NotReady);
    let call = world.call();
    assert_eq!(world.devices(call), ["2001"]);
    world.set("ben", Presence::Idle);
    assert_eq!(world.devices(call), ["2001", "2002"]);
    world.close();
}

#[test]
fn an_agent_of_several_groups_has_one_call_at_a_time_and_the_longest_wait_first() {
    let mut config = team(&["amy"]);
    staff(&mut config, "other", &["amy"]);
    let mut second = transfer("other");
    second.timeout = None;
    config.ivrs.insert(
        ivr_name("second"),
        std::sync::Arc::new(super::setup::straight(second)),
    );
    let mut to_other = config.numbers["100"].clone();
    to_other.ivr = ivr_name("second");
    config.numbers.insert(super::setup::number("200"), to_other);
    let mut world = World::staffed(config);
    let first = world.call();
    world.answer("2001");
    let other = world.arrive_at("200");
    world.leg(other, 0, LegEvent::Up);
    let sales = world.call();
    world.hang_up(first);
    assert_eq!(world.ringing("2001").unwrap().call, other);
    assert_eq!(world.devices(sales), [""; 0]);
    world.close();
}

#[test]
fn the_lowest_extension_that_can_be_rung_rings() {
    let mut config = team(&["amy"]);
    add_agent(&mut config, "amy", "2100");
    let mut world = World::new(config);
    world.device("2100", DeviceEvent::Reachable);
    let call = world.call();
    assert_eq!(world.devices(call), ["2100"]);
    world.hang_up(call);
    world.device("2001", DeviceEvent::Reachable);
    let call = world.call();
    assert_eq!(world.devices(call), ["2001"]);
    world.close();
}

#[test]
fn a_phone_in_a_group_takes_calls_with_nobody_logged_in() {
    let mut config = team(&[]);
    config.phones.insert(phone("3001"), Default::default());
    config
        .skill_groups
        .get_mut("sales")
        .unwrap()
        .phones
        .insert(phone("3001"), Default::default());
    route(&mut config, |routing| routing.wrap_up = Span::seconds(30));
    let mut world = World::new(config);
    assert_eq!(world.phone("3001"), PhoneState::Unregistered);
    let early = world.call();
    assert_eq!(world.status(early), 105);
    world.device("3001", DeviceEvent::Reachable);
    assert_eq!(world.phone("3001"), PhoneState::Idle);
    let call = world.call();
    assert_eq!(world.phone("3001"), PhoneState::Ringing);
    world.answer("3001");
    assert_eq!(world.phone("3001"), PhoneState::OnCall);
    world.at("3001", LegEvent::Gone(Release::HungUp));
    assert_eq!(
        world.phone("3001"),
        PhoneState::Idle,
        "a phone has no notes to write"
    );
    let record = world.record(call);
    assert_eq!((record.end_status.code(), record.agent.clone()), (1, None));
    assert_eq!(record.participants[1].phone, Some(phone("3001")));
    world.close();
}

#[test]
fn a_bound_phone_in_a_group_is_its_agent() {
    let mut config = team(&[]);
    add_agent(&mut config, "amy", "2001");
    config
        .skill_groups
        .get_mut("sales")
        .unwrap()
        .phones
        .insert(phone("2001"), Default::default());
    let mut world = World::staffed(config);
    let call = world.call();
    assert_eq!(world.state("amy"), AgentState::OnCall);
    world.hang_up(call);
    world.set("amy", Presence::Offline);
    let call = world.call();
    assert_eq!(world.status(call), 105, "forced offline it never rings");
    world.close();
}

#[test]
fn events_of_legs_that_are_over_change_nothing() {
    let mut world = World::staffed(team(&["amy", "ben"]));
    let call = world.call();
    let leg = world.ringing("2001").unwrap();
    world.at("2001", LegEvent::Failed(DialCause::Busy));
    let before = world.events(call).len();
    for event in [
        LegEvent::Up,
        LegEvent::Ringing,
        LegEvent::Gone(Release::HungUp),
    ] {
        world.leg(call, leg.number, event);
    }
    assert_eq!(world.events(call).len(), before);
    assert_eq!(world.center.counters().stray_events, 3);
    world.close();
}

#[test]
fn no_more_than_a_hundred_devices_ring_for_one_caller() {
    let agents: Vec<String> = (0..103).map(|n| format!("agent{n}")).collect();
    let agents: Vec<&str> = agents.iter().map(String::as_str).collect();
    let mut world = World::staffed(simultaneous(&agents));
    let (first, second) = (world.call(), world.call());
    assert_eq!(world.devices(first).len(), 100);
    assert_eq!(
        world.devices(second).len(),
        3,
        "the rest rings for the next caller"
    );
    world.close();
}

#[test]
fn a_group_can_say_how_many_ring_at_once() {
    let mut config = simultaneous(&["amy", "ben", "cat"]);
    config.skill_groups.get_mut("sales").unwrap().max_ringing = Some(2);
    let mut world = World::staffed(config);
    let call = world.call();
    assert_eq!(world.devices(call), ["2001", "2002"]);
    world.at("2001", LegEvent::Failed(DialCause::Busy));
    assert_eq!(world.devices(call), ["2002", "2003"]);
    world.close();
}

#[test]
fn a_call_that_nobody_ever_takes_ends_when_its_legs_are_used_up() {
    let mut world = World::staffed(team(&["amy"]));
    let call = world.call();
    world.secs(25 * 20_000);
    let record = world.record(call);
    assert_eq!(
        (record.end_status.code(), record.cause),
        (17, Some(model::record::Cause::Overload))
    );
    assert_eq!(record.participants.len(), 20_001);
    assert_eq!(world.center.counters().legs_used_up, 1);
    world.close();
}

#[test]
fn who_left_while_rung_begins_to_be_idle_anew_when_he_comes_back() {
    let mut world = World::staffed(team(&["amy", "ben"]));
    let call = world.call();
    world.secs(1);
    world.set("amy", Presence::NotReady);
    world.hang_up(call);
    world.secs(1);
    world.set("amy", Presence::Idle);
    let next = world.call();
    assert_eq!(world.devices(next), ["2002"]);
    world.close();
}
