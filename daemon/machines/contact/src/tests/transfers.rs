//! Agents hand their callers over.

use std::time::Duration;

use model::config::{Config, Node};
use model::record::{Cause, DiversionReason, EventKind, HungUpBy, ParticipantKind};
use model::state::{AgentState, Presence};
use model::{CallId, Span};

use super::setup::{center, end, flow, name, phone, route, say, staff, straight, transfer};
use super::world::{CALLER, World};
use crate::record::close_after_crash;
use crate::{DeviceEvent, DialCause, Handover, Input, LegEvent, Refusal, Release};

pub(super) const MOBILE: &str = "13900000001";

/// Amy at 2001, ben at 2002 and cat at 2003 in `sales`, dan at 2004 in `support`, a phone of nobody at
/// 3001. Who comes to 100 waits for `sales`, and has a word to hear after his talk. Wrap-up lasts 10 s.
pub(super) fn office() -> Config {
    let mut queue = transfer("sales");
    queue.music = Some(say("music"));
    queue.then = Some(name("after"));
    let mut config = center(straight(queue));
    staff(&mut config, "support", &["dan"]);
    staff(&mut config, "sales", &["amy", "ben", "cat"]);
    super::setup::add_agent(&mut config, "dan", "2004");
    config.phones.insert(phone("3001"), Default::default());
    let ours = config.numbers.get_mut("100").unwrap();
    ours.outbound_skill_groups.insert(name("sales"));
    route(&mut config, |routing| routing.wrap_up = Span::seconds(10));
    config
}

/// A caller who talks with amy; the others of her group are not ready.
pub(super) fn talk(config: Config) -> (World, CallId) {
    let mut world = World::staffed(config);
    world.set("ben", Presence::NotReady);
    world.set("cat", Presence::NotReady);
    let call = world.call();
    world.answer("2001");
    world.secs(5);
    world.handovers();
    world.heard();
    (world, call)
}

pub(super) fn statuses(world: &World, call: CallId) -> (u16, Vec<u16>) {
    let record = world.record(call);
    let parts = record.participants.iter();
    let parts = parts.map(|part| part.end_status.code()).collect();
    (record.end_status.code(), parts)
}

pub(super) fn gone() -> LegEvent {
    LegEvent::Gone(Release::HungUp)
}

#[test]
fn a_colleague_who_answers_has_the_caller_and_who_handed_him_over_has_214() {
    let (mut world, call) = talk(office());
    world.transfers("2001", "2002");
    assert_eq!(world.handovers(), [Handover::Begun]);
    assert_eq!(world.heard(), ["music"]);
    assert!(!world.talks(call, 1), "the caller hears music alone");
    world.at("2002", LegEvent::Ringing);
    world.secs(4);
    world.at("2002", LegEvent::Up);
    assert_eq!(world.handovers(), [Handover::Done]);
    assert!(world.talks(call, 2));
    assert_eq!(world.ringing("2001"), None, "her leg is hung up");
    assert_eq!(world.state("amy"), AgentState::WrapUp);
    world.secs(20);
    world.at("2002", gone());
    assert_eq!(
        world.state("ben"),
        AgentState::WrapUp,
        "he had a caller of the queue"
    );
    assert_eq!(world.path(call), ["queue", "after"]);
    world.played(call);
    assert_eq!(statuses(&world, call), (1, vec![1, 214, 1]));
    let record = world.record(call);
    assert_eq!(record.agent, Some(name("ben")), "the last one");
    assert_eq!(record.durations.talk_ms, 25_000, "the ringing is no talk");
    let [_, amy, ben] = &record.participants[..] else {
        panic!("{:?}", record.participants)
    };
    assert_eq!((amy.transferred_to, amy.transferred_from), (Some(2), None));
    assert_eq!((ben.transferred_to, ben.transferred_from), (None, Some(1)));
    let heard: Vec<u32> = record.recordings.iter().map(|it| it.participant).collect();
    assert_eq!(heard, [1, 2], "each segment has its recording");
    world.close();
}

#[test]
fn who_hangs_up_at_once_has_handed_the_caller_over() {
    let (mut world, call) = talk(office());
    world.transfers("2001", "2002");
    world.at("2001", gone());
    assert_eq!(world.state("amy"), AgentState::WrapUp);
    assert!(world.is_up(call));
    world.secs(10);
    assert_eq!(world.state("amy"), AgentState::Idle);
    world.answer("2002");
    assert_eq!(
        world.handovers(),
        [Handover::Begun],
        "nobody is there to be told"
    );
    world.hang_up(call);
    assert_eq!(statuses(&world, call), (1, vec![1, 214, 1]));
    world.close();
}

#[test]
fn whoever_is_not_reached_gives_the_caller_back() {
    for (event, cause) in [
        (LegEvent::Failed(DialCause::Busy), DialCause::Busy),
        (gone(), DialCause::Rejected),
        (LegEvent::Failed(DialCause::Failed), DialCause::Failed),
    ] {
        let (mut world, call) = talk(office());
        world.transfers("2001", "2002");
        world.secs(2);
        world.at("2002", event);
        assert_eq!(
            world.handovers(),
            [Handover::Begun, Handover::Failed(cause)]
        );
        assert!(world.talks(call, 1) && world.playing.is_empty());
        assert_eq!(world.state("amy"), AgentState::OnCall);
        world.secs(5);
        world.hang_up(call);
        let record = world.record(call);
        assert_eq!(
            (record.end_status.code(), record.durations.talk_ms),
            (1, 10_000)
        );
        assert_eq!(record.participants[1].end_status.code(), 1);
        assert_eq!(record.recordings.len(), 2);
        world.close();
    }
}

#[test]
fn nobody_rings_for_a_transfer_longer_than_a_minute() {
    let (mut world, call) = talk(office());
    world.transfers("2001", "2002");
    world.at("2002", LegEvent::Ringing);
    world.secs(59);
    assert!(world.ringing("2002").is_some());
    world.secs(1);
    assert_eq!(world.ringing("2002"), None);
    let failed = Handover::Failed(DialCause::NoAnswer);
    assert_eq!(world.handovers(), [Handover::Begun, failed]);
    assert!(world.talks(call, 1));
    world.close();
}

#[test]
fn a_caller_whom_nobody_has_any_more_is_the_next_of_his_group() {
    let (mut world, call) = talk(office());
    let other = world.call();
    world.transfers("2001", "2002");
    world.at("2001", gone());
    world.at("2002", LegEvent::Failed(DialCause::Busy));
    assert_eq!(world.ringing("2001"), None, "she works after the call");
    world.secs(10);
    let leg = world.ringing("2001").expect("she is rung again");
    assert_eq!(leg.call, call, "before who came later");
    world.answer("2001");
    world.hang_up(call);
    assert_eq!(statuses(&world, call), (1, vec![1, 214, 17, 1]));
    let last = &world.record(call).participants[3];
    assert_eq!(last.transferred_from, Some(1));
    world.hang_up(other);
    world.close();
}

#[test]
fn a_caller_who_was_handed_over_and_reached_nobody_has_214() {
    let (mut world, call) = talk(office());
    world.transfers("2001", "2002");
    world.at("2001", gone());
    world.at("2002", LegEvent::Ringing);
    world.hang_up(call);
    assert_eq!(world.ringing("2002"), None, "nobody rings for him");
    assert_eq!(statuses(&world, call), (214, vec![214, 214, 104]));
    assert_eq!(world.record(call).hung_up_by, HungUpBy::User);
    world.close();
}

#[test]
fn a_caller_who_hangs_up_ends_the_transfer_and_the_talk() {
    let (mut world, call) = talk(office());
    world.transfers("2001", "2002");
    world.at("2002", LegEvent::Ringing);
    world.hang_up(call);
    assert_eq!(world.devices(call), [""; 0]);
    assert_eq!(statuses(&world, call), (1, vec![1, 1, 104]));
    assert_eq!(world.state("amy"), AgentState::WrapUp);
    world.close();
}

#[test]
fn a_number_outside_is_called_with_the_centers_number_and_the_call_has_214() {
    let (mut world, call) = talk(office());
    world.transfers("2001", MOBILE);
    let leg = world.outside();
    assert_eq!(world.outside[&leg], (MOBILE.to_owned(), "100".to_owned()));
    let reason = world.forwarded[0].as_ref().map(|it| it.reason);
    assert_eq!(reason, Some(DiversionReason::Deflection));
    world.there(LegEvent::Ringing);
    world.there(LegEvent::Early);
    assert!(world.talks(call, 2), "he hears what is said there");
    world.there(LegEvent::Up);
    assert_eq!(world.handovers(), [Handover::Begun, Handover::Done]);
    world.secs(30);
    world.there(gone());
    world.played(call);
    assert_eq!(statuses(&world, call), (214, vec![214, 214, 1]));
    let record = world.record(call);
    assert_eq!(record.participants[2].kind, ParticipantKind::Outside);
    assert_eq!(record.agent, Some(name("amy")));
    assert_eq!(record.durations.talk_ms, 35_000);
    world.close();
}

#[test]
fn nobody_hands_over_to_a_number_that_he_may_not_dial() {
    let forbidden = [Handover::Refused(Refusal::Forbidden)];
    let mut config = office();
    config.center.dial_never = ["139".to_owned()].into();
    let nobody = {
        let mut config = office();
        let ours = config.numbers.get_mut("100").unwrap();
        ours.outbound_skill_groups.clear();
        config
    };
    for (config, to) in [(config, MOBILE), (nobody, MOBILE), (office(), "0015550000")] {
        let (mut world, call) = talk(config);
        world.transfers("2001", to);
        assert_eq!(world.handovers(), forbidden, "{to}");
        assert!(world.talks(call, 1) && world.outside.is_empty());
        world.close();
    }
}

#[test]
fn transfers_to_numbers_outside_have_the_ceiling_of_all_calls_there() {
    let (mut world, call) = talk(office());
    let mut refused = 0;
    for _ in 0..100 {
        world.transfers("2001", MOBILE);
        match world.handovers()[..] {
            [Handover::Begun] => world.there(LegEvent::Failed(DialCause::Busy)),
            [Handover::Refused(Refusal::Forbidden)] => refused += 1,
            ref other => panic!("{other:?}"),
        }
        world.handovers();
    }
    assert_eq!(refused, 40);
    assert!(world.talks(call, 1));
    world.close();
}

#[test]
fn a_group_has_the_caller_as_soon_as_he_waits_in_it() {
    let (mut world, call) = talk(office());
    world.transfers("2001", "support");
    assert_eq!(world.handovers(), [Handover::Begun, Handover::Done]);
    assert_eq!(world.state("amy"), AgentState::WrapUp);
    assert_eq!(world.heard(), ["music"]);
    world.answer("2004");
    world.secs(3);
    world.hang_up(call);
    assert_eq!(statuses(&world, call), (1, vec![1, 214, 1]));
    let record = world.record(call);
    assert_eq!(record.skill_group, Some(name("support")));
    assert_eq!(record.agent, Some(name("dan")));
    assert_eq!(record.participants[2].transferred_from, Some(1));
    world.close();
}

#[test]
fn a_caller_who_gives_up_in_the_group_that_he_was_handed_to_has_214() {
    let (mut world, call) = talk(office());
    world.set("dan", Presence::NotReady);
    world.transfers("2001", "support");
    world.secs(60);
    world.hang_up(call);
    assert_eq!(statuses(&world, call), (214, vec![214, 214]));
    world.close();
}

#[test]
fn a_group_without_anybody_or_without_room_leaves_the_caller_where_he_is() {
    let (mut world, call) = talk(office());
    world.set("dan", Presence::Offline);
    world.transfers("2001", "support");
    let failed = |cause| vec![Handover::Begun, Handover::Failed(cause)];
    assert_eq!(world.handovers(), failed(DialCause::Unreachable));
    let mut config = office();
    config.skill_groups.get_mut("support").unwrap().max_waiting = Some(0);
    world.configure(config);
    world.set("dan", Presence::NotReady);
    world.transfers("2001", "support");
    assert_eq!(world.handovers(), failed(DialCause::Busy));
    assert!(world.talks(call, 1));
    world.close();
}

#[test]
fn an_agent_whose_device_breaks_in_another_group_gives_the_caller_back_to_that_group() {
    let (mut world, call) = talk(office());
    world.transfers("2001", "support");
    world.answer("2004");
    world.at("2004", LegEvent::Gone(Release::Broken));
    let waits = |event: &EventKind| match event {
        EventKind::Queued { group, .. } => Some(group.to_string()),
        _ => None,
    };
    let queues: Vec<String> = world.events(call).into_iter().filter_map(waits).collect();
    assert_eq!(queues, ["sales", "support", "support"]);
    world.close();
}

#[test]
fn an_agent_is_found_by_name_and_staff_number() {
    for who in ["ben", "92002"] {
        let (mut world, _) = talk(office());
        world.transfers("2001", who);
        assert!(world.ringing("2002").is_some(), "{who}");
        world.close();
    }
}

#[test]
fn who_is_busy_or_away_is_told_at_once() {
    for (to, prepare, cause) in [
        ("2001", None, DialCause::Busy),
        ("3001", Some("3001"), DialCause::Unreachable),
        ("dan", Some("2004"), DialCause::Unreachable),
        ("2004", Some("2004"), DialCause::Unreachable),
    ] {
        let (mut world, call) = talk(office());
        if let Some(extension) = prepare {
            world.device(extension, DeviceEvent::Unreachable);
        }
        world.transfers("2001", to);
        let told = [Handover::Begun, Handover::Failed(cause)];
        assert_eq!(world.handovers(), told, "{to}");
        assert!(world.talks(call, 1));
        world.close();
    }
}

#[test]
fn only_who_talks_with_a_caller_hands_him_over() {
    let (mut world, call) = talk(office());
    let leg = |number| crate::LegId { call, number };
    let refused = |why| vec![Handover::Refused(why)];
    world.input(Input::Transfer(leg(0), "2002".to_owned()));
    assert_eq!(world.handovers(), refused(Refusal::Forbidden), "no caller");
    world.input(Input::Transfer(leg(7), "2002".to_owned()));
    assert_eq!(world.handovers(), refused(Refusal::Forbidden));
    world.transfers("2001", "nobody");
    assert_eq!(world.handovers(), refused(Refusal::NotFound));
    world.transfers("2001", "2002");
    world.handovers();
    world.transfers("2001", "2003");
    assert_eq!(
        world.handovers(),
        refused(Refusal::Forbidden),
        "one at a time"
    );
    world.transfers("2002", "2003");
    assert_eq!(
        world.handovers(),
        refused(Refusal::Forbidden),
        "not before the answer"
    );
    world.hang_up(call);
    world.input(Input::Transfer(leg(1), "2002".to_owned()));
    assert_eq!(world.handovers(), refused(Refusal::NotFound));
    world.close();
}

#[test]
fn a_caller_is_handed_on_and_on() {
    let (mut world, call) = talk(office());
    world.transfers("2001", "2002");
    world.answer("2002");
    world.transfers("2002", "2003");
    world.answer("2003");
    world.hang_up(call);
    assert_eq!(statuses(&world, call), (1, vec![1, 214, 214, 1]));
    let [_, amy, ben, cat] = &world.record(call).participants[..] else {
        panic!("four")
    };
    assert_eq!(amy.transferred_to, Some(2));
    assert_eq!(
        (ben.transferred_from, ben.transferred_to),
        (Some(1), Some(3))
    );
    assert_eq!(cat.transferred_from, Some(2));
    world.close();
}

#[test]
fn who_called_a_colleague_is_handed_over_as_well() {
    let mut world = World::staffed(office());
    let call = world.dials("2001", "2002");
    world.answer("2002");
    world.leg(call, 0, LegEvent::Up);
    world.transfers("2002", "2003");
    world.at("2002", gone());
    world.answer("2003");
    world.at("2001", gone());
    assert_eq!(statuses(&world, call), (1, vec![1, 214, 1]));
    let call = world.dials("2003", "2002");
    world.answer("2002");
    world.leg(call, 0, LegEvent::Up);
    world.transfers("2002", "3001");
    world.at("2002", gone());
    world.at("3001", LegEvent::Failed(DialCause::Busy));
    assert_eq!(statuses(&world, call).0, 214);
    assert_eq!(world.record(call).cause, Some(Cause::NotReached));
    world.close();
}

#[test]
fn a_caller_who_had_dialled_an_extension_takes_its_exit_when_nobody_has_him() {
    let mut asked =
        model::config::DialExtension::new(model::config::Asking::new(say("extension")), 4);
    asked.on_busy = Some(name("busy"));
    let mut config = office();
    let ivr = flow(&[("ask", Node::from(asked)), ("busy", end("busy"))]);
    config
        .ivrs
        .insert(super::setup::ivr_name("main"), std::sync::Arc::new(ivr));
    let mut world = World::staffed(config);
    let call = world.call();
    "2001".chars().for_each(|digit| world.press(call, digit));
    world.answer("2001");
    world.transfers("2001", "2002");
    world.at("2001", gone());
    world.at("2002", LegEvent::Failed(DialCause::Busy));
    assert_eq!(world.path(call), ["ask", "busy"]);
    world.played(call);
    assert_eq!(statuses(&world, call), (214, vec![214, 214, 17]));
    world.close();
}

#[test]
fn a_phone_that_goes_while_a_transfer_rings_it_gives_the_caller_back() {
    let (mut world, call) = talk(office());
    world.transfers("2001", "2002");
    world.device("2002", DeviceEvent::Unreachable);
    let failed = Handover::Failed(DialCause::Unreachable);
    assert_eq!(world.handovers(), [Handover::Begun, failed]);
    assert!(world.talks(call, 1));
    world.transfers("2001", "2003");
    let mut config = office();
    config.phones.get_mut("2003").unwrap().agent = Some(name("dan"));
    world.configure(config);
    assert_eq!(world.handovers(), [Handover::Begun, failed]);
    assert!(world.talks(call, 1));
    world.close();
}

#[test]
fn who_is_silent_while_he_hands_over_has_done_so() {
    let (mut world, call) = talk(office());
    world.transfers("2001", "2002");
    world.at("2001", LegEvent::NoMedia);
    assert_eq!(world.ringing("2001"), None);
    assert!(world.is_up(call));
    world.answer("2002");
    world.hang_up(call);
    assert_eq!(statuses(&world, call), (1, vec![1, 214, 1]));
    world.close();
}

#[test]
fn a_crash_at_any_moment_of_a_transfer_leaves_one_record_with_the_status_of_its_phase() {
    let (mut world, call) = talk(office());
    world.transfers("2001", MOBILE);
    world.there(LegEvent::Ringing);
    world.there(LegEvent::Up);
    world.secs(2);
    world.hang_up(call);
    let events = world.journal[&call].clone();
    let place = |what: fn(&EventKind) -> bool| events.iter().position(|it| what(&it.kind));
    let handed = place(|kind| matches!(kind, EventKind::HandedOver { .. })).expect("handed over");
    let answered = place(|kind| matches!(kind, EventKind::Answered { .. })).expect("answered");
    for cut in answered + 1..events.len() {
        let last = events[cut - 1].at + Duration::from_secs(1);
        let (_, record) = close_after_crash(&events[..cut], last).expect("a call");
        let expected = if cut > handed { 214 } else { 1 };
        assert_eq!(record.end_status.code(), expected, "{cut}");
        assert_eq!(record.participants[1].end_status.code(), expected, "{cut}");
        assert_eq!(record.caller, CALLER);
    }
    world.close();
}

#[test]
fn a_phone_that_hangs_up_because_a_transfer_failed_does_not_end_the_call() {
    for (millis, ends) in [(300, false), (1_500, true)] {
        let (mut world, call) = talk(office());
        world.transfers("2001", "2002");
        world.at("2002", LegEvent::Failed(DialCause::Busy));
        world.wait(Duration::from_millis(millis));
        world.at("2001", gone());
        if ends {
            assert_eq!(world.path(call), ["queue", "after"]);
        } else {
            world.secs(10);
            world.answer("2001");
            assert!(world.talks(call, 3));
            world.hang_up(call);
            assert_eq!(statuses(&world, call), (1, vec![1, 1, 17, 1]));
        }
        world.close();
    }
}
