//! What telephones do besides ringing and being picked up: they stand on two desks, refuse in their own
//! ways, hold, move, and let their registration end.

use std::time::Duration;

use contact::LegId;
use media::sdp::Direction;
use model::record::{EndStatus, EventKind, HungUpBy, OfferEnd};
use phone::{Command, End, Event};
use sim::world::HandsetId;

use super::DIRECT;
use super::stage::Stage;

/// What a telephone noticed last.
fn last(stage: &Stage, id: HandsetId) -> Option<&Event> {
    stage.noticed.get(&id).and_then(|events| events.last())
}

/// Which way audio goes between the center and a telephone: to it, and from it.
fn way(stage: &Stage, id: HandsetId) -> Option<(bool, bool)> {
    let media = stage.world.handset(id)?.media();
    let leg: LegId = stage.world.media().leg_of(media)?;
    stage.world.media().way_of(leg)
}

#[test]
fn an_extension_at_two_desks_is_answered_at_one() {
    let mut stage = Stage::new();
    let [desk, home] = [stage.phone("2001"), stage.phone("2001")];
    stage.talk(DIRECT, desk);
    assert_eq!((stage.rang(desk), stage.rang(home)), (1, 1));
    let elsewhere = Event::Ended(End::Missed("Call completed elsewhere".to_owned()));
    assert_eq!(last(&stage, home), Some(&elsewhere));
}

#[test]
fn of_two_desks_that_answer_at_the_same_instant_one_has_the_call() {
    let mut stage = Stage::new();
    let [desk, home] = [stage.phone("2001"), stage.phone("2001")];
    let caller = stage.caller(DIRECT);
    stage.world.order(desk, Command::Answer);
    stage.world.order(home, Command::Answer);
    stage.play(2);
    let talking = |id| last(&stage, id) == Some(&Event::Up);
    assert!(talking(desk) != talking(home), "one of them");
    stage.order(caller, Command::HangUp);
    let [record] = stage.records.as_slice() else {
        panic!("{:?}", stage.records)
    };
    assert_eq!(record.participants.len(), 2, "the customer and one agent");
    assert_eq!(record.hung_up_by, HungUpBy::User);
}

#[test]
fn a_busy_desk_leaves_the_other_ringing() {
    let mut stage = Stage::new();
    let [desk, home] = [stage.phone("2001"), stage.phone("2001")];
    stage.caller(DIRECT);
    stage.order(desk, Command::Refuse(486));
    stage.order(home, Command::Answer);
    assert_eq!(last(&stage, home), Some(&Event::Up));
}

/// RFC 3261 section 21.6: no other contact would have anything else to say.
#[test]
fn who_declines_at_one_desk_is_not_rung_at_the_other() {
    let mut stage = Stage::new();
    let [desk, home] = [stage.phone("2001"), stage.phone("2001")];
    stage.caller(DIRECT);
    stage.order(desk, Command::Reject);
    assert!(matches!(
        last(&stage, home),
        Some(Event::Ended(End::Missed(_)))
    ));
    let rejected = |event: &EventKind| matches!(event, EventKind::OfferEnded { end, .. } if *end == OfferEnd::Rejected);
    assert!(stage.happened(rejected));
}

#[test]
fn a_telephone_that_sends_calls_elsewhere_has_failed_and_the_next_is_rung() {
    let mut stage = Stage::new();
    let [amy, ben] = [stage.phone("2001"), stage.phone("2002")];
    stage.caller(DIRECT);
    stage.order(amy, Command::Refuse(302));
    assert_eq!(stage.rang(ben), 1);
    let failed = |event: &EventKind| matches!(event, EventKind::OfferEnded { end, .. } if *end == OfferEnd::Failed);
    assert!(stage.happened(failed));
}

#[test]
fn a_call_is_held_and_retrieved() {
    let mut stage = Stage::new();
    let amy = stage.phone("2001");
    let caller = stage.talk(DIRECT, amy);
    for (offered, agreed) in [
        (Direction::SendOnly, (false, true)),
        (Direction::Inactive, (false, false)),
        (Direction::SendRecv, (true, true)),
    ] {
        stage.order(amy, Command::Offer(offered));
        assert_eq!(last(&stage, amy), Some(&Event::OfferTaken(true)));
        assert_eq!(way(&stage, amy), Some(agreed), "{offered:?}");
    }
    stage.order(caller, Command::AskOffer);
    assert_eq!(last(&stage, caller), Some(&Event::OfferTaken(true)));
    assert_eq!(way(&stage, caller), Some((true, true)));
    assert!(stage.records.is_empty(), "the talk goes on");
}

/// A phone that holds sends nothing for as long as it likes.
#[test]
fn who_asks_for_an_offer_during_a_hold_ends_it() {
    let mut stage = Stage::new();
    let amy = stage.phone("2001");
    stage.talk(DIRECT, amy);
    stage.order(amy, Command::Offer(Direction::Inactive));
    stage.order(amy, Command::AskOffer);
    assert_eq!(way(&stage, amy), Some((true, true)));
}

#[test]
fn a_telephone_that_moved_is_rung_where_it_is() {
    let mut stage = Stage::new();
    let amy = stage.phone("2001");
    let there = "198.18.0.200:5060".parse().expect("an address");
    stage.world.relocate(amy, there);
    stage.play(1);
    stage.talk(DIRECT, amy);
}

#[test]
fn a_talk_whose_telephone_moves_goes_on_with_another() {
    let mut stage = Stage::new();
    let [amy, ben] = [stage.phone("2001"), stage.phone("2002")];
    stage.talk(DIRECT, amy);
    let there = "198.18.0.200:5060".parse().expect("an address");
    stage.world.relocate(amy, there);
    stage.play(33);
    assert_eq!(stage.rang(ben), 1);
}

#[test]
fn a_registration_that_ends_in_a_talk_leaves_the_talk_alone() {
    let mut stage = Stage::new();
    let amy = stage.phone("2001");
    stage.order(amy, Command::Register(60));
    stage.order(amy, Command::Lapse);
    let caller = stage.talk(DIRECT, amy);
    stage.play(70);
    assert!(stage.records.is_empty(), "the talk goes on");
    stage.order(caller, Command::HangUp);
    let record = stage.records.first().expect("a record");
    assert_eq!(record.end_status, EndStatus::Ok);
    stage.caller(DIRECT);
    assert_eq!(stage.rang(amy), 1, "she is out of reach");
}

#[test]
fn a_registration_that_ends_while_it_rings_takes_the_call_away() {
    let mut stage = Stage::new();
    let amy = stage.phone("2001");
    stage.order(amy, Command::Register(60));
    stage.order(amy, Command::Lapse);
    stage.pass(Duration::from_secs(56));
    stage.caller(DIRECT);
    assert_eq!(stage.rang(amy), 1);
    stage.play(5);
    assert!(matches!(
        last(&stage, amy),
        Some(Event::Ended(End::Missed(_)))
    ));
    let record = stage.records.first().expect("a record");
    assert_eq!(record.end_status, EndStatus::NoSeatOnline);
}
