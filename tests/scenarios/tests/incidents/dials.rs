//! Calls that reach somebody past every queue: a number outside, an extension, one phone another; and
//! messages.

use std::time::Duration;

use model::record::{CallKind, EndStatus, EventKind, ParticipantKind};
use phone::{Command, End, Event};
use sim::world::HandsetId;

use super::stage::Stage;

const OUT: &str = "02160001000";
const ASK: &str = "02160002000";
const LEAVE: &str = "02160003000";

const CENTER: &str = r#"
trunks:
  carrier: { mode: peer, address: "203.0.113.10:5060", allow: [203.0.113.0/28] }
numbers:
  "02160001000": { trunk: carrier, ivr: out, outbound_skill_groups: [sales] }
  "02160002000": { trunk: carrier, ivr: ask }
  "02160003000": { trunk: carrier, ivr: leave }
agents:
  amy: { name: 王小美, staff_number: "1001" }
  ben: { name: 李本, staff_number: "1002" }
phones:
  "2001": { agent: amy }
  "2002": { agent: ben }
skill_groups:
  sales: { members: [amy] }
ivrs:
  out:
    nodes:
      out: { dial: "13900000000", caller: "02160001000", timeout: 20s, on_busy: sorry, on_no_answer: sorry, on_failed: sorry, then: thanks }
      sorry: { end: 暂时无法接通 }
      thanks: { end: 再见 }
  ask:
    nodes:
      ask: { extension: 请输入分机号码, length: 4, on_busy: leave, on_no_answer: leave, on_offline: leave }
      leave: { voicemail: 请在哔声后留言 }
  leave:
    nodes:
      leave: { voicemail: 请在哔声后留言, closing: 谢谢, next: bye }
      bye: { end: 再见 }
"#;

/// The center, amy's phone and whoever is outside.
fn stage() -> (Stage, HandsetId, HandsetId) {
    let mut stage = Stage::new();
    stage.apply(CENTER);
    let outside = stage.outside();
    let amy = stage.phone("2001");
    (stage, amy, outside)
}

fn last(stage: &Stage, id: HandsetId) -> Option<&Event> {
    stage.noticed.get(&id).and_then(|events| events.last())
}

fn statuses(stage: &Stage) -> Vec<(u16, Vec<u16>)> {
    let status = |status: EndStatus| status.code();
    let records = stage.records.iter().map(|record| {
        let parts = record.participants.iter();
        let parts = parts.map(|part| status(part.end_status)).collect();
        (status(record.end_status), parts)
    });
    records.collect()
}

#[test]
fn a_caller_is_handed_to_a_number_outside_and_goes_on_after_it() {
    let (mut stage, _, outside) = stage();
    let caller = stage.caller(OUT);
    assert_eq!(stage.rang(outside), 1);
    stage.order(outside, Command::Answer);
    assert_eq!(last(&stage, outside), Some(&Event::Up));
    stage.play(10);
    stage.order(outside, Command::HangUp);
    stage.play(5);
    assert_eq!(stage.path(0), ["out", "thanks"]);
    assert!(matches!(last(&stage, caller), Some(Event::Ended(_))));
    assert_eq!(statuses(&stage), [(1, vec![1, 1])]);
    let part = &stage.records[0].participants[1];
    assert_eq!(part.kind, ParticipantKind::Outside);
    assert_eq!(stage.records[0].recordings.len(), 1);
}

#[test]
fn a_number_outside_that_is_busy_rejects_or_does_not_answer_has_its_status() {
    for (refusal, status) in [(486, 206), (603, 203), (404, 205), (503, 208)] {
        let (mut stage, _, outside) = stage();
        stage.caller(OUT);
        stage.order(outside, Command::Refuse(refusal));
        stage.play(5);
        assert_eq!(stage.path(0), ["out", "sorry"], "{refusal}");
        assert_eq!(statuses(&stage), [(107, vec![107, status])], "{refusal}");
    }
    let (mut stage, _, outside) = stage();
    stage.caller(OUT);
    stage.play(30);
    assert_eq!(statuses(&stage), [(107, vec![107, 202])]);
    assert!(matches!(
        last(&stage, outside),
        Some(Event::Ended(End::Missed(_)))
    ));
}

#[test]
fn a_caller_who_hangs_up_ends_the_call_outside_too() {
    let (mut stage, _, outside) = stage();
    let caller = stage.caller(OUT);
    stage.order(caller, Command::HangUp);
    assert!(matches!(
        last(&stage, outside),
        Some(Event::Ended(End::Missed(_)))
    ));
    assert_eq!(statuses(&stage), [(102, vec![102, 220])]);
}

#[test]
fn a_caller_enters_an_extension_and_talks_with_whoever_has_the_phone() {
    let (mut stage, amy, _) = stage();
    let caller = stage.caller(ASK);
    stage.press(caller, "2001");
    stage.play(1);
    assert_eq!(stage.rang(amy), 1);
    stage.order(amy, Command::Answer);
    stage.play(5);
    stage.order(amy, Command::HangUp);
    assert_eq!(statuses(&stage), [(1, vec![1, 1])]);
}

#[test]
fn who_reaches_nobody_at_an_extension_leaves_a_message() {
    let (mut stage, ..) = stage();
    let caller = stage.caller(ASK);
    stage.press(caller, "2002");
    stage.play(10);
    stage.order(caller, Command::HangUp);
    assert_eq!(stage.path(0), ["ask", "leave"]);
    let message = stage.records[0].voicemail.as_ref().expect("a message");
    assert!(message.duration_ms > 5_000, "{message:?}");
}

#[test]
fn a_mark_ends_a_message_and_a_crash_keeps_it() {
    let (mut stage, ..) = stage();
    let caller = stage.caller(LEAVE);
    stage.play(8);
    stage.press(caller, "#");
    stage.play(5);
    assert_eq!(stage.path(0), ["leave", "bye"]);
    assert!(stage.records[0].voicemail.is_some());
    stage.caller(LEAVE);
    stage.play(8);
    stage.world.crash(Duration::from_secs(1));
    stage.play(2);
    assert!(
        stage.records[1].voicemail.is_some(),
        "{:?}",
        stage.records[1]
    );
}

#[test]
fn a_phone_calls_a_phone_by_its_extension() {
    let (mut stage, amy, _) = stage();
    let ben = stage.phone("2002");
    stage.order(amy, Command::Dial("2002".to_owned()));
    assert_eq!(stage.rang(ben), 1);
    assert_eq!(last(&stage, amy), Some(&Event::Ringing));
    stage.order(ben, Command::Answer);
    assert_eq!(last(&stage, amy), Some(&Event::Up));
    stage.play(10);
    stage.order(amy, Command::HangUp);
    assert!(matches!(last(&stage, ben), Some(Event::Ended(_))));
    assert_eq!(statuses(&stage), [(1, vec![1, 1])]);
    let record = &stage.records[0];
    assert_eq!(record.kind, CallKind::Internal);
    let answered = |event: &EventKind| matches!(event, EventKind::Answered { participant: 1 });
    assert!(stage.happened(answered));
}

#[test]
fn a_phone_calls_a_customer_and_is_told_when_it_cannot_be() {
    let (mut stage, amy, outside) = stage();
    stage.order(amy, Command::Dial("13912345678".to_owned()));
    stage.order(outside, Command::Answer);
    stage.play(10);
    stage.order(outside, Command::HangUp);
    assert_eq!(statuses(&stage), [(1, vec![1, 1])]);
    assert_eq!(stage.records[0].caller, "02160001000");

    stage.order(amy, Command::Dial("13912345678".to_owned()));
    stage.order(outside, Command::Refuse(486));
    assert_eq!(last(&stage, amy), Some(&Event::Ended(End::Refused(486))));
    assert_eq!(statuses(&stage)[1], (206, vec![206, 206]));

    stage.order(amy, Command::Dial("0015551230000".to_owned()));
    assert_eq!(last(&stage, amy), Some(&Event::Ended(End::Refused(403))));
    assert_eq!(statuses(&stage)[2], (108, vec![108]));
}

#[test]
fn a_phone_that_may_not_dial_out_is_told_so_and_one_with_a_wrong_password_does_not_dial() {
    let (mut stage, ..) = stage();
    let ben = stage.phone("2002");
    stage.order(ben, Command::Dial("13912345678".to_owned()));
    assert_eq!(last(&stage, ben), Some(&Event::Ended(End::Refused(403))));
    let liar = stage.telephone([198, 18, 0], "2001", "guessed");
    stage.order(liar, Command::Dial("2002".to_owned()));
    assert_eq!(last(&stage, liar), Some(&Event::Ended(End::Refused(401))));
    assert_eq!(stage.rang(ben), 0);
}
