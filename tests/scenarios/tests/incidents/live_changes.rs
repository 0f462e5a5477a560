//! Members who come and go at run time, while callers wait and phones ring.

use std::time::Duration;

use model::Name;
use model::config::Priority;
use model::live::LiveValue;
use phone::{Command, End, Event};
use switch::LiveDraft;

use super::DIRECT;
use super::stage::{Stage, TEXT};

/// An agent is made a member of the presales, or none, and a second passes.
fn member(stage: &mut Stage, agent: &str, priority: Option<u8>) {
    let name = |text: &str| Name::new(text).expect("a name");
    let draft = LiveDraft {
        value: LiveValue::Member {
            skill_group: name("presales"),
            agent: name(agent),
            priority: priority.map(Priority),
        },
        expires: None,
        note: String::new(),
    };
    let command = switch::Command::ChangeLive(Box::new(draft));
    stage.world.command(command);
    stage.play(1);
}

#[test]
fn a_caller_who_waits_gets_whoever_is_added_at_once_and_after_a_crash_as_well() {
    let mut stage = Stage::new();
    stage.apply(&TEXT.replace("members: { amy: 1, ben: 3 }", "members: { amy: 1 }"));
    let (amy, ben) = (stage.phone("2001"), stage.phone("2002"));
    stage.talk(DIRECT, amy);
    let waits = stage.caller(DIRECT);
    stage.play(3);
    assert_eq!(stage.rang(ben), 0, "he is no member");
    member(&mut stage, "ben", Some(2));
    assert_eq!(stage.rang(ben), 1);
    stage.order(waits, Command::HangUp);
    stage.play(2);
    stage.world.crash(Duration::from_secs(1));
    stage.play(2);
    // Amy's phone is still in the talk that the crash ended.
    stage.caller(DIRECT);
    stage.play(5);
    assert_eq!(stage.rang(ben), 2, "what was changed survives");
}

#[test]
fn whoever_is_removed_stops_ringing_and_is_rung_no_more() {
    let mut stage = Stage::new();
    let (amy, ben) = (stage.phone("2001"), stage.phone("2002"));
    stage.caller(DIRECT);
    let first = if stage.rang(amy) == 1 { "amy" } else { "ben" };
    let (gone, left) = match first {
        "amy" => (amy, ben),
        _ => (ben, amy),
    };
    member(&mut stage, first, None);
    let noticed = &stage.noticed[&gone];
    assert!(
        noticed
            .iter()
            .any(|event| matches!(event, Event::Ended(End::Missed(_)))),
        "{noticed:?}"
    );
    assert_eq!(stage.rang(left), 1, "the caller goes to the other at once");
    stage.order(left, Command::Answer);
    stage.caller(DIRECT);
    stage.play(15);
    assert_eq!(stage.rang(gone), 1, "he is rung no more");
}
