//! Agents hand their callers over from their phones, on the wire and over crashes.

use std::time::Duration;

use model::record::{Cause, EventKind, QueueExit};
use phone::{Command, End, Event};
use sim::world::{HandsetId, Weather};

use super::stage::Stage;

const SALES: &str = "02160001000";

const CENTER: &str = r#"
center: { dial_never: ["139000001"] }
trunks:
  carrier: { mode: peer, address: "203.0.113.10:5060", allow: [203.0.113.0/28] }
numbers:
  "02160001000": { trunk: carrier, ivr: in, outbound_skill_groups: [sales] }
agents:
  amy: { name: 王小美, staff_number: "1001" }
  ben: { name: 李本, staff_number: "1002" }
phones:
  "2001": { agent: amy }
  "2002": { agent: ben }
skill_groups:
  sales: { members: [amy] }
  service: { members: [ben] }
ivrs:
  in:
    nodes:
      wait: { transfer: sales, then: thanks }
      thanks: { end: 再见 }
"#;

struct Office {
    stage: Stage,
    amy: HandsetId,
    ben: HandsetId,
    outside: HandsetId,
    caller: HandsetId,
}

/// A caller who talks with amy, while ben and whoever is outside do nothing.
fn office(seed: u64, weather: Weather) -> Office {
    let mut stage = Stage::seeded(seed);
    stage.apply(CENTER);
    let outside = stage.outside();
    let amy = stage.phone("2001");
    let ben = stage.phone("2002");
    let caller = stage.talk(SALES, amy);
    stage.world.network_mut().weather = weather;
    stage.play(2);
    Office {
        stage,
        amy,
        ben,
        outside,
        caller,
    }
}

fn calm() -> Office {
    office(7, Weather::CALM)
}

impl Office {
    /// Amy hands her caller over, and a second passes.
    fn transfer(&mut self, to: &str) {
        self.stage.order(self.amy, Command::Transfer(to.to_owned()));
    }

    fn noticed(&self, id: HandsetId) -> &[Event] {
        self.stage.noticed.get(&id).map_or(&[], Vec::as_slice)
    }

    fn told(&self, status: u16) -> bool {
        self.noticed(self.amy).contains(&Event::Transferred(status))
    }

    /// The only record: its status and those of its participants.
    fn statuses(&self) -> (u16, Vec<u16>) {
        assert_eq!(self.stage.records.len(), 1, "one record");
        let record = self.stage.records.first().expect("a record");
        let parts = record.participants.iter();
        let parts = parts.map(|part| part.end_status.code()).collect();
        (record.end_status.code(), parts)
    }
}

#[test]
fn a_colleague_takes_the_caller_and_the_phone_is_told_and_released() {
    let mut office = calm();
    office.transfer("2002");
    assert!(office.told(100));
    assert_eq!(office.stage.rang(office.ben), 1);
    office.stage.order(office.ben, Command::Answer);
    assert!(office.told(200));
    let there = Some(&Event::Ended(End::There));
    assert_eq!(office.noticed(office.amy).last(), there);
    office.stage.play(5);
    office.stage.order(office.caller, Command::HangUp);
    assert_eq!(office.statuses(), (1, vec![1, 214, 1]));
    assert_eq!(office.stage.records[0].recordings.len(), 2);
}

#[test]
fn a_phone_that_hangs_up_at_once_has_handed_its_caller_over() {
    let mut office = calm();
    office.transfer("2002");
    office.stage.order(office.amy, Command::HangUp);
    office.stage.order(office.ben, Command::Answer);
    office.stage.play(5);
    office.stage.order(office.ben, Command::HangUp);
    office.stage.play(5);
    assert_eq!(office.statuses(), (1, vec![1, 214, 1]));
    assert_eq!(office.stage.path(0), ["wait", "thanks"]);
}

#[test]
fn a_colleague_who_is_busy_gives_the_caller_back() {
    let mut office = calm();
    office.transfer("2002");
    office.stage.order(office.ben, Command::Refuse(486));
    assert!(office.told(486));
    let taken = |event: &EventKind| matches!(event, EventKind::TakenBack { participant: 1 });
    assert!(office.stage.happened(taken));
    office.transfer("2002");
    assert_eq!(office.stage.rang(office.ben), 2, "she may try again");
    office.stage.order(office.ben, Command::Answer);
    office.stage.order(office.caller, Command::HangUp);
    assert_eq!(office.statuses(), (1, vec![1, 214, 17, 1]));
}

#[test]
fn a_number_outside_takes_the_caller_if_the_phone_may_dial_it() {
    let mut office = calm();
    office.transfer("13900000177");
    assert!(office.told(403));
    office.transfer("13911111111");
    assert_eq!(office.stage.rang(office.outside), 1);
    office.stage.order(office.outside, Command::Answer);
    office.stage.play(10);
    office.stage.order(office.outside, Command::HangUp);
    office.stage.play(5);
    assert_eq!(office.statuses(), (214, vec![214, 214, 1]));
}

#[test]
fn a_group_takes_the_caller_and_its_agent_has_him() {
    let mut office = calm();
    office.transfer("service");
    assert!(office.told(200));
    assert_eq!(office.stage.rang(office.ben), 1);
    office.stage.order(office.ben, Command::Answer);
    office.stage.order(office.caller, Command::HangUp);
    assert_eq!(office.statuses(), (1, vec![1, 214, 1]));
}

#[test]
fn a_caller_whom_nobody_has_is_the_next_in_his_queue() {
    let mut office = calm();
    office.transfer("2002");
    office.stage.order(office.amy, Command::HangUp);
    office.stage.order(office.ben, Command::Refuse(603));
    office.stage.play(10);
    assert_eq!(office.stage.rang(office.amy), 2);
    office.stage.order(office.amy, Command::Answer);
    office.stage.order(office.caller, Command::HangUp);
    assert_eq!(office.statuses(), (1, vec![1, 214, 17, 1]));
}

#[test]
fn a_caller_who_hangs_up_ends_everything() {
    let mut office = calm();
    office.transfer("2002");
    office.stage.order(office.caller, Command::HangUp);
    let missed = matches!(
        office.noticed(office.ben).last(),
        Some(Event::Ended(End::Missed(_)))
    );
    assert!(missed, "{:?}", office.noticed(office.ben));
    let there = Some(&Event::Ended(End::There));
    assert_eq!(office.noticed(office.amy).last(), there);
    assert_eq!(office.statuses(), (1, vec![1, 1, 104]));
    let census = office.stage.world.switch().map(switch::Switch::census);
    let census = census.expect("it runs");
    assert_eq!((census.legs, census.center.leases), (0, 0));
}

#[test]
fn who_calls_from_a_trunk_hands_nothing_over() {
    let mut office = calm();
    let order = Command::Transfer("2002".to_owned());
    office.stage.order(office.caller, order);
    let refused = Event::Transferred(403);
    assert_eq!(office.noticed(office.caller).last(), Some(&refused));
    assert_eq!(office.stage.rang(office.ben), 0);
}

#[test]
fn transfers_come_through_where_every_fourth_packet_is_lost() {
    for seed in 0..20 {
        let weather = Weather {
            loss: 25,
            ..Weather::CALM
        };
        let mut office = office(seed, weather);
        office.transfer("2002");
        office.stage.play(20);
        office.stage.order(office.ben, Command::Answer);
        office.stage.play(20);
        office.stage.order(office.caller, Command::HangUp);
        office.stage.play(60);
        assert_eq!(office.statuses(), (1, vec![1, 214, 1]), "from seed {seed}");
    }
}

#[test]
fn a_crash_in_the_middle_of_a_transfer_leaves_one_record_of_the_phase_that_was_reached() {
    for seed in 0..60 {
        let mut office = office(seed, Weather::CALM);
        office.stage.world.node_mut().latency = Duration::from_millis(50);
        office
            .stage
            .world
            .order(office.amy, Command::Transfer("13911111111".to_owned()));
        office.stage.pass(Duration::from_millis(500));
        office.stage.world.order(office.outside, Command::Answer);
        let span = Duration::from_millis(20 + seed * 3);
        office.stage.pass(span);
        office.stage.world.crash(Duration::from_secs(1));
        office.stage.play(3);
        let (status, parts) = office.statuses();
        assert!([1, 214].contains(&status), "{status} from seed {seed}");
        assert_eq!(parts[1], status, "from seed {seed}");
        assert_eq!(office.stage.records[0].cause, Some(Cause::Restart));
    }
}

#[test]
fn a_queue_that_is_gone_by_then_gives_the_caller_an_exit() {
    let mut office = calm();
    office.transfer("2002");
    office.stage.order(office.amy, Command::HangUp);
    let logged_out = switch::Command::SetPresence(
        model::Name::new("amy").expect("a name"),
        model::state::Presence::Offline,
    );
    office.stage.world.command(logged_out);
    office.stage.play(10);
    office.stage.order(office.ben, Command::Refuse(486));
    office.stage.play(5);
    let exit = |event: &EventKind| matches!(event, EventKind::Dequeued { exit, .. } if *exit == QueueExit::NoAgent);
    assert!(office.stage.happened(exit));
    assert_eq!(office.statuses(), (214, vec![214, 214, 17]));
}
