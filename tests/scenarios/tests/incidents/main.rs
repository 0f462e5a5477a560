//! What happens to calls when something happens to the center: a crash, an apply, a lost network, an
//! end of the day.

#![allow(clippy::expect_used, reason = "a test may stop where it stands")]

mod dials;
mod impacts;
mod live_changes;
mod own_transfers;
mod people;
mod renames;
mod stage;
mod telephones;
mod transfers;

use std::time::Duration;

use model::Name;
use model::record::{Cause, EndStatus, EventKind, HungUpBy, QueueExit};
use model::state::Presence;
use phone::{Command, End, Event};
use sim::world::Weather;
use stage::{Stage, TEXT};
use switch::Input;

const DIRECT: &str = "02160003000";
const MAIN: &str = "02160001000";

fn presence(agent: &str, presence: Presence) -> switch::Command {
    switch::Command::SetPresence(Name::new(agent).expect("a name"), presence)
}

#[test]
fn a_crash_in_a_talk_gives_the_call_its_record() {
    let mut stage = Stage::new();
    let amy = stage.phone("2001");
    stage.talk(DIRECT, amy);
    stage.play(5);
    stage.world.crash(Duration::from_secs(1));
    stage.play(2);
    let [record] = stage.records.as_slice() else {
        panic!("{:?}", stage.records)
    };
    assert_eq!(record.end_status, EndStatus::Ok);
    assert_eq!(record.cause, Some(Cause::Restart));
    assert_eq!(record.hung_up_by, HungUpBy::System);
    assert_eq!(record.recordings.len(), 1);
}

/// What the center writes down of one moment may reach the disk in part.
/// How a call is judged that a crash cut off soon after its agent or its caller did something.
fn judged_after_a_crash(seed: u64, who: Who, does: Command) -> Option<EndStatus> {
    let mut stage = Stage::seeded(seed);
    let amy = stage.phone("2001");
    let caller = stage.caller(DIRECT);
    stage.world.node_mut().latency = Duration::from_millis(50);
    let who = match who {
        Who::Agent => amy,
        Who::Caller => caller,
    };
    stage.world.order(who, does);
    stage.pass(Duration::from_millis(20 + seed % 60));
    stage.world.crash(Duration::from_secs(1));
    stage.play(2);
    stage.records.first().map(|record| record.end_status)
}

enum Who {
    Agent,
    Caller,
}

#[test]
fn a_crash_while_an_agent_answers_sends_nobody_back_to_the_flow() {
    for seed in 0..120 {
        let ended = judged_after_a_crash(seed, Who::Agent, Command::Answer);
        let right = [Some(EndStatus::Ok), Some(EndStatus::RingingGiveUp)];
        assert!(right.contains(&ended), "{ended:?} from seed {seed}");
    }
}

#[test]
fn a_crash_while_a_caller_hangs_up_leaves_him_in_the_phase_that_he_left() {
    for seed in 0..120 {
        let ended = judged_after_a_crash(seed, Who::Caller, Command::HangUp);
        assert_eq!(ended, Some(EndStatus::RingingGiveUp), "from seed {seed}");
    }
}

#[test]
fn after_a_crash_phones_are_rung_without_registering_again() {
    let mut stage = Stage::new();
    let amy = stage.phone("2001");
    stage.world.crash(Duration::from_secs(1));
    stage.play(2);
    stage.caller(DIRECT);
    assert_eq!(stage.rang(amy), 1);
}

#[test]
fn after_a_crash_agents_are_in_the_presence_that_they_chose() {
    let mut stage = Stage::new();
    stage.phone("2001");
    stage.world.command(presence("amy", Presence::NotReady));
    stage.play(1);
    stage.world.crash(Duration::from_secs(1));
    stage.play(2);
    let switch = stage.world.switch().expect("it runs");
    let amy = switch
        .center()
        .agents()
        .find(|it| it.agent.as_str() == "amy");
    assert_eq!(amy.map(|it| it.presence), Some(Presence::NotReady));
}

#[test]
fn a_call_keeps_the_flow_that_it_entered_with() {
    let mut stage = Stage::new();
    let amy = stage.phone("2001");
    let before = stage.caller(MAIN);
    let shorter = TEXT.replace("label: 售前, next: sales", "label: 售前, next: service");
    assert_ne!(shorter, TEXT);
    let orphan = "      sales: { transfer: presales, announce: \"当前有 ${WaitNo} 人排队中\", every: 20s, timeout: 1m, on_timeout: sorry }\n";
    let without = shorter.replace(orphan, "");
    let sorry = "      sorry: { play: 座席忙，请稍后再拨, next: bye }\n";
    stage.apply(&without.replace(sorry, ""));
    stage.play(4);
    stage.press(before, "1");
    assert_eq!(stage.rang(amy), 1, "by the old flow");
    stage.order(before, Command::HangUp);
    let after = stage.caller(MAIN);
    stage.play(4);
    stage.press(after, "1");
    assert_eq!(stage.path(0), ["welcome", "menu", "sales"]);
    assert_eq!(
        stage.path(1),
        ["welcome", "menu", "service",],
        "by the new flow"
    );
}

#[test]
fn a_queue_whose_last_agent_leaves_lets_its_callers_go() {
    let mut stage = Stage::new();
    stage.phone("2001");
    stage.world.command(presence("amy", Presence::NotReady));
    stage.play(1);
    stage.caller(DIRECT);
    assert!(stage.records.is_empty());
    stage.world.command(presence("amy", Presence::Offline));
    stage.play(1);
    let record = stage.records.first().expect("a record");
    assert_eq!(record.end_status, EndStatus::NoSeatOnline);
    assert_eq!(record.hung_up_by, HungUpBy::System);
}

#[test]
fn a_caller_whose_network_is_lost_is_let_go() {
    let mut stage = Stage::new();
    let amy = stage.phone("2001");
    let caller = stage.talk(DIRECT, amy);
    stage.world.plug(caller, false);
    stage.play(40);
    let record = stage.records.first().expect("a record");
    assert_eq!(record.cause, Some(Cause::NoMedia));
    assert_eq!(record.end_status, EndStatus::Ok);
    let ended = stage.noticed.get(&amy).and_then(|events| events.last());
    assert_eq!(ended, Some(&Event::Ended(End::There)));
}

#[test]
fn a_caller_whose_agent_is_lost_waits_for_another() {
    let mut stage = Stage::new();
    let amy = stage.phone("2001");
    let ben = stage.phone("2002");
    stage.talk(DIRECT, amy);
    stage.world.plug(amy, false);
    stage.play(33);
    assert_eq!(stage.rang(ben), 1);
    stage.order(ben, Command::Answer);
    stage.play(5);
    stage.order(ben, Command::HangUp);
    let record = stage.records.first().expect("a record");
    assert_eq!(record.agent.as_ref().map(Name::as_str), Some("ben"));
    assert_eq!(record.recordings.len(), 2);
}

#[test]
fn wrap_up_comes_before_the_next_caller() {
    let mut stage = Stage::new();
    let amy = stage.phone("2001");
    let first = stage.talk(DIRECT, amy);
    stage.caller(DIRECT);
    stage.order(first, Command::HangUp);
    stage.play(3);
    assert_eq!(stage.rang(amy), 1, "she wraps up for 5 s");
    stage.play(2);
    assert_eq!(stage.rang(amy), 2);
}

#[test]
fn an_end_of_the_day_refuses_calls_and_lets_those_that_are_up_finish() {
    let mut stage = Stage::new();
    let amy = stage.phone("2001");
    let caller = stage.talk(DIRECT, amy);
    stage.world.tell(Input::Drain);
    let late = stage.caller(DIRECT);
    let ended = stage.noticed.get(&late).and_then(|events| events.last());
    assert_eq!(ended, Some(&Event::Ended(End::Refused(503))));
    stage.play(20);
    assert!(stage.records.is_empty(), "the talk goes on");
    stage.order(caller, Command::HangUp);
    assert_eq!(stage.records.len(), 1);
}

#[test]
fn an_end_at_once_ends_every_call() {
    let mut stage = Stage::new();
    let amy = stage.phone("2001");
    stage.talk(DIRECT, amy);
    stage.world.tell(Input::EndAll);
    stage.play(1);
    let record = stage.records.first().expect("a record");
    assert_eq!(record.cause, Some(Cause::Shutdown));
    assert_eq!(record.end_status, EndStatus::Ok);
}

#[test]
fn a_key_is_heard_when_every_third_packet_is_lost() {
    let mut stage = Stage::new();
    stage.phone("2001");
    let caller = stage.caller(MAIN);
    stage.play(4);
    stage.world.network_mut().weather = Weather {
        loss: 33,
        ..Weather::CALM
    };
    stage.press(caller, "1");
    let chosen = |event: &EventKind| matches!(event, EventKind::Chose { .. });
    assert_eq!(stage.events.iter().filter(|it| chosen(&it.kind)).count(), 1);
}

#[test]
fn a_wait_that_is_too_long_ends_by_the_queue() {
    let mut stage = Stage::new();
    let amy = stage.phone("2001");
    stage.world.command(presence("amy", Presence::NotReady));
    stage.play(1);
    stage.caller("02160004000");
    stage.play(31);
    let timeout = |event: &EventKind| matches!(event, EventKind::Dequeued { exit, .. } if *exit == QueueExit::Timeout);
    assert!(stage.happened(timeout));
    let record = stage.records.first().expect("a record");
    assert_eq!(record.end_status, EndStatus::IvrEnd);
    assert_eq!(record.cause, Some(Cause::QueueExit));
    assert_eq!(stage.rang(amy), 0);
}

#[test]
fn an_agent_who_was_deleted_begins_anew() {
    let mut stage = Stage::new();
    stage.phone("2001");
    stage.world.command(presence("amy", Presence::NotReady));
    stage.play(1);
    let without = TEXT
        .replace("  amy: { name: 王小美, staff_number: \"1001\" }\n", "")
        .replace("\"2001\": { agent: amy }", "\"2001\": {}")
        .replace("{ amy: 1, ben: 3 }", "{ ben: 3 }");
    stage.apply(&without);
    stage.apply(TEXT);
    let chosen = |stage: &Stage| {
        let switch = stage.world.switch().expect("it runs");
        let amy = switch
            .center()
            .agents()
            .find(|it| it.agent.as_str() == "amy");
        amy.map(|it| it.presence)
    };
    assert_eq!(chosen(&stage), Some(Presence::Idle));
    stage.world.crash(Duration::from_secs(1));
    stage.play(2);
    assert_eq!(chosen(&stage), Some(Presence::Idle), "after a restart too");
}
