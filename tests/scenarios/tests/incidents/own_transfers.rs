//! Agents hand over customers whom they have called, on the wire and over crashes.

use std::time::Duration;

use model::record::Direction;
use phone::{Command, End, Event};
use sim::world::HandsetId;

use super::stage::Stage;

const CENTER: &str = r#"
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
  sales: { members: [amy, ben] }
ivrs:
  in:
    nodes:
      wait: { transfer: sales }
"#;

const CUSTOMER: &str = "13911111111";

/// A customer whom amy has called, and with whom she talks.
struct Called {
    stage: Stage,
    amy: HandsetId,
    ben: HandsetId,
    customer: HandsetId,
}

fn called(seed: u64) -> Called {
    let mut stage = Stage::seeded(seed);
    stage.apply(CENTER);
    let customer = stage.outside();
    let (amy, ben) = (stage.phone("2001"), stage.phone("2002"));
    stage.order(amy, Command::Dial(CUSTOMER.to_owned()));
    stage.order(customer, Command::Answer);
    stage.play(2);
    Called {
        stage,
        amy,
        ben,
        customer,
    }
}

impl Called {
    fn transfer(&mut self, to: &str) {
        self.stage.order(self.amy, Command::Transfer(to.to_owned()));
    }

    fn told(&self, status: u16) -> bool {
        let told = self.stage.noticed.get(&self.amy);
        told.is_some_and(|told| told.contains(&Event::Transferred(status)))
    }

    fn statuses(&self) -> (u16, Vec<u16>) {
        assert_eq!(self.stage.records.len(), 1, "one record");
        let record = self.stage.records.first().expect("a record");
        assert_eq!(record.direction, Direction::Out);
        let parts = record.participants.iter();
        let parts = parts.map(|part| part.end_status.code()).collect();
        (record.end_status.code(), parts)
    }

    fn nothing_is_left(&self) {
        let census = self.stage.world.switch().map(switch::Switch::census);
        let census = census.expect("it runs");
        assert_eq!((census.legs, census.center.leases), (0, 0));
    }
}

#[test]
fn a_colleague_takes_the_customer_and_who_had_called_him_is_released() {
    let mut called = called(7);
    called.transfer("2002");
    assert!(called.told(100));
    let shown = |event: &Event| matches!(event, Event::Incoming { from, .. } if from == CUSTOMER);
    let rang = called.stage.noticed.get(&called.ben);
    assert!(rang.is_some_and(|rang| rang.iter().any(shown)));
    called.stage.order(called.ben, Command::Answer);
    assert!(called.told(200));
    let last = called
        .stage
        .noticed
        .get(&called.amy)
        .and_then(|it| it.last());
    assert_eq!(last, Some(&Event::Ended(End::There)));
    called.stage.play(5);
    called.stage.order(called.customer, Command::HangUp);
    assert_eq!(called.statuses(), (1, vec![214, 1, 1]));
    called.nothing_is_left();
}

#[test]
fn a_colleague_who_is_busy_gives_the_customer_back() {
    let mut called = called(7);
    called.transfer("2002");
    called.stage.order(called.ben, Command::Refuse(486));
    assert!(called.told(486));
    called.stage.play(5);
    called.stage.order(called.amy, Command::HangUp);
    assert_eq!(called.statuses(), (1, vec![1, 1, 206]));
    called.nothing_is_left();
}

#[test]
fn what_she_may_not_dial_she_cannot_hand_him_over_to() {
    let mut called = called(7);
    called.transfer("0015551234");
    assert!(called.told(403));
    called.stage.order(called.customer, Command::HangUp);
    assert_eq!(called.statuses(), (1, vec![1, 1]));
}

#[test]
fn a_crash_in_the_middle_leaves_one_record_of_the_phase_that_was_reached() {
    for seed in 0..40 {
        let mut called = called(seed);
        called.stage.world.node_mut().latency = Duration::from_millis(50);
        let order = Command::Transfer("2002".to_owned());
        called.stage.world.order(called.amy, order);
        called.stage.pass(Duration::from_millis(500));
        called.stage.world.order(called.ben, Command::Answer);
        called.stage.pass(Duration::from_millis(20 + seed * 4));
        called.stage.world.crash(Duration::from_secs(1));
        called.stage.play(3);
        let (status, parts) = called.statuses();
        let handed_over = parts.first() == Some(&214);
        assert!(
            matches!((status, handed_over), (1, _) | (214, true)),
            "{status} {parts:?} from seed {seed}"
        );
    }
}
